"""People: adding them, noting what happened, stating facts, ratings, all that is known, and forgetting."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from ..errors import NotFoundError, UsageError
from ..facts.catalogue import ALIASES
from ..facts.observations import Known, Observation
from ..facts.text import clean, clean_line
from ..facts.values import as_text, from_text
from ..facts.words import did_you_mean, nearest
from ..ledger import ForgetReport, Interaction, OpenSuggestion, Person, Profile
from ..networks import load
from ..policy.answer import Answer, facts_for_offer
from ..studies.notes import Note, classify
from .deciding import CameBack, reconsider
from .here import Here, given_here
from .home import Desk
from .inbox import Item, items
from .known import dossiers

ME = "you"
RATINGS = ("know", "like", "trust", "respect")
# What can be noted: the fact it states, and the contact it is.
HAPPENED: dict[str, tuple[tuple[str, ...], str]] = {
    "call": (("spoken",), "call"),
    "met": (("met",), "meeting"),
    "message": ((), "message"),
    "introduced": (("introduced",), ""),
}
MAX_NAME, MAX_NOTE = 200, 8_000


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything to show about a person. There are no doors while the answer to a request of theirs is hidden."""

    person: Person
    profiles: tuple[Profile, ...]
    known: dict[str, Known]
    contacts: tuple[Interaction, ...]
    requests: tuple[Item, ...]
    answers: dict[str, Answer]
    suggestions: tuple[OpenSuggestion, ...]

    @property
    def doors(self) -> dict[str, str]:
        """What each door says to this person, were they to ask."""
        return {network: one.verdict for network, one in self.answers.items()}


def find(desk: Desk, name: str) -> Person:
    """The one person that a name, a handle or `#number` means; NotFoundError or UsageError with the choices."""
    wanted = name.strip()
    if wanted.startswith("#") and wanted[1:].isdecimal() and len(wanted) < 12:
        return desk.ledger.person(int(wanted[1:]))
    found = desk.ledger.find_people(wanted)
    if not found:
        raise NotFoundError(
            f"nobody here is called `{clean_line(wanted, 60)}`",
            next_step=_meant(desk, wanted) or "`doorstep add NETWORK NAME` adds somebody",
        )
    exact = [one for one in found if one.name.casefold() == wanted.casefold()]
    # one word may be the name of one and the first name or the handle of another: then the user says whom they mean
    choices = exact if exact and (len(exact) == len(found) or " " in wanted) else found
    if len(choices) > 1:
        listed = ", ".join(f"#{one.id} {one.name}" for one in choices[:8])
        raise UsageError(
            f"`{clean_line(wanted, 60)}` may be several people: {listed}", next_step='name one by number, as in "#12"'
        )
    return choices[0]


def _meant(desk: Desk, wanted: str) -> str:
    """`did you mean ‹name›?` for the nearest name, or the person with the nearest first name; or nothing."""
    names = [one.name for one in desk.ledger.people().values()]
    firsts = {name.partition(" ")[0]: name for name in reversed(names)}
    near = nearest(wanted, names) or firsts.get(nearest(wanted, firsts) or "")
    return f"did you mean `{near}`?" if near else ""


def network_named(desk: Desk, name: str) -> str:
    """The network's key; UsageError with the nearest where it is not known."""
    key = ALIASES.get(name.casefold(), name.casefold())
    known = {*load(), *(desk.policy.networks if desk.policy else ())}
    if key not in known:
        raise UsageError(
            f"unknown network `{name}`", next_step=did_you_mean(key, known) or "it knows " + ", ".join(sorted(known))
        )
    return key


def add_request(
    desk: Desk,
    network: str,
    name: str,
    *,
    note: str = "",
    handle: str | None = None,
    asked_on: date | None = None,
    same_as: str | None = None,
) -> Item:
    """Adds a request by hand, on any network, of a new person, or of one that is known already (`same_as`).

    Without `same_as` it is the same person only where the handle is known: a name alone joins nobody.
    """
    key = network_named(desk, network)
    shown = clean_line(name, MAX_NAME)
    if not shown:
        raise UsageError("somebody needs a name", next_step='doorstep add facebook "Nadia Lindqvist"')
    day = asked_on or desk.today
    if day > desk.today:
        raise UsageError("a request cannot have been made on a day to come")
    ledger = desk.ledger
    text, known_as = clean(note, MAX_NOTE), clean_line(handle or "", MAX_NAME).lstrip("@")
    moment = datetime.combine(day, time()) if asked_on else desk.now().replace(microsecond=0)
    with ledger.change("add request") as change:
        if same_as:
            person_id = find(desk, same_as).id
            if known_as:
                ledger.add_profile(person_id, key, known_as, change=change)
        elif known_as:
            person_id = ledger.add_person(shown, key, known_as, change=change)
        else:
            person_id = ledger.add_person(shown, key, change=change)
        request_id = ledger.add_request(person_id, key, asked_at=moment, note=text, change=change)
        judged = classify([Note(str(person_id), text, day, shown)])[0]
        change.update("request", request_id, {"note_reason": judged.reason})
        seen = [Observation("note", judged.kind, "their note", day, "asker")]
        if text:
            seen.append(Observation("claims_to_know_me", bool(judged.claim), "their note", day, "asker"))
        for one in seen:
            ledger.state_request_fact(request_id, one, change=change)
    return items(desk, None, ids=[request_id])[0]


