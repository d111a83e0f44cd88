"""The agenda as a calendar file to subscribe to: what to do on which day, and nothing private."""

import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path

from icalendar import Calendar, Event

from ..errors import ConflictError, UsageError
from ..facts.text import clean_line
from ..sources.calendar.entries import PLANNED
from .agenda import Agenda, Entry, week_by_week
from .home import Desk, write_private

PRODUCT = "-//doorstep//agenda//EN"
MAX_LINE = 200
_ONE_DAY = timedelta(days=1)
# What a calendar may show: whoever looks over one's shoulder learns of a plan, and of no reason.
WORDS = {
    "spoken": "a call with {name}",
    "met": "meet {name}",
    "written": "write to {name}",
    "vouched_for": "a word with somebody who knows {name}",
}
LOOK, OTHER, PRIVATE, NOBODY = "get back to {name}", "get in touch with {name}", "a promise to {name}", "somebody"


def write(desk: Desk, found: Agenda, path: Path) -> int:
    """Writes the file whole or not at all, readable by the user alone; how many entries are in it.

    A file that is there already is written anew where doorstep made it, else ConflictError.
    """
    if path.resolve() in (desk.policy_path.resolve(), desk.replies_path.resolve()) or path.suffix.casefold() != ".ics":
        raise UsageError(f"`{path.name}` is no name for a calendar", next_step="name a file that ends in .ics")
    _ensure_ours(path)
    placed = week_by_week(found, desk.today)
    if not path.parent.is_dir():
        raise UsageError("there is no such folder", place=str(path.parent), next_step="make it first")
    made = to_ical(placed, desk.ledger.setting("salt") or "", desk.now().astimezone(UTC))
    write_private(path, made.decode("utf-8"))
    return len(placed)


def to_ical(placed: Sequence[tuple[date, Entry]], salt: str, at: datetime) -> bytes:
    """The calendar as RFC 5545 has it, all of it whole days that block no time."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", "Agenda")
    made.add("refresh-interval", timedelta(hours=12), parameters={"value": "DURATION"})
    for day, one in placed:
        event = Event()
        event.add("uid", _uid(salt, one.id))
        event.add("dtstamp", at)
        event.add("dtstart", day)
        event.add("dtend", day + _ONE_DAY)
        event.add("summary", summary(one))
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())


def summary(one: Entry) -> str:
    """An entry in words that may be seen by others: what and with whom. No network, no rule, no reason."""
    name = clean_line(one.name, MAX_LINE)
    if one.fact == "promise":  # the user's own words, written for the agenda
        return clean_line(one.text, MAX_LINE)
    words = {"promise": PRIVATE, "look": LOOK}.get(one.kind) or WORDS.get(one.fact, OTHER)
    return words.format(name=name or NOBODY)


def _uid(salt: str, number: int) -> str:
    """The same for an entry as long as it is there, and telling nothing."""
    return blake2b(f"{salt} agenda {number}".encode(), digest_size=12).hexdigest() + PLANNED


def _ensure_ours(path: Path) -> None:
    """ConflictError where there is a file that doorstep did not write."""
    if not os.path.lexists(path):
        return
    head = b""
    if path.is_file() and not path.is_symlink():  # anything else might keep one waiting
        with suppress(OSError), path.open("rb") as file:
            head = file.read(200)
    if PRODUCT.encode() not in head:
        raise ConflictError("there is another file already", place=str(path), next_step="give a new name")
