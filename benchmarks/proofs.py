"""Proofs: looking a policy over and comparing two, beside z3 with the same questions."""

from collections.abc import Callable, Sequence
from random import Random
from statistics import median

import z3
from people import read_policy
from table import Table, at_most
from timing import seconds_of, settle

from doorstep import Policy
from doorstep.facts.catalogue import Catalogue, Fact
from doorstep.policy.standards import KINDS, Door, Rule
from doorstep.policy.tree import And, AtLeast, Constant, Node, Not, Or, Test, Word, tests_in

TIMES = 20
CHECK_BAR, MANY_BAR, COMPARE_BAR = 10.0, 200.0, 10.0  # milliseconds
TWO_MORE = '\n[networks.mastodon.ask]\n"talked once" = "spoken and not written"\n"an outlet" = "is_organisation"\n'
TESTS = (
    "spoken", "met", "written", "introduced", "vouched_for", "worked_together", "open_business", "trust >= 3",
    "trust < 2", "like >= 2", "respect >= 4", "known_for > 90 days", "known_for < 10 days", "mutuals >= 5",
    "close_mutuals > 3", "role == client", "role in {friend, family}", "role == partner",
    "history == good", "history == bad",
    "contacts_past_year > 6", "last_contact < 60 days", "note == personal", "account_age >= 1 year",
)  # fmt: skip


def show() -> None:
    """Prints the tables."""
    five_doors = read_policy().text + TWO_MORE
    at_one = eighty()
    edited = five_doors.replace("trust >= 3", "trust >= 2").replace(">= 6 months", ">= 1 years")
    settle()
    table = Table(
        f"Check: everything that may not be meant, each proved; best of {TIMES}, milliseconds",
        ("", "rules", "findings", "median", "best", "bar"),
    )
    for words, text, bar in (
        ("25 rules at 5 doors", five_doors, CHECK_BAR),
        ("80 rules at one door", at_one, MANY_BAR),
    ):
        policies = [Policy.parse(text) for _ in range(TIMES)]  # each is looked over once: nothing is remembered
        found = policies[0].check()
        times = _milliseconds([policy.check for policy in policies])
        judged = at_most(bar, median(times), "ms", f"check, {words}")
        table.row(f"doorstep, {words}", _size(policies[0]), len(found), median(times), min(times), judged)
        idle = sum(one.code in ("dead", "shadowed") for one in found)
        asked, told = _z3_milliseconds(policies[0])
        if told != idle:
            raise SystemExit(f"z3 finds {told} rules that never decide, doorstep {idle}: {words}")
        table.row("  z3, the rules that never decide alone", _size(policies[0]), told, asked, asked, "")
    table.notes = [
        "doorstep answers thirteen kinds of questions in that time, each with an example that is decided again;",
        "z3 is asked one of them (sat of each rule without the stronger ones), its formulas made beforehand.",
    ]
    table.show()
    table = Table(
        "Compare: everybody who is answered differently, milliseconds", ("", "differences", "median", "best", "bar")
    )
    pairs = [(Policy.parse(five_doors), Policy.parse(edited)) for _ in range(TIMES)]
    times = _milliseconds([lambda old=old, new=new: old.compare(new) for old, new in pairs])  # type: ignore[misc]
    table.row(
        "doorstep, 25 rules, two edited", len(pairs[0][0].compare(pairs[0][1])), median(times), min(times),
        at_most(COMPARE_BAR, median(times), "ms", "compare, 25 rules"),
    )  # fmt: skip
    table.show()


def eighty() -> str:
    """A door with 80 rules of three conditions each, the same for everybody who measures."""
    dice = Random(1)
    rules: dict[str, list[str]] = {kind: [] for kind in KINDS}
    for number in range(80):
        kind = dice.choice(["accept"] * 4 + ["ask", "decline"])
        rules[kind].append(f'"rule {number}" = "{" and ".join(dice.sample(TESTS, 3))}"')
    return "\n".join("\n".join([f"[networks.x.{kind}]", *rows]) for kind, rows in rules.items())


