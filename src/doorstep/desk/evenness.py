"""How even the user's own decisions are, door by door: the cases for the studies, and what these have to say."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..errors import FactError
from ..facts.values import Value, as_text
from ..policy.compiled import CompiledDoor
from ..studies.cases import Case, Column, Decisions, column_of
from ..studies.directions import columns_for
from ..studies.evenness import Audit, audit
from ..studies.sentences import Sentence, Voice, found, sentences
from ..studies.steadiness import LEAST
from .deciding import VERDICT_OF
from .home import Desk
from .rejudging import doubt_of, overall
from .then import KEPT, Then, facts_then, last_decisions
from .words import listed

FEW = 20  # decisions of a door, below which only pairs are told
# what the user thinks of somebody, or was told of them in confidence
PRIVATE = frozenset(("know", "like", "trust", "respect", "values_conflict", "warned_about"))
_OF_PAIRS = re.compile(r"(?:contradictions?|uneven)-\d+|contradictions")
_ANSWERED: dict[str, bool | None] = {"accept": True, "not_yet": False, "decline": False}


@dataclass(frozen=True, slots=True)
class DoorAudit:
    """One network: its decisions with all that was known, the facts that its door looks at, and what there is to say.

    `named` tells which facts a sentence names, by its id.
    """

    network: str
    decisions: Decisions
    looks_at: tuple[str, ...]
    audit: Audit
    sentences: tuple[Sentence, ...]
    named: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Evenness:
    """Everything about the user's own decisions of a period. `then` is by request id, as the cases are called."""

    desk: Desk
    doors: tuple[DoorAudit, ...]
    general: tuple[Sentence, ...]
    then: Mapping[str, Then]
    names: Mapping[str, str]
    first: date | None
    last: date | None

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, door by door, then what is said of all."""
        return (*(one for door in self.doors for one in door.sentences), *self.general)

    def sentence(self, id_: str) -> Sentence:
        """The sentence with this id; NotFoundError where there is none."""
        return found(self.sentences, id_)

    def facts_of(self, case: str) -> dict[str, str]:
        """What was known of a request when it was decided, in words."""
        catalogue = self.desk.catalogue
        return {name: as_text(catalogue[name], value) for name, value in self.then[case].facts.items()}

    def side_by_side(self, sentence: Sentence) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
        """What the two people of a pair had in common, and what differed, among the facts that the door looks at."""
        door = next(one for one in self.doors if sentence in one.sentences)
        first, second = (self.facts_of(case) for case in sentence.cases)
        unknown = "not known"
        both = {name: (first.get(name, unknown), second.get(name, unknown)) for name in door.looks_at}
        return (
            {name: one for name, (one, other) in both.items() if one == other and one != unknown},
            {name: pair for name, pair in both.items() if pair[0] != pair[1]},
        )


def is_pair(sentence: Sentence) -> bool:
    """True for a sentence about two people who stand side by side."""
    return len(sentence.cases) == 2 and re.search(r"(?:contradiction|uneven)-\d+$", sentence.id) is not None


def evenness(
    desk: Desk, seed: int, *, start: date | None = None, end: date | None = None, anonymous: bool = False
) -> Evenness:
    """What the user's decisions of a period tell, the newest on each request. `anonymous` calls people by number."""
    decided = [
        pair for pair in last_decisions(desk, VERDICT_OF)
        if (start is None or pair[0].at.date() >= start) and (end is None or pair[0].at.date() <= end)
    ]  # fmt: skip
    then = {str(one.request.id): one for one in facts_then(desk, decided)}
    names = {
        id_: f"Request {id_}" if anonymous else f"{one.request.name or '(no name)'} ({id_})"
        for id_, one in then.items()
    }
    networks: dict[str, list[Then]] = {}
    for one in then.values():
        networks.setdefault(one.request.network, []).append(one)
    doors = tuple(
        _door(desk, network, networks[network], names, seed)
        for network in sorted(networks, key=lambda one: (-len(networks[one]), one))
    )
    days = [one.decision.at.date() for one in then.values()]
    general = (*_overrides(then), *_steady(desk, seed), *_views(desk, then), *_basis(then))
    return Evenness(desk, doors, general, then, names, min(days, default=None), max(days, default=None))


def _door(desk: Desk, network: str, some: Sequence[Then], names: Mapping[str, str], seed: int) -> DoorAudit:
    door = desk.policy.door(network) if desk.policy else None
    narrow = columns_for(door.door, desk.catalogue) if door else ()
    looked_at = {one.name for one in narrow}
    settled = [settled_facts(desk, one) if door else one.facts for one in some]
    cases = tuple(
        _case(one, {**one.facts, **{name: facts[name] for name in looked_at if name in facts}})
        for one, facts in zip(some, settled)
    )
    wide = (*narrow, *_other_columns(cases, looked_at))
    own = Decisions(cases, wide)
    if door and narrow:
        own = Decisions(tuple(_case(one, _told_apart(door, facts)) for one, facts in zip(some, settled)), narrow)
    result = audit(own, seed, wide=Decisions(cases, wide))
    told = sentences(result, Voice(True, names, desk.catalogue))
    if len(cases) < FEW:
        few = Voice(True).say("few", "basis", "few decisions", (case.id for case in cases), of=len(cases))
        told = (*(one for one in told if _OF_PAIRS.fullmatch(one.id) and one.cases), few)
    named = {f"{network}-{id_}": facts for id_, facts in _named(result, told, [one.name for one in wide]).items()}
    prefixed = tuple(replace(one, id=f"{network}-{one.id}") for one in told)
    return DoorAudit(network, Decisions(cases, wide), tuple(one.name for one in own.columns), result, prefixed, named)


