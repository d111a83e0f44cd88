"""Single observations, and the facts that they add up to on a given day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..errors import FactError
from .catalogue import CATALOGUE, Catalogue, Fact
from .values import Value, fold, normal

# The better source wins: what I say, then my records, then the network, then the asker.
RANK = {"me": 0, "records": 1, "network": 2, "asker": 3}


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of a fact, where it comes from and when it was seen.

    A duration is the number of days as of `seen_on`; it grows by itself. `said_by` is me, records, network
    or asker; `source` says it in the user's words, as in `LinkedIn messages`. A word is kept as it was written.
    """

    fact: str
    value: Value
    source: str
    seen_on: date
    said_by: str


@dataclass(frozen=True, slots=True)
class Known:
    """What observations of one fact add up to: the value today, those it rests on, those that disagree."""

    value: Value
    because: tuple[Observation, ...]
    against: tuple[Observation, ...] = ()

    @property
    def shown(self) -> Value:
        """The value to show: a word as it was written, `Acme` where policies compare `acme`."""
        return self.because[0].value if isinstance(self.value, str) and self.because else self.value


def add_up(observations: Iterable[Observation], today: date, catalogue: Catalogue = CATALOGUE) -> dict[str, Known]:
    """The facts that hold on `today`, by name. A fact with only stale observations is left out: unknown again.
    So is a label that the catalogue does not have (any more).

    Of one fact the better source wins, then the newer; what lost and says otherwise is kept in `against`. A no to
    what happens on a day, as a call, speaks of the days up to its own: a call on record of a later day ends it.
    Between linked facts (met and not spoken) the loser is left out, and kept in `against` of the winner.
    """
    by_fact: dict[str, list[Observation]] = {}
    for seen in observations:
        if seen.fact not in catalogue or is_stale(seen, today, catalogue[seen.fact]):
            continue
        fact = catalogue[seen.fact]
        if fact.type == "labels" and isinstance(seen.value, frozenset) and seen.value.difference(fact.options):
            known_labels = seen.value.intersection(fact.options)
            if not known_labels:
                continue
            seen = replace(seen, value=known_labels)
        if not fact.own or _is_legal(seen.value, fact):
            by_fact.setdefault(seen.fact, []).append(seen)
    _end_what_is_over(by_fact, catalogue)
    known = {name: _combined(catalogue[name], seen, today) for name, seen in by_fact.items()}
    return _without_contradictions(known, catalogue)


def _end_what_is_over(by_fact: dict[str, list[Observation]], catalogue: Catalogue) -> None:
    """Takes out every no that is older than what took place since, by the user's own word or records."""
    since: dict[str, date] = {}
    for name, several in by_fact.items():
        if catalogue[name].happens:
            days = [one.seen_on for one in several if one.value is True and one.said_by in ("me", "records")]
            for other in (name, *_closure(name, catalogue)) if days else ():
                since[other] = max(since.get(other, date.min), *days)
    for name in since.keys() & by_fact.keys():
        left = [one for one in by_fact[name] if one.value is not False or one.seen_on >= since[name]]
        if left:
            by_fact[name] = left
        else:
            del by_fact[name]


def _is_legal(value: Value, fact: Fact) -> bool:
    """True where the value can be the fact's: the type of an own fact may have changed since it was stated."""
    if isinstance(value, bool) != (fact.type == "yes/no"):
        return False
    try:
        return normal(fact, value) == (fold(value) if fact.type == "word" and isinstance(value, str) else value)
    except FactError:
        return False


def is_stale(seen: Observation, today: date, fact: Fact) -> bool:
    """True where the observation is older than the fact's shelf life."""
    return fact.stale_days is not None and (today - seen.seen_on).days > fact.stale_days


def value_on(seen: Observation, today: date, fact: Fact) -> Value:
    """The observed value on `today`: a duration has grown by the days since it was seen, a word is folded."""
    if fact.type == "duration" and isinstance(seen.value, int):
        return max(0, seen.value + (today - seen.seen_on).days)
    if fact.type == "word" and isinstance(seen.value, str):
        return fold(seen.value)
    return seen.value


def _combined(fact: Fact, seen: list[Observation], today: date) -> Known:
    best = min(RANK[one.said_by] for one in seen)
    # of the same day, what was said last comes first
    first = sorted((one for one in seen if RANK[one.said_by] == best), key=lambda one: one.seen_on)[::-1]
    if fact.combine == "union":
        labels: frozenset[str] = frozenset()
        for one in first:
            labels |= one.value if isinstance(one.value, frozenset) else frozenset()
        return Known(labels, tuple(first), tuple(one for one in seen if RANK[one.said_by] != best))
    if fact.combine in ("longest", "shortest"):
        pick = max if fact.combine == "longest" else min
        winner = pick(first, key=lambda one: int(value_on(one, today, fact)))  # type: ignore[arg-type]
    else:
        winner = first[0]
    value = value_on(winner, today, fact)
    against = tuple(one for one in seen if value_on(one, today, fact) != value and fact.combine == "newest")
    agreeing = tuple(one for one in first if value_on(one, today, fact) == value)
    return Known(value, agreeing, against)


def _without_contradictions(known: dict[str, Known], catalogue: Catalogue) -> dict[str, Known]:
    """Drops the weaker side of every implication that the facts break, until none is broken."""
    for fact in catalogue.implying:
        if _is(known, fact.name, True):
            for other in _closure(fact.name, catalogue):
                if _is(known, other, False) and fact.name in known:
                    keep, drop = sorted((fact.name, other), key=lambda one: _strength(known[one]))
                    kept, lost = known[keep], known.pop(drop)
                    known[keep] = Known(kept.value, kept.because, kept.against + lost.because)
    return known


def _closure(name: str, catalogue: Catalogue) -> tuple[str, ...]:
    reached: dict[str, None] = {}
    todo = list(catalogue[name].implies)
    while todo:
        one = todo.pop()
        if one not in reached and one in catalogue:
            reached[one] = None
            todo.extend(catalogue[one].implies)
    return tuple(reached)


def _is(known: Mapping[str, Known], name: str, value: bool) -> bool:
    return name in known and known[name].value is value


def _strength(known: Known) -> tuple[int, int]:
    best = known.because[0]
    return (RANK[best.said_by], -best.seen_on.toordinal())
