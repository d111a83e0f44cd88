"""Nobody with open business is declined among many unless they are named, and their reply is the gentlest."""

import pytest

from .runner import Doorstep

GENTLE = "And do keep writing to me where we already talk."


@pytest.fixture
def door(cast: Doorstep) -> Doorstep:
    """The cast at the door; there is open business with Nadia (1) and with Dora (3), who sent a pitch."""
    cast("set", "Nadia Lindqvist", "open_business=yes")
    cast("set", "Dora Vance", "open_business=yes")
    return cast


def states(door: Doorstep) -> dict[int, str]:
    return {one["id"]: one["state"] for one in door.json("inbox", "--state", "all")}


def test_among_many_they_are_left_out_and_told_one_by_one(door: Doorstep) -> None:
    said = door.run("decline", "1", "3", "4", "--yes")
    assert said.code == 0
    assert "1 declined" in said.out
    assert "1  not changed: Nadia Lindqvist: there is open business between you" in said.err
    assert "to decline this one too, add --also 1" in said.err
    assert "3  not changed: Dora Vance" in said.err
    assert states(door) == {1: "open", 2: "open", 3: "open", 4: "declined", 5: "open"}


def test_the_preview_tells_who_is_left_out_before_it_asks(door: Doorstep) -> None:
    said = door.run("decline", "1", "4", keys="y\n")
    assert "decline 1 request?" in said.err
    assert said.err.index("Nadia Lindqvist") < said.err.index("decline 1 request?")
    assert said.err.count("not changed") == 1
    assert states(door)[1] == "open"
    assert "1 would be declined" in door("decline", "3", "5", "--dry-run")
    assert door.json("decline", "3", "5", "--dry-run")["ids"] == [5]


@pytest.mark.parametrize("name", ["Nadia Lindqvist", "nadia", "#2", "1"])
def test_whoever_is_named_is_declined_too_with_their_own_words(door: Doorstep, name: str) -> None:
    assert "Nadia Lindqvist has open business with you, and you named them." in door(
        "decline", "1", "4", "--also", name, "--dry-run"
    )
    said = door("decline", "1", "4", "--also", name, "--yes")
    assert "2 declined" in said
    assert "Nadia Lindqvist on LinkedIn: declined" in said
    assert GENTLE in said
    assert "Otto Reiter" not in said


def test_by_the_answer_alone_nobody_with_open_business_is_declined(door: Doorstep) -> None:
    assert [one["id"] for one in door.json("inbox", "--verdict", "decline")] == [3]  # the pitch
    said = door.run("decline", "--all", "--yes")
    assert "Nothing to do" in said.out
    assert "3  not changed: Dora Vance" in said.err
    results = door.json("decline", "3", "5")
    assert {one["id"]: "refused" in one for one in results} == {3: True, 5: False}
    assert "1 declined" in door("decline", "--all", "--also", "Dora", "--yes")


def test_one_alone_is_named_by_its_number(door: Doorstep) -> None:
    assert "1 would be declined" in door("decline", "1", "--dry-run")
    assert GENTLE in door("decline", "1")


def test_a_pitch_from_somebody_with_open_business_is_answered_gently_not_with_silence(door: Doorstep) -> None:
    assert door.row("Dora Vance")["note_kind"] == "pitch"
    assert GENTLE in door.json("decline", "3")["reply"]
    door("undo")
    door("set", "Dora Vance", "open_business=no")
    assert door.json("decline", "3")["reply"] == ""


def test_the_reply_is_gentle_by_hand_too_whatever_the_standards_say(door: Doorstep) -> None:
    row = door.json("add", "facebook", "Ugo Ferri")
    assert row["verdict"] == "ask"
    door("set", "Ugo Ferri", "open_business=yes")
    assert GENTLE in door.json("decline", str(row["id"]))["reply"]


def test_a_name_that_is_not_among_them_or_of_several_changes_nothing(door: Doorstep) -> None:
    assert "nobody among these requests is called `Ines`" in door.fails(5, "decline", "1", "4", "--also", "Ines")
    door("add", "x", "Nadia Kern")
    said = door.fails(2, "decline", "1", "6", "--also", "Nadia", "--yes")
    assert "`Nadia` may be several people: #2 Nadia Lindqvist, #" in said


def test_to_accept_or_leave_many_needs_no_names(door: Doorstep) -> None:
    assert "2 waiting" in door("wait", "1", "4", "--yes")
    assert "2 accepted" in door("accept", "1", "4", "--yes")