def namesakes(desk: Desk, person_id: int) -> list[Person]:
    """Others of exactly the same name: they may be the same person on another network."""
    name = desk.ledger.person(person_id).name
    return [one for one in desk.ledger.people_named(name) if one.id != person_id]


def note(desk: Desk, name: str, what: str, words: str = "", on: date | None = None) -> tuple[Person, list[CameBack]]:
    """Notes what happened (call, met, message, introduced) or only words, which state nothing.

    Gives the person and the requests that come back by it.
    """
    person = find(desk, name)
    day = on or desk.today
    if day > desk.today:
        raise UsageError("note what has happened, not what is to come", next_step="leave --on out for today")
    if not what and not clean_line(words, MAX_NOTE):
        raise UsageError("there is nothing to note", next_step='doorstep note "NAME" call, or words in "…"')
    facts, kind = HAPPENED.get(what, ((), "note"))
    with desk.ledger.change("note", person_id=person.id) as change:
        at = datetime.combine(day, time()) if on else desk.now().replace(microsecond=0)
        text = clean(words, MAX_NOTE)
        if kind:
            desk.ledger.add_interaction(person.id, kind, "both", at, ME, text, change=change)
        elif text:
            desk.ledger.add_interaction(person.id, "note", "both", at, ME, text, change=change)
        for fact in facts:
            desk.ledger.state_fact(person.id, Observation(fact, True, ME, day, "me"), change=change)
        return person, reconsider(desk, [person.id], change=change)


def state(desk: Desk, name: str, stated: list[str]) -> tuple[Person, list[tuple[str, str]], list[CameBack]]:
    """States facts as `fact=value`; `fact=unknown` takes back what the user had said. All or none of them."""
    person = find(desk, name)
    wanted = [one.partition("=") for one in stated]
    parsed = []
    for fact_name, sign, text in wanted:
        if not sign:
            raise UsageError(f"`{fact_name}` needs a value", next_step=f"{fact_name}=yes")
        known = _fact(desk, fact_name.strip())
        parsed.append((known, None if text.strip() == "unknown" else from_text(known, clean(text, 200))))
    ledger = desk.ledger
    with ledger.change("state facts", person_id=person.id) as change:
        mine = [one for one in ledger.kept_observations(person_id=person.id) if one.observation.said_by == "me"]
        for fact, value in parsed:
            for kept in mine:
                if kept.observation.fact == fact.name:
                    ledger.withdraw_fact(kept.id, change=change)
            if value is not None:
                ledger.state_fact(person.id, Observation(fact.name, value, ME, desk.today, "me"), change=change)
        shown = [(fact.name, "unknown" if value is None else as_text(fact, value)) for fact, value in parsed]
        return person, shown, reconsider(desk, [person.id], change=change)


def state_for_many(desk: Desk, person_ids: list[int], fact_name: str, text: str) -> list[CameBack]:
    """States one fact about many people at once, as one change."""
    fact = _fact(desk, fact_name)
    value = from_text(fact, text)
    with desk.ledger.change("state facts") as change:
        for person_id in person_ids:
            desk.ledger.state_fact(person_id, Observation(fact.name, value, ME, desk.today, "me"), change=change)
        return reconsider(desk, person_ids, change=change)


def correct_note(desk: Desk, request_id: int, kind: str) -> Item:
    """The user's own view of what a note is; remembered, and above what it was taken for."""
    fact = _fact(desk, "note")
    value = from_text(fact, kind)
    desk.ledger.state_request_fact(request_id, Observation("note", value, ME, desk.today, "me"))
    return items(desk, None, ids=[request_id])[0]


def _fact(desk: Desk, name: str) -> Any:
    if name not in desk.catalogue:
        hint = did_you_mean(name, [fact.name for fact in desk.catalogue])
        raise UsageError(f"unknown fact `{clean_line(name, 60)}`", next_step=hint or "`doorstep facts` lists them")
    return desk.catalogue[name]


def portrait(desk: Desk, name: str) -> Portrait:
    """All that there is to show about a person."""
    person = find(desk, name)
    ledger = desk.ledger
    of_person = dossiers(ledger, [person.id], desk.today)[person.id]
    known = of_person.facts(desk.today, desk.catalogue)
    asked = [one.id for one in ledger.requests(person_id=person.id, direction="incoming")]
    of_requests = tuple(items(desk, None, ids=asked)) if asked else ()
    answers = {}
    if desk.policy and not any(one.hidden for one in of_requests):
        facts = facts_for_offer({fact: one.value for fact, one in known.items()})
        here = Here(desk)
        for network in desk.policy.networks:
            there = given_here(here, desk.policy, network, facts)
            answers[network] = desk.policy.decide(network, there, desk.today)
    return Portrait(
        person,
        tuple(ledger.profiles([person.id])[person.id]),
        known,
        tuple(ledger.interactions(person.id, 12)),
        of_requests,
        answers,
        tuple(ledger.suggestions(person_id=person.id)),
    )


def about(desk: Desk, name: str) -> dict[str, Any]:
    """Everything that is held about a person, with its sources."""
    return desk.ledger.about(find(desk, name).id)


def forget(desk: Desk, name: str) -> tuple[Person, ForgetReport]:
    """Removes everything that is held about a person, also from backups and free pages."""
    person = find(desk, name)
    return person, desk.ledger.forget(person.id)
