"""The whole audit of a table of decisions: every study of evenness, run once."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from .cases import Decisions
from .contradictions import Contradictions, contradictions
from .drift import Drifts, drifts
from .judges import Between, Judge, between, each_judge
from .level import Level, Streaks, level, streaks
from .practice import Practice, practice
from .twins import Twins, twins


@dataclass(frozen=True, slots=True)
class Audit:
    """What the studies found in `of` decisions, `accepted` of them, from `first` to `last` where they are dated.

    `directed` and `undirected` are the facts looked at, with and without a direction. `drifts` and `level` are None
    without written standards, `streaks` without dates, `between` where nobody judged the same cases; `each` is empty
    for a single judge. `left` are the decisions on which the standards say nothing, `left_accepted` of them accepted.
    """

    of: int
    accepted: int
    first: date | None
    last: date | None
    directed: tuple[str, ...]
    undirected: tuple[str, ...]
    contradictions: Contradictions
    twins: Twins
    drifts: Drifts | None
    level: Level | None
    streaks: Streaks | None
    practice: Practice
    judges: int
    each: tuple[Judge, ...]
    between: Between | None
    left: int = 0
    left_accepted: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain values, for JSON."""
        plain = asdict(self)
        for study in ("contradictions", "twins"):
            del plain[study]["by_judge"]  # told of the busiest in `each`
        return plain


def audit(decisions: Decisions, seed: int, limit: int = 20, wide: Decisions | None = None) -> Audit:
    """The audit; the same for the same decisions and seed. `limit` pairs of each kind are given, all are counted.

    `wide` are the same decisions with more facts than the standards look at, for habits and what moved the decisions.
    """
    wide = wide or decisions
    cases = decisions.cases
    days = sorted((case.on for case in cases if case.on is not None), key=str)
    judges = len({case.by for case in cases})
    against, pairs = contradictions(decisions, limit), twins(decisions, seed, limit)
    return Audit(
        len(cases),
        sum(case.accepted for case in cases),
        days[0] if days else None,
        days[-1] if days else None,
        _names(decisions, True),
        _names(decisions, False),
        against,
        pairs,
        drifts(wide, seed),
        level(decisions),
        streaks(decisions),
        practice(wide, seed),
        judges,
        each_judge(decisions, against, pairs) if judges > 1 else (),
        between(decisions),
        sum(case.verdict is None for case in cases),
        sum(case.verdict is None and case.accepted for case in cases),
    )


def _names(decisions: Decisions, directed: bool) -> tuple[str, ...]:
    columns: Sequence[Any] = decisions.columns
    return tuple(one.name for one in columns if directed == bool(one.better and one.kind in ("yes/no", "ordered")))
