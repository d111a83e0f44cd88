"""Calendars as they really are: what counts as met and as spoken, and everything that breaks in ICS files."""

import dataclasses
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from doorstep.errors import EmptyArchiveError
from doorstep.facts.seen import Reading
from doorstep.sources import Given, read_export
from doorstep.sources.calendar.entries import PLANNED, Entry, Heading, entry_of
from doorstep.sources.calendar.series import occurrences

FRED = "fred@doorman-beispiel.example"
NADIA = "nadia@quill-beispiel.example"
TOLD = Given(today=date(2026, 11, 23), own=frozenset({FRED}))
BOTH = (f"ORGANIZER:mailto:{FRED}", f"ATTENDEE;PARTSTAT=ACCEPTED;CN=Nadia Quill:mailto:{NADIA}")
AT = datetime.fromisoformat
TIMES = ("DTSTART:20261020T080000Z", "DTEND:20261020T083000Z")


def calendar(*events: str, head: str = "") -> bytes:
    """A calendar of Google's, exported on 2026-11-01, with these entries."""
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0"]
    text = "\r\n".join([*lines, *filter(None, [head]), *events, "END:VCALENDAR", ""])
    return text.encode()


def event(*lines: str, uid: str = "one") -> str:
    """One entry."""
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261101T101010Z", *lines, "END:VEVENT"])


def told(folder: Path, content: bytes, given: Given = TOLD, name: str = "work.ics") -> Reading:
    """What one calendar tells."""
    (folder / name).write_bytes(content)
    (found,) = read_export([folder / name], given)
    return found


def facts(found: Reading) -> dict[str, set[str]]:
    """The facts by address."""
    return {one.who.key: {seen.fact for seen in one.observations} for one in found.profiles}


def test_the_day_and_the_calendar_stand_beside_the_fact(tmp_path: Path) -> None:
    found = told(tmp_path, calendar(event(*TIMES, *BOTH, "LOCATION:Zoom"), head="X-WR-CALNAME:Work"))
    (seen,) = found.profiles[0].observations
    assert (seen.fact, seen.value, seen.source) == ("spoken", True, "your calendar “Work”")
    assert (seen.seen_on, seen.said_by, found.exported_on) == (date(2026, 10, 20), "records", date(2026, 11, 1))


def test_a_plan_from_the_own_agenda_is_no_meeting_whatever_was_made_of_it(tmp_path: Path) -> None:
    planned = event(*TIMES, *BOTH, "LOCATION:Zoom", uid=f"762f41858e01c43fe9c5b7e4{PLANNED}")
    met = event("DTSTART:20261021T080000Z", "DTEND:20261021T083000Z", *BOTH, "LOCATION:Zoom")
    found = told(tmp_path, calendar(planned, met))
    assert [one.at.date() for one in found.interactions] == [date(2026, 10, 21)]
    assert ["a plan from your doorstep agenda" in one.reason for one in found.files[0].skipped] == [True]


@pytest.mark.parametrize(
    ("lines", "fact"),
    [
        (["LOCATION:Café Nord\\, Berlin"], "met"),
        (["LOCATION:https://zoom.us/j/123"], "spoken"),
        (["LOCATION:Microsoft Teams-Besprechung"], "spoken"),
        (["LOCATION:+49 30 1234567"], "spoken"),
        (["LOCATION:Office", "SUMMARY:Call with Nadia"], "spoken"),
        (["LOCATION:Office", "X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij"], "spoken"),
        (["LOCATION:Office", "DESCRIPTION:Dial in: tel:+49301234567"], "spoken"),
        (["LOCATION:tbd"], "spoken"),
        ([], "spoken"),
    ],
)
def test_a_place_alone_means_met_and_anything_at_a_distance_means_spoken(
    tmp_path: Path, lines: list[str], fact: str
) -> None:
    assert facts(told(tmp_path, calendar(event(*TIMES, *BOTH, *lines)))) == {NADIA: {fact}}


