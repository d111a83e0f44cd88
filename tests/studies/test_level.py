"""How choosy, and in what order: told only where the same decisions in any order would hardly ever show it."""

from datetime import date, timedelta
from itertools import pairwise, permutations
from random import Random
from statistics import fmean, pvariance

import pytest

from doorstep.studies.cases import Case, Decisions
from doorstep.studies.chance import both_tails
from doorstep.studies.intervals import wilson
from doorstep.studies.level import level, streaks

DAY = date(2026, 1, 1)


def dated(said: list[bool], by: str = "", verdicts: list[bool] | None = None) -> list[Case]:
    """Decisions on days that follow each other."""
    return [
        Case(f"{by}{at}", {}, one, by, DAY + timedelta(at), verdicts[at] if verdicts else None)
        for at, one in enumerate(said)
    ]


def naive(series: list[list[bool]]) -> float:
    """What a regression with person effects sees: the mean product of what follows each other, less own means."""
    products = []
    for one in series:
        mean = fmean(one)
        products += [(this - mean) * (following - mean) for this, following in pairwise(one)]
    return fmean(products)


def test_an_order_that_comes_from_dealing_alone_is_not_told() -> None:
    """The artefact of speed dating: after a yes the next yes seems rarer, where nothing pulls at all."""
    told, below_zero = 0, 0
    for seed in range(200):
        random = Random(seed)
        series = []
        for _ in range(60):
            rate = random.random()
            series.append([random.random() < rate for _ in range(15)])
        table = Decisions(tuple(case for at, one in enumerate(series) for case in dated(one, f"judge {at} ")), ())
        found = streaks(table)
        assert found is not None
        assert found.need == 0
        told += found.is_told
        below_zero += naive(series) < 0
    assert below_zero >= 180, "without the artefact this proves nothing"
    assert told <= 1


def test_a_yes_that_makes_the_next_yes_rarer_is_told() -> None:
    random = Random(1)
    said = [True]
    for _ in range(400):
        said.append(random.random() < (0.3 if said[-1] else 0.7))
    found = streaks(Decisions(tuple(dated(said)), ()))
    assert found is not None
    assert found.is_told
    assert found.changes > found.expected


def test_mean_and_spread_of_the_changes_are_those_of_all_orders() -> None:
    orders = set(permutations([True] * 3 + [False] * 5))
    changes = [sum(one != two for one, two in pairwise(order)) for order in orders]
    found = streaks(Decisions(tuple(dated([True] * 3 + [False] * 5)), ()))
    assert found is not None
    assert found.expected == pytest.approx(fmean(changes))
    many = [True] * 60 + [False] * 100
    found = streaks(Decisions((*dated(many, "a"), *dated(many[::-1], "b")), ()))
    assert found is not None
    both, count = 2 * 60 * 100, 160
    variance = 2 * both * (both - count) / (count**2 * (count - 1))
    assert found.p == pytest.approx(both_tails(2 - found.expected, variance, 1.0))
    small = 2 * 3 * 5
    assert small * (small - 8) / (64 * 7) == pytest.approx(pvariance(changes))


def test_with_few_decisions_in_order_it_says_so() -> None:
    found = streaks(Decisions(tuple(dated([True, False] * 20)), ()))
    assert found is not None
    assert found.need == 100
    assert not found.is_told
    assert streaks(Decisions((Case("1", {}, True), Case("2", {}, True)), ())) is None


def test_who_lets_more_in_than_the_standards_is_less_choosy() -> None:
    cases = dated([True] * 60 + [False] * 40, verdicts=[True] * 40 + [False] * 60)
    found = level(Decisions(tuple(cases), ()))
    assert found is not None
    assert found.is_off
    assert found.difference == pytest.approx(0.2)
    assert 0.1 < found.low < 0.2 < found.high < 0.3


@pytest.mark.parametrize("of", [20, 60, 200])
def test_four_accidents_that_all_go_one_way_make_nobody_choosier(of: int) -> None:
    """One time in eight they do so by chance (a coin thrown four times)."""
    found = level(Decisions(tuple(dated([False] * 4 + [True] * (of - 4), verdicts=[True] * of)), ()))
    assert found is not None
    assert not found.is_off
    assert found.low < -4 / of < 0 <= found.high


def test_who_is_as_choosy_as_the_standards_is_called_otherwise_one_time_in_twenty_at_most() -> None:
    random, called = Random(3), 0
    for _ in range(1_000):
        verdicts = [random.random() < 0.5 for _ in range(30)]
        said = [one if random.random() < 0.7 else not one for one in verdicts]
        found = level(Decisions(tuple(dated(said, verdicts=verdicts)), ()))
        assert found is not None
        called += found.is_off
    assert called <= 65


def test_who_differs_both_ways_alike_is_as_choosy_as_the_standards() -> None:
    verdicts = [True, False] * 50
    said = [not one if at < 20 else one for at, one in enumerate(verdicts)]
    found = level(Decisions(tuple(dated(said, verdicts=verdicts)), ()))
    assert found is not None
    assert not found.is_off


def test_a_level_that_falls_over_the_year_is_told_and_one_that_wavers_is_not() -> None:
    moved = 0
    for seed in range(200):
        random = Random(seed)
        verdicts = [random.random() < 0.5 for _ in range(200)]
        said = [one != (random.random() < 0.15) for one in verdicts]
        found = level(Decisions(tuple(dated(said, verdicts=verdicts)), ()))
        assert found is not None
        moved += found.has_moved
    assert moved <= 2
    said = [random.random() < 1 - at / 200 for at in range(200)]
    found = level(Decisions(tuple(dated(said, verdicts=[True] * 200)), ()))
    assert found is not None
    assert found.has_moved
    assert found.periods[0].accepted > found.periods[-1].accepted
    assert sum(period.of for period in found.periods) == 200


def test_an_interval_covers_the_truth_nineteen_times_in_twenty() -> None:
    random, covered = Random(5), 0
    for _ in range(1_000):
        low, high = wilson(sum(random.random() < 0.3 for _ in range(40)), 40)
        covered += low <= 0.3 <= high
    assert 930 <= covered <= 975
