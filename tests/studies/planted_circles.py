"""Invented circles: each holds three times as many as the one within, each of whom is met a third as often.

Written before anything looked for them. People differ within a circle, and chance decides on which days they meet.
"""

from math import exp
from random import Random

WINDOW = 730  # days


def planted_circles(seed: int, layers: int) -> tuple[list[int], list[int]]:
    """The days of contact of each person in two years, and how many people each circle holds with those within."""
    dice = Random(seed)
    sizes = [dice.randint(3, 7)]
    for _ in range(layers - 1):
        sizes.append(round(sizes[-1] * 3 * dice.uniform(0.92, 1.08)))
    often = dice.uniform(330, 430)  # days in two years, in the innermost circle
    spread = dice.uniform(0.05, 0.2)
    counts: list[int] = []
    for layer, size in enumerate(sizes):
        for _ in range(size - len(counts)):
            share = min(0.95, often / 3**layer * exp(dice.gauss(0, spread)) / WINDOW)
            counts.append(sum(dice.random() < share for _ in range(WINDOW)))
    dice.shuffle(counts)
    return counts, sizes


def smooth(seed: int, people: int) -> list[int]:
    """Days of contact of people among whom there are no circles at all, from daily to once in two years."""
    dice = Random(seed)
    return [round(exp(dice.gauss(2.2, 1.1))) for _ in range(people)]
