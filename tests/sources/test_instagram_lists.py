"""What has gone wrong with Instagram's lists, one test a symptom."""

import json
from pathlib import Path

import pytest

from doorstep.errors import DriftError, EmptyArchiveError, SourceError

from .helpers import names
from .meta import (
    ASKED,
    CLOSE,
    FOLLOWERS,
    FOLLOWING,
    INFO,
    LISTS,
    TIME,
    asking,
    followers,
    info,
    instagram,
    labelled,
    moved,
)


def test_the_form_until_2020_is_read(tmp_path: Path) -> None:
    stamp = "2019-05-05T12:00:00+02:00"
    lists = {"followers": {"Nadia.Q": stamp}, "following": {}, "follow_requests_sent": {"petra_v": stamp}}
    found = instagram(tmp_path, {"connections.json": lists | {"blocked_users": {"ulla": "no date"}}}, "x.zip")
    assert names(found) == ["nadia.q"]
    assert [str(one.asked_at) for one in found.requests] == ["2019-05-05 10:00:00"]
    assert [(seen.fact, seen.value) for one in found.profiles for seen in one.observations][1] == ("history", "bad")


@pytest.mark.parametrize(
    ("path", "document"),
    [
        ("followers_and_following/followers.json", {"relationships_followers": followers("nadia.q")}),
        (FOLLOWERS, followers("nadia.q")),
        (FOLLOWERS, {"relationships_followers": followers("nadia.q")}),
        ("instagram-fred/" + FOLLOWERS, moved("nadia.q")),
        (
            "a\\b\\" + FOLLOWERS.replace("/", "\\"),
            labelled([{"Nom": "nadia", "URL": "https://www.instagram.com/_u/nadia.q"}]),
        ),
    ],
)
def test_followers_of_every_era_are_connections(path: str, document: object, tmp_path: Path) -> None:
    (one,) = instagram(tmp_path, {path: document}).profiles
    assert (one.who.key, one.who.exact, one.is_connection) == ("nadia.q", True, True)
    assert str(one.connected_since) == "2023-11-14"
    assert one.who.url == "https://www.instagram.com/nadia.q/"


def test_who_asks_is_open_and_who_follows_by_now_was_accepted(tmp_path: Path) -> None:
    found = instagram(
        tmp_path,
        {
            ASKED: {"relationships_follow_requests_received": followers("otto", "nadia")},
            FOLLOWERS: followers("nadia", at=TIME + 10**6),
        },
    )
    assert asking(found) == [("otto", "incoming", "open"), ("nadia", "incoming", "accepted")]


def test_who_followed_once_and_asks_again_is_open(tmp_path: Path) -> None:
    found = instagram(tmp_path, {ASKED: followers("nadia"), FOLLOWERS: followers("nadia", at=TIME - 10**6)})
    assert asking(found) == [("nadia", "incoming", "open")]


def test_whom_i_asked_is_open_until_i_follow_them(tmp_path: Path) -> None:
    sent = {LISTS + "pending_follow_requests.json": {"relationships_follow_requests_sent": followers("petra", "tomas")}}
    found = instagram(tmp_path, {**sent, FOLLOWING: {"relationships_following": moved("tomas")}})
    assert asking(found) == [("petra", "outgoing", "open"), ("tomas", "outgoing", "open")]
    later = instagram(tmp_path, {**sent, FOLLOWING: {"relationships_following": followers("tomas", at=TIME + 10**6)}})
    assert asking(later) == [("petra", "outgoing", "open"), ("tomas", "outgoing", "accepted")]


def test_recent_requests_are_neither_open_nor_incoming(tmp_path: Path) -> None:
    recent = {"relationships_permanent_follow_requests": followers("petra")}
    found = instagram(tmp_path, {FOLLOWERS: followers("nadia"), LISTS + "recent_follow_requests.json": recent})
    assert (found.requests, [one.who.key for one in found.profiles]) == ([], ["nadia"])


def test_recent_requests_of_before_2020_are_no_requests_either(tmp_path: Path) -> None:
    stamp = "2019-05-05T12:00:00+02:00"
    lists = {"followers": {"nadia": stamp}, "permanent_follow_requests": {"petra": stamp}}
    assert instagram(tmp_path, {"connections.json": lists}, "x.zip").requests == []


@pytest.mark.parametrize(
    "name",
    [
        "removed_suggestions",
        "profiles_you've_favorited",
        "hide_story_from",
        "following_hashtags",
        "recently_unfollowed_accounts",
    ],
)
def test_suggestions_hashtags_and_the_like_are_no_requests(name: str, tmp_path: Path) -> None:
    found = instagram(tmp_path, {FOLLOWERS: followers("nadia"), f"{LISTS}{name}.json": followers("anybody")})
    assert [one.who.key for one in found.profiles] == ["nadia"]
    assert any(one.read_as.startswith("not read: ") for one in found.files)


