"""A door made ready to decide: its rules as boxes, and the function that decides one request.

Deciding one is a look-up and an `&` for each variable of the door: a table gives, for each value, the bits of the
boxes that may still hold and of those that surely do. Tables fill themselves as values turn up, within a bound.
What the bits leave open (a fact in two undecided boxes) is settled exactly, by splitting, when it is asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence

from ..errors import FactError
from ..facts.catalogue import Catalogue
from ..facts.record import record
from ..facts.values import Value, normal
from ..facts.words import did_you_mean
from .boxes import Box, clauses_of, meet, uncovered
from .cells import contradiction_error, variables_for
from .linked import contradiction, groups
from .questions import ask_first
from .standards import KINDS, Door, Rule, Standards
from .tree import tests_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from . import Policy
    from .bulk import Prepared
    from .grounds import Explained

MAX_REMEMBERED = 16_384
Facts = Mapping[str, object]


@record
class Knowledge:
    """What is known at a door: a mask for each variable, the days of known durations, the assumptions used."""

    masks: tuple[int, ...]
    days: tuple[tuple[int, int], ...]
    assumed: tuple[str, ...]


@record
class Outlook:
    """All outcomes that are still possible, and whether a decline rule surely holds or an ask rule surely decides."""

    possible: frozenset[str]
    declines: bool
    asks: bool


@record
class CompiledRule:
    """A rule and the boxes in which it holds."""

    rule: Rule
    boxes: tuple[Box, ...]


class CompiledDoor:
    """One door of a policy, compiled. Use `decide_bits` for speed and `knowledge`, `outlook` for everything else."""

    def __init__(self, door: Door, standards: Standards, policy: Policy) -> None:
        self.door = door
        self.network = door.network
        self.policy = policy
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
        self.durations = tuple(
            spot for spot, one in enumerate(self.variables) if standards.catalogue[one.facts[0]].type == "duration"
        )
        self._layers = (standards.assume,)
        self._stranger_layers = (standards.assume_strangers, standards.assume)
        # for those on record and for strangers; the latter empty where nothing else goes for strangers
        self.assumptions = (self._layers, self._stranger_layers if standards.assume_strangers else ())
        self._has_strangers = bool(standards.assume_strangers)
        self._on_record = standards.assume.get("on_record")
        self._outlooks: dict[tuple[int, ...], Outlook] = {}
        self.options: dict[tuple[int, int, int], list[Any]] = {}  # what plans.py remembers of this door
        self._prepared: Prepared | None = None
        self._explained: Explained | None = None
        self._remembered: dict[object, Any] = {}
        self.rule_masks = _RuleMasks(len(self.boxes), self._bits_of_rules())
        used = {name for variable in self.variables for name in variable.facts}
        unused = [group for group in groups(self.catalogue) if not used & set(group)]
        self._checks = [_Check(group, self.catalogue) for group in unused]
        self._tables: dict[str, list[_Table]] = {"S": [], "T": []}
        self.decide_bits = self._generate()

    # --- deciding one, quickly ----------------------------------------------------------------------------

    def _bits_of_rules(self) -> tuple[int, ...]:
        masks, start = [], 0
        for rule in self.rules:
            masks.append(((1 << len(rule.boxes)) - 1) << start)
            start += len(rule.boxes)
        return tuple(masks)

    def _generate(self) -> Callable[[Facts], int]:
        """A function from a dict of facts to the bits of `boxes` that may hold (low) and surely hold (high)."""
        names: dict[str, object] = {"bisect": bisect_right}
        lines = ["def decide_bits(facts):", "    get = facts.get"]
        if self._has_strangers:
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
            table = _Table(self, spot, layers)
            self._tables[prefix].append(table)
            names[name] = table.bits
            gets = [f"get({fact!r})" for fact in variable.facts]
            if table.starts:
                names[f"{name}_starts"] = table.starts
                terms.append(f"{name}[v if (v := {gets[0]}) is None else bisect({name}_starts, v)]")
            elif variable.kind == "labels":
                terms.append(f"{name}[v if (v := {gets[0]}).__class__ is not set else frozenset(v)]")
            else:
                terms.append(f"{name}[{', '.join(gets)}]")
        for place, check in enumerate(self._checks):
            names[f"C{place}"] = check.seen
            terms.append(f"C{place}[{', '.join(f'get({fact!r})' for fact in check.facts)}]")
        return " & ".join(terms) or str(everything)

    def bits_of(self, facts: Facts) -> int:
        """The same as `decide_bits`, for values that it has not met yet; it knows them afterwards."""
        bits = (1 << 2 * len(self.boxes)) - 1
        for table in self._tables_for(facts)[0]:
            bits &= table.fill(table.key(facts))
        for check in self._checks:
            check.fill(facts)
        return bits

    # --- knowing exactly ----------------------------------------------------------------------------------

    def knowledge(self, facts: Facts, without: frozenset[str] = frozenset()) -> Knowledge:
        """What `facts` say at this door, after implications and assumptions; those named in `without` not assumed.

        FactError where a value is none that the fact can have, or where facts contradict each other.
        """
        tables, layers = self._tables_for(facts, "on_record" not in without)
        if without:
            layers = tuple({n: v for n, v in layer.items() if n not in without} for layer in layers)
        masks: list[int] = []
        days: list[tuple[int, int]] = []
        assumed: tuple[str, ...] = ()
        for table in tables:
            mask, used, known = table.told(facts) if not without else table.work_out(table.key(facts), layers)
            masks.append(mask)
            assumed += used
            if known is not None:
                days.append((table.spot, known))
        return Knowledge(tuple(masks), tuple(days), assumed)

    def _tables_for(self, facts: Facts, assuming: bool = True) -> tuple[list[_Table], tuple[Mapping[str, Value], ...]]:
        """The tables and the assumptions that go for this person: strangers may have their own."""
        seen = self._normal("on_record", facts.get("on_record"))
        if seen is None and assuming:
            seen = self._on_record
        if seen is False and self._has_strangers:
            return self._tables["S"], self._stranger_layers
        return self._tables["T"], self._layers

    def _normal(self, name: str, value: object) -> Value | None:
        return None if value is None else normal(self.catalogue[name], value)

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

    def remember(self, key: object, make: Callable[[], Any], most: int = MAX_REMEMBERED) -> Any:
        """What `make` gives, remembered under a key that it depends on alone: most requests are alike."""
        found = self._remembered.get(key)
        if found is None:
            found = make()
            if len(self._remembered) < most:
                self._remembered[key] = found
        return found

    def asked_first(self, masks: tuple[int, ...]) -> tuple[str, ...]:
        """The unknown facts that matter, the most telling first; see questions.py."""
        found: tuple[str, ...] = self.remember(("ask first", masks), lambda: ask_first(self, masks))
        return found

    def stated(self, facts: Facts) -> tuple[object, ...]:
        """What the facts say at this door before anything is assumed, as a key."""
        tables, layers = self._tables_for(facts)
        return (len(layers), *(table.key(facts) for table in tables))

    def prepared(self) -> Prepared:
        """The boxes prepared for deciding many, made when first needed."""
        if self._prepared is None:
            from .bulk import prepared

            self._prepared = prepared(self)
        return self._prepared

    def explained(self) -> Explained:
        """The boxes prepared for the grounds of many, made when first needed."""
        if self._explained is None:
            from .grounds import explained

            self._explained = explained(self)
        return self._explained

    def truth(self, rule: CompiledRule, masks: tuple[int, ...]) -> str:
        """Whether the rule holds: `yes`, `no` or `unknown`, over all ways in which the unknown can turn out."""
        state = self.box_of(masks)
        near = [part for box in rule.boxes if (part := meet(state, box)) is not None]
        if not near:
            return "no"
        return "yes" if uncovered(state, near, self.full) is None else "unknown"


class _RuleMasks(dict[int, tuple[int, int]]):
    """For the bits of a decision: which rules surely hold and which may hold, a bit a rule in the order of `rules`."""

    def __init__(self, width: int, rules: tuple[int, ...]) -> None:
        super().__init__()
        self.width, self.rules = width, rules

    def __missing__(self, bits: int) -> tuple[int, int]:
        sure = sum(1 << spot for spot, mask in enumerate(self.rules) if bits >> self.width & mask)
        maybe = sum(1 << spot for spot, mask in enumerate(self.rules) if bits & mask)
        if len(self) < MAX_REMEMBERED:
            self[bits] = sure, maybe
        return sure, maybe


class _Check:
    """Linked facts that the door does not look at: only that they do not contradict each other."""

    def __init__(self, facts: tuple[str, ...], catalogue: Catalogue) -> None:
        self.facts, self.catalogue = facts, catalogue
        self.seen: dict[tuple[object, ...], int] = {}

    def fill(self, facts: Facts) -> None:
        """Remembers that these values go together; FactError where they do not."""
        told = {name: normal(self.catalogue[name], facts[name]) for name in self.facts if facts.get(name) is not None}
        if contradiction(self.catalogue, told):
            raise contradiction_error(list(told), list(told.values()))
        if len(self.seen) < MAX_REMEMBERED:
            self.seen[tuple([facts.get(name) for name in self.facts])] = -1


class _Table:
    """The bits that each value of a variable leaves; filled as values turn up, within a bound."""

    def __init__(self, door: CompiledDoor, spot: int, layers: Sequence[Mapping[str, Value]]) -> None:
        self.door, self.spot, self.layers = door, spot, layers
        self.variable = door.variables[spot]
        self.bits: dict[object, int] = {}
        # Numbers are looked up by where they fall, counted from 1: below 0 there is no entry.
        self.starts: tuple[int, ...] = ()
        if self.variable.kind == "number":
            self.starts = (0, *self.variable.cuts)
            self.bits = {None: self.fill(None), **{i + 1: self.fill(start) for i, start in enumerate(self.starts)}}
        self.known: dict[object, tuple[int, tuple[str, ...], int | None]] = {}

    def fill(self, key: object) -> int:
        """The bits for what the facts say about this variable, remembered."""
        mask = self.work_out(key, self.layers)[0]
        maybe = sure = 0
        for bit, box in enumerate(self.door.boxes):
            literal = next((m for v, m in box if v == self.spot), self.variable.full)
            if mask & literal:
                maybe |= 1 << bit
                if not mask & ~literal:
                    sure |= 1 << bit
        bits = maybe | sure << len(self.door.boxes)
        if not self.starts and len(self.bits) < MAX_REMEMBERED:
            self.bits[key] = bits
        return bits

    def key(self, facts: Facts) -> object:
        """What the facts say about this variable, as the table is asked for it."""
        names = self.variable.facts
        if len(names) > 1:
            return tuple([facts.get(name) for name in names])
        value = facts.get(names[0])
        return frozenset(value) if isinstance(value, set | list) else value

    def told(self, facts: Facts) -> tuple[int, tuple[str, ...], int | None]:
        """The mask that the facts leave, the facts that were assumed, and the number behind it where it is one."""
        key = self.key(facts)
        try:
            found = self.known.get(key)
        except TypeError:  # a value of no use, at a fact that the door asked for does not look at
            return self.work_out(key, self.layers)
        if found is None:
            found = self.work_out(key, self.layers)
            if len(self.known) < MAX_REMEMBERED:
                self.known[key] = found
        return found

    def work_out(self, key: object, layers: Sequence[Mapping[str, Value]]) -> tuple[int, tuple[str, ...], int | None]:
        """The same as `told`, worked out afresh under these assumptions."""
        variable = self.variable
        raw = key if len(variable.facts) > 1 else (key,)
        assert isinstance(raw, tuple)
        values = [self.door._normal(name, value) for name, value in zip(variable.facts, raw, strict=True)]
        mask = variable.mask_of(values)
        if not mask:
            raise contradiction_error(variable.facts, values)
        used: list[str] = []
        for layer in layers:
            known = variable.values_in(mask) if variable.cell is None else values[:1]
            fill: list[Value | None] = [None] * len(known)
            for spot, name in enumerate(variable.facts):
                if known[spot] is None and name in layer:
                    fill[spot] = layer[name]
                    used.append(name)
            if any(one is not None for one in fill):
                mask &= variable.mask_of(fill)
                if variable.cell is not None:
                    values = fill
        number = values[0] if variable.kind == "number" else None
        return mask, tuple(used), number if isinstance(number, int) else None


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
