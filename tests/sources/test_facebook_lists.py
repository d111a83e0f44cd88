"""What has gone wrong with Facebook's lists of friends and requests, one test a symptom."""

import json
from datetime import date
from pathlib import Path

import pytest

from doorstep.errors import DriftError, EmptyArchiveError, SourceError

from .helpers import names
from .meta import (
    FRED,
    FRIENDS,
    PROFILE,
    RECEIVED,
    TIME,
    facebook,
    labelled,
    named,
    talk,
)

TALK = "your_facebook_activity/messages/inbox/nadiaquill_1/message_1.json"
PAGE = '<div class="uiBoxWhite"><div class="_a6-h">{}</div><div class="_a72d">{}</div></div>'
LAYOUTS = {
    "until 2019": ("friends/friends.json", "friends/received_friend_requests.json"),
    "from 2020": ("friends_and_followers/friends.json", "friends_and_followers/friend_requests_received.json"),
    "from 2023": (FRIENDS, RECEIVED),
    "newest": (f"your_facebook_activity/{FRIENDS}", f"your_facebook_activity/{RECEIVED}"),
    "between": (f"your_activity_across_facebook/{FRIENDS}", f"your_activity_across_facebook/{RECEIVED}"),
}


@pytest.mark.parametrize("era", LAYOUTS)
@pytest.mark.parametrize("wrapper", ["", "facebook-fred/", "a\\b\\", "My Export (1)/"])
@pytest.mark.parametrize("version", ["", "_v2", "_v3"])
def test_every_layout_is_read_whatever_folder_is_around_it(
    era: str, wrapper: str, version: str, tmp_path: Path
) -> None:
    friends, received = LAYOUTS[era]
    found = facebook(
        tmp_path,
        {
            wrapper + friends: named("Inês Cardoso", key="friends" + version),
            wrapper + received: named("Otto", key="received_requests" + version),
        },
    )
    assert names(found) == ["Inês Cardoso"]
    assert [(one.who.name, one.direction, one.state) for one in found.requests] == [("Otto", "incoming", "open")]


def test_requests_received_sent_and_declined_are_what_they_are(tmp_path: Path) -> None:
    folder = "connections/friends/"
    found = facebook(
        tmp_path,
        {
            RECEIVED: named("Otto", key="received_requests_v2"),
            folder + "sent_friend_requests.json": named("Petra", key="sent_requests_v2"),
            folder + "rejected_friend_requests.json": named("Ulla", key="rejected_requests_v2"),
            folder + "removed_friends.json": named("Tomás", key="deleted_friends_v2"),
        },
    )
    told = {
        one.who.name: (one.direction, one.state, one.asked_at and str(one.asked_at), one.answered_on)
        for one in found.requests
    }
    assert told == {
        "Otto": ("incoming", "open", "2023-11-14 22:13:20", None),
        "Petra": ("outgoing", "open", "2023-11-14 22:13:20", None),
        "Ulla": ("incoming", "declined", None, date(2023, 11, 14)),
    }
    assert [one.who.name for one in found.profiles if one.is_connection] == []
    assert "Tomás" in {one.who.name for one in found.profiles}


def test_two_friends_of_one_name_stay_two(tmp_path: Path) -> None:
    day = {"friends_v2": [{"name": "Nadia Quill", "timestamp": TIME + nth} for nth in (2, 1)]}
    found = facebook(
        tmp_path,
        {FRIENDS: {"friends_v2": [*day["friends_v2"], *named("Nadia Quill", at=TIME - 900_000)["friends_v2"]]}},
    )
    assert [one.who.key for one in found.profiles] == [
        "?nadia quill|friend since 2023-11-04",
        "?nadia quill|friend since 2023-11-14",
        "?nadia quill|friend since 2023-11-14 #2",
    ]
    assert not any(one.who.exact for one in found.profiles)


def test_names_alone_join_nobody_and_only_one_bearer_of_a_name_is_suggested(tmp_path: Path) -> None:
    friends = named("Nadia Quill", "Ines", "Ines")
    files = {
        PROFILE: FRED,
        FRIENDS: friends,
        TALK: talk(("Nadia Quill", 1)),
        TALK.replace("_1/", "_2/"): talk(("Ines", 1), people=("Ines", "Fred Doorman")),
    }
    found = facebook(tmp_path, files)
    assert len({one.who.key for one in found.profiles}) == 5
    assert [(one.who.name, one.other and one.other.key) for one in found.suggestions] == [
        ("Nadia Quill", "?nadia quill|friend since 2023-11-14")
    ]


def test_who_asks_under_a_friends_name_is_never_taken_for_the_friend(tmp_path: Path) -> None:
    found = facebook(
        tmp_path, {FRIENDS: named("Nadia Quill"), RECEIVED: named("Nadia Quill", key="received_requests_v2")}
    )
    assert found.suggestions == []
    assert [one.state for one in found.requests] == ["open"]


def test_who_asks_again_after_a_no_is_suggested_as_the_same(tmp_path: Path) -> None:
    again = {
        RECEIVED: named("Otto", key="received_requests_v2"),
        "connections/friends/rejected_friend_requests.json": named("Otto", key="rejected_requests_v2", at=TIME - 10**7),
        "connections/friends/removed_friends.json": named("Otto", key="deleted_friends_v2", at=TIME - 10**8),
    }
    why = [one.reason for one in facebook(tmp_path, again).suggestions]
    assert why == [
        "the only one of this name whom you removed from your friends",
        "the only one of this name whom you declined before",
    ]


