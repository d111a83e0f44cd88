"""What goes wrong in X archives, each named after its symptom."""

import json
from pathlib import Path

import pytest

from doorstep.errors import DriftError, EmptyArchiveError, SourceError
from doorstep.facts.seen import Reading

from .helpers import read, zipped

ME, NADIA, OTTO = "1100000000000000001", "9007199254740993", "9007199254740992"
ACCOUNT = {"account": {"accountId": ME, "username": "fred_doorman", "accountDisplayName": "Fred"}}


def js(kind: str, entries: object, part: int = 0) -> str:
    return f"window.YTD.{kind}.part{part} = " + json.dumps(entries)


def list_of(kind: str, key: str, *numbers: object, part: int = 0) -> str:
    return js(kind, [{key: {"accountId": number, "userLink": "https://x.example"}} for number in numbers], part)


def manifest(**counts: object) -> str:
    files = {name: {"files": [{"fileName": f"data/{name}.js", "count": count}]} for name, count in counts.items()}
    about = {"userInfo": {"accountId": ME, "userName": "fred_doorman"}, "dataTypes": files}
    return "window.__THAR_CONFIG = " + json.dumps(about)


def tweet(number: str, text: str, *mentions: tuple[str, str, str]) -> dict[str, object]:
    named = [{"id_str": one, "screen_name": handle, "name": name} for one, handle, name in mentions]
    at = "Tue Oct 20 07:00:00 +0000 2026"
    return {"tweet": {"id_str": number, "full_text": text, "created_at": at, "entities": {"user_mentions": named}}}


def message(number: str, sender: str, receiver: str) -> dict[str, object]:
    about = {"id": number, "senderId": sender, "recipientId": receiver, "createdAt": "2026-10-20T09:00:00.000Z"}
    return {"messageCreate": about}


def talk(*messages: object) -> dict[str, object]:
    return {"dmConversation": {"conversationId": "1-2", "messages": messages}}


def archive(folder: Path, name: str = "twitter-2026-11-01-aa.zip", **files: str | bytes) -> Reading:
    (found,) = read([zipped(folder, {f"data/{stem.replace('__', '-')}.js": one for stem, one in files.items()}, name)])
    return found


def test_two_ids_above_2_to_the_53_stay_two_people(tmp_path: Path) -> None:
    found = archive(tmp_path, following=list_of("following", "following", NADIA, int(OTTO)))
    assert [one.who.key for one in found.profiles] == [NADIA, OTTO]


def test_followers_without_names_are_known_by_number_and_named_by_a_mention(tmp_path: Path) -> None:
    files = {
        "following": list_of("following", "following", NADIA, OTTO),
        "tweets": js("tweets", [tweet("5", "@nadia_q hi", (NADIA, "Nadia_Q", "Nadia Quill"))]),
    }
    nadia, otto = archive(tmp_path, **files).profiles
    assert (nadia.who.key, nadia.who.name, nadia.who.former) == (NADIA, "Nadia Quill", ("nadia_q",))
    assert (otto.who.key, otto.who.name, otto.who.former) == (OTTO, "", ())


@pytest.mark.parametrize("turn", [1, -1])
def test_the_newest_name_counts_and_older_handles_stay_known_in_whatever_order(tmp_path: Path, turn: int) -> None:
    posts = [tweet("6", "new", (NADIA, "nadia_q", "Nadia Quill")), tweet("5", "old", (NADIA, "nquill", "N. Q."))]
    (nadia,) = archive(tmp_path, tweets=js("tweets", posts[::turn])).profiles
    assert (nadia.who.name, nadia.who.former) == ("Nadia Quill", ("nadia_q", "nquill"))


def test_parts_of_a_list_are_one_list_and_who_is_in_two_of_them_is_one(tmp_path: Path) -> None:
    found = archive(
        tmp_path,
        following=list_of("following", "following", NADIA),
        following__part1=list_of("following", "following", NADIA, OTTO, part=1),
    )
    assert [one.who.key for one in found.profiles] == [NADIA, OTTO]


def test_a_part_that_the_manifest_names_and_nobody_gave_is_named(tmp_path: Path) -> None:
    files = {"manifest": manifest(following=1, follower=3, like=7), "following": list_of("following", "following", 1)}
    assert [one for one in archive(tmp_path, **files).warnings if "missing" in one] == [
        "data/follower.js is missing: give doorstep all parts of the archive together"
    ]


def test_parts_given_together_are_one_archive_in_which_nothing_is_missing(tmp_path: Path) -> None:
    told = manifest(following=1, tweets=1)
    one = {"data/manifest.js": told, "data/following.js": list_of("following", "following", NADIA)}
    two = {
        "data/manifest.js": told,
        "data/tweets.js": js("tweets", [tweet("5", "@nadia_q hi", (NADIA, "nadia_q", "Nadia"))]),
    }
    name = "twitter-2026-11-01-aa-part{}.zip"
    (found,) = read([zipped(tmp_path, one, name.format(1)), zipped(tmp_path, two, name.format(2))])
    assert [(who.who.name, len(who.observations)) for who in found.profiles] == [("Nadia", 2)]
    assert found.warnings == []


