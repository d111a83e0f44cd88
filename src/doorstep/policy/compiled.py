"""A door made ready to decide: its rules as boxes, and the function that decides one request.

Deciding one is a look-up and an `&` for each variable of the door: a table gives, for each value, the bits of the
boxes that may still hold and of those that surely do. Tables fill themselves as values turn up, within a bound.
What the bits leave open (a fact in two undecided boxes) is settled exactly, by splitting, when it is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..errors import FactError
from ..facts.catalogue import Catalogue
from ..facts.values import Value, normal
from ..facts.words import did_you_mean
from .boxes import Box, clauses_of, meet, uncovered
from .cells import Variable, contradiction_error, variables_for
from .questions import ask_first
from .standards import KINDS, Door, Rule, Standards
from .tree import tests_in

MAX_REMEMBERED = 16_384
Facts = Mapping[str, object]


class Knowledge(NamedTuple):
    """What is known at a door: a mask for each variable, the days of known durations by variable, the assumptions used."""

    masks: tuple[int, ...]
    days: tuple[tuple[int, int], ...]
    assumed: tuple[str, ...]


class Outlook(NamedTuple):
    """All outcomes that are still possible, and whether a decline rule surely holds or an ask rule surely decides."""

    possible: frozenset[str]
    declines: bool
    asks: bool


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule and the boxes in which it holds."""

    rule: Rule
    boxes: tuple[Box, ...]


