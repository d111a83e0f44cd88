"""Staying in touch: who is drifting out of one's life, as far as the records can tell.

A few at a time, those who matter most by the user's own ratings first, and nobody whose silence is not known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

AT_MOST = 5
MATTERS = 3.0  # of 5: ratings from here on go before those who have none, and those below come last
UNTOLD = 31  # days without records that tell nothing of a rhythm


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody with a rhythm: `every` so many days, in touch last on a day. Ratings are the user's own, 0 to 5.

    `told_until` is the day up to which the records tell of contact, `has_gap` where one of them ends long before.
    """

    person_id: int
    circle: str
    every: int
    last: date
    told_until: date
    has_gap: bool
    ratings: tuple[int, ...] = ()
    rank: float = 0.0


def state(one: Acquaintance, today: date) -> str:
    """`in touch`, `drifting`, or `unknown` where the records cannot tell.

    Drifting takes a silence longer than the rhythm in the records themselves, and records that are still fresh.
    """
    if (today - one.last).days <= one.every:
        return "in touch"
    is_told = (one.told_until - one.last).days > one.every
    is_fresh = (today - one.told_until).days <= max(UNTOLD, one.every // 2)
    return "drifting" if is_told and is_fresh and not one.has_gap else "unknown"


def drifting(people: Iterable[Acquaintance], today: date) -> list[Acquaintance]:
    """Everybody who is drifting, those who matter first: by ratings, then by the tie, then by the longer silence."""
    return sorted((one for one in people if state(one, today) == "drifting"), key=_order)


def _order(one: Acquaintance) -> tuple[int, float, float, date, int]:
    rating = sum(one.ratings) / len(one.ratings) if one.ratings else None
    group = 1 if rating is None else 0 if rating >= MATTERS else 2
    return group, -(rating or 0.0), -one.rank, one.last, one.person_id
