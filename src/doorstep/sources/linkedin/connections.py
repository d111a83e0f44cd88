"""Connections.csv: who is connected with the owner, since when, and where they say that they work."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ...facts.text import clean_line
from ..addresses import linkedin_url
from ..tables import Shape, Table, skip
from .dates import Days
from .names import NAME_LIMIT, Slugs, full_name, name_key
from .people import People, Person

SHAPE = Shape(
    "LinkedIn Connections",
    {
        "first": ("First Name", "Vorname"),
        "last": ("Last Name", "Nachname"),
        "url": ("URL", "Profile URL", "Profil-URL"),
        "email": ("Email Address", "E-Mail-Adresse", "E-Mail Address", "Email"),
        "company": ("Company", "Unternehmen", "Firma"),
        "on": ("Connected On", "Verbunden am", "Vernetzt am"),
    },
    must=("first", "on"),
)


@dataclass(frozen=True, slots=True)
class Connection:
    """One row with a person in it; `slug` is empty in archives from before mid 2023."""

    name: str
    slug: str
    url: str
    email: str
    company: str
    since: date | None


def rows(table: Table, slugs: Slugs) -> list[Connection]:
    """The rows with a person. Rows with only a date (closed or hidden accounts) are counted and left out."""
    seen, days = table.seen, Days()
    found: list[Connection] = []
    nameless = 0
    for line, (first, last, url, email, company, on, _) in table:
        since = days[on]
        seen.saw(since)
        name = full_name(first, last)
        slug = slugs[url]
        if not name and not slug:
            nameless += 1
            continue
        if since is None:
            reason = f"no date in `{clean_line(on, 40)}`" if on.strip() else "no date in `Connected On`"
            skip(seen, line, f"{reason}; kept without one")
        if url.strip() and not slug:
            skip(seen, line, "the address is not a LinkedIn profile's; kept without it")
        found.append(
            Connection(
                name or slug,
                slug,
                linkedin_url(url) if slug else "",
                clean_line(email, 320).casefold(),
                clean_line(company, NAME_LIMIT),
                since,
            )
        )
    if nameless:
        table.warnings.append(
            f"{nameless} connection{'s' if nameless > 1 else ''} without a name: "
            "members who closed or hid their account; no people were made of them"
        )
    seen.kept = len(found)
    return found


def add_to(people: People, found: list[Connection]) -> None:
    """Puts the connections among the people. Without an address the key is the name and the day.

    Namesakes of one day are numbered in the file's order, which is the one thing that stays.
    """
    for row in found:
        if row.slug:
            emails = (row.email,) if row.email else ()
            _connect(people.exact(row.slug, row.name, row.url, emails), row)
    unnamed = [row for row in found if not row.slug]
    nth: Counter[str] = Counter()
    for row in sorted(unnamed, key=lambda one: one.name):
        anchor = f"{name_key(row.name)}|connected {row.since or 'on an unknown day'}"
        nth[anchor] += 1
        key = f"?{anchor}" if nth[anchor] == 1 else f"?{anchor} #{nth[anchor]}"
        _connect(people.named(key, row.name, (row.email,) if row.email else ()), row)


def _connect(person: Person, row: Connection) -> None:
    if person.is_connection and person.since is not None:
        if row.since is not None and row.since < person.since:
            person.since = row.since
        return
    person.is_connection, person.since = True, row.since
    person.company = row.company or person.company
