"""Two people who may be one: side by side with the reason, joined, kept apart for good, and taken apart again."""

from dataclasses import dataclass

from ..facts.values import as_text
from ..ledger import Merge, OpenSuggestion, Profile
from .deciding import CameBack, reconsider
from .home import Desk
from .known import dossiers


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: who, on which networks, with what facts (by name, in words), how many requests."""

    person_id: int
    name: str
    profiles: tuple[Profile, ...]
    facts: dict[str, str]
    requests: int


@dataclass(frozen=True, slots=True)
class Guess:
    """Something to confirm or not about a person: that another is the same (`sides`), or that a fact holds."""

    suggestion: OpenSuggestion
    question: str
    sides: tuple[Side, ...] = ()


def guesses(desk: Desk, person_id: int) -> list[Guess]:
    """What is guessed about a person and was not answered yet."""
    found = []
    for one in desk.ledger.suggestions(person_id=person_id):
        if one.other_person_id is not None:
            other = one.other_person_id if one.person_id == person_id else one.person_id
            sides = (side(desk, person_id), side(desk, other))
            found.append(Guess(one, "Are these two the same person?", sides))
        elif one.observation is not None and one.observation.fact in desk.catalogue:
            fact = desk.catalogue[one.observation.fact]
            value = as_text(fact, one.observation.value).replace("_", " ")
            question = fact.question if fact.type == "yes/no" else f"{fact.name.replace('_', ' ')}: {value}?"
            found.append(Guess(one, question))
    return found


def side(desk: Desk, person_id: int) -> Side:
    """What there is to tell two people apart by."""
    ledger = desk.ledger
    known = dossiers(ledger, [person_id], desk.today)[person_id].facts(desk.today, desk.catalogue)
    shown = {name: as_text(desk.catalogue[name], one.shown) for name, one in known.items() if name != "on_record"}
    profiles = tuple(ledger.profiles([person_id])[person_id])
    asked = len(ledger.requests(person_id=person_id))
    return Side(person_id, ledger.person(person_id).name, profiles, shown, asked)


def settle(desk: Desk, suggestion_id: int, is_so: bool) -> tuple[int, list[CameBack]]:
    """Confirms a guess, or remembers that it is not so; gives the person it is about from now on.

    NotFoundError where there is no such guess, ConflictError where it was answered already.
    """
    known = desk.ledger.suggestions(None, suggestion_id=suggestion_id)
    person_id = known[0].person_id if known else None
    state = "confirmed" if is_so else "dismissed"
    with desk.ledger.change("suggestion " + state, person_id=person_id) as change:
        desk.ledger.resolve_suggestion(suggestion_id, state, change=change)
        assert person_id is not None  # else there was none to resolve
        return person_id, reconsider(desk, None, change=change) if is_so else []


def joined(desk: Desk, person_id: int) -> list[Merge]:
    """Those who were joined into this person, and still are."""
    return [one for one in desk.ledger.merges(person_id) if one.apart_at is None]


def take_apart(desk: Desk, merge_id: int) -> int:
    """Takes two apart that were joined; the second person's number."""
    return desk.ledger.take_apart(merge_id)
