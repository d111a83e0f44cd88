"""A fact's values, fallen into the few classes (cells) that a door tells apart.

A variable has cells 0 … n-1; what is known of it is a mask, one bit a cell that is still possible. Yes/no facts
that are linked by implications make one variable together, whose cells are the combinations that can hold: so
implications need no care anywhere else. A test on a fact is the mask of the cells in which it holds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from ..errors import FactError
from ..facts.catalogue import LEVEL_MAX, Catalogue, Fact
from ..facts.record import record
from ..facts.values import Value
from .linked import combinations, groups
from .tree import Test

MAX_CELLS = 4096


class TooFineError(Exception):
    """A door tells more classes of one fact apart than can be handled; carries the fact's name."""


@record
class Variable:
    """One variable of a door.

    `facts` are its facts' names (several only where linked); `size` its number of cells; `full` the mask of all;
    `examples` a value for each fact in each cell; `tests` the mask of each test; `cell` the cell of a value, of a
    fact that stands alone; `cuts` the lower ends of all cells but the first, for numbers.
    """

    facts: tuple[str, ...]
    size: int
    examples: tuple[tuple[Value, ...], ...]
    tests: Mapping[Test, int]
    cell: Callable[[Value], int] | None = None
    cuts: tuple[int, ...] = ()
    kind: str = "linked"

    @property
    def full(self) -> int:
        """The mask of all cells."""
        return (1 << self.size) - 1

    def mask_of(self, values: Sequence[Value | None]) -> int:
        """The cells that are possible when the facts have these values; None is unknown. 0 is a contradiction."""
        if self.cell is not None:
            value = values[0]
            return self.full if value is None else 1 << self.cell(value)
        mask = 0
        for spot, combination in enumerate(self.examples):
            if all(value is None or value == combination[i] for i, value in enumerate(values)):
                mask |= 1 << spot
        return mask

    def values_in(self, mask: int) -> tuple[Value | None, ...]:
        """What the mask says of each fact: its value where all cells of the mask agree, else None."""
        cells = [self.examples[spot] for spot in range(self.size) if mask >> spot & 1]
        columns = zip(*cells, strict=True)
        return tuple(column[0] if all(value == column[0] for value in column) else None for column in columns)


def variables_for(tests: Iterable[Test], catalogue: Catalogue) -> tuple[Variable, ...]:
    """The variables that these tests need, in the catalogue's order. TooFineError where one has too many cells."""
    by_fact: dict[str, dict[Test, None]] = {}
    for test in tests:
        by_fact.setdefault(test.fact, {})[test] = None
    linked = {name: group for group in groups(catalogue) for name in group}
    made: list[Variable] = []
    done: set[str] = set()
    for fact in catalogue:
        if fact.name not in by_fact or fact.name in done:
            continue
        if fact.type == "yes/no":
            names = linked.get(fact.name, (fact.name,))
            done.update(names)
            made.append(_yes_no(names, [t for name in names for t in by_fact.get(name, ())], catalogue))
        elif fact.type in ("level", "count", "duration"):
            made.append(_number(fact, list(by_fact[fact.name])))
        elif fact.type == "labels":
            made.append(_labels(fact, list(by_fact[fact.name])))
        else:
            made.append(_word(fact, list(by_fact[fact.name])))
    return tuple(made)


def _yes_no(names: tuple[str, ...], tests: list[Test], catalogue: Catalogue) -> Variable:
    cells = tuple(combinations(catalogue, names))
    masks = {}
    for test in tests:
        spot = names.index(test.fact)
        masks[test] = sum(1 << cell for cell, values in enumerate(cells) if values[spot])
    return Variable(names, len(cells), cells, masks)


def _number(fact: Fact, tests: list[Test]) -> Variable:
    top = LEVEL_MAX if fact.type == "level" else None
    cuts: set[int] = set()
    for test in tests:
        for value in test.values:
            number = int(value)  # type: ignore[arg-type]
            if test.op in (">=", "<", "==", "!=", "in", "not in"):
                cuts.add(number)
            if test.op in (">", "<=", "==", "!=", "in", "not in"):
                cuts.add(number + 1)
    ends = tuple(sorted(cut for cut in cuts if cut > 0 and (top is None or cut <= top)))
    starts = (0, *ends)
    if len(starts) > MAX_CELLS:
        raise TooFineError(fact.name)
    masks = {test: sum(1 << cell for cell, start in enumerate(starts) if number_holds(test, start)) for test in tests}
    return Variable(
        (fact.name,), len(starts), tuple((start,) for start in starts), masks,
        lambda value: bisect_right(ends, value), ends, "number",
    )  # fmt: skip


