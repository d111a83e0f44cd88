"""How steady a judgement is: the interval covers the truth, the cases are spread, chance is told apart."""

from collections import Counter
from collections.abc import Callable
from math import comb, sqrt
from random import Random
from statistics import fmean

import pytest

from doorstep.studies.intervals import Z, of_few, wilson
from doorstep.studies.steadiness import LEAST, MOST, chosen, steadiness

Interval = Callable[[int, int], tuple[float, float]]
SIZES = range(LEAST, MOST + 1)
# From tossing a coin between two answers, which agrees with itself half of the time, to always the same.
RANGE = [0.5 + step / 400 for step in range(200)]


def likely(of: int, truth: float) -> list[float]:
    """How likely each number of agreements is."""
    return [comb(of, k) * truth**k * (1 - truth) ** (of - k) for k in range(of + 1)]


def coverage(interval: Interval, of: int, truth: float) -> float:
    """How often the interval holds the truth, worked out and not drawn."""
    return sum(
        chance
        for k, chance in enumerate(likely(of, truth))
        if interval(k, of)[0] - 1e-12 <= truth <= interval(k, of)[1] + 1e-12
    )


def root(above: Callable[[float], float]) -> float:
    """Where a rising function passes zero between 0 and 1."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if above(middle) < 0 else (low, middle)
    return low


def tails(weight: float) -> Interval:
    """Clopper and Pearson's interval (weight 1), or that by the middle p (weight one half)."""

    def interval(k: int, of: int) -> tuple[float, float]:
        low = 0.0 if k == 0 else root(lambda p: sum(likely(of, p)[k + 1 :]) + weight * likely(of, p)[k] - 0.025)
        high = 1.0 if k == of else root(lambda p: 0.025 - sum(likely(of, p)[:k]) - weight * likely(of, p)[k])
        return low, high

    return interval


def bayes(prior: float) -> Interval:
    """The middle 95 % of a beta posterior, by adding up; reaching the edge where all or none agree."""
    steps = [(one + 0.5) / 4000 for one in range(4000)]

    def interval(k: int, of: int) -> tuple[float, float]:
        weights = [p ** (k + prior - 1) * (1 - p) ** (of - k + prior - 1) for p in steps]
        total, so_far, low, high = sum(weights), 0.0, 0.0, 1.0
        for p, weight in zip(steps, weights):
            if so_far < 0.025 * total:
                low = p
            if so_far < 0.975 * total:
                high = p
            so_far += weight
        return (0.0 if k == 0 else low), (1.0 if k == of else high)

    return interval


def wald(k: int, of: int) -> tuple[float, float]:
    """The textbook's interval."""
    share = k / of
    half = Z * sqrt(share * (1 - share) / of)
    return share - half, share + half


def table(interval: Interval) -> Interval:
    """The interval, worked out once for each count."""
    made = {(k, of): interval(k, of) for of in SIZES for k in range(of + 1)}
    return lambda k, of: made[k, of]


METHODS = {
    "ours": of_few, "Wilson": wilson, "Clopper-Pearson": tails(1), "mid-P": tails(0.5), "Jeffreys": bayes(0.5),
    "even prior": bayes(1), "Wald": wald,
}  # fmt: skip


def test_the_interval_covers_the_truth_on_average_and_nowhere_by_far_too_seldom() -> None:
    """Worked out over the whole range of steadiness: the mean, the worst place and the mean width, n from 8 to 12."""
    found = {}
    for name, method in METHODS.items():
        interval = table(method)
        by_size = [[coverage(interval, of, truth) for truth in RANGE] for of in SIZES]
        width = fmean(
            chance * (interval(k, of)[1] - interval(k, of)[0])
            for of in SIZES for truth in RANGE[::10] for k, chance in enumerate(likely(of, truth))
        )  # fmt: skip
        found[name] = (
            min(fmean(one) for one in by_size),
            max(fmean(one) for one in by_size),
            min(map(min, by_size)),
            width,
        )
    low, high, worst, width = found["ours"]
    assert 0.95 <= low <= high <= 0.965
    assert worst > 0.91
    assert found["Wilson"][2] < 0.85, "too seldom for the steadiest"
    assert found["even prior"][2] < 0.85
    assert found["Jeffreys"][2] < 0.90
    assert found["Wald"][1] < 0.85
    assert found["Clopper-Pearson"][0] > 0.975, "always more than told"
    assert found["mid-P"][1] > 0.97
    assert width < found["mid-P"][3] < found["Clopper-Pearson"][3], "and ours is the narrower one"