class CompiledDoor:
    """One door of a policy, compiled. Use `decide_bits` for speed and `knowledge`, `outlook` for everything else."""

    def __init__(self, door: Door, standards: Standards) -> None:
        self.door = door
        self.catalogue = standards.catalogue
        self.variables = variables_for(
            (test for rule in door.rules for test in tests_in(rule.node)), standards.catalogue
        )
        self.full = tuple(variable.full for variable in self.variables)
        literal = {
            test: (spot, mask) for spot, variable in enumerate(self.variables) for test, mask in variable.tests.items()
        }
        ordered = sorted(door.rules, key=lambda rule: KINDS.index(rule.kind))
        self.rules = tuple(CompiledRule(rule, tuple(clauses_of(rule.node, literal, self.full))) for rule in ordered)
        self.boxes = tuple(box for rule in self.rules for box in rule.boxes)
        self.decline, self.ask, self.accept = (
            tuple(box for rule in self.rules if rule.rule.kind == kind for box in rule.boxes) for kind in KINDS
        )
        self.spot_of = {name: spot for spot, variable in enumerate(self.variables) for name in variable.facts}
        self._layers = (standards.assume,)
        self._stranger_layers = (standards.assume_strangers, standards.assume)
        self._on_record = standards.assume.get("on_record")
        self._outlooks: dict[tuple[int, ...], Outlook] = {}
        self.options: dict[tuple[int, int, int], list[Any]] = {}  # what plans.py remembers of this door
        self._asked: dict[tuple[int, ...], tuple[str, ...]] = {}
        self._rules_seen: dict[int, tuple[int, int]] = {}
        self._rule_bits = self._bits_of_rules()
        self.decide_bits = self._generate(bool(standards.assume_strangers))

    # --- deciding one, quickly ----------------------------------------------------------------------------

    def rule_masks(self, bits: int) -> tuple[int, int]:
        """Which rules surely hold and which may hold, a bit a rule in the order of `rules`."""
        found = self._rules_seen.get(bits)
        if found is None:
            width = len(self.boxes)
            sure_boxes = bits >> width
            sure = maybe = 0
            for spot, mask in enumerate(self._rule_bits):
                if bits & mask:
                    maybe |= 1 << spot
                if sure_boxes & mask:
                    sure |= 1 << spot
            found = (sure, maybe)
            if len(self._rules_seen) < MAX_REMEMBERED:
                self._rules_seen[bits] = found
        return found

    def _bits_of_rules(self) -> tuple[int, ...]:
        masks, start = [], 0
        for rule in self.rules:
            masks.append(((1 << len(rule.boxes)) - 1) << start)
            start += len(rule.boxes)
        return tuple(masks)

    def _generate(self, has_strangers: bool) -> Callable[[Facts], int]:
        """A function from a dict of facts to the bits of `boxes` that may hold (low) and surely hold (high)."""
        names: dict[str, object] = {}
        lines = ["def decide_bits(facts):", "    get = facts.get"]
        if has_strangers:
            unknown = " or seen is None" if self._on_record is False else ""
            lines += ["    seen = get('on_record')", f"    if seen == 0{unknown}:"]
            lines += [f"        return {self._expression(names, 'S', self._stranger_layers)}"]
        lines += [f"    return {self._expression(names, 'T', self._layers)}"]
        exec("\n".join(lines), names)  # names are made here from the catalogue; nothing of the user's text is in it
        made = names["decide_bits"]
        assert callable(made)
        return made

    def _expression(self, names: dict[str, object], prefix: str, layers: Sequence[Mapping[str, Value]]) -> str:
        everything = (1 << 2 * len(self.boxes)) - 1
        terms = []
        for spot, variable in enumerate(self.variables):
            name = f"{prefix}{spot}"
            names[name] = _Table(self, spot, layers)
            gets = [f"get({fact!r})" for fact in variable.facts]
            if variable.kind == "labels":
                terms.append(f"{name}[v if (v := {gets[0]}).__class__ is not set else frozenset(v)]")
            else:
                terms.append(f"{name}[{', '.join(gets)}]")
        return " & ".join(terms) or str(everything)

    # --- knowing exactly ----------------------------------------------------------------------------------

    def knowledge(self, facts: Facts, without: frozenset[str] = frozenset()) -> Knowledge:
        """What `facts` say at this door, after implications and assumptions; those named in `without` not assumed.

        FactError where a value is none that the fact can have, or where facts contradict each other.
        """
        seen = self._normal("on_record", facts.get("on_record"))
        if seen is None and "on_record" not in without:
            seen = self._on_record
        layers = self._stranger_layers if seen is False else self._layers
        masks, days, assumed = [], [], []
        for spot, variable in enumerate(self.variables):
            values = [self._normal(name, facts.get(name)) for name in variable.facts]
            mask, used, known = self._mask(variable, values, layers, without)
            masks.append(mask)
            assumed += used
            if isinstance(known, int) and variable.kind == "number":
                days.append((spot, known))
        return Knowledge(tuple(masks), tuple(days), tuple(assumed))

    def _normal(self, name: str, value: object) -> Value | None:
        return None if value is None else normal(self.catalogue[name], value)

    def _mask(
        self,
        variable: Variable,
        values: Sequence[Value | None],
        layers: Sequence[Mapping[str, Value]],
        without: frozenset[str] = frozenset(),
    ) -> tuple[int, list[str], Value | None]:
        """The variable's mask, the facts that were assumed, and the (first) value that it rests on."""
        mask = variable.mask_of(values)
        if not mask:
            raise contradiction_error(variable.facts, values)
        used: list[str] = []
        value = values[0]
        for layer in layers:
            known = variable.values_in(mask) if variable.cell is None else (value,)
            fill: list[Value | None] = [None] * len(known)
            for spot, name in enumerate(variable.facts):
                if known[spot] is None and name in layer and name not in without:
                    fill[spot] = layer[name]
                    used.append(name)
            if any(one is not None for one in fill):
                mask &= variable.mask_of(fill)
                value = fill[0] if value is None else value
        return mask, used, value

    def outlook(self, masks: tuple[int, ...]) -> Outlook:
        """Exactly what can come of it: the outcomes over all ways in which the unknown can turn out."""
        found = self._outlooks.get(masks)
        if found is None:
            found = self._outlook(masks)
            if len(self._outlooks) < MAX_REMEMBERED:
                self._outlooks[masks] = found
        return found

    def _outlook(self, masks: tuple[int, ...]) -> Outlook:
        state = self.box_of(masks)
        decline, ask, accept = (
            [part for box in boxes if (part := meet(state, box)) is not None]
            for boxes in (self.decline, self.ask, self.accept)
        )
        full = self.full
        possible = set()
        if decline:
            possible.add("decline")
        if any(uncovered(part, decline, full) is not None for part in ask):
            possible.add("ask")
        barred = decline + ask
        if any(uncovered(part, barred, full) is not None for part in accept):
            possible.add("accept")
        if self.door.otherwise not in possible and uncovered(state, barred + accept, full) is not None:
            possible.add(self.door.otherwise)
        declines = bool(decline) and uncovered(state, decline, full) is None
        asks = not decline and bool(ask) and uncovered(state, ask, full) is None
        return Outlook(frozenset(possible), declines, asks)

    def box_of(self, masks: Sequence[int]) -> Box:
        """The state as a box: variables of which nothing is known left out."""
        return tuple((spot, mask) for spot, mask in enumerate(masks) if mask != self.full[spot])

    def is_accepted(self, masks: Sequence[int], accept: Sequence[Box]) -> bool:
        """True where accept is certain; `accept` must hold all maximal boxes of the accept rules that matter."""
        if not any(all(masks[v] & ~m == 0 for v, m in box) for box in accept):
            return False
        return self.barrier(masks) is None

    def barrier(self, masks: Sequence[int]) -> Box | None:
        """The first decline or ask box that may still hold, or None."""
        for boxes in (self.decline, self.ask):
            for box in boxes:
                if all(masks[v] & m for v, m in box):
                    return box
        return None

    def asked_first(self, masks: tuple[int, ...]) -> tuple[str, ...]:
        """The unknown facts that matter, the most telling first; see questions.py."""
        found = self._asked.get(masks)
        if found is None:
            found = ask_first(self, masks)
            if len(self._asked) < MAX_REMEMBERED:
                self._asked[masks] = found
        return found

    def truth(self, rule: CompiledRule, masks: tuple[int, ...]) -> str:
        """Whether the rule holds: `yes`, `no` or `unknown`, over all ways in which the unknown can turn out."""
        state = self.box_of(masks)
        near = [part for box in rule.boxes if (part := meet(state, box)) is not None]
        if not near:
            return "no"
        return "yes" if uncovered(state, near, self.full) is None else "unknown"


