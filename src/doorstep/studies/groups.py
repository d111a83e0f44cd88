"""Groups of cases told by at most two conditions, and how a condition is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..facts.catalogue import Catalogue
from ..facts.values import Value as FactValue
from ..facts.values import duration_text
from ..policy.render import condition_text, is_plain_word
from ..policy.tree import And, Node, Not, Test
from .bitmaps import Bits, bits_of
from .cases import Column, Decisions, Value

MOST_VALUES = 24  # of a fact of labels or words: the most frequent ones
MOST_CUTS = 3  # of an ordered fact: so many places to cut it


@dataclass(frozen=True, slots=True)
class Condition:
    """One fact held against one value. `op` is one of `is`, `not` (yes/no), `==`, `!=`, `has`, `has not`, `>=`, `<`."""

    fact: str
    op: str
    value: Value = True

    @property
    def text(self) -> str:
        """The condition as it would stand in a policy, for a fact of which only the name is known."""
        shown = self.value
        if isinstance(shown, str) and not is_plain_word(shown):
            shown = f"'{shown}'"
        match self.op:
            case "is":
                return self.fact
            case "not":
                return f"not {self.fact}"
            case "has":
                return f"{self.fact} == {shown}"
            case "has not":
                return f"{self.fact} != {shown}"
        return f"{self.fact} {self.op} {shown}"


@dataclass(frozen=True, slots=True)
class Group:
    """The cases, as places, in which all the conditions hold; an unknown fact meets none."""

    conditions: tuple[Condition, ...]
    bits: Bits


def node_of(conditions: Sequence[Condition]) -> Node:
    """The conditions as the tree of a policy's condition."""
    nodes = [_node(condition) for condition in conditions]
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def rule_text(conditions: Sequence[Condition], catalogue: Catalogue | None = None) -> str:
    """The conditions in the policy language; without a catalogue, as facts of a table are written."""
    if catalogue is None:
        return " and ".join(condition.text for condition in conditions)
    return condition_text(node_of(conditions), catalogue)


def plain_text(condition: Condition, catalogue: Catalogue | None = None) -> str:
    """The condition as a phrase for people: `role is recruiter`, `spoken is no`, `trust is 3 or more`."""
    shown = condition.value
    if isinstance(shown, int) and catalogue and condition.fact in catalogue:
        shown = duration_text(shown) if catalogue[condition.fact].type == "duration" else shown
    match condition.op:
        case "is":
            tail = "is yes"
        case "not":
            tail = "is no"
        case "==" | "has":
            tail = f"is {shown}"
        case "!=" | "has not":
            tail = f"is not {shown}"
        case ">=":
            tail = f"is {shown} or more"
        case _:
            tail = f"is less than {shown}"
    return f"{condition.fact} {tail}"


def conditions(decisions: Decisions, least: int) -> list[Group]:
    """Every single condition that holds for at least so many cases and fails for as many."""
    found: list[Group] = []
    size = len(decisions.cases)
    for column in decisions.columns:
        values = decisions.values(column)
        known = bits_of((place for place, value in enumerate(values) if value is not None), size)
        for yes, no, holds in _cut(column, values):
            bits = bits_of(holds, size)
            for condition, part in ((yes, bits), (no, known & ~bits)):
                if condition is not None and least <= part.bit_count() <= size - 1:
                    found.append(Group((condition,), part))
    return found


def groups(decisions: Decisions, least: int) -> Iterator[Group]:
    """Every group of at least so many cases that one or two conditions tell, each set of cases once, shortest first."""
    singles = conditions(decisions, least)
    seen = set()
    for group in singles:
        if group.bits not in seen:
            seen.add(group.bits)
            yield group
    for one, two in combinations(singles, 2):
        bits = one.bits & two.bits
        if bits.bit_count() >= least and bits not in seen:
            seen.add(bits)
            yield Group(one.conditions + two.conditions, bits)


def _cut(column: Column, values: Sequence[Value | None]) -> Iterator[tuple[Condition, Condition | None, Iterator[int]]]:
    """Condition, its opposite, and the places where the first holds."""
    name = column.name
    match column.kind:
        case "yes/no":
            yield Condition(name, "is"), Condition(name, "not"), (at for at, value in enumerate(values) if value)
        case "ordered":
            for cut in _cuts(values):
                holds = (at for at, value in enumerate(values) if _reaches(value, cut))
                yield Condition(name, ">=", cut), Condition(name, "<", cut), holds
        case "label":
            counted = Counter(value for value in values if value is not None)
            for label, _ in counted.most_common(MOST_VALUES):
                holds = (at for at, value in enumerate(values) if value == label)
                yield Condition(name, "==", label), None, holds
        case _:
            parts = Counter(part for value in values if isinstance(value, frozenset) for part in sorted(value))
            for label, _ in parts.most_common(MOST_VALUES):
                holds = (at for at, value in enumerate(values) if isinstance(value, frozenset) and label in value)
                yield Condition(name, "has", label), None, holds


def _cuts(values: Sequence[Value | None]) -> list[int | float]:
    """Values that cut the ordered ones: all but the least where they are few, else at even shares."""
    known = sorted(value for value in values if isinstance(value, int | float))
    distinct = sorted(set(known))
    if len(distinct) - 1 <= MOST_CUTS:
        return distinct[1:]
    cuts = {known[len(known) * share // (MOST_CUTS + 1)] for share in range(1, MOST_CUTS + 1)}
    return sorted(cuts - {distinct[0]})


def _reaches(value: Value | None, cut: float) -> bool:
    return isinstance(value, int | float) and value >= cut


def _node(condition: Condition) -> Node:
    value = condition.value
    assert not isinstance(value, float), "a policy knows whole numbers"
    values: tuple[FactValue, ...] = (value,)
    match condition.op:
        case "is":
            return Test(condition.fact)
        case "not":
            return Not(Test(condition.fact))
        case "has":
            return Test(condition.fact, "==", values)
        case "has not":
            return Test(condition.fact, "!=", values)
    return Test(condition.fact, condition.op, values)
