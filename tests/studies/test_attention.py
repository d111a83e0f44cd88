"""Attention as a budget: what circles ask for, what is left, and how many there is room for."""

from hypothesis import given
from hypothesis import strategies as st

from doorstep.studies.attention import (
    BY_CLOSENESS,
    ENDLESS,
    GUESSED_MINUTES,
    GUESSES,
    NAMES,
    attention,
    circle_kept,
    cost,
    places,
)
from doorstep.studies.layers import FROM_PHONES


def test_the_guess_is_what_the_circles_of_phone_data_would_ask_for() -> None:
    sizes = [after - before for before, after in zip((0, *FROM_PHONES), FROM_PHONES, strict=False)]
    found = attention(dict(zip(NAMES, sizes, strict=True)), GUESSES, None)
    assert found.used == GUESSED_MINUTES == found.there
    assert found.is_guess
    assert all(one.is_guess for one in GUESSES)


def test_what_there_is_is_the_users_own_figure_and_more_may_be_asked_for() -> None:
    found = attention({"closest": 10, "wider": 1}, GUESSES, 600)
    assert (found.used, found.left, found.is_guess) == (2403, -1803, False)
    assert dict(found.asked) == {"closest": 2400, "close": 0, "regular": 0, "wider": 3}


def test_a_follower_costs_nothing_and_the_closer_the_door_the_more() -> None:
    assert [cost(closeness, GUESSES) for closeness in (0, 1, 2, 3)] == [0, 3, 10, 60]
    assert set(BY_CLOSENESS.values()) <= set(NAMES)
    assert places(-5, 0) == ENDLESS


@given(st.integers(-10_000, 10_000), st.integers(1, 300))
def test_every_place_fits_and_not_one_more_would(left: int, minutes: int) -> None:
    found = places(left, minutes)
    assert found >= 0
    assert found * minutes <= max(left, 0) < (found + 1) * minutes


def test_a_rhythm_that_is_kept_is_the_innermost_circle_that_asks_for_no_more() -> None:
    assert circle_kept(110, 730, GUESSES) == "closest"
    assert circle_kept(30, 730, GUESSES) == "close"
    assert circle_kept(4, 730, GUESSES) == "wider"
    assert circle_kept(5, 730, GUESSES) == "regular"
    assert circle_kept(1, 730, GUESSES) == ""
    assert circle_kept(0, 730, GUESSES) == ""
