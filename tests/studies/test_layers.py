"""Circles: the planted ones are found again, the likes of which nothing here was fitted to; and too little is said."""

import os
from random import Random

import pytest

from doorstep.studies.layers import LEAST_DAYS, LEAST_PEOPLE, layers

from .planted_circles import WINDOW, planted_circles, smooth

SEEDS = int(os.environ.get("DOORSTEP_PLANTED", "40"))


def is_near(found: tuple[int, ...], planted: list[int]) -> bool:
    """True where every circle holds as many people as was planted, within a tenth."""
    return len(found) == len(planted) and all(
        abs(one - other) <= 0.1 * other for one, other in zip(found, planted, strict=True)
    )


@pytest.mark.parametrize(("planted", "least"), [(3, 0.9), (4, 0.9), (5, 0.8)])
def test_circles_three_times_as_large_are_found_within_a_tenth(planted: int, least: float) -> None:
    found, number, off = 0, 0, [0.0] * planted
    for seed in range(1000, 1000 + SEEDS):
        counts, sizes = planted_circles(seed, planted)
        got = layers(counts, WINDOW)
        number += len(got.sizes) == planted
        found += is_near(got.sizes, sizes)
        if len(got.sizes) == planted:
            off = [one + a / b - 1 for one, a, b in zip(off, got.sizes, sizes, strict=True)]
    assert number >= 0.9 * SEEDS, "the number of circles"
    assert found >= least * SEEDS, "all of them within a tenth"
    assert all(abs(one / SEEDS) <= 0.05 for one in off), "none too large or too small over many"


def test_two_circles_are_found_where_there_are_people_enough() -> None:
    some = [planted_circles(seed, 2) for seed in range(1000, 1000 + SEEDS)]
    enough = [(layers(counts, WINDOW).sizes, sizes) for counts, sizes in some if len(counts) >= LEAST_PEOPLE]
    assert len(enough) > SEEDS / 4
    assert sum(is_near(got, sizes) for got, sizes in enough) >= 0.9 * len(enough)


def test_people_who_are_all_alike_are_one_circle() -> None:
    dice = Random(3)
    for _ in range(20):
        counts = [sum(dice.random() < 0.05 for _ in range(WINDOW)) for _ in range(120)]
        assert layers(counts, WINDOW).sizes == (120,)


def test_where_people_spread_evenly_it_is_told_that_the_breaks_are_soft() -> None:
    clear = sum(layers(smooth(seed, 600), WINDOW).is_clear for seed in range(20))
    assert clear <= 3
    assert sum(layers(planted_circles(seed, 4)[0], WINDOW).is_clear for seed in range(20)) >= 18


def test_too_little_is_told_with_how_much_there_is() -> None:
    few = layers([9] * (LEAST_PEOPLE - 1) + [0] * 50, WINDOW)
    assert not few.is_enough
    assert (few.people, few.sizes) == (LEAST_PEOPLE - 1, ())
    short = layers([9] * 100, LEAST_DAYS - 1)
    assert not short.is_enough
    assert layers([9] * LEAST_PEOPLE, LEAST_DAYS).sizes == (LEAST_PEOPLE,)
    assert layers([], 0).sizes == ()


def test_the_least_contact_of_each_circle_is_told() -> None:
    counts, sizes = planted_circles(1007, 3)
    found = layers(counts, WINDOW)
    ordered = sorted(counts, reverse=True)
    assert found.least == tuple(ordered[size - 1] for size in found.sizes)
    assert len(sizes) == len(found.sizes)
