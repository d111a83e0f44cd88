"""The tree of a condition: what the parser makes, and what every reader of a rule walks."""

from __future__ import annotations

from ..facts.record import record
from ..facts.values import Value


@record
class Test:
    """One fact held against values. `op` is `is` (a yes/no fact), `==` `!=` `<` `<=` `>` `>=`, `in` or `not in`."""

    __test__ = False  # not a test of the test suite

    fact: str
    op: str = "is"
    values: tuple[Value, ...] = ()


@record
class Word:
    """A word that the policy defines, with the condition it stands for (not compared: the name says it all)."""

    name: str
    meaning: Node
    aside = ("meaning",)


@record
class Not:
    """Holds where the inner condition does not."""

    inner: Node


@record
class And:
    """Holds where all parts hold."""

    parts: tuple[Node, ...]


@record
class Or:
    """Holds where any part holds."""

    parts: tuple[Node, ...]


@record
class AtLeast:
    """Holds where at least `count` of the parts hold."""

    count: int
    parts: tuple[Node, ...]


@record
class Constant:
    """`always` (true) or `never` (false)."""

    value: bool


Node = Test | Word | Not | And | Or | AtLeast | Constant


def parts_of(node: Node) -> tuple[Node, ...]:
    """The conditions right inside this one; none inside a test, a constant or a defined word."""
    match node:
        case Not():
            return (node.inner,)
        case And() | Or() | AtLeast():
            return node.parts
        case Test() | Word() | Constant():
            return ()


def tests_in(node: Node) -> tuple[Test, ...]:
    """Every test in the condition, defined words opened, in the order of the text; repeats included."""
    match node:
        case Test():
            return (node,)
        case Word():
            return tests_in(node.meaning)
        case Not():
            return tests_in(node.inner)
        case And() | Or() | AtLeast():
            return tuple(test for part in node.parts for test in tests_in(part))
        case Constant():
            return ()


def words_in(node: Node) -> tuple[str, ...]:
    """The names of defined words that the condition uses itself, not those inside them."""
    match node:
        case Word():
            return (node.name,)
        case Not():
            return words_in(node.inner)
        case And() | Or() | AtLeast():
            return tuple(word for part in node.parts for word in words_in(part))
        case Test() | Constant():
            return ()
