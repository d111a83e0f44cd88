"""The slow reference: decides by trying every completion of the unknown facts, plans by trying every move.

Written from the language's meaning alone, on the tree; shares no line with the engine's clauses, boxes or search.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from doorstep.facts.catalogue import Catalogue, Fact
from doorstep.facts.values import Value
from doorstep.policy import Policy
from doorstep.policy.standards import Door
from doorstep.policy.tree import And, AtLeast, Constant, Node, Not, Or, Test, Word, tests_in

State = dict[str, Value]


@dataclass(frozen=True)
class Truth:
    """What the oracle says of one request."""

    possible: frozenset[str]
    verdict: str
    cheapest: int | None
    plans: frozenset[tuple[frozenset[str], frozenset[str], int]]


def holds(node: Node, state: State) -> bool:
    match node:
        case Test():
            return test_holds(node, state[node.fact])
        case Word():
            return holds(node.meaning, state)
        case Not():
            return not holds(node.inner, state)
        case And():
            return all(holds(part, state) for part in node.parts)
        case Or():
            return any(holds(part, state) for part in node.parts)
        case AtLeast():
            return sum(holds(part, state) for part in node.parts) >= node.count
        case Constant():
            return node.value


def test_holds(test: Test, value: Value) -> bool:
    has = value if isinstance(value, frozenset) else frozenset([value])
    match test.op:
        case "is":
            return value is True
        case "==" | "in":
            return bool(has & set(test.values))
        case "!=" | "not in":
            return not has & set(test.values)
        case "<":
            return value < test.values[0]  # type: ignore[operator]
        case "<=":
            return value <= test.values[0]  # type: ignore[operator]
        case ">":
            return value > test.values[0]  # type: ignore[operator]
        case _:
            return value >= test.values[0]  # type: ignore[operator]


def outcome(door: Door, state: State) -> str:
    for kind in ("decline", "ask", "accept"):
        if any(rule.kind == kind and holds(rule.node, state) for rule in door.rules):
            return kind
    return door.otherwise


def domain(fact: Fact, door: Door, extra: set[int]) -> list[Value]:
    """Enough values of a fact: all of them, or one on either side of every number that matters."""
    tests = [test for rule in door.rules for test in tests_in(rule.node) if test.fact == fact.name]
    named = {value for test in tests for value in test.values}
    match fact.type:
        case "yes/no":
            return [True, False]
        case "labels":
            labels = sorted(str(value) for value in named)
            return [frozenset(some) for n in range(len(labels) + 1) for some in combinations(labels, n)]
        case "one of":
            return list(fact.options)
        case "word":
            return [*sorted(str(value) for value in named), "something else"]
        case "level":
            return list(range(6))
        case _:
            marks = {int(value) for value in named}  # type: ignore[arg-type]
            near = {mark + d for mark in marks for d in (-1, 0, 1)} | {0} | extra
            return sorted(number for number in near if number >= 0)


def closed(catalogue: Catalogue, facts: Mapping[str, Value]) -> State:
    """The facts with everything that they imply, in both directions."""
    known = dict(facts)
    changed = True
    while changed:
        changed = False
        for fact in catalogue:
            for other in fact.implies:
                if known.get(fact.name) is True and known.get(other) is None:
                    known[other], changed = True, True
                if known.get(other) is False and known.get(fact.name) is None:
                    known[fact.name], changed = False, True
    return known


def consistent(catalogue: Catalogue, facts: Mapping[str, Value]) -> bool:
    return not any(
        facts.get(fact.name) is True and facts.get(other) is False for fact in catalogue for other in fact.implies
    )


def after_assumptions(policy: Policy, facts: Mapping[str, Value]) -> State:
    catalogue, assume = policy.catalogue, policy.standards.assume
    known = closed(catalogue, facts)
    seen = known.get("on_record", assume.get("on_record"))
    layers = [policy.standards.assume_strangers, assume] if seen is False else [assume]
    for layer in layers:
        known = closed(catalogue, {**{n: v for n, v in layer.items() if known.get(n) is None}, **known})
    return known


class Oracle:
    """Answers for one door of one policy."""

    def __init__(self, policy: Policy, network: str) -> None:
        self.policy = policy
        self.catalogue = policy.catalogue
        self.door = policy.standards.doors[network]
        used = {test.fact for rule in self.door.rules for test in tests_in(rule.node)}
        linked: set[str] = set(used)
        for _ in self.catalogue:
            for fact in self.catalogue:
                if fact.implies and (fact.name in linked or linked & set(fact.implies)):
                    linked |= {fact.name, *fact.implies}
        self.names = [fact.name for fact in self.catalogue if fact.name in linked]

    def completions(self, known: State, extra: set[int] | None = None) -> Iterator[State]:
        choices = [
            [known[name]] if name in known else domain(self.catalogue[name], self.door, extra or set())
            for name in self.names
        ]
        for values in product(*choices):
            state = dict(zip(self.names, values, strict=True))
            if consistent(self.catalogue, state):
                yield state

    def outcomes(self, known: State) -> frozenset[str]:
        return frozenset(outcome(self.door, state) for state in self.completions(known))

    def truth(self, facts: Mapping[str, Value]) -> Truth:
        known = {n: v for n, v in after_assumptions(self.policy, facts).items() if n in self.names}
        states = list(self.completions(known))
        possible = frozenset(outcome(self.door, state) for state in states)
        declines = all(self.any_rule("decline", state) for state in states)
        asks = all(outcome(self.door, state) == "ask" and self.any_rule("ask", state) for state in states)
        if declines or possible == {"accept"}:
            return Truth(possible, "decline" if declines else "accept", None, frozenset())
        plans = self.plans(known)
        cheapest = min((self.cost(plan) for plan in plans), default=None)
        minimal = frozenset(p for p in plans if not any(o != p and _within(o, p) for o in plans))
        if asks or "accept" in possible:
            verdict = "ask"
        elif plans:
            verdict = "not_yet"
        else:
            verdict = "decline" if possible == {"decline"} else "ask"
        return Truth(possible, verdict, cheapest, minimal)

    def any_rule(self, kind: str, state: State) -> bool:
        return any(rule.kind == kind and holds(rule.node, state) for rule in self.door.rules)

    def cost(self, plan: tuple[frozenset[str], frozenset[str], int]) -> int:
        asks, steps, days = plan
        minutes = sum(step.minutes for name in steps if (step := self.catalogue[name].step))
        return len(asks) + minutes + days

    def plans(self, known: State) -> set[tuple[frozenset[str], frozenset[str], int]]:
        """Every set of moves after which accept is certain, in its least answers and least days."""
        unknown = [name for name in self.names if name not in known]
        can_step = [n for n in self.names if known.get(n) is False and self.catalogue[n].step]
        durations = [n for n in self.names if self.catalogue[n].type == "duration"]
        marks = {
            int(v) + d for rule in self.door.rules for test in tests_in(rule.node) if test.fact in durations  # type: ignore[arg-type]
            for v in test.values for d in (0, 1)
        }  # fmt: skip
        waits = {0} | {mark - int(known[n]) for n in durations if n in known for mark in marks}  # type: ignore[arg-type]
        found: set[tuple[frozenset[str], frozenset[str], int]] = set()
        for days in sorted(day for day in waits if day >= 0):
            for asked in _subsets(unknown):
                for steps in _subsets(can_step):
                    moves = (frozenset(asked), frozenset(steps), days)
                    if any(_within(other, moves) for other in found):
                        continue
                    if self.some_answer_opens(known, asked, steps, days, marks):
                        found.add(moves)
        return found

    def some_answer_opens(
        self, known: State, asked: tuple[str, ...], steps: tuple[str, ...], days: int, marks: set[int]
    ) -> bool:
        extra = {mark - days for mark in marks if mark >= days} | {mark - days - 1 for mark in marks if mark > days}
        choices = [domain(self.catalogue[name], self.door, extra) for name in asked]
        for answers in product(*choices):
            told = closed(self.catalogue, {**known, **dict(zip(asked, answers, strict=True))})
            if not consistent(self.catalogue, told):
                continue
            told = {n: v for n, v in told.items() if n in self.names}
            if all(outcome(self.door, state) == "accept" for state in self.after(told, steps, days)):
                return True
        return False

    def after(self, told: State, steps: tuple[str, ...], days: int) -> Iterator[State]:
        """All that can be once the steps are done and the days have passed."""
        for state in self.completions(told):
            made = {
                n: v + days if self.catalogue[n].type == "duration" and n in told else v  # type: ignore[operator]
                for n, v in state.items()
            }
            todo = list(steps)
            while todo:
                name = todo.pop()
                made[name] = True
                todo += [one for one in self.catalogue[name].implies if made.get(one) is not True]
            yield made


def offers(policy: Policy, network: str, facts: Mapping[str, Value]) -> set[str]:
    """The other doors, not shared and not closer, that accept whatever the unknown is; nothing of the place is known.

    On another network there is no request yet: no note, no claim, nothing asked before.
    """
    shared, limit = facts.get("connected_on") or frozenset(), policy.standards.doors[network].closeness
    there = {name: value for name, value in facts.items() if name not in ("would_see", "room")}
    there |= {"note": "none", "claims_to_know_me": False, "asked_before": 0}
    return {
        name
        for name, door in policy.standards.doors.items()
        if name != network and name not in shared and door.closeness <= limit  # type: ignore[operator]
        and Oracle(policy, name).truth(there).verdict == "accept"
    }  # fmt: skip


def _within(one: tuple[frozenset[str], frozenset[str], int], other: tuple[frozenset[str], frozenset[str], int]) -> bool:
    return one[0] <= other[0] and one[1] <= other[1] and one[2] <= other[2]


def _subsets(names: list[str]) -> list[tuple[str, ...]]:
    return [some for size in range(len(names) + 1) for some in combinations(names, size)]
