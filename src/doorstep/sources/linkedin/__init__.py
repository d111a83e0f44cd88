"""The LinkedIn data archive: one export in, everything that it tells about requests and people out."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from ...errors import EmptyArchiveError, SourceError
from ...facts.observations import Observation
from ...facts.seen import Reading, SeenFile, SeenProfile, Suggestion, Who
from ...facts.values import fold
from ..addresses import linkedin_url
from ..reader import Files
from ..roots import Root
from ..source import Given, Source, no_claim
from ..tables import Shape, Table, table
from . import connections, invitations, messages, others, regards, talks
from .files import LEFT_ALONE, READ, stem_of, tail_of
from .names import Slugs
from .people import NETWORK, People

__all__ = ["NETWORK", "SOURCE"]

NAME = "LinkedIn archive"
_T = TypeVar("_T")
_NAMED = re.compile(r"linkedindataexport_(\d\d)-(\d\d)-(\d{4})", re.IGNORECASE)
_WANTED = ("connections", "invitations", "messages")
_COMPLETE = "ask LinkedIn for the complete archive (the first mail holds only a part, the second follows in a day)"


class _Reader(Files):
    """Reads the files of one archive one by one."""

    def __init__(self, root: Root, given: Given) -> None:
        super().__init__(root, given)
        self.by_stem = {stem_of(key): one for key, one in root.members.items() if "/" not in key}

    def read(self, stem: str, shape: Shape, use: Callable[[Table], _T]) -> _T | None:
        member = self.by_stem.get(stem)
        if member is None:
            return None
        limits = self.given.limits
        limit, most = (
            (limits.stream_bytes, limits.stream_rows) if stem == "messages" else (limits.member_bytes, limits.rows)
        )
        with self.file(member, READ[stem]) as seen:
            with table(member, shape, seen, limit, self.given.progress, most=most) as rows:
                found = use(rows)
            self.warnings += [f"{member.path}: {warning}" for warning in rows.warnings]
            return found
        return None


def _read(root: Root, given: Given) -> Reading:
    """What the archive tells. EmptyArchiveError where nothing about people could be read from it."""
    reader = _Reader(root, given)
    slugs, people = Slugs(), People()
    profile_name = reader.read("profile", others.PROFILE, others.owner_name) or ""
    workplaces = reader.read("positions", others.POSITIONS, others.employers) or {}
    connected = reader.read("connections", connections.SHAPE, lambda rows: connections.rows(rows, slugs)) or []
    invited = (
        reader.read("invitations", invitations.SHAPE, lambda rows: invitations.rows(rows, slugs, profile_name)) or []
    )
    threads = reader.read("messages", messages.SHAPE, lambda rows: messages.threads(rows, slugs)) or {}
    spoken_for: list[regards.Regard] = []
    for stem, direction in (("recommendationsreceived", "in"), ("recommendationsgiven", "out")):
        use = partial(regards.recommendations, direction=direction)
        spoken_for += reader.read(stem, regards.RECOMMENDATIONS, use) or []
    for stem, direction in (("endorsementreceivedinfo", "in"), ("endorsementgiveninfo", "out")):
        use = partial(regards.endorsements, direction=direction, slugs=slugs)
        spoken_for += reader.read(stem, regards.ENDORSEMENTS, use) or []
    notes = reader.read("notes", others.NOTES, lambda rows: others.private_notes(rows, slugs)) or []
    _span_of_messages(reader, threads)
    if not (connected or invited or threads or spoken_for):
        raise _nothing_in(reader)

    reading = Reading(NAME, _exported_on(reader, given.today), files=reader.files, warnings=reader.warnings)
    on = reading.exported_on
    name, slug = _owner(reader, profile_name, invited, threads, slugs)
    if name or slug:
        url = linkedin_url(f"linkedin.com/in/{slug}") if slug else ""
        reading.owner = Who(NETWORK, slug or f"?{people.name_keys[name]}|owner", name or slug, bool(slug), url)
    connections.add_to(people, connected)
    reading.requests = [made for _, made in invitations.requests(invited, people, name, on)]
    if threads and not (slug or name):
        reading.warnings.append(
            "messages.csv: cannot tell which side is you, so no message counts; "
            "give Profile.csv or Invitations.csv with it"
        )
    elif threads:
        reading.interactions = talks.interactions(threads, people, slugs, slug, name)
    reading.interactions += regards.add_regards(spoken_for, people)
    suggestions = others.suggestions(notes, people, on)
    suggestions += regards.suggestions(spoken_for, people, workplaces, on)
    reading.profiles, more = _profiles(people, workplaces, on, slug)
    reading.suggestions = suggestions + more
    _say_what_is_missing(reader, reading)
    if not (reading.profiles or reading.requests or reading.interactions):
        raise _nothing_in(reader, reading.warnings)
    return reading


def _profiles(
    people: People, workplaces: dict[str, str], on: date, owner: str
) -> tuple[list[SeenProfile], list[Suggestion]]:
    """Everybody in the archive but its owner, and what may be confirmed about them."""
    linked = Observation("connected_on", frozenset({NETWORK}), "LinkedIn connections", on, "records")
    worked = Observation("worked_together", True, "LinkedIn positions", on, "records")
    made: list[SeenProfile] = []
    suggestions: list[Suggestion] = []
    for person in people:
        if person.who.key == owner:
            continue
        seen: tuple[Observation, ...] = (linked,) if person.is_connection else ()
        if person.company:
            seen += (Observation("company", person.company, "LinkedIn connections", on, "asker"),)
            mine = workplaces.get(fold(person.company))
            if mine:
                why = f"{mine} is among your own employers"
                suggestions.append(Suggestion("fact", person.who, why, observation=worked))
        made.append(SeenProfile(person.who, seen, person.is_connection, person.since))
        if not person.who.exact and not person.is_connection:
            same = people.only_connection_named(person.who.name)
            if same is not None:
                why = "the only connection of this name"
                suggestions.append(Suggestion("same_person", person.who, why, other=same.who))
    return made, suggestions


def _owner(
    reader: _Reader,
    profile_name: str,
    invited: list[invitations.Invitation],
    threads: dict[str, messages.Thread],
    slugs: Slugs,
) -> tuple[str, str]:
    """The owner's name and slug; several of either are warned of, and the most frequent one is taken."""
    by_slug = invitations.owner_slugs(invited)
    names: Counter[str] = invitations.owner_names(invited)
    name = profile_name or (names.most_common(1)[0][0] if names else "")
    if len(by_slug) > 1:
        reader.warnings.append(
            "Invitations.csv: several owners (" + ", ".join(sorted(by_slug)[:5]) + "): "
            "you changed your address, or two archives were mixed; the most frequent one is taken for you"
        )
    slug = by_slug.most_common(1)[0][0] if by_slug else talks.likely_owner(threads, slugs, name)
    return name, slug


