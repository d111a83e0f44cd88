"""Standards and conditions back to the text that a person would write; reading it gives the same again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..facts.catalogue import Catalogue, Fact
from ..facts.values import Value, duration_text
from .standards import KINDS, Rule, Standards
from .tree import And, AtLeast, Constant, Node, Not, Or, Test, Word

SHOWN_KINDS = ("accept", "decline", "ask")  # the order in which a reader wants to know them


def tidy(standards: Standards) -> str:
    """The whole policy as tidy TOML. Comments are not kept; everything that was left to a default is written out."""
    catalogue = standards.catalogue
    sections = [_table("", [("strategy", _text(standards.strategy))] if standards.strategy else [])]
    words = [(_key(name), condition_toml(node, catalogue)) for name, node in standards.words.items()]
    sections.append(_table("define", words))
    sections += [_labels(name, labels) for name, labels in standards.added_labels.items()]
    sections += [_own_fact(fact) for fact in standards.own]
    sections.append(_assumed("assume", standards.assume, catalogue))
    sections.append(_assumed("assume.strangers", standards.assume_strangers, catalogue))
    for kind in KINDS:
        sections.append(_rules(f"house.{kind}", [rule for rule in standards.house if rule.kind == kind], catalogue))
    for network, door in standards.doors.items():
        name = f"networks.{_key(network)}"
        rows = [
            ("purpose", _text(door.purpose)),
            ("closeness", str(door.closeness)),
            ("otherwise", _text(door.otherwise)),
        ]
        sections.append(_table(name, rows))
        own = [rule for rule in door.rules if not rule.is_house]
        for kind in SHOWN_KINDS:
            sections.append(_rules(f"{name}.{kind}", [rule for rule in own if rule.kind == kind], catalogue))
    return "\n\n".join(section for section in sections if section) + "\n"


def condition_text(node: Node, catalogue: Catalogue) -> str:
    """The condition as tidy text, with no parenthesis that is not needed; parsing it gives the same tree."""
    return _condition(node, catalogue, 0)


def condition_toml(node: Node, catalogue: Catalogue) -> str:
    """The condition as a text of a TOML file, in quotes."""
    return _text(condition_text(node, catalogue))


# --- conditions -----------------------------------------------------------------------------------------------


def _condition(node: Node, catalogue: Catalogue, inside: int) -> str:
    """`inside` is how tightly the surroundings bind: 0 nothing, 1 or, 2 and, 3 not."""
    match node:
        case Test():
            return _test(node, catalogue[node.fact])
        case Word():
            return node.name
        case Constant():
            return "always" if node.value else "never"
        case Not():
            return "not " + _condition(node.inner, catalogue, 3)
        case AtLeast():
            parts = ", ".join(_condition(part, catalogue, 0) for part in node.parts)
            return f"{node.count} of {{{parts}}}"
        case And():
            text, binds = " and ".join(_condition(part, catalogue, 2) for part in node.parts), 2
        case Or():
            text, binds = " or ".join(_condition(part, catalogue, 1) for part in node.parts), 1
    return f"({text})" if inside >= binds else text


def _test(test: Test, fact: Fact) -> str:
    if test.op == "is":
        return test.fact
    if test.op in ("in", "not in"):
        return f"{test.fact} {test.op} {{{', '.join(_value(value, fact) for value in test.values)}}}"
    return f"{test.fact} {test.op} {_value(test.values[0], fact)}"


def _value(value: Value, fact: Fact) -> str:
    if fact.type == "duration" and isinstance(value, int):
        return _duration(value)
    text = str(value)
    if fact.type in ("level", "count") or is_plain_word(text):
        return text
    return f'"{text}"' if "'" in text else f"'{text}'"


def _duration(days: int) -> str:
    """Days in words that can be read back: a number has at most six digits."""
    text = duration_text(days)
    return text if len(text.split()[0]) <= 6 else f"{days // 7} weeks"  # so many days were written as weeks


def is_plain_word(text: str) -> bool:
    """True where a condition can hold the word without quotes."""
    from .parser import _TOKEN, KEYWORDS

    found = _TOKEN.match(text)
    return bool(found and found["word"] == text and text.lower() not in KEYWORDS)


# --- TOML -----------------------------------------------------------------------------------------------------


def _table(name: str, rows: Sequence[tuple[str, str]]) -> str:
    """A section with its rows in line; nothing where it has no rows."""
    if not rows:
        return ""
    wide = max((len(key) for key, _ in rows if len(key) <= 40), default=0)
    lines = [f"{key:<{wide}} = {value}" for key, value in rows]
    return "\n".join([f"[{name}]", *lines] if name else lines)


def _rules(name: str, rules: Sequence[Rule], catalogue: Catalogue) -> str:
    return _table(name, [(_text(rule.name), condition_toml(rule.node, catalogue)) for rule in rules])


def _labels(name: str, labels: Sequence[str]) -> str:
    return _table(f"facts.{_key(name)}", [("labels", _list(labels))])


def _own_fact(fact: Fact) -> str:
    rows = [("type", _text(fact.type)), ("question", _text(fact.question))]
    if fact.meaning != fact.question:
        rows.append(("meaning", _text(fact.meaning)))
    if fact.options:
        rows.append(("labels" if fact.type == "labels" else "options", _list(fact.options)))
    if fact.step:
        rows += [("step", _text(fact.step.text)), ("minutes", str(fact.step.minutes)), ("who", _text(fact.step.who))]
    if fact.implies:
        rows.append(("implies", _list(fact.implies)))
    if fact.stale_days is not None:
        rows.append(("stale", _text(_duration(fact.stale_days))))
    return _table(f"facts.{_key(fact.name)}", rows)


def _assumed(name: str, values: Mapping[str, Value], catalogue: Catalogue) -> str:
    return _table(name, [(_key(fact), _assumption(value, catalogue[fact])) for fact, value in values.items()])


def _assumption(value: Value, fact: Fact) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, frozenset):
        return _list(sorted(value))
    if isinstance(value, int):
        return _text(_duration(value)) if fact.type == "duration" else str(value)
    return _text(value)


def _list(texts: Sequence[str]) -> str:
    return "[" + ", ".join(map(_text, texts)) + "]"


def _key(name: str) -> str:
    """A key as TOML has it: bare where it can be."""
    plain = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if plain else _text(name)


def _text(text: str) -> str:
    """A TOML text in quotes, escaped."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if not escaped.isprintable():
        escaped = "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in escaped)
    return f'"{escaped}"'
