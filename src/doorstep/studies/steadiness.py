"""How steady a judgement is: which own past cases to look at again, and what the second answers tell."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from .intervals import of_few

LEAST, MOST = 8, 12
SHUFFLES = 5_000


@dataclass(frozen=True, slots=True)
class Steadiness:
    """How often the second answer was the first: `same` of `cases`, the share with its 95 % interval, and chance.

    `chance` is the share that would agree if the second answers were dealt out anew at random: what the two rates
    alone bring about. `p` is how often such a deal agrees at least as often.
    """

    cases: int
    same: int
    low: float
    high: float
    chance: float
    p: float

    @property
    def share(self) -> float:
        """The share that agreed."""
        return self.same / self.cases if self.cases else 0.0

    @property
    def is_enough(self) -> bool:
        """False where there are too few cases to tell."""
        return self.cases >= LEAST

    @property
    def beats_chance(self) -> bool:
        """True where so much agreement would be rare by chance (in one deal of twenty)."""
        return self.is_enough and self.p <= 0.05


def chosen(strata: Mapping[int, Hashable], count: int, seed: int, *, last: frozenset[int] = frozenset()) -> list[int]:
    """Cases to look at again, in the order to show them: spread over the strata, each chosen and ordered by chance.

    One of each stratum in turn, so that the small ones are there too. Cases in `last` come only where others run out.
    """
    dice = Random(seed)
    by_stratum: dict[Hashable, list[int]] = {}
    for case in sorted(strata):
        by_stratum.setdefault(strata[case], []).append(case)
    piles = [by_stratum[one] for one in sorted(by_stratum, key=repr)]
    for pile in piles:
        dice.shuffle(pile)
        pile.sort(key=lambda one: one in last)
    found: list[int] = []
    for fresh in (True, False):
        while len(found) < count and any(piles):
            dice.shuffle(piles)
            took = False
            for pile in piles:
                if pile and len(found) < count and (pile[0] not in last or not fresh):
                    found.append(pile.pop(0))
                    took = True
            if not took:
                break
    dice.shuffle(found)
    return found


def steadiness(pairs: Sequence[tuple[str, str]], seed: int) -> Steadiness:
    """What first and second answers to the same cases tell."""
    cases = len(pairs)
    same = sum(first == second for first, second in pairs)
    if not cases:
        return Steadiness(0, 0, 0.0, 1.0, 0.0, 1.0)
    firsts, seconds = Counter(one for one, _ in pairs), Counter(one for _, one in pairs)
    chance = sum(firsts[one] * seconds[one] for one in firsts) / cases**2
    dice, told, dealt, as_good = Random(seed), [one for one, _ in pairs], [one for _, one in pairs], 0
    for _ in range(SHUFFLES):
        dice.shuffle(dealt)
        as_good += sum(first == second for first, second in zip(told, dealt, strict=True)) >= same
    low, high = of_few(same, cases)
    return Steadiness(cases, same, low, high, chance, (as_good + 1) / (SHUFFLES + 1))