@pytest.mark.parametrize("tenth", range(5))
def test_the_interval_covers_judges_of_every_steadiness(tenth: int) -> None:
    """In each tenth of the range, the steadiest too."""
    some = RANGE[tenth * 40 : (tenth + 1) * 40]
    for of in SIZES:
        assert 0.94 <= fmean(coverage(of_few, of, truth) for truth in some) <= 0.985


@pytest.mark.parametrize("seed", range(20261121, 20261126))
def test_of_a_thousand_simulated_judges_the_interval_covers_93_to_97_in_a_hundred(seed: int) -> None:
    """A judge lets each kind of case in with a chance of its own; the truth is how often two answers would agree."""
    dice, held = Random(seed), 0
    for _ in range(1_000):
        steady = dice.uniform(0.5, 1)
        of = dice.choice(SIZES)
        # a case is accepted with p or 1 - p, so that both answers occur and p² + (1-p)² is the steadiness
        p = (1 + sqrt(2 * steady - 1)) / 2
        pairs = []
        for _ in range(of):
            chance = p if dice.random() < 0.5 else 1 - p
            first, second = ("accept" if dice.random() < chance else "decline" for _ in range(2))
            pairs.append((first, second))
        low, high = of_few(sum(first == second for first, second in pairs), of)
        held += low <= steady <= high
    assert 930 <= held <= 970


def test_what_is_told_is_the_interval_that_was_proved() -> None:
    told = steadiness([("accept", "accept")] * 9 + [("decline", "accept")], 1)
    assert (told.cases, told.same, told.share) == (10, 9, 0.9)
    assert (told.low, told.high) == of_few(9, 10)
    assert told.low == pytest.approx(0.5958, abs=1e-4)
    assert told.high == pytest.approx(0.9949, abs=1e-4)


def test_chance_is_what_ones_own_rates_bring_about() -> None:
    always = steadiness([("decline", "decline")] * 10, 1)
    assert always.chance == 1
    assert not always.beats_chance, "who always says the same agrees with themselves, which tells nothing"
    mixed = steadiness([("accept", "accept")] * 5 + [("decline", "decline")] * 5, 1)
    assert mixed.chance == 0.5
    assert mixed.p == pytest.approx(1 / comb(10, 5), abs=0.003), "one deal of 252 agrees wholly"
    assert mixed.beats_chance


def test_too_few_cases_tell_nothing() -> None:
    assert not steadiness([("accept", "accept")] * (LEAST - 1), 1).is_enough
    nothing = steadiness([], 1)
    assert (nothing.low, nothing.high, nothing.share) == (0, 1, 0)


def test_the_cases_are_spread_over_the_strata_in_an_order_by_chance() -> None:
    strata = {case: ("accept" if case < 180 else "decline", "x" if case % 10 else "facebook") for case in range(200)}
    found = [chosen(strata, 10, seed) for seed in range(200)]
    for one in found:
        assert len(set(one)) == 10
        assert set(Counter(strata[case] for case in one).values()) <= {2, 3}, "evenly, though one is a tenth"
    assert len({tuple(one) for one in found}) == 200
    firsts = Counter(strata[one[0]] for one in found)
    assert min(firsts.values()) > 25, "none of them always comes first"
    assert chosen(strata, 10, 7) == chosen(dict(reversed(strata.items())), 10, 7), "the seed alone decides"


def test_cases_that_were_looked_at_before_come_only_where_others_run_out() -> None:
    strata = {case: case % 3 for case in range(12)}
    assert set(chosen(strata, 8, 1, last=frozenset(range(4)))) == set(range(4, 12))
    assert len(chosen(strata, 10, 1, last=frozenset(range(4)))) == 10
    assert sorted(chosen(strata, 20, 1)) == list(range(12))
