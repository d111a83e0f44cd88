"""The ways to an open door: which answers, steps and waits would make accept certain, the cheapest first.

Each variable of a door offers options: stay as it is, be asked about, take a step; each with its minutes, its moves and
the mask that it leaves. A plan picks one option for each variable so that the state lies inside the accept rules
and outside all others. The search keeps the options that can still serve, picks the cheapest, and branches on
what is violated, always the cheapest choice first (branch and bound); each plan found is excluded to find the next.
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import combinations, product
from typing import NamedTuple

from ..facts.values import Value
from .boxes import Box, maximal
from .cells import Variable
from .compiled import MAX_REMEMBERED, CompiledDoor, Knowledge

QUESTION_MINUTES = 1
DAY_MINUTES = 1
AT_MOST = 3


class Moves(NamedTuple):
    """Moves: facts to ask about with the answer that helps, facts to make true by a step, days to wait."""

    asks: tuple[tuple[str, Value], ...]
    steps: tuple[str, ...]
    days: int
    minutes: int


class Option(NamedTuple):
    """One thing that can be done about a variable: its minutes, what is asked, which steps, what it leaves possible,
    and the answers that it counts on."""

    minutes: int
    asks: frozenset[str]
    steps: frozenset[str]
    mask: int
    answers: tuple[tuple[str, Value], ...] = ()


def plans(door: CompiledDoor, known: Knowledge, at_most: int = AT_MOST) -> tuple[Moves, ...]:
    """At most `at_most` minimal plans after which accept is certain, the cheapest first; none where nothing would."""
    if not door.accept:
        return ()
    search = _Search(door, known, at_most)
    for days in search.waits():
        if days * DAY_MINUTES >= search.bound():
            break
        search.try_waiting(days)
    return tuple(search.found_moves())


class _Search:
    def __init__(self, door: CompiledDoor, known: Knowledge, at_most: int) -> None:
        self.door, self.known, self.at_most = door, known, at_most
        self.days_of = dict(known.days)
        self.found: list[tuple[int, int, tuple[Option, ...]]] = []
        self.days = 0
        self.base: tuple[int, ...] = known.masks
        self.options: list[list[Option]] = []
        self.accept: Sequence[Box] = ()
        self.seen: set[tuple[tuple[int, ...], ...]] = set()
        self.queue: list[tuple[int, int, list[list[Option]]]] = []

    def waits(self) -> list[int]:
        """0, and the days after which some known duration passes a mark of the door."""
        marks = {0}
        for spot, now in self.days_of.items():
            variable = self.door.variables[spot]
            if self.is_duration(variable):
                marks.update(cut - now for cut in variable.cuts if cut > now)
        return sorted(marks)

    def is_duration(self, variable: Variable) -> bool:
        return self.door.catalogue[variable.facts[0]].type == "duration"

    def bound(self) -> float:
        """What a further plan must be cheaper than."""
        return self.found[self.at_most - 1][0] if len(self.found) >= self.at_most else float("inf")

    def try_waiting(self, days: int) -> None:
        """Searches all plans that wait this many days."""
        self.days = days
        base = list(self.known.masks)
        self.options = []
        for spot, variable in enumerate(self.door.variables):
            if days and self.is_duration(variable) and variable.cell is not None:
                now = self.days_of.get(spot)
                if now is not None:
                    base[spot] = 1 << variable.cell(now + days)
            self.options.append(self.options_of(spot, variable, base[spot]))
        self.base = tuple(base)
        self.accept = self.reachable_accept()
        self.seen = set()
        self.queue = []
        for box in self.accept:
            alive = list(self.options)
            for spot, mask in box:
                alive[spot] = [option for option in alive[spot] if not option.mask & ~mask]
            if all(alive):
                self.enqueue(alive)
        self.explore()

    def reachable_accept(self) -> list[Box]:
        """The accept boxes that some choice of options lies in, joined where only together they cover the unknown."""
        near = [
            box
            for box in self.door.accept
            if all(any(not option.mask & ~mask for option in self.options[spot]) for spot, mask in box)
        ]
        open_spots = {spot for spot, options in enumerate(self.options) if options and options[0].mask.bit_count() > 1}
        for spot in open_spots:
            masks = sorted({mask for box in near for v, mask in box if v == spot}, key=int.bit_count)
            if any(small & ~large for small, large in zip(masks, masks[1:], strict=False)):
                return maximal(near, self.door.full)
        return near

    def options_of(self, spot: int, variable: Variable, mask: int) -> list[Option]:
        """What can be done about a variable, the cheapest first; staying comes at no cost."""
        key = (spot, mask, self.days if self.is_duration(variable) else 0)
        found: list[Option] | None = self.door.options.get(key)
        if found is None:
            if variable.kind == "linked":
                found = _linked_options(self.door, variable, mask)
            else:
                found = [Option(0, frozenset(), frozenset(), mask)]
                if mask.bit_count() > 1:
                    asks = frozenset(variable.facts)
                    found += [
                        Option(QUESTION_MINUTES, asks, frozenset(), 1 << cell, ((variable.facts[0], example),))
                        for cell, (example,) in enumerate(variable.examples)
                        if mask >> cell & 1 and self.can_be_after(variable, cell)
                    ]
            if len(self.door.options) < MAX_REMEMBERED:
                self.door.options[key] = found
        return found

    def can_be_after(self, variable: Variable, cell: int) -> bool:
        """True where a duration that is asked about today can lie in the cell after the wait."""
        if not self.days or not self.is_duration(variable) or cell + 1 >= variable.size:
            return True
        return variable.cuts[cell] > self.days

    def explore(self) -> None:
        """Takes the choices in the order of their least minutes, so that a plan found has no smaller one left."""
        while self.queue:
            minutes, _, alive = heappop(self.queue)
            if minutes >= self.bound():
                return
            picked = tuple(options[0] for options in alive)
            barrier = self.door.barrier([option.mask for option in picked])
            if barrier is not None:
                for spot, mask in barrier:
                    self.narrow(alive, spot, [option for option in alive[spot] if not option.mask & mask])
                continue
            self.keep(minutes, picked)
            for spot, option in enumerate(picked):
                if option.minutes:
                    other = [
                        one for one in alive[spot] if not (option.asks <= one.asks and option.steps <= one.steps)
                    ]
                    self.narrow(alive, spot, other)

    def narrow(self, alive: list[list[Option]], spot: int, kept: list[Option]) -> None:
        """Puts into the queue what is left when one variable has only these options."""
        if kept:
            self.enqueue([*alive[:spot], kept, *alive[spot + 1 :]])

    def enqueue(self, alive: list[list[Option]]) -> None:
        minutes = sum(options[0].minutes for options in alive) + self.days * DAY_MINUTES
        signature = tuple(tuple(map(id, options)) for options in alive)
        if minutes < self.bound() and signature not in self.seen:
            self.seen.add(signature)
            heappush(self.queue, (minutes, len(self.seen), alive))

    def keep(self, minutes: int, picked: tuple[Option, ...]) -> None:
        """Remembers a plan, unless one that does no more is known."""
        asks, steps = _moves_of(picked)
        for _, days, other in self.found:
            other_asks, other_steps = _moves_of(other)
            if other_asks <= asks and other_steps <= steps and days <= self.days:
                return
        self.found.append((minutes, self.days, picked))
        self.found.sort(key=lambda one: (one[0], one[1], sorted(_moves_of(one[2])[1]), sorted(_moves_of(one[2])[0])))
        del self.found[self.at_most :]

    def before_wait(self, variable: Variable, value: Value, days: int) -> Value:
        """The answer as of today: what a duration is before the wait."""
        return max(0, value - days) if isinstance(value, int) and self.is_duration(variable) else value

    def found_moves(self) -> list[Moves]:
        """The plans found, in words of facts."""
        made = []
        for minutes, days, picked in self.found:
            asks: list[tuple[str, Value]] = []
            steps: list[str] = []
            for spot, option in enumerate(picked):
                variable = self.door.variables[spot]
                asks += [(name, self.before_wait(variable, value, days)) for name, value in option.answers]
                steps += [name for name in variable.facts if name in option.steps]
            made.append(Moves(tuple(asks), tuple(steps), days, minutes))
        return made


def _moves_of(picked: Sequence[Option]) -> tuple[frozenset[str], frozenset[str]]:
    asks: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()
    for option in picked:
        asks |= option.asks
        steps |= option.steps
    return asks, steps


def _linked_options(door: CompiledDoor, variable: Variable, mask: int) -> list[Option]:
    """Every useful mix of questions and steps about yes/no facts that stand together."""
    known = variable.values_in(mask)
    unknown = [spot for spot, value in enumerate(known) if value is None]
    can_step = [
        spot for spot, value in enumerate(known) if value is False and door.catalogue[variable.facts[spot]].step
    ]
    best: dict[tuple[frozenset[str], frozenset[str], int], Option] = {}
    for asked in _subsets(unknown):
        for answers in product((True, False), repeat=len(asked)):
            given: list[Value | None] = [None] * len(known)
            for spot, answer in zip(asked, answers, strict=True):
                given[spot] = answer
            told = mask & variable.mask_of(given)
            if not told:
                continue
            for steps in _subsets(can_step):
                left = _after_steps(door, variable, told, steps)
                asks = frozenset(variable.facts[spot] for spot in asked)
                taken = frozenset(variable.facts[spot] for spot in steps)
                minutes = len(asks) * QUESTION_MINUTES
                for spot in steps:
                    step = door.catalogue[variable.facts[spot]].step
                    minutes += step.minutes if step else 0
                named = tuple((variable.facts[spot], given[spot] is True) for spot in asked)
                best.setdefault((asks, taken, left), Option(minutes, asks, taken, left, named))
    options = sorted(best.values(), key=lambda one: (one.minutes, len(one.asks) + len(one.steps)))
    kept: list[Option] = []
    for option in options:
        if not any(o.mask == option.mask and o.asks <= option.asks and o.steps <= option.steps for o in kept):
            kept.append(option)
    return kept


def _after_steps(door: CompiledDoor, variable: Variable, mask: int, steps: Sequence[int]) -> int:
    """The mask after the steps: each makes its fact true and all that it implies; everything else stays."""
    true = set(steps)
    todo = [variable.facts[spot] for spot in steps]
    while todo:
        for name in door.catalogue[todo.pop()].implies:
            if name in variable.facts and variable.facts.index(name) not in true:
                true.add(variable.facts.index(name))
                todo.append(name)
    left = 0
    for cell, values in enumerate(variable.examples):
        if mask >> cell & 1:
            after = tuple(True if spot in true else value for spot, value in enumerate(values))
            left |= 1 << variable.examples.index(after)
    return left


def _subsets(spots: Sequence[int]) -> list[tuple[int, ...]]:
    return [some for size in range(len(spots) + 1) for some in combinations(spots, size)]