def test_a_gap_between_parts_is_noticed_without_a_manifest(tmp_path: Path) -> None:
    files = {
        "following": list_of("following", "following", NADIA),
        "following__part2": list_of("following", "following", OTTO, part=2),
    }
    assert any("a part of “those you follow” is missing" in one for one in archive(tmp_path, **files).warnings)


@pytest.mark.parametrize("count", [3, "3"])
def test_counts_as_strings_are_counts(tmp_path: Path, count: object) -> None:
    files = {"manifest": manifest(following=count), "following": list_of("following", "following", NADIA)}
    assert archive(tmp_path, **files).warnings == [
        "data/following.js: holds 1 entries; the archive itself says 3",
    ]


def test_the_kind_is_what_the_file_says_and_not_what_it_is_called(tmp_path: Path) -> None:
    found = archive(tmp_path, follower=list_of("following", "following", NADIA))
    assert [one.read_as for one in found.files] == ["those you follow"]
    assert [seen.fact for seen in found.profiles[0].observations] == ["on_record"]


def test_a_tweet_file_of_before_2022_and_no_newline_and_a_semicolon_and_a_mark(tmp_path: Path) -> None:
    text = "\ufeff" + js("tweet", [tweet("5", "a &amp; b")]) + ";"
    assert [post.text for post in archive(tmp_path, tweet=text).posts] == ["a & b"]


def test_who_follows_a_public_account_did_that_alone_and_is_no_connection(tmp_path: Path) -> None:
    files = {
        "follower": list_of("follower", "follower", NADIA, OTTO),
        "following": list_of("following", "following", OTTO),
    }
    found = archive(tmp_path, **files)
    assert {one.who.key: one.is_connection for one in found.profiles} == {NADIA: False, OTTO: True}
    assert next(one for one in found.profiles if one.who.key == NADIA).observations == ()


def test_who_follows_a_protected_account_was_let_in_and_posts_are_for_them_alone(tmp_path: Path) -> None:
    changes = [("2020-01-01", "Protect"), ("2022-01-01", "Unprotect"), ("2024-01-01", "Protect")]
    history = [{"protectedHistory": {"protectedAt": f"{day}T00:00:00Z", "action": action}} for day, action in changes]
    files = {
        "follower": list_of("follower", "follower", NADIA),
        "tweets": js("tweets", [tweet("5", "hi")]),
        "protected__history": js("protected_history", history),
    }
    found = archive(tmp_path, **files)
    assert found.profiles[0].is_connection
    assert found.posts[0].audience == "protected"
    opened = js("protected_history", history[:2])
    assert archive(tmp_path, **(files | {"protected__history": opened})).posts[0].audience == "public"


@pytest.mark.parametrize("history", [None, []])
def test_an_account_that_was_protected_long_ago_is_not_taken_for_a_public_one(tmp_path: Path, history: object) -> None:
    files = {"follower": list_of("follower", "follower", NADIA), "tweets": js("tweets", [tweet("5", "hi")])}
    files |= {} if history is None else {"protected__history": js("protected_history", history)}
    found = archive(tmp_path, **files)
    assert found.posts[0].audience == ""
    assert not found.profiles[0].is_connection


def test_blocks_and_mutes_are_history(tmp_path: Path) -> None:
    files = {"block": list_of("block", "blocking", NADIA), "mute": list_of("mute", "muting", NADIA, OTTO)}
    found = archive(tmp_path, manifest=manifest(), **files)
    assert [(one.fact, one.value) for person in found.profiles for one in person.observations] == [
        ("history", "bad"),
        ("history", "mixed"),
    ]


def test_messages_have_a_direction_and_their_words_are_nowhere(tmp_path: Path) -> None:
    there, back = message("7", NADIA, ME), message("8", ME, NADIA)
    there["messageCreate"]["text"] = "a secret"  # type: ignore[index]
    files = {"account": js("account", [ACCOUNT]), "direct__messages": js("direct_messages", [talk(there, back)])}
    found = archive(tmp_path, **files)
    assert [(one.key, one.who.key, one.kind, one.direction) for one in found.interactions] == [
        ("7", NADIA, "message", "in"),
        ("8", NADIA, "message", "out"),
    ]
    assert "secret" not in repr(found)


def test_a_group_is_not_one_to_one_and_who_joins_it_wrote_nothing(tmp_path: Path) -> None:
    events = ({"participantsJoin": {"userIds": [OTTO]}}, message("7", NADIA, ""), message("8", ME, ""))
    files = {
        "account": js("account", [ACCOUNT]),
        "direct__messages__group": js("direct_messages_group", [talk(*events)]),
    }
    assert [(one.key, one.kind, one.direction) for one in archive(tmp_path, **files).interactions] == [
        ("7", "group_message", "in")
    ]