def test_the_key_at_the_top_says_more_than_the_files_name(tmp_path: Path) -> None:
    found = instagram(
        tmp_path,
        {FOLLOWERS: followers("nadia"), FOLLOWING: {"relationships_dismissed_suggested_users": followers("anybody")}},
    )
    assert [one.who.key for one in found.profiles] == ["nadia"]


def test_the_lists_of_threads_are_another_networks(tmp_path: Path) -> None:
    decoy = {"text_post_app_text_post_app_followers": followers("only.on.threads")}
    threads = "your_instagram_activity/threads/"
    files = {
        FOLLOWERS: followers("nadia"),
        threads + "followers.json": decoy,
        threads + "blocked_profiles.json": followers("x"),
    }
    found = instagram(tmp_path, {**files, LISTS + "followers_2.json": decoy})
    assert [one.who.key for one in found.profiles] == ["nadia"]
    assert sum("Threads" in one.read_as for one in found.files) == 3


def test_addresses_with_u_and_missing_values_name_the_user(tmp_path: Path) -> None:
    rows = [
        *moved("nadia.q"),
        {"title": "", "string_list_data": [{"href": "https://www.instagram.com/_u/Zoe_B", "timestamp": TIME}]},
    ]
    found = instagram(tmp_path, {FOLLOWERS: rows})
    assert [one.who.key for one in found.profiles] == ["nadia.q", "zoe_b"]


def test_a_row_that_names_nobody_costs_that_row(tmp_path: Path) -> None:
    rows = [
        {"title": "", "string_list_data": []},
        {"title": "", "string_list_data": [{"href": "https://www.instagram.com/explore"}]},
        3,
    ]
    found = instagram(tmp_path, {FOLLOWERS: [*rows, *followers("nadia")]})
    assert names(found) == ["nadia"]
    assert [one.row for one in found.files[0].skipped] == [1, 2, 3]


def test_labels_in_any_language_are_told_by_their_values(tmp_path: Path) -> None:
    rows = [
        {"URL": "https://www.instagram.com/_u/otto.s", "Nom": "otto", "Nom d’utilisateur": "otto.s"},
        {"URL": "https://www.instagram.com/_u/zoe_b", "Nom": "Zoë", "Nom d’utilisateur": "zoe_b"},
    ]
    found = instagram(tmp_path, {ASKED: labelled(rows)})
    assert [(one.who.key, one.who.name) for one in found.requests] == [("otto.s", "otto"), ("zoe_b", "Zoë")]


def test_ambiguous_labels_are_refused_and_nobody_is_guessed_at(tmp_path: Path) -> None:
    rows = [{"Ena": "otto", "Dva": "otto.s"}, {"Ena": "nadia", "Dva": "nadia.q"}]
    with pytest.raises(DriftError, match="which of `Ena` and `Dva`"):
        instagram(tmp_path, {CLOSE: labelled(rows)})
    found = instagram(tmp_path, {CLOSE: labelled(rows), FOLLOWERS: followers("nadia")})
    assert ([one.who.key for one in found.profiles], list(found.suggestions)) == (["nadia"], [])


@pytest.mark.parametrize(
    "document", [{"new_key": followers("nadia")}, {}, {"relationships_followers": {}}, [3], [{"a": 1}], '"x"', None]
)
def test_an_unknown_shape_is_drift_and_not_an_empty_list(document: object, tmp_path: Path) -> None:
    with pytest.raises(DriftError):
        instagram(tmp_path, {FOLLOWERS: document})


@pytest.mark.parametrize("document", [[], {"relationships_followers": []}])
def test_a_known_empty_list_is_empty_and_not_drift(document: object, tmp_path: Path) -> None:
    with pytest.raises(EmptyArchiveError, match="nothing about people"):
        instagram(tmp_path, {FOLLOWERS: document})


def test_drift_beside_an_empty_list_is_still_drift(tmp_path: Path) -> None:
    with pytest.raises(DriftError, match="nothing about people"):
        instagram(tmp_path, {FOLLOWERS: {"new": []}, ASKED: []})


def test_drift_in_one_file_costs_that_file(tmp_path: Path) -> None:
    found = instagram(tmp_path, {FOLLOWERS: {"new": []}, ASKED: followers("otto")})
    assert asking(found) == [("otto", "incoming", "open")]
    assert any("format has changed" in one.reason for seen in found.files for one in seen.skipped)


def test_a_truncated_list_costs_that_list(tmp_path: Path) -> None:
    found = instagram(tmp_path, {FOLLOWERS: json.dumps(followers("nadia"))[:50], ASKED: followers("otto")})
    assert asking(found) == [("otto", "incoming", "open")]
    assert any("breaks off" in one.reason for seen in found.files for one in seen.skipped)


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="empty"):
        instagram(tmp_path, {FOLLOWERS: b""})


