"""Yes/no facts that hang together by implications: met → spoken → known, and those of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from ..facts.catalogue import Catalogue
from ..facts.values import Value

MAX_LINKED = 6  # 3**6 states of knowledge are tabulated for each group


def groups(catalogue: Catalogue) -> list[tuple[str, ...]]:
    """Every set of two or more yes/no facts that are linked, directly or by way of others."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for fact in catalogue:
        for other in fact.implies:
            parent[root(other)] = root(fact.name)
    found: dict[str, list[str]] = {}
    for fact in catalogue:
        if fact.name in parent:
            found.setdefault(root(fact.name), []).append(fact.name)
    return [tuple(names) for names in found.values() if len(names) > 1]


def too_many_linked(catalogue: Catalogue) -> tuple[str, ...]:
    """The first group that is larger than can be tabulated, or nothing."""
    return next((group for group in groups(catalogue) if len(group) > MAX_LINKED), ())


def combinations(catalogue: Catalogue, names: tuple[str, ...]) -> Iterator[tuple[bool, ...]]:
    """Every way in which the facts can turn out together without breaking an implication."""
    spots = {name: spot for spot, name in enumerate(names)}
    links = [(spots[name], spots[other]) for name in names for other in catalogue[name].implies if other in spots]
    for values in product((False, True), repeat=len(names)):
        if all(values[other] or not values[one] for one, other in links):
            yield values


def contradiction(catalogue: Catalogue, facts: Mapping[str, Value]) -> str:
    """The stated facts that cannot hold together, as in `met, not spoken`; empty where all is well."""
    for group in groups(catalogue):
        stated = {name: facts[name] for name in group if name in facts}
        if len(stated) < 2:
            continue
        possible = combinations(catalogue, group)
        if not any(all(values[group.index(name)] == value for name, value in stated.items()) for values in possible):
            return ", ".join(name if value else f"not {name}" for name, value in stated.items())
    return ""


def closed(catalogue: Catalogue, facts: Mapping[str, Value]) -> dict[str, Value]:
    """The facts and all that they imply: what a yes makes true, and what a no makes false."""
    known = dict(facts)
    changed = True
    while changed:
        changed = False
        for fact in catalogue:
            for other in fact.implies:
                if known.get(fact.name) is True and other not in known:
                    known[other], changed = True, True
                if known.get(other) is False and fact.name not in known:
                    known[fact.name], changed = False, True
    return known
