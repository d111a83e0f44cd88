"""Is there a conflict of values? The user's own posts are laid beside the question; only the user answers it."""

from pathlib import Path

import pytest

from .runner import Doorstep

ARCHIVES = sorted(str(one) for one in (Path(__file__).parents[2] / "examples" / "exposure").iterdir() if one.is_dir())


@pytest.fixture
def posting(fred: Doorstep) -> Doorstep:
    """Fred with his posts, and Nadia, a partner whom he has spoken with, asking on Facebook."""
    fred("import", *ARCHIVES)
    fred("add", "facebook", "Nadia Lindqvist", "--note", "Friends here?")
    fred("set", "Nadia Lindqvist", "role=partner", "spoken=yes", "like=3", "open_business=no", "known_for=7 days")
    assert [one["fact"] for one in fred.row("Nadia Lindqvist")["questions"]] == ["values_conflict"]
    return fred


def test_is_there_a_conflict_of_values(posting: Doorstep) -> None:
    before = posting("show", "1")
    assert "? ask  it hangs on “our values would clash”" in before
    assert "conflict" not in posting("stakes", "1").partition("Not known")[0]  # posts are no feeling of the user's
    assert "3 of the 5 posts to be seen on Facebook may be such: doorstep exposure facebook" in before

    seen = posting("exposure", "Nadia Lindqvist", "facebook")
    assert seen.startswith("Nadia Lindqvist, let in on Facebook sees 5 of your 5 posts\n")
    assert "On things you may mind: 3 posts. About one new in 4 months." in seen
    assert "2026-10-04 · politics, anger\n    “So angry about the council's vote that I wrote them a letter”" in seen

    asked = posting("questions", keys="y\n")
    question = "Would you mind them seeing your posts here?  (1 request)"
    in_view = "3 of the 5 posts to be seen on Facebook may be such: doorstep exposure facebook"
    assert asked.index(question) < asked.index(in_view) < asked.index("Nadia Lindqvist  Friends here?")

    after = posting("show", "1")
    assert "✕ decline  “our values would clash”\n  LinkedIn is open: offer that (X is open too)" in after
    assert "values conflict  yes      you, today" in after
    yes = posting("stakes", "1").partition("What a yes may cost")[2]
    assert "A conflict of values: you would mind them seeing your posts here." in yes
    reply = posting.json("decline", "1")["reply"]
    assert reply == (
        "Nadia, thank you for your note.\n\nI won't be connecting on Facebook. On LinkedIn, though, I'd be glad to be "
        "in touch.\n\nFred"
    )


def test_without_a_conflict_the_door_opens_and_the_posts_are_no_reason(posting: Doorstep) -> None:
    posting("questions", keys="n\n")
    row = posting.row("Nadia Lindqvist")
    assert (row["verdict"], row["because"]) == ("accept", ["business I have spoken with"])
    assert "To show them less, put them on your Restricted list" in posting("accept", "1")


def test_neither_their_words_nor_their_work_nor_the_posts_ever_say_it_for_the_user(fred: Doorstep) -> None:
    fred("import", *ARCHIVES)
    fred("add", "facebook", "Otto Reiter", "--note", "Pray with us, vote with us, your politics disgust me!")
    fred("set", "Otto Reiter", "company=The Opposite Party", "history=bad", "like=0", "role=client", "spoken=yes")
    told = fred.row("Otto Reiter")
    assert "values_conflict" not in told["facts"]
    assert "values_conflict" in [one["fact"] for one in told["questions"]]
    assert told["verdict"] == "ask"
