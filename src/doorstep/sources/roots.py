"""Finds where in a bundle an export begins: by the tails of paths, since exports get wrapped in folders."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .container import Bundle
from .members import Member


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
    longest_first = sorted(prefixes, key=len, reverse=True)
    found: dict[tuple[str, int], dict[str, Member]] = {}
    for member in sorted(bundle.members, key=lambda one: (len(one.path), one.path)):
        prefix = next((one for one in longest_first if member.key.startswith(one)), None)
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
