"""More requests than usual around a day: said where it is sure, and with too little behind it nothing."""

from datetime import date, timedelta
from math import comb, exp, factorial

import pytest

from doorstep.studies.rush import rush, upper_tail

START = date(2026, 1, 1)
DAY = START + timedelta(200)
UNTIL = START + timedelta(320)
USUAL = [START + timedelta(7 * week) for week in range(45)]  # one a week


def around(count: int) -> list[date]:
    return [DAY + timedelta(number % 7 - 3) for number in range(count)]


def test_a_rush_is_told_with_what_is_usual() -> None:
    found = rush([*USUAL, *around(10)], DAY, UNTIL)
    assert found is not None
    assert (found.count, found.first, found.last) == (11, DAY - timedelta(3), DAY + timedelta(3))
    assert found.usual == pytest.approx(0.98, abs=0.05)


def test_what_is_usual_is_no_rush() -> None:
    assert rush([*USUAL, *around(3)], DAY, UNTIL) is None
    many = [START + timedelta(day) for day in range(320)] * 3
    assert rush([*many, *around(7)], DAY, UNTIL) is None


def test_it_is_too_little_to_tell_over_a_few_weeks() -> None:
    assert rush(around(20), DAY, DAY + timedelta(10)) is None
    assert rush([DAY], DAY, DAY) is None
    assert rush([], DAY, DAY) is None


@pytest.mark.parametrize(("count", "mean"), [(1, 0.5), (5, 1.0), (11, 0.98), (3, 7.0)])
def test_the_tail_is_poissons(count: int, mean: float) -> None:
    below = sum(exp(-mean) * mean**one / factorial(one) for one in range(count))
    assert upper_tail(count, mean) == pytest.approx(1 - below)
    assert upper_tail(count, mean) == pytest.approx(
        1 - sum(comb(100_000, one) * (mean / 1e5) ** one * (1 - mean / 1e5) ** (100_000 - one) for one in range(count)),
        abs=1e-4,
    )
