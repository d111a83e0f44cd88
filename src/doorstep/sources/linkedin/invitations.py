"""Invitations.csv: who asked the owner, whom the owner asked, and what the note was like."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from ...facts.observations import Observation
from ...facts.seen import SeenRequest
from ...facts.text import clean, clean_line
from ...studies.notes import Note, classify
from ..addresses import linkedin_url
from ..tables import Shape, Table, skip
from .dates import asked_at_of
from .names import NAME_LIMIT, Slugs
from .people import NETWORK, People, Person

SHAPE = Shape(
    "LinkedIn Invitations",
    {
        "from": ("From", "Von"),
        "to": ("To", "An"),
        "at": ("Sent At", "Gesendet am"),
        "message": ("Message", "Nachricht"),
        "direction": ("Direction", "Richtung"),
        "inviter": ("inviterProfileUrl",),
        "invitee": ("inviteeProfileUrl",),
    },
    must=("from", "to", "at"),
)
NOTE_LIMIT = 4000
_SOURCE = "LinkedIn invitations"
_DIRECTIONS = {"INCOMING": "incoming", "OUTGOING": "outgoing", "": ""}


@dataclass(frozen=True, slots=True)
class Invitation:
    """One row: the owner's side and the other side, with slugs where there are addresses (since 2023)."""

    direction: str
    owner_name: str
    owner_slug: str
    name: str
    slug: str
    url: str
    at: datetime | None
    note: str


def rows(table: Table, slugs: Slugs, owner_name: str) -> list[Invitation]:
    """The invitations, each once, in the file's order. Without a direction the owner's name tells it."""
    seen = table.seen
    found: dict[Invitation, None] = {}
    for line, (sender, receiver, at, message, direction, inviter, invitee, _) in table:
        way = _DIRECTIONS.get(direction.strip().upper())
        sender, receiver = clean_line(sender, NAME_LIMIT), clean_line(receiver, NAME_LIMIT)
        if way == "" and owner_name and owner_name in (sender, receiver):
            way = "outgoing" if sender == owner_name else "incoming"
        if not way:
            skip(seen, line, f"`Direction` is neither INCOMING nor OUTGOING: `{clean_line(direction, 40)}`")
            continue
        mine, theirs = (sender, receiver) if way == "outgoing" else (receiver, sender)
        my_url, their_url = (inviter, invitee) if way == "outgoing" else (invitee, inviter)
        slug = slugs[their_url]
        if not theirs and not slug:
            skip(seen, line, "nobody is named: most likely a closed account")
            continue
        asked_at = asked_at_of(at)
        if asked_at is None:
            skip(seen, line, f"no date in `{clean_line(at, 40)}`; kept without one")
        seen.saw(asked_at.date() if asked_at else None)
        url = linkedin_url(their_url) if slug else ""
        note = clean(message, NOTE_LIMIT).strip()
        found[Invitation(way, mine, slugs[my_url], theirs or slug, slug, url, asked_at, note)] = None
    seen.kept = len(found)
    return list(found)


def requests(
    found: Iterable[Invitation], people: People, owner_name: str, exported_on: date
) -> list[tuple[Person, SeenRequest]]:
    """The invitations as requests, oldest first: accepted where the other side is a connection, else open.

    Who is not a connection may have been ignored or declined as well: the archive does not tell. Where there
    is only a name, nobody is taken for a connection.
    """
    ordered = sorted(found, key=lambda one: (one.at is not None, one.at or datetime.min))  # noqa: DTZ901
    incoming = [one for one in ordered if one.direction == "incoming"]
    judged = classify(
        [Note(one.slug or one.name, one.note, one.at.date() if one.at else None, one.name) for one in incoming],
        owner=owner_name,
    )
    kinds = dict(zip(incoming, judged, strict=True))
    asked: Counter[str] = Counter()
    nth: Counter[str] = Counter()
    made: list[tuple[Person, SeenRequest]] = []
    for one in ordered:
        if one.slug:
            person = people.exact(one.slug, one.name, one.url)
        else:
            key = f"?{people.name_keys[one.name]}|{one.direction} {one.at or 'on an unknown day'}"
            nth[key] += 1
            person = people.named(key if nth[key] == 1 else f"{key} #{nth[key]}", one.name)
        accepted = person.is_connection
        request = SeenRequest(
            person.who,
            NETWORK,
            one.direction,
            one.at,
            one.note,
            "accepted" if accepted else "open",
            person.since if accepted else None,
        )
        if one.direction == "incoming":
            kind = kinds[one]
            day = one.at.date() if one.at else exported_on
            observations = [
                Observation("note", kind.kind, _SOURCE, day, "asker"),
                Observation("claims_to_know_me", bool(kind.claim), _SOURCE, day, "asker"),
            ]
            if one.slug:
                count = asked[one.slug]
                observations.append(Observation("asked_before", count, _SOURCE, day, "records"))
                asked[one.slug] += 1
            request = replace(request, observations=tuple(observations), note_reason=kind.reason)
        made.append((person, request))
    return made


def owner_slugs(found: Iterable[Invitation]) -> Counter[str]:
    """How often each slug stands on the owner's side."""
    return Counter(one.owner_slug for one in found if one.owner_slug)


def owner_names(found: Iterable[Invitation]) -> Counter[str]:
    """How often each name stands on the owner's side."""
    return Counter(one.owner_name for one in found if one.owner_name)