def _exported_on(reader: _Reader, today: date) -> date:
    """The day in the archive's name; else the newest day in its files that is not to come."""
    for month, day, year in reversed(_NAMED.findall(reader.root.name)):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    days = [min(seen.last, today) for seen in reader.files if seen.last is not None]
    if days:
        reader.warnings.append(
            f"the archive's name tells no date: taken as of {max(days)}, the newest day in its files"
        )
        return max(days)
    raise EmptyArchiveError(
        "recognised as LinkedIn's, but neither its name nor any row in it has a date",
        place=reader.root.name,
        next_step="Keep the archive's own name, as in Complete_LinkedInDataExport_11-01-2026.zip.",
    )


def _span_of_messages(reader: _Reader, threads: dict[str, messages.Thread]) -> None:
    for seen in reader.files:
        if seen.read_as == READ["messages"]:
            days = [message.at for thread in threads.values() for message in thread.messages]
            if days:
                seen.first, seen.last = min(days).date(), max(days).date()


def _say_what_is_missing(reader: _Reader, reading: Reading) -> None:
    for stem in _WANTED:
        if stem not in reader.by_stem:
            name = "messages.csv" if stem == "messages" else f"{stem.capitalize()}.csv"
            reading.warnings.append(f"{name} is missing: {_COMPLETE}")
    for stem, member in sorted(reader.by_stem.items()):
        if stem in LEFT_ALONE:
            reading.files.append(SeenFile(member.path, LEFT_ALONE[stem]))


def _nothing_in(reader: _Reader, warnings: list[str] | None = None) -> SourceError:
    """The error for an archive that was recognised and told nothing: the file's own if there is just one."""
    if len(reader.errors) == 1 and len(reader.files) == 1:
        return reader.errors[0]
    why = [f"{error.place}: {error.message}" for error in reader.errors]
    why += [f"{seen.name}: no rows" for seen in reader.files if not seen.kept and not seen.skipped]
    why += [f"{one.place}: {one.reason}" for seen in reader.files for one in seen.skipped[:1] if one.row]
    why += warnings or []
    return EmptyArchiveError(
        "recognised as LinkedIn's, but there is no connection, invitation or message in it: "
        + ("; ".join(why) or "none of the files with people is there"),
        place=reader.root.name,
        next_step=_COMPLETE[0].upper() + _COMPLETE[1:] + ".",
    )


SOURCE = Source(name=NAME, networks=(NETWORK,), tail_of=tail_of, claims=no_claim, read=_read)
