"""The ways to an open door: which answers, steps and waits would make accept certain, the cheapest first.

Each variable of a door offers options: stay as it is, be asked about, take a step; each with its minutes, its moves and
the mask that it leaves. A plan picks one option for each variable so that the state lies inside the accept rules
and outside all others. The search keeps the options that can still serve, picks the cheapest, and branches on
what is violated, always the cheapest choice first (branch and bound); each plan found is excluded to find the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import combinations, pairwise, product

from ..facts.record import record
from ..facts.values import Value
from .boxes import Box, maximal
from .cells import Variable
from .compiled import MAX_REMEMBERED, CompiledDoor, Knowledge

QUESTION_MINUTES = 1
DAY_MINUTES = 1
AT_MOST = 3


@record
class Moves:
    """Moves: facts to ask about with the answer that helps, facts to make true by a step, days to wait."""

    asks: tuple[tuple[str, Value], ...]
    steps: tuple[str, ...]
    days: int
    minutes: int


@record
class Option:
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


Allowed = dict[int, int]  # for some variables, the cells in which they must end up


class _Search:
    def __init__(self, door: CompiledDoor, known: Knowledge, at_most: int) -> None:
        self.door, self.known, self.at_most = door, known, at_most
        self.days_of = dict(known.days)
        self.found: list[tuple[int, int, tuple[Option, ...]]] = []
        self.days = 0
        self.base: Sequence[int] = known.masks
        self.options: dict[int, list[Option]] = {}
        self.barriers: list[Box] = []
        self.seen: set[object] = set()
        self.queue: list[tuple[int, int, dict[int, Option], Allowed, tuple[tuple[int, Option], ...]]] = []

    def waits(self) -> list[int]:
        """0, and the days after which some known duration passes a mark of the door."""
        marks = {0}
        for spot, now in self.known.days:
            if spot in self.door.durations:
                marks.update(cut - now for cut in self.door.variables[spot].cuts if cut > now)
        return sorted(marks)

    def bound(self) -> float:
        """What a further plan must be cheaper than."""
        return self.found[self.at_most - 1][0] if len(self.found) >= self.at_most else float("inf")

    def try_waiting(self, days: int) -> None:
        """Searches all plans that wait this many days."""
        self.days = days
        if days:
            later = list(self.known.masks)
            for spot in self.door.durations:
                now, cell = self.days_of.get(spot), self.door.variables[spot].cell
                if now is not None and cell is not None:
                    later[spot] = 1 << cell(now + days)
            self.base = later
        self.options, self.seen, self.queue = {}, set(), []
        base, full = self.base, self.door.full
        self.barriers = [
            box
            for boxes in (self.door.decline, self.door.ask)
            for box in boxes
            if not any(not base[v] & m and len(self.choices(v)) == 1 for v, m in box)
        ]
        for box in self.reachable_accept():
            self.enqueue({v: m for v, m in box if base[v] & ~m or len(self.choices(v)) > 1}, ())
        self.explore(full)

    def reachable_accept(self) -> list[Box]:
        """The accept boxes that some choice of options lies in, joined where only together they cover the unknown."""
        base = self.base
        # a box that an option only touches still counts: together with others it may cover what stays unknown
        near = [
            box
            for box in self.door.accept
            if not any(not base[v] & m and not any(one.mask & m for one in self.choices(v)) for v, m in box)
        ]
        if len(near) < 2:
            return near
        masks_of: dict[int, set[int]] = {}
        for box in near:
            for v, m in box:
                if base[v] & (base[v] - 1):
                    masks_of.setdefault(v, set()).add(m)
        for masks in masks_of.values():
            nested = sorted(masks, key=int.bit_count)
            if any(small & ~large for small, large in pairwise(nested)):
                return maximal(near, self.door.full)
        return near

    def fitting(self, spot: int, allowed: int, banned: Sequence[Option] = ()) -> Option | None:
        """The cheapest option of a variable that ends up in the allowed cells and does not repeat a banned one."""
        for option in self.choices(spot):
            if not option.mask & ~allowed and not any(
                one.asks <= option.asks and one.steps <= option.steps for one in banned
            ):
                return option
        return None

    def choices(self, spot: int) -> list[Option]:
        """What can be done about a variable, the cheapest first; staying comes at no cost."""
        found = self.options.get(spot)
        if found is None:
            days = self.days if spot in self.door.durations else 0
            key = (spot, self.base[spot], days)
            found = self.door.options.get(key)
            if found is None:
                found = self.options_of(self.door.variables[spot], self.base[spot], days)
                if len(self.door.options) < MAX_REMEMBERED:
                    self.door.options[key] = found
            self.options[spot] = found
        return found

    def options_of(self, variable: Variable, mask: int, days: int) -> list[Option]:
        if variable.kind == "linked":
            return _linked_options(self.door, variable, mask)
        found = [Option(0, frozenset(), frozenset(), mask)]
        if mask & (mask - 1):
            asks = frozenset(variable.facts)
            for cell, (example,) in enumerate(variable.examples):
                # a duration asked about today cannot lie below the days that pass
                too_low = days and cell + 1 < variable.size and variable.cuts[cell] <= days
                if mask >> cell & 1 and not too_low:
                    answers = ((variable.facts[0], example),)
                    found.append(Option(QUESTION_MINUTES, asks, frozenset(), 1 << cell, answers))
        return found

    def enqueue(self, allowed: Allowed, banned: tuple[tuple[int, Option], ...]) -> None:
        """Puts a choice of allowed cells into the queue, with the cheapest options that fit, where there are such."""
        minutes = self.days * DAY_MINUTES
        picked = {}
        for spot in {*allowed, *(v for v, _ in banned)} if banned else allowed:
            barred = [option for v, option in banned if v == spot]
            option = self.fitting(spot, allowed.get(spot, -1), barred)
            if option is None:
                return
            picked[spot] = option
            minutes += option.minutes
        if minutes < self.bound():
            signature = (frozenset(allowed.items()), banned)
            if signature not in self.seen:
                self.seen.add(signature)
                heappush(self.queue, (minutes, len(self.seen), picked, allowed, banned))

    def explore(self, full: Sequence[int]) -> None:
        """Takes the choices in the order of their least minutes, so that a plan found has no smaller one left."""
        while self.queue:
            minutes, _, picked, allowed, banned = heappop(self.queue)
            if minutes >= self.bound():
                return
            barrier = self.barrier(picked)
            if barrier is not None:
                for spot, mask in barrier:
                    outside = allowed.get(spot, full[spot]) & ~mask
                    if outside:
                        self.enqueue({**allowed, spot: outside}, banned)
                continue
            self.keep(minutes, tuple(option for option in picked.values() if option.minutes))
            for spot, option in picked.items():
                if option.minutes:
                    self.enqueue(allowed, (*banned, (spot, option)))

    def barrier(self, picked: dict[int, Option]) -> Box | None:
        """The first decline or ask box that may still hold after what is picked, or None."""
        base = self.base
        for box in self.barriers:
            for v, m in box:
                option = picked.get(v)
                if not (base[v] if option is None else option.mask) & m:
                    break
            else:
                return box
        return None

    def keep(self, minutes: int, picked: tuple[Option, ...]) -> None:
        """Remembers a plan, unless one that does no more is known."""
        asks, steps = _moves_of(picked)
        for _, days, other in self.found:
            other_asks, other_steps = _moves_of(other)
            if other_asks <= asks and other_steps <= steps and days <= self.days:
                return
        self.found.append((minutes, self.days, picked))
        self.found.sort(key=self.rank)
        del self.found[self.at_most :]

    def rank(self, plan: tuple[int, int, tuple[Option, ...]]) -> tuple[object, ...]:
        """The cheapest first; of equals those with steps that come first in the catalogue."""
        minutes, days, picked = plan
        asks, steps = _moves_of(picked)
        place = self.door.catalogue.place
        return minutes, days, sorted(map(place, steps)), sorted(map(place, asks))

    def before_wait(self, fact: str, value: Value, days: int) -> Value:
        """The answer as of today: what a duration is before the wait."""
        is_duration = self.door.catalogue[fact].type == "duration"
        return max(0, value - days) if is_duration and isinstance(value, int) else value

    def found_moves(self) -> list[Moves]:
        """The plans found, in words of facts."""
        made = []
        for minutes, days, picked in self.found:
            asks = [(name, self.before_wait(name, value, days)) for one in picked for name, value in one.answers]
            steps = [name for one in picked for name in sorted(one.steps)]
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
