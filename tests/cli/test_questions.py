"""The questions, one key an answer: marked, confirmed, answered one by one, stopped, resumed, undone."""

from pathlib import Path

import pytest

from ..archives import archive, asks, connection, table, zipped
from .runner import Doorstep

POLICY = """
[assume]
vouched_for = false

[assume.strangers]
role = "stranger"

[networks.linkedin]
otherwise = "ask"
accept = { "clients and family" = "role in {client, family}", "someone speaks for them" = "vouched_for" }
"""
ASKERS = ("Nadia Lindqvist", "Dora Vance", "Otto Reiter", "Petra Novak")


@pytest.fixture
def door(empty: Doorstep, tmp_path: Path) -> Doorstep:
    """Four strangers at a door that opens to clients and family."""
    empty("inbox")
    (empty.home / "policy.toml").write_text(POLICY, encoding="utf-8")
    notes = ("Hi Fred,\nyou promised me the name of a hall.", "", "", "")
    rows = [asks(name, note, f"11/{day}/26, 9:00 AM") for day, (name, note) in enumerate(zip(ASKERS, notes), 2)]
    empty("import", str(archive(tmp_path / "in", rows, [connection("Tomas Reyes")])))
    return empty


def verdicts(door: Doorstep) -> dict[str, str]:
    """The verdict on each of them."""
    return {row["person"]["name"]: row["verdict"] for row in door.json("inbox")}


def test_the_questions_are_listed_with_what_each_would_help(door: Doorstep) -> None:
    assert door("questions", "--list").splitlines()[0].split(maxsplit=1) == [
        "4", "4 people you have no record of: mark those that you know",
    ]  # fmt: skip
    (group,) = door.json("questions")
    assert (group["kind"], group["fact"], len(group["people"])) == ("strangers", "known", 4)
    assert group["people"][0]["name"] == "Nadia Lindqvist", "who speaks to Fred comes first"
    assert group["people"][0]["hint"] == "Hi Fred, you promised me the name of a hall."


def test_strangers_are_marked_by_their_numbers_all_at_once(door: Doorstep) -> None:
    said = door("questions", keys="1, 3-4\nq\n")
    assert "kept, for 3 people" in said
    found = verdicts(door)
    assert sorted(found.values()) == ["ask", "ask", "ask", "not_yet"]
    assert [entry["kind"] for entry in door.json("log")][:2] == ["state facts", "import"]
    door("undo")
    assert set(verdicts(door).values()) == {"not_yet"}


@pytest.mark.parametrize("typed", ["9", "0", "3-x", "some", "5-99999999999"])
def test_what_is_no_number_on_the_list_is_asked_for_again(door: Doorstep, typed: str) -> None:
    said = door("questions", keys=f"{typed}\n1\n")
    assert "numbers from 1 to 4" in said
    assert "kept, for 1 person" in said


def test_the_same_question_is_not_asked_twice_in_one_go(door: Doorstep) -> None:
    assert door("questions", keys="1\ns\n\n").count("mark those that you know") == 1
    assert door("questions", keys="\n").count("3 people you have no record of") == 1


def test_nothing_is_kept_when_nobody_is_marked(door: Doorstep) -> None:
    before = door.content()
    assert door("questions", keys="\n").endswith("Nothing left to ask.\n")
    assert door("questions", keys="q\n").endswith(
        "Stopped. What you told is kept; doorstep undo takes back the last of it.\n"
    )
    assert door("questions", keys="").endswith("takes back the last of it.\n")
    assert door.content() == before


def test_what_a_person_is_to_me_is_told_by_one_key_each(door: Doorstep) -> None:
    said = door("questions", keys="1-4\n3\nx\n1\ns\nq\n")
    assert "What is this person to you?" in said
    assert "3 client" in said
    assert "one of 1 2 3" in said, "a key without a meaning is told"
    assert "kept, for 2 people" in said
    assert said.endswith("Stopped. What you told is kept; doorstep undo takes back the last of it.\n")
    facts = [row["facts"].get("role") for row in door.json("inbox")]
    assert sorted(role for role in facts if role) == ["client", "family"]
    assert sorted(verdicts(door).values()) == ["accept", "accept", "ask", "ask"]


