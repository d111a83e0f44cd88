"""Finds where in a bundle an export begins: by the tails of paths, since exports get wrapped in folders."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..errors import SourceError
from .bundles import Bundle
from .members import Member

MOST = 60  # in one archive: each is an import of its own


@dataclass(frozen=True, slots=True)
class Root:
    """One export: its members by key below the root. `name` is the bundle's name and the folders inside."""

    name: str
    members: Mapping[str, Member]


def roots(bundle: Bundle, tail_of: Callable[[str], str | None]) -> list[Root]:
    """The exports in a bundle. `tail_of` gives the part of a key that lies below the root, or None.

    A second file of one key under one root (`Connections.csv`, `Connections (1).csv`) is of another export.
    """
    prefixes: dict[str, str] = {}
    for member in bundle.members:
        tail = tail_of(member.key)
        if tail is not None:
            cut = len(member.key) - len(tail)
            prefixes.setdefault(member.key[:cut], member.path[:cut].strip("/"))
    if len(prefixes) > MOST:
        raise SourceError(
            f"holds {len(prefixes):,} exports; at most {MOST} are read at once",
            place=bundle.name,
            next_step="Give doorstep some of them at a time.",
        )
    found: dict[tuple[str, int], dict[str, Member]] = {}
    for member in sorted(bundle.members, key=lambda one: (len(one.path), one.path)):
        prefix = _nearest(member.key, prefixes)
        if prefix is None:
            continue
        tail, nth = member.key[len(prefix) :], 1
        while tail in found.get((prefix, nth), {}):
            nth += 1
        found.setdefault((prefix, nth), {})[tail] = member
    named = sorted(found.items(), key=lambda item: item[0])
    return [
        Root("/".join(filter(None, (bundle.name, prefixes[prefix]))), members)
        for (prefix, _), members in named
        if any(tail_of(tail) is not None for tail in members)
    ]


def claimed(bundle: Bundle, members: Iterable[Member], claims: Callable[[str, bytes], bool]) -> Root | None:
    """One export made of all the members that are claimed by their content, or None where none is."""
    found: dict[str, Member] = {}
    for member in members:
        if claims(member.key, member.head()):
            # a copy (`contacts (1).vcf`) has the key of the first
            found[member.key if member.key not in found else member.path] = member
    if not found:
        return None
    only = next(iter(found.values())).path.rpartition("/")[2] if len(found) == 1 else ""
    return Root(only if bundle.is_loose and only else bundle.name, found)


def _nearest(key: str, prefixes: Mapping[str, str]) -> str | None:
    """The longest of the prefixes, each a folder, that the key lies in."""
    cut = len(key)
    while (cut := key.rfind("/", 0, cut)) >= 0:
        if key[: cut + 1] in prefixes:
            return key[: cut + 1]
    return "" if "" in prefixes else None
