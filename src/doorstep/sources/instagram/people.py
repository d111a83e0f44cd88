"""Followers, requests and blocked accounts as people, by their user names; conversations have display names alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from ...facts.observations import Observation
from ...facts.seen import SeenRequest, Suggestion, Who
from ...facts.values import fold
from ..meta.people import People, Person
from .lists import Row
from .profile import Owner
from .users import profile_url

NETWORK = "instagram"
CLOSE = 4  # the level of trust that is suggested for a close friend
_REGARDS = (("restricted", "mixed", "Instagram restricted accounts"), ("blocked", "bad", "Instagram blocked accounts"))

Lists = Mapping[str, Sequence[Row]]


def add_lists(people: People, listed: Lists, *, is_public: bool, on: date) -> None:
    """Puts everybody on the lists among the people: who follows is a connection.

    Where everybody may follow without asking (`is_public`), only who is followed back is one.
    """
    users = {row.user for rows in listed.values() for row in rows}
    followed = {row.user for row in listed["following"]}
    linked = Observation("connected_on", frozenset({NETWORK}), "Instagram followers", on, "records")
    for part in ("followers", "following", "received", "sent", "restricted", "blocked", "close"):
        for row in listed[part]:
            person = _person(people, row, users)
            if part == "followers" and (not is_public or not followed.isdisjoint((row.user, row.former))):
                since = row.at.date() if row.at else None
                if not person.is_connection:
                    person.observations.append(linked)
                    person.is_connection, person.since = True, since
                elif since and (person.since is None or since < person.since):
                    person.since = since
    _add_regards(people, listed, on)


def requests(people: People, listed: Lists) -> list[SeenRequest]:
    """The requests, oldest first, each once: accepted where the other side follows, or is followed, by now."""
    made: dict[tuple[str, str, datetime | None], SeenRequest] = {}
    for part, answered, direction in (("received", "followers", "incoming"), ("sent", "following", "outgoing")):
        since = {row.user: row.at for row in listed[answered]}
        for row in listed[part]:
            person = people.get(row.user)
            assert person is not None  # add_lists put them there
            request = SeenRequest(person.who, NETWORK, direction, row.at)
            at = since.get(row.user)
            if row.user in since and (at is None or row.at is None or at >= row.at):
                request = replace(request, state="accepted", answered_on=at.date() if at else None)
            made[direction, row.user, row.at] = request
    return sorted(made.values(), key=lambda one: one.asked_at or datetime.min)  # noqa: DTZ901


def suggestions(people: People, listed: Lists, on: date) -> list[Suggestion]:
    """That a close friend may be trusted, and who the people in conversations may be."""
    made = []
    for user in dict.fromkeys(row.user for row in listed["close"]):
        person = people.get(user)
        assert person is not None  # add_lists put them there
        seen = Observation("trust", CLOSE, "Instagram close friends", on, "records")
        made.append(
            Suggestion("fact", person.who, "they are on your list of close friends on Instagram", observation=seen)
        )
    for row in (row for rows in listed.values() for row in rows if row.former):
        one, other = people.get(row.user), people.get(row.former)
        if one is not None and other is not None:
            made.append(Suggestion("same_person", one.who, "one entry names both accounts", other=other.who))
    by_letters: dict[str, list[Person]] = {}
    for person in people:
        if person.who.exact:
            for letters in {_letters(person.who.key), _letters(person.who.name)} - {""}:
                by_letters.setdefault(letters, []).append(person)
    for person in people:
        same = by_letters.get(_letters(person.who.name), ()) if not person.who.exact else ()
        if len(same) == 1:
            why = f"the only account among yours that reads like this name: {same[0].who.key}"
            made.append(Suggestion("same_person", person.who, why, other=same[0].who))
    return made


def owner_of(one: Owner, user: str) -> Who | None:
    """The owner as a profile; `user` is the name in the export's own name. None where neither tells."""
    key = one.user or user
    return Who(NETWORK, key, one.name or key, True, profile_url(key)) if key else None


def _person(people: People, row: Row, users: set[str]) -> Person:
    person = people.get(row.user)
    if person is None:
        person = people.exact(Who(NETWORK, row.user, row.name or row.user, True, profile_url(row.user)))
    if row.name and person.who.name == row.user:
        person.who = replace(person.who, name=row.name)
    # a name that somebody else bears by now says nothing of who bore it
    if row.former and row.former not in users and row.former not in person.who.former:
        person.who = replace(person.who, former=(*person.who.former, row.former))
    return person


def _add_regards(people: People, listed: Lists, on: date) -> None:
    """Blocked is bad history, restricted mixed; of both, the worse."""
    blocked = {row.user for row in listed["blocked"]}
    for part, value, source in _REGARDS:
        for row in listed[part]:
            person = people.get(row.user)
            assert person is not None  # add_lists put them there
            if part == "blocked" or row.user not in blocked:
                day = min(row.at.date(), on) if row.at else on
                person.observations.append(Observation("history", value, source, day, "records"))


def _letters(name: str) -> str:
    """Letters and digits alone; nothing for a name too short to tell one from another."""
    letters = "".join(char for char in fold(name) if char.isalnum())
    return letters if len(letters) > 3 else ""
