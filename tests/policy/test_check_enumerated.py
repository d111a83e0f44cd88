"""What `check` finds is exactly what trying everybody finds: it misses nothing and invents nothing."""

import os
from random import Random

import pytest

from doorstep import Policy
from doorstep.errors import PolicyError
from doorstep.facts.catalogue import Fact
from doorstep.facts.record import replace
from doorstep.facts.values import Value
from doorstep.policy import tree
from doorstep.policy.check import CODES, SEVERITIES, Finding
from doorstep.policy.standards import KINDS, Rule
from doorstep.policy.tree import Constant, Node, Or

from .oracle import Oracle, State, after_assumptions, closed, consistent, domain, holds, outcome
from .random_policies import ASSUMED, OWN, POOL, condition, rule_lines

POLICIES = int(os.environ.get("DOORSTEP_PAIRS", "2000"))
BATCHES = 10
PUBLIC, PRIVATE = "x", "facebook"


def two_doors(dice: Random) -> str:
    """A policy with a public and a private door over up to six facts."""
    facts = dice.sample(sorted(POOL), dice.randint(1, 6))
    lines = [OWN, "[define]", f'word = "{condition(dice, facts)}"']
    for table in ("assume", "assume.strangers"):
        some = [fact for fact in facts if dice.random() < 0.15]
        lines += [f"[{table}]", *(f"{fact} = {dice.choice(ASSUMED.get(fact, ['true', 'false']))}" for fact in some)]
    lines += ["[house.decline]", *rule_lines(dice, facts, 1, "house ")]
    for network in (PUBLIC, PRIVATE):
        lines += [f"[networks.{network}]", f'otherwise = "{dice.choice(["ask", "decline"])}"']
        for kind, most in (("accept", 3), ("decline", 2), ("ask", 1)):
            lines += [f"[networks.{network}.{kind}]", *rule_lines(dice, facts, most, "")]
    return "\n".join(lines)


class Everybody:
    """All people that two doors can tell apart, and what becomes of each."""

    def __init__(self, policy: Policy) -> None:
        self.policy, self.catalogue = policy, policy.catalogue
        self.doors = {network: policy.standards.doors[network] for network in (PUBLIC, PRIVATE)}
        joint = Oracle(policy, PUBLIC)
        private = Oracle(policy, PRIVATE)
        joint.names = [fact.name for fact in self.catalogue if fact.name in {*joint.names, *private.names}]
        joint.door = replace(joint.door, rules=joint.door.rules + private.door.rules)
        self.names, self.tests = joint.names, joint.door
        size = 1
        for name in joint.names:
            size *= len(domain(self.catalogue[name], joint.door, set()))
        self.states = list(joint.completions({})) if size <= 6000 else []
        self.holds = {
            (network, rule.kind, rule.name, rule.is_house): [holds(rule.node, state) for state in self.states]
            for network, door in self.doors.items() for rule in door.rules
        }  # fmt: skip
        self.outcomes = {
            network: [outcome(door, state) for state in self.states] for network, door in self.doors.items()
        }

    def where(self, network: str, rule: Rule) -> list[bool]:
        return self.holds[network, rule.kind, rule.name, rule.is_house]

    def live(self, network: str, rule: Rule) -> list[int]:
        """The people of whom the rule holds and no stronger one."""
        stronger = [
            self.where(network, one) for one in self.doors[network].rules
            if KINDS.index(one.kind) < KINDS.index(rule.kind)
        ]  # fmt: skip
        return [i for i, yes in enumerate(self.where(network, rule)) if yes and not any(one[i] for one in stronger)]

    def idle(self, network: str) -> set[tuple[str, str, str, bool]]:
        """(code, kind, name, house) of the rules that decide nothing, or nothing of their own."""
        found = set()
        for rule in self.doors[network].rules:
            if not any(self.where(network, rule)):
                if rule.node != Constant(False):
                    found.add(("dead", rule.kind, rule.name, rule.is_house))
            elif not self.live(network, rule):
                found.add(("shadowed", rule.kind, rule.name, rule.is_house))
        for kind in KINDS:
            kept = [rule for rule in self.doors[network].rules if rule.kind == kind and self.live(network, rule)]
            for rule in reversed(list(kept)):
                rest = [self.where(network, other) for other in kept if other is not rule]
                if all(any(one[i] for one in rest) for i in self.live(network, rule)):
                    kept.remove(rule)
                    found.add(("redundant", kind, rule.name, rule.is_house))
        return found

    def clashes(self, network: str) -> set[str]:
        """The decline rules that hold together with an accept rule about the same fact, though not all of it."""
        rules = self.doors[network].rules
        found = set()
        for rule in rules:
            for other in rules:
                if rule.kind == "decline" and other.kind == "accept" and facts_in(rule.node) & facts_in(other.node):
                    both = list(zip(self.where(network, rule), self.where(network, other), strict=True))
                    if (True, True) in both and (False, True) in both:
                        found.add(rule.name)
        return found

    def closed_roles(self, network: str) -> set[str]:
        """The roles for which alone the door opens to nobody, and that no decline rule of it names."""
        door = self.doors[network]
        if "accept" not in self.outcomes[network] or "role" not in {
            f for rule in door.rules for f in facts_in(rule.node)
        }:
            return set()
        named = {label for each in self.doors.values() for label in roles_in(each.rules)}
        meant = roles_in([rule for rule in door.rules if rule.kind == "decline"])
        let_in = {
            state["role"]
            for state, result in zip(self.states, self.outcomes[network], strict=True)
            if result == "accept"
        }
        return {role for role in named - meant if frozenset({role}) not in let_in}

    def is_open_to_all(self, network: str) -> bool:
        door = self.doors[network]
        accepting = [self.where(network, rule) for rule in door.rules if rule.kind == "accept"]
        everybody = all(any(one[i] for one in accepting) for i in range(len(self.states)))
        return everybody and door.closeness > 0 and "accept" in self.outcomes[network]

    def is_upside_down(self) -> bool:
        people: dict[tuple[Value, ...], list[int]] = {}
        lasting = [name for name in self.names if not is_of_account(self.catalogue[name])]
        for i, state in enumerate(self.states):
            people.setdefault(tuple(state[name] for name in lasting), []).append(i)
        return "accept" in self.outcomes[PUBLIC] and any(
            any(self.outcomes[PRIVATE][i] == "accept" for i in some)
            and all(self.outcomes[PUBLIC][i] == "decline" for i in some)
            for some in people.values()
        )

    def rests_on_an_assumption(self) -> bool:
        """Whether somebody of whom all else is known is accepted, and would not be but for an assumption."""
        standards = self.policy.standards
        for name in {*standards.assume, *standards.assume_strangers}:
            for network, door in self.doors.items():
                if name in {fact for rule in door.rules for fact in facts_in(rule.node)}:
                    seen = ["on_record"] if name != "on_record" else []
                    for state in self.states:
                        known = {fact: value for fact, value in state.items() if fact != name}
                        ways = [{}] if "on_record" in known or not seen else [{}, {"on_record": False}]
                        if any(self.only_by_assuming(network, name, {**known, **way}) for way in ways):
                            return True
        return False

    def only_by_assuming(self, network: str, name: str, known: State) -> bool:
        door = self.doors[network]
        if closed(self.catalogue, known).get(name) is not None:
            return False
        filled = after_assumptions(self.policy, known)
        if filled.get(name) is None or outcome(door, filled) != "accept":
            return False
        values = domain(self.catalogue[name], self.tests, set())
        return any(
            outcome(door, {**known, name: value}) != "accept"
            for value in values if consistent(self.catalogue, {**known, name: value})
        )  # fmt: skip


