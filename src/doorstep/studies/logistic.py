"""Logistic regression by Newton's method, in plain Python; how well its scores tell yes from no.

Newton's steps here are iteratively reweighted least squares (McCullagh and Nelder, Generalized Linear Models, 1989,
2.5). Columns are lists, so that the sums over all rows are made by `map`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from operator import mul

RIDGE = 1e-6  # of the squares of the weights, so that a fact that settles everything has an end
MOST_STEPS = 30
FAR = 12.0  # a weight beyond this is certainty


@dataclass(frozen=True, slots=True)
class Fitted:
    """The intercept, one weight a column with its standard error (both in log odds), and each row's probability."""

    intercept: float
    weights: tuple[float, ...]
    errors: tuple[float, ...]
    chances: tuple[float, ...]


def fitted(columns: Sequence[Sequence[float]], yes: Sequence[float], of: Sequence[float]) -> Fitted:
    """The weights under which these decisions are likeliest: `yes` of `of` in each row.

    Columns should not reach far from 0; a fact that settles everything ends at odds of e to the 12th.
    """
    every = [[1.0] * len(yes), *(list(map(float, column)) for column in columns)]
    size = len(every)
    share = (sum(yes) + 0.5) / (sum(of) + 1)
    weights = [log(share / (1 - share)), *[0.0] * (size - 1)]
    inverse: list[list[float]] = []
    for _ in range(MOST_STEPS):
        chances = probabilities(every, weights)
        rest = [one - count * chance for one, count, chance in zip(yes, of, chances)]
        spread = [count * chance * (1 - chance) for count, chance in zip(of, chances)]
        slope = [sum(map(mul, column, rest)) - RIDGE * weight for column, weight in zip(every, weights)]
        curve = [[0.0] * size for _ in range(size)]
        for one in range(size):
            weighted = list(map(mul, every[one], spread))
            for two in range(one, size):
                curve[one][two] = curve[two][one] = sum(map(mul, weighted, every[two]))
            curve[one][one] += RIDGE
        inverse = inverted(curve)
        step = [sum(map(mul, row, slope)) for row in inverse]
        longest = max(map(abs, step))
        shrink = min(1.0, 3.0 / longest) if longest else 1.0
        weights = [max(-FAR, min(FAR, weight + shrink * by)) for weight, by in zip(weights, step)]
        if longest < 1e-8:
            break
    errors = [sqrt(max(inverse[one][one], 0.0)) for one in range(size)]
    return Fitted(weights[0], tuple(weights[1:]), tuple(errors[1:]), tuple(probabilities(every, weights)))


def probabilities(columns: Sequence[Sequence[float]], weights: Sequence[float]) -> list[float]:
    """The chance of yes in each row, for columns of which the first is all ones."""
    scores = [0.0] * len(columns[0])
    for column, weight in zip(columns, weights):
        if weight:
            scores = [score + weight * value for score, value in zip(scores, column)]
    return [1 / (1 + exp(-max(-30.0, min(30.0, score)))) for score in scores]


def inverted(matrix: Sequence[Sequence[float]]) -> list[list[float]]:
    """The inverse of a square matrix, by elimination with the largest pivot; a column that says nothing gives zeros."""
    size = len(matrix)
    rows = [[*row, *(float(at == spot) for spot in range(size))] for at, row in enumerate(matrix)]
    for spot in range(size):
        pivot = max(range(spot, size), key=lambda at: abs(rows[at][spot]))
        rows[spot], rows[pivot] = rows[pivot], rows[spot]
        top = rows[spot][spot]
        if abs(top) < 1e-12:
            rows[spot] = [0.0] * (2 * size)
            continue
        rows[spot] = [value / top for value in rows[spot]]
        for at in range(size):
            factor = rows[at][spot]
            if at != spot and factor:
                rows[at] = [value - factor * by for value, by in zip(rows[at], rows[spot])]
    return [row[size:] for row in rows]


def auc(chances: Sequence[float], yes: Sequence[float], of: Sequence[float]) -> float | None:
    """How often a yes has a higher score than a no, a tie counting half (Mann and Whitney 1947); None without both."""
    by_score: dict[float, list[float]] = {}
    for chance, one, count in zip(chances, yes, of):
        both = by_score.setdefault(chance, [0.0, 0.0])
        both[0] += one
        both[1] += count - one
    total = below = 0.0
    for chance in sorted(by_score):
        accepted, refused = by_score[chance]
        total += accepted * (below + refused / 2)
        below += refused
    accepted = sum(yes)
    return total / (accepted * below) if accepted and below else None
