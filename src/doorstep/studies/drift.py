"""Drift: a kind of request decided against the written standards again and again.

Every group that one or two conditions tell is held against all other decisions, with the log-likelihood ratio of two
shares (Kulldorff, Communications in Statistics 1997). How high the best group of so many comes by chance is found by
dealing the overrides out anew within each judge and each verdict, and looking at all groups again (the greatest of
them: Westfall and Young 1993). So the p of a finding counts that many groups were looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from .bitmaps import Bits, Shuffle, bits_of, places_of
from .cases import Decisions
from .chance import p_of
from .groups import Condition, Group, groups

LEAST_SHARE = 3  # one in three at least goes against the standards: fewer are accidents, not a habit
LEAST_GROUP = 5  # a habit of fewer cases is told by its pairs
LEVEL = 0.05
ROUNDS, MANY = 199, 5_000  # with more decisions than that half of the rounds do
MOST_FOUND = 5
LEAST_DECISIONS = 50  # with fewer even a strong habit is mostly missed
ENOUGH = 100  # finds a strong habit (four of five in a tenth of the cases) nine times in ten
KINDS = ("let in", "refused", "against")
HANDICAP = 1.0  # of a family of one way: without it, looking three ways costs much of the power of looking at all


@dataclass(frozen=True, slots=True)
class Drift:
    """One kind of request that is decided against the standards: `times` of `of`, elsewhere `elsewhere` of
    `of_elsewhere`. `kind` is `let in` (the standards refuse), `refused` (they accept) or `against` (either way).

    `p` counts all groups that were looked at. `cases` are the ids of the group, those of `against` decided otherwise.
    """

    kind: str
    conditions: tuple[Condition, ...]
    times: int
    of: int
    elsewhere: int
    of_elsewhere: int
    p: float
    cases: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drifts:
    """The habits found, the strongest first. `looked_at` decisions have a verdict, `overrides` of them go against it.

    `groups` were looked at, and in each of `rounds` permutations again. With `need` above 0 there are too few to tell;
    so many would do for a strong habit.
    """

    found: tuple[Drift, ...]
    looked_at: int
    overrides: int
    groups: int
    rounds: int = ROUNDS
    need: int = 0


@dataclass(slots=True)
class _Family:
    """One way to be against the standards: who can be, who is, and the groups among them."""

    kind: str
    among: Bits
    against: Bits
    handicap: float


def drifts(
    decisions: Decisions,
    seed: int,
    rounds: int | None = None,
    *,
    least: int = LEAST_DECISIONS,
    level: float = LEVEL,
    most: int = MOST_FOUND,
) -> Drifts | None:
    """What is decided against the standards again and again; None where no decision has a verdict beside it.

    After each finding its cases are put aside and the rest is looked at again, until nothing is left to be told, or
    `most` were found. Nothing is sought in fewer decisions than `least`; chance makes a finding with `level`.
    """
    places = [place for place, case in enumerate(decisions.cases) if case.verdict is not None]
    if not places:
        return None
    judged = decisions.part(places)
    size = len(places)
    rounds = rounds or (ROUNDS if size <= MANY else ROUNDS // 2)
    overrides = sum(case.verdict != case.accepted for case in judged.cases)
    if size < least:
        return Drifts((), size, overrides, 0, rounds, max(least, ENOUGH))
    every = list(groups(judged, LEAST_GROUP))
    found: list[Drift] = []
    left = (1 << size) - 1
    while len(found) < most:
        best = _best(judged, every, left, seed + len(found), rounds, level)
        if best is None:
            break
        drift, bits = best
        found.append(drift)
        left &= ~bits
    return Drifts(tuple(found), size, overrides, len(every), rounds)


def _best(
    decisions: Decisions, every: Sequence[Group], left: Bits, seed: int, rounds: int, level: float
) -> tuple[Drift, Bits] | None:
    """The strongest habit in what is left, where it is stronger than chance makes of so many groups."""
    families = list(_families(decisions, left))
    scans = [_Scan(every, family) for family in families]
    top = max(((*scan.top(family.against), family) for scan, family in zip(scans, families)),
              key=lambda one: one[0], default=None)  # fmt: skip
    if top is None or top[0] <= 0:
        return None
    strata: dict[tuple[str, bool | None], list[int]] = {}
    for place in places_of(left):
        case = decisions.cases[place]
        strata.setdefault((case.by, case.verdict), []).append(place)
    overrides = families[-1].against
    shuffle = Shuffle(overrides, list(strata.values()), seed, len(decisions.cases))
    higher = 0
    for _ in range(rounds):
        dealt = shuffle.drawn()
        if any(scan.reaches(dealt & family.among, top[0]) for scan, family in zip(scans, families)):
            higher += 1
            if p_of(higher, rounds) > level:
                return None
    _, group, family = top
    inside = group.bits & family.among
    for way in families[:-1]:  # all of it one way: then it is told, and counted, as that
        if not inside & family.against & ~way.against and len(families) == len(KINDS):
            family = way
    return _drift(decisions, group, family, p_of(higher, rounds)), inside


def _families(decisions: Decisions, left: Bits) -> Iterator[_Family]:
    size, cases = len(decisions.cases), decisions.cases
    against = left & bits_of((place for place, case in enumerate(cases) if case.accepted != case.verdict), size)
    accept = left & bits_of((place for place, case in enumerate(cases) if case.verdict), size)
    for kind, among in zip(KINDS, (left & ~accept, accept, left)):
        if kind == "against" or among:
            yield _Family(kind, among, against & among, 0.0 if kind == "against" else HANDICAP)


class _Scan:
    """Every group among one family, with what each count of overrides in it is worth."""

    def __init__(self, every: Sequence[Group], family: _Family) -> None:
        self.size = family.among.bit_count()
        self.total = family.against.bit_count()
        self.handicap = family.handicap
        self.groups: list[tuple[Group, Bits, int]] = []
        seen = set()
        for group in every:
            bits = group.bits & family.among
            count = bits.bit_count()
            if LEAST_GROUP <= count < self.size and bits not in seen:
                seen.add(bits)
                self.groups.append((group, bits, count))
        self.least: dict[int, int] = {}
        self.least_for = -1.0

    def top(self, against: Bits) -> tuple[float, Group]:
        """The highest score of a group, and the group; of equal scores that with fewer conditions."""
        best, chosen = 0.0, Group((), 0)
        for group, bits, count in self.groups:
            score = excess((bits & against).bit_count(), count, self.total, self.size) - self.handicap
            if score > best + 1e-9:
                best, chosen = score, group
        return best, chosen

    def reaches(self, against: Bits, score: float) -> bool:
        """True where some group comes to this score."""
        if score != self.least_for:
            sizes = {count for _, _, count in self.groups}
            self.least = {count: _least(score + self.handicap, count, self.total, self.size) for count in sizes}
            self.least_for = score
            self.groups.sort(key=lambda one: one[2])
        least = self.least
        return any((bits & against).bit_count() >= least[count] for _, bits, count in self.groups)


def excess(times: int, of: int, total: int, size: int) -> float:
    """The log-likelihood ratio of one share inside and another outside against one for all; 0 unless inside
    is higher, and at least one in three.

    `times` of `of` inside, `total` of `size` in all.
    """
    outside, rest = total - times, size - of
    if not rest or times * rest <= outside * of or times * LEAST_SHARE < of:
        return 0.0
    return _likelihood(times, of) + _likelihood(outside, rest) - _likelihood(total, size)


def _likelihood(times: int, of: int) -> float:
    other = of - times
    return (times * log(times / of) if times else 0.0) + (other * log(other / of) if other else 0.0)


def _least(score: float, of: int, total: int, size: int) -> int:
    """The fewest times that reach the score in a group of this size; one more than there are where none does."""
    low, high = 0, min(of, total) + 1
    while low < high:
        middle = (low + high) // 2
        if excess(middle, of, total, size) >= score - 1e-9:
            high = middle
        else:
            low = middle + 1
    return low


def _drift(decisions: Decisions, group: Group, family: _Family, p: float) -> Drift:
    inside = group.bits & family.among
    against = inside & family.against
    ids = [decisions.cases[place].id for place in places_of(against)]
    others = [decisions.cases[place].id for place in places_of(inside & ~against)]
    times, of = against.bit_count(), inside.bit_count()
    return Drift(
        family.kind,
        tuple(sorted(group.conditions, key=lambda one: one.op in ("is", "not"))),
        times,
        of,
        family.against.bit_count() - times,
        family.among.bit_count() - of,
        p,
        (*ids, *others),
        tuple(ids),
    )
