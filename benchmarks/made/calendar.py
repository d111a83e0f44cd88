"""A calendar of any length, as Google gives it: meetings with guests, in places and at a distance, some repeating."""

import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

OWNER = "fred@doorman-beispiel.example"
START = datetime(2021, 12, 1, tzinfo=UTC)
_HEAD = "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\n"


def make(path: Path, entries: int, seed: int = 7) -> None:
    """Writes a calendar of so many entries; one in a hundred repeats each week for a year."""
    random = Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{_HEAD}X-WR-CALNAME:{OWNER}\r\nX-WR-TIMEZONE:Europe/Berlin\r\n")
        for number in range(entries):
            file.write(_entry(random, number))
        file.write("END:VCALENDAR\r\n")


def _entry(random: Random, number: int) -> str:
    at, who = START + timedelta(hours=number % 43_000), random.randrange(3_000)
    person = "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN={};X-NUM-GUESTS=0:mailto:{}"
    lines = [
        "BEGIN:VEVENT", f"DTSTART;TZID=Europe/Berlin:{at:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Berlin:{at + timedelta(hours=1):%Y%m%dT%H%M%S}", "DTSTAMP:20261101T101010Z",
        f"ORGANIZER;CN=Fred:mailto:{OWNER}", f"UID:made{number}@google.com",
        person.format(f"Person \r\n {who}", f"person{who}@firm-beispiel.example"), person.format("Fred", OWNER),
        "CREATED:20260101T000000Z", "DESCRIPTION:Let us talk about it at length\\, so that all is said\\n",
        "LAST-MODIFIED:20260101T000000Z", f"LOCATION:{random.choice(['Cafe Nord', '', 'Zoom'])}", "SEQUENCE:0",
        "STATUS:CONFIRMED", "SUMMARY:Talk", "TRANSP:OPAQUE", "END:VEVENT", "",
    ]  # fmt: skip
    if number % 100 == 0:
        lines.insert(1, "RRULE:FREQ=WEEKLY;COUNT=52")
    return "\r\n".join(lines)


def entries(folder: Path, rows: int) -> Path:
    """So many in a file of that folder."""
    make(folder / "calendar.ics", rows)
    return folder / "calendar.ics"


FORMATS: Mapping[str, Callable[[Path, int], Path]] = {"Calendar entries": entries}


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
