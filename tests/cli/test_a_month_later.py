"""The archive of the same person a month later: nothing doubles, and nothing that was decided is lost."""

import shutil
from pathlib import Path

import pytest

from ..archives import BASE, INVITATIONS, NAME, archive, asks, connection, table, writes, zipped
from .runner import Doorstep

TABLES = ("person", "profile", "request", "observation", "interaction", "suggestion")
DAY, LATER = "2026-11-02", "2026-12-02"


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory, large: Path) -> Path:
    """A folder with the template of the story and the generated archive in it."""
    door = Doorstep(tmp_path_factory.mktemp("month") / "fred", DAY)
    door("policy", "new", "--template", "business-and-personal", "--yes")
    door("import", str(large))
    return door.home


@pytest.fixture
def door(imported: Path, tmp_path: Path) -> Doorstep:
    """A copy of it, to change."""
    shutil.copytree(imported, tmp_path / "fred")
    return Doorstep(tmp_path / "fred", DAY)


def everybody(door: Doorstep) -> dict[tuple[int, str, str], str]:
    """The state of every request of others, by person, day and note."""
    rows = door.json("inbox", "--state", "all")
    return {(row["person"]["id"], row["asked_on"], row["note"]): row["state"] for row in rows}


def test_twice_is_once(door: Doorstep, large: Path) -> None:
    before = door.content()
    assert door.json("import", str(large))["nothing_new"] is True
    assert door.content() == before


def test_accepted_ones_are_known_open_ones_stay_and_decisions_are_kept(door: Doorstep, month_later: Path) -> None:
    waiting = [row["id"] for row in door.json("inbox", "--verdict", "not_yet", "--limit", "5")]
    declined = [row["id"] for row in door.json("inbox", "--verdict", "decline", "--limit", "5")]
    door("wait", *map(str, waiting), "--yes")
    door("decline", *map(str, declined), "--yes")
    before, counts = everybody(door), {name: len(rows) for name, rows in door.content().items()}
    requests = door.content()["request"]

    later = door.at(LATER)
    told = later.json("import", str(month_later))
    after = everybody(later)
    assert before.keys() <= after.keys(), "none is lost"
    changed = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
    assert set(changed.values()) <= {("open", "accepted"), ("waiting", "accepted"), ("declined", "accepted"),
                                     ("waiting", "open")}  # fmt: skip
    was, now = ({row[0]: row[8] for row in rows} for rows in (requests, later.content()["request"]))
    accepted = [one for one in was if was[one] != now[one] == "accepted"]
    assert told["accepted_since"] == len(accepted) >= 20
    assert any(new == "accepted" for _, new in changed.values())
    states = {row["id"]: row["state"] for row in later.json("inbox", "--state", "all")}
    assert {states[one] for one in declined} <= {"declined", "accepted"}
    assert "declined" in {states[one] for one in declined}

    new = {name: len(rows) - counts[name] for name, rows in later.content().items() if name in TABLES}
    assert new["request"] == told["new"]["requests"] == 20
    assert new["person"] == told["new"]["people"]
    assert new["interaction"] == told["new"]["interactions"]
    keys = [(row[2], row[4], row[5]) for row in later.content()["request"]]
    assert len(set(keys)) == len(keys), "nothing doubles"
    again = later.content()
    assert later.json("import", str(month_later))["nothing_new"] is True
    assert later.content() == again


def test_taking_the_later_archive_back_leaves_the_first_as_it_was(door: Doorstep, month_later: Path) -> None:
    before = {name: door.content()[name] for name in TABLES}
    door.at(LATER)("import", str(month_later))
    assert {name: door.content()[name] for name in TABLES} != before
    assert "Taken back: 2, import of LinkedIn archive" in door("undo")
    assert {name: door.content()[name] for name in TABLES} == before


