"""What is practised beside what is declared: how much each fact really moved, and which short account fits best.

How well an account agrees with the decisions is measured on cases that it was not made from (five parts in turn). The
written standards were made from none, and win unless another is better by more than the error of the difference.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt
from random import Random

from ..facts.catalogue import Catalogue
from .bitmaps import Bits, Shuffle, bits_of
from .cases import Column, Decisions, Value
from .chance import p_of
from .drift import Drift
from .groups import groups, rule_text
from .intervals import Z
from .logistic import auc, fitted, probabilities

PARTS = 5
LEAST = 40  # decisions, below which nothing is said about what moved them
MOST_FITTED = 5_000  # different cases; more are represented by so many decisions, drawn at random
MOST_HELD_OUT = 2_000  # decisions, likewise
MOST_BANDS, MOST_DUMMIES = 6, 12
ROUNDS = 199


@dataclass(frozen=True, slots=True)
class Rate:
    """Of the cases in which a fact has this value, `accepted` of `of`. `value` is `unknown` where it is."""

    fact: str
    value: str
    accepted: int
    of: int


@dataclass(frozen=True, slots=True)
class Moved:
    """How far a fact goes with the decisions; `p` by permutation within the judges, counting all facts looked at."""

    fact: str
    rates: tuple[Rate, ...]
    p: float


@dataclass(frozen=True, slots=True)
class Weight:
    """By how much the odds of a yes grow with a fact, the other facts held equal; with its 95 % interval.

    `by` says for what change: `yes`, a label, or so much more of an ordered fact.
    """

    fact: str
    by: str
    odds: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fit:
    """An account of the decisions, and the share of cases, not used to make it, with which it agrees."""

    name: str
    rule: str
    agreement: float
    of: int


@dataclass(frozen=True, slots=True)
class Practice:
    """What moved the decisions. `auc` tells how well the weights tell yes from no over the same cases.

    `fits` holds `standards` (where there are any), `rule` (one or two conditions), `weights` and `always` (the
    commoner answer); `chosen` is the name of the one to believe. With `need` above 0 there are too few to tell.
    """

    of: int
    moved: tuple[Moved, ...]
    weights: tuple[Weight, ...]
    auc: float | None
    fits: tuple[Fit, ...]
    chosen: str
    need: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule that would say what is done; never applied by itself. `would_change` are the ids of the cases whose
    answer it changes, `as_decided` how many of them then agree with what was done; `again` the ids to look at again
    where the practice is to be mended instead."""

    kind: str
    rule: str
    would_change: tuple[str, ...]
    as_decided: int
    again: tuple[str, ...]


def practice(decisions: Decisions, seed: int) -> Practice:
    """What moved the decisions, fact by fact, and how well the standards and short accounts agree with them."""
    count = len(decisions.cases)
    if count < LEAST or not decisions.columns:
        return Practice(count, (), (), None, (), "", LEAST if decisions.columns else 0)
    terms = design(decisions)
    rows = list(zip(*(values for _, _, values in terms)))
    if len(set(rows)) > MOST_FITTED:
        places = sorted(Random(seed).sample(range(count), MOST_FITTED))
    else:
        places = list(range(count))
    of = Counter(rows[place] for place in places) if rows else Counter()
    yes = Counter(rows[place] for place in places if decisions.cases[place].accepted) if rows else Counter()
    columns = list(zip(*of)) or [()] * len(terms)
    fit = fitted(columns, [yes[row] for row in of], list(of.values()))
    weights = tuple(
        _weight(name, by, weight, error)
        for (name, by, _), weight, error in zip(terms, fit.weights, fit.errors)
        if weight or error
    )
    area = auc(fit.chances, [yes[row] for row in of], list(of.values()))
    accounts = held_out(decisions, seed)
    return Practice(count, moved(decisions, seed), weights, area, *accounts)


