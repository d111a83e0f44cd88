"""Friends and requests as people: Facebook tells names alone, so each row is a person of its own until confirmed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from ...facts.observations import Observation
from ...facts.seen import SeenRequest, Suggestion, Who
from ...facts.values import fold
from ..meta.people import People, Person, same_names
from .lists import Row
from .profile import Owner

NETWORK = "facebook"
_NO_NOTE = "a friend request on Facebook carries no note"
_ANCHORS = {
    "friends": "friend since",
    "received": "asked on",
    "sent": "was asked on",
    "rejected": "declined on",
    "removed": "removed on",
}


def add_lists(people: People, listed: Mapping[str, Sequence[Row]], on: date) -> list[SeenRequest]:
    """Puts everybody on the lists among the people, and gives the requests, oldest first.

    The key is the name and the day; namesakes of one day are numbered in the order of their moments.
    """
    linked = Observation("connected_on", frozenset({NETWORK}), "Facebook friends", on, "records")
    made: list[SeenRequest] = []
    for part, rows in listed.items():
        for row in sorted(rows, key=lambda one: one.at or datetime.max):  # noqa: DTZ901
            day = row.at.date() if row.at else None
            person = people.named(row.name, f"{_ANCHORS[part]} {day or 'an unknown day'}", part)
            match part:
                case "friends":
                    person.is_connection, person.since = True, day
                    person.observations.append(linked)
                case "received":
                    made.append(_incoming(person, row, on))
                case "sent":
                    made.append(SeenRequest(person.who, NETWORK, "outgoing", row.at))
                case "rejected":
                    # the moment is that of the answer; when they had asked is not told
                    made.append(SeenRequest(person.who, NETWORK, "incoming", None, "", "declined", day))
    return sorted(made, key=lambda one: one.asked_at or datetime.min)  # noqa: DTZ901


def _incoming(person: Person, row: Row, on: date) -> SeenRequest:
    day = row.at.date() if row.at else on
    note = Observation("note", "none", "Facebook requests", day, "asker")
    return SeenRequest(person.who, NETWORK, "incoming", row.at, observations=(note,), note_reason=_NO_NOTE)


def suggestions(people: People) -> list[Suggestion]:
    """Who may be whom, where just one bears the name.

    A request is never taken for a friend of the same name: a friend cannot ask again, but an impostor does.
    """
    friends, asking = people.of_part("friends"), people.of_part("received")
    talking = [one for one in people if one.part == "conversation"]
    made = same_names(talking, friends, "your only friend on Facebook of this name")
    strangers = [one for one in talking if fold(one.who.name) not in friends]
    made += same_names(strangers, asking, "the only one of this name who asks you on Facebook")
    for part, why in (
        ("removed", "the only one of this name whom you removed from your friends"),
        ("rejected", "the only one of this name whom you declined before"),
    ):
        some = [one for several in asking.values() for one in several]
        made += same_names(some, people.of_part(part), why)
    return made


def owner_of(one: Owner) -> Who | None:
    """The owner as a profile; None where the export does not tell."""
    if not one.name:
        return None
    url = ""
    if one.key:
        page = f"profile.php?id={one.key}" if one.key.isdecimal() else one.key
        url = f"https://www.facebook.com/{page}"
    return Who(NETWORK, one.key or f"?{fold(one.name)}|owner", one.name, bool(one.key), url, one.emails)
