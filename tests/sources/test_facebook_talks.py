"""What has gone wrong with Facebook's conversations, one test a symptom."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doorstep.errors import SourceError
from doorstep.sources import Given, read_export

from .meta import (
    FRED,
    FRIENDS,
    PROFILE,
    TIME,
    facebook,
    named,
    talk,
    talks,
)

TALK = "your_facebook_activity/messages/inbox/nadiaquill_1/message_1.json"
PAGE = '<div class="uiBoxWhite"><div class="_a6-h">{}</div><div class="_a72d">{}</div></div>'


def talked(folder: Path, *some: Any, where: str = "inbox") -> list[tuple[str, str, str]]:
    files = {f"your_facebook_activity/messages/{where}/t_{nth}/message_1.json": one for nth, one in enumerate(some)}
    return talks(facebook(folder, {PROFILE: FRED, FRIENDS: named("Ines"), **files}))


def test_both_sides_of_a_conversation_are_told_apart(tmp_path: Path) -> None:
    assert talked(tmp_path, talk(("Nadia Quill", 1), ("Fred Doorman", 2))) == [
        ("Nadia Quill", "message", "in"),
        ("Nadia Quill", "message", "out"),
    ]


def test_parts_of_a_conversation_are_one_and_ten_comes_after_nine(tmp_path: Path) -> None:
    parts = {TALK.replace("_1.json", f"_{nth}.json"): talk(("Nadia Quill", -nth)) for nth in range(1, 12)}
    found = facebook(tmp_path, {PROFILE: FRED, **parts})
    assert len({one.who.key for one in found.interactions}) == 1
    assert len(found.interactions) == 11
    assert [one.at for one in found.interactions] == sorted(one.at for one in found.interactions)


@pytest.mark.parametrize(
    "group",
    [
        talk(("Nadia Quill", 1), ("Fred Doorman", 2), people=("Nadia Quill", "Otto", "Fred Doorman")),
        talk(("Nadia Quill", 1), ("Otto", 2)),
        talk(("Nadia Quill", 1), ("Fred Doorman", 2), thread_type="RegularGroup"),
        talk(("Nadia Quill", 1), ("Fred Doorman", 2), joinable_mode={"mode": 1, "link": ""}),
    ],
)
def test_a_group_is_no_contact_with_one_person(group: object, tmp_path: Path) -> None:
    assert talked(tmp_path, group) == []


def test_a_group_whose_others_left_is_still_a_group(tmp_path: Path) -> None:
    left = talk(("Nadia Quill", 1), ("Fred Doorman", 2))
    left["messages"].append({"sender_name": "Otto", "timestamp_ms": TIME * 1000, "type": "Unsubscribe"})
    assert talked(tmp_path, left) == []


@pytest.mark.parametrize("where", ["message_requests", "filtered_threads"])
def test_a_message_request_is_neither_written_nor_spoken(where: str, tmp_path: Path) -> None:
    call = talk(("Nadia Quill", 1), ("Fred Doorman", 2))
    call["messages"][0]["call_duration"] = 60
    assert talked(tmp_path, call, where=where) == []


@pytest.mark.parametrize("where", ["archived_threads", "e2ee_cutover"])
def test_an_archived_conversation_counts(where: str, tmp_path: Path) -> None:
    assert len(talked(tmp_path, talk(("Nadia Quill", 1), ("Fred Doorman", 2)), where=where)) == 2


def test_a_call_that_was_taken_up_is_spoken_and_a_missed_one_is_nothing(tmp_path: Path) -> None:
    calls = talk(("Nadia Quill", 1), ("Fred Doorman", 2), ("Nadia Quill", 3))
    for message, lasted in zip(calls["messages"], (0, 312, None), strict=True):
        message["type"] = "Call"
        if lasted is not None:
            message["call_duration"] = lasted
    found = facebook(tmp_path, {PROFILE: FRED, TALK: calls})
    assert talks(found) == [("Nadia Quill", "call", "both")]
    (seen,) = [seen for one in found.profiles for seen in one.observations]
    assert (seen.fact, seen.value, seen.source, str(seen.seen_on)) == ("spoken", True, "Facebook calls", "2023-11-14")


@pytest.mark.parametrize(
    "words",
    [
        "Say hi to your new Facebook friend, Nadia.",
        "You are now connected on Messenger.",
        "You can now message and call each other and see info like Active Status.",
        "Liked a message",
        "Reacted ❤ to your message",
    ],
)
def test_what_facebook_writes_by_itself_is_no_message(words: str, tmp_path: Path) -> None:
    both = talk(("Nadia Quill", 1), ("Fred Doorman", 2))
    both["messages"][0]["content"] = words
    assert talked(tmp_path, both) == [("Nadia Quill", "message", "in")]


def test_a_message_that_was_taken_back_is_no_message(tmp_path: Path) -> None:
    both = talk(("Nadia Quill", 1), ("Fred Doorman", 2))
    both["messages"][0]["is_unsent"] = True
    assert talked(tmp_path, both) == [("Nadia Quill", "message", "in")]


@pytest.mark.parametrize("name", ["Facebook User", "Facebook-Nutzer", "Utilisateur de Facebook", ""])
def test_a_conversation_with_a_closed_account_is_nobody(name: str, tmp_path: Path) -> None:
    assert talked(tmp_path, talk((name, 1), ("Fred Doorman", 2), people=(name, "Fred Doorman"))) == []


def test_somebody_who_bears_my_own_name_never_speaks_for_me(tmp_path: Path) -> None:
    assert (
        talked(tmp_path, talk(("Fred Doorman", 1), ("Fred Doorman", 2), people=("Fred Doorman", "Fred Doorman"))) == []
    )


def test_without_a_profile_i_am_who_is_in_every_conversation(tmp_path: Path) -> None:
    both = {
        TALK: talk(("Nadia Quill", 1)),
        TALK.replace("_1/", "_2/"): talk(("Ines", 2), people=("Ines", "Fred Doorman")),
    }
    assert talks(facebook(tmp_path, both)) == [("Nadia Quill", "message", "in"), ("Ines", "message", "in")]


def test_where_it_cannot_be_told_who_i_am_no_message_counts(tmp_path: Path) -> None:
    found = facebook(tmp_path, {FRIENDS: named("Ines"), TALK: talk(("Nadia Quill", 1), ("Fred Doorman", 2))})
    assert found.interactions == []
    assert any("which side is you" in one for one in found.warnings)


def test_a_broken_conversation_costs_that_conversation(tmp_path: Path) -> None:
    other = TALK.replace("_1/", "_2/")
    found = facebook(
        tmp_path,
        {
            PROFILE: FRED,
            TALK: talk(("Nadia Quill", 1)),
            other: '{"participants": [',
            TALK.replace("_1/", "_3/"): {"a": 1},
        },
    )
    assert talks(found) == [("Nadia Quill", "message", "in")]
    (seen,) = [one for one in found.files if one.read_as == "messages"]
    assert [(one.file, one.row) for one in seen.skipped] == [(other, 0), (TALK.replace("_1/", "_3/"), 0)]


def test_silence_after_december_2023_is_not_known_to_be_silence(tmp_path: Path) -> None:
    found = facebook(tmp_path, {PROFILE: FRED, TALK: talk(("Nadia Quill", 1))})
    assert found.contact_until == date(2023, 11, 30)
    assert any("encrypted" in one for one in found.warnings)


def test_an_export_from_before_the_gap_tells_all(tmp_path: Path) -> None:
    found = facebook(tmp_path, {PROFILE: FRED, TALK: talk(("Nadia Quill", 1))}, "facebook-fred-2023-11-20-x.zip")
    assert found.contact_until is None


SECRET = {
    "participants": ["Zoë Brandt", "Fred Doorman"],
    "threadName": "Zoë Brandt_1",
    "messages": [
        {"isUnsent": False, "senderName": "Zoë Brandt", "text": "Ça va", "timestamp": TIME * 1000, "type": "text"},
        {"isUnsent": True, "senderName": "Fred Doorman", "text": "", "timestamp": TIME * 1000 + 1, "type": "text"},
        {"isUnsent": False, "senderName": "Fred Doorman", "text": "Oui", "timestamp": TIME * 1000 + 2, "type": "text"},
    ],
}


def test_the_encrypted_conversations_alone_tell_of_contact_only_since_the_gap(tmp_path: Path) -> None:
    right = json.dumps(SECRET, ensure_ascii=False)
    found = facebook(tmp_path, {"Zoë Brandt_1.json": right, "Ines_1.json": right.replace("Zoë Brandt", "Ines")})
    assert (found.contact_from, found.contact_until) == (date(2023, 11, 30), None)


def test_the_encrypted_conversations_close_the_gap(tmp_path: Path) -> None:
    right = json.dumps(SECRET, ensure_ascii=False)
    found = facebook(tmp_path, {PROFILE: FRED, TALK: talk(("Nadia Quill", 1)), "Zoë Brandt_1.json": right})
    assert found.contact_until is None
    assert [one for one in talks(found) if one[0] == "Zoë Brandt"] == [
        ("Zoë Brandt", "message", "in"),
        ("Zoë Brandt", "message", "out"),
    ]


def test_the_export_of_encrypted_conversations_is_known_by_its_content(tmp_path: Path) -> None:
    other = SECRET | {"participants": ["Ines", "Fred Doorman"], "messages": []}
    found = facebook(tmp_path, {"Zo_1.json": json.dumps(SECRET), "Ines_2.json": json.dumps(other)}, "messages.zip")
    assert len(found.interactions) == 2


def test_a_message_request_of_the_same_folder_adds_nothing_to_a_conversation(tmp_path: Path) -> None:
    files = {TALK: talk(("Fred Doorman", 1)), TALK.replace("inbox", "message_requests"): talk(("Nadia Quill", 2))}
    before = {TALK.replace("inbox", "e2ee_cutover"): talk(("Nadia Quill", -9))}
    assert talks(facebook(tmp_path, {PROFILE: FRED, **files})) == [("Nadia Quill", "message", "out")]
    found = facebook(tmp_path, {PROFILE: FRED, TALK: files[TALK], **before})
    assert len({one.who.key for one in found.interactions}) == 1


def test_one_encrypted_conversation_is_read_where_an_earlier_export_told_who_the_owner_is(tmp_path: Path) -> None:
    one = {"participants": ["Fred Doorman", "Nadia Quill"], "threadName": "Nadia Quill_2", "messages": [
        {"isUnsent": False, "media": [], "reactions": [], "senderName": name, "text": "x",
         "timestamp": TIME * 1000 + nth, "type": "text"} for nth, name in enumerate(("Fred Doorman", "Nadia Quill"))
    ]}  # fmt: skip
    path = tmp_path / "Nadia Quill_2.json"
    path.write_text(json.dumps(one), encoding="utf-8")
    with pytest.raises(SourceError, match="cannot tell which side is you"):
        read_export([path], Given(today=date(2026, 11, 21)))
    (found,) = read_export([path], Given(today=date(2026, 11, 21), called={"facebook": "Fred Doorman"}))
    assert talks(found) == [("Nadia Quill", "message", "out"), ("Nadia Quill", "message", "in")]
