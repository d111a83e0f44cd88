"""What is wrong with a policy that reads well: rules that never fire, doors that never open, and their like.

Every finding is proved over all people that there can be, on the doors' boxes, and comes with an example person where
there is one; the example is decided again before it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..facts.catalogue import NETWORK_DEFAULTS, Fact
from ..facts.record import record, replace
from ..facts.values import Value
from .boxes import Box, TooManyError, clauses_of, uncovered
from .cells import variables_for
from .compiled import CompiledDoor, CompiledRule
from .phrases import network_name, person_in_words
from .render import condition_text
from .tree import And, AtLeast, Constant, Node, Not, Or, Test, Word, parts_of, tests_in, words_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import Policy

CODES = ("dead", "shut", "unknowable", "claims", "constant", "unused")
OTHER_WORDS = ("Acme Ltd", "Utrecht", "example.org", "something else")


@record
class Finding:
    """One thing that is most likely not meant.

    `code` is of CODES, `severity` is warning or note; `network` and `rule` are empty where it is not about one door or
    one rule; `kind` is the rule's (two kinds of rules can bear one name). `example` are the facts of a person who
    shows it (None where nobody can), `example_text` the same in words.
    """

    code: str
    severity: str
    message: str
    network: str = ""
    rule: str = ""
    example: Mapping[str, Value] | None = None
    example_text: str = ""
    kind: str = ""


def check(policy: Policy) -> tuple[Finding, ...]:
    """Everything that is found, in the order of the file: the whole policy first, then door by door."""
    whole = _Check(policy)
    return tuple(whole.find())


class _Check:
    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.catalogue = policy.catalogue
        self.doors = [door for network in policy.networks if (door := policy.door(network)) is not None]

    def find(self) -> Iterator[Finding]:
        yield from self.unused()
        yield from self.constant_words()
        yield from self.house()
        for door in self.doors:
            yield from self.shut(door)
            for rule in door.rules:
                if not rule.rule.is_house:
                    yield from self.dead(door, rule)
                    yield from self.constant_tests(rule.rule.node, door, rule)
                yield from self.unknowable(door, rule)
            yield from self.claims(door)

    # --- the whole policy -----------------------------------------------------------------------------------

    def unused(self) -> Iterator[Finding]:
        """Words that no rule uses, not even by way of others."""
        words = self.policy.standards.words
        used: set[str] = set()
        todo = [word for door in self.doors for rule in door.rules for word in words_in(rule.rule.node)]
        while todo:
            word = todo.pop()
            if word not in used:
                used.add(word)
                todo += words_in(words[word])
        for word in words:
            if word not in used:
                message = f"no rule uses the word `{word}`; use it, or take it out"
                yield self.finding("unused", message, severity="note")

    def constant_words(self) -> Iterator[Finding]:
        for word, node in self.policy.standards.words.items():
            yield from self.constant_tests(node, None, None, f"in the word `{word}`, ")

    def house(self) -> Iterator[Finding]:
        """Rules of every door: told once, where they are wrong at all of them."""
        if not self.doors:
            return
        first = self.doors[0]
        for rule in first.rules:
            if rule.rule.is_house:
                found = [
                    list(self.dead(door, one)) for door in self.doors for one in door.rules if one.rule == rule.rule
                ]
                if all(found):
                    yield _without_network(found[0][0])
                for one in self.constant_tests(rule.rule.node, first, rule):
                    yield _without_network(one)

    # --- tests and rules that are always or never true ------------------------------------------------------

    def constant_tests(
        self, node: Node, door: CompiledDoor | None, rule: CompiledRule | None, where: str = ""
    ) -> Iterator[Finding]:
        """Tests that hold for everybody or for nobody, written in this condition itself; and the whole of a rule."""
        rules = [rule] if rule else []
        found = False
        for test in dict.fromkeys(_own_tests(node)):
            variable = variables_for([test], self.catalogue)[0]
            mask = variable.tests[test]
            if mask in (0, variable.full):
                found = True
                truth = "always" if mask else "never"
                example = {variable.facts[0]: variable.examples[0 if mask else -1][0]}
                text = condition_text(test, self.catalogue)
                message = f"{where}`{text}` is {truth} true; take it out, or mend it"
                yield self.finding("constant", message, door, rules, example)
        if door and rule and not found and self.is_certain(door, rule.boxes) and not _is_constant(node):
            yield self.finding("constant", "it holds for everybody; write `always` if that is meant", door, rules)

    # --- rules that never fire ------------------------------------------------------------------------------

    def dead(self, door: CompiledDoor, rule: CompiledRule) -> Iterator[Finding]:
        """A rule that holds for nobody, or that others overrule wherever it holds."""
        if not rule.boxes:
            if not self.boxes(door, _without_never(rule.rule.node, True)):
                yield self.finding("dead", f"it holds for nobody{self.clash(door, rule.rule.node)}", door, [rule])
            return
        barring = self.overruling(door, rule)
        if barring:
            names = " and ".join(f"`{one.rule.name}`" for one in barring)
            verb = "decline" if all(one.rule.kind == "decline" for one in barring) else "decide"
            verb += "s" if len(barring) == 1 else ""
            example = self.person(door, rule.boxes[0])
            assert rule.rule.kind not in self.policy.decide(door.door.network, example).possible
            yield self.finding("dead", f"it never decides: wherever it holds, {names} {verb}", door, [rule], example)

    def overruling(self, door: CompiledDoor, rule: CompiledRule) -> list[CompiledRule]:
        """A smallest set of stronger rules that hold wherever this one does; none where there is no such set."""
        stronger = [one for one in door.rules if _force(one) < _force(rule) and one.boxes]

        def overruled(by: Sequence[CompiledRule]) -> bool:
            boxes = [box for one in by for box in one.boxes]
            return all(uncovered(box, boxes, door.full) is None for box in rule.boxes)

        if not stronger or not overruled(stronger):
            return []
        for one in list(stronger):
            rest = [other for other in stronger if other is not one]
            if overruled(rest):
                stronger = rest
        return stronger

    def clash(self, door: CompiledDoor, node: Node) -> str:
        """Which parts of a condition exclude each other, in words; nothing where it is not a matter of parts."""
        while isinstance(node, Word):
            node = node.meaning
        if not isinstance(node, And):
            return ""
        parts = list(node.parts)
        for part in node.parts:
            rest = [one for one in parts if one is not part]
            if rest and not self.boxes(door, And(tuple(rest))):
                parts = rest
        texts = [f"`{condition_text(part, self.catalogue)}`" for part in parts]
        return f": {texts[0]} is never true" if len(texts) == 1 else f": {' and '.join(texts)} exclude each other"

    # --- doors that never open ------------------------------------------------------------------------------

    def shut(self, door: CompiledDoor) -> Iterator[Finding]:
        """A door at which accept is the outcome for nobody."""
        barred = (*door.decline, *door.ask)
        if any(uncovered(box, barred, door.full) is not None for box in door.accept):
            return
        network = door.door.network
        accepting = [rule for rule in door.rules if rule.rule.kind == "accept"]
        if not accepting:
            message = f"{network_name(network)} never opens: it has no rule that accepts"
            yield self.finding("shut", message, door, severity="note")
            return
        example = next((self.person(door, rule.boxes[0]) for rule in accepting if rule.boxes), None)
        if example is not None:
            assert self.policy.decide(network, example).verdict != "accept"
        message = f"{network_name(network)} never opens: no rule that accepts ever decides"
        yield self.finding("shut", message, door, (), example)

    # --- facts that a network cannot supply -----------------------------------------------------------------

    def unknowable(self, door: CompiledDoor, rule: CompiledRule) -> Iterator[Finding]:
        """A rule that hangs on a fact that nobody can ever know at this door."""
        network = door.door.network
        missing = [fact for fact in self.facts_of(rule.rule.node) if self.never_supplied(fact, network)]
        if not missing or not rule.boxes:
            return
        spots = {door.spot_of[fact.name] for fact in missing}
        names = " and ".join(f"`{fact.name}`" for fact in missing)
        said = f"{network_name(network)} never tells {names}"
        severity = "note" if any("records" in fact.said_by for fact in missing) else "warning"
        example = {
            name: value
            for name, value in self.person(door, rule.boxes[0]).items()
            if name not in {fact.name for fact in missing}
        }
        try:
            needs = self.sure_without(door, rule.rule.node, spots) is None
            shuts = not needs and self.shuts(door, spots)
        except TooManyError:
            return
        truth = next(one.truth for one in self.policy.decide(network, example).rules if one.name == rule.rule.name)
        if needs and truth == "unknown":
            message = f"it can never hold for sure: {said}"
            yield self.finding("unknowable", message, door, [rule], example, severity)
        elif shuts and rule.rule.kind != "accept":
            message = f"it can never be ruled out: {said}; so nobody is ever accepted for sure"
            yield self.finding("unknowable", message, door, [rule], None, severity)

    def never_supplied(self, fact: Fact, network: str) -> bool:
        """True where neither the network nor the owner can tell the fact, and it is not assumed either."""
        if fact.name in self.policy.standards.assume or network not in NETWORK_DEFAULTS:
            return False
        return bool(fact.networks) and network not in fact.networks and "me" not in fact.said_by

    def shuts(self, door: CompiledDoor, spots: set[int]) -> bool:
        """True where the door could open, yet for nobody of whom these variables are unknown."""
        if not any(uncovered(box, (*door.decline, *door.ask), door.full) is not None for box in door.accept):
            return False
        accepting = Or(tuple(rule.rule.node for rule in door.rules if rule.rule.kind == "accept"))
        others = tuple(Not(rule.rule.node) for rule in door.rules if rule.rule.kind != "accept")
        return self.sure_without(door, And((accepting, *others)), spots) is None

    def sure_without(self, door: CompiledDoor, node: Node, spots: set[int], outside: Sequence[Box] = ()) -> Box | None:
        """A box in which the condition holds whatever the variables at `spots` are, and that meets none of `outside`;
        None where there is none."""
        fails = self.boxes(door, node, False)
        projected = [tuple(pair for pair in box if pair[0] not in spots) for box in fails]
        return uncovered((), [*projected, *outside], door.full)

    # --- doors that open on claims --------------------------------------------------------------------------

    def claims(self, door: CompiledDoor) -> Iterator[Finding]:
        """Rules that accept whatever is known, as long as the asker says the right things."""
        accepting = [r for r in door.rules if r.rule.kind == "accept" and not self.is_certain(door, r.boxes)]
        found = [one for rule in accepting for one in self.claimed(door, [rule])]
        yield from found
        if not found and len(accepting) > 1 and not self.is_certain(door, door.accept):
            yield from self.claimed(door, accepting)

    def claimed(self, door: CompiledDoor, rules: Sequence[CompiledRule]) -> Iterator[Finding]:
        node = Or(tuple(rule.rule.node for rule in rules))
        claims = {spot for spot, one in enumerate(door.variables) if all(self.catalogue[n].is_claim for n in one.facts)}
        facts = [fact for fact in self.facts_of(node) if door.spot_of[fact.name] in claims]
        if not facts:
            return
        try:
            opened = self.sure_without(door, node, set(range(len(door.variables))) - claims, door.decline + door.ask)
        except TooManyError:
            return
        if opened is None:
            return
        example = self.person(door, opened)
        assert self.policy.decide(door.door.network, example).verdict == "accept"
        names = " and ".join(f"`{fact.name}`" for fact in facts if fact.name in example)
        message = f"claims alone open the door: {names} can be whatever the asker likes; add a fact that you can check"
        yield self.finding("claims", message, door, rules, example)

    # --- boxes and people -----------------------------------------------------------------------------------

    def boxes(self, door: CompiledDoor, node: Node, holds: bool = True) -> list[Box]:
        literal = {
            test: (spot, mask) for spot, variable in enumerate(door.variables) for test, mask in variable.tests.items()
        }
        return clauses_of(node, literal, door.full, holds)

    def is_certain(self, door: CompiledDoor, boxes: Sequence[Box]) -> bool:
        """True where the boxes cover everybody."""
        return uncovered((), boxes, door.full) is None

    def facts_of(self, node: Node) -> list[Fact]:
        return [self.catalogue[name] for name in dict.fromkeys(test.fact for test in tests_in(node))]

    def person(self, door: CompiledDoor, box: Box) -> dict[str, Value]:
        """Somebody in the box: the facts that it names, each with a value."""
        facts: dict[str, Value] = {}
        for spot, mask in box:
            variable = door.variables[spot]
            cell = (mask & -mask).bit_length() - 1
            for name, value in zip(variable.facts, variable.examples[cell], strict=True):
                facts[name] = value
            fact = self.catalogue[variable.facts[0]]
            if fact.type == "word" and variable.cell is not None:
                words = (str(facts[fact.name]), *OTHER_WORDS, *(f"other {number}" for number in range(variable.size)))
                named = {value for test in variable.tests for value in test.values}
                if facts[fact.name] not in named:
                    words = words[1:]
                facts[fact.name] = next(word for word in words if variable.cell(word.casefold()) == cell)
        return facts

    def finding(
        self,
        code: str,
        message: str,
        door: CompiledDoor | None = None,
        rules: Sequence[CompiledRule] = (),
        example: Mapping[str, Value] | None = None,
        severity: str = "warning",
    ) -> Finding:
        text = "" if example is None else person_in_words(dict(example), self.catalogue)
        network = door.door.network if door else ""
        name, kind = ", ".join(one.rule.name for one in rules), rules[0].rule.kind if rules else ""
        return Finding(code, severity, message, network, name, example, text, kind)


def _without_network(found: Finding) -> Finding:
    return replace(found, network="")


def _force(rule: CompiledRule) -> int:
    return ("decline", "ask", "accept").index(rule.rule.kind)


def _is_constant(node: Node) -> bool:
    """True for `always` and `never`, also where a word stands for them."""
    while isinstance(node, Word):
        node = node.meaning
    return isinstance(node, Constant)


def _without_never(node: Node, holds: bool) -> Node:
    """The condition with each `never` and `always` that keeps it from holding turned round: a rule that is switched
    off on purpose then holds for somebody."""
    match node:
        case Constant():
            return Constant(holds)
        case Word():
            return _without_never(node.meaning, holds)
        case Not():
            return Not(_without_never(node.inner, not holds))
        case And() | Or() | AtLeast():
            return replace(node, parts=tuple(_without_never(part, holds) for part in node.parts))
        case Test():
            return node


def _own_tests(node: Node) -> Iterable[Test]:
    """The tests that are written in the condition itself, not in the words that it uses."""
    if isinstance(node, Test):
        yield node
    for part in parts_of(node):
        yield from _own_tests(part)