def number_holds(test: Test, number: int) -> bool:
    """True where the number passes the test."""
    first = int(test.values[0])  # type: ignore[arg-type]
    match test.op:
        case "==":
            return number == first
        case "!=":
            return number != first
        case "<":
            return number < first
        case "<=":
            return number <= first
        case ">":
            return number > first
        case ">=":
            return number >= first
        case "in":
            return number in test.values
        case _:
            return number not in test.values


def _labels(fact: Fact, tests: list[Test]) -> Variable:
    wanted = [frozenset(str(value) for value in test.values) for test in tests]
    profile = {label: sum(1 << i for i, labels in enumerate(wanted) if label in labels) for label in fact.options}
    # A cell is a set of labels as the tests see it: the union of its labels' profiles.
    reached: dict[int, frozenset[str]] = {0: frozenset()}
    for label, seen in profile.items():
        if seen:
            for before, labels in list(reached.items()):
                reached.setdefault(before | seen, labels | {label})
        if len(reached) > MAX_CELLS:
            raise TooFineError(fact.name)
    spots = {seen: spot for spot, seen in enumerate(reached)}
    masks = {}
    for i, test in enumerate(tests):
        has = sum(1 << spot for spot, seen in enumerate(reached) if seen >> i & 1)
        masks[test] = has if test.op in ("==", "in") else ((1 << len(reached)) - 1) & ~has
    plain = next((label for label in fact.options if not profile[label]), None)
    examples = [(labels,) for labels in reached.values()]
    if plain is not None:
        examples[0] = (frozenset({plain}),)

    def cell(value: Value) -> int:
        seen = 0
        for label in value:  # type: ignore[union-attr]
            seen |= profile[label]
        return spots[seen]

    return Variable((fact.name,), len(reached), tuple(examples), masks, cell, kind="labels")


def _word(fact: Fact, tests: list[Test]) -> Variable:
    named = dict.fromkeys(str(value) for test in tests for value in test.values)
    known = list(fact.options) if fact.type == "one of" else [*named, ""]
    wanted = [(test.op in ("==", "in"), frozenset(test.values)) for test in tests]
    cells: dict[tuple[bool, ...], int] = {}
    examples: list[tuple[Value, ...]] = []
    of_word: dict[str, int] = {}
    for word in known:
        signature = tuple((word in values) == positive for positive, values in wanted)
        if signature not in cells:
            cells[signature] = len(cells)
            examples.append((word or "any other",))
        of_word[word] = cells[signature]
    if len(cells) > MAX_CELLS:
        raise TooFineError(fact.name)
    other = of_word.get("", 0)
    masks = {test: sum(1 << cell for signature, cell in cells.items() if signature[i]) for i, test in enumerate(tests)}

    def cell(value: Value) -> int:
        return of_word.get(value, other)  # type: ignore[arg-type]  # anything else is another word

    return Variable((fact.name,), len(cells), tuple(examples), masks, cell, kind="word")


def enough(variable: Variable, cell: int, mask: int) -> list[Value | None]:
    """The values of a cell, without those of linked facts that the mask can do without."""
    values: list[Value | None] = list(variable.examples[cell])
    if variable.cell is None:
        for spot in range(len(values)):
            fewer = [None if place == spot else value for place, value in enumerate(values)]
            if not variable.mask_of(fewer) & ~mask:
                values = fewer
    return values


def contradiction_error(names: Sequence[str], values: Sequence[Value | None]) -> FactError:
    """The error for linked facts that cannot hold together."""
    stated = [name if value else f"not {name}" for name, value in zip(names, values, strict=True) if value is not None]
    return FactError(
        f"these facts contradict each other: {', '.join(stated)}",
        next_step="who has met somebody has spoken with them, and who has spoken with them knows them",
    )
