"""What somebody would see of Fred's own posts, as a person reads it; and what of it never leaves."""

from pathlib import Path

import pytest

from .runner import Doorstep

ARCHIVES = sorted(str(one) for one in (Path(__file__).parents[2] / "examples" / "exposure").iterdir() if one.is_dir())
POLICY = """
[networks.facebook]
accept = { "they may" = "not values_conflict" }
[networks.mastodon]
accept = { "little to see" = "would_see < 3", "I know them" = "known" }
"""


@pytest.fixture
def posting(empty: Doorstep) -> Doorstep:
    """Fred's folder with his posts, and Nadia asking on Facebook."""
    empty.home.mkdir(mode=0o700)
    (empty.home / "policy.toml").write_text(POLICY)
    empty("import", *ARCHIVES)
    empty("add", "facebook", "Nadia Lindqvist")
    return empty


def test_without_posts_the_next_step_is_named(empty: Doorstep) -> None:
    assert empty("exposure") == "No posts of yours yet: doorstep sources says how to get them.\n"
    assert empty.json("exposure") == []
    assert empty.fails(5, "exposure", "facebook") == (
        "no posts of yours on Facebook yet\n`doorstep sources` says how to get them\n"
    )
    assert empty.fails(2, "exposure", "facebok").startswith("unknown network `facebok`\ndid you mean `facebook`?")
    assert empty.fails(2, "exposure", "a", "b", "c").startswith("this takes a network, or a person and a network")


def test_conflict_of_values_is_asked_with_the_list_in_view_and_never_inferred(posting: Doorstep) -> None:
    line = "3 of the 5 posts to be seen on Facebook may be such: doorstep exposure facebook"
    assert posting.row("Nadia Lindqvist")["verdict"] == "ask"
    assert "values_conflict" not in posting.row("Nadia Lindqvist")["facts"]
    assert line in posting("show", "1")
    asked = posting("questions", keys="n\n")
    assert asked.index("Would you mind them seeing your posts here?") < asked.index(line)
    assert posting.row("Nadia Lindqvist")["verdict"] == "accept"


def test_five_posts_of_the_users_own_are_quoted_and_the_counts_agree_with_the_json(posting: Doorstep) -> None:
    told = posting("exposure", "Nadia Lindqvist", "mastodon")
    assert told.startswith("Nadia Lindqvist, let in on Mastodon sees 9 of your 9 posts\n")
    assert told.count("“") == 5
    found = posting.json("exposure", "Nadia Lindqvist", "mastodon")
    assert found["person"]["name"] == "Nadia Lindqvist"
    assert (found["posts"], found["visible"], found["hidden"], found["sensitive"]) == (9, 9, 0, 6)
    assert found["seen_by"] == {"everybody": 4, "let in": 5, "not told": 0}
    assert found["worst"][0]["tags"] == ["religion", "alcohol", "location"]
    assert posting.json("exposure", "mastodon", "--tag", "health")["sensitive"] == 1
    assert [one["network"] for one in posting.json("exposure")] == ["mastodon", "facebook"]


def test_whom_untold_posts_are_for_is_stated_and_undone(posting: Doorstep) -> None:
    assert "5  do not tell whom they are for, and count as seen" in posting("exposure", "facebook")
    assert posting.json("exposure", "facebook", "--audience", "facebook", "only me")["visible"] == 0
    posting("undo")
    assert posting.json("exposure", "facebook")["visible"] == 5
    assert "did you mean `friends`?" in posting.fails(2, "exposure", "--audience", "facebook", "freinds")


def test_somebody_made_up_is_answered_by_what_there_is_to_see_today(posting: Doorstep) -> None:
    answer = posting.json("try", "mastodon", "known=no")
    assert [one["truth"] for one in answer["rules"]] == ["no", "no"]
    assert posting.json("try", "mastodon", "known=no", "would_see=2")["verdict"] == "accept"


def test_a_mistake_in_own_topics_is_told_beside_the_result(posting: Doorstep) -> None:
    (posting.home / "topics.toml").write_text('[health]\nwords = ["!"]\n[weather]\nwords = ["fog"]')
    said = posting.run("exposure", "mastodon")
    assert said.code == 0
    assert "1  weather" in said.out
    assert said.err.startswith("topics.toml, health, words: `!` holds no word that could be looked for")


def test_after_an_accept_the_setting_that_shows_them_less_is_named_and_the_reply_tells_nothing(
    posting: Doorstep,
) -> None:
    told = posting("accept", "1")
    assert "To show them less, put them on your Restricted list" in told
    assert "Restricted" in posting("show", "1")
    reply = posting.json("show", "1")["reply"]
    assert not any(word in reply for word in ("post", "see", "Restricted", "mind"))
    posting("add", "bluesky", "Otto Reiter")
    assert "doorstep knows no setting there that shows them less." in posting("accept", "2")


def test_an_audience_is_not_kept_where_the_rest_of_the_command_is_mistaken(posting: Doorstep) -> None:
    posting.fails(5, "exposure", "--audience", "facebook", "friends", "Nobody Here", "x")
