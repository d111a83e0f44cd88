"""What doorstep says to a request: the verdict, and whatever of its grounds is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from ..facts.catalogue import OF_THE_PLACE, OF_THE_REQUEST
from ..facts.record import record
from ..facts.values import Value, as_text, duration_text
from .compiled import CompiledDoor, Knowledge, Outlook
from .plans import Moves, plans
from .tree import Test, tests_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from . import Policy

NO_DOOR = "no standards yet for this network"


@record
class PlannedStep:
    """Something to do so that a door opens: the fact that becomes yes, in words, who acts, minutes of effort."""

    fact: str
    text: str
    who: str
    minutes: int


@record
class Question:
    """Something that the user can tell right away. `helpful` is the answer that a plan counts on, else None."""

    fact: str
    text: str
    helpful: Value | None = None


@record
class Wait:
    """Days to let pass, and the date on which they have passed where today is known."""

    days: int
    until: date | None


@record
class Plan:
    """Moves after which accept is certain, with their minutes in all (a day of waiting counts as one)."""

    steps: tuple[PlannedStep, ...]
    questions: tuple[Question, ...]
    waits: tuple[Wait, ...]
    minutes: int


@record
class TestTruth:
    """One test of a rule and its truth: yes, no or unknown."""

    __test__ = False

    test: Test
    truth: str


@record
class RuleTruth:
    """One rule of the door: accept, ask or decline, its name, its truth (yes, no, unknown), its tests."""

    kind: str
    name: str
    truth: str
    tests: tuple[TestTruth, ...]


class NoDoor:
    """What stands for a network of which the policy says nothing."""

    __slots__ = ("network", "policy")

    def __init__(self, policy: Policy, network: str) -> None:
        self.policy, self.network = policy, network


class Answer:
    """The answer to one request at one door. Made quickly; everything about it is worked out when first asked for.

    `network` is the door; `masks` are the rules that surely hold and those that may, a bit a rule in the order
    decline, ask, accept (a quick look: `rules` says it exactly).
    """

    __slots__ = ("__dict__", "_at", "_facts", "masks", "today")

    def __init__(
        self, at: CompiledDoor | NoDoor, facts: dict[str, Any], masks: tuple[int, int], today: date | None
    ) -> None:
        self._at = at
        self._facts = facts
        self.masks = masks
        self.today = today

    @property
    def network(self) -> str:
        """The network that was asked on."""
        return self._at.network

    @property
    def _policy(self) -> Policy:
        return self._at.policy

    @property
    def _door(self) -> CompiledDoor | None:
        return self._at if isinstance(self._at, CompiledDoor) else None

    def __repr__(self) -> str:
        return f"<Answer {self.network}: {self.verdict}>"

    @property
    def has_door(self) -> bool:
        """False where the policy says nothing about the network."""
        return self._door is not None

    @cached_property
    def _known(self) -> Knowledge:
        assert self._door is not None
        return self._door.knowledge(self._facts)

    @cached_property
    def _outlook(self) -> Outlook:
        if self._door is None:
            return Outlook(frozenset({"ask"}), False, True)
        return self._door.outlook(self._known.masks)

    @property
    def possible(self) -> frozenset[str]:
        """All outcomes (accept, ask, decline) over all ways in which the unknown facts could turn out."""
        return self._outlook.possible

    @cached_property
    def verdict(self) -> str:
        """`accept`, `not_yet`, `ask` or `decline`."""
        possible = self.possible
        if self._outlook.declines:
            return "decline"
        if possible == {"accept"}:
            return "accept"
        if self._outlook.asks or "accept" in possible:
            return "ask"
        if self._moves:
            return "not_yet"
        return "decline" if possible == {"decline"} else "ask"

    @cached_property
    def _moves(self) -> tuple[Moves, ...]:
        if self._door is None or self._outlook.declines or self.possible == {"accept"}:
            return ()
        door, known = self._door, self._known
        found: tuple[Moves, ...] = door.remember(("plans", known.masks, known.days), lambda: plans(door, known))
        return found

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """At most three ways after which accept is certain, the cheapest first; empty: nothing would open the door."""
        return tuple(self._plan(moves) for moves in self._moves)

    def _plan(self, moves: Moves) -> Plan:
        catalogue = self._policy.catalogue
        steps = []
        for name in moves.steps:
            step = catalogue[name].step
            assert step is not None
            steps.append(PlannedStep(name, step.text, step.who, step.minutes))
        asked = tuple(Question(name, catalogue[name].question, value) for name, value in moves.asks)
        until = None
        if self.today and moves.days < 1_000_000:
            until = self.today.fromordinal(self.today.toordinal() + moves.days)
        waits = (Wait(moves.days, until),) if moves.days else ()
        return Plan(tuple(steps), asked, waits, moves.minutes)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What the user could tell that matters, the most telling first."""
        if self._door is None:
            return ()
        catalogue = self._policy.catalogue
        return tuple(Question(name, catalogue[name].question) for name in self._door.asked_first(self._known.masks))

    @cached_property
    def offers(self) -> tuple[str, ...]:
        """Other networks whose door is open now, never closer than this one, the closest to it first."""
        return () if self.verdict == "accept" else self._policy.offers(self.network, self._facts)

    @cached_property
    def rules(self) -> tuple[RuleTruth, ...]:
        """Every rule of the door with its truth and that of its tests."""
        if self._door is None:
            return ()
        door, masks = self._door, self._known.masks
        found: tuple[RuleTruth, ...] = door.remember(("rules", masks), lambda: self._rules(door))
        return found

    def _rules(self, door: CompiledDoor) -> tuple[RuleTruth, ...]:
        masks = self._known.masks
        return tuple(
            RuleTruth(
                one.rule.kind,
                one.rule.name,
                door.truth(one, masks),
                tuple(TestTruth(test, self._truth(test)) for test in dict.fromkeys(tests_in(one.rule.node))),
            )
            for one in door.rules
        )

    def _truth(self, test: Test) -> str:
        assert self._door is not None
        spot = self._door.spot_of[test.fact]
        mask, wanted = self._known.masks[spot], self._door.variables[spot].tests[test]
        return "no" if not mask & wanted else "yes" if not mask & ~wanted else "unknown"

    @cached_property
    def because(self) -> tuple[str, ...]:
        """The names of the rules that the verdict rests on: those that decide, or would once the door opens."""
        if self._door is None:
            return (NO_DOOR,)
        return tuple(self.rules[place].name for place in self.deciding)

    @cached_property
    def deciding(self) -> tuple[int, ...]:
        """The places in `rules` of those that the verdict rests on."""
        if self._door is None:
            return ()
        verdict = self.verdict
        if verdict in ("accept", "decline"):
            return self._of_truth("yes", verdict) or self._of_truth("unknown", verdict)
        asking = self._of_truth("yes", "ask")
        if verdict == "ask" and (asking or "accept" in self.possible or not self._moves):
            return asking or self._of_truth("unknown")
        known = self._known
        key = ("would open", known.masks, known.days)
        found: tuple[int, ...] = self._door.remember(key, lambda: self._would_open(self._moves[0]))
        return found

    def _of_truth(self, truth: str, kind: str = "") -> tuple[int, ...]:
        """The places of the rules that have this truth, of one kind or of all."""
        places = enumerate(self.rules)
        return tuple(place for place, rule in places if rule.truth == truth and kind in ("", rule.kind))

    def _would_open(self, moves: Moves) -> tuple[int, ...]:
        """The places of the accept rules that hold once the moves are made."""
        after = self._policy.after(self._facts, moves)
        answer = self._policy.decide(self.network, after, self.today)
        return answer._of_truth("yes", "accept") or answer._of_truth("unknown", "accept")

    @cached_property
    def assumed(self) -> tuple[str, ...]:
        """The assumed facts that the answer rests on: without any one of them it could be another.

        Assumptions are dropped one after the other while verdict and possible outcomes stay as they are.
        """
        if self._door is None:
            return ()
        if not self._known.assumed:
            return ()
        key = ("assumed", *self._door.stated(self._facts))
        found: tuple[str, ...] = self._door.remember(key, lambda: self._rests_on())
        return found

    def _rests_on(self) -> tuple[str, ...]:
        door = self._door
        assert door is not None
        needed = list(dict.fromkeys(self._known.assumed))
        dropped: set[str] = set()
        for name in list(needed):
            tried = self._policy.decide(self.network, self._facts, self.today)
            tried._known = door.knowledge(self._facts, frozenset(dropped | {name}))
            if (tried.possible, tried.verdict, tried._moves) == (self.possible, self.verdict, self._moves):
                dropped.add(name)
                needed.remove(name)
        return tuple(needed)

    def as_dict(self) -> dict[str, object]:
        """The whole answer in plain values, ready for JSON."""
        catalogue = self._policy.catalogue
        return {
            "network": self.network,
            "verdict": self.verdict,
            "because": list(self.because),
            "possible": sorted(self.possible),
            "rules": [
                {"kind": rule.kind, "name": rule.name, "truth": rule.truth,
                 "tests": [{"test": self._policy.text_of(one.test), "truth": one.truth} for one in rule.tests]}
                for rule in self.rules
            ],
            "plans": [
                {"steps": [{"fact": s.fact, "text": s.text, "who": s.who, "minutes": s.minutes} for s in plan.steps],
                 "questions": [
                     {"fact": q.fact, "text": q.text,
                      "helpful": None if q.helpful is None else as_text(catalogue[q.fact], q.helpful)}
                     for q in plan.questions
                 ],
                 "waits": [{"days": w.days, "text": "wait " + duration_text(w.days),
                            "until": w.until.isoformat() if w.until else None} for w in plan.waits],
                 "minutes": plan.minutes}
                for plan in self.plans
            ],
            "questions": [{"fact": one.fact, "text": one.text} for one in self.questions],
            "offers": list(self.offers),
            "assumed": list(self.assumed),
        }  # fmt: skip


def facts_for_offer(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The same person's facts where no request was made yet: no note, no claim; nothing is known of the place."""
    there = {name: value for name, value in facts.items() if name not in OF_THE_PLACE}
    return {**there, **OF_THE_REQUEST}
