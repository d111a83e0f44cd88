"""How long answers take, and the rule of waiting that follows."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.studies.silence import (
    DAYS,
    ENOUGH,
    MEASURED,
    MESSAGES,
    RULE,
    WATCHED,
    WEEKS,
    Message,
    Share,
    Silence,
    WaitingRule,
    silence,
    waiting_rule,
)

START = datetime(2026, 1, 1, 9)  # noqa: DTZ001  (local wall time)
THE_END = (0, START + timedelta(days=300), False)  # somebody else writes, so that all before it were watched


def talk(who: int, *told: tuple[float, bool]) -> list[Message]:
    """A conversation: after how many days, and whether it was mine."""
    return [(who, START + timedelta(days=days), is_mine) for days, is_mine in told]


def test_an_answer_is_the_first_message_of_the_other() -> None:
    found = silence([*talk(1, (0, True), (0.5, True), (3, False), (4, True)), THE_END])
    assert (found.first_contacts, found.answered) == (1, 1)
    assert found.within == {1: 0, 7: 1, 14: 1, 21: 1, 28: 1, 30: 1}
    assert found.after[:2] == (Share(0, 1), Share(1, 1)), "the second message was answered, the first was not"


def test_who_wrote_to_me_first_is_no_first_contact_of_mine() -> None:
    assert silence([*talk(1, (0, False), (1, True)), THE_END]).first_contacts == 0


def test_who_was_written_to_lately_may_still_answer_and_is_left_out() -> None:
    late = 300 - WATCHED
    found = silence([*talk(1, (0, True)), *talk(2, (late, True)), *talk(3, (late + 1, True)), THE_END])
    assert found.first_contacts == 2


def test_who_never_answers_counts_among_the_silent_of_every_row() -> None:
    found = silence([*talk(1, (0, True)), *talk(2, (0, True), (20, False)), THE_END])
    assert found.silent == {
        1: Share(1, 2), 7: Share(1, 2), 14: Share(1, 2), 21: Share(0, 1), 28: Share(0, 1), 30: Share(0, 1)
    }  # fmt: skip
    assert found.after[0] == Share(1, 2)


def test_nothing_at_all_is_no_first_contact() -> None:
    found = silence([])
    assert (found.first_contacts, found.is_enough, found.after) == (0, False, (Share(0, 0),) * MESSAGES)
    assert Share(0, 0).share == 0.0


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 24 * 200), st.booleans()), max_size=60))
def test_every_first_contact_is_answered_or_silent_for_good(rows: list[tuple[int, int, bool]]) -> None:
    told = sorted((START + timedelta(hours=hours), who, is_mine) for who, hours, is_mine in rows)
    found = silence([(who, at, is_mine) for at, who, is_mine in told])
    never = found.first_contacts - found.answered
    assert list(found.within.values()) == sorted(found.within.values())
    for days in DAYS:
        assert found.silent[days] == Share(
            found.answered - found.within[days], found.answered - found.within[days] + never
        )
    assert found.after[0].of == found.first_contacts
    assert all(one.count + other.of <= one.of for one, other in zip(found.after, found.after[1:], strict=False))


def test_what_comes_after_the_answer_makes_no_difference() -> None:
    short = talk(1, (0, True), (2, True), (3, False))
    whole = [*short, *talk(1, (4, True), (200, False))]
    assert silence(short, START + timedelta(days=200)) == silence(whole)
    assert silence(short).first_contacts == 0, "nobody watched it for long"


def measured(within: Iterable[int], silent: Iterable[float], after: Iterable[float]) -> Silence:
    """A table by its shares in a hundred or a thousand."""
    return Silence(
        1000, 100, dict(zip(WEEKS, within)), {week: Share(round(one * 1000), 1000) for week, one in zip(WEEKS, silent)},
        tuple(Share(round(one * 1000), 1000) for one in after),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "rule"),
    [
        (measured((91, 95, 97, 98), (0.08, 0.04, 0.03, 0.02), (0.4, 0.16, 0.12, 0.1)), WaitingRule(7, 14, 2)),
        (measured((60, 89, 90, 98), (0.2, 0.1, 0.06, 0.049), (0.4, 0.3, 0.2, 0.1)), WaitingRule(21, 28, 3)),
        (measured((95, 96, 97, 98), (0.01, 0.01, 0.01, 0.01), (0.4, 0.1, 0.1, 0.1)), WaitingRule(7, 7, 1)),
        (measured((10, 20, 30, 40), (0.5, 0.5, 0.5, 0.5), (0.4, 0.4, 0.4, 0.4)), WaitingRule(28, 28, 4)),
    ],
)
def test_the_rule_follows_from_the_table(found: Silence, rule: WaitingRule) -> None:
    assert waiting_rule(found) == rule


def test_the_rule_that_is_used_follows_from_what_was_measured() -> None:
    assert waiting_rule(MEASURED) == RULE == WaitingRule(follow_up=7, withdraw=14, messages=2)
    assert MEASURED.still_answered(13).share > 0.05 > MEASURED.still_answered(14).share
    assert MEASURED.still_answered(400) == MEASURED.silent[30]
    assert MEASURED.first_contacts >= ENOUGH