def moved(decisions: Decisions, seed: int) -> tuple[Moved, ...]:
    """The share accepted by every value of every fact, the facts that go furthest with the decisions first."""
    size = len(decisions.cases)
    accepted = bits_of((place for place, case in enumerate(decisions.cases) if case.accepted), size)
    bands = [bands_of(column, decisions.values(column)) for column in decisions.columns]
    sets = [[bits_of(places, size) for places in band.values()] for band in bands]
    seen = [_strength(one, accepted, size) for one in sets]
    shuffle = Shuffle(accepted, list(decisions.by_judge().values()), seed, size)
    higher = [0] * len(sets)
    rounds = ROUNDS if size <= 5_000 else 99
    for _ in range(rounds):
        dealt = shuffle.drawn()
        top = max(_strength(one, dealt, size) for one in sets)
        higher = [sofar + (top >= own - 1e-9) for sofar, own in zip(higher, seen)]
    made = [
        (strength, Moved(
            column.name,
            tuple(Rate(column.name, value, (bits & accepted).bit_count(), bits.bit_count())
                  for value, bits in zip(band, of_fact)),
            p_of(as_far, rounds),
        ))
        for column, band, of_fact, as_far, strength in zip(decisions.columns, bands, sets, higher, seen)
    ]  # fmt: skip
    return tuple(one for _, one in sorted(made, key=lambda pair: -pair[0]))


