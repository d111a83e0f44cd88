"""Deciding many with the grounds: the verdict, all that is possible and the rules behind it, a bit a request.

What `Answer` says of one request (`verdict`, `possible`, `because`), row-parallel. Which rules a verdict rests on is a
bitmap for each rule. Only where several rules could be what opens a door does it hang on the cheapest plan: those
rows are told apart by all that is known of them, and one of each kind is answered by itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial, reduce
from itertools import pairwise
from operator import or_

import pyarrow as pa
import pyarrow.compute as pc

from ..facts.catalogue import ALIASES
from ..facts.record import record
from .answer import NO_DOOR
from .boxes import Box, TooManyError, maximal, without
from .bulk import VERDICTS, DoorRows, ensure_same_facts, places_of, settled
from .columns import Bits, Index, as_array, as_words, bits_at, bits_of
from .compiled import CompiledDoor
from .plans import DAY_MINUTES, QUESTION_MINUTES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import Policy

OUTCOMES = ("accept", "ask", "decline")
POSSIBLE = tuple("|".join(word for bit, word in enumerate(OUTCOMES) if mask >> bit & 1) for mask in range(8))
MOST_KINDS = 100_000  # kinds of requests that are remembered at a door
MOST_PLANES = 32  # bits of a row that are made one number at a time


@record
class Explained:
    """What a door's grounds need beside its `Prepared`, made once.

    `sure` are each rule's largest boxes; `opens` for each rule the boxes in which it alone would accept (nothing for
    other kinds); `settled` the largest boxes in which any rule holds; `minutes` more than any step and question cost.
    """

    sure: tuple[tuple[Box, ...], ...]
    opens: tuple[tuple[Box, ...], ...]
    settled: tuple[Box, ...]
    minutes: int


def explained(door: CompiledDoor) -> Explained:
    """The door's boxes for its grounds. TooManyError where they cannot be few enough."""
    barred = (*door.decline, *door.ask)
    opens = (without(one.boxes, barred, door.full) if one.rule.kind == "accept" else () for one in door.rules)
    facts = [door.catalogue[name] for variable in door.variables for name in variable.facts]
    effort = sum(fact.step.minutes for fact in facts if fact.step) + QUESTION_MINUTES * len(facts)
    return Explained(
        tuple(tuple(maximal(one.boxes, door.full)) for one in door.rules),
        tuple(opens),
        tuple(maximal(door.boxes, door.full)),
        effort,
    )


def answer_many(policy: Policy, network: str | pa.Array, index: Index) -> pa.RecordBatch:
    """For all rows, in order, the columns `verdict`, `possible` (as in `accept|ask`) and `rules`, as dictionaries.

    `network` is one for all rows, or a column with one a row. `rules` are the names of the rules that the verdict rests
    on, joined by `rules_text`.
    """
    ensure_same_facts(policy, index)
    made = _Rows(index)
    for name, wanted in _parts(network, index):
        door = policy.door(name) if wanted else None
        if door is None:
            made.no_door |= wanted
            continue
        try:
            made.add(door, wanted)
        except TooManyError:  # rules of very many ways: each row by itself
            made.add_singly(policy, door, wanted)
    return made.batch()


def rules_text(names: Sequence[str]) -> str:
    r"""Names of rules in one text, parted by ` | `; a bar or a backslash in a name has a backslash before it."""
    return " | ".join(name.replace("\\", "\\\\").replace("|", "\\|") for name in names)


def _parts(network: str | pa.Array, index: Index) -> Iterator[tuple[str, Bits]]:
    """Each network with its rows; requests without one count as on a network without a door."""
    if isinstance(network, str):
        yield ALIASES.get(network, network), index.all
        return
    column = network if pa.types.is_dictionary(network.type) else network.dictionary_encode()
    rows: dict[str, Bits] = {}
    for place, name in enumerate(column.dictionary.to_pylist()):
        if name is not None:
            name = ALIASES.get(name, name)
            rows[name] = rows.get(name, 0) | bits_of(pc.equal(column.indices, pa.scalar(place, column.indices.type)))
    yield from rows.items()
    if left := index.all & ~reduce(or_, rows.values(), 0):
        yield "", left


