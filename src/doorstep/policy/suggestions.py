"""What a mistake in a policy says beside its place: the line, made fit to show, and the next step."""

from __future__ import annotations

from collections.abc import Sequence

from ..facts.catalogue import Fact
from ..facts.values import kind_of
from ..facts.words import did_you_mean

# Signs of other languages, and what they are called here.
MEANT = {
    "=": "==", "===": "==", "!==": "!=", "<>": "!=", "≠": "!=", "=>": ">=", "≥": ">=", "=<": "<=", "≤": "<=",
    "&&": "and", "&": "and", "||": "or", "|": "or", "!": "not", "¬": "not",
}  # fmt: skip
TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
LINE = 100  # a longer line is shown around the spot

# Controls become the pictures that Unicode has for them, so that every column stays where it is.
_VISIBLE = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡", 0x09: " "}
_VISIBLE |= dict.fromkeys(
    (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029, 0xFEFF), "�"
)
_VISIBLE |= dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0xD800, 0xE000)), "�")


def visible(text: str) -> str:
    """The text with every control and bidi character replaced by one that can be seen; of the same length."""
    return text if text.isprintable() else text.translate(_VISIBLE)


def has_controls(text: str) -> bool:
    """True where the text holds a character that a screen would obey rather than show, or a line break."""
    return not text.isprintable() and visible(text) != text


def around(text: str, at: int, width: int) -> tuple[str, int, int]:
    """The line with position `at`, shortened around it where it is long; the column in it, and the mark's width."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line, column = visible(text[start : end if end >= 0 else len(text)].rstrip("\r")), at - start
    if len(line) > LINE:
        first = max(0, min(column - LINE // 2, len(line) - LINE))
        head, tail = "…" if first else "", "…" if first + LINE < len(line) else ""
        line, column = head + line[first : first + LINE] + tail, column - first + len(head)
    return line, column, max(1, min(width, len(line) - column))


def how_to_test(fact: Fact) -> str:
    """An example of a test of this fact."""
    match fact.type:
        case "yes/no":
            return f"write `{fact.name}`"
        case "labels" | "one of":
            return f"write `{fact.name} == {fact.options[0]}`" if fact.options else f"write `{fact.name} == …`"
        case "duration":
            return f"write `{fact.name} >= 90 days`"
        case "word":
            return f"write `{fact.name} == 'Acme Ltd'`"
        case _:
            return f"write `{fact.name} >= 3`"


def for_label(fact: Fact, label: str) -> str:
    """What to write in place of a label or an option that the fact does not have."""
    near = did_you_mean(label, fact.options)
    if near:
        return near
    if fact.type == "one of":
        return "it is " + " or ".join((", ".join(fact.options[:-1]), fact.options[-1]))
    return f'add it: [facts.{fact.name}] labels = ["{visible(label)}"]; or take one of {", ".join(fact.options)}'


def for_name(name: str, facts: Sequence[Fact], words: Sequence[str], keywords: Sequence[str]) -> str:
    """What may have been meant by a name that is neither a fact nor a defined word."""
    owner = next((fact for fact in facts if name in fact.options), None)
    if owner is not None:
        return f"did you mean `{owner.name} == {name}`?"
    near = did_you_mean(name, [*(fact.name for fact in facts), *words, *keywords])
    if near:
        return near
    if not name.isascii() and any(letter.isascii() and letter.isalpha() for letter in name):
        return "some of its letters are of another script than the rest"
    return (
        f'say what it means: [define] {name} = "…"'
        if name.isidentifier()
        else "a fact's name has letters, digits and _"
    )


def for_sign(sign: str) -> str:
    """What to do about a sign that does not belong where it stands."""
    if sign in "“”„‟‘’‚«»":
        return "write straight quotes: 'Acme Ltd'"
    if sign in "\"'":
        return "this quote is never closed"
    if has_controls(sign):
        return "take this character out: it cannot be seen"
    return {
        ")": "no parenthesis is open here",
        "}": "no list is open here",
        "[": "lists are written `{first, second}`",
        "]": "lists are written `{first, second}`",
    }.get(sign, "join conditions with `and` or `or`")


def in_toml(value: object) -> str:
    """A value of a policy's file as it is written there, short."""
    if isinstance(value, bool):
        shown = "true" if value else "false"
    elif isinstance(value, list):
        shown = "[" + ", ".join(in_toml(one) for one in value) + "]"
    elif isinstance(value, str):
        shown = f'"{value}"'
    elif isinstance(value, dict):
        shown = "{ " + ", ".join(f"{key} = …" for key in value) + " }"
    else:
        shown = str(value)
    return visible(shown if len(shown) <= 60 else shown[:59] + "…")


def as_written(value: object) -> str:
    """A word of the file without its quotes, anything else as it is written there."""
    return visible(value[:60]) if isinstance(value, str) else in_toml(value)


def how_to_assume(fact: Fact) -> str:
    """An example of an assumption about this fact, and what the fact can be."""
    first = f'"{fact.options[0]}"' if fact.options else '"…"'
    example = {"yes/no": "false", "labels": f"[{first}]", "one of": first, "duration": '"90 days"', "word": '"Acme"'}
    return f"write {fact.name} = {example.get(fact.type, '3')}; it is {kind_of(fact)}"


def for_toml(sentence: str, line: str) -> tuple[str, str]:
    """What the TOML reader found wrong, in plain words, and what to do; the reader's own words where none fit."""
    match sentence:
        case "Illegal character '\\n'" | "Unterminated string" | "Illegal character '\\r'":
            return "this text is never closed", "write the quotes that close it"
        case "Cannot overwrite a value" | "Cannot mutate immutable namespace":
            return "this name stands here a second time", "give it another name, or take one of the two away"
        case "Expected '=' after a key in a key/value pair":
            return "expected `=` after the name", 'a name with spaces or accents needs quotes: "my friends" = "…"'
        case "Expected newline or end of document after a statement" if '"' in line or "'" in line:
            return "did not expect more on this line", 'inside "…" write single quotes: "company == \'Acme Ltd\'"'
        case "Invalid value":
            return "expected a value here", 'a text needs quotes: "spoken and met"'
        case "Invalid initial character for a key part" | "Invalid statement":
            return "expected a name here", 'a name with spaces or accents needs quotes: "my friends" = "…"'
        case "Unescaped '\\' in a string":
            return "a `\\` has a meaning of its own here", "write it twice: `\\\\`"
        case "Expected ']' at the end of a table declaration":
            return "expected `]` at the end of the section's name", "write [networks.facebook.accept]"
    if sentence.startswith("Cannot declare"):
        return "this section stands here a second time", "put its lines under the first one"
    return f"this is not TOML: {visible(sentence)}", ""