def bands_of(column: Column, values: Sequence[Value | None]) -> dict[str, list[int]]:
    """The places by value: each label, yes and no, ordered values (in bands where there are many), unknown last."""
    found: dict[str, list[int]] = {}
    if column.kind == "ordered":
        numbers = sorted(value for value in values if isinstance(value, int | float))
        distinct = sorted(set(numbers))
        many = len(distinct) > MOST_DUMMIES
        starts = [numbers[len(numbers) * at // MOST_BANDS] for at in range(MOST_BANDS)] if many else distinct
        starts = sorted(set(starts))
        for start, after in zip(starts, [*starts[1:], inf]):
            last = distinct[bisect_left(distinct, after) - 1]
            found[f"{start:g} to {last:g}" if last > start else f"{start:g}"] = []
        names = list(found)
        for place, value in enumerate(values):
            if isinstance(value, int | float):
                found[names[sum(start <= value for start in starts) - 1]].append(place)
    else:
        counted = Counter(map(_shown, (value for value in values if value is not None)))
        common = sorted(name for name, _ in counted.most_common(MOST_DUMMIES))
        found = {name: [] for name in (*common, *(["another"] if len(counted) > MOST_DUMMIES else []))}
        for place, value in enumerate(values):
            if value is not None:
                found[name if (name := _shown(value)) in found else "another"].append(place)
    unknown = [place for place, value in enumerate(values) if value is None]
    return {**found, "unknown": unknown} if unknown else found


def design(decisions: Decisions) -> list[tuple[str, str, list[float]]]:
    """The terms of the regression: fact, for what change, and a number a case.

    A yes/no fact is 0 or 1, an ordered one its value, in steps of `near` times 10 where that is not 1; labels are held
    against the most frequent one; what is unknown has a term of its own.
    """
    terms: list[tuple[str, str, list[float]]] = []
    for column in decisions.columns:
        values = decisions.values(column)
        name = column.name
        match column.kind:
            case "yes/no":
                terms.append((name, "yes", [float(value is True) for value in values]))
            case "ordered":
                step = 1.0 if column.near in (0.0, 1.0) else 10 * column.near
                known = [value / step for value in values if isinstance(value, int | float)]
                middle = sum(known) / len(known) if known else 0.0
                numbers = [value / step - middle if isinstance(value, int | float) else 0.0 for value in values]
                terms.append((name, f"{step:g} more", numbers))
            case "label":
                counted = Counter(value for value in values if value is not None).most_common(MOST_DUMMIES)
                terms += [
                    (name, f"{label}, not {counted[0][0]}", [float(value == label) for value in values])
                    for label, _ in counted[1:]
                ]
            case _:
                parts = Counter(part for value in values if isinstance(value, frozenset) for part in sorted(value))
                terms += [
                    (name, label, [float(isinstance(value, frozenset) and label in value) for value in values])
                    for label, _ in parts.most_common(MOST_DUMMIES)
                ]
        if any(value is None for value in values):
            terms.append((name, "unknown", [float(value is None) for value in values]))
    return [term for term in terms if any(value != term[2][0] for value in term[2])]


def held_out(decisions: Decisions, seed: int) -> tuple[tuple[Fit, ...], str]:
    """How well each account agrees with cases that it was not made from, and the one to believe."""
    random, count = Random(seed), len(decisions.cases)
    drawn = random.sample(range(count), min(count, MOST_HELD_OUT))
    # every part held out has its share of each answer: else the commoner one is rarer where it is asked about
    places = sorted(drawn, key=lambda at: decisions.cases[at].accepted)
    part = decisions.part(places)
    cases, size = part.cases, len(places)
    yes = [case.accepted for case in cases]
    accepted = bits_of((at for at, one in enumerate(yes) if one), size)
    every = list(groups(part, max(2, size // 50)))
    terms = [values for _, _, values in design(part)]
    says: dict[str, list[bool | None]] = {"standards": [case.verdict for case in cases]}
    says |= {name: [None] * size for name in ("always", "rule", "weights")}
    for turn in range(PARTS):
        apart = range(turn, size, PARTS)
        train = ((1 << size) - 1) & ~bits_of(apart, size)
        rest = [at for at in range(size) if at % PARTS != turn]
        often = 2 * (accepted & train).bit_count() >= train.bit_count()
        rule, means = short_rule([group.bits for group in every], accepted, train)
        fit = fitted([[term[at] for at in rest] for term in terms], [yes[at] for at in rest], [1] * len(rest))
        columns = [[1.0] * len(apart), *([term[at] for at in apart] for term in terms)]
        for at, chance in zip(apart, probabilities(columns, [fit.intercept, *fit.weights])):
            says["always"][at] = often
            says["rule"][at] = (bool(rule >> at & 1) == means) if rule else often
            says["weights"][at] = chance >= 0.5
    told, means = short_rule([group.bits for group in every], accepted, (1 << size) - 1)
    shown = next((rule_text(group.conditions) for group in every if group.bits == told), "")
    texts = {"rule": ("accept" if means else "refuse") + f" when {shown}" if shown else ""}
    right = {
        name: [said == one for said, one in zip(own, yes)]
        for name, own in says.items()
        if all(said is not None for said in own)
    }
    fits = tuple(Fit(name, texts.get(name, ""), sum(own) / size, size) for name, own in right.items())
    return fits, _chosen(right)


def short_rule(sets: Sequence[Bits], accepted: Bits, train: Bits) -> tuple[Bits, bool]:
    """The set that agrees best with the decisions in `train`, and whether it is accepted (else refused) inside it."""
    size = train.bit_count()
    best, chosen, means = max((accepted & train).bit_count(), size - (accepted & train).bit_count()), 0, True
    for bits in sets:
        unlike = ((bits ^ accepted) & train).bit_count()
        for agreed, inside in ((size - unlike, True), (unlike, False)):
            if agreed > best:
                best, chosen, means = agreed, bits, inside
    return chosen, means


def suggestion(drift: Drift, catalogue: Catalogue | None = None) -> Suggestion:
    """The rule that would say what is done in a drift, in the policy language, and what it would have changed."""
    kind = {"let in": "accept", "refused": "decline"}.get(drift.kind, "ask")
    return Suggestion(kind, rule_text(drift.conditions, catalogue), drift.cases, drift.times, drift.against)


def _chosen(right: dict[str, list[bool]]) -> str:
    """The first account, from the written standards to the longest, that none beats by more than the error."""
    for name in ("standards", "always", "rule", "weights"):
        if name in right and not any(_beats(right[other], right[name]) for other in right):
            return name
    return "weights"


def _beats(one: Sequence[bool], two: Sequence[bool]) -> bool:
    gaps = [this - that for this, that in zip(one, two)]
    mean = sum(gaps) / len(gaps)
    return mean > sqrt(sum((gap - mean) ** 2 for gap in gaps)) / len(gaps)


def _strength(sets: Sequence[Bits], accepted: Bits, size: int) -> float:
    """The likelihood ratio of the shares, freed of the number of values (a chi square in units of its spread)."""
    total = accepted.bit_count()
    ratio, used = 2 * _cross(total, size) * -1, 0
    for bits in sets:
        of = bits.bit_count()
        if of:
            ratio += 2 * _cross((bits & accepted).bit_count(), of)
            used += 1
    return (ratio - (used - 1)) / sqrt(2 * (used - 1)) if used > 1 else 0.0


def _cross(times: int, of: int) -> float:
    other = of - times
    return (times * log(times / of) if times else 0.0) + (other * log(other / of) if other else 0.0)


def _weight(name: str, by: str, weight: float, error: float) -> Weight:
    low, high = (exp(max(-20.0, min(20.0, weight + side * Z * error))) for side in (-1, 1))
    return Weight(name, by, exp(weight), low, high)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "none of them"
    return str(value)
