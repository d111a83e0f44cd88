"""Two policies held against each other: everybody who would be answered differently, and nobody else.

Under full knowledge each door has one outcome for everybody, and rules that it comes from. The doors of both policies
are laid over the same cells; for each pair of grounds (a rule, or that no rule holds) whose outcomes differ, the people
who have the one before and the other now are a set of boxes. Together these boxes cover the difference exactly.
Assumptions, which only speak where something is unknown, are compared by themselves; `ways` and `settings` tell what
else can change a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..errors import FactError
from ..facts.catalogue import Catalogue, Fact
from ..facts.record import record, replace
from ..facts.values import Value, duration_text
from .boxes import Box, TooManyError, clauses_of, meet, uncovered, without
from .cells import TooFineError, Variable, enough, variables_for
from .phrases import listed, network_name, person_in_words
from .standards import KINDS, Door
from .tree import Test, tests_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import Policy

SAID = {"accept": "accepted", "ask": "put to you", "decline": "declined"}
Ground = tuple[str, str]  # the outcome, and the rule that it comes from; no name where no rule holds


@record
class Difference:
    """One kind of people answered differently: the outcome `before` and `after`, why in words, an example.

    `network` is empty for a change that is about no door (an assumption): `before`, `after` and `example` are then
    empty too. `example` states every fact that either door looks at, `example_text` those that make the difference.
    """

    network: str
    before: str
    after: str
    message: str
    example: Mapping[str, Value] | None = None
    example_text: str = ""
    where: tuple[tuple[Box, ...], tuple[Variable, ...]] | None = None
    aside = ("where",)

    def holds_for(self, facts: Mapping[str, Value]) -> bool:
        """True where somebody, of whom everything is known in normal form, is one of these people."""
        if self.where is None:
            return False
        boxes, variables = self.where
        masks = [variable.mask_of([facts.get(name) for name in variable.facts]) for variable in variables]
        return any(all(masks[spot] & mask for spot, mask in box) for box in boxes)


def compare(old: Policy, new: Policy) -> tuple[Difference, ...]:
    """All that changes from `old` to `new`, door by door; nothing outside the list changes under full knowledge.

    FactError where the two mean different things by a fact of one name, or together tell too many people apart.
    """
    catalogue = _shared(old, new)
    found: list[Difference] = []
    for network in dict.fromkeys((*old.networks, *new.networks)):
        found += _at_door(network, old, new, catalogue, lambda was, now: was[0] != now[0])
    return (*found, *_assumptions(old, new, catalogue))


def ways(old: Policy, new: Policy) -> tuple[Difference, ...]:
    """Everybody whose outcome stays (`before` is `after`), but by a rule now and by none before, or the other way.

    A rule that declines or asks shuts the door for good; where no rule holds, a step may still open it. So where
    `compare`, this and `settings` tell nothing, all four verdicts stay as well, also where facts are unknown.
    """
    catalogue = _shared(old, new)

    def differs(was: Ground, now: Ground) -> bool:
        return was[0] == now[0] and bool(was[1]) != bool(now[1])

    networks = dict.fromkeys((*old.networks, *new.networks))
    return tuple(one for network in networks for one in _at_door(network, old, new, catalogue, differs))


def settings(old: Policy, new: Policy) -> tuple[str, ...]:
    """What else changed that an answer can hang on, in words: doors that came or went, closeness, facts themselves."""
    found = []
    for network in dict.fromkeys((*old.networks, *new.networks)):
        was, now = (policy.standards.doors.get(network) for policy in (old, new))
        if was is None or now is None:
            found.append(f"{network_name(network)}: {'no door' if was is None else 'a door'} before, "
                         f"{'no door' if now is None else 'a door'} now")  # fmt: skip
        elif was.closeness != now.closeness:
            found.append(f"{network_name(network)}: closeness {was.closeness} before, {now.closeness} now; "
                         "it decides what is offered instead")  # fmt: skip
    for name in dict.fromkeys((*old.catalogue.facts, *new.catalogue.facts)):
        found += _of_fact(old.catalogue.facts.get(name), new.catalogue.facts.get(name))
    return tuple(found)


def _of_fact(was: Fact | None, now: Fact | None) -> Iterator[str]:
    """What changed about a fact itself: its step, when it goes stale, its labels, and what follows from it."""
    if was is None or now is None:
        fact = was or now
        if fact is not None and fact.implies:
            turn = "there before, gone now" if now is None else "not there before, there now"
            brings = listed([f"`{name}`" for name in fact.implies], "and")
            yield f"the fact `{fact.name}`, which brings {brings}: {turn}"
        return
    if was.step != now.step:
        first, then = (f"“{s.text}”, {s.minutes} minutes" if s else "no step" for s in (was.step, now.step))
        yield f"the step to `{now.name}`: {first} before, {then} now"
    if was.stale_days != now.stale_days:
        first, then = (
            "never" if one.stale_days is None else f"after {duration_text(one.stale_days)}" for one in (was, now)
        )
        yield f"`{now.name}` is unknown again {first} before, {then} now"
    if set(was.options) != set(now.options):
        gone, come = (
            listed([f"“{label}”" for label in here.options if label not in there.options], "and") or "nothing"
            for here, there in ((was, now), (now, was))
        )
        yield f"what `{now.name}` can be: {gone} only before, {come} only now"


def _shared(old: Policy, new: Policy) -> Catalogue:
    """The facts of both, their labels and options together."""
    facts = {fact.name: fact for fact in new.catalogue}
    for fact in old.catalogue:
        other = facts.get(fact.name)
        if other is None:
            facts[fact.name] = fact
        elif (other.type, other.implies) != (fact.type, fact.implies):
            raise FactError(
                f"the two policies mean different things by `{fact.name}`", next_step="give one of them another name"
            )
        elif other.options != fact.options:
            facts[fact.name] = replace(other, options=tuple(dict.fromkeys(fact.options + other.options)))
    return Catalogue(facts)


def _at_door(
    network: str, old: Policy, new: Policy, catalogue: Catalogue, differs: Callable[[Ground, Ground], bool]
) -> Iterator[Difference]:
    none = Door(network, "business", 0, "ask", ())
    was_door, now_door = (policy.standards.doors.get(network) or none for policy in (old, new))
    try:
        variables, before, after = _laid_over(was_door, now_door, catalogue)
        pairs = []
        for was, old_boxes in before.items():
            for now, new_boxes in after.items():
                if differs(was, now):
                    boxes = tuple(box for one in old_boxes for two in new_boxes if (box := meet(one, two)) is not None)
                    if boxes:
                        pairs.append((was, now, boxes))
        needed = _needed(pairs, tuple(variable.full for variable in variables))
    except (TooManyError, TooFineError):
        raise FactError(
            f"{network_name(network)}: together the two policies tell too many kinds of people apart to be compared",
            next_step="compare each of them with a shorter one",
        ) from None
    for was, now, boxes in needed:
        example = example_of(boxes[0], variables)
        text = person_in_words(_needed_of(boxes[0], variables), catalogue)
        message = f"{network_name(network)}: {_said(was)} before, {_said(now)} now"
        yield Difference(network, was[0], now[0], message, example, text, (boxes, variables))


def same_answers(one: Door, other: Door, catalogue: Catalogue) -> bool:
    """True where the two doors surely have the same outcome for everybody; False where that takes too long to tell."""
    try:
        _, first, second = _laid_over(one, other, catalogue)
    except (TooManyError, TooFineError):
        return False
    return not any(
        meet(here, there) is not None
        for was, old_boxes in first.items()
        for now, new_boxes in second.items()
        if was[0] != now[0]
        for here in old_boxes
        for there in new_boxes
    )


def _laid_over(
    one: Door, other: Door, catalogue: Catalogue
) -> tuple[tuple[Variable, ...], dict[Ground, tuple[Box, ...]], dict[Ground, tuple[Box, ...]]]:
    """The grounds of two doors over the same variables, and these."""
    tests = [test for door in (one, other) for rule in door.rules for test in tests_in(rule.node)]
    variables = variables_for(tests, catalogue)
    full = tuple(variable.full for variable in variables)
    literal = {test: (spot, mask) for spot, each in enumerate(variables) for test, mask in each.tests.items()}
    return variables, _grounds(one, literal, full), _grounds(other, literal, full)


def _said(ground: Ground) -> str:
    outcome, rule = ground
    return f"{SAID[outcome]} by “{rule}”" if rule else f"{SAID[outcome]} because no rule holds"


Pair = tuple[Ground, Ground, tuple[Box, ...]]


def _needed(pairs: list[Pair], full: Sequence[int]) -> list[Pair]:
    """The pairs without those whose people are all told of by others with the same two outcomes."""
    kept = list(pairs)
    for pair in sorted(pairs, key=lambda one: len(one[2])):
        same = [one for one in kept if one is not pair and (one[0][0], one[1][0]) == (pair[0][0], pair[1][0])]
        others = [box for one in same for box in one[2]]
        if all(uncovered(box, others, full) is None for box in pair[2]):
            kept.remove(pair)
    return kept


def _grounds(door: Door, literal: Mapping[Test, tuple[int, int]], full: Sequence[int]) -> dict[Ground, tuple[Box, ...]]:
    """For each rule, and for no rule, the boxes of those who get their outcome by it."""
    found: dict[Ground, tuple[Box, ...]] = {}
    stronger: list[Box] = []
    for kind in KINDS:
        of_kind: list[Box] = []
        for rule in door.rules:
            if rule.kind == kind:
                boxes = clauses_of(rule.node, literal, full)
                of_kind += boxes
                found[kind, rule.name] = without(boxes, stronger, full)
        stronger += of_kind
    found[door.otherwise, ""] = without([()], stronger, full)
    return found


def example_of(box: Box, variables: Sequence[Variable]) -> dict[str, Value]:
    """Somebody in the box, of whom everything is known that the variables are about."""
    masks = dict(box)
    facts: dict[str, Value] = {}
    for spot, variable in enumerate(variables):
        mask = masks.get(spot, variable.full)
        cell = (mask & -mask).bit_length() - 1
        facts.update(zip(variable.facts, variable.examples[cell], strict=True))
    return facts


def _needed_of(box: Box, variables: Sequence[Variable]) -> dict[str, Value]:
    """Of the same person the facts that put them into the box."""
    facts: dict[str, Value] = {}
    for spot, mask in box:
        values = enough(variables[spot], (mask & -mask).bit_length() - 1, mask)
        named = zip(variables[spot].facts, values, strict=True)
        facts |= {name: value for name, value in named if value is not None}
    return facts


def _assumptions(old: Policy, new: Policy, catalogue: Catalogue) -> Iterator[Difference]:
    """What is taken for granted before or now, and not both."""
    for of_whom, was, now in (
        ("everybody", old.standards.assume, new.standards.assume),
        ("strangers", old.standards.assume_strangers, new.standards.assume_strangers),
    ):
        for name in dict.fromkeys((*was, *now)):
            if was.get(name) != now.get(name):
                first, then = (
                    person_in_words({name: values[name]}, catalogue).removeprefix("somebody; ")
                    if name in values
                    else "nothing"
                    for values in (was, now)
                )
                yield Difference("", "", "", f"taken for granted of {of_whom}: {first} before, {then} now")
