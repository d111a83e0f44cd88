"""What would settle most over the whole inbox: a few questions, many people at once where one answer serves."""

from collections import Counter
from dataclasses import dataclass

from ..facts.catalogue import Fact
from ..facts.text import clean_line
from ..ledger import OpenSuggestion
from .deciding import CameBack, reconsider
from .home import Desk
from .inbox import Item, items
from .people import state_for_many
from .sameness import pairs, part

HINT = 120


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody whom a question is about: person, name, what is shown beside it, the requests it would help."""

    person_id: int
    name: str
    hint: str
    request_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One question about one or many people.

    `kind` is `strangers` (mark those you know), `suggestion` (a fact that may hold, for all of them), `same_person`
    (two who may be one; no fact) or `fact`: in these two each person has an answer of their own. `choices` are the
    answers where they can be listed. `others` are those whom each may be, where no file suggests it (its id is 0).
    """

    kind: str
    fact: Fact | None
    text: str
    people: tuple[Asked, ...]
    choices: tuple[str, ...] = ()
    suggestion_ids: tuple[int, ...] = ()
    others: tuple[int, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same question when it is worked out again; the people may be others by then."""
        if self.kind == "suggestion":
            return self.kind, self.text
        return self.kind, self.fact.name if self.fact else ""


def pending(desk: Desk, open_items: list[Item] | None = None) -> list[Group]:
    """The questions that the open requests (these, where they are kept already) leave, those that help most first.

    None on hidden answers: what is asked, and of whom, would tell them."""
    open_items = items(desk) if open_items is None else open_items
    seen = [one for one in open_items if not one.hidden]
    by_person: dict[int, list[Item]] = {}
    for one in open_items:
        by_person.setdefault(one.request.person_id, []).append(one)
    suggestions = desk.ledger.suggestions() if open_items else []
    groups = [
        *_suggested(desk, suggestions, by_person),
        *_same(desk, suggestions, open_items, by_person),
        *_facts(desk, seen),
        *_strangers(desk, seen),
    ]
    return sorted(groups, key=lambda one: -sum(len(asked.request_ids) for asked in one.people))


def _asked(some: list[Item], hint: str = "") -> Asked:
    first = some[0]
    shown = hint or clean_line(first.request.note, HINT)
    return Asked(first.request.person_id, first.request.name, shown, tuple(one.id for one in some))


def _strangers(desk: Desk, open_items: list[Item]) -> list[Group]:
    found: dict[int, list[Item]] = {}
    for one in open_items:
        if is_stranger(one):
            found.setdefault(one.request.person_id, []).append(one)
    if not found:
        return []
    count = len(found)
    who = "a person you have no record of" if count == 1 else f"{count} people you have no record of"
    # Whoever wrote to the user, or says that they know them, stands first.
    order = sorted(found.values(), key=lambda some: (-_speaks(some), some[0].request.name.casefold()))
    text = f"{who}: mark those that you know"
    return [Group("strangers", desk.catalogue["known"], text, tuple(_asked(some) for some in order))]


def is_stranger(item: Item) -> bool:
    """True where there is nothing on record about who asks, and saying that one knows them may change the answer."""
    seen = item.known.get("on_record")
    return seen is not None and seen.value is False and item.verdict != "accept" and "known" not in item.known


def _speaks(some: list[Item]) -> int:
    claims = some[0].known.get("claims_to_know_me")
    return 2 if claims and claims.value is True else int(some[0].note_kind == "personal")


def _suggested(desk: Desk, suggestions: list[OpenSuggestion], by_person: dict[int, list[Item]]) -> list[Group]:
    by_reason: dict[tuple[str, str], list[OpenSuggestion]] = {}
    for one in suggestions:
        if one.kind == "fact" and one.observation and one.person_id in by_person:
            by_reason.setdefault((one.observation.fact, one.reason), []).append(one)
    groups = []
    for (fact_name, reason), some in by_reason.items():
        if fact_name in desk.catalogue:
            fact = desk.catalogue[fact_name]
            asked = tuple(_asked(by_person[one.person_id], reason) for one in some)
            text = f"{fact.question} {reason}"
            groups.append(Group("suggestion", fact, text, asked, ("yes", "no"), tuple(one.id for one in some)))
    return groups


def _same(
    desk: Desk, suggestions: list[OpenSuggestion], open_items: list[Item], by_person: dict[int, list[Item]]
) -> list[Group]:
    """Who may be somebody else, too: what files suggest, and pairs by which an open answer would change.

    Of several guesses about one person the first, as the next may follow from it.
    """
    found: dict[int, tuple[int, int, Asked]] = {}
    for one in suggestions:
        for asking, other_id, other in (
            (one.person_id, one.other_person_id, one.other_name), (one.other_person_id, one.person_id, one.name)
        ):  # fmt: skip
            if one.kind == "same_person" and asking in by_person and asking not in found:
                asked = _asked(by_person[asking], f"and {other}, whom you have already: {one.reason}")
                found[asking] = (one.id, other_id or 0, asked)
                break
    for pair in pairs(desk, open_items) if open_items else ():
        first, second = sorted((pair.one, pair.other), key=lambda side: not side.waiting)
        ids = {first.person.id, second.person.id}
        if not pair.changes or any(it.hidden for side in (first, second) for it in side.waiting):
            continue
        if ids.isdisjoint(number for asking, (_, other_id, _) in found.items() for number in (asking, other_id)):
            which = "who asks, too" if second.waiting else "whom you have already"
            why = f"and {second.person.name}, {which}: {', '.join(pair.reasons)} ({pair.changes[0]})"
            found[first.person.id] = (0, second.person.id, _asked(by_person[first.person.id], why))
    if not found:
        return []
    ids_of, others, asked_about = zip(*found.values(), strict=True)
    text = "Are these two the same person?"
    return [Group("same_person", None, text, asked_about, ("yes", "no"), ids_of, others)]


def _facts(desk: Desk, open_items: list[Item]) -> list[Group]:
    by_fact: dict[str, dict[int, list[Item]]] = {}
    for one in open_items:
        if one.verdict == "ask" and one.answer and one.answer.questions:
            fact = one.answer.questions[0].fact
            by_fact.setdefault(fact, {}).setdefault(one.request.person_id, []).append(one)
    groups = []
    for name, people in by_fact.items():
        known = desk.catalogue[name]
        asked = tuple(_asked(some) for some in people.values())
        groups.append(Group("fact", known, known.question, asked, choices_of(known)))
    return groups


def choices_of(fact: Fact) -> tuple[str, ...]:
    """The answers that can be listed: yes and no, labels, options, levels; nothing for numbers and words."""
    if fact.type == "yes/no":
        return ("yes", "no")
    if fact.type in ("labels", "one of"):
        return fact.options
    return tuple(str(level) for level in range(6)) if fact.type == "level" else ()


def answer(desk: Desk, group: Group, given: dict[int, str]) -> list[CameBack]:
    """Keeps the answers, by person; one change for each different answer. Suggestions are confirmed or dismissed."""
    if group.suggestion_ids:
        people = [asked.person_id for asked in group.people]
        others = group.others or (0,) * len(people)
        with desk.ledger.change("answer suggestions") as change:
            for suggestion_id, person_id, other_id in zip(group.suggestion_ids, people, others, strict=True):
                if person_id not in given:
                    continue
                is_yes = given[person_id] == "yes"
                if suggestion_id:
                    desk.ledger.resolve_suggestion(suggestion_id, "confirmed" if is_yes else "dismissed", change=change)
                elif is_yes:
                    desk.ledger.join(*sorted((person_id, other_id)), change=change)
                else:
                    part(desk, person_id, other_id, change)
            # of two who are one, either may be the one that waits
            return reconsider(desk, None if group.kind == "same_person" else people, change=change)
    assert group.fact is not None  # only suggestions have none
    back: list[CameBack] = []
    for value in Counter(given.values()):
        back += state_for_many(desk, [one for one, said in given.items() if said == value], group.fact.name, value)
    return back
