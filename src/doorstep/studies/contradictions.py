"""Contradictions: somebody at least as good on every fact was refused where the other was accepted.

No standards under which more can only help explain such a pair. An unknown compares only with an unknown, and a fact
without a direction only with the same value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest
from itertools import product
from math import inf

from .alike import Profile, classes, in_reach
from .bitmaps import places_of
from .cases import Column, Decisions


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cases of one judge by their ids; `differ` names the facts on which they are not equal."""

    refused: str
    accepted: str
    differ: tuple[str, ...]
    by: str = ""


@dataclass(frozen=True, slots=True)
class Contradictions:
    """How many pairs contradict themselves, and in how many refused cases.

    `equal` of the pairs are equal in every fact. `comparable` counts the pairs decided differently in which one is at
    least as good on everything; `judges` those that have a contradiction, of `judges_compared` that have a comparable
    pair. `pairs` are the plainest. `by_judge` has `count` and `comparable` of each of these judges.
    """

    count: int
    equal: int
    comparable: int
    cases: int
    judges: int
    judges_compared: int
    pairs: tuple[Pair, ...]
    by_judge: Mapping[str, tuple[int, int]]


def contradictions(decisions: Decisions, limit: int | None = 20) -> Contradictions:
    """All contradictions counted; of the pairs the `limit` in which the refused case is better on most facts.

    With `limit` None every pair is given. Work: different profiles squared, a 64th of it, within each class.
    """
    directed = [column for column in decisions.columns if _sign(column)]
    reach = [(inf, 0.0)] * len(directed)
    equal = cases = 0
    by_judge: dict[str, tuple[int, int]] = {}
    found: list[Pair] = []
    for profiles in classes(decisions, _sign).values():
        refused = [one for one in profiles if one.refused]
        accepted = [one for one in profiles if one.accepted]
        if not refused or not accepted:
            continue
        judge = decisions.cases[refused[0].refused[0]].by
        here = as_it_should = 0
        for worse, bits, side in in_reach(refused, accepted, reach):
            here += len(worse.refused) * side.accepted.of(bits)
            cases += len(worse.refused)
            for place in places_of(bits, None if limit is None else min(limit, 1)):
                found += _pairs(decisions, worse, side.profiles[place], directed, limit)
        for better, bits, side in in_reach(accepted, refused, reach):
            as_it_should += len(better.accepted) * (side.refused.of(bits) - len(better.refused))
        equal += sum(len(one.accepted) * len(one.refused) for one in refused)
        if here or as_it_should:
            count, comparable = by_judge.get(judge, (0, 0))
            by_judge[judge] = count + here, comparable + here + as_it_should
    if limit is not None:
        found = nlargest(limit, found, key=lambda pair: len(pair.differ))
    counts = list(by_judge.values())
    return Contradictions(
        sum(count for count, _ in counts),
        equal,
        sum(comparable for _, comparable in counts),
        cases,
        sum(count > 0 for count, _ in counts),
        len(counts),
        tuple(found),
        by_judge,
    )


def _sign(column: Column) -> float:
    return column.better if column.kind in ("yes/no", "ordered") else 0


def _pairs(
    decisions: Decisions, worse: Profile, better: Profile, directed: list[Column], limit: int | None
) -> Iterator[Pair]:
    differ = tuple(column.name for column, one, two in zip(directed, worse.at, better.at) if one != two)
    for refused, accepted in (
        product(worse.refused, better.accepted) if limit is None else zip(worse.refused[:limit], better.accepted)
    ):
        one, two = decisions.cases[refused], decisions.cases[accepted]
        yield Pair(one.id, two.id, differ, one.by)
