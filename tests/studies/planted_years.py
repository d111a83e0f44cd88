"""Invented years of requests, week by week, and the year that came after. Written before anything forecast them.

How many ask moves slowly (one week is like the last), with the season and with bursts, as after a talk. Each is let
in, and comes to be in touch, by chances of its own. Nothing here knows how the forecast is made.
"""

from math import exp, pi, sin
from random import Random
from typing import NamedTuple


class LivedWeek(NamedTuple):
    """One week: who asked, who was let in, what they ask of one's attention (minutes a month), who stayed in touch."""

    asked: int
    accepted: int
    minutes: float
    in_touch: int


def lived(seed: int) -> tuple[list[LivedWeek], list[LivedWeek]]:
    """The weeks of some years, and those of the year after."""
    dice = Random(seed)
    years = dice.choice((2, 3))
    usual, lasting, sway = dice.uniform(2, 15), dice.uniform(0, 0.7), dice.uniform(0.1, 0.3)
    season, bursts = dice.uniform(0, 0.2), dice.uniform(0, 0.05)
    let_in, close, stays = dice.uniform(0.2, 0.8), dice.uniform(0.1, 0.5), dice.uniform(0.15, 0.6)
    mood = dice.gauss(0, sway)
    weeks = []
    for number in range(52 * (years + 1)):
        mood = lasting * mood + (1 - lasting**2) ** 0.5 * dice.gauss(0, sway)
        asked = _poisson(dice, usual * exp(mood + season * sin(2 * pi * number / 52)))
        if dice.random() < bursts:
            asked += _poisson(dice, usual * 1.5)
        accepted = sum(dice.random() < let_in for _ in range(asked))
        near = sum(dice.random() < close for _ in range(accepted))
        in_touch = sum(dice.random() < stays for _ in range(accepted))
        weeks.append(LivedWeek(asked, accepted, 60.0 * near + 3.0 * (accepted - near), in_touch))
    return weeks[:-52], weeks[-52:]


def _poisson(dice: Random, mean: float) -> int:
    count, left = 0, dice.expovariate(1)
    while left < mean:
        count, left = count + 1, left + dice.expovariate(1)
    return count
