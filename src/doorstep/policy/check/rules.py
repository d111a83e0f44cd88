"""Rules that never fire, that add nothing, or that hold together with their opposite; tests without effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from ...facts.record import replace
from ..boxes import meet, uncovered
from ..cells import variables_for
from ..compiled import CompiledDoor, CompiledRule
from ..render import condition_text
from ..standards import KINDS
from ..tree import And, AtLeast, Constant, Node, Not, Or, Test, Word, parts_of, tests_in
from .finding import Finding
from .inspection import Inspection, fewest, names_of, smallest

_VERBS = {"decline": ("declines", "decline"), "ask": ("asks you", "ask you"), "accept": ("accepts", "accept")}


def of_one_rule(look: Inspection, door: CompiledDoor, rule: CompiledRule) -> Iterator[Finding]:
    """What is to be said of one rule at one door: constant tests first, then whether it ever decides anything."""
    yield from constant_tests(look, rule.rule.node, door, rule)
    yield from idle(look, door, rule)


def of_the_house(look: Inspection) -> Iterator[Finding]:
    """Rules of every door: told once, where they are wrong at all of them."""
    if not look.doors:
        return
    for rule in look.doors[0].rules:
        if rule.rule.is_house:
            found = [list(idle(look, door, one)) for door in look.doors for one in door.rules if one.rule == rule.rule]
            if all(found):
                yield replace(found[0][0], network="")
            for one in constant_tests(look, rule.rule.node, look.doors[0], rule):
                yield replace(one, network="")


# --- rules that decide nothing, or nothing of their own -------------------------------------------------------


def idle(look: Inspection, door: CompiledDoor, rule: CompiledRule) -> Iterator[Finding]:
    """A rule that holds for nobody (dead), that stronger rules overrule wherever it holds (shadowed), or without
    which everybody would be answered alike (redundant)."""
    if not rule.boxes:
        if not look.boxes(door, _without_never(rule.rule.node, True)):
            yield look.finding("dead", f"it holds for nobody{_excluding(look, door, rule.rule.node)}", door, [rule])
        return
    stronger = [one for one in door.rules if _force(one) < _force(rule)]
    barring = smallest(stronger, rule.boxes, door)
    if barring:
        verb = "decline" if all(one.rule.kind == "decline" for one in barring) else "decide"
        verb += "s" if len(barring) == 1 else ""
        example = look.person(rule.boxes[0], door.variables)
        assert rule.rule.kind not in look.policy.decide(door.network, example).possible
        message = f"it never decides: wherever it holds, {names_of(barring)} {verb}"
        yield look.finding("shadowed", message, door, [rule], example)
        return
    alike = look.once(("alike", door.network, rule.rule.kind), lambda: _alike(door, rule.rule.kind, stronger)).get(rule)
    if alike:
        barred = [box for one in stronger for box in one.boxes]
        left = next(part for box in rule.boxes if (part := uncovered(box, barred, door.full)) is not None)
        example = look.person(left, door.variables)
        truths = {(one.kind, one.name): one.truth for one in look.policy.decide(door.network, example).rules}
        assert truths[rule.rule.kind, rule.rule.name] == "yes"
        message = f"it changes nothing: wherever it could decide, {names_of(alike, 'or')} {_verb(alike)} anyway"
        yield look.finding("redundant", message, door, [rule], example, "note")


def _verb(rules: Sequence[CompiledRule]) -> str:
    one, many = _VERBS[rules[0].rule.kind]
    return one if len(rules) == 1 else many


def _alike(door: CompiledDoor, kind: str, stronger: Sequence[CompiledRule]) -> dict[CompiledRule, list[CompiledRule]]:
    """For each rule of a kind that decides nothing by itself, a smallest set of others that decide the same.

    Of rules that cover each other the earlier stays: the last of the file is looked at first.
    """
    barred = [box for one in stronger for box in one.boxes]
    # where each rule decides, in case it does
    of_kind = [one for one in door.rules if one.rule.kind == kind]
    live = {  # by identity: a rule's own print takes long
        id(one): [box for box in one.boxes if uncovered(box, barred, door.full) is not None] for one in of_kind
    }
    kept = [one for one in of_kind if live[id(one)]]
    found: dict[CompiledRule, list[CompiledRule]] = {}

    def covers(some: Sequence[CompiledRule], rule: CompiledRule) -> bool:
        boxes = [*barred, *(box for one in some for box in live[id(one)])]
        return all(uncovered(box, boxes, door.full) is None for box in live[id(rule)])

    for rule in reversed(list(kept)):
        rest = [other for other in kept if other is not rule]
        if rest and covers(rest, rule):
            kept = rest
            found[rule] = fewest(rest, partial(covers, rule=rule))
    return found


def _excluding(look: Inspection, door: CompiledDoor, node: Node) -> str:
    """Which parts of a condition exclude each other, in words; nothing where it is not a matter of parts."""
    while isinstance(node, Word):
        node = node.meaning
    if not isinstance(node, And):
        return ""
    parts = list(node.parts)
    for part in node.parts:
        rest = [one for one in parts if one is not part]
        if rest and not look.boxes(door, And(tuple(rest))):
            parts = rest
    texts = [f"`{condition_text(part, look.catalogue)}`" for part in parts]
    return f": {texts[0]} is never true" if len(texts) == 1 else f": {' and '.join(texts)} exclude each other"


def _force(rule: CompiledRule) -> int:
    return KINDS.index(rule.rule.kind)


# --- accept and decline for one person ------------------------------------------------------------------------


def clashing(look: Inspection, door: CompiledDoor) -> Iterator[Finding]:
    """Rules that decline somebody whom others accept by the same fact: declining wins, which may surprise.

    A decline on a fact that the accepting rule does not look at is a plain exception, and not told.
    """
    for rule in door.rules:
        if rule.rule.kind != "decline":
            continue
        facts = {test.fact for test in tests_in(rule.rule.node)}
        against, shown = [], None
        for other in door.rules:
            if other.rule.kind != "accept" or not facts & {test.fact for test in tests_in(other.rule.node)}:
                continue
            shared = next((met for a in other.boxes for b in rule.boxes if (met := meet(a, b)) is not None), None)
            if shared is not None and not all(uncovered(b, rule.boxes, door.full) is None for b in other.boxes):
                against.append(other)
                shown = shown or shared
        if shown is not None:
            example = look.person(shown, door.variables)
            answer = look.policy.decide(door.network, example)
            assert answer.verdict == "decline"
            who = names_of(against, "or")
            message = f"it can hold together with {who}, which would accept; declining wins"
            yield look.finding("clash", message, door, [rule], example, "note")


# --- tests and rules that are always or never true ------------------------------------------------------------


def constant_words(look: Inspection) -> Iterator[Finding]:
    """Tests without effect in the words of the policy's own."""
    for word, node in look.policy.standards.words.items():
        yield from constant_tests(look, node, None, None, f"in the word `{word}`, ")


def constant_tests(
    look: Inspection, node: Node, door: CompiledDoor | None, rule: CompiledRule | None, where: str = ""
) -> Iterator[Finding]:
    """Tests that hold for everybody or for nobody, written in this condition itself; and the whole of a rule."""
    rules = [rule] if rule else []
    found = False
    for test in dict.fromkeys(_own_tests(node)):
        variable = variables_for([test], look.catalogue)[0]
        mask = variable.tests[test]
        if mask in (0, variable.full):
            found = True
            truth = "always" if mask else "never"
            example = {variable.facts[0]: variable.examples[0 if mask else -1][0]}
            text = condition_text(test, look.catalogue)
            yield look.finding(
                "constant", f"{where}`{text}` is {truth} true; take it out, or mend it", door, rules, example
            )
    if door and rule and not found and look.is_certain(door, rule.boxes) and not is_constant(node):
        yield look.finding("constant", "it holds for everybody; write `always` if that is meant", door, rules)


def is_constant(node: Node) -> bool:
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
