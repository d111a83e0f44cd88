"""Rates of groups: intervals, four fifths, and too few to tell."""

from math import exp, log, sqrt
from random import Random

import pytest

from doorstep.studies.rates import LEAST, group_rates


def rows(**groups: tuple[int, int]) -> list[tuple[str, bool]]:
    """So many accepted of so many, by group."""
    return [(name, place < accepted) for name, (accepted, of) in groups.items() for place in range(of)]


def test_a_group_far_below_four_fifths_is_told_with_its_interval() -> None:
    first, second = group_rates(rows(a=(96, 160), b=(24, 80)))
    assert (first.name, first.share, first.ratio, first.finding) == ("a", 0.6, None, "highest")
    assert (second.share, second.finding) == (0.3, "below")
    assert second.ratio == pytest.approx(0.5)
    assert (second.low, second.high) == pytest.approx((0.2106, 0.4077), abs=1e-4)
    assert second.ratio_low == pytest.approx(exp(log(24.5 / 80.5 / (96.5 / 160.5)) - 1.95996 * sqrt(
        1 / 24.5 + 1 / 96.5 - 1 / 80.5 - 1 / 160.5)), abs=1e-4)  # fmt: skip
    assert second.ratio_high < 0.8


def test_a_few_more_or_less_may_be_chance() -> None:
    _, second = group_rates(rows(a=(12, 20), b=(8, 19)))
    assert second.ratio is not None
    assert second.ratio < 0.8 < second.ratio_high
    assert second.finding == "perhaps below"
    assert group_rates(rows(a=(50, 100), b=(45, 99)))[1].finding == "not below"


def test_a_small_group_is_too_few_to_tell_and_never_the_measure() -> None:
    found = {one.name: one for one in group_rates(rows(a=(10, 30), b=(9, 30), c=(LEAST - 1, LEAST - 1)))}
    assert found["c"].finding == "too few"
    assert found["c"].ratio is None
    assert found["a"].finding == "highest"
    assert [one.finding for one in group_rates(rows(a=(1, 2), b=(0, 2)))] == ["too few", "too few"]
    assert group_rates([]) == ()


def test_nobody_accepted_is_no_difference() -> None:
    assert [one.finding for one in group_rates(rows(a=(0, 40), b=(0, 30)))] == ["highest", "not below"]
    assert [one.finding for one in group_rates(rows(a=(30, 40), b=(0, 30)))] == ["highest", "below"]


def test_the_interval_of_the_ratio_holds_the_truth_about_as_often_as_told() -> None:
    dice, held = Random(7), 0
    for _ in range(1_000):
        some = rows(
            a=(sum(dice.random() < 0.6 for _ in range(60)), 60), b=(sum(dice.random() < 0.4 for _ in range(40)), 40)
        )
        a, b = sorted(group_rates(some), key=lambda one: one.name)
        if b.ratio is None:  # now and then chance turns them round
            held += 1 / a.ratio_high <= 0.4 / 0.6 <= 1 / a.ratio_low
        else:
            held += b.ratio_low <= 0.4 / 0.6 <= b.ratio_high
    assert 930 <= held <= 970


def test_of_many_groups_that_fare_alike_none_is_surely_below() -> None:
    random, told = Random(2), 0
    for _ in range(200):
        found = group_rates((f"group {number % 20}", random.random() < 0.3) for number in range(400))
        told += any(one.finding == "below" for one in found)
    assert told <= 10, "in a twentieth of the tables at most"
