"""Looking back, at most once a week: second thoughts, what they have in common, and the rule that would have helped."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..facts.values import Value
from ..ledger import Outcome
from ..studies.cases import Case, Decisions, column_of
from ..studies.review import LOOKS, Look, look
from .evenness import settled_facts
from .here import Here
from .home import Desk
from .outcomes import standing
from .replaying import Replay
from .then import Then, facts_then, last_decisions
from .trying import Tried, tried

EVERY = timedelta(days=7)
# Facts that are words of the asker's own (where they work and live) or that tell no more than that they asked.
_LEFT_OUT = ("on_record", "asked_before")


@dataclass(frozen=True, slots=True)
class Review:
    """Everything about a look back. `then` holds the decisions by request; `recent` are the obliged ones since `since`,
    and `outcomes` what was noted since. `counts` are by outcome, with `obliged`. `advice` is about `advised`."""

    since: date | None
    then: dict[int, Then]
    recent: tuple[int, ...]
    outcomes: tuple[Outcome, ...]
    counts: dict[str, int]
    accepts: int
    declines: int
    looks: tuple[Look, ...]
    advised: Look | None
    advice: Tried | None


def due(desk: Desk) -> tuple[date | None, date]:
    """The day of the last look back (or None), and the day from which the next one is due."""
    last = desk.ledger.looked_back_on()
    if last is not None and last > desk.today:  # a clock that was wrong
        last = None
    return last, desk.today if last is None else max(desk.today, last + EVERY)


def review(desk: Desk, seed: int) -> Review:
    """The look back as of today; the day is remembered where one was due and there was anything to look at."""
    last, day = due(desk)
    then = {one.request.id: one for one in facts_then(desk, last_decisions(desk, ("accept", "decline")))}
    noted = desk.ledger.outcomes()
    stands = standing(noted)
    stands["obliged"] = {one for one, told in then.items() if told.decision.obliged}
    accepts = [one for one, told in then.items() if told.decision.action == "accept"]
    declines = [one for one in then if one not in set(accepts)]
    facts = {one: settled_facts(desk, told) for one, told in then.items()}
    looks = []
    for what in LOOKS:
        some = declines if what == "reconsider" else accepts
        looks.append(look(what, _decisions(desk, some, then, facts), {str(one) for one in stands[what]}, seed))
    advised = next((one for one in looks if one.found is not None), None)
    advice = None
    if advised is not None and advised.found is not None:
        some = declines if advised.what == "reconsider" else accepts
        where = {then[int(one)].request.network for one in advised.found.against}
        among = {one: then[one] for one in some}
        replay = Replay(desk.ledger, desk.today, Here(desk))
        flagged = stands[advised.what] & among.keys()
        advice = tried(desk, advised.kind, advised.found.conditions, where, among, flagged, replay)
    start = last or desk.today - EVERY
    if then and day <= desk.today:
        desk.ledger.keep_looked_back(desk.today)
    return Review(
        last, then,
        tuple(one for one in sorted(stands["obliged"]) if then[one].decision.at.date() >= start),
        tuple(one for one in noted if one.at.date() >= start),
        {what: len(some) for what, some in stands.items()}, len(accepts), len(declines), tuple(looks), advised, advice,
    )  # fmt: skip


def _decisions(
    desk: Desk, some: Sequence[int], then: dict[int, Then], facts: Mapping[int, Mapping[str, Value]]
) -> Decisions:
    """The decisions as the study sees them, with the facts that a rule can be made of."""
    cases = tuple(
        Case(
            str(one), _of(desk, facts[one]), then[one].decision.action == "accept",
            by=then[one].request.network, on=then[one].decision.at.date(),
        )
        for one in some
    )  # fmt: skip
    names = dict.fromkeys(name for case in cases for name in case.facts)
    values = {name: [case.facts.get(name) for case in cases] for name in names}
    return Decisions(cases, tuple(column_of(name, own) for name, own in values.items() if len(set(own)) > 1))


def _of(desk: Desk, facts: Mapping[str, Value]) -> dict[str, Value]:
    return {
        name: value
        for name, value in facts.items()
        if name in desk.catalogue and desk.catalogue[name].type != "word" and name not in _LEFT_OUT
    }


def names_of(desk: Desk, ids: Iterable[int]) -> dict[int, str]:
    """The names of those who asked, by request."""
    return {one.id: one.name or "(no name)" for one in desk.ledger.requests(ids=ids)}