class _Rows:
    """The answers of all rows, gathered door by door: a bitmap for each verdict, outcome and rule."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.no_door: Bits = 0
        self.accepts: Bits = 0
        self.declines: Bits = 0
        self.not_yet: Bits = 0
        self.possible: list[Bits] = [0] * len(OUTCOMES)
        self.doors: list[tuple[str, ...]] = []  # the names of the rules of each door that was added
        self.door_planes: list[Bits] = []  # the number of each row's door, bit by bit
        self.named: list[Bits] = []  # for each place in a door's rules the rows that name it

    def add(self, door: CompiledDoor, wanted: Bits) -> None:
        """Decides the wanted rows at a door."""
        known = door.explained()
        boxes = door.prepared()
        rows = DoorRows(door, self.index)
        found = settled(rows, wanted)
        possible = {
            "decline": rows.may_hold(door.decline) & wanted,
            "ask": rows.may_hold(boxes.ask_only) & wanted,
            "accept": rows.may_hold(boxes.open) & wanted,
        }
        possible[door.door.otherwise] |= wanted & ~rows.surely_holds(known.settled)
        names = _Named(rows, known, possible["accept"])
        names.tell(found.accepts, found.declines, found.not_yet, found.asks, wanted)
        self.accepts |= found.accepts
        self.declines |= found.declines
        self.not_yet |= found.not_yet
        for place, outcome in enumerate(OUTCOMES):
            self.possible[place] |= possible[outcome]
        self._name(tuple(one.rule.name for one in door.rules), wanted, names.named)

    def add_singly(self, policy: Policy, door: CompiledDoor, wanted: Bits) -> None:
        """Decides the wanted rows at a door one after the other."""
        rules: dict[str, Bits] = {}
        for number in places_of(wanted):
            answer, bit = policy.decide(door.network, self.index.row(number)), 1 << number
            self.accepts |= bit if answer.verdict == "accept" else 0
            self.declines |= bit if answer.verdict == "decline" else 0
            self.not_yet |= bit if answer.verdict == "not_yet" else 0
            for place, outcome in enumerate(OUTCOMES):
                self.possible[place] |= bit if outcome in answer.possible else 0
            text = rules_text(answer.because)
            rules[text] = rules.get(text, 0) | bit
        for text, rows in rules.items():
            self._name((text,), rows, [rows], is_text=True)

    def _name(self, names: tuple[str, ...], wanted: Bits, named: Sequence[Bits], is_text: bool = False) -> None:
        number = len(self.doors)
        self.doors.append(names if is_text else tuple(rules_text([name]) for name in names))
        for place in range(number.bit_length()):
            if place == len(self.door_planes):
                self.door_planes.append(0)
            self.door_planes[place] |= wanted if number >> place & 1 else 0
        self.named += [0] * (len(named) - len(self.named))
        for place, rows in enumerate(named):
            self.named[place] |= rows

    def batch(self) -> pa.RecordBatch:
        """The answers as columns."""
        rows = self.index.rows
        if self.no_door:
            self._name((NO_DOOR,), self.no_door, [self.no_door])
            self.possible[OUTCOMES.index("ask")] |= self.no_door
        verdict = as_words(self.not_yet | self.accepts, self.declines | self.accepts, rows, VERDICTS)
        low, mid, high = (as_array(bits, rows).cast(pa.int8()) for bits in self.possible)
        two = pc.add(low, pc.shift_left(mid, pa.scalar(1, pa.int8())))
        places = pc.add(two, pc.shift_left(high, pa.scalar(2, pa.int8())))
        possible = pa.DictionaryArray.from_arrays(places, pa.array(POSSIBLE))
        return pa.record_batch([verdict, possible, self._rules()], names=["verdict", "possible", "rules"])

    def _rules(self) -> pa.Array:
        planes = [*self.named, *self.door_planes]
        indices, masks = numbered(planes, self.index.rows)
        texts: dict[str, int] = {}
        spots = []
        for mask in masks:
            names = self.doors[mask >> len(self.named)] if self.doors else ()
            text = " | ".join(name for place, name in enumerate(names) if mask >> place & 1)
            spots.append(texts.setdefault(text, len(texts)))
        if len(texts) < len(spots):  # rules of two doors have the same name
            indices = pa.array(spots, pa.int32()).take(indices)
        return pa.DictionaryArray.from_arrays(indices.cast(pa.int32()), pa.array(list(texts), pa.string()))


class _Named:
    """For each rule of a door the rows whose verdict rests on it: `Answer.because`, row-parallel."""

    def __init__(self, rows: DoorRows, known: Explained, may_accept: Bits) -> None:
        self.rows, self.known, self.may_accept = rows, known, may_accept
        self.door = rows.door
        self.kinds = [one.rule.kind for one in self.door.rules]
        self.sure = [rows.surely_holds(boxes) for boxes in known.sure]
        self.unknown = [rows.may_hold(one.boxes) & ~sure for one, sure in zip(self.door.rules, self.sure, strict=True)]
        self.named: list[Bits] = [0] * len(self.kinds)

    def tell(self, accepts: Bits, declines: Bits, not_yet: Bits, asks: Bits, wanted: Bits) -> None:
        """Fills `named` for the wanted rows, given those of each verdict and those in which an ask rule decides."""
        for kind, rows in (("accept", accepts), ("decline", declines)):
            left = self._surely(kind, rows)
            for place in self._of(kind):
                self.named[place] |= self.unknown[place] & left
        left = self._surely("ask", wanted & ~(accepts | declines | not_yet))
        # where an ask rule decides, but not the same one in all cases, a plan may be what is named
        planned = left & asks & ~self.may_accept
        for place in range(len(self.kinds)):
            self.named[place] |= self.unknown[place] & left & ~planned
        self._by_state(planned | self._would_open(not_yet))

    def _of(self, kind: str) -> list[int]:
        return [place for place, one in enumerate(self.kinds) if one == kind]

    def _surely(self, kind: str, rows: Bits) -> Bits:
        """Names the rules of the kind that surely hold; the rows in which none does."""
        some = 0
        for place in self._of(kind):
            held = self.sure[place] & rows
            self.named[place] |= held
            some |= held
        return rows & ~some

    def _would_open(self, rows: Bits) -> Bits:
        """Names the one rule that could come to accept; the rows in which there are several."""
        if not rows:
            return 0
        reach = self.rows.with_reach()
        once = twice = 0
        reached = {}
        for place in self._of("accept"):
            reached[place] = reach.may_hold(self.known.opens[place]) & rows
            twice |= once & reached[place]
            once |= reached[place]
        for place, some in reached.items():
            self.named[place] |= some & ~twice
        return twice

    def _by_state(self, some: Bits) -> None:
        """Answers one row of each kind by itself, and names its rules for all of that kind."""
        if not some:
            return
        numbers = places_of(some)
        at_once: dict[int, tuple[float, tuple[int, ...]]] = self.door.remember("at once", dict)
        of_rule: dict[int, list[int]] = {}
        for row, (mask, waits, days) in zip(numbers, self._kinds(numbers, self._telling(some)), strict=True):
            # a plan that waits for nothing is the cheapest for all of this kind who would have to wait longer
            minutes, places = at_once.get(mask, (math.inf, ()))
            if days * DAY_MINUTES <= minutes:
                key = ("grounds", mask, waits)
                minutes, places = self.door.remember(key, partial(self._answered, row), MOST_KINDS)
                if minutes < math.inf and len(at_once) < MOST_KINDS:
                    at_once[mask] = minutes, places
            for place in places:
                of_rule.setdefault(place, []).append(row)
        for place, found in of_rule.items():
            self.named[place] |= bits_at(found, self.rows.index.rows)

    def _answered(self, row: int) -> tuple[float, tuple[int, ...]]:
        """The places of the rules that one row's verdict rests on, and the minutes of the plan where it waits for
        nothing (endless where it waits, or there is none)."""
        answer = self.door.policy.decide(self.door.network, self.rows.index.row(row))
        plan = answer.plans[0] if answer.plans else None
        return (plan.minutes if plan and not plan.waits else math.inf), answer.deciding

    def _telling(self, some: Bits) -> list[Bits]:
        """For each variable the rows in which it tells: some rule that it stands in can come to hold there."""
        reach = self.rows.with_reach()
        telling: list[Bits] = [0] * len(self.door.variables)
        for box in self.door.boxes:
            alive = reach.may_hold((box,)) & some
            for spot, _ in box:
                telling[spot] |= alive
        return telling

    def _kinds(self, numbers: Sequence[int], telling: Sequence[Bits]) -> Iterator[tuple[int, object, float]]:
        """For each of these rows all that its plans hang on: the cells that are possible, and the days until durations
        pass their marks; then the days until the first does."""
        index, door = self.rows.index, self.door
        spots = pa.array(numbers, pa.int32())
        planes = [cell & tells for cells, tells in zip(self.rows.possible, telling) for cell in cells]
        planes.append(self.rows.strangers)
        indices, masks = numbered([bits_of(as_array(one, index.rows).take(spots)) for one in planes], len(numbers))
        if not door.durations:
            yield from ((masks[place], (), math.inf) for place in indices.to_pylist())
            return
        starts = [sum(one.size for one in door.variables[:spot]) for spot in door.durations]
        lasting = [door.variables[spot] for spot in door.durations]
        fulls = [one.full << start for one, start in zip(lasting, starts, strict=True)]
        days = []
        for one in lasting:
            column = index.columns.get(one.facts[0])
            days.append([None] * len(numbers) if column is None else column.take(spots).to_pylist())
        stranger = 1 << len(planes) - 1
        for place, *told in zip(indices.to_pylist(), *days, strict=True):
            mask = masks[place]
            tells = [bool(mask & full) for full in fulls]
            yield mask, *self._waits(told, tells, is_stranger=bool(mask & stranger))

    def _waits(
        self, told: Sequence[int | None], tells: Sequence[bool], is_stranger: bool
    ) -> tuple[tuple[object, ...], float]:
        """The days from mark to mark, all that is longer than any effort alike; and the days until the first."""
        plain, strangers = self.door.assumptions
        layers = strangers if is_stranger and strangers else plain
        now: dict[int, int | None] = {}
        for spot, value, is_telling in zip(self.door.durations, told, tells, strict=True):
            if not is_telling:
                continue
            fact = self.door.variables[spot].facts[0]
            assumed = next((layer[fact] for layer in layers if fact in layer), None)
            now[spot] = assumed if value is None and isinstance(assumed, int) else value
        marks = sorted(
            (cut - days, spot)
            for spot, days in now.items()
            if days is not None
            for cut in self.door.variables[spot].cuts
            if cut > days
        )
        first = marks[0][0] if marks else math.inf
        if None in now.values():  # what may be asked about a duration hangs on the exact days that pass
            return tuple(now.items()), first
        most = self.known.minutes // DAY_MINUTES + 1
        return tuple(
            (min(days - before, most), spot) for (before, _), (days, spot) in pairwise([(0, 0), *marks])
        ), first


def numbered(planes: Sequence[Bits], rows: int) -> tuple[pa.Array, list[int]]:
    """Bitmaps to distinct combinations: for each row the place of its own, and the combinations, a bit a bitmap."""
    if len(planes) > MOST_PLANES:
        half = len(planes) // 2
        (low, lows), (high, highs) = numbered(planes[:half], rows), numbered(planes[half:], rows)
        pairs = pc.add(low.cast(pa.int64()), pc.multiply(high.cast(pa.int64()), len(lows) or 1))
        found = pairs.dictionary_encode()
        parts = [divmod(pair, len(lows) or 1) for pair in found.dictionary.to_pylist()]
        return found.indices, [lows[first] | highs[second] << half for second, first in parts]
    number = pa.repeat(pa.scalar(0, pa.uint32()), rows)
    for start in range(0, len(planes), 8):
        eight = pa.repeat(pa.scalar(0, pa.uint8()), rows)
        for bits in reversed(planes[start : start + 8]):
            eight = pc.add(pc.shift_left(eight, pa.scalar(1, pa.uint8())), as_array(bits, rows).cast(pa.uint8()))
        if len(planes) <= 8:  # small numbers are told apart much quicker
            number = eight
        else:
            number = pc.add(number, pc.shift_left(eight.cast(pa.uint32()), pa.scalar(start, pa.uint32())))
    found = number.dictionary_encode()
    return found.indices, found.dictionary.to_pylist()
