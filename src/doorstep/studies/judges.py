"""Several judges: how consistent each is, and how much they differ on the same cases.

Noise is the spread of judgements of the same case. Its parts are level (some are choosier throughout) and the rest,
pattern (some mind other things) together with occasion (Kahneman, Sibony and Sunstein, Noise, 2021, chapter 6).
"""

from dataclasses import dataclass
from math import sqrt

from .cases import Decisions
from .contradictions import Contradictions
from .intervals import wilson
from .twins import Twins, any_two

LEAST = 2  # judges of the same case


@dataclass(frozen=True, slots=True)
class Judge:
    """One judge: `accepted` of `of`, with the 95 % interval of the share; the pairs as in the studies of all."""

    name: str
    of: int
    accepted: int
    low: float
    high: float
    contradictions: int
    comparable: int
    like: int
    opposite: int
    any_two: float
    consistency: float | None


@dataclass(frozen=True, slots=True)
class Between:
    """Cases judged by more than one. `disagree` is the share of pairs of judgements of the same case that are
    opposite, `by_chance` that of any two judgements. `noise`, `level` and `pattern` are standard deviations of a
    judgement as 0 or 1; the squares of the last two add up to that of the first."""

    cases: int
    judgements: int
    judges: int
    disagree: float
    by_chance: float
    noise: float
    level: float
    pattern: float


def each_judge(
    decisions: Decisions, against: Contradictions, pairs: Twins, most: int | None = 100
) -> tuple[Judge, ...]:
    """Every judge, or the `most` with the most decisions, the busiest first."""
    ranked = sorted(decisions.by_judge().items(), key=lambda one: -len(one[1]))[:most]
    made = []
    for name, places in ranked:
        own = decisions.part(places)
        accepted = sum(case.accepted for case in own.cases)
        like, opposite, consistent = pairs.by_judge.get(name, (0, 0, None))
        made.append(Judge(
            name, len(places), accepted, *wilson(accepted, len(places)), *against.by_judge.get(name, (0, 0)),
            like, opposite, any_two(own), consistent,
        ))  # fmt: skip
    return tuple(made)


def between(decisions: Decisions) -> Between | None:
    """How much judges differ on the same cases; None where no case was judged by two.

    Level is the mean product of a judge's deviations on two different cases: what is not level cancels out.
    """
    judged: dict[str, dict[str, bool]] = {}
    for case in decisions.cases:
        if case.about:
            judged.setdefault(case.about, {})[case.by] = case.accepted
    shared = [one for one in judged.values() if len(one) >= LEAST]
    if not shared:
        return None
    pairs = opposite = judgements = yes = 0
    deviations: dict[str, list[float]] = {}
    for one in shared:
        count, accepted = len(one), sum(one.values())
        pairs += count * (count - 1) // 2
        opposite += accepted * (count - accepted)
        judgements += count
        yes += accepted
        stretch = sqrt(count / (count - 1))  # the mean of the case holds the judge's own judgement
        for judge, said in one.items():
            deviations.setdefault(judge, []).append((said - accepted / count) * stretch)
    products = sum(sum(own) ** 2 - sum(gap * gap for gap in own) for own in deviations.values())
    weights = sum(len(own) * (len(own) - 1) for own in deviations.values())
    whole = opposite / pairs / 2
    level = min(whole, max(0.0, products / weights)) if weights else 0.0
    share = yes / judgements
    return Between(
        len(shared), judgements, len(deviations), opposite / pairs, 2 * share * (1 - share),
        sqrt(whole), sqrt(level), sqrt(whole - level),
    )  # fmt: skip
