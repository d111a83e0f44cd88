"""From a calendar file's bytes to its entries with people: one block at a time, and no more of it than is needed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import IO

from ...facts.text import clean_line
from ..members import MIB
from .times import Moment, Zones, length_of, moment_of, offset_of, zone_of

LONGEST_ENTRY = 16 * MIB
NAME_LIMIT = 1000
PLANNED = "@agenda.doorstep.invalid"  # how the entries of doorstep's own agenda are named: plans, no meetings
_IS_PLANNED = re.compile(rf"^UID[^:\r\n]*:[^\r\n]*{re.escape(PLANNED)}\s*$", re.MULTILINE | re.IGNORECASE)
_BEGIN, _END = b"BEGIN:VEVENT", b"END:VEVENT"
_FOLD = re.compile(rb"\r?\n[ \t]")
_QUOTED = re.compile(r'((?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*):(.*)')
_PARAM = re.compile(r';([\w-]+)=("[^"]*"|[^;]*)')
_NOT_PEOPLE = frozenset({"RESOURCE", "ROOM"})
_NOT_A_PERSONS = (".calendar.google.com",)  # the addresses of group, room and imported calendars
_RULES = frozenset({"RRULE", "RDATE", "EXDATE"})
_WORDS = frozenset(["URL", "CONFERENCE", "DESCRIPTION", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"])
_LINE = re.compile(
    r"^(UID|DTSTART|DTEND|DURATION|DTSTAMP|LAST-MODIFIED|STATUS|SEQUENCE|RECURRENCE-ID|RRULE|RDATE|EXDATE|ATTENDEE"
    r"|ORGANIZER|LOCATION|SUMMARY|DESCRIPTION|URL|CONFERENCE|X-GOOGLE-CONFERENCE|X-MICROSOFT-SKYPETEAMSMEETINGURL)"
    r"([;:][^\r\n]*)",
    re.MULTILINE,
)
_STAMP = re.compile(r"^(DTSTAMP|LAST-MODIFIED):(\d{8}T\d{6}Z)", re.MULTILINE)
_INNER = re.compile(r"^BEGIN:(\w+)[\s\S]*?(?:^END:\1|\Z)", re.MULTILINE)  # alarms, which name people of their own


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody named in an entry: address, name, and what they answered (accepted, declined … or nothing)."""

    address: str
    name: str
    answer: str


@dataclass(slots=True)
class Entry:
    """One entry of a calendar with somebody in it.

    `words` are the place and whatever else tells a meeting from a call: they are looked at and never kept.
    `zone` is that of its beginning, `rules` the lines that say how it repeats; `is_wide` holds where
    a group was asked, however large.
    """

    row: int
    uid: str
    instance: str
    start: Moment
    ends: datetime
    length: timedelta
    zone: str
    version: tuple[int, str]
    is_cancelled: bool
    is_wide: bool
    organizer: Guest | None
    guests: tuple[Guest, ...]
    place: str
    words: str
    rules: tuple[str, ...] = ()


@dataclass(slots=True)
class Heading:
    """What a calendar says of itself. `stamp` is the newest moment at which something in it was written."""

    name: str = ""
    is_google: bool = False
    stamp: str = ""
    zones: Zones = field(default_factory=Zones)
    entries: int = 0


def blocks(file: IO[bytes], heading: Heading) -> Iterator[tuple[int, str | None]]:
    """Each entry's line and its text, unfolded as bytes and only then decoded; None for one that has no end.

    The heading is filled on the way.
    """
    buffer, line, is_first = b"", 1, True
    while True:
        chunk = file.read(MIB)
        buffer += chunk
        at = 0
        while (end := buffer.find(_END, at)) >= 0:
            begin = buffer.rfind(_BEGIN, at, end)
            if begin >= 0:
                if is_first:
                    _head(_text(buffer[:begin]), heading)
                    is_first = False
                broken = buffer.find(_BEGIN, at, begin)
                if broken >= 0:
                    yield line + buffer.count(b"\n", at, broken), None
                yield line + buffer.count(b"\n", at, begin), _text(buffer[begin + len(_BEGIN) : end])
            line += buffer.count(b"\n", at, end)
            at = end + len(_END)
        buffer = buffer[at:]
        if not chunk:
            if is_first:
                _head(_text(buffer), heading)
            if _BEGIN in buffer:
                yield line + buffer.count(b"\n", 0, buffer.find(_BEGIN)), None
            return
        if len(buffer) > LONGEST_ENTRY:
            line += buffer.count(b"\n")
            buffer = b""


