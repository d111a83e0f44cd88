"""Whether more requests than usual came around a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

AROUND = 3  # days before and after
LEAST = 5  # requests around a day below which nothing is said
LEAST_DAYS = 60  # days besides, below which it is too little to tell what is usual
RARE = 0.001


@dataclass(frozen=True, slots=True)
class Rush:
    """So many requests from `first` to `last`, where `usual` would be expected in as many days."""

    count: int
    first: date
    last: date
    usual: float


def rush(days: Collection[date], day: date, until: date) -> Rush | None:
    """The rush around a day, or None where there is none or it is too little to tell: `days` are those of all requests.

    What is usual is the mean of the other days, from the first request to `until`. A rush is a number that comes in
    less than one week in a thousand if requests come independently at that mean (upper tail of Poisson's distribution).
    """
    first, last = day - timedelta(AROUND), day + timedelta(AROUND)
    here = sum(first <= one <= last for one in days)
    span = (max(until, last) - min(days, default=day)).days + 1 - (2 * AROUND + 1)
    if here < LEAST or span < LEAST_DAYS:
        return None
    usual = (len(days) - here) * (2 * AROUND + 1) / span
    return Rush(here, first, min(last, until), usual) if upper_tail(here, usual) < RARE else None


def upper_tail(count: int, mean: float) -> float:
    """The chance of `count` or more where `mean` are expected, by Poisson."""
    term = total = exp(-mean)
    for one in range(1, count):
        term *= mean / one
        total += term
    return max(0.0, 1 - total)