def facts_in(node: Node) -> set[str]:
    return {test.fact for test in tree.tests_in(node)}


def roles_in(rules: list[Rule] | tuple[Rule, ...]) -> set[str]:
    return {
        str(value)
        for rule in rules
        for test in tree.tests_in(rule.node)
        if test.fact == "role"
        for value in test.values
    } - {"stranger"}


def is_of_account(fact: Fact) -> bool:
    return fact.is_claim or "network" in fact.said_by or fact.name == "asked_before"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_findings_are_those_of_trying_everybody(batch: int) -> None:
    checked = 0
    for number in range(POLICIES // BATCHES):
        text = two_doors(Random(batch * 1_000_000 + number))
        try:
            policy = Policy.parse(text)
        except PolicyError:
            continue
        everybody = Everybody(policy)
        if not everybody.states:
            continue
        checked += 1
        findings = policy.check()
        assert {one.code for one in findings} <= set(CODES)
        assert {one.severity for one in findings} <= set(SEVERITIES)
        for network in (PUBLIC, PRIVATE):
            told = [one for one in findings if one.network == network]
            idle = everybody.idle(network)
            assert {(one.code, one.kind, one.rule) for one in told if one.code in IDLE} == {
                (code, kind, name) for code, kind, name, is_house in idle if not is_house
            }, text
            assert {one.rule for one in told if one.code == "clash"} == everybody.clashes(network), text
            assert is_told(told, "never opens") == ("accept" not in everybody.outcomes[network]), text
            assert is_told(told, "is closed to") == bool(everybody.closed_roles(network)), text
            assert is_told(told, "opens to everybody") == everybody.is_open_to_all(network), text
            claims = {one.rule for one in told if "claims alone" in one.message}
            assert claims == opened_by_claims(Oracle(policy, network), everybody.states), text
        ofthe_house = set.intersection(
            *({one for one in everybody.idle(network) if one[3]} for network in everybody.doors)
        )
        told_of_house = {(one.code, one.kind, one.rule) for one in findings if one.code in IDLE and not one.network}
        assert {name for _, _, name, _ in ofthe_house} <= {name for _, _, name in told_of_house}, text
        assert is_told(findings, "more private of the two") == everybody.is_upside_down(), text
        if number % 4 == 0:  # the slowest question
            assert any(one.code == "assumed" for one in findings) == everybody.rests_on_an_assumption(), text
    assert checked > POLICIES / BATCHES / 3


IDLE = ("dead", "shadowed", "redundant")


def is_told(findings: list[Finding] | tuple[Finding, ...], words: str) -> bool:
    return any(words in one.message for one in findings)


def opened_by_claims(oracle: Oracle, states: list[State]) -> set[str]:
    """The accept rules that some claims make hold whatever else is so, and that then accept somebody."""

    def opens(node: Node) -> bool:
        ways: dict[tuple[Value, ...], list[State]] = {}
        for state in states:
            ways.setdefault(tuple(state[name] for name in oracle.names if oracle.catalogue[name].is_claim), []).append(
                state
            )
        sure = [some for some in ways.values() if all(holds(node, state) for state in some)]
        accepted = any(outcome(oracle.door, state) == "accept" for some in sure for state in some)
        return accepted and not all(holds(node, state) for state in states)

    rules = [rule for rule in oracle.door.rules if rule.kind == "accept" and not everybody(rule.node, states)]
    alone = {rule.name for rule in rules if opens(rule.node)}
    accepting = Or(tuple(rule.node for rule in oracle.door.rules if rule.kind == "accept"))
    if alone or len(rules) < 2 or everybody(accepting, states) or not opens(Or(tuple(rule.node for rule in rules))):
        return alone
    return {", ".join(rule.name for rule in rules)}


def everybody(node: Node, states: list[State]) -> bool:
    return all(holds(node, state) for state in states)
