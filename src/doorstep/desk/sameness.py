"""Who may be one person: pairs side by side, with reasons and strength, those that would change an answer first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..errors import NotFoundError, UsageError
from ..facts.observations import Observation
from ..facts.record import replace as replaced
from ..facts.text import clean_line
from ..facts.values import fold
from ..ledger import Change, Person, Profile
from ..studies.persons import LIKELY, POSSIBLE, SURE, Sign, likeness, match, words_of
from .deciding import CameBack, reconsider
from .home import Desk
from .inbox import Item, items
from .people import find, network_named

_STRENGTHS = (SURE, LIKELY, POSSIBLE)
_IDENTIFIERS = ("email", "phone")
_CROWD = 40  # people of one name: beyond that a name tells nothing
_TRIED = 6  # pairs of which it is tried out whether they would change an answer


@dataclass(frozen=True, slots=True)
class Side:
    """One of two: who it is, on which networks, where they work, when there was contact, which requests wait."""

    person: Person
    profiles: tuple[Profile, ...]
    companies: tuple[str, ...]
    first: date | None
    last: date | None
    waiting: tuple[Item, ...]

    def as_dict(self) -> dict[str, object]:
        """The side as `same --json` gives it."""
        return {
            "id": self.person.id, "name": self.person.name,
            "profiles": [{"network": one.network, "key": one.key} for one in self.profiles],
            "companies": list(self.companies), "first": self.first, "last": self.last,
            "waiting": [one.id for one in self.waiting],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one; `changes` says what would become of open requests if they are."""

    one: Side
    other: Side
    strength: str
    reasons: tuple[str, ...]
    changes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """The pair as `same --json` gives it."""
        return {
            "strength": self.strength, "reasons": list(self.reasons), "changes": list(self.changes),
            "one": self.one.as_dict(), "other": self.other.as_dict(),
        }  # fmt: skip


class _Tried(Exception):  # noqa: N818 - never leaves this module
    """Raised to roll back what was only tried."""


def pairs(desk: Desk, open_items: Iterable[Item] | None = None) -> list[Pair]:
    """Who may be one person, the most valuable first; never those of whom the user said that they are not."""
    ledger = desk.ledger
    waiting: dict[int, list[Item]] = {}
    for one in items(desk) if open_items is None else open_items:
        waiting.setdefault(one.request.person_id, []).append(one)
    told: dict[tuple[int, int], list[str]] = {}
    for guess in ledger.suggestions():
        if guess.kind == "same_person" and guess.other_person_id is not None:
            ids = sorted((guess.person_id, guess.other_person_id))
            told.setdefault((ids[0], ids[1]), []).append(guess.reason)
    wanted = set(told) | _alike(ledger.people(), set(waiting))
    apart = ledger.kept_apart()
    wanted = {pair for pair in wanted if frozenset(pair) not in apart}
    sides = _sides(desk, {one for pair in wanted for one in pair}, waiting)
    events = ledger.met_at(sides)
    signs = {one: _sign(side, events.get(one, set())) for one, side in sides.items()}
    found = []
    for first, second in wanted:
        on_one_network = _same_network(sides[first], sides[second])
        # many turn up on one network on one day
        mine, theirs = (replaced(signs[one], days=()) if on_one_network else signs[one] for one in (first, second))
        seen = match(mine, theirs)
        reasons = tuple(told.get((first, second), ()))
        if on_one_network and seen is not None:
            reasons += _asked_on_one_day(desk, sides[first], sides[second])
        if not reasons and (seen is None or (seen.strength == POSSIBLE and on_one_network)):
            continue  # two of one name on one network are two people, unless more speaks for it
        strength = seen.strength if seen else POSSIBLE
        if reasons and strength == POSSIBLE:
            strength = LIKELY
        more = tuple(one for one in (seen.reasons if seen else ()) if one not in reasons)
        found.append(Pair(sides[first], sides[second], strength, reasons + more))
    return _most_valuable_first(desk, found)


def _alike(people: dict[int, Person], at_the_door: set[int]) -> set[tuple[int, int]]:
    """Pairs of equal names, and for those at the door also of names that are nearly equal."""
    by_name: dict[tuple[str, ...], list[int]] = {}
    by_word: dict[str, list[int]] = {}
    for one in people.values():
        words = words_of(one.name)
        by_name.setdefault(words, []).append(one.id)
        for word in words:
            if len(word) > 1:
                by_word.setdefault(word, []).append(one.id)
    found = {
        (min(one, other), max(one, other))
        for words, some in by_name.items()
        if words and 1 < len(some) <= _CROWD
        for place, one in enumerate(some)
        for other in some[:place]
    }
    for mine in at_the_door & people.keys():
        name = people[mine].name
        near = {it for word in words_of(name) for it in by_word.get(word, ())[:_CROWD]} - {mine}
        found |= {(min(mine, it), max(mine, it)) for it in near if likeness(name, people[it].name)}
    return found


def _sides(desk: Desk, ids: set[int], waiting: dict[int, list[Item]]) -> dict[int, Side]:
    ledger = desk.ledger
    people, profiles = ledger.people(ids), ledger.profiles(ids)
    seen, contacts = ledger.observations(ids), ledger.contact_summaries(ids, desk.today)
    return {
        one: Side(
            people[one],
            tuple(profiles[one]),
            _companies(seen[one]),
            contacts[one].first.date() if contacts[one].first else None,  # type: ignore[union-attr]  # just asked for
            contacts[one].last.date() if contacts[one].last else None,  # type: ignore[union-attr]  # just asked for
            tuple(waiting.get(one, ())),
        )
        for one in ids
    }


