"""Boxes over cells: the clauses of rules, and the few questions about them on which everything else rests.

A box is a tuple of (variable, mask) pairs, sorted, each mask neither empty nor full; it holds where every variable
named lies in its mask. The empty tuple is everything. `None` stands for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .tree import And, AtLeast, Constant, Node, Not, Or, Test, Word

Box = tuple[tuple[int, int], ...]
MAX_PARTS = 4_000
MAX_BOXES, MAX_CLAUSES = 20_000, 4_000  # joined ones; those of one condition


class TooManyError(Exception):
    """A condition can hold in more ways than can be handled."""


def meet(one: Box, other: Box) -> Box | None:
    """The box where both hold, or None where they exclude each other."""
    joined = dict(one)
    for variable, mask in other:
        both = joined.get(variable, -1) & mask
        if not both:
            return None
        joined[variable] = both
    return tuple(sorted(joined.items()))


def contains(outer: Box, inner: Box) -> bool:
    """True where `outer` holds wherever `inner` does."""
    masks = dict(inner)
    return all(masks.get(variable, -1) & ~mask == 0 for variable, mask in outer)


def uncovered(box: Box, boxes: Sequence[Box], full: Sequence[int]) -> Box | None:
    """A part of `box` that lies in none of `boxes`, or None where they cover it all.

    Splits on one variable at a time, along a box that overlaps; `full` are the variables' full masks.
    """
    state = dict(box)
    near = []
    for other in boxes:
        rest = 0
        for variable, mask in other:
            now = state.get(variable, full[variable])
            if not now & mask:
                break
            if now & ~mask:
                rest += 1
        else:
            if not rest:
                return None
            near.append((rest, other))
    if not near:
        return box
    near.sort(key=lambda pair: pair[0])
    cut = near[0][1]
    others = [other for _, other in near[1:]]
    for variable, mask in cut:
        now = state.get(variable, full[variable])
        outside = now & ~mask
        if outside:
            part = _with(state, variable, outside, full)
            found = uncovered(part, others, full)
            if found is not None:
                return found
            state[variable] = now & mask
    return None


def _with(state: Mapping[int, int], variable: int, mask: int, full: Sequence[int]) -> Box:
    joined = {**state, variable: mask}
    return tuple(sorted((one, bits) for one, bits in joined.items() if bits != full[one]))


def absorbed(boxes: Iterable[Box]) -> list[Box]:
    """The boxes without those that lie inside another."""
    # Only a box over some of the same variables, and no others, can hold one: so they are kept by their variables.
    kept: dict[int, list[Box]] = {}
    for box in sorted(set(boxes), key=len):
        named = 0
        for variable, _ in box:
            named |= 1 << variable
        for others, some in kept.items():
            if not others & ~named and any(contains(other, box) for other in some):
                break
        else:
            kept[named] = [other for other in kept.get(named, ()) if not contains(box, other)]
            kept[named].append(box)
    return [box for some in kept.values() for box in some]


def without(boxes: Sequence[Box], others: Sequence[Box], full: Sequence[int]) -> tuple[Box, ...]:
    """Boxes that together cover exactly what lies in `boxes` and in none of the others."""
    left = list(boxes)
    for other in others:
        parts = []
        for box in left:
            if meet(box, other) is None:
                parts.append(box)
            else:
                for spot, mask in other:
                    outside = full[spot] & ~mask
                    part = meet(box, ((spot, outside),)) if outside else None
                    if part is not None:
                        parts.append(part)
        left = absorbed(parts)
        if len(left) > MAX_PARTS:
            raise TooManyError
    return tuple(left)


def maximal(boxes: Sequence[Box], full: Sequence[int]) -> list[Box]:
    """All largest boxes inside the union of `boxes` (the prime implicants), by repeated consensus."""
    kept = absorbed(boxes)
    todo = list(kept)
    while todo:
        one = todo.pop()
        if one not in kept:
            continue
        for other in list(kept):
            for made in _consensus(one, other, full):
                if not any(contains(box, made) for box in kept):
                    kept = [box for box in kept if not contains(made, box)]
                    kept.append(made)
                    todo.append(made)
        if len(kept) > MAX_BOXES:
            raise TooManyError
    return kept


def _consensus(one: Box, other: Box, full: Sequence[int]) -> list[Box]:
    """Boxes that reach across the two: on one variable either mask, on all others both."""
    first, second = dict(one), dict(other)
    shared = {variable: first.get(variable, -1) & second.get(variable, -1) for variable in first | second}
    empty = [variable for variable, mask in shared.items() if not mask]
    if len(empty) > 1:
        return []
    made = []
    for variable in empty or [v for v in first if v in second]:
        either = first[variable] | second[variable]
        if either in (first[variable], second[variable]):
            continue
        joined = {**shared, variable: either}
        made.append(tuple(sorted((v, mask) for v, mask in joined.items() if mask != full[v])))
    return made


def clauses_of(
    node: Node, literal: Mapping[Test, tuple[int, int]], full: Sequence[int], holds: bool = True
) -> list[Box]:
    """The ways in which a condition holds (or, with `holds` false, does not), as boxes that cover exactly those.

    `literal` gives each test's variable and mask. TooManyError beyond MAX_CLAUSES.
    """
    match node:
        case Constant():
            return [()] if node.value == holds else []
        case Test():
            variable, mask = literal[node]
            mask = mask if holds else full[variable] & ~mask
            if not mask:
                return []
            return [()] if mask == full[variable] else [((variable, mask),)]
        case Word():
            return clauses_of(node.meaning, literal, full, holds)
        case Not():
            return clauses_of(node.inner, literal, full, not holds)
        case AtLeast():
            count = node.count if holds else len(node.parts) - node.count + 1
            return _at_least(count, [clauses_of(part, literal, full, holds) for part in node.parts], full)
        case And() | Or():
            parts = [clauses_of(part, literal, full, holds) for part in node.parts]
            if isinstance(node, And) == holds:
                return _product(parts, full)
            return _tidy([box for part in parts for box in part], full)


def _product(parts: Sequence[Sequence[Box]], full: Sequence[int]) -> list[Box]:
    boxes: list[Box] = [()]
    for part in parts:
        met = (meet(one, other) for one in boxes for other in part)
        boxes = _tidy([box for box in met if box is not None], full)
    return boxes


def _at_least(count: int, parts: list[list[Box]], full: Sequence[int]) -> list[Box]:
    """The boxes where at least `count` of the parts hold, built up part by part."""
    reached: list[list[Box]] = [[()], *([] for _ in range(count))]
    for part in parts:
        for held in range(count, 0, -1):
            more = _product([reached[held - 1], part], full)
            reached[held] = _tidy(reached[held] + more, full)
    return reached[count]


def _tidy(boxes: list[Box], full: Sequence[int]) -> list[Box]:
    """The same union in fewer boxes: absorbed, and joined where two differ in one variable only."""
    if len(boxes) > MAX_CLAUSES:
        raise TooManyError
    boxes = absorbed(boxes)
    joined = True
    while joined and len(boxes) > 1:
        joined = False
        for spot in {variable for box in boxes for variable, _ in box}:
            by_rest: dict[Box, int] = {}
            without = []
            for box in boxes:
                mask = dict(box).get(spot)
                if mask is None:
                    without.append(box)
                else:
                    rest = tuple(pair for pair in box if pair[0] != spot)
                    by_rest[rest] = by_rest.get(rest, 0) | mask
            if len(by_rest) + len(without) < len(boxes):
                boxes = without + [
                    tuple(sorted((*rest, (spot, mask)))) if mask != full[spot] else rest
                    for rest, mask in by_rest.items()
                ]
                joined = True
        if joined:
            boxes = absorbed(boxes)
    return boxes
