"""A policy under inspection: its doors as boxes, the questions that all checks ask of them, and example people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from ...facts.catalogue import Fact
from ...facts.values import Value
from ..boxes import Box, clauses_of, uncovered, without
from ..cells import Variable, enough
from ..compiled import CompiledDoor, CompiledRule
from ..phrases import listed, person_in_words
from ..tree import Node, tests_in
from .finding import Finding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .. import Policy

T = TypeVar("T")
MOST_NAMES = 3
OTHER_WORDS = ("Acme Ltd", "Utrecht", "example.org", "something else")


class Inspection:
    """What the checks share: the policy, its doors, and what was worked out about them already."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.catalogue = policy.catalogue
        self.doors = [door for network in policy.networks if (door := policy.door(network)) is not None]
        self._found: dict[object, Any] = {}

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` gives, worked out the first time that it is asked for."""
        if key not in self._found:
            self._found[key] = make()
        found: T = self._found[key]
        return found

    def boxes(self, door: CompiledDoor, node: Node, holds: bool = True) -> list[Box]:
        """The condition over the door's variables. TooManyError where it can hold in too many ways."""
        literal = {
            test: (spot, mask) for spot, variable in enumerate(door.variables) for test, mask in variable.tests.items()
        }
        return clauses_of(node, literal, door.full, holds)

    def opening(self, door: CompiledDoor) -> tuple[Box, ...]:
        """Where accept is the outcome. TooManyError where that takes too many boxes."""
        return self.once(("opening", door.network), lambda: without(door.accept, (*door.decline, *door.ask), door.full))

    def is_certain(self, door: CompiledDoor, boxes: Sequence[Box]) -> bool:
        """True where the boxes cover everybody."""
        return uncovered((), boxes, door.full) is None

    def facts_of(self, node: Node) -> list[Fact]:
        """The facts that the condition looks at."""
        return [self.catalogue[name] for name in dict.fromkeys(test.fact for test in tests_in(node))]

    def person(self, box: Box, variables: Sequence[Variable]) -> dict[str, Value]:
        """Somebody in the box: no more facts than it takes, each with a value."""
        facts: dict[str, Value] = {}
        for spot, mask in box:
            variable = variables[spot]
            cell = (mask & -mask).bit_length() - 1
            for name, value in zip(variable.facts, enough(variable, cell, mask), strict=True):
                if value is not None:
                    facts[name] = value
            fact = self.catalogue[variable.facts[0]]
            if fact.type == "word" and variable.cell is not None:
                facts[fact.name] = _word_for(str(facts[fact.name]), cell, variable)
        return facts

    def finding(
        self,
        code: str,
        message: str,
        door: CompiledDoor | None = None,
        rules: Sequence[CompiledRule] = (),
        example: Mapping[str, Value] | None = None,
        severity: str = "warning",
    ) -> Finding:
        """A finding about these rules of this door, or about the whole policy."""
        text = "" if example is None else person_in_words(dict(example), self.catalogue)
        network = door.door.network if door else ""
        name, kind = ", ".join(one.rule.name for one in rules), rules[0].rule.kind if rules else ""
        return Finding(code, severity, message, network, name, example, text, kind)


def _word_for(word: str, cell: int, variable: Variable) -> Value:
    """A word of the cell: the one that a test names, else an everyday one that none of them names."""
    assert variable.cell is not None
    named = {value for test in variable.tests for value in test.values}
    words = (word, *OTHER_WORDS, *(f"other {number}" for number in range(variable.size)))
    if word not in named:
        words = words[1:]
    return next(one for one in words if variable.cell(one.casefold()) == cell)


def smallest(rules: Sequence[CompiledRule], boxes: Iterable[Box], door: CompiledDoor) -> list[CompiledRule]:
    """A smallest set of these rules that together hold wherever one of the boxes does; none where all do not."""
    wanted = list(boxes)

    def covers(some: Sequence[CompiledRule]) -> bool:
        others = [box for one in some for box in one.boxes]
        return all(uncovered(box, others, door.full) is None for box in wanted)

    needed = [one for one in rules if one.boxes]
    return fewest(needed, covers) if needed and covers(needed) else []


def fewest(some: Sequence[CompiledRule], covers: Callable[[Sequence[CompiledRule]], bool]) -> list[CompiledRule]:
    """What is left of rules that cover, when each is left out, the first first, where the others still do.

    What covers does so with more rules too: so of those that can go in one stretch the last is sought by halving, and
    many rules of which few are needed take a few questions instead of one each.
    """
    kept: list[CompiledRule] = []
    left = list(some)
    while left:
        low, high = 0, len(left)  # the first `low` can go; not more than `high`
        while low < high:
            middle = (low + high + 1) // 2
            if covers([*kept, *left[middle:]]):
                low = middle
            else:
                high = middle - 1
        kept += left[low : low + 1]
        left = left[low + 1 :]
    return kept


def names_of(rules: Sequence[CompiledRule], by: str = "and") -> str:
    """The rules' names, as they stand in a message; of many the first."""
    names = [f"“{one.rule.name}”" for one in rules[:MOST_NAMES]]
    more = len(rules) - len(names)
    return listed([*names, f"{more} more"] if more else names, by)
