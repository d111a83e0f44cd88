"""Facts that a rule needs and nobody can tell, or that nobody has told; and doors that open on claims alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from ...facts.catalogue import NETWORK_DEFAULTS, Fact
from ..boxes import Box, TooManyError, meet, uncovered
from ..compiled import CompiledDoor, CompiledRule
from ..phrases import network_name
from ..tree import And, Node, Not, Or, tests_in
from .finding import Finding
from .inspection import Inspection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST_CLAIMS = 10_000
FEWEST_REQUESTS = 10  # with fewer, that a fact was never known says nothing


def unknowable(look: Inspection, door: CompiledDoor, rule: CompiledRule) -> Iterator[Finding]:
    """A rule that hangs on a fact that nobody can ever know at this door."""
    missing = [fact for fact in look.facts_of(rule.rule.node) if _never_supplied(look, fact, door.network)]
    if not missing or not rule.boxes:
        return
    spots = {door.spot_of[fact.name] for fact in missing}
    names = " and ".join(f"`{fact.name}`" for fact in missing)
    said = f"{network_name(door.network)} never tells {names}"
    severity = "note" if any("records" in fact.said_by for fact in missing) else "warning"
    unknown = {fact.name for fact in missing}
    person = look.person(rule.boxes[0], door.variables)
    example = {name: value for name, value in person.items() if name not in unknown}
    try:
        needs = _sure_without(look, door, rule.rule.node, spots) is None
        shuts = not needs and _shuts(look, door, spots)
    except TooManyError:
        return
    truth = next(one.truth for one in look.policy.decide(door.network, example).rules if one.name == rule.rule.name)
    if needs and truth == "unknown":
        yield look.finding("unknowable", f"it can never hold for sure: {said}", door, [rule], example, severity)
    elif shuts and rule.rule.kind != "accept":
        message = f"it can never be ruled out: {said}; so nobody is ever accepted for sure"
        yield look.finding("unknowable", message, door, [rule], None, severity)


def _never_supplied(look: Inspection, fact: Fact, network: str) -> bool:
    """True where neither the network nor the owner can tell the fact, and it is not assumed either."""
    if fact.name in look.policy.standards.assume or network not in NETWORK_DEFAULTS:
        return False
    return bool(fact.networks) and network not in fact.networks and "me" not in fact.said_by


def _shuts(look: Inspection, door: CompiledDoor, spots: set[int]) -> bool:
    """True where the door could open, yet for nobody of whom these variables are unknown."""
    if not any(uncovered(box, (*door.decline, *door.ask), door.full) is not None for box in door.accept):
        return False
    accepting = Or(tuple(rule.rule.node for rule in door.rules if rule.rule.kind == "accept"))
    others = tuple(Not(rule.rule.node) for rule in door.rules if rule.rule.kind != "accept")
    return _sure_without(look, door, And((accepting, *others)), spots) is None


def _sure_without(look: Inspection, door: CompiledDoor, node: Node, spots: set[int]) -> Box | None:
    """A box in which the condition holds whatever the variables at `spots` are; None where there is none."""
    fails = look.boxes(door, node, False)
    projected = [tuple(pair for pair in box if pair[0] not in spots) for box in fails]
    return uncovered((), projected, door.full)


# --- facts that one's own records never hold ------------------------------------------------------------------


def never_held(look: Inspection, door: CompiledDoor, requests: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    """Facts that are known of none of these requests at the door, with how many stay undecided for want of each."""
    if len(requests) < FEWEST_REQUESTS:
        return
    used = [fact for one in door.variables for name in one.facts if (fact := look.catalogue[name])]
    tested = {test.fact for rule in door.rules for test in tests_in(rule.rule.node)}
    assumed = {*look.policy.standards.assume, *look.policy.standards.assume_strangers}
    never = [
        fact for fact in used
        if fact.name in tested and fact.name not in assumed and all(one.get(fact.name) is None for one in requests)
    ]  # fmt: skip
    if not never:
        return
    undecided: Counter[str] = Counter()
    for facts, count in _alike(door, requests):
        answer = look.policy.decide(door.network, facts)
        if answer.verdict == "ask":
            undecided.update({question.fact: count for question in answer.questions})
    for fact in never:
        if undecided[fact.name]:
            stay = "stays" if undecided[fact.name] == 1 else "stay"
            message = (
                f"nothing you have tells `{fact.name}` of anybody here: it is unknown in all {len(requests)} requests, "
                f"and {undecided[fact.name]} of them {stay} undecided, also for want of it"
            )
            yield look.finding("unknowable", message, door, (), None, "note")


def _alike(door: CompiledDoor, requests: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], int]]:
    """One for all of whom the same is known as far as the door looks at it, with how many they are."""
    names = ["on_record", *(name for one in door.variables for name in one.facts)]
    found: dict[tuple[object, ...], tuple[Mapping[str, Any], int]] = {}
    for facts in requests:
        key = tuple(
            [value if value.__hash__ else frozenset(value or ()) for value in map(facts.get, names)]
        )  # sets of labels
        first, count = found.get(key, (facts, 0))
        found[key] = first, count + 1
    return list(found.values())


# --- doors that open on claims --------------------------------------------------------------------------------


def claims(look: Inspection, door: CompiledDoor) -> Iterator[Finding]:
    """Rules that accept whatever is known, as long as the asker says the right things."""
    accepting = [r for r in door.rules if r.rule.kind == "accept" and not look.is_certain(door, r.boxes)]
    found = [one for rule in accepting for one in _claimed(look, door, [rule])]
    yield from found
    if not found and len(accepting) > 1 and not look.is_certain(door, door.accept):
        yield from _claimed(look, door, accepting)


def _claimed(look: Inspection, door: CompiledDoor, rules: Sequence[CompiledRule]) -> Iterator[Finding]:
    spots = {spot for spot, one in enumerate(door.variables) if all(look.catalogue[n].is_claim for n in one.facts)}
    facts = [
        fact for name in dict.fromkeys(test.fact for rule in rules for test in tests_in(rule.rule.node))
        if door.spot_of[(fact := look.catalogue[name]).name] in spots
    ]  # fmt: skip
    opened = _opened(door, [box for rule in rules for box in rule.boxes], spots) if facts else None
    if opened is None:
        return
    example = look.person(opened, door.variables)
    assert look.policy.decide(door.network, example).verdict == "accept"
    names = " and ".join(f"`{fact.name}`" for fact in facts if fact.name in example)
    message = f"claims alone open the door: {names} can be whatever the asker likes; add a fact that you can check"
    yield look.finding("wide", message, door, rules, example)


def _opened(door: CompiledDoor, accepting: Sequence[Box], spots: set[int]) -> Box | None:
    """Somebody whom the boxes accept for what the variables at `spots` are, whatever else is so; None where nobody.

    Tries what can be said together, a variable at a time; beyond MOST_CLAIMS ways it gives up, with None.
    """
    said = [spot for spot in sorted(spots) if any(spot == one for box in accepting for one, _ in box)]
    ways = 1
    for spot in said:
        ways *= door.variables[spot].size
    if ways > MOST_CLAIMS:
        return None
    for cells in product(*(range(door.variables[spot].size) for spot in said)):
        state = tuple((spot, 1 << cell) for spot, cell in zip(said, cells, strict=True))
        near = [part for box in accepting if (part := meet(state, box)) is not None]
        if near and uncovered(state, near, door.full) is None:
            found = uncovered(state, (*door.decline, *door.ask), door.full)
            if found is not None:
                return found
    return None
