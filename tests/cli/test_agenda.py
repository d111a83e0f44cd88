"""The agenda: a few things a week, each with a way out, and a calendar file that tells nothing private."""

import os
import re
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.desk.agenda import Entry
from doorstep.desk.agenda_file import summary, to_ical
from doorstep.ledger import Ledger

from .runner import Doorstep


@pytest.fixture
def door(fred: Doorstep) -> Doorstep:
    """Nadia waits for a call on Facebook, Otto was put aside, and Fred has promised something."""
    fred("add", "facebook", "Nadia Lindqvist")
    known = ("role=partner", "spoken=no", "known_for=7 days", "values_conflict=no", "open_business=no", "like=1")
    fred("set", "Nadia Lindqvist", *known)
    fred("wait", "1")
    fred("add", "linkedin", "Otto Reiter")
    fred("snooze", "2", "--days", "3")
    fred("agenda", "add", "send Ines the slides", "--on", "2026-12-30")
    return fred


def lines(door: Doorstep, part: str = "now") -> list[str]:
    """The lines of one part of the agenda."""
    return [row["line"] for row in door.json("agenda", "--all")[part]]


def summaries(path: Path) -> dict[str, str]:
    """What a calendar file says, by day."""
    read = icalendar.Calendar.from_ical(path.read_bytes())
    return {str(one["SUMMARY"]): one.decoded("DTSTART").isoformat() for one in read.walk("VEVENT")}


def test_what_is_due_comes_first_and_every_line_has_a_way_out(door: Doorstep) -> None:
    told = door("agenda")
    assert told.index("look at Otto Reiter’s request") < told.index(
        "a phone call: Nadia Lindqvist, would open Facebook"
    )
    assert "not any more" in told
    assert lines(door, "later") == ["send Ines the slides"]
    assert "1 later, the first on 2026-12-30" in told


def test_a_noted_call_takes_the_step_off_and_brings_the_request_back(door: Doorstep) -> None:
    assert "its door is open" in door("note", "Nadia Lindqvist", "call")
    assert not any("Nadia" in line for line in lines(door))
    assert door.json("agenda")["done"] == 1


def test_a_step_of_two_that_took_place_leaves_alone_while_the_request_waits(fred: Doorstep) -> None:
    text = (fred.home / "policy.toml").read_text()
    (fred.home / "policy.toml").write_text(
        text.replace('"business and spoken"', '"business and spoken and vouched_for"')
    )
    fred("add", "facebook", "Nadia Lindqvist")
    fred("set", "Nadia Lindqvist", "role=partner", "spoken=no", "vouched_for=no", "met=no", "worked_together=no",
         "known_for=7 days", "values_conflict=no", "open_business=no", "like=1", "warned_about=no")  # fmt: skip
    fred("wait", "1")
    assert {row["fact"] for row in fred.json("agenda")["now"]} == {"spoken", "vouched_for"}
    assert "is back" not in fred("note", "Nadia Lindqvist", "call")
    assert [row["fact"] for row in fred.json("agenda")["now"]] == ["vouched_for"]
    fred("undo")
    assert len(fred.json("agenda")["now"]) == 2


def test_done_notes_the_call_and_one_undo_takes_all_of_it_back(door: Doorstep) -> None:
    before = door.content()
    assert "is back" in door("agenda", "done", "1", "we spoke of the fair", "--on", "2026-11-21")
    assert "we spoke of the fair" in door("person", "Nadia Lindqvist")
    assert door.row("Nadia Lindqvist")["verdict"] == "accept"
    door("undo")
    after = door.content()
    tables = before.keys() - {"journal", "journal_payload", "sqlite_sequence"}
    assert {name: after[name] for name in tables} == {name: before[name] for name in tables}


def test_a_request_with_nothing_left_to_wait_for_is_open_again(door: Doorstep) -> None:
    assert "nothing is left that it waits for" in door("agenda", "drop", "1")
    assert door.row("Nadia Lindqvist")["state"] == "open"
    assert "you want to look at it now" in door("agenda", "drop", "2")
    assert lines(door) == []
    door("undo")
    assert door.row("Otto Reiter", state="snoozed")["state"] == "snoozed"
    assert len(lines(door)) == 1


