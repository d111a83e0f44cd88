"""Looking back: what the decisions have in common that were regretted, felt obliged, or would be made otherwise now.

Decisions of one kind (say accepts) are held apart by whether they are flagged (say regretted). Which group of cases,
told by one or two facts, holds most of the flagged ones is found as habits are (`drift`): the flags are dealt out anew
within each network, and all groups are looked at again. So the p counts that many groups were looked at.
"""

from collections.abc import Collection
from dataclasses import dataclass

from .cases import Case, Decisions
from .drift import LEVEL, Drift, drifts

LOOKS = ("regret", "obliged", "unfriended", "reconsider")  # the first that finds something gives the advice
LEAST, LEAST_FLAGGED = 20, 5  # decisions, and flagged ones among them: with fewer even a plain pattern is chance
CLEAR = 2 / 3  # from this share on a rule may decide; below it the rule only has them put to the user


@dataclass(frozen=True, slots=True)
class Look:
    """One kind of second thoughts: `times` of `of` decisions, and what these have in common, where that can be told.

    `need` and `need_flagged` are how many decisions and how many of the flagged ones are missing for it (0: none).
    """

    what: str
    times: int
    of: int
    found: Drift | None
    need: int = 0
    need_flagged: int = 0

    @property
    def is_enough(self) -> bool:
        """True where something could have been found."""
        return not (self.need or self.need_flagged)

    @property
    def kind(self) -> str:
        """The kind of rule that would have caught what was found: one that asks, unless nearly all are flagged."""
        if self.found is None or self.what == "reconsider":
            return "ask"
        return "decline" if self.found.times >= CLEAR * self.found.of else "ask"


def look(what: str, decisions: Decisions, flagged: Collection[str], seed: int) -> Look:
    """What the flagged ones of these decisions have in common. `by` of a case is its network; `flagged` are ids.

    With fewer than 20 decisions or 5 flagged ones nothing is sought. The level of 0.05 is shared by all LOOKS.
    """
    ids = frozenset(flagged)
    cases = [Case(one.id, one.facts, one.id not in ids, by=one.by, on=one.on, verdict=True) for one in decisions.cases]
    times, of = sum(not one.accepted for one in cases), len(cases)
    missing, missing_flagged = max(0, LEAST - of), max(0, LEAST_FLAGGED - times)
    if missing or missing_flagged:
        return Look(what, times, of, None, missing, missing_flagged)
    told = drifts(
        Decisions(tuple(cases), decisions.columns), seed, least=LEAST, level=LEVEL / len(LOOKS), most=1
    )  # fmt: skip
    return Look(what, times, of, told.found[0] if told and told.found else None)
