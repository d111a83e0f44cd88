"""A year ahead, by one's own past: how many will be let in, what they ask of one's attention, who will be in touch.

Weeks are drawn in blocks, since one week is like the last (the block bootstrap: Künsch 1989; in a circle, Politis and
Romano 1992). Each try first draws a past as it might have been, and from it a year: so the range holds both the chance
of the coming year and what a short past cannot know (Stine 1985, Davison and Hinkley 1997, 6.3.3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from typing import NamedTuple

YEAR = 52  # weeks
BLOCK = 4  # weeks that are drawn together
LEAST_WEEKS, LEAST_REQUESTS, LEAST_FOLLOWED = 26, 20, 10
TRIES = 2_000
LOW, HIGH = 0.1, 0.9  # the range holds the truth in four years of five


class Week(NamedTuple):
    """One past week: requests, how many the standards let in, the minutes a month that these ask for.

    `followed` are those let in of whom it is known whether they came to be in touch, `in_touch` those who did.
    """

    asked: int
    accepted: float
    minutes: float
    followed: int
    in_touch: int


@dataclass(frozen=True, slots=True)
class Range:
    """What four years of five will hold, and the middle."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The coming year: let in, the minutes a month that they ask for, the share of them who will be in touch.

    Each is None where the past is too short to tell; `weeks`, `requests` and `followed` say how much there is.
    """

    weeks: int
    requests: int
    followed: int
    accepted: Range | None
    minutes: Range | None
    in_touch: Range | None


def forecast(weeks: Sequence[Week], seed: int, tries: int = TRIES) -> Forecast:
    """The year after these weeks (the oldest first), drawn so many times."""
    requests, followed = sum(one.asked for one in weeks), sum(one.followed for one in weeks)
    if len(weeks) < LEAST_WEEKS or requests < LEAST_REQUESTS:
        return Forecast(len(weeks), requests, followed, None, None, None)
    accepted, minutes, shares = [], [], []
    for year in _years(weeks, Random(seed), tries):
        accepted.append(year[0])
        minutes.append(year[1])
        if year[2]:
            shares.append(year[3] / year[2])
    share = _range(shares) if followed >= LEAST_FOLLOWED else None
    return Forecast(len(weeks), requests, followed, _range(accepted), _range(minutes), share)


def _years(weeks: Sequence[Week], dice: Random, tries: int) -> list[tuple[float, float, float, float]]:
    """Years as they may come: accepted, minutes, followed, in touch."""
    blocks = _blocks(weeks)
    of_past, of_year = max(2, round(len(weeks) / BLOCK)), YEAR // BLOCK
    # few blocks differ less among each other than the past they were drawn from
    middle = [sum(one[at] for one in blocks) / len(blocks) for at in range(4)]
    wider = sqrt(of_past / (of_past - 1))
    found = []
    for _ in range(tries):
        past = dice.choices(blocks, k=of_past)
        year = dice.choices(past, k=of_year)
        sums = [sum(one) for one in zip(*year, strict=True)]
        accepted, minutes = (max(0.0, of_year * m + (s - of_year * m) * wider)
                             for s, m in zip(sums[:2], middle[:2], strict=True))  # fmt: skip
        found.append((accepted, minutes, sums[2], sums[3]))
    return found


def _blocks(weeks: Sequence[Week]) -> list[tuple[float, float, float, float]]:
    """Every run of BLOCK weeks, the last ones going on with the first: accepted, minutes, followed, in touch."""
    round_again = [*weeks, *weeks[: BLOCK - 1]]
    found = []
    for at in range(len(weeks)):
        some = round_again[at : at + BLOCK]
        found.append(
            (
                sum(one.accepted for one in some), sum(one.minutes for one in some),
                float(sum(one.followed for one in some)), float(sum(one.in_touch for one in some)),
            )
        )  # fmt: skip
    return found


def _range(values: list[float]) -> Range | None:
    if not values:
        return None
    ordered = sorted(values)
    return Range(*(ordered[round(share * (len(ordered) - 1))] for share in (LOW, 0.5, HIGH)))
