"""Answers that rest on an assumption: somebody is accepted for what nobody has said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

from ...facts.values import Value, as_text
from ..boxes import Box, TooManyError, meet, without
from ..cells import Variable
from ..compiled import CompiledDoor
from ..phrases import listed, network_name
from .finding import Finding
from .inspection import Inspection

MOST_PAIRS = 100_000  # of boxes looked at for an example


def opening(look: Inspection) -> Iterator[Finding]:
    """Assumptions on which an accept can rest: told one by one where they say yes, together where they say no.

    To take for granted that somebody was introduced opens a door; to take for granted that nobody was warned about
    opens none by itself, and is only good to know.
    """
    standards = look.policy.standards
    denied: list[tuple[str, list[CompiledDoor]]] = []
    shown: Mapping[str, Value] | None = None
    for of_strangers, layer in ((False, standards.assume), (True, standards.assume_strangers)):
        for name, value in layer.items():
            found = [
                (door, example) for door in look.doors
                if (example := _example(look, door, name, value, of_strangers)) is not None
            ]  # fmt: skip
            if not found:
                continue
            if _asserts(value):
                said = as_text(look.catalogue[name], value)
                where = listed([network_name(door.network) for door, _ in found], "and")
                message = f"`{name} = {said}` is taken for granted, and that alone can open {where}"
                yield look.finding("assumed", message, None, (), found[0][1])
            else:
                denied.append((name, [door for door, _ in found]))
                shown = shown or found[0][1]
    if denied:
        names = listed(list(dict.fromkeys(f"`{name}`" for name, _ in denied)), "and")
        doors = list(dict.fromkeys(network_name(door.network) for _, some in denied for door in some))
        message = f"somebody can be let in at {listed(doors, 'and')} on what is taken for granted: {names}"
        yield look.finding("assumed", message, None, (), shown, "note")


def _asserts(value: Value) -> bool:
    """True where the assumption says that there is something: yes, a level, a role; not no, none, 0 or stranger."""
    return value not in (False, 0, "none", frozenset(), frozenset({"stranger"}))


def _example(
    look: Inspection, door: CompiledDoor, name: str, value: Value, of_strangers: bool
) -> dict[str, Value] | None:
    """Somebody who is accepted here only because the fact is assumed; None where there is nobody."""
    if name not in door.spot_of:
        return None
    spot = door.spot_of[name]
    variable = door.variables[spot]
    assumed = variable.mask_of([value if one == name else None for one in variable.facts])
    try:
        accepting = look.opening(door)
        others = look.once(("others", door.network), lambda: without([()], accepting, door.full))
    except TooManyError:
        return None
    for one, other in islice(product(accepting, others), MOST_PAIRS):
        both = meet(_blind(one, spot), _blind(other, spot))
        if both is None:
            continue
        accepted, refused = dict(one).get(spot, variable.full), dict(other).get(spot, variable.full)
        for beside in _beside(variable, name, accepted & assumed, refused):
            example = look.person(both, door.variables) | beside
            if of_strangers:
                example["on_record"] = False
            if _rests(door, example, name):
                return example
    return None


def _blind(box: Box, spot: int) -> Box:
    return tuple(pair for pair in box if pair[0] != spot)


def _beside(variable: Variable, name: str, accepted: int, refused: int) -> Iterator[dict[str, Value]]:
    """What may be known of the facts that are linked with the assumed one, so that either can still come of it."""
    seen = []
    for cell in range(variable.size):
        if accepted >> cell & 1:
            values = {one: value for one, value in zip(variable.facts, variable.examples[cell]) if one != name}
            if values not in seen and variable.mask_of([values.get(one) for one in variable.facts]) & refused:
                seen.append(values)
                yield values


def _rests(door: CompiledDoor, facts: Mapping[str, Value], name: str) -> bool:
    """True where accept is certain by assuming the fact, and would not be otherwise."""
    with_it, without_it = (door.knowledge(facts, some).masks for some in (frozenset(), frozenset({name})))
    return door.outlook(with_it).possible == {"accept"} != door.outlook(without_it).possible
