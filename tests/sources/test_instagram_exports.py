"""What has gone wrong with Instagram's conversations, pages and loose files, one test a symptom."""

import json
from datetime import date
from pathlib import Path

import pytest

from doorstep.errors import HtmlExportError

from .helpers import names, read, zipped
from .meta import (
    ASKED,
    FOLLOWERS,
    FRIENDS,
    INFO,
    LISTS,
    PAGE,
    TALK,
    TIME,
    export,
    followers,
    info,
    instagram,
    named,
    talk,
    talks,
    written,
)


def test_a_conversation_has_a_name_and_no_account_so_it_is_suggested(tmp_path: Path) -> None:
    said = talk(("Nadia Quill", 1), ("Fred Doorman", 2))
    found = instagram(tmp_path, {INFO: info(), FOLLOWERS: followers("nadia.quill", "otto"), TALK: said})
    assert talks(found) == [("Nadia Quill", "message", "in"), ("Nadia Quill", "message", "out")]
    assert not any(one.who.exact for one in found.interactions)
    assert [(one.kind, one.other and one.other.key) for one in found.suggestions] == [("same_person", "nadia.quill")]


def test_a_message_request_is_neither_written_nor_spoken(tmp_path: Path) -> None:
    said = {TALK.replace("inbox", "message_requests"): talk(("Otto", 1), ("Fred Doorman", 2))}
    found = instagram(tmp_path, {INFO: info(), FOLLOWERS: followers("nadia"), **said})
    assert found.interactions == []
    assert any("message requests" in one for one in found.warnings)


def test_a_group_is_no_contact_with_one_person(tmp_path: Path) -> None:
    group = talk(("Nadia", 1), ("Fred Doorman", 2), people=("Nadia", "Otto", "Fred Doorman"))
    assert instagram(tmp_path, {INFO: info(), FOLLOWERS: followers("nadia"), TALK: group}).interactions == []


@pytest.mark.parametrize("name", ["Instagram User", "Instagrammer"])
def test_a_conversation_with_a_deleted_account_is_nobody(name: str, tmp_path: Path) -> None:
    said = talk((name, 1), ("Fred Doorman", 2), people=(name, "Fred Doorman"))
    assert instagram(tmp_path, {INFO: info(), FOLLOWERS: followers("nadia"), TALK: said}).interactions == []


def test_conversations_below_either_root_are_read(tmp_path: Path) -> None:
    said = talk(("Nadia", 1), people=("Nadia", "Fred Doorman"))
    for path in (
        TALK,
        "messages/inbox/nadia_1/message_1.json",
        "your_activity_across_instagram_2/messages/inbox/nadia_1/message_1.json",
    ):
        assert len(instagram(tmp_path, {INFO: info(), FOLLOWERS: followers("nadia"), path: said}).interactions) == 1


def test_facebook_and_instagram_in_one_download_each_keep_their_own(tmp_path: Path) -> None:
    files = {
        FRIENDS: named("Ines"),
        "your_facebook_activity/messages/inbox/ines_1/message_1.json": talk(
            ("Ines", 1), people=("Ines", "Fred Doorman")
        ),
        "personal_information/profile_information/profile_information.json": {"profile": {"name": "Fred Doorman"}},
        FOLLOWERS: followers("nadia"),
        INFO: info(),
        TALK: talk(("Nadia", 1), people=("Nadia", "Fred Doorman")),
    }
    found = {one.source: (len(one.profiles), talks(one)) for one in export(tmp_path, files, "meta-2026-11-01.zip")}
    assert found == {
        "Facebook export": (2, [("Ines", "message", "in")]),
        "Instagram export": (2, [("Nadia", "message", "in")]),
    }


def test_conversations_that_may_be_of_either_are_read_as_neither(tmp_path: Path) -> None:
    said = talk(("Ines", 1), people=("Ines", "Fred Doorman"))
    files = {FRIENDS: named("Ines"), FOLLOWERS: followers("nadia"), "messages/inbox/ines_1/message_1.json": said}
    found = export(tmp_path, files, "meta-2026-11-01.zip")
    assert [one.interactions for one in found] == [[], []]
    assert sum("cannot be told whether they are Facebook's or" in text for one in found for text in one.warnings) == 1


# Pages


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("May 01, 2025 11:35 am", "2025-05-01"),
        ("01.02.2025, 10:00", "2025-02-01"),
        ("8月 10, 2026 6:32\u202fPM", "2026-08-10"),
        ("mañana", "None"),
    ],
)
def test_a_page_is_read_in_any_language(text: str, on: str, tmp_path: Path) -> None:
    footer = '<footer><a href="https://www.instagram.com/accounts/login/">x</a><a href="https://help.instagram.com/">x</a></footer>'
    found = instagram(tmp_path, {FOLLOWERS.replace("json", "html"): PAGE.format("nadia.q", text) + footer})
    assert [(one.who.key, str(one.connected_since)) for one in found.profiles] == [("nadia.q", on)]


