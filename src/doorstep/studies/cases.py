"""Decisions as the studies see them: who was decided on, what was known, what was answered, by whom and when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

Value = bool | int | float | str | frozenset[str]
KINDS = ("yes/no", "ordered", "label", "labels")


@dataclass(frozen=True, slots=True)
class Column:
    """A fact that the studies look at.

    `better` is 1 where more of it can only help, -1 where it can only harm, 0 where it has no direction (then only
    equals compare). `near` is how far two ordered values may lie apart and still count as alike.
    """

    name: str
    kind: str
    better: int = 0
    near: float = 0.0


@dataclass(frozen=True, slots=True)
class Case:
    """One decision. A fact that is left out, or None, is unknown.

    `verdict` is what the written standards would have said: True accept, False anything else, None where there are
    none or they leave it open. `about` tells which request it is, where several people judge the same ones.
    """

    id: str
    facts: Mapping[str, Value | None]
    accepted: bool
    by: str = ""
    on: date | None = None
    verdict: bool | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """A table of decisions and the facts by which they are compared."""

    cases: tuple[Case, ...]
    columns: tuple[Column, ...]

    def values(self, column: Column) -> list[Value | None]:
        """The column's value in every case, None where it is unknown."""
        name = column.name
        return [case.facts.get(name) for case in self.cases]

    def by_judge(self) -> dict[str, list[int]]:
        """The places of each judge's cases, in the order of the table."""
        found: dict[str, list[int]] = {}
        for place, case in enumerate(self.cases):
            found.setdefault(case.by, []).append(place)
        return found

    def part(self, places: Iterable[int]) -> "Decisions":
        """Some of the decisions, with the same columns."""
        return Decisions(tuple(self.cases[place] for place in places), self.columns)

    def in_order(self, places: Iterable[int]) -> list[int]:
        """Those of the places that have a date, the earliest first; cases of one date stay as they stand."""
        dated = [place for place in places if self.cases[place].on is not None]
        return sorted(dated, key=lambda place: str(self.cases[place].on))


def column_of(name: str, values: Iterable[Value | None], better: int = 0) -> Column:
    """The column that holds these values: its kind, and how near is near.

    Ordered values are alike within 1 where all are whole and span at most 12, else within a tenth of the way from the
    5th to the 95th percentile.
    """
    known = [value for value in values if value is not None]
    if any(isinstance(value, frozenset) for value in known):
        return Column(name, "labels", better)
    if known and all(isinstance(value, bool) for value in known):
        return Column(name, "yes/no", better)
    numbers = sorted(value for value in known if isinstance(value, int | float))
    if not known or len(numbers) < len(known):
        return Column(name, "label", better)
    return Column(name, "ordered", better, near(numbers))


def near(ordered: Sequence[float]) -> float:
    """How far two of these values, smallest first, may lie apart and still count as alike."""
    if ordered[-1] - ordered[0] <= 12 and all(value == int(value) for value in ordered):
        return 1.0
    last = len(ordered) - 1
    return (ordered[round(0.95 * last)] - ordered[round(0.05 * last)]) / 10
