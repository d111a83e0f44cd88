"""Doors that never open, never for some role, or for everybody alike."""

from __future__ import annotations

from collections.abc import Iterator

from ..boxes import meet, uncovered
from ..compiled import CompiledDoor
from ..phrases import listed, network_name, plural
from ..tree import tests_in
from .finding import Finding
from .inspection import Inspection

_MANY = {"family": "family", "press": "the press"}


def shut(look: Inspection, door: CompiledDoor) -> Iterator[Finding]:
    """A door at which accept is the outcome for nobody."""
    if _opens(door):
        return
    accepting = [rule for rule in door.rules if rule.rule.kind == "accept"]
    if not accepting:
        message = f"{network_name(door.network)} never opens: it has no rule that accepts"
        yield look.finding("shut", message, door, severity="note")
        return
    example = next((look.person(rule.boxes[0], door.variables) for rule in accepting if rule.boxes), None)
    if example is not None:
        assert look.policy.decide(door.network, example).verdict != "accept"
    message = f"{network_name(door.network)} never opens: no rule that accepts ever decides"
    yield look.finding("shut", message, door, (), example)


def _opens(door: CompiledDoor) -> bool:
    barred = (*door.decline, *door.ask)
    return any(uncovered(box, barred, door.full) is not None for box in door.accept)


def shut_for_roles(look: Inspection, door: CompiledDoor) -> Iterator[Finding]:
    """A door that nothing opens for people of one role alone, though no rule there says so.

    Told of the roles that the policy names somewhere: for a role that a decline rule of this door names, it is meant.
    """
    if "role" not in door.spot_of or not _opens(door):
        return
    spot = door.spot_of["role"]
    variable = door.variables[spot]
    assert variable.cell is not None
    declined = {
        value for rule in door.rules if rule.rule.kind == "decline"
        for test in tests_in(rule.rule.node) if test.fact == "role" for value in test.values
    }  # fmt: skip
    barred = (*door.decline, *door.ask)
    closed = []
    for role in _roles_named(look):
        state = ((spot, 1 << variable.cell(frozenset({role}))),)
        parts = [part for box in door.accept if (part := meet(state, box)) is not None]
        if role not in declined and all(uncovered(part, barred, door.full) is None for part in parts):
            closed.append(role)
    if closed:
        example = {"role": frozenset({closed[0]})}
        assert "accept" not in look.policy.decide(door.network, example).possible
        who = listed([_MANY.get(role) or plural(role.replace("_", " ")) for role in closed], "and")
        message = f"{network_name(door.network)} is closed to {who}, whatever they do: is that meant?"
        yield look.finding("shut", message, door, (), example, "note")


def _roles_named(look: Inspection) -> list[str]:
    """The roles that the policy's rules name, in the catalogue's order."""
    named = {
        str(value) for door in look.doors for rule in door.rules
        for test in tests_in(rule.rule.node) if test.fact == "role" for value in test.values
    }  # fmt: skip
    return [role for role in look.catalogue["role"].options if role in named and role != "stranger"]


def open_to_all(look: Inspection, door: CompiledDoor) -> Iterator[Finding]:
    """A door that is not public and lets everybody in whom no rule keeps out, where no strategy says so."""
    if not door.door.closeness or look.policy.standards.strategy in ("open", "content"):
        return
    if not door.accept or not look.is_certain(door, door.accept) or not _opens(door):
        return
    rules = [rule for rule in door.rules if rule.rule.kind == "accept"]
    always = [rule for rule in rules if look.is_certain(door, rule.boxes)]
    kept_out = " whom no other rule keeps out" if door.decline or door.ask else ""
    severity = "warning" if door.door.closeness > 1 else "note"
    message = f"{network_name(door.network)} opens to everybody{kept_out}; is it meant to be so wide?"
    yield look.finding("wide", message, door, always[:1] or rules, None, severity)
