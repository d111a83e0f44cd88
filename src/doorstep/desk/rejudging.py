"""Own past cases once more, without name, answer and outcome: how steady one's own judgement is."""

from dataclasses import dataclass
from datetime import timedelta

from ..errors import ConflictError, NotFoundError
from ..facts.values import Value
from ..ledger import Rejudged, Rejudging, Request
from ..studies.masking import masked, words_of
from ..studies.steadiness import LEAST, Steadiness, chosen, steadiness
from .deciding import VERDICT_OF
from .home import Desk
from .then import facts_then, last_decisions

ANSWERS = ("accept", "not_yet", "decline")
REST = 14  # days after which a case is no longer fresh in mind
# What is shown elsewhere, or says nothing of the person.
_NOT_LISTED = ("note", "on_record")


@dataclass(frozen=True, slots=True)
class Hidden:
    """A case as it is shown: its place in the round, the network, what was known, the note without names."""

    place: int
    network: str
    facts: dict[str, Value]
    note: str
    note_kind: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A case that was answered otherwise the second time."""

    request: Request
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it stands: what is left to show, what was answered; the result once nothing is left."""

    id: int
    seed: int
    cases: int
    answered: int
    left: tuple[Hidden, ...]
    result: Steadiness | None
    changed: tuple[Changed, ...]


def start(desk: Desk, count: int, seed: int) -> Round:
    """Begins a round of `count` own cases that are two weeks old; ConflictError where there are fewer than eight."""
    decided = last_decisions(desk, VERDICT_OF)
    until = desk.today - timedelta(days=REST)
    old = [(one, request) for one, request in decided if one.at.date() <= until]
    if len(old) < LEAST:
        due = decided[LEAST - 1][0].at.date() + timedelta(days=REST) if len(decided) >= LEAST else None
        when = f"from {due.isoformat()} on there are enough" if due else "decide some more first"
        raise ConflictError(
            f"too few decisions to tell: {len(old)} of yours are two weeks old, and it takes {LEAST}", next_step=when
        )
    firsts = {request.id: VERDICT_OF[one.action] for one, request in old}
    strata = {request.id: (one.verdict, request.network, firsts[request.id]) for one, request in old}
    seen = frozenset(case.request_id for one in desk.ledger.rejudgings() for case in one.cases)
    picked = chosen(strata, count, seed, last=seen)
    desk.ledger.start_rejudging(seed, [(one, firsts[one]) for one in picked])
    return newest(desk)


def newest(desk: Desk) -> Round:
    """The newest round as it stands; NotFoundError where there is none."""
    rounds = desk.ledger.rejudgings()
    if not rounds:
        raise NotFoundError("no case was judged again so far", next_step="`doorstep rejudge` begins")
    return _as_it_stands(desk, rounds[-1])


def unfinished(desk: Desk) -> Round | None:
    """The newest round where something of it is left, else None."""
    rounds = desk.ledger.rejudgings()
    found = _as_it_stands(desk, rounds[-1]) if rounds else None
    return found if found is not None and found.left else None


def answer(desk: Desk, round_id: int, place: int, say: str) -> Round:
    """Keeps a second answer, and gives the round as it stands then."""
    desk.ledger.rejudge(round_id, place, say)
    return newest(desk)


def overall(desk: Desk, seed: int) -> Steadiness:
    """What all rounds tell together."""
    return steadiness(
        [(one.first, one.answer) for round_ in desk.ledger.rejudgings() for one in round_.cases if one.answer], seed
    )


def doubt_of(found: Steadiness) -> str:
    """Why the answers do not tell how steady somebody is; empty where they do."""
    if found.chance > 0.999:
        return "All your answers were alike, so this tells nothing about steadiness."
    return "" if found.beats_chance else "So few cases cannot tell that from chance."


def _as_it_stands(desk: Desk, found: Rejudging) -> Round:
    left = _hidden(desk, [one for one in found.cases if one.answer is None])
    told = [(one, one.answer) for one in found.cases if one.answer is not None]
    result, changed = None, []
    if not left:
        result = steadiness([(one.first, second) for one, second in told], found.seed)
        requests = {one.id: one for one in desk.ledger.requests(ids=[one.request_id for one, _ in told])}
        changed = [
            Changed(requests[one.request_id], one.first, second)
            for one, second in told if second != one.first and one.request_id in requests
        ]  # fmt: skip
    return Round(found.id, found.seed, len(left) + len(told), len(told), tuple(left), result, tuple(changed))


def _hidden(desk: Desk, cases: list[Rejudged]) -> list[Hidden]:
    """The cases without whose they are; those whose decision was taken back are left out."""
    if not cases:
        return []
    decided = {request.id: (one, request) for one, request in last_decisions(desk, VERDICT_OF)}
    cases = [one for one in cases if one.request_id in decided]
    then = {one.request.id: one for one in facts_then(desk, [decided[one.request_id] for one in cases])}
    profiles = desk.ledger.profiles({one.request.person_id for one in then.values()})
    everybody = frozenset().union(*(words_of(one.name) for one in desk.ledger.people().values()))
    everybody -= words_of(desk.owner)
    found = []
    for case in cases:
        known = then[case.request_id]
        request, catalogue = known.request, desk.catalogue
        names = [part for one in profiles[request.person_id] for part in (one.name, one.key, *one.former)]
        typed = [str(known.facts[fact.name]) for fact in catalogue if fact.type == "word" and fact.name in known.facts]
        listed = {
            name: value for name, value in known.facts.items()
            if name in catalogue and catalogue[name].type != "word" and name not in _NOT_LISTED
        }  # fmt: skip
        note = masked(request.note, [request.name, *names, *typed], everybody)
        kind = str(known.facts.get("note", "none"))
        found.append(Hidden(case.place, request.network, listed, note, kind))
    return found
