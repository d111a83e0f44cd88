"""What was known when something was decided: as it was kept with the decision, else worked out from the dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..errors import FactError
from ..facts.catalogue import Catalogue, Fact
from ..facts.observations import Observation, add_up
from ..facts.values import Value, normal
from ..ledger import ContactSummary, Decision, Interaction, Profile, Request
from .home import Desk
from .known import asked_before, derived, values

KEPT, WORKED_OUT = "kept with the decision", "worked out from the dates of what is held"
CONTACTS = ("call", "meeting", "message")


@dataclass(frozen=True, slots=True)
class Then:
    """A decision and what was known by then; `basis` says which of the two ways that was found."""

    decision: Decision
    request: Request
    facts: dict[str, Value]
    basis: str


def last_decisions(desk: Desk, actions: Iterable[str]) -> list[tuple[Decision, Request]]:
    """The newest decision of these kinds on each request that somebody made to the user, in the order of time."""
    wanted = frozenset(actions)
    newest = {one.request_id: one for one in desk.ledger.decisions() if one.action in wanted}
    requests = {one.id: one for one in desk.ledger.requests(direction="incoming")}
    found = [(one, requests[one.request_id]) for one in newest.values() if one.request_id in requests]
    return sorted(found, key=lambda pair: (pair[0].at, pair[0].id))


def facts_then(desk: Desk, decided: Iterable[tuple[Decision, Request]]) -> list[Then]:
    """Each decision with what was known by then."""
    found = list(decided)
    without = [(decision, request) for decision, request in found if decision.facts is None]
    worked_out = dict(zip((one.id for one, _ in without), _worked_out(desk, without))) if without else {}
    return [
        Then(decision, request, worked_out[decision.id], WORKED_OUT) if decision.facts is None
        else Then(decision, request, _still_legal(decision.facts, desk.catalogue), KEPT)
        for decision, request in found
    ]  # fmt: skip


def _still_legal(facts: Mapping[str, Value], catalogue: Catalogue) -> dict[str, Value]:
    """The facts that are still known to the standards, with a value that they can still have."""
    return {name: value for name, value in facts.items() if name in catalogue and _can_be(catalogue[name], value)}


def _can_be(fact: Fact, value: Value) -> bool:
    if not fact.own and fact.type not in ("labels", "one of"):
        return True
    try:
        return isinstance(value, bool) == (fact.type == "yes/no") and normal(fact, value) == value
    except FactError:
        return False


def _worked_out(desk: Desk, decided: list[tuple[Decision, Request]]) -> list[dict[str, Value]]:
    """The facts of each decision by the dates: what was seen, stated, written or connected by that day."""
    ledger = desk.ledger
    people = list(dict.fromkeys(request.person_id for _, request in decided))
    imported = {one.id: one.at.date() for one in ledger.imports()}
    profiles = ledger.profiles(people)
    kept = {one: [*ledger.kept_observations(person_id=one)] for one in people}
    contacts = {one: ledger.interactions(one) for one in people}
    before = asked_before(ledger.requests(direction="incoming"))
    accepted: dict[int, list[Request]] = {}
    for one in ledger.requests(("accepted",)):
        accepted.setdefault(one.person_id, []).append(one)
    found = []
    for decision, request in decided:
        day = decision.at.date()
        own = [
            one.observation
            for one in (*kept[request.person_id], *ledger.kept_observations(request_id=request.id))
            if one.observation.seen_on <= day and imported.get(one.import_id or 0, day) <= day
        ]
        own += [
            Observation("connected_on", frozenset({one.network}), "accepted", one.answered_on, "records")
            for one in accepted.get(request.person_id, ())
            if one.answered_on is not None and one.answered_on < day and one.id != request.id
        ]
        summary = _contact(contacts[request.person_id], profiles[request.person_id], request, day)
        own = [one for one in own if one.fact != "asked_before"]
        own.append(Observation("asked_before", before.get(request.id, 0), "your requests", day, "records"))
        found.append(values(add_up([*own, *derived(own, summary, day)], day, desk.catalogue)))
    return found


def _contact(contacts: list[Interaction], profiles: list[Profile], request: Request, day: date) -> ContactSummary:
    """The contact that there had been by a day; a connection counts from the day that it is known since."""
    end = datetime.combine(day + timedelta(days=1), datetime.min.time())
    some = [one for one in contacts if one.kind in CONTACTS and one.at.replace(tzinfo=None) < end]
    year = [one for one in some if (day - one.at.date()).days <= 365]
    messages = [one for one in some if one.kind == "message"]
    connected = tuple(
        (one.network, one.connected_since)
        for one in profiles
        if one.is_connection and one.connected_since is not None and one.connected_since < day
    )  # fmt: skip
    return ContactSummary(
        request.person_id,
        min((one.at for one in some), default=None), max((one.at for one in some), default=None), len(year),
        sum(one.direction in ("in", "both") for one in messages),
        sum(one.direction in ("out", "both") for one in messages),
        connected, day,
    )  # fmt: skip
