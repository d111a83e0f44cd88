"""Calendars in the ICS format: whom the user met and spoke with, and when; no title is ever kept."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import blake2b

from ...errors import EmptyArchiveError, SourceError
from ...facts.observations import Observation
from ...facts.seen import Problem, Reading, SeenFile, SeenInteraction, SeenProfile, Suggestion, Who
from ..members import MOST_ROWS, Member
from ..roots import Root
from ..source import Given, Source, no_tail
from ..tables import skip, too_many
from .entries import Entry, Guest, Heading, blocks, entry_of
from .meetings import came, is_in_person, others, owner_in
from .series import occurrences
from .times import Moment

__all__ = ["SOURCE"]

NAME = "Calendar"
MOST_REPEATED = 300_000  # repetitions in all
_EMAIL = "email"


@dataclass(slots=True)
class _Calendar:
    """One file as far as it is read: its entries by what they are a version of."""

    seen: SeenFile
    heading: Heading
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class _Person:
    """What the calendars tell of one address: the newest day of each fact, or of a meeting that nobody confirmed."""

    name: str = ""
    days: dict[str, tuple[date, str]] = field(default_factory=dict)
    perhaps: tuple[date, str] | None = None

    def saw(self, fact: str, day: date, calendar: str) -> None:
        """Keeps the newest day of a fact, and the calendar that tells it."""
        if fact not in self.days or (day, calendar) > self.days[fact]:
            self.days[fact] = (day, calendar)


def _claims(key: str, head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].upper() == b"BEGIN:VCALENDAR"


def _read(root: Root, given: Given) -> Reading:
    """What the calendars tell. EmptyArchiveError where nobody else is in them, or nobody can be told from the owner."""
    calendars, errors = [], []
    for member in root.members.values():
        try:
            calendars.append(_opened(member, given))
        except SourceError as error:
            errors.append(error)
    if not calendars:
        raise errors[0]
    as_of = _as_of(calendars, root, given.today)
    reading = Reading(NAME, as_of.date(), files=[one.seen for one in calendars])
    reading.files += [SeenFile(one.place, NAME, skipped=[Problem(one.place, 0, one.message)]) for one in errors]
    newest = _newest_versions(calendars)
    singles = [entry for entry, _ in newest.values()]
    own = owner_in(singles, given.own, [one.heading.name for one in calendars])
    if not own:
        raise _nobody(root, calendars, given.own)
    if not given.own:
        reading.warnings.append(f"{', '.join(sorted(own))} is taken for you: that address is in most entries")
    _profiles(_tell(newest, own, as_of, reading), reading)
    if not (reading.profiles or reading.suggestions):
        raise EmptyArchiveError(
            "the calendar was read, but tells of no meeting with anybody that has been: "
            "both have to have accepted, it has to be past, with a time of day and at most 8 people",
            place=root.name,
            next_step="Export the calendar that holds your meetings, after they have taken place.",
        )
    return reading


def _opened(member: Member, given: Given) -> _Calendar:
    """The entries with people in one file; SourceError where it is damaged or too large."""
    seen = SeenFile(member.path, NAME)
    calendar = _Calendar(seen, Heading())
    done = 0
    with member.open(given.limits.stream_bytes) as file:
        for row, text in blocks(file, calendar.heading):
            seen.rows += 1
            entry = (
                entry_of(row, text, calendar.heading) if text is not None else "it has no end: the file is cut short"
            )
            if isinstance(entry, Entry):
                if len(calendar.entries) == MOST_ROWS:
                    too_many(seen, row)
                    break
                calendar.entries.append(entry)
            elif entry:
                skip(seen, row, entry)
            if text is not None and given.progress is not None and seen.rows % 1000 == 0:
                done = min(done + 1000 * len(text), member.size)
                given.progress(member.path, done, member.size)
    return calendar


def _as_of(calendars: list[_Calendar], root: Root, today: date) -> datetime:
    """The moment (UTC) up to which the calendars tell: Google writes it down, else it is the file's own day."""
    midnight = datetime(today.year, today.month, today.day)  # noqa: DTZ001  the beginning of a day, as moments are held
    stamps = [stamp for one in calendars if (stamp := _stamp(one.heading.stamp)) is not None]
    newest = min(max(stamps), midnight + timedelta(days=1)) if stamps else None
    if newest is not None and all(one.heading.is_google for one in calendars):
        return newest
    days = [member.modified for member in root.members.values() if member.modified is not None]
    if days:
        changed = datetime.combine(max(days), datetime.min.time())
        if newest is None or changed.date() >= newest.date():
            return min(changed, midnight)
    return midnight


