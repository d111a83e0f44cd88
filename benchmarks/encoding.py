"""The policy in the peers' expressions: what surely holds and what may hold, with unknown facts.

None of the peers has doorstep's answer over all completions, so each rule is written twice: true where it surely holds,
and true where it may hold (three-valued logic, exact on this policy). There are two encodings of the unknown, and every
peer is measured with both:

`ahead`: the input is prepared before the clock starts. Facts that the door does not look at are left out, implications
and assumptions are filled in, and an unknown fact stands as the least and the most that it can be (`trust_least`,
`trust_most`; no and yes; 0 and a great number), an unknown word as `?`. Each test is then one comparison.
`plain`: the input is the dict that doorstep takes, unknown facts left out, sets as lists (no peer takes sets). Tests
are guarded by "is it known", and implications and assumptions are written into the expression.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, assert_never

from doorstep import Policy
from doorstep.policy.tree import And, AtLeast, Constant, Node, Not, Or, Test, Word

GREAT = 1_000_000_000
LINKED = ("met", "spoken")  # the facts of this policy that imply each other: who has met has spoken
ACCEPT, DECLINE, NEITHER = "accept", "decline", "neither"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a peer writes things. `name` writes a fact's value, `known` that it is known, `among` that a word is one of
    several, `shared` that a list of labels has one of several. `has_null`: what is not known is null, and equal to
    nothing else. `leaves_no_out`: of what is made ahead, a no is left out and read as null."""

    both: str
    either: str
    no: str
    name: Callable[[str], str] = lambda fact: fact
    known: Callable[[str], str] = lambda fact: f"({fact} != null)"
    among: Callable[[str, Sequence[str]], str] = lambda name, words: (
        "(" + " or ".join(f'{name} == "{word}"' for word in words) + ")"
    )
    shared: Callable[[str, Sequence[str]], str] = lambda name, labels: (
        "(" + " or ".join(f'"{label}" in {name}' for label in labels) + ")"
    )
    has_null: bool = True
    leaves_no_out: bool = False

    def all_of(self, parts: Sequence[str]) -> str:
        """True where all parts are."""
        return "(" + self.both.join(parts) + ")" if parts else "true"

    def any_of(self, parts: Sequence[str]) -> str:
        """True where any part is."""
        return "(" + self.either.join(parts) + ")" if parts else "false"


