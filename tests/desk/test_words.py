"""What is told in words reads as a person would say it."""

from datetime import date

import pytest

from doorstep.desk.home import Desk
from doorstep.desk.words import about, from_to, on_which


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "0 days"), (1, "1 day"), (27, "27 days"), (28, "4 weeks"), (89, "13 weeks"), (90, "3 months"),
     (110, "4 months"), (729, "24 months"), (730, "2 years"), (2052, "6 years")],
)  # fmt: skip
def test_a_rough_number_of_days_is_said_as_a_person_would(days: int, said: str) -> None:
    assert about(days) == said


def test_one_network_is_not_counted_twice(desk: Desk) -> None:
    assert on_which(desk, {"linkedin": 380}) == " on LinkedIn"
    assert on_which(desk, {"linkedin": 1200, "x": 2}) == ": 1,200 on LinkedIn, 2 on X"


def test_decisions_of_one_day_are_of_that_day() -> None:
    assert from_to(date(2026, 11, 21), date(2026, 11, 21)) == "2026-11-21"
    assert from_to(date(2026, 11, 2), date(2026, 11, 21)) == "2026-11-02 to 2026-11-21"
