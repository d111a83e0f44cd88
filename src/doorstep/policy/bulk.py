"""Deciding many: a bitmap for each cell of each variable, as plain integers with one bit a request.

Rules become `&` and `|` of a few integers. The index keeps what belongs to the table (which rows are in which class),
so that an edited policy uses it again. Exact: what three-valued logic would leave open is settled by boxes that are
prepared once for each door (the accept rules less the others, and the largest boxes of each kind of rule).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import pairwise
from operator import and_, or_

import pyarrow as pa

from ..errors import FactError
from ..facts.catalogue import Catalogue
from ..facts.record import record
from ..facts.values import Value
from .boxes import Box, TooManyError, maximal, without
from .cells import Variable
from .columns import Bits, Index, as_words
from .compiled import CompiledDoor
from .plans import plans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import Policy

VERDICTS = ("ask", "not_yet", "decline", "accept")


def decide_many(policy: Policy, network: str, index: Index) -> pa.Array:
    """The verdicts of all rows, in order, as a dictionary array of words."""
    ensure_same_facts(policy, index)
    door = policy.door(network)
    if door is None:
        return as_words(0, 0, index.rows, VERDICTS)
    try:
        found = settled(DoorRows(door, index), index.all)
    except TooManyError:  # rules of very many ways: each row by itself
        verdicts = [policy.decide(network, index.row(number)).verdict for number in range(index.rows)]
        return pa.array(verdicts, pa.string()).dictionary_encode()
    # the low and the high bit of each row's place in VERDICTS
    return as_words(found.not_yet | found.accepts, found.declines | found.accepts, index.rows, VERDICTS)


def ensure_same_facts(policy: Policy, index: Index) -> None:
    """FactError where the index was made for facts of other types, labels or implications than the policy's."""
    if index.catalogue is policy.catalogue:
        return

    def meant(catalogue: Catalogue) -> dict[str, object]:
        return {fact.name: (fact.type, fact.options, fact.implies) for fact in catalogue}

    if meant(index.catalogue) != meant(policy.catalogue):
        raise FactError(
            "this index was made for other facts than the policy's", next_step="make it anew: policy.index(table)"
        )


class DoorRows:
    """One door over one index: for each variable the rows in which each cell is possible."""

    def __init__(self, door: CompiledDoor, index: Index) -> None:
        self.door, self.index = door, index
        self.strangers = self._strangers()
        self.possible = [self._cells(variable) for variable in door.variables]
        self._maybe: dict[tuple[int, int], Bits] = {}

    def _strangers(self) -> Bits:
        layers = self.door.assumptions
        if not layers[1]:
            return 0
        told = self.index.linked(("on_record",))["on_record"]
        assumed = layers[0][-1].get("on_record")
        return told[1] | (self.index.all & ~told[0] & ~told[1] if assumed is False else 0)

    def _groups(self) -> list[tuple[Bits, Sequence[Mapping[str, Value]]]]:
        """The rows of those on record and of strangers, with the assumptions that go for them."""
        plain, strangers = self.door.assumptions
        if not strangers:
            return [(self.index.all, plain)]
        return [(self.index.all & ~self.strangers, plain), (self.strangers, strangers)]

    def _cells(self, variable: Variable) -> list[Bits]:
        """The rows in which each cell is possible, kept in the index for every door that tells the same apart."""
        assumed = tuple(
            (name, layer.get(name)) for layers in self.door.assumptions for layer in layers for name in variable.facts
        )
        key = (
            variable.facts,
            variable.cuts,
            variable.examples,
            # two policies may tell the same examples apart and sort other labels or words among them
            tuple(variable.tests) if variable.kind in ("labels", "word") else (),
            assumed,
            assumed and self.door.assumptions[0][-1].get("on_record"),
        )
        found = self.index.cells.get(key)
        if found is None:
            found = self.index.cells[key] = self._possible(variable)
        return found

    def _possible(self, variable: Variable) -> list[Bits]:
        if variable.kind == "linked":
            return self._linked(variable)
        fact = self.door.catalogue[variable.facts[0]]
        index, everything = self.index, self.index.all
        unknown = everything & ~index.known(fact.name)
        if variable.kind == "number":
            marks = [index.known(fact.name), *(index.at_least(fact.name, cut) for cut in variable.cuts), 0]
            cells = [here & ~above for here, above in pairwise(marks)]
        else:
            cells = [0] * variable.size
            assert variable.cell is not None
            if fact.name in index.columns:
                places: list[set[int]] = [set() for _ in cells]
                for place, value in enumerate(index.words(fact)[0]):
                    if value is not None:
                        places[variable.cell(value)].add(place)
                cells = [index.of_words(fact, frozenset(some)) for some in places]
        for rows, layers in self._groups() if unknown else ():
            assumed = next((layer[fact.name] for layer in layers if fact.name in layer), None)
            if assumed is None:
                cells = [cell | unknown & rows for cell in cells]
            else:
                assert variable.cell is not None
                cells[variable.cell(assumed)] |= unknown & rows
        return cells

    def _linked(self, variable: Variable) -> list[Bits]:
        index, everything = self.index, self.index.all
        told = index.linked(variable.facts)
        for rows, layers in self._groups():
            for layer in layers:
                filled = dict(told)
                for name in variable.facts:
                    if name in layer:
                        yes, no = told[name]
                        new = rows & ~yes & ~no
                        filled[name] = (yes | new, no) if layer[name] else (yes, no | new)
                if filled != told:
                    told = index.closed(variable.facts, filled)
        cells = []
        for values in variable.examples:
            cell = everything
            for name, value in zip(variable.facts, values, strict=True):
                cell &= ~told[name][0 if value is False else 1]
            cells.append(cell & everything)
        return cells

    # --- boxes over rows ----------------------------------------------------------------------------------

    def maybe(self, spot: int, mask: int) -> Bits:
        """The rows in which the variable can lie in the mask."""
        key = (spot, mask)
        found = self._maybe.get(key)
        if found is None:
            cells = self.possible[spot]
            found = reduce(or_, (cells[cell] for cell in range(len(cells)) if mask >> cell & 1))
            self._maybe[key] = found
        return found

    def may_hold(self, boxes: Sequence[Box]) -> Bits:
        """The rows in which at least one of the boxes can hold."""
        rows = 0
        for box in boxes:
            rows |= reduce(and_, (self.maybe(spot, mask) for spot, mask in box)) if box else self.index.all
        return rows

    def surely_holds(self, boxes: Sequence[Box]) -> Bits:
        """The rows that lie inside one of the boxes, whatever the unknown turns out to be."""
        rows = 0
        for box in boxes:
            outside = (self.maybe(spot, self.door.full[spot] & ~mask) for spot, mask in box)
            rows |= self.index.all ^ reduce(or_, outside, 0)
        return rows

    def with_reach(self) -> DoorRows:
        """The same where each variable can also lie wherever a step or waiting would bring it."""
        reached = object.__new__(DoorRows)
        reached.door, reached.index, reached.strangers, reached._maybe = self.door, self.index, self.strangers, {}
        reached.possible = list(self.possible)
        for spot, variable in enumerate(self.door.variables):
            cells = list(self.possible[spot])
            if spot in self.door.durations:
                for cell in range(1, variable.size):
                    cells[cell] |= cells[cell - 1]
            elif variable.kind == "linked":
                for source, target in _steps(self.door, variable):
                    cells[target] |= self.possible[spot][source]
            reached.possible[spot] = cells
        return reached


