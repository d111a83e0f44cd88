"""Which facts the standards of a door look at, and whether more of each can only help or only harm."""

from ..facts.catalogue import Catalogue, Fact
from ..policy.standards import Door
from ..policy.tree import And, AtLeast, Constant, Node, Not, Or, Test, Word
from .cases import Column

_SIGNS = {"is": 1, ">=": 1, ">": 1, "<": -1, "<=": -1}
_NEAR = {"level": 1.0, "count": 1.0, "duration": 30.0}


def columns_for(door: Door, catalogue: Catalogue) -> tuple[Column, ...]:
    """The facts that the door's rules look at, in the order of the rules, each with its direction there.

    1 where every rule that looks at it can only open the door the more of it there is, -1 where it can only shut it,
    0 where it goes both ways or has no order. Days are near within a month, counts and levels within one.
    """
    signs: dict[str, set[int]] = {}
    for rule in door.rules:
        for fact, sign in _moves(rule.node, 1 if rule.kind == "accept" else -1):
            signs.setdefault(fact, set()).add(sign)
    return tuple(_column(catalogue[name], found) for name, found in signs.items())


def facts_in(node: Node) -> frozenset[str]:
    """The facts that a condition looks at."""
    return frozenset(name for name, _ in _moves(node, 1))


def _column(fact: Fact, signs: set[int]) -> Column:
    (better,) = signs if len(signs) == 1 else (0,)
    match fact.type:
        case "yes/no":
            return Column(fact.name, "yes/no", better)
        case "level" | "count" | "duration":
            return Column(fact.name, "ordered", better, _NEAR[fact.type])
        case "labels":
            return Column(fact.name, "labels")
    return Column(fact.name, "label")


def _moves(node: Node, sign: int) -> list[tuple[str, int]]:
    """Each fact in the condition with the way in which more of it moves the answer; 0 where that is not one way."""
    match node:
        case Test():
            return [(node.fact, sign * _SIGNS.get(node.op, 0))]
        case Word():
            return _moves(node.meaning, sign)
        case Not():
            return _moves(node.inner, -sign)
        case And() | Or() | AtLeast():
            return [one for part in node.parts for one in _moves(part, sign)]
        case Constant():
            return []
