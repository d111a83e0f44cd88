"""One's own view first: no answer before it, in no command; both are kept, and undone."""

import re
from pathlib import Path

import pytest

from .runner import Doorstep

ANSWER = re.compile(r"[✓◔✕] (accept|not yet|decline)|would open it|“I don't mind|it hangs on|is open: offer")


@pytest.fixture
def door(cast: Doorstep) -> Doorstep:
    """The cast at the door, with answers kept back."""
    assert "Answers are shown at once" in cast("blind")
    assert "Your own view comes first" in cast("blind", "on")
    return cast


def test_no_command_tells_the_answer_before_the_own_view(door: Doorstep) -> None:
    before = door.content()
    for words in (["inbox"], ["show", "1"], ["show", "3"], [], ["person", "Nadia Lindqvist"], ["person", "Dora Vance"]):
        said = door(*words)
        assert not ANSWER.search(said), said
        for rule in ("business", "sales pitch", "accept 1"):
            assert f"“{rule}" not in said
        assert "Reply\n" not in said
    assert "◔ not yet" not in door("inbox")
    assert door("inbox").count("· your view first") == 5
    assert door("inbox", "--verdict", "accept").startswith("No request here for")
    for row in door.json("inbox"):
        assert (row["verdict"], row["because"], row["possible"], row["reply"], row["steps"]) == (None, [], [], "", [])
    assert door.json("show", "3")["answer"] is None
    assert door.json()["counts"] == {"accept": 0, "not_yet": 0, "ask": 0, "decline": 0}
    assert door.json()["unseen"] == 5
    assert door.json("person", "Dora Vance")["doors"] == {}
    assert door.content() == before


def test_the_order_of_the_list_tells_nothing(door: Doorstep) -> None:
    ids = [line.split()[0] for line in door("inbox").splitlines() if "your view first" in line]
    assert ids == sorted(ids)


def test_the_answer_is_shown_once_the_view_is_said_and_both_are_kept_with_the_decision(door: Doorstep) -> None:
    said = door("show", "3", "--view", "accept")
    assert "You thought: accept. Your standards:" in said
    assert "✕ decline" in said or "? ask" in said or "◔ not yet" in said
    row = door.row("Dora Vance")
    assert row["own_view"] == "accept"
    assert row["verdict"] is not None
    door("decline", "3")
    assert "before you saw that, you thought accept" in door("show", "3")
    (view,) = door.content()["own_view"]
    (decision,) = door.content()["decision"]
    assert (view[3], view[4]) == ("accept", decision[0])
    door("undo")
    assert door.row("Dora Vance")["own_view"] == "accept", "the view is there without the decision"
    door("undo")
    assert door.row("Dora Vance")["verdict"] is None, "and hidden again without the view"


def test_deciding_at_once_is_a_view_too(door: Doorstep) -> None:
    said = door("decline", "1")
    assert "your standards say" in said
    (view,) = door.content()["own_view"]
    assert view[3] == "decline"
    door("undo")
    assert "own_view" not in door.content()
    snoozed = door("snooze", "1")
    assert "own_view" not in door.content()
    assert "your standards say" not in snoozed, "putting it aside says nothing, and is told nothing"


def test_what_comes_back_comes_without_its_answer(door: Doorstep) -> None:
    door("snooze", "1", "--days", "3")
    said = door.at("2026-11-25")("inbox")
    assert "1  Nadia Lindqvist on LinkedIn is back: · your view first\n" in said


def test_all_at_once_is_not_for_answers_that_nobody_has_seen(door: Doorstep) -> None:
    assert "answers are hidden until you have said what you think" in door.fails(2, "decline", "--all", "--yes")
    assert "·" in door("decline", "1", "2", "--dry-run")
    door("blind", "off")
    assert "✓ accept" in door("inbox") or "? ask" in door("inbox")


def test_one_request_can_be_looked_at_so_without_the_setting(cast: Doorstep) -> None:
    said = cast("show", "3", "--blind")
    assert "What do you think yourself?" in said
    assert "your standards" not in said.casefold()
    assert cast.json("show", "3", "--blind")["verdict"] is None
    assert "You thought: decline" in cast("show", "3", "--view", "decline")
    assert "You thought: decline" in cast("show", "3", "--blind"), "it was said already"


def test_no_view_is_kept_on_what_is_settled(cast: Doorstep) -> None:
    cast("decline", "3")
    assert "request 3 is declined already" in cast.fails(8, "show", "3", "--view", "accept")
    assert "Your standards" not in cast("show", "3", "--blind")


def test_the_setting_is_in_the_journal_and_can_be_undone(door: Doorstep) -> None:
    assert door.json("blind") == {"blind": True}
    door("undo")
    assert door.json("blind") == {"blind": False}


@pytest.mark.parametrize("words", [("questions",), ("replay",), ("policy", "compare", "now")])
def test_what_is_asked_answered_anew_or_compared_leaves_out_the_answers_that_nobody_has_seen(
    door: Doorstep, tmp_path: Path, words: tuple[str, ...]
) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[networks.linkedin.accept]\n'all' = 'written or not written'\n", encoding="utf-8")
    given = (*words, str(other)) if "compare" in words else words
    hidden = door(*given, "--json")
    assert '"now": "' not in hidden
    for name in ("Nadia", "Ines", "Dora", "Otto", "Petra"):
        assert name not in hidden
    if words != ("questions",):
        assert "left out: requests whose answer is hidden" in door.run(*given).err
    door("show", "1", "--view", "accept")
    one = door(*given, "--json")
    assert "Nadia" in one
    assert "Otto" not in one


def test_what_was_put_aside_unseen_stays_unseen(door: Doorstep) -> None:
    door("snooze", "1")
    assert door.json("show", "1")["verdict"] is None
    assert "· your view first" in door("inbox", "--state", "snoozed")
    assert not ANSWER.search(door("accept", "1", "--dry-run"))


def test_no_case_is_made_of_an_answer_that_nobody_has_seen(door: Doorstep) -> None:
    assert "its answer is hidden" in door.fails(8, "policy", "case", "3")
    door("show", "3", "--view", "accept")
    assert "expect" in door("policy", "case", "3")


def test_the_count_of_strangers_tells_nothing(door: Doorstep) -> None:
    assert "no record of" not in door()
