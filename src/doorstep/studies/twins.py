"""Uneven pairs: like cases of one judge that were decided oppositely, and how consistent the judge is.

Two cases are alike where every ordered fact lies within its `near`, every other fact is equal, and the same facts are
unknown. Consistency is 1 - mean |y - mean y of the k nearest| (Zemel and others, ICML 2013), within each judge.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import product
from math import sqrt
from operator import add
from random import Random

from .alike import Profile, Side, classes, in_reach
from .bitmaps import Bits, places_of
from .cases import Column, Decisions, Value
from .chance import below

LEAST_PAIRS = 20  # fewer like pairs tell nothing about evenness
NEAREST = 5
ROUNDING = 1 + 1e-6  # 0.4 - 0.3 is a little more than 0.1 to a computer
LOOKED_AT, OF_ONE, AMONG = 200, 20, 300  # cases for which neighbours are sought: in all, of a judge; among so many


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

    `p` is the chance that like cases come out as even as this, or more so, when each judge's decisions are dealt out
    anew among the judge's cases: small where likeness matters, so that uneven pairs are exceptions. `consistency` is a
    share, None where nobody has enough cases. With `need` above 0 there are too few like pairs to tell; about so many
    decisions would do. `by_judge` has the first two, and the consistency, of each judge.
    """

    count: int
    opposite: int
    any_two: float
    p: float | None
    consistency: float | None
    pairs: tuple[Twin, ...]
    by_judge: Mapping[str, tuple[int, int, float | None]]
    need: int


@dataclass(frozen=True, slots=True)
class LikePairs:
    """The pairs of like cases: how many, how many `opposite`, and mean and variance of that when each judge's
    decisions are dealt out at random among the judge's cases. `by_judge` has the first two of each judge."""

    count: int
    opposite: int
    expected: float
    variance: float
    pairs: tuple[Twin, ...]
    by_judge: Mapping[str, tuple[int, int]]


def twins(decisions: Decisions, seed: int, limit: int | None = 20) -> Twins:
    """All pairs of like cases counted; of the opposite ones the `limit` that differ least, or all with None."""
    like = like_pairs(decisions, limit)
    consistent = consistency(decisions, seed)
    return Twins(
        like.count,
        like.opposite,
        any_two(decisions),
        below(like.expected - like.opposite, like.variance) if like.count >= LEAST_PAIRS else None,
        over_all(consistent),
        like.pairs,
        {
            judge: (*both, consistent[judge][0] if judge in consistent else None)
            for judge, both in like.by_judge.items()
        },
        _needed(len(decisions.cases), like.count),
    )


def like_pairs(decisions: Decisions, limit: int | None) -> LikePairs:
    """The pairs of like cases counted, the plainest opposite ones, and what chance would make of them."""
    near = [column for column in decisions.columns if _near(column)]
    reach = [(column.near * ROUNDING, column.near * ROUNDING) for column in near]
    found: list[Twin] = []
    joins: defaultdict[str, int] = defaultdict(int)
    chains: defaultdict[str, int] = defaultdict(int)
    opposite: defaultdict[str, int] = defaultdict(int)
    for profiles in classes(decisions, _near).values():
        first = profiles[0]
        judge = decisions.cases[(first.accepted or first.refused)[0]].by
        for one, bits, side in in_reach(profiles, profiles, reach):
            accepted = side.accepted.of(bits)
            size = len(one.accepted) + len(one.refused)
            others = accepted + side.refused.of(bits) - 1
            joins[judge] += size * others
            chains[judge] += size * others * (others - 1)
            opposite[judge] += len(one.refused) * accepted
            if one.refused and accepted and limit != 0:
                found += _pairs(decisions, one, bits, side, near, limit)
                if limit is not None and len(found) > 50 * limit:
                    found = _plainest(found, limit)
    expected = variance = 0.0
    for judge, places in decisions.by_judge().items():
        accepted = sum(decisions.cases[place].accepted for place in places)
        mean, spread = _by_chance(len(places), accepted, joins[judge] // 2, chains[judge])
        expected += mean
        variance += spread
    pairs = found if limit is None else _plainest(found, limit)
    by_judge = {judge: (count // 2, opposite[judge]) for judge, count in joins.items()}
    return LikePairs(sum(joins.values()) // 2, sum(opposite.values()), expected, variance, tuple(pairs), by_judge)


def consistency(decisions: Decisions, seed: int, looked_at: int = LOOKED_AT) -> dict[str, tuple[float, int]]:
    """1 - mean |y - mean y of the five nearest|, and over how many cases, for each judge with three times five.

    Neighbours are sought for `looked_at` cases in all, drawn at random, of each judge the same number and at least 20,
    among 300 of the judge's. Facts weigh alike: 0 where equal, 1 where they differ, ordered ones up to 1 as far apart
    as their values reach.
    """
    random = Random(seed)
    columns = [(values := decisions.values(column), _span(values, column)) for column in decisions.columns]
    judges = {judge: places for judge, places in decisions.by_judge().items() if len(places) >= 3 * NEAREST}
    found = {}
    for judge, places in judges.items():
        among = places if len(places) <= AMONG else random.sample(places, AMONG)
        here = [([values[place] for place in among], span) for values, span in columns]
        tables = [(values, set(values), span) for values, span in here]
        said = [decisions.cases[place].accepted for place in among]
        away = 0.0
        count = min(len(among), max(OF_ONE, looked_at // len(judges)))
        for own in random.sample(range(len(among)), count):
            far = [0.0] * len(among)
            for values, distinct, span in tables:
                table = {value: _distance(values[own], value, span) for value in distinct}
                far = list(map(add, far, map(table.__getitem__, values)))
            close = nsmallest(NEAREST + 1, zip(far, (random.random() for _ in among), range(len(among))))
            others = [other for _, _, other in close if other != own][:NEAREST]
            away += abs(said[own] - sum(said[other] for other in others) / len(others))
        found[judge] = 1 - away / count, count
    return found


def over_all(consistent: Mapping[str, tuple[float, int]]) -> float | None:
    """The consistency over all judges' cases; None where there is none."""
    cases = sum(count for _, count in consistent.values())
    return sum(one * count for one, count in consistent.values()) / cases if cases else None


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


def _by_chance(size: int, accepted: int, joins: int, chains: int) -> tuple[float, float]:
    """Mean and variance of the opposite ones among `joins` pairs when `accepted` of `size` are dealt out at random.

    `chains` counts the ordered pairs of joins that share a case (join counts without replacement: Cliff and Ord,
    Spatial Processes, 1981, 2.3).
    """
    refused = size - accepted
    if size < 4 or not joins:
        return (2 * accepted * refused / (size * (size - 1)) * joins if joins else 0.0), 0.0
    two, three = size * (size - 1), size * (size - 1) * (size - 2)
    four = three * (size - 3)
    mean = joins * 2 * accepted * refused / two
    shared = chains * accepted * refused * (size - 2) / three
    apart = (joins * (joins - 1) - chains) * 4 * accepted * (accepted - 1) * refused * (refused - 1) / four
    return mean, max(0.0, mean + shared + apart - mean * mean)


def _needed(cases: int, pairs: int) -> int:
    """About how many decisions would hold enough like pairs, which grow with the square; 0 where there are enough."""
    if pairs >= LEAST_PAIRS:
        return 0
    return max(30, round(max(cases, 2) * sqrt(LEAST_PAIRS / max(pairs, 1))))
