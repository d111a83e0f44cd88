"""Words and names that do not mean what they seem to: two words for one thing, one name for two, unused ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ..boxes import TooManyError, clauses_of, uncovered
from ..cells import TooFineError, variables_for
from ..compiled import CompiledDoor, CompiledRule
from ..phrases import listed, network_name
from ..tree import Node, Word, tests_in, words_in
from .finding import Finding
from .inspection import Inspection


def uneven(look: Inspection) -> Iterator[Finding]:
    """Unused words, words that say the same, and rules of one name that do not."""
    yield from _unused(look)
    yield from _twice(look)
    yield from _one_name(look)


def _unused(look: Inspection) -> Iterator[Finding]:
    """Words that no rule uses, not even by way of others."""
    words = look.policy.standards.words
    used: set[str] = set()
    todo = [word for door in look.doors for rule in door.rules for word in words_in(rule.rule.node)]
    while todo:
        word = todo.pop()
        if word not in used:
            used.add(word)
            todo += words_in(words[word])
    for word in words:
        if word not in used:
            message = f"no rule uses the word `{word}`; use it, or take it out"
            yield look.finding("uneven-words", message, severity="note")


def _twice(look: Inspection) -> Iterator[Finding]:
    """Two words with one meaning, where neither just stands for the other: whoever changes one forgets the other."""
    for (one, first), (other, second) in combinations(look.policy.standards.words.items(), 2):
        if not isinstance(first, Word) and not isinstance(second, Word) and _same(look, first, second):
            message = f"the words `{one}` and `{other}` mean the same; keep one of them"
            yield look.finding("uneven-words", message, severity="note")


def _one_name(look: Inspection) -> Iterator[Finding]:
    """Rules of one kind and one name at two doors, with two meanings: the reason that is read would be uneven."""
    by_name: dict[tuple[str, str], list[tuple[CompiledDoor, CompiledRule]]] = {}
    for door in look.doors:
        for rule in door.rules:
            if not rule.rule.is_house:
                by_name.setdefault((rule.rule.kind, rule.rule.name), []).append((door, rule))
    for (_, name), some in by_name.items():
        differing = [pair for pair in some[1:] if not _same(look, some[0][1].rule.node, pair[1].rule.node)]
        if differing:
            where = listed([network_name(door.network) for door, _ in (some[0], *differing)], "and")
            message = f"“{name}” means different things at {where}; give them different names, or one meaning"
            yield look.finding("uneven-words", message, None, [some[0][1]], severity="note")


def _same(look: Inspection, first: Node, second: Node) -> bool:
    """True where the two conditions hold for the same people."""
    if first == second:
        return True
    tests = [*tests_in(first), *tests_in(second)]
    if {test.fact for test in tests_in(first)} != {test.fact for test in tests_in(second)}:
        return False  # each word says something of the facts that it names, or `check` tells of it otherwise
    try:
        variables = variables_for(tests, look.catalogue)
        full = tuple(one.full for one in variables)
        literal = {test: (spot, mask) for spot, one in enumerate(variables) for test, mask in one.tests.items()}
        here, there = clauses_of(first, literal, full), clauses_of(second, literal, full)
    except (TooManyError, TooFineError):
        return False
    return all(uncovered(box, there, full) is None for box in here) and all(
        uncovered(box, here, full) is None for box in there
    )