def test_a_message_given_twice_counts_once_and_one_to_oneself_not_at_all(tmp_path: Path) -> None:
    said = [talk(message("7", NADIA, ME), message("7", NADIA, ME), message("9", ME, ME))]
    files = {"account": js("account", [ACCOUNT]), "direct__messages": js("direct_messages", said)}
    assert [one.key for one in archive(tmp_path, **files).interactions] == ["7"]


def test_without_an_account_the_owner_is_who_is_in_most_conversations_or_nobody(tmp_path: Path) -> None:
    two = js("direct_messages", [talk(message("7", NADIA, ME)), talk(message("8", OTTO, ME))])
    found = archive(tmp_path, direct__messages=two)
    assert [one.direction for one in found.interactions] == ["in", "in"]
    files = {"direct__messages": js("direct_messages", [talk(message("7", NADIA, ME))])}
    unknown = archive(tmp_path, following=list_of("following", "following", NADIA), **files)
    assert unknown.interactions == []
    assert any("cannot tell which side" in one for one in unknown.warnings)


def test_a_file_cut_short_costs_that_file_and_says_where(tmp_path: Path) -> None:
    whole = list_of("follower", "follower", NADIA, OTTO)
    found = archive(tmp_path, follower=whole[:-30], following=list_of("following", "following", OTTO))
    cut = next(one for one in found.files if one.read_as == "followers")
    assert (cut.rows, cut.kept) == (0, 0)
    assert "after byte" in cut.skipped[0].reason
    assert [one.who.key for one in found.profiles] == [OTTO]


def test_one_entry_of_another_shape_costs_that_entry(tmp_path: Path) -> None:
    text = js(
        "following", [{"following": {"accountId": NADIA}}, 5, {"following": None}, {"following": {"accountId": 1.5}}]
    )
    found = archive(tmp_path, following=text)
    assert [one.who.key for one in found.profiles] == [NADIA]
    assert [one.row for one in found.files[0].skipped] == [2, 3, 4]


def test_a_shape_that_nobody_knows_is_drift_and_not_an_empty_archive(tmp_path: Path) -> None:
    for text in (js("following", {"accounts": []}), js("following", [{"person": {"id": NADIA}}])):
        with pytest.raises(DriftError):
            archive(tmp_path, following=text)


@pytest.mark.parametrize("text", ["", "window.YTD.following.part0 = [ ]", "window.YTD.following.part0 = "])
def test_an_archive_with_nobody_in_it_says_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError) as caught:
        archive(tmp_path, following=text)
    assert caught.value.exit_code == 6


def test_the_archive_of_before_2019_holds_posts_alone(tmp_path: Path) -> None:
    files = {"data/js/tweets/2015_01.js": "Grailbird.data.tweets_2015_01 = []", "data/js/user_details.js": "var x = {}"}
    with pytest.raises(EmptyArchiveError, match="before 2019"):
        read([zipped(tmp_path, files, "old.zip")])


@pytest.mark.parametrize(
    "name", ["<img src=x onerror=alert(1)>", "=HYPERLINK(1)", "__proto__", "a\u202eb", "\ud800x", ""]
)
def test_a_name_meant_as_code_is_only_a_name(tmp_path: Path, name: str) -> None:
    (nadia,) = archive(tmp_path, tweets=js("tweets", [tweet("5", "hi", (NADIA, name, name))])).profiles
    assert nadia.who.name == name.replace("\u202e", "").replace("\ud800", "")
    assert set(nadia.who.former) <= {"__proto__"}


def test_a_wrapper_folder_and_backslashes_make_no_odds(tmp_path: Path) -> None:
    text = list_of("following", "following", NADIA)
    for path in ("my export/twitter-2026-11-01/data/following.js", "data\\following.js", "following.js"):
        (found,) = read([zipped(tmp_path, {path: text}, "given.zip")])
        assert [one.who.key for one in found.profiles] == [NADIA]


def test_the_day_is_the_manifests_else_the_names(tmp_path: Path) -> None:
    files = {"following": list_of("following", "following", NADIA)}
    assert str(archive(tmp_path, **files).exported_on) == "2026-11-01"
    told = json.dumps({"archiveInfo": {"generationDate": "2026-10-30T23:30:00.000Z"}})
    assert str(archive(tmp_path, manifest="window.__THAR_CONFIG = " + told, **files).exported_on) == "2026-10-30"
    assert str(archive(tmp_path, "mine.zip", manifest="window.__THAR_CONFIG = [}", **files).exported_on) == "2026-12-31"


def test_deep_nesting_and_endless_numbers_cost_the_file_and_not_the_program(tmp_path: Path) -> None:
    for text in ("[" * 200_000, '[{"following": {"accountId": ' + "9" * 10_000 + "}}]", "[" + '"' * 3):
        with pytest.raises(SourceError):
            archive(tmp_path, following="window.YTD.following.part0 = " + text)