class Door:
    """One door in a peer's dialect. `used` are the names that its expressions read, once they are made."""

    def __init__(self, policy: Policy, network: str, dialect: Dialect, is_plain: bool) -> None:
        self.policy, self.dialect, self.is_plain = policy, dialect, is_plain
        self.used: set[str] = set()
        compiled = policy.door(network)
        assert compiled is not None
        self.rules = [one.rule for one in compiled.rules]  # in the order of doorstep's masks

    def any_rule(self, kinds: Sequence[str], surely: bool) -> str:
        """True where any rule of these kinds surely holds, or may hold."""
        return self.dialect.any_of([self.holds(rule.node, surely) for rule in self.rules if rule.kind in kinds])

    def outcome(self) -> str:
        """One expression for accept, decline or neither; short-cut at the first that is certain."""
        sure, may = self.any_rule(["decline"], True), self.any_rule(["decline", "ask"], False)
        accept = self.any_rule(["accept"], True)
        return f"{sure} ? '{DECLINE}' : ({may} ? '{NEITHER}' : ({accept} ? '{ACCEPT}' : '{NEITHER}'))"

    def masks(self) -> str:
        """One expression for a list: whether each rule surely holds, then whether each may hold."""
        return "[" + ", ".join(self.holds(rule.node, surely) for surely in (True, False) for rule in self.rules) + "]"

    def holds(self, node: Node, surely: bool) -> str:
        """The condition, true where it surely holds, or where it may."""
        match node:
            case Test():
                return self._plain(node, surely) if self.is_plain else self._ahead(node, surely)
            case Word():
                return self.holds(node.meaning, surely)
            case Not():
                return self.dialect.no.format(self.holds(node.inner, not surely))
            case And():
                return self.dialect.all_of([self.holds(part, surely) for part in node.parts])
            case Or():
                return self.dialect.any_of([self.holds(part, surely) for part in node.parts])
            case AtLeast():
                ways = combinations([self.holds(part, surely) for part in node.parts], node.count)
                return self.dialect.any_of([self.dialect.all_of(way) for way in ways])
            case Constant():
                return "true" if node.value else "false"
            case _:
                assert_never(node)

    def _ahead(self, test: Test, surely: bool) -> str:
        fact, write = self.policy.catalogue[test.fact], self.dialect
        if fact.type in ("labels", "one of"):
            self.used.add(fact.name)
            return self._words(test, [] if surely else ["?"])
        is_upwards = fact.type == "yes/no" or test.op in (">=", ">")
        name = f"{fact.name}_{'least' if is_upwards == surely else 'most'}"
        self.used.add(name)
        if fact.type != "yes/no":
            return self._number(test, name)
        return f"({write.name(name)} == true)" if write.leaves_no_out else write.name(name)

    def _plain(self, test: Test, surely: bool) -> str:
        fact = self.policy.catalogue[test.fact]
        if fact.type == "yes/no":
            return self._linked(fact.name, surely)
        self.used.add(fact.name)
        is_words = fact.type in ("labels", "one of")
        return self._guarded(fact.name, self._words(test, []) if is_words else self._number(test, fact.name), surely)

    def _linked(self, name: str, surely: bool) -> str:
        """A yes/no fact: a yes of what implies it is a yes, a no of what it implies is a no. Assumed ones are no."""
        catalogue, linked = self.policy.catalogue, {name}
        for one in LINKED if name in LINKED else ():
            above, below = (one, name) if surely else (name, one)
            if below in catalogue[above].implies:
                linked.add(one)
        self.used |= linked
        assumed = self.policy.standards.assume.get(name)
        assert assumed in (None, False)
        parts = [self._yes(one, surely or assumed is False) for one in sorted(linked)]
        return self.dialect.any_of(parts) if surely else self.dialect.all_of(parts)

    def _yes(self, name: str, surely: bool) -> str:
        text = self.dialect.name(name)
        if self.dialect.has_null:
            return f"({text} == true)" if surely else f"({text} != false)"
        return self._guarded(name, text, surely)

    def _guarded(self, name: str, text: str, surely: bool) -> str:
        known, write = self.dialect.known(name), self.dialect
        return write.all_of([known, text]) if surely else write.any_of([write.no.format(known), text])

    def _words(self, test: Test, more: Sequence[str]) -> str:
        assert test.op in ("==", "in")
        words = [*sorted(map(str, test.values)), *more]
        is_labels = self.policy.catalogue[test.fact].type == "labels"
        return (self.dialect.shared if is_labels else self.dialect.among)(self.dialect.name(test.fact), words)

    def _number(self, test: Test, name: str) -> str:
        assert test.op in ("<", "<=", ">", ">=")
        return f"({self.dialect.name(name)} {test.op} {test.values[0]})"


def ahead(policy: Policy, facts: Mapping[str, Any], used: set[str]) -> dict[str, Any]:
    """The input that `ahead` expressions read: only the names in `used`."""
    known = policy.settled(facts)
    made: dict[str, Any] = {}
    for name in used:
        base, _, end = name.rpartition("_")
        fact = policy.catalogue[base if end in ("least", "most") else name]
        value: Any = known.get(fact.name)
        if fact.type == "labels":
            made[name] = ["?"] if value is None else sorted(value)
        elif fact.type == "one of":
            made[name] = "?" if value is None else value
        elif value is not None:
            made[name] = value
        elif fact.type == "yes/no":
            made[name] = end == "most"
        else:
            made[name] = 0 if end == "least" else GREAT
    return made


def plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The dict that doorstep takes with sets as lists."""
    return {name: sorted(value) if isinstance(value, set) else value for name, value in facts.items()}
