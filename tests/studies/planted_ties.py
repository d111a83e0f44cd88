"""Invented ties, strong and weak, lived through day by day. Written before anything told them apart.

A strong tie is somebody one turns to: they come up about every week, either side begins, in several ways, for years,
now and then with a pause. A weak one is met a few times a year, in one or two ways, mostly from one side; some of them
had a busy project that is over, and some were met a few days ago.
"""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

WAYS = (("linkedin", "message"), ("email", "message"), ("phone", "call"), ("", "meeting"), ("facebook", "message"))


class Touch(NamedTuple):
    """One contact."""

    day: date
    network: str
    kind: str
    direction: str


class Planted(NamedTuple):
    """Somebody, whether the tie is strong, since when they are known, the people one shares, and every contact."""

    is_strong: bool
    known_since: date
    shared: int
    touches: tuple[Touch, ...]


def planted_ties(seed: int, count: int, today: date) -> list[Planted]:
    """So many ties, a third of them strong."""
    dice = Random(seed)
    return [_strong(dice, today) if dice.random() < 1 / 3 else _weak(dice, today) for _ in range(count)]


def _strong(dice: Random, today: date) -> Planted:
    known = today - timedelta(days=round(365 * dice.uniform(1, 20)))
    gap = 30 / dice.lognormvariate(1.4, 0.6)  # about four times a month
    pause = dice.randint(30, 120) if dice.random() < 0.1 else 0
    ways = dice.sample(WAYS, dice.randint(2, 4))
    begun = dice.betavariate(6, 6)
    start = max(known, today - timedelta(days=4 * 365))
    return Planted(True, known, _poisson(dice, 6), _lived(dice, start, today - timedelta(days=pause), gap, ways, begun))


def _weak(dice: Random, today: date) -> Planted:
    known = today - timedelta(days=round(365 * dice.uniform(0.05, 10)))
    gap = 30 / dice.lognormvariate(-1.4, 0.8)  # about three times a year
    ways = dice.sample(WAYS, dice.randint(1, 2))
    begun = dice.betavariate(1.5, 1.5)
    start = max(known, today - timedelta(days=4 * 365))
    touches = list(_lived(dice, start, today, gap, ways, begun))
    luck = dice.random()
    if luck < 0.15:
        ended = today - timedelta(days=dice.randint(90, 720))
        touches += _lived(dice, ended - timedelta(days=dice.randint(30, 90)), ended, 2, ways, 0.5)
    elif luck < 0.25:
        known = today - timedelta(days=dice.randint(5, 20))
        touches = list(_lived(dice, known, today, 4, ways, begun))
    first = min([known, *(one.day for one in touches)])
    return Planted(False, first, _poisson(dice, 1.5), tuple(sorted(touches)))


def _lived(
    dice: Random, start: date, end: date, gap: float, ways: list[tuple[str, str]], begun: float
) -> tuple[Touch, ...]:
    """Contacts with uneven gaps of so many days on average; they begin a share `begun` of them."""
    found, day = [], start + timedelta(days=round(dice.gammavariate(0.7, gap / 0.7)))
    while day <= end:
        network, kind = dice.choice(ways)
        theirs = dice.random() < begun
        found.append(Touch(day, network, kind, "both" if kind != "message" else "in" if theirs else "out"))
        if kind == "message" and dice.random() < 0.7:
            found.append(Touch(day, network, kind, "out" if theirs else "in"))
        day += timedelta(days=max(1, round(dice.gammavariate(0.7, gap / 0.7))))
    return tuple(found)


def _poisson(dice: Random, mean: float) -> int:
    """How many events of a unit rate fall into `mean`."""
    count, left = 0, dice.expovariate(1)
    while left < mean:
        count, left = count + 1, left + dice.expovariate(1)
    return count
