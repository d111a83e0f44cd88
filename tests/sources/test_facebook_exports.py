"""What has gone wrong around Facebook's files: pages, loose files, parts, days; one test a symptom."""

import json
from datetime import date
from pathlib import Path

import pytest

from doorstep.errors import HtmlExportError, WrongPlatformError

from .helpers import names, read, zipped
from .meta import (
    FRED,
    FRIENDS,
    PROFILE,
    TIME,
    export,
    facebook,
    named,
    talk,
    talks,
    written,
)

TALK = "your_facebook_activity/messages/inbox/nadiaquill_1/message_1.json"
PAGE = '<div class="uiBoxWhite"><div class="_a6-h">{}</div><div class="_a72d">{}</div></div>'


def test_lists_as_pages_are_read_in_two_languages(tmp_path: Path) -> None:
    text = PAGE.format("J&uuml;rgen", "14. Nov. 2023, 22:13") + PAGE.format("Nadia", "Nov 15, 2023 10:13:20 pm")
    found = facebook(tmp_path, {FRIENDS.replace("json", "html"): text})
    assert [(one.who.name, str(one.connected_since)) for one in found.profiles] == [
        ("Jürgen", "2023-11-14"),
        ("Nadia", "2023-11-15"),
    ]
    assert any("web pages" in one for one in found.warnings)


def test_a_page_in_a_language_not_known_keeps_the_names(tmp_path: Path) -> None:
    found = facebook(tmp_path, {FRIENDS.replace("json", "html"): PAGE.format("Şule", "14 Kas 2023 22:13")})
    assert [(one.who.name, one.connected_since) for one in found.profiles] == [("Şule", None)]


def test_a_page_and_a_json_of_one_list_are_read_once(tmp_path: Path) -> None:
    page = PAGE.format("From the page", "14. Nov. 2023")
    found = facebook(tmp_path, {FRIENDS: named("From JSON"), FRIENDS.replace("json", "html"): page})
    assert names(found) == ["From JSON"]
    broken_one = facebook(tmp_path, {FRIENDS: "[", FRIENDS.replace("json", "html"): page})
    assert names(broken_one) == ["From the page"]


def test_a_page_without_boxes_is_no_empty_list(tmp_path: Path) -> None:
    with pytest.raises(HtmlExportError, match="no box with a name"):
        facebook(tmp_path, {FRIENDS.replace("json", "html"): "<html><body><p>Nadia</p></body></html>"})


def test_conversations_as_pages_alone_are_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(HtmlExportError) as caught:
        facebook(tmp_path, {TALK.replace("json", "html"): PAGE.format("Nadia", "14. Nov. 2023")})
    assert "choose JSON" in caught.value.next_step


@pytest.mark.parametrize(
    "name", ["your_friends.json", "your_friends (1).json", "friends.json", "received_friend_requests.json"]
)
def test_a_loose_file_is_known(name: str, tmp_path: Path) -> None:
    key = "received_requests_v2" if "received" in name else "friends_v2"
    path = tmp_path / name
    path.write_text(json.dumps(named("Nadia", key=key)), encoding="utf-8")
    (found,) = read([path])
    assert [one.who.name for one in found.profiles] == ["Nadia"]


def test_another_programs_friends_are_not_facebooks(tmp_path: Path) -> None:
    with pytest.raises(WrongPlatformError):
        export(tmp_path, {"friends.json": {"buddies": []}}, "x.zip")


def test_a_zip_by_another_name_is_a_zip(tmp_path: Path) -> None:
    assert names(facebook(tmp_path, {FRIENDS: named("Nadia")}, "facebook-fred.ZIP.zip")) == ["Nadia"]


def test_two_exports_at_once_stay_apart_the_oldest_first(tmp_path: Path) -> None:
    one = zipped(tmp_path, written({FRIENDS: named("Nadia")}), "facebook-fred-2026-10-01-a.zip")
    other = zipped(tmp_path, written({FRIENDS: named("Nadia", "Ines")}), "facebook-fred-2026-11-01-b.zip")
    found = read([other, one])
    assert [(str(one.exported_on), len(one.profiles)) for one in found] == [("2026-10-01", 1), ("2026-11-01", 2)]


def test_parts_of_one_export_are_one(tmp_path: Path) -> None:
    one = zipped(tmp_path, written({FRIENDS: named("Nadia"), PROFILE: FRED}), "facebook-fred-2026-11-01-a-1.zip")
    other = zipped(tmp_path, written({TALK: talk(("Nadia Quill", 1))}), "facebook-fred-2026-11-01-a-2.zip")
    (found,) = read([one, other])
    assert (names(found), talks(found)) == (["Nadia"], [("Nadia Quill", "message", "in")])


def test_the_day_of_the_export_is_in_its_name_or_the_newest_in_it(tmp_path: Path) -> None:
    assert facebook(tmp_path, {FRIENDS: named("Nadia")}).exported_on == date(2026, 11, 1)
    assert facebook(tmp_path, {FRIENDS: named("Nadia")}, "facebook-fred.zip").exported_on == date(2023, 11, 14)


def test_an_export_of_a_range_of_dates_is_warned_of(tmp_path: Path) -> None:
    some = named("a", "b", "c", "d", "e", at=TIME)
    assert any(
        "range of dates" in one
        for one in facebook(tmp_path, {FRIENDS: some}, "facebook-fred-2023-12-01-x.zip").warnings
    )
    assert not any("range of dates" in one for one in facebook(tmp_path, {FRIENDS: some}).warnings)


def test_posts_are_kept_and_to_whom_they_were_shown_is_not_known(tmp_path: Path) -> None:
    posts = [{"timestamp": TIME, "data": [{"post": "Frühling"}]}, {"timestamp": TIME, "attachments": []}, 3]
    found = facebook(tmp_path, {FRIENDS: named("Nadia"), "posts/your_posts_1.json": posts})
    assert [(one.network, one.text, one.audience, str(one.at)) for one in found.posts] == [
        ("facebook", "Frühling", "", "2023-11-14 22:13:20")
    ]


def test_the_owner_is_known_by_the_address_and_else_by_name(tmp_path: Path) -> None:
    who = facebook(tmp_path, {PROFILE: FRED, FRIENDS: named("Nadia")}).owner
    assert who is not None
    assert (who.key, who.name, who.exact, who.url) == (
        "fred.doorman",
        "Fred Doorman",
        True,
        "https://www.facebook.com/fred.doorman",
    )
    old = {"profile": {"name": "Fred Doorman"}}
    who = facebook(tmp_path, {"profile_information/profile_information.json": old, FRIENDS: named("Nadia")}).owner
    assert who is not None
    assert (who.key, who.exact) == ("?fred doorman|owner", False)


def test_without_messages_nothing_is_said_of_the_gap_in_words(tmp_path: Path) -> None:
    found = facebook(tmp_path, {FRIENDS: named("Nadia")})
    assert not any("encrypted" in one for one in found.warnings)
