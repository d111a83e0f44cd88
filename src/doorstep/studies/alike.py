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

SMALL = 1024  # profiles that are compared as sets, without cutting them further


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
    return _cut(left, right, list(enumerate(reach)))


def _cut(
    left: Sequence[Profile], right: Sequence[Profile], reach: list[tuple[int, tuple[float, float]]]
) -> Iterator[tuple[Profile, Bits, Side]]:
    narrow = [one for one in reach if one[1][0] < inf]
    if len(right) <= SMALL or not narrow:
        yield from _compared(left, right, reach)
        return
    spread = {one[0]: len({profile.at[one[0]] for profile in right}) for one in narrow}
    along = max(narrow, key=lambda one: spread[one[0]])
    if spread[along[0]] == 1:
        yield from _compared(left, right, reach)
        return
    fact, (below, above) = along
    rest = [one for one in reach if one is not along]
    ordered = sorted(right, key=lambda profile: profile.at[fact])
    values = [profile.at[fact] for profile in ordered]
    groups: defaultdict[float, list[Profile]] = defaultdict(list)
    for profile in left:
        groups[profile.at[fact]].append(profile)
    for value, group in groups.items():
        window = ordered[bisect_left(values, value - below) : bisect_right(values, value + above)]
        if window:
            yield from _cut(group, window, rest)


def _compared(
    left: Sequence[Profile], right: Sequence[Profile], reach: list[tuple[int, tuple[float, float]]]
) -> Iterator[tuple[Profile, Bits, Side]]:
    if not right:
        return
    right = sorted(right, key=lambda profile: sum(profile.at))
    size = len(right)
    side = Side(right, Weights([len(one.accepted) for one in right]), Weights([len(one.refused) for one in right]))
    everybody = (1 << size) - 1
    sets = [(fact, below, above, *_at_most(right, fact, size)) for fact, (below, above) in reach]
    for profile in left:
        bits = everybody
        for fact, below, above, values, at_most in sets:
            value = profile.at[fact]
            bits &= at_most[bisect_right(values, value + above)]
            if below < inf:
                bits &= ~at_most[bisect_left(values, value - below)]
            if not bits:
                break
        if bits:
            yield profile, bits, side


def _at_most(profiles: Sequence[Profile], fact: int, size: int) -> tuple[list[float], list[Bits]]:
    """The distinct values of a fact, and the profiles that have none of them, at most the first, at most the next."""
    holders: defaultdict[float, list[int]] = defaultdict(list)
    for place, profile in enumerate(profiles):
        holders[profile.at[fact]].append(place)
    values = sorted(holders)
    sets, bits = [0], 0
    for value in values:
        bits |= bits_of(holders[value], size)
        sets.append(bits)
    return values, sets