def test_where_the_other_side_acts_it_is_told_and_nothing_is_asked(door: Doorstep, tmp_path: Path) -> None:
    text = (door.home / "policy.toml").read_text()
    (door.home / "policy.toml").write_text(text.replace('"business and spoken"', '"business and introduced"'))
    door("add", "facebook", "Tomas Reyes")
    door("set", "Tomas Reyes", "role=partner", "introduced=no", "met=no", "worked_together=no", "vouched_for=no",
         "known_for=7 days", "values_conflict=no", "open_business=no", "like=1", "warned_about=no")  # fmt: skip
    door("wait", "3")
    assert "With others, nothing for you to do: Tomas Reyes" in door("agenda")
    assert not any("Tomas" in line for line in lines(door))
    door("agenda", "--ics", str(tmp_path / "a.ics"))
    assert "Tomas" not in (tmp_path / "a.ics").read_text()


def test_only_a_few_a_week_are_listed_and_the_rest_is_counted(door: Doorstep, tmp_path: Path) -> None:
    for number in range(12):
        door("agenda", "add", f"promise {number}")
    door("agenda", "few", "3")
    told = door("agenda")
    assert len(re.findall(r"^ *\d+  ", told, re.M)) == 3
    assert "11 more can wait" in told
    first = door.json("agenda")["now"][-1]["id"]
    door("agenda", "done", str(first))
    assert len(door.json("agenda")["now"]) == 2, "what is done this week is among the three"
    assert len(door.at("2026-11-23").json("agenda")["now"]) == 3, "a new week on Monday"
    door("agenda", "--ics", str(tmp_path / "a.ics"))
    assert len(summaries(tmp_path / "a.ics")) == 3


def test_a_week_to_come_holds_no_more_than_a_few_in_the_calendar_either(door: Doorstep, tmp_path: Path) -> None:
    for number in range(9):
        door("agenda", "add", f"promise {number}", "--on", "2026-12-30")
    door("agenda", "--ics", str(tmp_path / "a.ics"))
    assert list(summaries(tmp_path / "a.ics").values()).count("2026-12-30") == 5


def test_one_call_for_two_doors_is_one_line(door: Doorstep) -> None:
    (door.home / "policy.toml").write_text(
        (door.home / "policy.toml").read_text()
        + '\n[networks.instagram]\notherwise = "decline"\naccept = { "spoken with" = "business and spoken" }\n'
    )
    door("add", "instagram", "Nadia Lindqvist", "--same-as", "Nadia Lindqvist")
    door("wait", "3")
    (step,) = [row for row in door.json("agenda")["now"] if row["kind"] == "step"]
    assert step["line"] == "a phone call: Nadia Lindqvist, would open Facebook and Instagram"
    assert door("agenda", "done", str(step["id"])).count("is back") == 2


def test_what_opens_most_comes_before_what_opens_less(fred: Doorstep) -> None:
    (fred.home / "policy.toml").write_text(
        """
[networks.facebook]
otherwise = "decline"
accept = { "spoken with" = "spoken", "vouched for" = "role == friend and written and vouched_for" }
[networks.instagram]
otherwise = "decline"
accept = { "spoken with" = "spoken" }
"""
    )
    for name in ("Mila Kovac", "Nadia Lindqvist"):
        fred("add", "facebook", name)
        fred("set", name, "spoken=no", "met=no", "vouched_for=no", "written=no", "role=partner")
        fred("wait", "1" if name[0] == "M" else "2")
    assert [row["person"]["name"] for row in fred.json("agenda")["now"]] == ["Mila Kovac", "Nadia Lindqvist"]
    fred("add", "instagram", "Nadia Lindqvist", "--same-as", "Nadia Lindqvist")
    fred("wait", "3")
    rows = fred.json("agenda")["now"]
    assert [(row["person"]["name"], row["opens"]) for row in rows] == [("Nadia Lindqvist", 2), ("Mila Kovac", 1)]


def test_a_request_whose_steps_are_all_done_is_back_though_its_door_is_still_shut(door: Doorstep) -> None:
    text = (door.home / "policy.toml").read_text()
    (door.home / "policy.toml").write_text(text.replace('"business and spoken"', '"business and introduced"'))
    assert "what it waited for is done" in door("note", "Nadia Lindqvist", "call")
    assert door.row("Nadia Lindqvist")["verdict"] != "accept"


def test_a_step_that_opens_nothing_by_the_standards_of_today_is_told_so(door: Doorstep) -> None:
    text = (door.home / "policy.toml").read_text()
    (door.home / "policy.toml").write_text(text.replace('"business and spoken"', '"business and introduced"'))
    assert "a phone call: Nadia Lindqvist, which opens nothing by now" in lines(door)


