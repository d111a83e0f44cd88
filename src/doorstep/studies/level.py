"""Level: how choosy a judge is beside the written standard, over time; and whether one decision pulls the next.

Time and order are told of only where dealing the same decisions out anew within each judge hardly ever does as much.
A regression is no proof here: in short series the next decision seems to go against the last by arithmetic alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt
from random import Random

from .cases import Decisions
from .chance import Z, p_of

LEVEL = 0.001  # of the claims on time and order, which nobody asked for
ROUNDS, FIRST_ROUNDS = 1999, 99
LEAST, ENOUGH = 20, 100
MOST_PERIODS = 8
TESTED = 20_000  # decisions beyond which the latest are tested


@dataclass(frozen=True, slots=True)
class Period:
    """The decisions from `first` to `last`: how many, how many were accepted, how many the standards would accept."""

    first: date
    last: date
    of: int
    accepted: int
    by_standards: int


@dataclass(frozen=True, slots=True)
class Level:
    """Shares accepted, by the judge and by the standards, over the same decisions; `low` to `high` is the 95 %
    interval of the difference. `trend_p` tells of the difference over time, None without dates.

    With `need` above 0 there are too few decisions to tell.
    """

    of: int
    accepted: float
    by_standards: float
    low: float
    high: float
    periods: tuple[Period, ...]
    trend_p: float | None
    need: int = 0

    @property
    def difference(self) -> float:
        """Above 0 where the judge lets more in than the standards would."""
        return self.accepted - self.by_standards

    @property
    def is_off(self) -> bool:
        """True where the judge is surely choosier, or surely less choosy, than the standards."""
        return not self.need and not self.low <= 0 <= self.high

    @property
    def has_moved(self) -> bool:
        """True where the difference changes over time by more than chance would have it."""
        return self.trend_p is not None and self.trend_p <= LEVEL


@dataclass(frozen=True, slots=True)
class After:
    """How much likelier yes is after a yes than after a no, and what chance alone makes of the same decisions.

    `of` counts pairs of decisions that follow each other. With `need` above 0 there are too few to tell.
    """

    difference: float
    expected: float
    p: float
    of: int
    need: int = 0

    @property
    def is_told(self) -> bool:
        """True where it is surely more than chance."""
        return not self.need and self.p <= LEVEL


def level(decisions: Decisions, seed: int) -> Level | None:
    """How choosy the judge is beside the standards; None where no decision has a verdict beside it."""
    places = [place for place, case in enumerate(decisions.cases) if case.verdict is not None]
    if not places:
        return None
    cases = [decisions.cases[place] for place in places]
    gaps = [case.accepted - bool(case.verdict) for case in cases]
    count = len(cases)
    mean = sum(gaps) / count
    # pairs of decisions on the same case: the error of their mean difference
    error = sqrt(max(sum((gap - mean) ** 2 for gap in gaps), 1.0) / count / max(count - 1, 1))
    dated = decisions.in_order(places)[-TESTED:]
    return Level(
        count,
        sum(case.accepted for case in cases) / count,
        sum(bool(case.verdict) for case in cases) / count,
        mean - Z * error,
        mean + Z * error,
        periods(decisions, dated),
        _trend(decisions, dated, seed) if len(dated) >= LEAST else None,
        0 if count >= LEAST else LEAST,
    )


def periods(decisions: Decisions, dated: Sequence[int]) -> tuple[Period, ...]:
    """The decisions in their order, in at most eight parts of equal size, none smaller than 20 but a single one."""
    parts = max(1, min(MOST_PERIODS, len(dated) // LEAST))
    made = []
    for part in range(parts if dated else 0):
        cases = [decisions.cases[place] for place in
                 dated[len(dated) * part // parts : len(dated) * (part + 1) // parts]]  # fmt: skip
        first, last = cases[0].on, cases[-1].on
        assert first is not None
        assert last is not None
        made.append(Period(
            first, last, len(cases), sum(case.accepted for case in cases), sum(bool(case.verdict) for case in cases)
        ))  # fmt: skip
    return tuple(made)


def order(decisions: Decisions, seed: int) -> After | None:
    """Whether a judge's yes makes the next yes likelier or rarer; None where nothing is dated."""
    series = []
    for places in decisions.by_judge().values():
        ordered = decisions.in_order(places)[-TESTED:]
        if len(ordered) > 1:
            series.append([decisions.cases[place].accepted for place in ordered])
    if not series:
        return None
    of = sum(len(one) - 1 for one in series)
    seen = _pull(series)
    if of < ENOUGH or seen is None:
        return After(seen or 0.0, 0.0, 1.0, of, ENOUGH)
    random = Random(seed)
    drawn: list[float] = []

    def deal(rounds: int) -> float:
        while len(drawn) < rounds:
            dealt = [random.sample(one, len(one)) for one in series]
            drawn.append(_pull(dealt) or 0.0)
        middle = sum(drawn) / len(drawn)
        return p_of(sum(abs(one - middle) >= abs(seen - middle) - 1e-12 for one in drawn), len(drawn))

    p = deal(FIRST_ROUNDS)
    if p <= 2 / (1 + FIRST_ROUNDS):
        p = deal(ROUNDS)
    return After(seen, sum(drawn) / len(drawn), p, of)


def _pull(series: Sequence[Sequence[bool]]) -> float | None:
    """The share of yes after a yes less that after a no, over all judges; None where one of them never comes."""
    yes = [0, 0]
    all_ = [0, 0]
    for one in series:
        both = sum(1 for this, following in pairwise(one) if this and following)
        after_yes = sum(one[:-1])
        yes[1] += both
        yes[0] += sum(one[1:]) - both
        all_[1] += after_yes
        all_[0] += len(one) - 1 - after_yes
    return yes[1] / all_[1] - yes[0] / all_[0] if all_[0] and all_[1] else None


def _trend(decisions: Decisions, dated: Sequence[int], seed: int) -> float:
    """How often the decisions, dealt out anew over each judge's own places, differ as much from early to late."""
    cases = [decisions.cases[place] for place in dated]
    own: dict[str, list[int]] = {}
    for at, case in enumerate(cases):
        own.setdefault(case.by, []).append(at)
    gaps = [case.accepted - bool(case.verdict) for case in cases]
    # the place within the judge's own series, from -1 to 1: so nobody's level is taken for a change
    when = [0.0] * len(cases)
    for places in own.values():
        for turn, at in enumerate(places):
            when[at] = 2 * turn / (len(places) - 1) - 1 if len(places) > 1 else 0.0
    seen = abs(sum(map(float.__mul__, when, map(float, gaps))))
    random, as_far, rounds = Random(seed), 0, FIRST_ROUNDS
    done = 0
    while done < rounds:
        dealt = [0.0] * len(cases)
        for places in own.values():
            drawn = random.sample([gaps[at] for at in places], len(places))
            for at, gap in zip(places, drawn):
                dealt[at] = float(gap)
        as_far += abs(sum(map(float.__mul__, when, dealt))) >= seen - 1e-9
        done += 1
        if done == FIRST_ROUNDS and p_of(as_far, done) <= 2 / (1 + FIRST_ROUNDS):
            rounds = ROUNDS
    return p_of(as_far, done)
