"""Ask now, wait, or let it go: each reason alone, and which counts first."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.studies.outreach import ASK, LET_GO, WAIT, Advice, OwnDoor, Situation, advise, may_be_elsewhere
from doorstep.studies.silence import RULE, WaitingRule

TODAY = date(2026, 11, 23)
OPEN, SHUT = OwnDoor("accept"), OwnDoor("decline")
FREE = Situation(TODAY, 1, OPEN, has_tie=True)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def to(days: int) -> date:
    return TODAY + timedelta(days)


@pytest.mark.parametrize(
    ("situation", "advice"),
    [
        ({}, Advice(ASK, "open_door")),
        ({"is_connected": True}, Advice(LET_GO, "connected")),
        ({"they_asked": 4}, Advice(LET_GO, "they_asked")),
        ({"open_since": ago(13)}, Advice(WAIT, "open", to(1))),
        ({"open_since": ago(14)}, Advice(LET_GO, "silent")),
        ({"open_since": ago(30), "heard_on": ago(2)}, Advice(WAIT, "open", to(12))),
        ({"declined_on": ago(900)}, Advice(LET_GO, "declined")),
        ({"declined_on": ago(9), "heard_on": ago(9)}, Advice(LET_GO, "declined")),
        ({"declined_on": ago(9), "heard_on": ago(8)}, Advice(ASK, "open_door")),
        ({"tries": (ago(90), ago(60))}, Advice(LET_GO, "unanswered")),
        ({"tries": (ago(6),)}, Advice(WAIT, "tried", to(1))),
        ({"tries": (ago(7),)}, Advice(ASK, "open_door", is_last=True)),
        ({"withdrawn_on": ago(20), "ask_again": 21}, Advice(WAIT, "withdrawn", to(1))),
        ({"withdrawn_on": ago(21), "ask_again": 21}, Advice(ASK, "open_door")),
        ({"withdrawn_on": ago(1)}, Advice(ASK, "open_door")),
        ({"elsewhere": ("facebook", ago(3))}, Advice(WAIT, "elsewhere", to(11))),
        ({"elsewhere": ("facebook", ago(14))}, Advice(ASK, "open_door")),
        ({"is_full": True}, Advice(LET_GO, "full")),
        ({"quota_until": to(2)}, Advice(WAIT, "quota", to(2))),
        ({"quota_until": TODAY}, Advice(ASK, "open_door")),
        ({"door": SHUT}, Advice(LET_GO, "shut_door")),
        ({"door": OwnDoor("not_yet", "spoken")}, Advice(WAIT, "door_step", step="spoken")),
        ({"door": OwnDoor("not_yet", "", to(40))}, Advice(WAIT, "door_day", to(40))),
        ({"door": OwnDoor("ask")}, Advice(ASK, "tie")),
        ({"door": OwnDoor("ask", "spoken")}, Advice(ASK, "tie")),
        ({"door": OwnDoor("ask", "spoken"), "closeness": 2}, Advice(WAIT, "door_step", step="spoken")),
        ({"door": OwnDoor()}, Advice(ASK, "tie")),
        ({"door": OwnDoor(), "heard_on": ago(366)}, Advice(WAIT, "long_ago", step="written")),
        ({"door": OwnDoor(), "heard_on": ago(365)}, Advice(ASK, "tie")),
        ({"door": OwnDoor(), "heard_on": ago(366), "closeness": 0}, Advice(ASK, "tie")),
        ({"door": OwnDoor(), "has_tie": False}, Advice(WAIT, "no_tie", step="written")),
        ({"door": OwnDoor(), "has_tie": False, "closeness": 0}, Advice(ASK, "public")),
        ({"door": OwnDoor("ask"), "is_off": True, "closeness": 2}, Advice(LET_GO, "off_purpose")),
        ({"door": OPEN, "is_off": True, "closeness": 3}, Advice(ASK, "open_door")),
    ],
)
def test_each_reason_alone(situation: dict[str, Any], advice: Advice) -> None:
    assert advise(replace(FREE, **situation), RULE) == advice


days = st.none() | st.dates(TODAY - timedelta(400), TODAY)
situations = st.builds(
    Situation,
    today=st.just(TODAY),
    closeness=st.integers(0, 3),
    door=st.builds(
        OwnDoor,
        st.sampled_from(("", "accept", "not_yet", "ask", "decline")),
        st.sampled_from(("", "spoken")),
        st.none() | st.just(to(9)),
    ),
    is_connected=st.booleans(),
    they_asked=st.none() | st.just(4),
    open_since=days,
    elsewhere=st.none() | st.tuples(st.just("facebook"), st.dates(TODAY - timedelta(60), TODAY)),
    withdrawn_on=days,
    declined_on=days,
    tries=st.lists(st.dates(TODAY - timedelta(60), TODAY), max_size=3, unique=True).map(tuple),
    heard_on=days,
    ask_again=st.sampled_from((0, 21)),
    is_full=st.booleans(),
    quota_until=st.none() | st.dates(TODAY, TODAY + timedelta(9)),
    has_tie=st.booleans(),
    fits=st.booleans(),
    is_off=st.booleans(),
)
rules = st.builds(WaitingRule, st.integers(1, 28), st.integers(1, 28), st.integers(1, 4))


@given(situations, rules)
def test_nobody_is_told_to_ask_twice_too_soon_or_too_often(at: Situation, rule: WaitingRule) -> None:
    advice = advise(at, rule)
    if advice.kind == ASK:
        assert not at.is_connected
        assert at.they_asked is None
        assert at.open_since is None
        assert len(at.tries) < rule.messages
        assert all((TODAY - one).days >= rule.follow_up for one in at.tries)
        assert at.door.verdict != "decline"
        assert advice.is_last is bool(at.tries)


@given(situations, rules)
def test_to_wait_always_has_an_end(at: Situation, rule: WaitingRule) -> None:
    advice = advise(at, rule)
    assert advice.kind in (ASK, WAIT, LET_GO)
    if advice.kind == WAIT:
        assert advice.step or (advice.until and advice.until > TODAY)
    else:
        assert advice.until is None
        assert not advice.step


@given(situations, rules)
def test_another_network_is_never_the_answer_to_a_no_or_to_silence(at: Situation, rule: WaitingRule) -> None:
    advice = advise(at, rule)
    if may_be_elsewhere(advice):
        assert at.open_since is None
        assert len(at.tries) < rule.messages
        assert advice.because not in ("declined", "silent", "unanswered", "tried", "elsewhere")
