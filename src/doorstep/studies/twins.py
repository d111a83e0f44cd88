"""Uneven pairs: like cases of one judge that were decided oppositely, and how consistent the judge is.

Two cases are alike where every ordered fact lies within its `near`, every other fact is equal, and the same facts are
unknown. Consistency is 1 - mean |y - mean y of the k nearest| (Zemel and others, ICML 2013), within each judge.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import combinations, product
from math import sqrt
from random import Random

from .alike import Profile, Side, classes, in_reach
from .bitmaps import Bits, places_of
from .cases import Column, Decisions, Value
from .chance import p_of

LEAST_PAIRS = 20  # fewer like pairs tell nothing about evenness
TESTED = 1_000  # like pairs that the test by permutation uses
ROUNDS = 199
NEAREST = 5
LOOKED_AT, AMONG = 100, 1_000  # cases of a judge for which neighbours are sought, and among how many


@dataclass(frozen=True, slots=True)
class Twin:
    """Two like cases of one judge, by their ids; `differ` names the facts in which they are near but not equal."""

    accepted: str
    refused: str
    differ: tuple[str, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Twins:
    """`opposite` of `count` pairs of like cases were decided oppositely; `any_two` is the share among any two.

    `p` is the share of permutations within the judges in which like cases are as uneven as this or more even: small
    where likeness matters to the judge, so that uneven pairs are exceptions. `consistency` is a share, None where
    nobody has enough cases. With `need` above 0 there are too few like pairs to tell; about so many decisions would do.
    """

    count: int
    opposite: int
    any_two: float
    p: float | None
    consistency: float | None
    pairs: tuple[Twin, ...]
    need: int


def twins(decisions: Decisions, seed: int, limit: int | None = 20) -> Twins:
    """All pairs of like cases counted; of the opposite ones the `limit` that differ least, or all with None."""
    count, opposite, found, sample = like_pairs(decisions, seed, limit)
    return Twins(
        count,
        opposite,
        any_two(decisions),
        _chance(decisions, sample, seed) if count >= LEAST_PAIRS else None,
        consistency(decisions, seed),
        tuple(found),
        _needed(len(decisions.cases), count),
    )


def like_pairs(
    decisions: Decisions, seed: int, limit: int | None
) -> tuple[int, int, list[Twin], list[tuple[int, int]]]:
    """How many pairs of like cases, how many of them opposite, the plainest of these, and some like pairs as places."""
    near = [column for column in decisions.columns if _near(column)]
    reach = [(column.near, column.near) for column in near]
    every = opposite = 0
    found: list[Twin] = []
    sample: list[tuple[int, int]] = []
    groups = list(classes(decisions, _near).values())
    random = Random(seed)
    random.shuffle(groups)
    for profiles in groups:
        for one, bits, side in in_reach(profiles, profiles, reach):
            accepted, refused = side.accepted.of(bits), side.refused.of(bits)
            size = len(one.accepted) + len(one.refused)
            every += size * (accepted + refused) - size
            opposite += len(one.refused) * accepted
            if one.refused and accepted and limit != 0:
                found += _pairs(decisions, one, bits, side, near, limit)
                if limit is not None and len(found) > 50 * limit:
                    found = _plainest(found, limit)
            if len(sample) < TESTED:
                sample += _sampled(one, bits, side, random)
    return every // 2, opposite, found if limit is None else _plainest(found, limit), sample[:TESTED]


def consistency(decisions: Decisions, seed: int, nearest: int = NEAREST) -> float | None:
    """1 - mean |y - mean y of the nearest|, over the judges' cases; None where no judge has three times as many.

    Exact up to 100 cases a judge; of more, 100 drawn at random are held against at most 1,000. Facts weigh alike: 0
    where equal, 1 where they differ, ordered ones up to 1 as far apart as their values reach.
    """
    random = Random(seed)
    columns = [(decisions.values(column), _span(decisions.values(column), column)) for column in decisions.columns]
    total, cases = 0.0, 0
    for places in decisions.by_judge().values():
        if len(places) < 3 * nearest:
            continue
        among = places if len(places) <= AMONG else random.sample(places, AMONG)
        for place in places if len(places) <= LOOKED_AT else random.sample(places, LOOKED_AT):
            away = [0.0] * len(among)
            for values, span in columns:
                own = values[place]
                table = {value: _distance(own, value, span) for value in {values[other] for other in among}}
                away = [sofar + table[values[other]] for sofar, other in zip(away, among)]
            close = nsmallest(nearest + 1, zip(away, (random.random() for _ in among), among))
            others = [other for _, _, other in close if other != place][:nearest]
            share = sum(decisions.cases[other].accepted for other in others) / len(others)
            total += abs(decisions.cases[place].accepted - share)
            cases += 1
    return 1 - total / cases if cases else None


def _near(column: Column) -> float:
    return 1 if column.kind == "ordered" and column.near > 0 else 0


def _span(values: Sequence[Value | None], column: Column) -> float:
    known = [value for value in values if isinstance(value, int | float)]
    return float(max(known) - min(known)) if column.kind == "ordered" and known else 0.0


def _distance(one: Value | None, two: Value | None, span: float) -> float:
    if span and isinstance(one, int | float) and isinstance(two, int | float):
        return abs(one - two) / span
    return float(one != two)


def any_two(decisions: Decisions) -> float:
    """The share of opposite decisions among any two cases of the same judge."""
    pairs = opposite = 0
    for places in decisions.by_judge().values():
        accepted = sum(decisions.cases[place].accepted for place in places)
        pairs += len(places) * (len(places) - 1) // 2
        opposite += accepted * (len(places) - accepted)
    return opposite / pairs if pairs else 0.0


def _pairs(
    decisions: Decisions, one: Profile, bits: Bits, side: Side, near: list[Column], limit: int | None
) -> list[Twin]:
    """Opposite pairs with the refused cases of `one`: with `limit` those of the same profile first, few of each."""
    found = []
    others = [side.profiles[place] for place in places_of(bits)] if limit is None else []
    if limit is not None:
        others = [one] if one.accepted else [side.profiles[place] for place in places_of(bits, 30)]
    for other in others:
        differ = tuple(column.name for column, this, that in zip(near, one.at, other.at) if this != that)
        both = product(one.refused, other.accepted) if limit is None else zip(one.refused[:limit], other.accepted)
        for refused, accepted in both:
            two = decisions.cases[accepted]
            found.append(Twin(two.id, decisions.cases[refused].id, differ, two.by))
    return found


def _plainest(found: list[Twin], limit: int) -> list[Twin]:
    return nsmallest(limit, found, key=lambda pair: len(pair.differ))


def _sampled(one: Profile, bits: Bits, side: Side, random: Random) -> list[tuple[int, int]]:
    """Some of the like pairs with a case of `one`, as places; none twice."""
    mine = [*one.accepted, *one.refused]
    made = []
    for place in places_of(bits, 20):
        other = side.profiles[place]
        if other is one:
            made += list(combinations(random.sample(mine, min(len(mine), 20)), 2))
        elif other.at > one.at:
            made.append((random.choice(mine), random.choice([*other.accepted, *other.refused])))
    return made


def _chance(decisions: Decisions, pairs: list[tuple[int, int]], seed: int) -> float:
    """How often the decisions of each judge, dealt out anew, leave as few opposite like pairs as there are."""
    random, cases = Random(seed), decisions.cases
    used = {place for pair in pairs for place in pair}
    parts = [
        ([place for place in places if place in used], [cases[place].accepted for place in places])
        for places in decisions.by_judge().values()
    ]
    dealt = {place: cases[place].accepted for place in used}
    seen = sum(dealt[one] != dealt[two] for one, two in pairs)
    as_even = 0
    for _ in range(ROUNDS):
        for places, said in parts:
            if places:
                dealt.update(zip(places, random.sample(said, len(places))))
        as_even += sum(dealt[one] != dealt[two] for one, two in pairs) <= seen
    return p_of(as_even, ROUNDS)


def _needed(cases: int, pairs: int) -> int:
    """About how many decisions would hold enough like pairs, which grow with the square; 0 where there are enough."""
    if pairs >= LEAST_PAIRS:
        return 0
    return max(30, round(max(cases, 2) * sqrt(LEAST_PAIRS / max(pairs, 1))))
