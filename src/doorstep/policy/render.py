"""A condition back to the text that a person would write."""

from ..facts.catalogue import Catalogue, Fact
from ..facts.values import Value, duration_text
from .tree import And, AtLeast, Constant, Node, Not, Or, Test, Word


def condition_text(node: Node, catalogue: Catalogue) -> str:
    """The condition as tidy text, with no parenthesis that is not needed; parsing it gives the same tree."""
    return _text(node, catalogue, 0)


def _text(node: Node, catalogue: Catalogue, inside: int) -> str:
    """`inside` is how tightly the surroundings bind: 0 nothing, 1 or, 2 and, 3 not."""
    match node:
        case Test():
            return _test(node, catalogue[node.fact])
        case Word():
            return node.name
        case Constant():
            return "always" if node.value else "never"
        case Not():
            return "not " + _text(node.inner, catalogue, 3)
        case AtLeast():
            parts = ", ".join(_text(part, catalogue, 0) for part in node.parts)
            return f"{node.count} of {{{parts}}}"
        case And():
            text, binds = " and ".join(_text(part, catalogue, 2) for part in node.parts), 2
        case Or():
            text, binds = " or ".join(_text(part, catalogue, 1) for part in node.parts), 1
    return f"({text})" if inside >= binds else text


def _test(test: Test, fact: Fact) -> str:
    if test.op == "is":
        return test.fact
    if test.op in ("in", "not in"):
        return f"{test.fact} {test.op} {{{', '.join(_value(value, fact) for value in test.values)}}}"
    return f"{test.fact} {test.op} {_value(test.values[0], fact)}"


def _value(value: Value, fact: Fact) -> str:
    if fact.type == "duration" and isinstance(value, int):
        return duration_text(value)
    text = str(value)
    if fact.type in ("level", "count") or is_plain_word(text):
        return text
    return f"'{text}'" if '"' in text else f'"{text}"'


def is_plain_word(text: str) -> bool:
    """True where a condition can hold the word without quotes."""
    from .parser import _TOKEN, KEYWORDS

    found = _TOKEN.fullmatch(text)
    return bool(found and found.lastgroup == "word" and text not in KEYWORDS)