def test_after_a_stop_the_rest_is_asked_the_next_time(door: Doorstep) -> None:
    door("questions", keys="1-4\n3\nq\n")
    again = door("questions", keys="4\n4\n4\n")
    assert "What is this person to you?" in again
    assert "mark those that you know" not in again
    assert "kept, for 3 people" in again
    assert sorted(verdicts(door).values()) == ["accept", "not_yet", "not_yet", "not_yet"]


def test_each_answer_is_undone_by_itself(door: Doorstep) -> None:
    door("questions", keys="1-4\n3\n3\n1\nq\n")
    kinds = [entry["kind"] for entry in door.json("log")]
    assert kinds[:4] == ["state facts", "state facts", "state facts", "import"]
    for left in (2, 0):
        door("undo")
        assert sum("role" in row["facts"] for row in door.json("inbox")) == left
    assert sum("known" in row["facts"] for row in door.json("inbox")) == 4
    door("undo")
    assert sum("known" in row["facts"] for row in door.json("inbox")) == 0


@pytest.fixture
def guesses(empty: Doorstep, tmp_path: Path) -> Doorstep:
    """Dora and Otto work where Fred did; Ines asks under the name of a connection, with no address."""
    empty("policy", "new", "--template", "business-and-personal", "--yes")
    files = {
        "Profile.csv": "First Name,Last Name\nFred,Doorman\n",
        "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\nLantern Works,Director,,,,\n",
        "Connections.csv": table(
            ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"),
            [connection("Ines Prado"), connection("Dora Vance", company="Lantern Works")],
        ),
        "Invitations.csv": table(
            ("From", "To", "Sent At", "Message", "Direction"),
            [["Ines Prado", "Fred Doorman", "11/3/26, 9:00 AM", "", "INCOMING"],
             ["Otto Reiter", "Fred Doorman", "11/4/26, 9:00 AM", "", "INCOMING"]],
        ),
    }  # fmt: skip
    empty("import", str(zipped(tmp_path / "in", files)))
    return empty


def test_two_who_may_be_one_are_asked_about_and_joined(guesses: Doorstep) -> None:
    groups = {group["kind"]: group for group in guesses.json("questions")}
    assert groups["same_person"]["people"][0]["name"] == "Ines Prado"
    assert "the only connection of this name" in groups["same_person"]["people"][0]["hint"]
    assert groups["same_person"]["fact"] is None
    keys = "\ny\n" if list(groups) == ["strangers", "same_person"] else "y\n\n"
    said = guesses("questions", keys=keys)
    assert "Are these two the same person?" in said
    row = guesses.row("Ines Prado")
    assert row["facts"]["connected_on"] == "linkedin"
    guesses("undo")
    assert "connected_on" not in guesses.row("Ines Prado")["facts"]


def test_two_who_are_not_one_are_not_asked_about_again(guesses: Doorstep) -> None:
    kinds = [group["kind"] for group in guesses.json("questions")]
    guesses("questions", keys="\nn\n" if kinds[0] == "strangers" else "n\n\n")
    assert "same_person" not in [group["kind"] for group in guesses.json("questions")]


def test_a_guess_about_many_is_confirmed_by_one_key(empty: Doorstep, tmp_path: Path) -> None:
    empty("policy", "new", "--template", "business-and-personal", "--yes")
    folder = tmp_path / "in"
    files = {
        "Profile.csv": "First Name,Last Name\nFred,Doorman\n",
        "Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\nLantern Works,Director,,,,\n",
        "Connections.csv": table(
            ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"),
            [connection(name, company="Lantern Works") for name in ASKERS],
        ),
    }
    empty("import", str(zipped(folder, files)))
    assert empty.json("questions") == [], "nobody waits on the answer"
    for name in ASKERS:
        empty("add", "facebook", name, "--same-as", name)
    group = next(one for one in empty.json("questions") if one["kind"] == "suggestion")
    assert (group["fact"], len(group["people"])) == ("worked_together", 4)
    said = empty("questions", keys="y\nq\n")
    assert "Lantern Works is among your own employers" in said
    assert "kept, for 4 people" in said
    assert {row["facts"]["worked_together"] for row in empty.json("inbox")} == {"yes"}
    empty("undo")
    assert not any("worked_together" in row["facts"] for row in empty.json("inbox"))
    assert "kept, for 4 people" in empty("questions", keys="n\nq\n")
    assert "suggestion" not in [one["kind"] for one in empty.json("questions")]
