"""Circles as one's contact shows them: the natural breaks in how often people were met.

Each circle is a group of people met about equally often: their days of contact follow a negative binomial, chance with
some difference between people. The likeliest circles are found from the best cuts of a line (Fisher 1958; Jenks'
natural breaks) by expectation and maximisation (Dempster, Laird and Rubin 1977), their number by Schwarz' criterion
(1978). Mac Carron, Kaski and Dunbar (2016, Social Networks 47) found 4, 11, 30 and 129 people by such breaks in calls.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import asinh, exp, inf, lgamma, log, sqrt

FROM_PHONES = (4, 11, 30, 129)
LEAST_PEOPLE, LEAST_DAYS = 15, 180  # people in touch, and days that the records tell of
MOST = 7  # circles
UNLIKE = (0.01, 0.03, 0.09)  # the squared share by which people of one circle may differ: a tenth, a sixth, a third
STEP = 0.25  # of a scale on which chance gives a spread of 1: what lies closer is one place
SMALLEST = 2  # one person is no circle
ROUNDS, SETTLED = 60, 0.02
CLEAR = 0.9

Places = Sequence[tuple[int, int]]  # days of contact and how many people, the most days first


@dataclass(frozen=True, slots=True)
class Layers:
    """How many people each circle holds with those within, the innermost first, and their least days of contact.

    Empty where it is too little to tell (`is_enough` is false); one circle where no breaks show. `sure` is the share
    of people, on average, of whom it is certain to which circle they belong: low where people spread evenly.
    """

    people: int
    days: int
    sizes: tuple[int, ...]
    least: tuple[int, ...]
    sure: float

    @property
    def is_enough(self) -> bool:
        """True where the records hold enough to look for circles."""
        return self.people >= LEAST_PEOPLE and self.days >= LEAST_DAYS

    @property
    def is_clear(self) -> bool:
        """True where there are circles, and hardly anybody stands between two of them."""
        return len(self.sizes) > 1 and self.sure >= CLEAR


def layers(days_of_contact: Iterable[int], told: int) -> Layers:
    """The circles among people with so many days of contact each; `told` is how many days the records tell of."""
    every = Counter(one for one in days_of_contact if one > 0)
    people = sum(every.values())
    if people < LEAST_PEOPLE or told < LEAST_DAYS:
        return Layers(people, told, (), (), 0.0)
    places = _places(every)
    _, sizes, sure = min(_tried(places), key=lambda one: one[0])
    counts = sorted(every.elements(), reverse=True)
    ends = list(accumulate(sizes))
    return Layers(people, told, tuple(ends), tuple(counts[end - 1] for end in ends), sure)


def _places(every: Counter[int]) -> Places:
    """The counts, those together that chance could not tell apart."""
    scale = sqrt(UNLIKE[1])
    near: dict[int, list[int]] = {}
    for days in sorted(every, reverse=True):
        near.setdefault(round(2 / scale * asinh(scale * sqrt(days)) / STEP), []).append(days)
    found = []
    for some in near.values():
        held = sum(every[days] for days in some)
        found.append((round(sum(days * every[days] for days in some) / held), held))
    return found


def _tried(places: Places) -> list[tuple[float, list[int], float]]:
    """For each number of circles, and each unlikeness within them: what is lost (BIC), the sizes, how sure it is."""
    people = sum(size for _, size in places)
    found = [(inf, [people], 0.0)]
    for circles in range(1, min(MOST, len(places)) + 1):
        cut = _cut(places, circles)
        if cut is None:
            break
        found += [_mixed(places, cut, unlike) for unlike in UNLIKE]
    return found


def _mixed(places: Places, ends: Sequence[int], unlike: float) -> tuple[float, list[int], float]:
    """Circles grown from a cut: what is lost, how many people each adds, and how sure it is who is in which."""
    people, circles = sum(size for _, size in places), len(ends)
    steady = 1 / unlike
    fixed = [lgamma(days + steady) - lgamma(steady) - lgamma(days + 1) for days, _ in places]
    shares = [[float(start <= at < end) for start, end in zip([0, *ends], ends, strict=False)]
              for at in range(len(places))]  # fmt: skip
    loss = inf
    for _ in range(ROUNDS):
        held = [1e-9] * circles
        days_of = [0.0] * circles
        for row, (days, size) in zip(shares, places, strict=True):
            for at, part in enumerate(row):
                held[at] += part * size
                days_of[at] += part * size * days
        means = [max(0.1, all_days / some) for all_days, some in zip(days_of, held, strict=True)]
        start = [
            log(some / people) + steady * log(steady / (steady + mean)) for some, mean in zip(held, means, strict=True)
        ]
        slope = [log(mean / (steady + mean)) for mean in means]
        before, loss = loss, 2 * circles * log(people)
        for number, (days, size) in enumerate(places):
            likely = [one + days * each for one, each in zip(start, slope, strict=True)]
            top = max(likely)
            row = [exp(one - top) for one in likely]
            total = sum(row)
            loss -= 2 * size * (fixed[number] + top + log(total))
            shares[number] = [one / total for one in row]
        if before - loss < SETTLED:
            break
    # how many a circle holds is a matter of chances, too: whoever stands between two counts in part for each, else the
    # larger of them would take all
    held = [sum(row[at] * size for row, (_, size) in zip(shares, places, strict=True)) for at in range(circles)]
    sure = sum(size * max(row) for row, (_, size) in zip(shares, places, strict=True)) / people
    ends = [0, *(round(one) for one in accumulate(held))]
    sizes = [after - before for before, after in pairwise(ends)]
    return (loss if min(sizes) >= SMALLEST else inf), sizes, sure


def _cut(places: Places, circles: int) -> list[int] | None:
    """Where each of so many circles ends among the places, at the least squares within them; None if too few people."""
    scale = sqrt(UNLIKE[1])
    spots = [2 / scale * asinh(scale * sqrt(days)) for days, _ in places]
    heads = [0, *accumulate(size for _, size in places)]
    sums = [0.0, *accumulate(spot * size for spot, (_, size) in zip(spots, places, strict=True))]
    squares = [0.0, *accumulate(spot * spot * size for spot, (_, size) in zip(spots, places, strict=True))]

    def cost(start: int, end: int) -> float:
        size = heads[end] - heads[start]
        if size < SMALLEST:
            return inf
        middle = sums[end] - sums[start]
        # a circle of few people has few to explain, so where to cut also goes by how many there are
        return squares[end] - squares[start] - middle * middle / size + 2 * size * log(heads[-1] / size)

    last = len(places)
    best = [inf, *(cost(0, end) for end in range(1, last + 1))]
    came = []
    for _ in range(circles - 1):
        found = [min(((best[at] + cost(at, end), at) for at in range(1, end)), default=(inf, 0))
                 for end in range(last + 1)]  # fmt: skip
        best = [one for one, _ in found]
        came.append([at for _, at in found])
    if best[-1] == inf:
        return None
    ends = [last]
    for back in reversed(came):
        ends.append(back[ends[-1]])
    return ends[::-1]
