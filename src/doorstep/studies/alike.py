"""Cases near each other, or no worse than each other, without comparing everybody with everybody.

Equal cases are one profile. Profiles that have to be equal in some facts meet only within their class, which is found
by a look-up. Within a class, each ordered fact gives one set of profiles for each of its values, and the profiles in
reach of one are those sets cut with each other; a large class is cut along its facts first. The work grows with the
number of different profiles that are near each other, not with that of pairs of cases.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from .bitmaps import Bits, Weights, bits_of
from .cases import Column, Decisions

SMALL = 2048  # profiles that are compared as sets, without cutting them further
STEP, KEPT = 64, 512


@dataclass(slots=True, eq=False)
class Profile:
    """Cases of one judge that are alike in every fact: where they stand, and the places of those on either side."""

    at: tuple[float, ...]
    accepted: list[int]
    refused: list[int]


@dataclass(frozen=True, slots=True)
class Side:
    """Profiles to be found, as one set; `accepted` and `refused` weigh a set by its cases."""

    profiles: Sequence[Profile]
    accepted: Weights
    refused: Weights


Reach = list[tuple[int, tuple[float, float]]]
Found = tuple[Profile, Bits, Side]


def classes(decisions: Decisions, position: Callable[[Column], float]) -> dict[Hashable, list[Profile]]:
    """The profiles by class: the judge, the facts that have to be equal, and which are unknown.

    `position` is the sign of a fact that has an order here, 0 for one that has to be equal.
    """
    columns = decisions.columns
    signs = [position(column) if column.kind in ("yes/no", "ordered") else 0 for column in columns]
    values = [decisions.values(column) for column in columns]
    keys: list[list[Hashable]] = []
    ats: list[list[float]] = []
    for sign, column in zip(signs, values):
        if sign:
            keys.append([value is None for value in column])
            ats.append([sign * value if isinstance(value, int | float) else 0.0 for value in column])
        else:
            keys.append([value if isinstance(value, Hashable) else str(value) for value in column])
    cases = decisions.cases
    rows_of_keys = list(zip(*keys)) if keys else [()] * len(cases)
    rows_of_ats = list(zip(*ats)) if ats else [()] * len(cases)
    found: defaultdict[Hashable, dict[tuple[float, ...], Profile]] = defaultdict(dict)
    for place, (case, key, at) in enumerate(zip(cases, rows_of_keys, rows_of_ats)):
        inside = found[case.by, key]
        profile = inside.get(at)
        if profile is None:
            profile = inside[at] = Profile(at, [], [])
        (profile.accepted if case.accepted else profile.refused).append(place)
    return {key: list(inside.values()) for key, inside in found.items()}


def in_reach(
    left: Sequence[Profile], right: Sequence[Profile], reach: Sequence[tuple[float, float]]
) -> Iterator[tuple[Profile, Bits, Side]]:
    """For every profile of `left` those of `right` that lie at most so far below and above it in each fact."""
    return _cut(left, right, list(enumerate(reach)), [one for one in enumerate(reach) if one[1][0] < inf])


def _cut(left: Sequence[Profile], right: Sequence[Profile], reach: Reach, narrow: Reach) -> Iterator[Found]:
    """`narrow` are the facts along which it can still be cut into groups with a window of profiles in reach."""
    if len(right) <= SMALL or not narrow:
        yield from _compared(left, right, reach)
        return
    spread = {fact: len({int(one.at[fact] // above) for one in right}) for fact, (_, above) in narrow}
    along = max(narrow, key=lambda one: spread[one[0]])
    if spread[along[0]] == 1:
        yield from _compared(left, right, reach)
        return
    fact, (below, above) = along
    rest = [one for one in narrow if one is not along]
    ordered = sorted(right, key=lambda profile: profile.at[fact])
    values = [profile.at[fact] for profile in ordered]
    groups: defaultdict[int, list[Profile]] = defaultdict(list)
    for profile in left:
        groups[int(profile.at[fact] // above)].append(profile)
    for group in groups.values():
        least, most = min(one.at[fact] for one in group), max(one.at[fact] for one in group)
        window = ordered[bisect_left(values, least - below) : bisect_right(values, most + above)]
        if window:
            # of a group with one value the window is exact
            yield from _cut(group, window, [one for one in reach if one is not along or least < most], rest)


def _compared(left: Sequence[Profile], right: Sequence[Profile], reach: Reach) -> Iterator[Found]:
    if not right:
        return
    right = sorted(right, key=lambda profile: sum(profile.at))
    side = Side(right, Weights([len(one.accepted) for one in right]), Weights([len(one.refused) for one in right]))
    everybody = (1 << len(right)) - 1
    steps = [(fact, below, above, _Steps([profile.at[fact] for profile in right])) for fact, (below, above) in reach]
    for profile in left:
        bits = everybody
        for fact, below, above, step in steps:
            value = profile.at[fact]
            bits &= step.first(bisect_right(step.values, value + above))
            if below < inf:
                bits &= ~step.first(bisect_left(step.values, value - below))
            if not bits:
                break
        if bits:
            yield profile, bits, side


class _Steps:
    """Places in the order of their values: the set of the first so many of them.

    A set is kept for every so many places, and for each number that is often asked for: many different values would
    fill the memory otherwise.
    """

    def __init__(self, values: Sequence[float]) -> None:
        self.size = len(values)
        self.places = sorted(range(self.size), key=values.__getitem__)
        self.values = [values[place] for place in self.places]
        self.step = max(STEP, self.size // KEPT)
        self.whole: list[Bits] = [0]
        for start in range(0, self.size, self.step):
            self.whole.append(self.whole[-1] | bits_of(self.places[start : start + self.step], self.size))
        self.known: dict[int, Bits] = {}

    def first(self, count: int) -> Bits:
        """The set of the first `count` places."""
        bits = self.known.get(count)
        if bits is None:
            start = count // self.step
            bits = self.whole[start] | bits_of(self.places[start * self.step : count], self.size)
            if len(self.known) < KEPT:
                self.known[count] = bits
        return bits
