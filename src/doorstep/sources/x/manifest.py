"""data/manifest.js: whose archive it is, of which day, and how much each file should hold."""

from dataclasses import dataclass, field
from datetime import date
from typing import cast

from ...facts.text import clean_line
from ..json_files import parse_json
from ..members import Limits, Member
from ..times import utc_of
from .people import NAME_LIMIT, number_of


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the archive says of itself. `counts` are the entries of each file, by its path in lower case."""

    number: str = ""
    handle: str = ""
    name: str = ""
    made_on: date | None = None
    is_partial: bool = False
    counts: dict[str, int] = field(default_factory=dict)


def manifest(member: Member, limits: Limits) -> Manifest:
    """The manifest; SourceError where it cannot be read. What it does not tell is empty."""
    with member.open(limits.member_bytes) as file:
        raw = file.read()
    told = _dict(parse_json(raw.partition(b"=")[2].rstrip().removesuffix(b";"), member.path))
    user, about = _dict(told.get("userInfo")), _dict(told.get("archiveInfo"))
    counts: dict[str, int] = {}
    for kind in _dict(told.get("dataTypes")).values():
        files = _dict(kind).get("files")
        for one in files if isinstance(files, list) else ():
            name, count = _dict(one).get("fileName"), str(_dict(one).get("count", ""))
            if isinstance(name, str) and count.isdecimal() and len(count) < 12:
                counts[name.casefold()] = int(count)
    made_at = utc_of(about.get("generationDate"))
    return Manifest(
        number_of(user.get("accountId")),
        clean_line(str(user.get("userName") or ""), NAME_LIMIT),
        clean_line(str(user.get("displayName") or ""), NAME_LIMIT),
        made_at.date() if made_at else None,
        about.get("isPartialArchive") is True,
        counts,
    )


def _dict(value: object) -> dict[str, object]:
    return cast(dict[str, object], value) if isinstance(value, dict) else {}