@pytest.mark.parametrize(
    "lines",
    [
        [*TIMES, *BOTH, "STATUS:CANCELLED"],
        ["DTSTART;VALUE=DATE:20261020", *BOTH],
        ["DTSTART:20261120T080000Z", "DTEND:20261120T083000Z", *BOTH],
        ["DTSTART:20261020T080000Z", *BOTH],
        ["DTSTART:20261001T080000Z", "DTEND:20261020T083000Z", *BOTH],
        [*TIMES, BOTH[0], f"ATTENDEE;PARTSTAT=DECLINED:mailto:{NADIA}"],
        [*TIMES, BOTH[0], f"ATTENDEE;PARTSTAT=TENTATIVE:mailto:{NADIA}"],
        [*TIMES, BOTH[0], f"ATTENDEE;PARTSTAT=DELEGATED:mailto:{NADIA}"],
        [*TIMES, BOTH[0], f"ATTENDEE;ROLE=NON-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:{NADIA}"],
        [*TIMES, *BOTH, f"ATTENDEE;PARTSTAT=DECLINED:mailto:{FRED}"],
        [*TIMES, *BOTH, "ATTENDEE;CUTYPE=GROUP;PARTSTAT=ACCEPTED:mailto:all@doorman-beispiel.example"],
        [*TIMES, *BOTH, *(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:p{n}@beispiel.example" for n in range(8))],
        [*TIMES, BOTH[0], "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room@doorman-beispiel.example"],
    ],
    ids=[
        "cancelled",
        "all day",
        "to come",
        "no length",
        "for weeks",
        "declined",
        "tentative",
        "delegated",
        "not there",
        "owner declined",
        "a group",
        "nine people",
        "a room",
    ],
)
def test_what_did_not_take_place_between_the_two_tells_nothing(tmp_path: Path, lines: list[str]) -> None:
    other = event(
        *TIMES, f"ORGANIZER:mailto:{FRED}", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ines@beispiel.example", uid="2"
    )
    found = told(tmp_path, calendar(event(*lines), other))
    assert facts(found) == {"ines@beispiel.example": {"spoken"}}
    assert not found.suggestions


@pytest.mark.parametrize("answer", ["", ";PARTSTAT=NEEDS-ACTION"])
def test_attendees_without_an_answer_as_exchange_writes_them_are_asked_about(tmp_path: Path, answer: str) -> None:
    found = told(tmp_path, calendar(event(*TIMES, BOTH[0], f"ATTENDEE{answer}:mailto:{NADIA}")))
    assert not found.profiles
    (question,) = found.suggestions
    assert question.who.key == NADIA
    assert question.observation is not None
    assert question.observation.fact == "spoken"


def test_a_character_folded_in_the_middle_is_whole_again(tmp_path: Path) -> None:
    name = "Tomás Řehoř"
    line = f"ATTENDEE;PARTSTAT=ACCEPTED;CN={name}:mailto:{NADIA}".encode()
    at = line.index("Ř".encode()) + 1
    folded = line[:at] + b"\r\n " + line[at:]
    raw = calendar(event(*TIMES, BOTH[0], "X-LINE:here")).replace(b"X-LINE:here", folded)
    assert told(tmp_path, raw).profiles[0].who.name == name


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", '"W. Europe Standard Time"', "/mozilla.org/20070129_1/Europe/Berlin"]
)
def test_a_zone_by_its_windows_name_is_known(tmp_path: Path, zone: str) -> None:
    lines = (f"DTSTART;TZID={zone}:20261101T103000", f"DTEND;TZID={zone}:20261101T110000")  # ends 10:00 UTC
    assert facts(told(tmp_path, calendar(event(*lines, *BOTH)))) == {NADIA: {"spoken"}}
    lines = (f"DTSTART;TZID={zone}:20261101T103000", f"DTEND;TZID={zone}:20261101T113000")  # after the export
    with pytest.raises(EmptyArchiveError):
        told(tmp_path, calendar(event(*lines, *BOTH)))


def test_a_zone_that_only_the_file_defines_is_taken_from_it(tmp_path: Path) -> None:
    zone = "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nTZOFFSETTO:-0800\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    lines = ("DTSTART;TZID=Ours:20261101T080000", "DTEND;TZID=Ours:20261101T090000")  # ends 17:00 UTC
    with pytest.raises(EmptyArchiveError):
        told(tmp_path, calendar(event(*lines, *BOTH), head=zone))


def test_an_override_that_comes_before_its_master_takes_its_place(tmp_path: Path) -> None:
    moved = event("RECURRENCE-ID:20261008T080000Z", "DTSTART:20261009T150000Z", "DTEND:20261009T160000Z", *BOTH)
    gone = event("RECURRENCE-ID:20261015T080000Z", *TIMES, *BOTH, "STATUS:CANCELLED")
    master = event("DTSTART:20261001T080000Z", "DTEND:20261001T083000Z", "RRULE:FREQ=WEEKLY;COUNT=4", *BOTH)
    found = told(tmp_path, calendar(moved, gone, master))
    assert [f"{one.at:%d %H}" for one in found.interactions] == ["01 08", "09 15", "22 08"]


def test_the_same_entry_in_two_calendars_counts_once_in_its_newest_version(tmp_path: Path) -> None:
    (tmp_path / "a.ics").write_bytes(calendar(event(*TIMES, *BOTH, "SEQUENCE:1", "LOCATION:Office")))
    (tmp_path / "b.ics").write_bytes(calendar(event(*TIMES, *BOTH, "SEQUENCE:2", "LOCATION:Zoom")))
    for order in (["a.ics", "b.ics"], ["b.ics", "a.ics"]):
        (found,) = read_export([tmp_path / name for name in order], TOLD)
        assert facts(found) == {NADIA: {"spoken"}}
        assert len(found.interactions) == 1


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "x"]
)
def test_what_repeats_as_no_meeting_does_counts_once(tmp_path: Path, rule: str) -> None:
    found = told(tmp_path, calendar(event(*TIMES, *BOTH, f"RRULE:{rule}")))
    assert len(found.interactions) == 1
    assert "only its first time counts" in found.files[0].skipped[0].reason