def _case(one: Then, facts: Mapping[str, Value]) -> Case:
    """A decision as the studies see it."""
    verdict = _ANSWERED.get(one.decision.verdict)
    return Case(str(one.request.id), facts, one.decision.action == "accept", on=one.decision.at.date(), verdict=verdict)


def settled_facts(desk: Desk, one: Then) -> Mapping[str, Value]:
    """What was known then, with what follows from it and what the standards take for granted."""
    try:
        return desk.policy.settled(one.facts) if desk.policy else one.facts
    except FactError:  # a fact of one's own implies another since
        return one.facts


def _told_apart(door: CompiledDoor, facts: Mapping[str, Value]) -> dict[str, Value]:
    """The facts with words and labels as the door tells them apart: one that no rule names is like any other."""
    seen = dict(facts)
    for one in door.variables:
        value = seen.get(one.facts[0])
        if one.cell is not None and one.kind in ("labels", "word") and value is not None:
            seen[one.facts[0]] = one.examples[one.cell(value)][0]
    return seen


def _other_columns(cases: Sequence[Case], but: set[str]) -> Iterable[Column]:
    """The facts that the door does not look at, where they are known of somebody and not the same of everybody."""
    names = dict.fromkeys(name for case in cases for name in case.facts if name not in but)
    values = {name: [case.facts.get(name) for case in cases] for name in names}
    return [column_of(name, own) for name, own in values.items() if len(set(own)) > 1]


def _named(result: Audit, told: Iterable[Sentence], facts: Sequence[str]) -> dict[str, frozenset[str]]:
    """Which facts each sentence names: in any of the words that were put into it, or by the conditions of a habit."""
    words = {name: re.compile(rf"\b{re.escape(name)}\b") for name in facts}
    named: dict[str, frozenset[str]] = {}
    for one in told:
        text = " ".join(value for value in one.numbers.values() if isinstance(value, str))
        named[one.id] = frozenset(name for name, word in words.items() if word.search(text))
    for number, drift in enumerate(result.drifts.found if result.drifts else (), 1):
        conditions = frozenset(one.fact for one in drift.conditions)
        for tail in ("", "-sure", "-rule"):
            named[f"habit-{number}{tail}"] = named.get(f"habit-{number}{tail}", frozenset()) | conditions
    return named


def overridden(then: Iterable[Then]) -> list[Then]:
    """The decisions that differ from what the standards said then; those that were left to the user do not."""
    return [
        one for one in then
        if one.decision.verdict in _ANSWERED and one.decision.verdict != VERDICT_OF[one.decision.action]
    ]  # fmt: skip


def _overrides(then: Mapping[str, Then]) -> list[Sentence]:
    answered = [one for one in then.values() if one.decision.verdict in _ANSWERED]
    if not answered:
        return []
    otherwise = overridden(answered)
    let_in = [one for one in otherwise if one.decision.action == "accept"]
    kept_out = [one for one in otherwise if one.decision.verdict == "accept"]
    against = [one for one in otherwise if one in let_in or one in kept_out]
    template = "overrides" if against else "no overrides"
    return [
        Voice(True).say(
            "overrides", "overrides", template, (str(one.request.id) for one in against), overrides=len(against),
            of=len(answered), let_in=len(let_in), kept_out=len(kept_out),
            reasons=sum(bool(one.decision.reason) for one in against), softer=_softer(otherwise),
        )
    ]  # fmt: skip


def _softer(otherwise: Iterable[Then]) -> str:
    """Answers that keep the door shut as the standards do, in another way; empty where there are none."""
    ways = {
        ("not_yet", "decline"): "declined where they say not yet",
        ("decline", "wait"): "waiting where they decline",
    }
    counts = Counter(ways.get((one.decision.verdict, one.decision.action), "") for one in otherwise)
    told = listed([f"{counts[way]:,} {way}" for way in ways.values() if counts[way]])
    return f" The door stays shut all the same, but in another way: {told}." if told else ""


def _steady(desk: Desk, seed: int) -> list[Sentence]:
    one = overall(desk, seed)
    again = [
        str(case.request_id) for round_ in desk.ledger.rejudgings() for case in round_.cases if case.answer is not None
    ]
    if not one.is_enough:
        return [Voice(True).say("steady", "steady", "few for steady", again, judged=one.cases, need=LEAST)]
    return [
        Voice(True).say(
            "steady", "steady", "steady", again, judged=one.cases, same=one.same, low=one.low, high=one.high,
            by_chance=one.chance, chance=one.p, doubt=f" {doubt}" if (doubt := doubt_of(one)) else "",
        )
    ]  # fmt: skip


def _views(desk: Desk, then: Mapping[str, Then]) -> list[Sentence]:
    verdict_of = {one.decision.id: one.decision.verdict for one in then.values()}
    views = [one for one in desk.ledger.views() if one.decision_id in verdict_of]
    if not views:
        return []
    same = sum(one.answer == verdict_of[one.decision_id] for one in views if one.decision_id is not None)
    cases = (str(one.request_id) for one in views)
    return [Voice(True).say("views", "steady", "own views", cases, same=same, of=len(views))]


def _basis(then: Mapping[str, Then]) -> list[Sentence]:
    worked_out = [id_ for id_, one in then.items() if one.basis != KEPT]
    if not then:
        return []
    kept = len(then) - len(worked_out)
    return [Voice(True).say("facts", "basis", "facts then", worked_out, kept=kept, worked_out=len(worked_out))]
