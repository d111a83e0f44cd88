"""The small tables about the owner: profile, positions, and the owner's notes on people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...facts.observations import Observation
from ...facts.seen import Suggestion
from ...facts.text import clean_line
from ...facts.values import fold
from ..addresses import linkedin_url
from ..tables import Shape, Table, skip
from .dates import Days, asked_at_of
from .names import FIRST_NAME, LAST_NAME, NAME_LIMIT, Slugs, full_name
from .people import People

PROFILE = Shape("LinkedIn Profile", {"first": FIRST_NAME, "last": LAST_NAME}, must=("first", "last"))
POSITIONS = Shape("LinkedIn Positions", {"company": ("Company Name", "Company")}, must=("company",))
NOTES = Shape(
    "LinkedIn Notes",
    {
        "first": ("Connection First Name",),
        "last": ("Connection Last Name",),
        "url": ("Connection Profile URL",),
        "note": ("Note",),
        "on": ("Created On",),
    },
    must=("url", "note"),
)

_MET = re.compile(
    r"\b(?:we )?met (?:at|in|on|him|her|them|through)\b|\bkennengelernt\b|\brencontrée? (?:à|au|chez)\b", re.I
)
_SPOKE = re.compile(r"\b(?:phone|video|zoom) call\b|\bspoke (?:to|with|on)\b|\btelefoniert\b", re.I)


@dataclass(frozen=True, slots=True)
class PrivateNote:
    """A note of the owner's on a connection: not its text, only what it may say, as (fact, words)."""

    name: str
    slug: str
    url: str
    on: date | None
    hints: tuple[tuple[str, str], ...]


def owner_name(table: Table) -> str:
    """The name in Profile.csv, or nothing."""
    name = ""
    for _, (first, last, _) in table:
        name = name or full_name(first, last)
    table.seen.kept = 1 if name else 0
    return name


def employers(table: Table) -> dict[str, str]:
    """The owner's employers as written, by the form in which they are compared."""
    names = [clean_line(company, NAME_LIMIT) for _, (company, _) in table]
    found = {fold(name): name for name in names if name}
    table.seen.kept = len(names)
    return found


def private_notes(table: Table, slugs: Slugs) -> list[PrivateNote]:
    """The owner's notes on connections: who they are about and what they may say, without their text."""
    found, days = [], Days()
    for line, (first, last, url, note, on, _) in table:
        slug = slugs[url]
        if not slug:
            skip(table.seen, line, "no profile address: the note cannot be given to anybody for certain")
            continue
        day = days[on.partition(" ")[0]] or days[on]
        stamp = None if day else asked_at_of(on)
        hints = [
            (fact, clean_line(match[0], 60))
            for fact, cue in (("met", _MET), ("spoken", _SPOKE))
            if (match := cue.search(note))
        ]
        name = full_name(first, last) or slug
        found.append(PrivateNote(name, slug, linkedin_url(url), stamp.date() if stamp else day, tuple(hints)))
    table.seen.kept = len(found)
    return found


def suggestions(found: Iterable[PrivateNote], people: People, on: date) -> list[Suggestion]:
    """What the owner's own notes may say: `met`, `spoken`."""
    made = []
    for one in found:
        person = people.exact(one.slug, one.name, one.url)
        for fact, words in one.hints:
            seen = Observation(fact, True, "LinkedIn notes", one.on or on, "records")
            made.append(Suggestion("fact", person.who, f"your note says “{words}”", observation=seen))
    return made