def entry_of(row: int, text: str, heading: Heading) -> Entry | str:
    """The entry that a block tells of, or why it is none that can be read; empty where nobody else is in it."""
    heading.entries += 1
    if PLANNED in text.casefold() and _IS_PLANNED.search(text):
        return "it is a plan from your doorstep agenda, and no meeting; note the call once it has taken place"
    if "ATTENDEE" not in text and not heading.is_google:
        for _, value in _STAMP.findall(text):
            heading.stamp = max(heading.stamp, value)
        return ""
    found: dict[str, tuple[str, str]] = {}
    guests: list[tuple[str, str]] = []
    rules: list[str] = []
    words = ""
    for name, rest in _LINE.findall(_INNER.sub("", text) if "BEGIN:" in text else text):
        if '"' in rest and (split := _QUOTED.fullmatch(rest)):
            params, value = split[1], split[2]
        else:
            params, _, value = rest.partition(":")
        if name == "ATTENDEE":
            guests.append((params, value))
        elif name in _RULES:
            rules.append(f"{name}{params}:{value}")
        elif name in _WORDS:
            words += f" {value[:20_000]}"
        else:
            found.setdefault(name, (params, value))
    stamp = max(found.get("DTSTAMP", ("", ""))[1], "" if heading.is_google else found.get("LAST-MODIFIED", ("", ""))[1])
    if len(stamp) == 16:
        heading.stamp = max(heading.stamp, stamp)
    if not guests:
        return ""
    params, value = found.get("DTSTART", ("", ""))
    zone = "UTC" if value.rstrip().endswith(("Z", "z")) else _param(params, "TZID")
    start = moment_of(value, zone, heading.zones)
    if start is None:
        return f"no time in `{clean_line(value, 40)}`" if value else "it does not say when it begins"
    length = _length(found, start, zone, heading.zones)
    if length is None:
        return "it ends before it begins, or lasts for more than a year"
    people = [one for one in (_guest(*pair) for pair in guests) if one is not None]
    by = _guest(*found["ORGANIZER"]) if "ORGANIZER" in found else None
    sequence = found.get("SEQUENCE", ("", "0"))[1].strip()
    instance = found.get("RECURRENCE-ID", ("", ""))[1].strip()
    uid = found.get("UID", ("", ""))[1].strip()[:500]
    return Entry(
        row, uid or f"{value}|{'|'.join(one.address for one in people)}", instance, start, start.utc + length, length,
        zone, (int(sequence) if sequence.isdecimal() and len(sequence) < 9 else 0, stamp),
        found.get("STATUS", ("", ""))[1].strip().upper() == "CANCELLED",
        any("CUTYPE=GROUP" in params.upper() for params, _ in guests),
        by, tuple(people), _unescaped(found.get("LOCATION", ("", ""))[1])[:2000],
        f"{found.get('SUMMARY', ('', ''))[1][:500]}{words}",
        tuple(rules),
    )  # fmt: skip


def _length(found: dict[str, tuple[str, str]], start: Moment, zone: str, zones: Zones) -> timedelta | None:
    """How long it lasts; None where that cannot be."""
    if "DTEND" in found:
        params, value = found["DTEND"]
        end = moment_of(value, _param(params, "TZID") or zone, zones)
        length = end.utc - start.utc if end is not None else None
    elif "DURATION" in found:
        length = length_of(found["DURATION"][1])
    else:
        length = timedelta(days=1) if start.is_day else timedelta()
    return length if length is not None and timedelta() <= length <= timedelta(days=400) else None


@lru_cache(maxsize=65_536)
def _guest(params: str, value: str) -> Guest | None:
    """The person whom an ATTENDEE or ORGANIZER line names; None for a room, a group, or no address."""
    given = {name.upper(): text.strip('"') for name, text in _PARAM.findall(params)}
    if given.get("CUTYPE", "").upper() in _NOT_PEOPLE | {"GROUP"}:
        return None
    if given.get("ROLE", "").upper() == "NON-PARTICIPANT":
        return None
    address = address_of(value) or address_of(given.get("EMAIL", ""))
    if not address or address.endswith(_NOT_A_PERSONS):
        return None
    name = clean_line(given.get("CN", ""), NAME_LIMIT)
    return Guest(address, "" if name.casefold() == address else name, given.get("PARTSTAT", "").upper())


def address_of(value: str) -> str:
    """`MAILTO:Nadia@…` as an address in lower case, or nothing."""
    address = value.strip()
    if address[:7].casefold() == "mailto:":
        address = address[7:]
    address = clean_line(address, 321).casefold()
    user, _, host = address.partition("@")
    return address if user and "." in host and " " not in address and "@" not in host and len(address) <= 320 else ""


@lru_cache(maxsize=1024)
def _param(params: str, name: str) -> str:
    return next((text.strip('"') for key, text in _PARAM.findall(params) if key.upper() == name), "")


def _head(text: str, heading: Heading) -> None:
    """Name and zone of the calendar, and the offsets of the zones that it defines itself."""
    zone = ""
    for line in text.split("\n"):
        head, _, value = line.rstrip("\r").partition(":")
        match head.partition(";")[0].upper():
            case "X-WR-CALNAME":
                heading.name = clean_line(_unescaped(value), 200)
            case "X-WR-TIMEZONE":
                heading.zones.home = zone_of(value) or heading.zones.home
            case "PRODID":
                heading.is_google = "google inc//google calendar" in value.casefold()
            case "TZID":
                zone = value.strip().strip('"')
            case "TZOFFSETTO":
                offset = offset_of(value)
                # standard time comes last in most files; an hour's error moves no meeting to another day's end
                if zone and offset is not None:
                    heading.zones.offsets[zone] = offset


def _text(block: bytes) -> str:
    if b"\n " in block or b"\n\t" in block:
        block = _FOLD.sub(b"", block)
    try:
        return block.decode("utf-8")
    except UnicodeDecodeError:
        return block.decode("cp1252", errors="replace")


def _unescaped(value: str) -> str:
    return (
        re.sub(r"\\([nN,;\\])", lambda found: " " if found[1] in "nN" else found[1], value) if "\\" in value else value
    )
