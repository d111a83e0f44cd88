"""Intervals for a share of few cases: what a count can tell, and what it cannot."""

from math import sqrt

Z = 1.959963984540054  # 95 % of a normal distribution lie within so many standard deviations
# The 5 % point of half a chi-square with 2 and 4 degrees of freedom: for one and for two cases away from all or none.
_NEAR_THE_EDGE = {1: 0.05129329, 2: 0.35536151}


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share by its score (Wilson 1927); all from 0 to 1 where there is no case."""
    if of == 0:
        return 0.0, 1.0
    share, weight = count / of, 1 + Z * Z / of
    middle = (share + Z * Z / (2 * of)) / weight
    half = Z / weight * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def of_few(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share of 8 or more cases that may lie close to none or to all of them.

    Wilson's; up to 50 cases the limits for one or two from the edge come from a Poisson count instead (Brown, Cai and
    DasGupta 2001, Statistical Science 16, section 4.1): there Wilson's alone covers the truth in 84 % only.
    """
    low, high = wilson(count, of)
    if of > 50:
        return low, high
    if count in _NEAR_THE_EDGE:
        low = _NEAR_THE_EDGE[count] / of
    if of - count in _NEAR_THE_EDGE:
        high = 1 - _NEAR_THE_EDGE[of - count] / of
    return low, high
