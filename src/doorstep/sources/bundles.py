"""What one archive, one folder, or loose files hold, and parts of one export put together again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .members import Member
from .paths import copy_suffix_off, is_media

_ENDING = re.compile(r"(?:\.zip|\.tar|\.tgz|\.gz)+$", re.IGNORECASE)
_PART = re.compile(r"[-_. ]?(?:part|teil)?[-_. ]?(\d{1,3})(?:[-_ ]?of[-_ ]?(\d{1,3}))?$", re.IGNORECASE)
_DAY = re.compile(r"(?:\d{4}[-_]\d\d[-_]\d\d|\d\d[-_.]\d\d[-_.]\d{4}|\d{8})$")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one archive, one folder, or loose files from one folder hold. `name` may tell the export's date.

    `dropped` is the same for all bundles that come from one thing that the user gave; `is_loose` holds for files that
    were given one by one. `warnings` tell what is missing of it.
    """

    name: str
    dropped: str
    members: tuple[Member, ...]
    is_loose: bool = False
    warnings: tuple[str, ...] = ()


def put_together(bundles: Iterable[Bundle]) -> list[Bundle]:
    """The bundles, numbered parts of one export as one: they bear one name but for a number, and share no file.

    Files that are alike in all parts (a manifest) do not keep them apart; a gap in the numbers becomes a warning.
    """
    found: dict[str, list[tuple[int, Bundle]]] = {}
    for bundle in bundles:
        base, number = ("", 0) if bundle.is_loose else _part_of(bundle.name)
        found.setdefault(base or f"{bundle.dropped}\n{bundle.name}", []).append((number, bundle))
    made: list[Bundle] = []
    for base, parts in found.items():
        numbers = sorted(number for number, _ in parts)
        if len(parts) == 1 or len(set(numbers)) < len(parts) or not _fit_together([one for _, one in parts]):
            made += [bundle for _, bundle in parts]
            continue
        first = min(parts, key=lambda part: part[0])[1]
        members = {member.key: member for _, one in reversed(parts) for member in one.members}
        gaps = sorted(set(range(1, numbers[-1] + 1)) - set(numbers) - ({1} if 0 in numbers else set()))
        missing = ", ".join(map(str, gaps[:9]))
        warning = f"{base}: part {missing} is missing; what it holds is not known" if gaps else ""
        made.append(replace(first, name=base, members=tuple(members.values()), warnings=(warning,) if gaps else ()))
    return made


def _part_of(name: str) -> tuple[str, int]:
    """The name without its number as a part, and the number; 0 where it has none."""
    stem = copy_suffix_off(_ENDING.sub("", name))
    found = _PART.search(stem)
    if found is None or _DAY.search(stem) or not stem[: found.start()]:
        return stem, 0
    return stem[: found.start()], int(found[1])


def _fit_together(bundles: list[Bundle]) -> bool:
    """True where no two of them hold different files under one path."""
    sizes: dict[str, int] = {}
    return all(
        sizes.setdefault(member.key, member.size) == member.size
        for bundle in bundles
        for member in bundle.members
        if not is_media(member.path)
    )
