"""Level: how choosy a judge is beside the written standard, over time; and whether decisions come in streaks.

Time and order are told of only where the same decisions, dealt out anew within each judge, hardly ever do as much. Of
all ways of dealing, mean and spread are known in closed form (Wald and Wolfowitz 1940 for streaks, 1944 for a trend),
and the tail is the normal one. A regression is no proof here: in short series the next decision seems to go against
the last by arithmetic alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import sqrt
from statistics import fmean

from .cases import Decisions
from .chance import both_tails
from .intervals import Z

LEVEL = 0.0005  # of the claims on time and order, which nobody asked for and which are looked for again and again
LEAST, ENOUGH = 20, 100
MOST_PERIODS = 8


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
class Streaks:
    """How often the answer changes from one decision of a judge to the next, of `of` times that it could, and how
    often it changes on average in all orders of the same decisions. With `need` above 0 there are too few to tell."""

    changes: int
    expected: float
    p: float
    of: int
    need: int = 0

    @property
    def is_told(self) -> bool:
        """True where it is surely more than chance."""
        return not self.need and self.p <= LEVEL


def level(decisions: Decisions) -> Level | None:
    """How choosy the judge is beside the standards; None where no decision has a verdict beside it."""
    places = [place for place, case in enumerate(decisions.cases) if case.verdict is not None]
    if not places:
        return None
    cases = [decisions.cases[place] for place in places]
    gaps = [case.accepted - bool(case.verdict) for case in cases]
    count = len(cases)
    low, high = _difference(gaps.count(1), gaps.count(-1), count)
    dated = decisions.in_order(places)
    return Level(
        count,
        sum(case.accepted for case in cases) / count,
        sum(bool(case.verdict) for case in cases) / count,
        low,
        high,
        periods(decisions, dated),
        _trend(decisions, dated) if len(dated) >= LEAST else None,
        0 if count >= LEAST else LEAST,
    )


def _difference(more: int, less: int, of: int) -> tuple[float, float]:
    """The 95 % interval of the difference of two shares over the same cases, with half a case added to each of the
    four kinds (Agresti and Min, Statistics in Medicine 24, 2005): without, four accidents one way look sure."""
    more_, less_, every = more + 0.5, less + 0.5, of + 2
    middle = (more_ - less_) / every
    half = Z * sqrt(more_ + less_ - (more_ - less_) ** 2 / every) / every
    return middle - half, middle + half


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


def streaks(decisions: Decisions) -> Streaks | None:
    """Whether a judge's answers change from one decision to the next as often as in any order; None without dates."""
    changes = of = 0
    expected = spread = 0.0
    for places in decisions.by_judge().values():
        said = [decisions.cases[place].accepted for place in decisions.in_order(places)]
        count, yes = len(said), sum(said)
        if count < 2:
            continue
        of += count - 1
        changes += sum(one != two for one, two in pairwise(said))
        both = 2 * yes * (count - yes)
        expected += both / count
        spread += both * (both - count) / (count * count * (count - 1))
    if not of:
        return None
    if of < ENOUGH:
        return Streaks(changes, expected, 1.0, of, ENOUGH)
    return Streaks(changes, expected, both_tails(changes - expected, spread, step=1.0), of)


def _trend(decisions: Decisions, dated: Sequence[int]) -> float:
    """How often the decisions, dealt out anew over each judge's own places, differ as much from early to late."""
    own: dict[str, list[int]] = {}
    for place in dated:
        case = decisions.cases[place]
        own.setdefault(case.by, []).append(case.accepted - bool(case.verdict))
    moved = spread = 0.0
    for gaps in own.values():
        count = len(gaps)
        if count < 2:
            continue
        # the place within the judge's own series, from -1 to 1: so nobody's level is taken for a change
        when = [2 * turn / (count - 1) - 1 for turn in range(count)]
        mean = fmean(gaps)
        moved += sum(at * gap for at, gap in zip(when, gaps))
        spread += sum(at * at for at in when) * sum((gap - mean) ** 2 for gap in gaps) / (count - 1)
    return both_tails(moved, spread)