def test_what_belongs_to_a_request_that_was_settled_meanwhile_is_left_out(door: Doorstep) -> None:
    with Ledger.open(door.home, now=lambda: datetime.fromisoformat("2026-11-21T12:00:00")) as ledger:
        ledger.set_request_state(1, "accepted")  # as a later archive may tell: the step was never closed
        assert len(ledger.agenda(request_id=1)) == 1
    assert not any("Nadia" in line for line in lines(door))


def test_the_calendar_file_is_private_in_every_way(door: Doorstep, tmp_path: Path) -> None:
    path = tmp_path / "agenda.ics"
    door("agenda", "add", "SECRET-words", "--who", "Otto Reiter", "--private")
    door("agenda", "--ics", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert summaries(path) == {
        "get back to Otto Reiter": "2026-11-24", "a call with Nadia Lindqvist": "2026-11-21",
        "a promise to Otto Reiter": "2026-11-21", "send Ines the slides": "2026-12-30",
    }  # fmt: skip
    text = path.read_text()
    for word in ("SECRET", "Facebook", "facebook", "business", "like", "spoken", "conflict"):
        assert word not in text, word


def test_an_entry_keeps_its_name_from_one_file_to_the_next(door: Doorstep, tmp_path: Path) -> None:
    def uids(day: str) -> dict[str, str]:
        door.at(day)("agenda", "--ics", str(tmp_path / "agenda.ics"))
        read = icalendar.Calendar.from_ical((tmp_path / "agenda.ics").read_bytes())
        return {str(one["SUMMARY"]): str(one["UID"]) for one in read.walk("VEVENT")}

    first, later = uids("2026-11-21"), uids("2026-11-22")
    assert first == later
    assert len(set(first.values())) == 3


def test_a_file_of_somebody_elses_is_left_as_it_is(door: Doorstep, tmp_path: Path) -> None:
    path = tmp_path / "mine.ics"
    path.write_text("BEGIN:VCALENDAR\nPRODID:-//somebody//EN\nEND:VCALENDAR\n")
    assert "another file" in door.fails(8, "agenda", "--ics", str(path))
    assert "somebody" in path.read_text()
    link = tmp_path / "link.ics"
    link.symlink_to(path)
    assert "another file" in door.fails(8, "agenda", "--ics", str(link))
    os.mkfifo(tmp_path / "pipe.ics")
    assert "another file" in door.fails(8, "agenda", "--ics", str(tmp_path / "pipe.ics")), "and nobody waits for it"
    assert "no name for a calendar" in door.fails(2, "agenda", "--ics", str(tmp_path / "agenda.txt"))
    assert "no such folder" in door.fails(2, "agenda", "--ics", str(tmp_path / "nowhere" / "a.ics"))


def test_the_calendar_file_read_back_is_no_contact(door: Doorstep, tmp_path: Path) -> None:
    path = tmp_path / "agenda.ics"
    door("agenda", "--ics", str(path))
    said = door.at("2027-01-10").fails(6, "import", str(path))
    assert "a plan from your doorstep agenda" in said


def test_what_cannot_be_is_told(door: Doorstep) -> None:
    assert "that day is over" in door.fails(2, "agenda", "add", "call", "--on", "2026-11-20")
    assert "needs words" in door.fails(2, "agenda", "add", "  ")
    assert "nothing open under 99" in door.fails(5, "agenda", "done", "99")
    assert "a few are 1 to 20" in door.fails(2, "agenda", "few", "0")
    assert "still to come" in door.fails(2, "agenda", "done", "1", "--on", "2026-12-01")


def test_a_promise_is_kept_undone_and_shown_with_the_person(door: Doorstep) -> None:
    made = door.json("agenda", "add", "lend Otto the book", "--who", "Otto Reiter")
    assert "lend Otto the book" in door("about", "Otto Reiter")
    door("agenda", "done", str(made["id"]))
    assert "lend Otto the book" not in door("agenda", "--all")
    door("undo")
    assert "lend Otto the book" in door("agenda", "--all")
    door("undo")
    assert "lend Otto the book" not in door("agenda", "--all")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=80)


@given(WORDS.filter(str.strip), st.dates(max_value=date(9000, 1, 1)))
def test_any_words_come_back_from_the_file_as_they_were(text: str, day: date) -> None:
    one = Entry((7,), "promise", "promise", text, None, "", (), (), None)
    made = to_ical([(day, one)], "salt", datetime(2026, 11, 21, 12, tzinfo=UTC))
    (event,) = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert str(event["SUMMARY"]) == summary(one)
    assert event.decoded("DTSTART") == day
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
