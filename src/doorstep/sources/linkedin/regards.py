"""Recommendations and endorsements: who spoke up for whom, when, and whether it speaks of common work."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b

from ...facts.observations import Observation
from ...facts.seen import SeenInteraction, Suggestion
from ...facts.text import clean_line
from ...facts.values import fold
from ..addresses import linkedin_url
from ..tables import Shape, Table, skip
from .dates import Days, asked_at_of, stamp_of
from .names import FIRST_NAME, LAST_NAME, NAME_LIMIT, Slugs, full_name
from .people import People

RECOMMENDATIONS = Shape(
    "LinkedIn Recommendations",
    {
        "first": FIRST_NAME,
        "last": LAST_NAME,
        "company": ("Company",),
        "text": ("Text",),
        "on": ("Creation Date",),
        "status": ("Status",),
    },
    must=("first", "text"),
)
ENDORSEMENTS = Shape(
    "LinkedIn Endorsements",
    {
        "first": ("Endorser First Name", "Endorsee First Name"),
        "last": ("Endorser Last Name", "Endorsee Last Name"),
        "url": ("Endorser Public Url", "Endorsee Public Url"),
        "on": ("Endorsement Date",),
        "skill": ("Skill Name",),
        "status": ("Endorsement Status", "Status"),
    },
    must=("first", "skill"),
)
_WORKED = re.compile(
    r"work(?:ed|ing) (?:closely |directly )?(?:with|together|alongside|for me)"
    r"|my (?:colleague|manager|team ?mate)"
    r"|(?:reported|reports) to (?:me|him|her|them)|i managed|zusammengearbeitet|zusammenarbeit"
    r"|travaillé (?:avec|ensemble)|trabaj(?:é|amos) (?:con|juntos)|trabalh(?:ei|amos) (?:com|juntos)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Regard:
    """A recommendation or an endorsement: whose, when, and the words in it that speak of common work."""

    name: str
    slug: str
    url: str
    kind: str
    direction: str
    at: datetime
    key: str
    company: str = ""
    cue: str = ""


def recommendations(table: Table, direction: str) -> list[Regard]:
    """Who recommended the owner (in) or whom the owner recommended (out)."""
    found = []
    for line, (first, last, company, text, on, _, _) in table:
        name, at = full_name(first, last), stamp_of(on) or asked_at_of(on)
        if not name or at is None:
            skip(table.seen, line, "no name" if not name else f"no date in `{clean_line(on, 40)}`")
            continue
        table.seen.saw(at.date())
        cue = _WORKED.search(text)
        key = _key("recommendation", direction, name, str(at.date()))
        words = clean_line(cue[0], 60) if cue else ""
        workplace = clean_line(company, NAME_LIMIT)
        found.append(Regard(name, "", "", "recommendation", direction, at, key, workplace, words))
    table.seen.kept = len(found)
    return found


def endorsements(table: Table, direction: str, slugs: Slugs) -> list[Regard]:
    """Who endorsed the owner (in) or whom the owner endorsed (out), one each skill."""
    found, days = [], Days()
    for line, (first, last, url, on, skill, _, _) in table:
        name, day = full_name(first, last), days[on.partition(" ")[0]]
        if day is None or not (name or slugs[url]):
            skip(table.seen, line, "no name" if day else f"no date in `{clean_line(on, 40)}`")
            continue
        at = stamp_of(on) or datetime(day.year, day.month, day.day)  # noqa: DTZ001  the file states no zone
        table.seen.saw(day)
        slug = slugs[url]
        key = _key("endorsement", direction, slug or name, str(at), skill)
        found.append(Regard(name or slug, slug, linkedin_url(url), "endorsement", direction, at, key))
    table.seen.kept = len(found)
    return found


def add_regards(found: Iterable[Regard], people: People) -> list[SeenInteraction]:
    """The interactions of recommendations and endorsements; who has no address is there by name and day."""
    made = []
    for one in found:
        if one.slug:
            person = people.exact(one.slug, one.name, one.url)
        else:
            key = f"?{people.name_keys[one.name]}|{one.kind} {one.direction} {one.at.date()}"
            person = people.named(key, one.name)
        made.append(SeenInteraction(person.who, one.key, one.kind, one.direction, one.at))
    return made


def suggestions(found: Iterable[Regard], people: People, workplaces: dict[str, str], on: date) -> list[Suggestion]:
    """`worked_together` where a recommendation says so, about the only connection of that name if any."""
    made = []
    for one in found:
        if one.kind != "recommendation":
            continue
        shared = workplaces.get(fold(one.company), "")
        if not one.cue and not shared:
            continue
        key = f"?{people.name_keys[one.name]}|{one.kind} {one.direction} {one.at.date()}"
        person = people.only_connection_named(one.name) or people.get(key)
        if person is None:
            continue
        why = f"a recommendation says “{one.cue}”" if one.cue else f"a recommendation names {shared}, as you do"
        seen = Observation("worked_together", True, "LinkedIn recommendations", on, "records")
        made.append(Suggestion("fact", person.who, why, observation=seen))
    return made


def _key(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