def _companies(seen: Iterable[Observation]) -> tuple[str, ...]:
    """Where somebody is said to work, each place once, as it was written."""
    written = sorted(str(one.value) for one in seen if one.fact == "company")
    return tuple({fold(one): one for one in reversed(written)}.values())[::-1]


def _sign(side: Side, events: set[str]) -> Sign:
    days = {one.connected_since.isoformat() for one in side.profiles if one.connected_since}
    days |= {one.request.asked_at.date().isoformat() for one in side.waiting if one.request.asked_at}
    return Sign(
        names={side.person.name, *(one.name for one in side.profiles)},
        companies=side.companies,
        domains={one.key.rpartition("@")[2] for one in side.profiles if one.network == "email"},
        days=days,
        events=events,
    )


def _same_network(one: Side, other: Side) -> bool:
    networks = [{it.network for it in side.profiles if it.network not in _IDENTIFIERS} for side in (one, other)]
    return bool(networks[0] & networks[1])


def _asked_on_one_day(desk: Desk, one: Side, other: Side) -> tuple[str, ...]:
    """That both asked on a network on one day, where it tells but a name of one of them: an old list and a mail."""
    for mine in one.waiting:
        for theirs in other.waiting:
            network = mine.request.network
            asked = [it.request.asked_at.date() for it in (mine, theirs) if it.request.asked_at]
            if network != theirs.request.network or len(asked) < 2 or abs((asked[0] - asked[1]).days) > 1:
                continue
            names = [
                all(it.key.startswith("?") for it in side.profiles if it.network == network) for side in (one, other)
            ]
            if names[0] != names[1]:
                return (f"both asked on {desk.display(network)} on {min(asked)}",)
    return ()


def _most_valuable_first(desk: Desk, found: list[Pair]) -> list[Pair]:
    def order(pair: Pair) -> tuple[bool, int, int, str, int]:
        waits = len(pair.one.waiting) + len(pair.other.waiting)
        return not pair.changes, _STRENGTHS.index(pair.strength), -waits, pair.one.person.name, pair.one.person.id

    ranked = sorted(found, key=order)
    at_the_door = [pair for pair in ranked if pair.one.waiting or pair.other.waiting][:_TRIED]
    tried = {id(pair): replace(pair, changes=_changes(desk, pair)) for pair in at_the_door}
    return sorted((tried.get(id(pair), pair) for pair in ranked), key=order)


def _changes(desk: Desk, pair: Pair) -> tuple[str, ...]:
    """What would become of the requests that wait, tried out and taken back."""
    before = {one.id: one for side in (pair.one, pair.other) for one in side.waiting}
    told: list[str] = []
    seen: set[int] = set()
    try:
        with desk.ledger.change("try") as change:
            desk.ledger.join(pair.one.person.id, pair.other.person.id, change=change)
            for one in items(desk, None, ids=list(before)):
                was = before[one.id].verdict
                seen.add(one.id)
                if one.verdict != was:
                    words = f"{desk.display(one.request.network)}: {was} would become {one.verdict}"
                    told.append(words.replace("_", " "))
            if gone := before.keys() - seen:
                network = before[min(gone)].request.network
                told.append(f"{desk.display(network)}: the two requests would be one")
            raise _Tried
    except _Tried:
        return tuple(told)


def join(desk: Desk, one: str, other: str) -> tuple[Person, list[CameBack]]:
    """Two are one person: the first stays, with everything of the second; and the requests that come back by it."""
    first, second = find(desk, one), find(desk, other)
    with desk.ledger.change("join", person_id=first.id) as change:
        desk.ledger.join(first.id, second.id, change=change)
        kept = desk.ledger.person(first.id)
        return kept, reconsider(desk, [kept.id], change=change)


def keep_apart(desk: Desk, one: str, other: str) -> tuple[Person, Person]:
    """Two are not one person, whatever a file says: remembered for good."""
    first, second = find(desk, one), find(desk, other)
    if first.id == second.id:
        raise UsageError("this is one person here", next_step="doorstep apart NAME NETWORK takes a profile out")
    with desk.ledger.change("keep apart", person_id=first.id) as change:
        part(desk, first.id, second.id, change)
    return first, second


def part(desk: Desk, person_id: int, other_id: int, change: Change) -> None:
    """Two people are kept apart, by every profile that they have on a network."""
    for mine in _pairable(desk, person_id):
        for theirs in _pairable(desk, other_id):
            desk.ledger.keep_apart(mine.id, theirs.id, change=change)


def _pairable(desk: Desk, person_id: int) -> Iterable[Profile]:
    every = desk.ledger.profiles([person_id])[person_id]
    return [one for one in every if one.network not in _IDENTIFIERS] or every


def apart(desk: Desk, name: str, network: str) -> tuple[Person, Person]:
    """Takes the profile on a network out of a person; gives the person who stays and the one it is of now."""
    person = find(desk, name)
    key = network if network in _IDENTIFIERS else network_named(desk, network)
    theirs = [one for one in desk.ledger.profiles([person.id])[person.id] if one.network == key]
    if not theirs:
        raise NotFoundError(f"{clean_line(person.name, 60)} has no profile on {desk.display(key)}")
    others = [one for one in desk.ledger.profiles([person.id])[person.id] if one.id != theirs[-1].id]
    gone = desk.ledger.separate(theirs[-1].id)
    left = desk.ledger.find_profile(others[0].network, others[0].key) if others else None
    return desk.ledger.person(left.person_id if left else gone), desk.ledger.person(gone)
