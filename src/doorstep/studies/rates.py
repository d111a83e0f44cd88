"""How often each of several groups was accepted, and whether a group falls below four fifths of the highest."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist

from .intervals import Z, wilson

LEAST = 10  # a group of fewer tells nothing, and might tell who is in it
FOUR_FIFTHS = 0.8  # Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D


@dataclass(frozen=True, slots=True)
class GroupRate:
    """One group: `accepted` of `of` with the 95 % interval of the share (Wilson), and the ratio to the highest share.

    `ratio` is None where there is nothing to hold it against; its interval is by the logarithm with a half added
    (Walter 1975). `finding` is `too few`, `highest`, `below`, `perhaps below` or `not below`: below four fifths, with
    the whole interval or in part. Of many groups some fall far below the highest by chance alone, so `below` takes an
    interval that allows for every pair of large groups (Bonferroni).
    """

    name: str
    of: int
    accepted: int
    low: float
    high: float
    ratio: float | None
    ratio_low: float
    ratio_high: float
    finding: str

    @property
    def share(self) -> float:
        """The share that was accepted."""
        return self.accepted / self.of


def group_rates(rows: Iterable[tuple[str, bool]]) -> tuple[GroupRate, ...]:
    """The rates of (group, accepted), the largest groups first."""
    every: Counter[str] = Counter()
    accepted: Counter[str] = Counter()
    for name, is_accepted in rows:
        every[name] += 1
        accepted[name] += is_accepted
    large = [name for name, of in every.items() if of >= LEAST]
    pairs = max(1, len(large) * (len(large) - 1) // 2)
    sure = NormalDist().inv_cdf(1 - 0.025 / pairs)
    top = max(large, key=lambda name: (accepted[name] / every[name], every[name], name), default=None)
    return tuple(
        _rate(name, every[name], accepted[name], None if top is None else (top, every[top], accepted[top]), sure)
        for name in sorted(every, key=lambda one: (-every[one], one))
    )


def _rate(name: str, of: int, accepted: int, top: tuple[str, int, int] | None, sure: float) -> GroupRate:
    low, high = wilson(accepted, of)
    if of < LEAST or top is None:
        return GroupRate(name, of, accepted, low, high, None, 0.0, 0.0, "too few")
    top_name, top_of, top_accepted = top
    if name == top_name or top_accepted == 0:
        return GroupRate(name, of, accepted, low, high, None, 0.0, 0.0, "highest" if name == top_name else "not below")
    ratio = (accepted / of) / (top_accepted / top_of)
    middle = log((accepted + 0.5) / (of + 0.5)) - log((top_accepted + 0.5) / (top_of + 0.5))
    spread = sum(1 / (one + 0.5) for one in (accepted, top_accepted)) - sum(1 / (one + 0.5) for one in (of, top_of))
    error = sqrt(max(0.0, spread))
    ratio_low, ratio_high = exp(middle - Z * error), exp(middle + Z * error)
    is_sure = exp(middle + sure * error) < FOUR_FIFTHS
    finding = "not below" if ratio >= FOUR_FIFTHS else "below" if is_sure else "perhaps below"
    return GroupRate(name, of, accepted, low, high, ratio, ratio_low, ratio_high, finding)