def _size(policy: Policy) -> int:
    doors = policy.standards.doors.values()
    return len(policy.standards.house) + sum(not rule.is_house for door in doors for rule in door.rules)


def _milliseconds(calls: Sequence[Callable[[], object]]) -> list[float]:
    return [seconds_of(call) * 1e3 for call in calls]


# --- the same question to z3 ----------------------------------------------------------------------------------


def _z3_milliseconds(policy: Policy) -> tuple[float, int]:
    """How long z3 takes to find the rules that never decide, and how many there are (those of the house once)."""
    asked = [(door, _Formulas(door, policy.catalogue)) for door in policy.standards.doors.values()]
    idle: set[tuple[str, str, str]] = set()
    of_house: list[set[Rule]] = []

    def ask() -> None:
        for door, formulas in asked:
            never = {rule for rule in door.rules if formulas.never_decides(rule)}
            idle.update((door.network, rule.kind, rule.name) for rule in never if not rule.is_house)
            of_house.append({rule for rule in never if rule.is_house})

    took = seconds_of(ask) * 1e3
    return took, len(idle) + len(set.intersection(*of_house))


class _Formulas:
    """A door's rules as formulas of z3, in one solver that knows what the facts can be."""

    def __init__(self, door: Door, catalogue: Catalogue) -> None:
        self.solver = z3.Solver()
        self.catalogue = catalogue
        self.facts = {test.fact for rule in door.rules for test in tests_in(rule.node)}
        for name in self.facts:
            self._bounds(catalogue[name])
        for fact in catalogue.implying:
            for other in fact.implies:
                self.solver.add(z3.Implies(z3.Bool(fact.name), z3.Bool(other)))
        self.rules = {rule: self.formula(rule.node) for rule in door.rules}

    def _bounds(self, fact: Fact) -> None:
        if fact.type in ("level", "count", "duration"):
            self.solver.add(z3.Int(fact.name) >= 0)
        if fact.type == "level":
            self.solver.add(z3.Int(fact.name) <= 5)
        if fact.type == "one of":
            self.solver.add(z3.Int(fact.name) >= 0, z3.Int(fact.name) < len(fact.options))

    def never_decides(self, rule: Rule) -> bool:
        """True where the rule holds for nobody whom no stronger rule decides."""
        stronger = [formula for one, formula in self.rules.items() if KINDS.index(one.kind) < KINDS.index(rule.kind)]
        found: bool = self.solver.check(self.rules[rule], *(z3.Not(one) for one in stronger)) == z3.unsat
        return found

    def formula(self, node: Node) -> z3.BoolRef:
        match node:
            case Test():
                return self._test(node)
            case Word():
                return self.formula(node.meaning)
            case Not():
                return z3.Not(self.formula(node.inner))
            case And():
                return z3.And([self.formula(part) for part in node.parts])
            case Or():
                return z3.Or([self.formula(part) for part in node.parts])
            case AtLeast():
                return z3.AtLeast(*(self.formula(part) for part in node.parts), node.count)
            case Constant():
                return z3.BoolVal(node.value)

    def _test(self, test: Test) -> z3.BoolRef:
        fact = self.catalogue[test.fact]
        if fact.type == "yes/no":
            return z3.Bool(fact.name)
        if fact.type == "labels":
            has = z3.Or([z3.Bool(f"{fact.name} {value}") for value in test.values])
            return has if test.op in ("==", "in") else z3.Not(has)
        number = z3.Int(fact.name)
        values = [fact.options.index(str(value)) if fact.type == "one of" else int(value) for value in test.values]  # type: ignore[arg-type]
        match test.op:
            case "==" | "in":
                return z3.Or([number == value for value in values])
            case "!=" | "not in":
                return z3.And([number != value for value in values])
            case "<":
                return number < values[0]
            case "<=":
                return number <= values[0]
            case ">":
                return number > values[0]
            case _:
                return number >= values[0]