def test_an_account_that_was_closed_makes_no_person(tmp_path: Path) -> None:
    found = facebook(tmp_path, {FRIENDS: named("", "Nadia Quill")})
    assert names(found) == ["Nadia Quill"]
    assert any("1 without a name" in one for one in found.warnings)


@pytest.mark.parametrize("at", [None, 0, "yesterday", 10**30, -5])
def test_a_date_that_cannot_be_read_keeps_the_friend(at: object, tmp_path: Path) -> None:
    found = facebook(tmp_path, {FRIENDS: {"friends_v2": [{"name": "Nadia", "timestamp": at}]}})
    assert [(one.who.name, one.connected_since) for one in found.profiles] == [("Nadia", None)]
    assert [one.row for one in found.files[0].skipped] == [1]


def test_a_broken_row_costs_that_row(tmp_path: Path) -> None:
    rows = ["no row", {"timestamp": TIME}, {"name": 3, "timestamp": TIME}, {"name": "Nadia", "timestamp": TIME}]
    found = facebook(tmp_path, {FRIENDS: {"friends_v2": rows}})
    assert names(found) == ["Nadia"]
    assert [one.row for one in found.files[0].skipped] == [1, 2, 3]


def test_broken_and_right_letters_stand_next_to_each_other(tmp_path: Path) -> None:
    right = json.dumps({"received_requests_v2": [{"name": "Müller, André 🌸", "timestamp": TIME}]}, ensure_ascii=False)
    found = facebook(tmp_path, {FRIENDS: named("Jürgen 🌸"), RECEIVED: "\ufeff" + right})
    assert [one.who.name for one in found.profiles] == ["Jürgen 🌸", "Müller, André 🌸"]


@pytest.mark.parametrize("label", ["Name", "Nom", "名前", "Ім'я"])
def test_labels_of_any_language_name_the_friend(label: str, tmp_path: Path) -> None:
    rows = labelled([{label: "Zoë Brandt", "État": "ami"}])
    assert names(facebook(tmp_path, {FRIENDS: rows})) == ["Zoë Brandt"]


def test_labels_that_could_be_anything_name_nobody(tmp_path: Path) -> None:
    with pytest.raises(DriftError, match="no entry with a name"):
        facebook(tmp_path, {FRIENDS: labelled([{"Foo": "Zoë Brandt", "Bar": "friend"}])})


@pytest.mark.parametrize(
    "document", [{"friends_v9_new": [1]}, {"friends_v2": {"a": 1}}, {}, '"friends"', 7, None, [3, 4]]
)
def test_an_unknown_shape_is_drift_and_not_an_empty_list(document: object, tmp_path: Path) -> None:
    with pytest.raises(DriftError):
        facebook(tmp_path, {FRIENDS: document})


@pytest.mark.parametrize("document", [[], {"friends_v2": []}])
def test_a_known_empty_list_is_empty_and_not_drift(document: object, tmp_path: Path) -> None:
    with pytest.raises(EmptyArchiveError) as caught:
        facebook(tmp_path, {FRIENDS: document})
    assert "nothing in it" in caught.value.message
    found = facebook(tmp_path, {FRIENDS: document, RECEIVED: named("Otto", key="received_requests")})
    assert [one.skipped for one in found.files] == [[], []]


def test_drift_in_one_file_costs_that_file(tmp_path: Path) -> None:
    found = facebook(tmp_path, {FRIENDS: {"people": []}, RECEIVED: named("Otto", key="received_requests_v2")})
    assert [one.who.name for one in found.profiles] == ["Otto"]
    assert "format has changed" in found.files[0].skipped[0].reason


def test_a_truncated_file_costs_that_file_and_says_where_it_breaks_off(tmp_path: Path) -> None:
    cut = json.dumps(named("Nadia", "Ines"))[:40]
    found = facebook(tmp_path, {FRIENDS: cut, RECEIVED: named("Otto", key="received_requests_v2")})
    assert [one.who.name for one in found.profiles] == ["Otto"]
    assert "at byte 34 of 40" in found.files[0].skipped[0].reason


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="empty"):
        facebook(tmp_path, {FRIENDS: ""})


def test_a_recognised_export_with_nobody_in_it_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(EmptyArchiveError, match="nothing about people"):
        facebook(tmp_path, {PROFILE: FRED, FRIENDS: {"friends_v2": []}})


def test_people_you_may_know_and_follows_are_no_requests(tmp_path: Path) -> None:
    files = {
        FRIENDS: named("Nadia"),
        "connections/friends/people_you_may_know.json": named("Anybody", key="people_you_may_know_v2"),
        "connections/followers/who_you\u2019ve_followed.json": named("A Bakery", key="following_v3"),
        "connections/followers/people_who_followed_you_1.json": named("Otto", key="followers_v3"),
    }
    found = facebook(tmp_path, files)
    assert ([one.who.name for one in found.profiles], found.requests) == (["Nadia"], [])
    assert sum(one.read_as.startswith("not read: ") for one in found.files) == 3


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>", "=HYPERLINK(1)", "__proto__", "constructor", "x" * 5000]
)
def test_a_name_that_is_an_attack_is_a_name(name: str, tmp_path: Path) -> None:
    (one,) = facebook(tmp_path, {FRIENDS: named(name)}).profiles
    assert one.who.name == name[:1000]


def test_bidi_tricks_are_taken_out_of_names(tmp_path: Path) -> None:
    assert names(facebook(tmp_path, {FRIENDS: named("Nadia\u202e\u2066 x")})) == ["Nadia x"]