def test_a_missing_part_of_the_followers_is_named(tmp_path: Path) -> None:
    found = instagram(tmp_path, {FOLLOWERS: followers("a_b"), LISTS + "followers_3.json": followers("c_d")})
    assert len(found.profiles) == 2
    assert any("followers_2 is missing" in one for one in found.warnings)


def test_followers_of_one_season_alone_may_be_a_range(tmp_path: Path) -> None:
    some = followers("a", "b", "c", "d", "e")
    found = instagram(tmp_path, {FOLLOWERS: some}, "instagram-fred-2023-12-05-x.zip")
    assert any("range of dates" in one for one in found.warnings)
    assert not any("range of dates" in one for one in instagram(tmp_path, {FOLLOWERS: some}).warnings)


def test_one_account_in_any_case_is_one(tmp_path: Path) -> None:
    found = instagram(
        tmp_path, {FOLLOWERS: followers("Nadia.Q"), LISTS + "followers_2.json": followers("nadia.q", at=TIME - 10**7)}
    )
    assert [(one.who.key, str(one.connected_since)) for one in found.profiles] == [("nadia.q", "2023-07-22")]


def test_a_row_that_tells_two_names_of_one_account_keeps_both(tmp_path: Path) -> None:
    (row,) = followers("ines.c")
    row["string_list_data"][0]["href"] = "https://www.instagram.com/_u/ines.cardoso"
    (one,) = instagram(tmp_path, {FOLLOWERS: [row]}).profiles
    assert (one.who.key, one.who.former) == ("ines.c", ("ines.cardoso",))


def test_a_former_name_that_somebody_bears_now_joins_nobody(tmp_path: Path) -> None:
    (row,) = followers("ines.c")
    row["string_list_data"][0]["href"] = "https://www.instagram.com/ines.cardoso"
    found = instagram(tmp_path, {FOLLOWERS: [row, *followers("ines.cardoso")]})
    assert [(one.who.key, one.who.former) for one in found.profiles] == [("ines.c", ()), ("ines.cardoso", ())]
    assert [(one.kind, one.who.key, one.other and one.other.key) for one in found.suggestions] == [
        ("same_person", "ines.c", "ines.cardoso")
    ]


def test_a_close_friend_is_a_suggestion_and_never_a_fact(tmp_path: Path) -> None:
    found = instagram(tmp_path, {CLOSE: {"relationships_close_friends": followers("ines.c")}})
    (one,) = found.suggestions
    assert one.observation is not None
    assert (one.kind, one.who.key, one.observation.fact, one.observation.value) == ("fact", "ines.c", "trust", 4)
    assert [seen.fact for profile in found.profiles for seen in profile.observations] == []


def test_blocked_and_restricted_accounts_are_history(tmp_path: Path) -> None:
    files = {
        LISTS + "blocked_profiles.json": {"relationships_blocked_users": followers("ulla", "both")},
        LISTS + "restricted_accounts.json": {"relationships_restricted_users": followers("dora", "both")},
    }
    seen = {
        one.who.key: [(two.fact, two.value, str(two.seen_on)) for two in one.observations]
        for one in instagram(tmp_path, files).profiles
    }
    assert seen == {
        "dora": [("history", "mixed", "2023-11-14")],
        "both": [("history", "bad", "2023-11-15")],
        "ulla": [("history", "bad", "2023-11-14")],
    }


def test_who_may_follow_without_asking_was_not_let_in(tmp_path: Path) -> None:
    lists = {FOLLOWERS: followers("nadia", "ines"), FOLLOWING: {"relationships_following": followers("ines")}}
    assert names(instagram(tmp_path, {**lists, INFO: info("True")})) == ["nadia", "ines"]
    public = instagram(tmp_path, {**lists, INFO: info("False")})
    assert names(public) == ["ines"]
    assert any("public" in one for one in public.warnings)


@pytest.mark.parametrize("path", [INFO, "personal_information/personal_information.json"])
@pytest.mark.parametrize("label", ["Username", "Benutzername", "Nom d’utilisateur"])
def test_the_owner_is_known_in_several_languages(path: str, label: str, tmp_path: Path) -> None:
    who = instagram(tmp_path, {path: info(label=label, name="Frédéric"), FOLLOWERS: followers("nadia")}, "x.zip").owner
    assert who is not None
    assert (who.key, who.name) == ("fred.doorman", "Frédéric")


def test_the_owner_is_in_the_exports_own_name(tmp_path: Path) -> None:
    who = instagram(tmp_path, {FOLLOWERS: followers("nadia")}).owner
    assert who is not None
    assert who.key == "fred.doorman"
    assert instagram(tmp_path, {FOLLOWERS: followers("nadia")}, "x.zip").owner is None