def test_a_heading_and_its_address_are_one_person(tmp_path: Path) -> None:
    text = (
        '<div class="_a6-g"><h2 class="_a6-h">otto.s</h2><a href="https://www.instagram.com/_u/otto.s">x</a>'
        "<div>May 01, 2025 11:35 am</div></div>"
    )
    found = instagram(tmp_path, {ASKED.replace("json", "html"): text + text.replace("otto.s", "ines.c")})
    assert [(one.who.key, str(one.asked_at)) for one in found.requests] == [
        ("otto.s", "2025-05-01 11:35:00"),
        ("ines.c", "2025-05-01 11:35:00"),
    ]


def test_several_accounts_in_one_box_are_several_people(tmp_path: Path) -> None:
    link = '<a href="https://www.instagram.com/{0}">{0}</a><div>{1}</div>'
    text = f'<div class="uiBoxWhite">{link.format("otto", "May 01, 2025")}{link.format("ines", "May 02, 2025")}</div>'
    found = instagram(tmp_path, {FOLLOWERS.replace("json", "html"): text})
    assert [(one.who.key, str(one.connected_since)) for one in found.profiles] == [
        ("otto", "2025-05-01"),
        ("ines", "2025-05-02"),
    ]


def test_a_page_and_a_json_of_one_list_are_read_once(tmp_path: Path) -> None:
    page = PAGE.format("from.page", "01.02.2025")
    assert names(instagram(tmp_path, {FOLLOWERS: followers("from.json"), FOLLOWERS.replace("json", "html"): page})) == [
        "from.json"
    ]
    assert names(instagram(tmp_path, {FOLLOWERS: "{", FOLLOWERS.replace("json", "html"): page})) == ["from.page"]


def test_a_page_without_people_is_no_empty_list(tmp_path: Path) -> None:
    with pytest.raises(HtmlExportError, match="no box with a user name"):
        instagram(tmp_path, {FOLLOWERS.replace("json", "html"): "<p>nadia</p>"})


def test_conversations_as_pages_alone_are_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(HtmlExportError) as caught:
        instagram(tmp_path, {TALK.replace("json", "html"): PAGE.format("nadia", "01.02.2025")})
    assert "choose JSON" in caught.value.next_step


# What surrounds them


@pytest.mark.parametrize(
    "name",
    ["followers_1.json", "follow_requests_you\u2019ve_received.json", "close_friends (1).json", "followers_1.html"],
)
def test_a_loose_file_is_known(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(PAGE.format("nadia", "x") if "html" in name else json.dumps(followers("nadia")), encoding="utf-8")
    (found,) = read([path])
    assert [one.who.key for one in found.profiles] == ["nadia"]


def test_placeholders_are_no_lists(tmp_path: Path) -> None:
    found = instagram(tmp_path, {FOLLOWERS: followers("nadia"), LISTS + "no-data.txt": "no data"})
    assert names(found) == ["nadia"]


def test_two_exports_at_once_stay_apart_the_oldest_first(tmp_path: Path) -> None:
    one = zipped(tmp_path, written({FOLLOWERS: followers("nadia")}), "instagram-fred-2026-10-01-a.zip")
    other = zipped(tmp_path, written({FOLLOWERS: followers("nadia", "ines")}), "instagram-fred-2026-11-01-b.zip")
    found = read([other, one])
    assert [(one.exported_on, len(one.profiles)) for one in found] == [(date(2026, 10, 1), 1), (date(2026, 11, 1), 2)]


@pytest.mark.parametrize("name", ["<img src=x>", "javascript:alert(1)", "=HYPERLINK(1)", "a b", "nadia\u202e", ""])
def test_a_user_name_that_cannot_be_one_is_nobody(name: str, tmp_path: Path) -> None:
    bad = [{"title": name, "string_list_data": [{"href": f"javascript:{name}", "value": name, "timestamp": TIME}]}]
    found = instagram(tmp_path, {FOLLOWERS: [*bad, *followers("ines")]})
    assert names(found) == ["ines"]


def test_a_user_called_like_a_word_of_javascript_is_a_user(tmp_path: Path) -> None:
    assert names(instagram(tmp_path, {FOLLOWERS: followers("__proto__", "constructor")})) == [
        "__proto__",
        "constructor",
    ]