def test_what_repeats_for_ever_is_bounded(tmp_path: Path) -> None:
    times = ("DTSTART:19990101T080000Z", "DTEND:19990101T083000Z")
    found = told(tmp_path, calendar(event(*times, *BOTH, "RRULE:FREQ=DAILY")))
    assert len(found.interactions) == 1000
    assert found.interactions[-1].at.date() == date(2026, 11, 1)


def test_thousands_of_entries_that_repeat_for_ever_are_bounded_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("doorstep.sources.calendar.MOST_REPEATED", 1500)
    times = ("DTSTART:20200101T080000Z", "DTEND:20200101T083000Z", "RRULE:FREQ=DAILY")
    events = [
        event(*times, BOTH[0], f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:p{n}@beispiel.example", uid=str(n)) for n in range(5)
    ]
    found = told(tmp_path, calendar(*events))
    assert len(found.interactions) == 2 * 1000 + 3
    assert "more than 1,500 repetitions" in found.warnings[0]
    many = event(*TIMES, *BOTH, *["RRULE:FREQ=DAILY"] * 60)
    assert len(told(tmp_path, calendar(many), name="b.ics").interactions) == 1


def test_the_owner_is_worked_out_or_it_is_said_that_it_cannot_be(tmp_path: Path) -> None:
    nobody = dataclasses.replace(TOLD, own=frozenset())
    ines = f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{FRED}"
    with_ines = event(*TIMES, "ORGANIZER:mailto:ines@beispiel.example", ines, uid="2")
    found = told(tmp_path, calendar(event(*TIMES, *BOTH), with_ines), nobody)
    assert set(facts(found)) == {NADIA, "ines@beispiel.example"}
    assert FRED in found.warnings[0]
    with pytest.raises(EmptyArchiveError, match="which address in this calendar is yours"):
        told(tmp_path, calendar(event(*TIMES, *BOTH)), nobody)
    assert told(tmp_path, calendar(event(*TIMES, *BOTH), head=f"X-WR-CALNAME:{FRED}"), nobody).profiles


def test_somebody_elses_calendar_tells_nothing_about_me(tmp_path: Path) -> None:
    other = dataclasses.replace(TOLD, own=frozenset({"petra@beispiel.example"}))
    with pytest.raises(EmptyArchiveError, match="none of your addresses"):
        told(tmp_path, calendar(event(*TIMES, *BOTH)), other)


def test_no_title_place_or_text_of_an_entry_is_kept(tmp_path: Path) -> None:
    words = ("SUMMARY:Merger of Acme", "LOCATION:Hotel Adler", "DESCRIPTION:very private", "CLASS:PRIVATE")
    kept = repr(told(tmp_path, calendar(event(*TIMES, *BOTH, *words))))
    assert not any(word in kept for word in ("Merger", "Adler", "very private"))


def test_a_broken_entry_costs_itself(tmp_path: Path) -> None:
    broken = event("DTSTART:not a time", *BOTH, uid="2")
    cut = "BEGIN:VEVENT\r\nUID:3\r\nDTSTART:20261020T080000Z"
    found = told(tmp_path, calendar(event(*TIMES, *BOTH), broken, cut))
    assert len(found.interactions) == 1
    assert [(one.row, one.reason) for one in found.files[0].skipped] == [
        (12, "no time in `not a time`"),
        (19, "it has no end: the file is cut short"),
    ]


def test_birthdays_and_holidays_tell_of_nobody(tmp_path: Path) -> None:
    with pytest.raises(EmptyArchiveError, match="none of them with other people"):
        told(tmp_path, calendar(event("DTSTART;VALUE=DATE:20261020", "SUMMARY:Nadia's birthday")))


def test_an_alarm_that_mails_somebody_invites_nobody(tmp_path: Path) -> None:
    alarm = "BEGIN:VALARM\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:alarm@beispiel.example\r\nEND:VALARM"
    assert set(facts(told(tmp_path, calendar(event(*TIMES, *BOTH, alarm))))) == {NADIA}


@st.composite
def series(draw: st.DrawFn) -> list[str]:
    """The lines of an entry that repeats."""
    start = draw(st.datetimes(AT("2024-01-01"), AT("2026-05-01"))).replace(second=0, microsecond=0)
    rule = draw(st.sampled_from((
        "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    )))  # fmt: skip
    bound = draw(st.sampled_from(("", ";COUNT=7", ";UNTIL=20260601T120000Z")))
    lines = [f"DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}", "DURATION:PT30M", f"RRULE:{rule}{bound}"]
    for days in draw(st.lists(st.integers(0, 60), max_size=3)):
        lines.append(f"EXDATE;TZID=Europe/Berlin:{start + timedelta(days=days):%Y%m%dT%H%M%S}")
    for days in draw(st.lists(st.integers(70, 120), max_size=2)):
        lines.append(f"RDATE;TZID=Europe/Berlin:{start + timedelta(days=days, hours=1):%Y%m%dT%H%M%S}")
    return lines


@settings(max_examples=60, deadline=None)
@drawn(lines=series())
def test_the_times_of_a_series_are_those_of_recurring_ical_events(lines: list[str]) -> None:
    text = event(*lines, *BOTH)
    heading = Heading()
    entry = entry_of(1, text.removeprefix("BEGIN:VEVENT").removesuffix("END:VEVENT"), heading)
    assert isinstance(entry, Entry)
    as_of = AT("2026-11-01")
    ours = [one.utc for one in occurrences(entry, {}, as_of, heading.zones)]
    whole = icalendar.Calendar.from_ical(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{text}\r\nEND:VCALENDAR\r\n")
    theirs = sorted(
        {
            one["DTSTART"].dt.astimezone(UTC).replace(tzinfo=None)
            for one in recurring_ical_events.of(whole).between(AT("2023-01-01"), as_of + timedelta(days=2))
        }
    )
    theirs = [one for one in theirs if one + timedelta(minutes=30) <= as_of]
    assert ours == theirs[-1000:]