def test_who_waits_comes_back_when_the_later_archive_opens_the_door(empty: Doorstep, tmp_path: Path) -> None:
    empty("policy", "new", "--template", "business-and-personal", "--yes")
    asked = [asks("Nadia Lindqvist"), asks("Otto Reiter", at="11/11/26, 9:00 AM")]
    empty("import", str(archive(tmp_path / "a", asked, [connection("Ines Prado")])))
    assert "it waits for: exchange a few messages" in empty("wait", "1")
    empty("wait", "2")
    talk = [writes("Nadia Lindqvist", "2026-12-01 10:00:00"), writes("Nadia Lindqvist", "2026-12-02 10:00:00", False)]
    path = archive(tmp_path / "b", asked, [connection("Ines Prado")], talk, NAME.replace("11-16", "12-16"))
    later = empty.at("2026-12-20")
    said = later("import", str(path))
    assert "Nadia Lindqvist on LinkedIn is back: ✓ accept, its door is open: “we have been in touch”" in said
    assert [row["person"]["name"] for row in later.json("inbox")] == ["Nadia Lindqvist"]
    assert later.row("Otto Reiter", state="waiting")["verdict"] == "not_yet"


def test_what_was_decided_after_the_later_archive_was_made_stands(empty: Doorstep, tmp_path: Path) -> None:
    asked = [asks("Nadia Lindqvist"), asks("Otto Reiter", at="11/11/26, 9:00 AM")]
    empty("import", str(archive(tmp_path / "a", asked)))
    later = empty.at("2026-12-20")
    later("decline", "1")
    both = [connection("Nadia Lindqvist", "20 Nov 2026"), connection("Otto Reiter", "20 Nov 2026")]
    later("import", str(archive(tmp_path / "b", asked, both, name=NAME.replace("11-16", "12-16"))))
    assert [row["state"] for row in later.json("inbox", "--state", "all")] == ["declined", "accepted"]


def test_what_was_accepted_here_and_is_still_open_there_is_named_and_not_taken_for_a_connection(
    fred: Doorstep, tmp_path: Path
) -> None:
    fred("import", str(archive(tmp_path / "a", [asks("Otto Reiter")])))
    fred("accept", "1")
    assert fred.json("person", "Otto Reiter")["facts"]["connected_on"] == "linkedin"
    later = fred.at("2026-12-18")
    again = archive(tmp_path / "b", [asks("Otto Reiter"), asks("Dora Vance")], name=NAME.replace("11-16", "12-16"))
    assert "1 that you accepted here is still open there: 1." in later("import", str(again))
    assert "connected_on" not in later.json("person", "Otto Reiter")["facts"]


def test_another_persons_archive_is_not_taken_in(fred: Doorstep, tmp_path: Path) -> None:
    fred("import", str(archive(tmp_path / "a", [asks("Otto Reiter")])))
    mine = archive(tmp_path / "b", [asks("Dora Vance")])
    rows = [["Dora Vance", "Anna Bell", "11/10/26, 9:00 AM", "", "INCOMING", BASE + "dora-vance", BASE + "anna-bell"]]
    profile = table(["First Name", "Last Name"], [["Anna", "Bell"]])
    other = zipped(tmp_path / "c", {"Invitations.csv": table(INVITATIONS, rows), "Profile.csv": profile})
    before = fred.content()
    assert "this is the archive of Anna Bell; here are those of Fred Doorman" in fred.fails(8, "import", str(other))
    assert fred.content() == before
    fred("import", str(other), "--anyway")
    fred("import", str(mine), "--anyway")


def test_a_call_noted_today_does_not_tell_since_when_they_know_each_other(cast: Doorstep) -> None:
    cast("add", "x", "Greta Holm")
    cast("note", "Greta Holm", "call")
    assert "known_for" not in cast.json("person", "Greta Holm")["facts"]


def test_nobody_comes_back_because_a_policy_is_half_written(cast: Doorstep) -> None:
    cast("wait", "1")
    path = cast.home / "policy.toml"
    whole = path.read_text(encoding="utf-8")
    path.write_text('[networks.x.accept]\n"anyone" = "always"\n', encoding="utf-8")
    assert "is back" not in cast("inbox", "--state", "all")
    path.write_text(whole, encoding="utf-8")
    assert [one["state"] for one in cast.json("inbox", "--state", "all") if one["id"] == 1] == ["waiting"]