def _steps(door: CompiledDoor, variable: Variable) -> list[tuple[int, int]]:
    """From which combination of linked facts to which other some steps lead."""
    moves = []
    for source, values in enumerate(variable.examples):
        reached, todo = {source}, [values]
        while todo:
            now = todo.pop()
            for place, name in enumerate(variable.facts):
                if now[place] is False and door.catalogue[name].step:
                    after = _made_true(door, variable, now, name)
                    target = variable.examples.index(after)
                    if target not in reached:
                        reached.add(target)
                        todo.append(after)
        moves += [(source, target) for target in reached if target != source]
    return moves


def _made_true(door: CompiledDoor, variable: Variable, values: Sequence[Value], name: str) -> tuple[Value, ...]:
    true, todo = {name}, [name]
    while todo:
        more = [one for one in door.catalogue[todo.pop()].implies if one in variable.facts and one not in true]
        true.update(more)
        todo += more
    return tuple(True if fact in true else value for fact, value in zip(variable.facts, values, strict=True))


@record
class Prepared:
    """What one door's boxes come to, made once: the largest boxes of each kind of rule; `open`, where accept is the
    outcome; `ask_only`, where an ask rule decides."""

    decline: tuple[Box, ...]
    ask: tuple[Box, ...]
    accept: tuple[Box, ...]
    open: tuple[Box, ...]
    ask_only: tuple[Box, ...]


def prepared(door: CompiledDoor) -> Prepared:
    """The door's boxes, prepared for many rows. TooManyError where they cannot be few enough."""
    decline, ask, accept = (tuple(maximal(boxes, door.full)) for boxes in (door.decline, door.ask, door.accept))
    is_open = without(door.accept, (*door.decline, *door.ask), door.full)
    return Prepared(decline, ask, accept, is_open, without(door.ask, door.decline, door.full))


def _planned(rows: DoorRows, some: Bits) -> Bits:
    """Those of the rows that a plan really opens: where two durations pass together, each row is looked at."""
    found = 0
    for number in places_of(some):
        if plans(rows.door, rows.door.knowledge(rows.index.row(number)), 1):
            found |= 1 << number
    return found


def places_of(bits: Bits) -> list[int]:
    """The places of the set bits, ascending."""
    text = bin(bits)[:1:-1]
    found, at = [], text.find("1")
    while at >= 0:
        found.append(at)
        at = text.find("1", at + 1)
    return found


@record
class Settled:
    """The rows of each verdict but ask, which is what is left, and the rows in which an ask rule surely decides."""

    accepts: Bits
    declines: Bits
    not_yet: Bits
    asks: Bits


def settled(rows: DoorRows, wanted: Bits) -> Settled:
    """The verdicts of the wanted rows; the definitions are those of `Answer.verdict`, row-parallel."""
    door = rows.door
    boxes = door.prepared()
    declines = rows.surely_holds(boxes.decline) & wanted
    may_decline = rows.may_hold(door.decline)
    accepts = rows.surely_holds(boxes.accept) & wanted & ~(may_decline | rows.may_hold(door.ask))
    asks = rows.surely_holds(boxes.ask) & wanted & ~may_decline
    left = wanted & ~(declines | accepts | asks | rows.may_hold(boxes.open))
    not_yet = 0
    if left:
        not_yet = rows.with_reach().may_hold(boxes.open) & left
        if not_yet and len(door.durations) > 1:
            not_yet = _planned(rows, not_yet)
        if door.door.otherwise == "decline":
            declines |= left & ~not_yet & ~rows.may_hold(boxes.ask_only)
    return Settled(accepts, declines, not_yet, asks)