def _stamp(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%dT%H%M%SZ")  # noqa: DTZ007  UTC without a zone, as moments are held
    except ValueError:
        return None


def _newest_versions(calendars: list[_Calendar]) -> dict[tuple[str, str], tuple[Entry, _Calendar]]:
    """Of each meeting (and each changed time of one that repeats) the newest version, in whichever calendar it is."""
    newest: dict[tuple[str, str], tuple[Entry, _Calendar]] = {}
    for calendar in calendars:
        for entry in calendar.entries:
            key = (entry.uid, entry.instance)
            held = newest.get(key)
            if held is None or entry.version > held[0].version:
                newest[key] = (entry, calendar)
    return newest


def _tell(
    newest: dict[tuple[str, str], tuple[Entry, _Calendar]], own: frozenset[str], as_of: datetime, reading: Reading
) -> dict[str, _Person]:
    """Adds the meetings that had taken place by then; what they tell of each who was there."""
    people: dict[str, _Person] = {}
    changed: dict[str, dict[str, Entry]] = {}
    for (uid, instance), (entry, _) in newest.items():
        if instance:
            changed.setdefault(uid, {})[instance] = entry
    used: set[str] = set()
    left = MOST_REPEATED
    for (uid, _), (entry, calendar) in newest.items():
        guests = [(one, presence) for one in others(entry, own) if (presence := came(one, entry)) is not False]
        if not guests:
            continue
        in_person, source = is_in_person(entry), _called(calendar)
        fact, kind = ("met", "meeting") if in_person else ("spoken", "call")
        count = 0
        times = _times(entry, changed.get(uid, {}) if left > 0 else None, calendar, as_of)
        left -= len(times) - 1
        for start in times:
            day = start.wall.date()
            for guest, is_sure in guests:
                person = people.setdefault(guest.address, _Person())
                person.name = person.name or guest.name
                if not is_sure:
                    person.perhaps = max(person.perhaps or (day, source), (day, source))
                    continue
                person.saw(fact, day, source)
                key = _key(uid, f"{start.utc:%Y%m%dT%H%M}", guest.address)
                if key not in used:
                    used.add(key)
                    reading.interactions.append(SeenInteraction(_who(guest), key, kind, "both", start.wall))
                count = 1
            calendar.seen.saw(day)
        calendar.seen.kept += count
    if left <= 0:
        reading.warnings.append(f"more than {MOST_REPEATED:,} repetitions: of the rest only the first time counts")
    return people


def _times(entry: Entry, changed: dict[str, Entry] | None, calendar: _Calendar, as_of: datetime) -> list[Moment]:
    """When an entry had taken place by then: once, or each time that it was repeated (not where `changed` is None)."""
    if entry.rules and not entry.instance and changed is not None:
        try:
            return occurrences(entry, changed, as_of, calendar.heading.zones)
        except (ValueError, OverflowError, TypeError) as error:
            reason = str(error) if isinstance(error, ValueError) else "it repeats in a way that cannot be read"
            skip(calendar.seen, entry.row, f"{reason}; only its first time counts")
    return [entry.start] if entry.ends <= as_of else []


def _profiles(people: dict[str, _Person], reading: Reading) -> None:
    """Makes profiles of the people who were there, and questions of those who perhaps were."""
    named = {address: Who(_EMAIL, address, one.name or address) for address, one in people.items()}
    suggestions = []
    for address, person in people.items():
        seen = tuple(
            Observation(fact, True, source, day, "records") for fact, (day, source) in sorted(person.days.items())
        )
        if seen:
            reading.profiles.append(SeenProfile(named[address], seen))
        elif person.perhaps is not None:
            day, source = person.perhaps
            observed = Observation("spoken", True, source, day, "records")
            reason = f"you had a meeting on {day}; the calendar does not tell whether they came"
            suggestions.append(Suggestion("fact", named[address], reason, observation=observed))
    reading.suggestions = suggestions
    reading.interactions = [
        SeenInteraction(named[one.who.key], one.key, one.kind, one.direction, one.at)
        for one in sorted(reading.interactions, key=lambda one: one.at)
    ]


def _called(calendar: _Calendar) -> str:
    """What the calendar is called as a source: by its own name, unless that is an address, else by its file's."""
    name = calendar.heading.name
    if not name or "@" in name:
        name = calendar.seen.name.rpartition("/")[2]
        name = "" if "@" in name else name.removesuffix(".ics")
    return f"your calendar “{name[:60]}”" if name else "your calendar"


def _who(guest: Guest) -> Who:
    return Who(_EMAIL, guest.address, guest.name)


def _key(*parts: str) -> str:
    return "ics " + blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def _nobody(root: Root, calendars: list[_Calendar], own: frozenset[str]) -> SourceError:
    """The error where it cannot be told who the owner is, or where nobody else is in it."""
    if not any(one.entries for one in calendars):
        count = sum(one.heading.entries for one in calendars)
        reasons = [f"{problem.place}: {problem.reason}" for one in calendars for problem in one.seen.skipped[:1]]
        return EmptyArchiveError(
            f"a calendar with {count:,} entries, none of them with other people"
            + (f" ({'; '.join(reasons)})" if reasons else ""),
            place=root.name,
            next_step="Export the calendar that holds your meetings; what has no guests tells of nobody.",
        )
    if own:
        return EmptyArchiveError(
            f"none of your addresses ({', '.join(sorted(own)[:5])}) is in this calendar, so it tells nothing about you",
            place=root.name,
            next_step="Is it somebody else's? If it is yours, say the address that it uses: doorstep me ADDRESS",
        )
    return EmptyArchiveError(
        "it cannot be told which address in this calendar is yours",
        place=root.name,
        next_step="Say which is yours, then import it again: doorstep me ADDRESS",
    )


SOURCE = Source(name=NAME, networks=(_EMAIL,), tail_of=no_tail, claims=_claims, read=_read)
