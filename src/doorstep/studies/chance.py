"""How sure a share is: its interval, and how often chance alone does as much."""

from math import erfc, sqrt


def p_of(as_far: int, rounds: int) -> float:
    """The p of a test by permutation in which so many of the rounds came as far as what was seen."""
    return (1 + as_far) / (1 + rounds)


def both_tails(away: float, variance: float, step: float = 0.0) -> float:
    """How often a normal variable of this variance is as far from its mean; `step` is that between two counts."""
    if variance <= 0:
        return 1.0
    return erfc(max(0.0, abs(away) - step / 2) / sqrt(2 * variance))


def below(away: float, variance: float) -> float:
    """How often a normal variable of this variance is at least so far below its mean."""
    return erfc(away / sqrt(2 * variance)) / 2 if variance > 0 else 1.0