class _Table(dict[object, int]):
    """The bits that each value of a variable leaves; filled as values turn up, within a bound."""

    def __init__(self, door: CompiledDoor, spot: int, layers: Sequence[Mapping[str, Value]]) -> None:
        super().__init__()
        self.door, self.spot, self.layers = door, spot, layers
        self.variable = door.variables[spot]

    def __missing__(self, key: object) -> int:
        variable = self.variable
        raw = key if len(variable.facts) > 1 else (key,)
        assert isinstance(raw, tuple)
        values = [self.door._normal(name, value) for name, value in zip(variable.facts, raw, strict=True)]
        mask, _, _ = self.door._mask(variable, values, self.layers)
        maybe = sure = 0
        for bit, box in enumerate(self.door.boxes):
            literal = next((m for v, m in box if v == self.spot), variable.full)
            if mask & literal:
                maybe |= 1 << bit
                if not mask & ~literal:
                    sure |= 1 << bit
        bits = maybe | sure << len(self.door.boxes)
        if len(self) < MAX_REMEMBERED:
            self[key] = bits
        return bits


def normal_facts(facts: Facts, catalogue: Catalogue) -> dict[str, Value]:
    """The facts in the form that doorstep keeps, unknown ones left out; FactError for a name or value that is wrong."""
    found = {}
    for name, value in facts.items():
        if name not in catalogue:
            raise FactError(
                f"unknown fact `{name}`", next_step=did_you_mean(str(name), [fact.name for fact in catalogue])
            )
        if value is not None:
            found[name] = normal(catalogue[name], value)
    return found
