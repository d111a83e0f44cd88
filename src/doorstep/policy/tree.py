"""The tree of a condition: what the parser makes, and what every reader of a rule walks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import assert_never

from ..facts.values import Value


@dataclass(frozen=True, slots=True)
class Test:
    """One fact held against values. `op` is `is` (a yes/no fact), `==` `!=` `<` `<=` `>` `>=`, `in` or `not in`."""

    __test__ = False  # not a test of the test suite

    fact: str
    op: str = "is"
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A word that the policy defines, with the condition it stands for (not compared: the name says it all)."""

    name: str
    meaning: "Node" = field(compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Holds where the inner condition does not."""

    inner: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """Holds where all parts hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Holds where any part holds."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Holds where at least `count` of the parts hold."""

    count: int
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """`always` (true) or `never` (false)."""

    value: bool


Node = Test | Word | Not | And | Or | AtLeast | Constant


def tests_in(node: Node) -> Iterator[Test]:
    """Every test in the condition, defined words opened, in the order of the text; repeats included."""
    match node:
        case Test():
            yield node
        case Word():
            yield from tests_in(node.meaning)
        case Not():
            yield from tests_in(node.inner)
        case And() | Or() | AtLeast():
            for part in node.parts:
                yield from tests_in(part)
        case Constant():
            return
        case _:
            assert_never(node)


def words_in(node: Node) -> Iterator[str]:
    """The names of defined words that the condition uses itself, not those inside them."""
    match node:
        case Word():
            yield node.name
        case Not():
            yield from words_in(node.inner)
        case And() | Or() | AtLeast():
            for part in node.parts:
                yield from words_in(part)
        case Test() | Constant():
            return
        case _:
            assert_never(node)
