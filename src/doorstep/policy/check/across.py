"""Doors held against each other: somebody let in where it is private, and turned away where it is public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..boxes import Box, TooManyError, clauses_of, contains, meet, uncovered, without
from ..cells import TooFineError, variables_for
from ..compiled import CompiledDoor
from ..phrases import network_name
from ..standards import KINDS
from ..tree import tests_in
from .finding import Finding
from .inspection import Inspection


def upside_down(look: Inspection) -> Iterator[Finding]:
    """For each pair of doors, somebody whom the closer one accepts and the more public one declines.

    Facts about a request or an account (a note, its age) are another matter at each network: so it is told only of
    people whom the public door declines whatever those are, and whom the private one may accept.
    """
    try:
        laid = _Laid(look)
    except (TooManyError, TooFineError):
        return
    by_closeness = sorted(look.doors, key=lambda door: -door.door.closeness)
    for place, private in enumerate(by_closeness):
        for public in by_closeness[place + 1 :]:
            if public.door.closeness < private.door.closeness:
                try:
                    yield from _pair(look, laid, private, public)
                except TooManyError:
                    continue


class _Laid:
    """All doors laid over the same variables: the boxes of each door's rules, by kind."""

    def __init__(self, look: Inspection) -> None:
        rules = [(door.network, rule.rule) for door in look.doors for rule in door.rules]
        self.variables = variables_for((test for _, rule in rules for test in tests_in(rule.node)), look.catalogue)
        self.full = tuple(one.full for one in self.variables)
        literal = {test: (spot, mask) for spot, one in enumerate(self.variables) for test, mask in one.tests.items()}
        self.boxes: dict[tuple[str, str], list[Box]] = {}
        for network, rule in rules:
            self.boxes.setdefault((network, rule.kind), []).extend(clauses_of(rule.node, literal, self.full))
        self.of_account = {
            spot for spot, one in enumerate(self.variables) if all(_is_of_account(look, name) for name in one.facts)
        }
        self._let_in: dict[str, tuple[Box, ...]] = {}
        self._spared: dict[str, tuple[Box, ...]] = {}

    def let_in(self, door: CompiledDoor) -> tuple[Box, ...]:
        """Those whom the door accepts."""
        if door.network not in self._let_in:
            decline, ask, accept = (self.boxes.get((door.network, kind), []) for kind in KINDS)
            self._let_in[door.network] = without(accept, (*decline, *ask), self.full)
        return self._let_in[door.network]

    def spared(self, door: CompiledDoor) -> tuple[Box, ...]:
        """Those whom the door may answer otherwise than by declining."""
        if door.network not in self._spared:
            decline, ask, accept = (self.boxes.get((door.network, kind), []) for kind in KINDS)
            left = without((*ask, *accept) if door.door.otherwise == "decline" else [()], decline, self.full)
            self._spared[door.network] = tuple(self.lasting(box) for box in left)
        return self._spared[door.network]

    def lasting(self, box: Box) -> Box:
        """The box without what it says of an account."""
        return tuple(pair for pair in box if pair[0] not in self.of_account)


def _pair(look: Inspection, laid: _Laid, private: CompiledDoor, public: CompiledDoor) -> Iterator[Finding]:
    if not laid.let_in(public):
        return  # it is shut, which is told by itself
    spared = laid.spared(public)
    for box in laid.let_in(private):
        found = uncovered(laid.lasting(box), spared, laid.full)
        if found is not None:
            account = tuple(pair for pair in box if pair[0] in laid.of_account)
            plain = _plainest(found, laid.lasting(box), spared)
            example = look.person(tuple(sorted((*plain, *account))), laid.variables)
            assert look.policy.decide(public.network, example).possible == {"decline"}
            assert look.policy.decide(private.network, example).verdict == "accept"
            message = (
                f"{network_name(private.network)} lets in somebody whom {network_name(public.network)} declines, "
                f"though {network_name(private.network)} is the more private of the two"
            )
            yield look.finding("upside-down", message, private, (), example)
            return


def _plainest(part: Box, inside: Box, outside: Sequence[Box]) -> Box:
    """The part with as few facts as do, so that it still lies inside the one and meets none of the others."""
    for pair in part:
        wider = tuple(one for one in part if one != pair)
        if contains(inside, wider) and all(meet(wider, other) is None for other in outside):
            part = wider
    return part


def _is_of_account(look: Inspection, name: str) -> bool:
    """True for what belongs to a request or an account, and so to one network."""
    fact = look.catalogue[name]
    return fact.is_claim or "network" in fact.said_by or name == "asked_before"
