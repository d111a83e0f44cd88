"""What doorstep says about each network is complete, dated and strict."""

from datetime import date

import pytest

from doorstep.errors import DoorstepError
from doorstep.facts.catalogue import NETWORK_DEFAULTS, NETWORKS
from doorstep.networks import ACTIONS, Action, Limit, load
from doorstep.networks.known import parse

ROW = """
[here]
name = "Here"
purpose = "public"
closeness = 0
not_there = ["ignore", "withdraw", "reply", "leave", "decline"]
not_known = ["report"]

[here.accept]
label = "Accept"
they_see = "nothing"
undo = "yes"
undo_how = "Ask again."
how = "Say yes."
as_of = 2026-11-01
source = "invented"
"""


def test_every_network_of_the_catalogue_is_known() -> None:
    assert set(load()) == set(NETWORKS)


def test_a_door_that_says_nothing_of_itself_is_the_same_to_the_policy() -> None:
    defaults = {key: (network.purpose, network.closeness) for key, network in load().items()}
    assert defaults == NETWORK_DEFAULTS


@pytest.mark.parametrize("key", NETWORKS)
def test_every_action_is_told_once_in_plain_sentences(key: str) -> None:
    network = load()[key]
    assert sorted([*network.actions, *network.not_there, *network.not_known]) == sorted(ACTIONS)
    for action in network.actions.values():
        assert action.how.endswith(".")
        assert action.undo_how.endswith(".")
        assert not action.they_see.endswith(".")
        assert len(action.line) < 140


@pytest.mark.parametrize("key", NETWORKS)
def test_every_statement_has_its_source_and_a_day_that_has_been(key: str) -> None:
    network = load()[key]
    statements: list[Action | Limit] = [*network.actions.values(), *network.limits.values()]
    for stated in statements:
        assert stated.source
        assert date(2015, 1, 1) <= stated.as_of <= date(2026, 11, 30)


@pytest.mark.parametrize("key", NETWORKS)
def test_a_request_can_be_accepted_answered_left_and_declined_everywhere(key: str) -> None:
    assert {"accept", "reply", "leave", "decline"} <= load()[key].actions.keys()


def test_the_line_beside_an_action_says_what_they_see_and_whether_it_can_be_undone() -> None:
    assert load()["facebook"].actions["leave"].line == ("They see: nothing, the request stays open. Can be undone.")


def test_what_harms_the_asker_is_kept_for_spam() -> None:
    reports = [network.actions["report"] for network in load().values() if "report" in network.actions]
    assert reports
    assert all(action.how.startswith("Only for spam") for action in reports)


def test_the_length_of_a_note_on_linkedin_is_known() -> None:
    limit = load()["linkedin"].limits["note_length"]
    assert (limit.number, limit.as_of) == (200, date(2026, 11, 1))


def test_a_sound_table_is_read() -> None:
    assert parse(ROW)["here"].actions["accept"].label == "Accept"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('undo = "yes"', 'undo = "maybe"', "`undo` is yes, no or not known, not `maybe`"),
        ("undo_how", "undo_hwo", "did you mean `undo_how`?"),
        ('source = "invented"', "", "a word is missing"),
        ("as_of = 2026-11-01", 'as_of = "2026"', "`as_of` is not a date"),
        ("closeness = 0", "closeness = 4", "out of range"),
        ('["report"]', '["report", "accept"]', "each action stands once"),
        ('["report"]', "[]", "each action stands once"),
        ("closeness = 0", 'closeness = 0\nprofile = "http://here.example/{handle}"', "is not an https link"),
        ("[here]", "[here", "networks.toml"),
    ],
)
def test_a_mistake_in_the_table_is_an_error_with_its_place(right: str, wrong: str, said: str) -> None:
    with pytest.raises(DoorstepError) as caught:
        parse(ROW.replace(right, wrong, 1))
    assert said in str(caught.value)
    assert str(caught.value).startswith("networks.toml")


def test_a_setting_that_limits_what_is_seen_says_how_and_as_of_when() -> None:
    known = {key: one.limiting for key, one in load().items() if one.limiting}
    assert set(known) == {"linkedin", "facebook", "instagram"}
    for one in known.values():
        assert one.as_of.year >= 2014
        assert one.source
        assert one.line.endswith(f"(As of {one.as_of.year}.)")
    with pytest.raises(DoorstepError, match=r"networks\.toml, facebook, limiting: unknown word `howto`"):
        parse('[facebook]\n[facebook.limiting]\nhowto = "?"')
