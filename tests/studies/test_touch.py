"""Who is drifting: silence longer than the rhythm, in records that tell of it; those who matter first."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from doorstep.studies.touch import Acquaintance, drifting, state

TODAY = date(2026, 11, 21)
INES = Acquaintance(1, "close", 30, TODAY - timedelta(days=40), TODAY, has_gap=False)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_silence_longer_than_the_rhythm_is_drifting_and_a_call_two_days_ago_is_not() -> None:
    assert state(INES, TODAY) == "drifting"
    assert state(replace(INES, last=ago(30)), TODAY) == "in touch"
    assert state(replace(INES, last=ago(2)), TODAY) == "in touch"


def test_a_gap_in_the_records_is_unknown_and_never_drifting() -> None:
    assert state(replace(INES, has_gap=True), TODAY) == "unknown"
    assert state(replace(INES, last=ago(400), has_gap=True), TODAY) == "unknown"


def test_records_that_end_before_the_silence_is_too_long_tell_nothing() -> None:
    assert state(replace(INES, told_until=ago(20)), TODAY) == "unknown"
    assert state(replace(INES, last=ago(60), told_until=ago(20)), TODAY) == "drifting"


def test_old_records_tell_nothing_of_today() -> None:
    assert state(replace(INES, last=ago(500), told_until=ago(300)), TODAY) == "unknown"


def test_those_who_matter_by_ones_own_ratings_come_first_then_the_closer_tie() -> None:
    some = [
        replace(INES, person_id=1, rank=0.9), replace(INES, person_id=2, ratings=(3, 4), rank=0.1),
        replace(INES, person_id=3, ratings=(5,)), replace(INES, person_id=4, ratings=(1,), rank=1.0),
        replace(INES, person_id=5, rank=0.2),
    ]  # fmt: skip
    assert [one.person_id for one in drifting(some, TODAY)] == [3, 2, 1, 5, 4]


@given(st.integers(0, 900), st.integers(0, 900), st.integers(1, 400), st.booleans())
def test_nobody_drifts_whose_records_do_not_hold_the_silence(last: int, told: int, every: int, gap: bool) -> None:
    one = Acquaintance(1, "close", every, ago(last), ago(told), gap)
    if state(one, TODAY) == "drifting":
        assert last - told > every
        assert not gap
    if last <= every:
        assert state(one, TODAY) == "in touch"
