"""What an audit of the user's own decisions shows to people: which sentences, in which order, what is behind each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..studies.sentences import Sentence
from .deciding import STATE_AFTER
from .evenness import DoorAudit, Evenness, is_pair
from .words import WORDS

SHOWN = 20  # people behind a sentence
TITLES = {
    "contradiction": "Contradictions: certain, given the facts",
    "uneven": "Uneven pairs: like cases, decided oppositely",
    "habit": "Habits against the standards",
    "level": "How choosy",
    "practice": "What moved the decisions",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The sentences of a door that are shown; `again` repeat a pair that stands above, `details` would only fill."""

    shown: tuple[Sentence, ...]
    again: tuple[Sentence, ...]
    details: int


@dataclass(frozen=True, slots=True)
class Behind:
    """Somebody whom a sentence rests on: what was decided and when, what the standards said, the reason, the facts."""

    request_id: int
    person_id: int | None
    name: str
    decided: str
    said: str
    reason: str
    facts: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what is behind it: its numbers in words, people (`more` are left out), and a pair side by side:
    what the two had in common, and each fact that differs.
    """

    id: str
    text: str
    numbers: tuple[tuple[str, str], ...]
    people: tuple[Behind, ...]
    more: int
    common: str = ""
    differs: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DoorTold:
    """One network: how much was decided and let in, and the lines under their headings (the first have none)."""

    network: str
    decisions: int
    let_in: int
    sections: tuple[tuple[str, tuple[Line, ...]], ...]
    details: int


@dataclass(frozen=True, slots=True)
class EvennessTold:
    """All of it, ready to be shown without asking anything more."""

    decisions: int
    first: date | None
    last: date | None
    doors: tuple[DoorTold, ...]
    general: tuple[Line, ...]


def chosen(door: DoorAudit) -> Chosen:
    """What is shown of a door: each pair once, and nothing that would only fill the page."""
    seen: set[frozenset[str]] = set()
    shown, again, details = [], [], 0
    for one in door.sentences:
        pair = frozenset(one.cases)
        if is_pair(one) and pair in seen:  # two people who contradict each other are uneven, too
            again.append(one)
        elif _is_detail(one):
            details += 1
        else:
            shown.append(one)
            if is_pair(one):
                seen.add(pair)
    return Chosen(tuple(shown), tuple(again), details)


def _is_detail(one: Sentence) -> bool:
    """True for facts that moved nothing, and for the weights beside the plain rates."""
    return one.tier == "practice" and (bool(one.numbers.get("doubt")) or not one.id.partition("practice")[1])


def told(found: Evenness) -> EvennessTold:
    """All that there is to show."""
    doors = []
    for door in found.doors:
        some = chosen(door)
        sections: list[tuple[str, list[Line]]] = []
        for one in some.shown:
            title = TITLES.get(one.tier, "")
            if not sections or sections[-1][0] != title:
                sections.append((title, []))
            sections[-1][1].append(_line(found, one))
        cases = door.decisions.cases
        doors.append(
            DoorTold(
                found.desk.display(door.network), len(cases), sum(case.accepted for case in cases),
                tuple((title, tuple(lines)) for title, lines in sections), some.details,
            )
        )  # fmt: skip
    general = tuple(_line(found, one) for one in found.general)
    return EvennessTold(len(found.then), found.first, found.last, tuple(doors), general)


def _line(found: Evenness, one: Sentence) -> Line:
    known = [case for case in dict.fromkeys(one.cases) if case in found.then]
    numbers = tuple((name.replace("_", " "), number(value)) for name, value in one.numbers.items() if value != "")
    people = tuple(_behind(found, case) for case in known[:SHOWN])
    common, differs = found.side_by_side(one) if is_pair(one) else ({}, {})
    return Line(
        one.id, one.text, numbers, people, len(known) - len(people), facts_in_words(common),
        tuple((name.replace("_", " "), *pair) for name, pair in differs.items()),
    )  # fmt: skip


def _behind(found: Evenness, case: str) -> Behind:
    then = found.then[case]
    said = WORDS.get(then.decision.verdict, "")
    return Behind(
        then.request.id, then.request.person_id, found.names[case], decided(found, case), said, then.decision.reason,
        facts_in_words(found.facts_of(case)),
    )  # fmt: skip


def decided(found: Evenness, case: str) -> str:
    """What was decided, and when: `accepted on 2026-10-01`."""
    decision = found.then[case].decision
    return f"{STATE_AFTER[decision.action]} on {decision.at.date()}"


def facts_in_words(facts: Mapping[str, str]) -> str:
    """`spoken yes, role client`."""
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in facts.items())


def number(value: object) -> str:
    """A number behind a sentence, or several, as a person reads it."""
    if isinstance(value, list | tuple):
        return "; ".join(map(number, value))
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {number(one)}" for name, one in value.items())
    if isinstance(value, float):
        return f"{value:.4g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def as_dict(found: Evenness) -> dict[str, Any]:
    """The audit, as `even --json` gives it."""
    return {
        "decisions": len(found.then),
        "from": found.first, "to": found.last,
        "networks": [
            {"network": door.network, "decisions": len(door.decisions.cases), "looks_at": list(door.looks_at),
             **door.audit.as_dict()}
            for door in found.doors
        ],
        "sentences": [sentence(one) for one in found.sentences],
    }  # fmt: skip


def sentence(one: Sentence) -> dict[str, Any]:
    """One sentence, as `even --json` gives it."""
    return {"id": one.id, "tier": one.tier, "text": one.text, "numbers": dict(one.numbers), "cases": list(one.cases)}


def why(found: Evenness, one: Sentence) -> dict[str, Any]:
    """A sentence with the cases behind it, as `even --why ID --json` gives it."""
    return {**sentence(one), "cases": [_case(found, case) for case in one.cases if case in found.then]}


def _case(found: Evenness, case: str) -> dict[str, Any]:
    then = found.then[case]
    return {
        "request": then.request.id, "name": then.request.name, "network": then.request.network,
        "at": then.decision.at.isoformat(), "decided": then.decision.action, "standards_said": then.decision.verdict,
        "because": list(then.decision.because), "reason": then.decision.reason, "facts": found.facts_of(case),
        "basis": then.basis,
    }  # fmt: skip
