"""Cases held against a policy: which hold, what was answered instead, and which rules no case reaches."""

from __future__ import annotations

from collections.abc import Iterable

from ..facts.record import record
from ..facts.values import duration_text
from ..facts.words import did_you_mean
from .answer import Answer, Plan
from .cases import Case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import Policy


@record
class Miss:
    """One thing that was answered otherwise: `verdict`, `because`, `steps`, `possible` or `offers`."""

    what: str
    expected: tuple[str, ...]
    got: tuple[str, ...]


@record
class Result:
    """A case with what the policy answers; it holds where nothing was missed."""

    case: Case
    answer: Answer
    misses: tuple[Miss, ...]

    @property
    def holds(self) -> bool:
        """True where the policy answers as expected."""
        return not self.misses

    @property
    def strange_rules(self) -> tuple[str, ...]:
        """Rules that the case expects and that the door does not have, each with the nearest one."""
        known = [rule.name for rule in self.answer.rules]
        strange = (name for name in self.case.because or () if self.answer.has_door and name not in known)
        return tuple(f"“{name}”; {did_you_mean(name, known)}".rstrip("; ") for name in strange)


@record
class Reach:
    """A rule, or a door where `rule` is empty, and how many cases reach it. A rule of the house has no network."""

    network: str
    kind: str
    rule: str
    cases: int


def run(policy: Policy, case: Case) -> Result:
    """The case held against the policy."""
    answer = policy.decide(case.network, case.facts, case.today)
    looked_at = (
        ("verdict", (case.expect,), (answer.verdict,)),
        ("because", case.because, answer.because),
        ("steps", case.steps, steps_of(answer.plans[0] if answer.plans else None)),
        ("possible", case.possible, tuple(sorted(answer.possible))),
        ("offers", case.offers, answer.offers),
    )
    misses = tuple(
        Miss(what, expected, got)
        for what, expected, got in looked_at
        if expected is not None and set(expected) != set(got)
    )
    return Result(case, answer, misses)


def steps_of(plan: Plan | None) -> tuple[str, ...]:
    """The steps of a plan by their facts, and its wait as `wait 20 days`; none where there is no plan."""
    if plan is None:
        return ()
    return (*(step.fact for step in plan.steps), *("wait " + duration_text(wait.days) for wait in plan.waits))


def coverage(policy: Policy, results: Iterable[Result]) -> tuple[Reach, ...]:
    """Every door and rule with the number of cases that reach it.

    A case reaches a door by asking there, and a rule that decides it: one that surely holds and is of the kind of the
    answer, or the one by which a door would open.
    """
    counts: dict[tuple[str, str, str], int] = {}
    for door in policy.standards.doors.values():
        counts[door.network, "", ""] = 0
        for rule in door.rules:
            counts["" if rule.is_house else door.network, rule.kind, rule.name] = 0
    for result in results:
        answer = result.answer
        if not answer.has_door:
            continue
        counts[answer.network, "", ""] += 1
        kind = "accept" if answer.verdict == "not_yet" else answer.verdict
        for told in answer.rules:
            if told.kind == kind and told.name in answer.because and (kind != "ask" or told.truth == "yes"):
                own = (answer.network, told.kind, told.name)
                counts[own if own in counts else ("", told.kind, told.name)] += 1
    return tuple(Reach(*key, count) for key, count in counts.items())
