"""A year ahead: how often the range holds what came, over years that were lived without knowing of it."""

import os

import pytest

from doorstep.studies.forecast import LEAST_FOLLOWED, LEAST_REQUESTS, LEAST_WEEKS, Range, Week, forecast

from .planted_years import lived

YEARS = int(os.environ.get("DOORSTEP_PLANTED_YEARS", "500"))


@pytest.fixture(scope="module")
def held() -> dict[str, list[int]]:
    """For each figure whether the truth lay below (-1), in (0) or above (1) the range, year by year."""
    found: dict[str, list[int]] = {"accepted": [], "minutes": [], "in_touch": []}
    for seed in range(YEARS):
        past, year = lived(seed)
        weeks = [Week(one.asked, one.accepted, one.minutes, one.accepted, one.in_touch) for one in past]
        ahead = forecast(weeks, seed, 300)
        accepted = sum(one.accepted for one in year)
        truths = {
            "accepted": accepted, "minutes": sum(one.minutes for one in year),
            "in_touch": sum(one.in_touch for one in year) / max(1, accepted),
        }  # fmt: skip
        for name, truth in truths.items():
            told: Range = getattr(ahead, name)
            found[name].append((truth > told.high) - (truth < told.low))
    return found


@pytest.mark.parametrize("figure", ["accepted", "minutes", "in_touch"])
def test_four_years_of_five_lie_in_the_range(held: dict[str, list[int]], figure: str) -> None:
    assert 0.75 <= held[figure].count(0) / YEARS <= 0.85


@pytest.mark.parametrize("figure", ["accepted", "minutes", "in_touch"])
def test_the_range_errs_to_neither_side(held: dict[str, list[int]], figure: str) -> None:
    assert abs(held[figure].count(1) - held[figure].count(-1)) <= 0.07 * YEARS


def test_the_same_seed_gives_the_same_year_and_another_nearly_so() -> None:
    past, _ = lived(1)
    weeks = [Week(one.asked, one.accepted, one.minutes, one.accepted, one.in_touch) for one in past]
    first, again, other = forecast(weeks, 1), forecast(weeks, 1), forecast(weeks, 2)
    assert first == again
    assert first.accepted is not None
    assert other.accepted is not None
    assert other.accepted.middle == pytest.approx(first.accepted.middle, rel=0.05)


def test_too_little_is_told_and_never_a_range() -> None:
    week = Week(1, 1, 3.0, 0, 0)
    short, few = forecast([week] * (LEAST_WEEKS - 1), 1), forecast([Week(0, 0, 0.0, 0, 0)] * 100, 1)
    assert (short.accepted, short.weeks, few.accepted, few.requests) == (None, LEAST_WEEKS - 1, None, 0)
    enough = forecast([week] * LEAST_WEEKS, 1)
    assert LEAST_REQUESTS <= LEAST_WEEKS
    assert enough.accepted == Range(52, 52, 52)
    assert enough.minutes == Range(156, 156, 156)
    assert enough.in_touch is None, "nobody is followed"


def test_the_share_in_touch_takes_people_enough() -> None:
    weeks = [Week(1, 1, 3.0, 0, 0)] * 100
    assert forecast([*weeks, *[Week(1, 1, 3.0, 1, 1)] * (LEAST_FOLLOWED - 1)], 1).in_touch is None
    assert forecast([*weeks, *[Week(1, 1, 3.0, 1, 1)] * LEAST_FOLLOWED], 1).in_touch is not None


def test_nobody_let_in_is_a_year_without_anybody() -> None:
    found = forecast([Week(5, 0, 0.0, 0, 0)] * 60, 1)
    assert found.accepted == Range(0, 0, 0)
