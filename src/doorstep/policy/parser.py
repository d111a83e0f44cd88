"""The text of a condition to its tree, with every mistake and its place.

    condition = both { "or" both }
    both      = unit { "and" unit }
    unit      = "not" unit | "(" condition ")" | "always" | "never"
              | NUMBER "of" "{" condition { "," condition } "}"
              | WORD [ compare value | [ "not" ] "in" "{" value { "," value } "}" ]
    compare   = "==" | "!=" | "<" | "<=" | ">" | ">="
    value     = WORD | TEXT | NUMBER [ "days" | "weeks" | "months" | "years" ]

`and` binds tighter than `or`, `not` tighter than both. A mistake in one condition never hides those in others.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from ..errors import FactError, Mistake
from ..facts.catalogue import LEVEL_MAX, Catalogue, Fact
from ..facts.values import Value, days_from_text, normal
from ..facts.words import did_you_mean, nearest
from .tree import And, AtLeast, Constant, Node, Not, Or, Test, Word

MAX_TEXT, MAX_DEPTH = 8_000, 40
COMPARE = ("==", "!=", "<", "<=", ">", ">=")
KEYWORDS = frozenset({"and", "or", "not", "in", "of", "always", "never"})
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|'[^']*')|(?P<number>\d+(?![\w.]))|(?P<op>==|!=|<=|>=|<|>)"""
    r"""|(?P<mark>[(){},])|(?P<word>\w(?:[\w\-./@]*[\w])?)|(?P<bad>\S))"""
)


class Token(NamedTuple):
    """One word of the text: its kind, itself, and where it stands."""

    kind: str
    text: str
    at: int


class _Wrong(Exception):
    """Ends the parsing of one condition; carries its mistake."""

    def __init__(self, message: str, token: Token, hint: str = "") -> None:
        self.message, self.token, self.hint = message, token, hint


def parse_condition(
    text: str,
    place: str,
    catalogue: Catalogue,
    word: Callable[[str], Node | None],
    word_names: Mapping[str, object],
) -> tuple[Node, list[Mistake]]:
    """The tree of `text` and its mistakes; a condition with a mistake yields `never` in place of what is wrong.

    `word(name)` gives the meaning of a defined word, or None where it has a mistake of its own or is not defined.
    """
    if len(text) > MAX_TEXT:
        mistake = Mistake(
            place, f"this condition is longer than {MAX_TEXT} characters; define words and use them"
        )
        return Constant(False), [mistake]
    parser = _Parser(text, place, catalogue, word, word_names)
    try:
        node = parser.condition(0)
        parser.expect_end()
    except _Wrong as wrong:
        parser.mistake(wrong.message, wrong.token, wrong.hint)
        return Constant(False), parser.mistakes
    return node, parser.mistakes


class _Parser:
    def __init__(
        self,
        text: str,
        place: str,
        catalogue: Catalogue,
        word: Callable[[str], Node | None],
        word_names: Mapping[str, object],
    ) -> None:
        self.text, self.place, self.catalogue = text, place, catalogue
        self.word, self.word_names = word, word_names
        self.mistakes: list[Mistake] = []
        self.tokens = [
            Token(
                found.lastgroup or "bad",
                found.group(found.lastgroup or "bad"),
                found.start(found.lastgroup or 0),
            )
            for found in _TOKEN.finditer(text)
        ]
        self.tokens.append(Token("end", "", len(text.rstrip())))
        self.spot = 0

    def mistake(self, message: str, token: Token, hint: str = "") -> None:
        """Notes a mistake at a token and goes on."""
        line, column = _line_of(self.text, token.at)
        self.mistakes.append(Mistake(self.place, message, line, column, max(1, len(token.text)), hint))

    @property
    def next(self) -> Token:
        """The token that comes next, not taken yet."""
        return self.tokens[self.spot]

    def take(self) -> Token:
        """The next token, taken."""
        token = self.tokens[self.spot]
        self.spot += 1
        return token

    def took(self, text: str) -> bool:
        """True, and taken, where the next token is this keyword, sign or mark."""
        if self.next.text == text and self.next.kind != "text":
            self.spot += 1
            return True
        return False

    def expect(self, text: str, why: str) -> None:
        if not self.took(text):
            raise _Wrong(f"expected `{text}` {why}", self.next)

    def expect_end(self) -> None:
        token = self.next
        if token.kind == "end":
            return
        hint = ""
        if token.kind == "op":
            hint = "one comparison at a time: join two with `and`"
        elif token.text in ("&", "|", "&&", "||"):
            hint = "write `and` or `or`"
        elif token.kind == "word":
            hint = did_you_mean(token.text, ("and", "or", "in")) or "join conditions with `and` or `or`"
        raise _Wrong(f"did not expect `{token.text}` here", token, hint)

    def condition(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _Wrong(f"nested deeper than {MAX_DEPTH} levels; define words and use them", self.next)
        parts = [self.both(depth)]
        while self.took("or"):
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def both(self, depth: int) -> Node:
        parts = [self.unit(depth)]
        while self.took("and"):
            parts.append(self.unit(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def unit(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _Wrong(f"nested deeper than {MAX_DEPTH} levels; define words and use them", self.next)
        if self.took("not"):
            return Not(self.unit(depth + 1))
        if self.took("("):
            node = self.condition(depth + 1)
            self.expect(")", "to close the parenthesis")
            return node
        if self.took("always"):
            return Constant(True)
        if self.took("never"):
            return Constant(False)
        token = self.take()
        if token.kind == "number":
            return self.at_least(token, depth)
        if token.kind != "word" or token.text in KEYWORDS:
            shown = f"found `{token.text}`" if token.text else "the text ends"
            hint = "write `not`" if token.text == "!" else ""
            raise _Wrong(f"expected a condition here, {shown}", token, hint)
        return self.claim(token)

    def at_least(self, token: Token, depth: int) -> Node:
        if not self.took("of"):
            raise _Wrong(f"`{token.text}` alone is no condition; `{token.text} of {{…}}` is", token)
        self.expect("{", "after `of`")
        parts = [self.condition(depth + 1)]
        while self.took(","):
            parts.append(self.condition(depth + 1))
        self.expect("}", "to close the list")
        count = int(token.text) if len(token.text) < 6 else MAX_TEXT
        if not 1 <= count <= len(parts):
            self.mistake(
                f"`{token.text} of` a list of {len(parts)}: write a number from 1 to {len(parts)}", token
            )
            return Constant(False)
        return AtLeast(count, tuple(parts))

    def claim(self, token: Token) -> Node:
        """A word in the place of a condition: a defined word, a yes/no fact, or a fact held against values."""
        name = token.text
        follows = self.next
        negated = follows.text == "not" and self.tokens[self.spot + 1].text == "in"
        compared = follows.kind == "op" or follows.text in ("in", "=") or negated
        if name in self.word_names:
            if compared:
                raise _Wrong(f"`{name}` is a defined word; it stands alone", token)
            meaning = self.word(name)
            return Constant(False) if meaning is None else Word(name, meaning)
        if name not in self.catalogue:
            self.unknown_name(token)
            if compared:
                self.skip_comparison()
            return Constant(False)
        fact = self.catalogue[name]
        if follows.text == "=":
            raise _Wrong("a comparison is written `==`", follows, "write `==`")
        if not compared:
            if fact.type == "yes/no":
                return Test(name)
            raise _Wrong(f"`{name}` needs something to be held against", token, _how_to_test(fact))
        if fact.type == "yes/no":
            return self.yes_no_compared(fact, token)
        operator = "not in" if negated else follows.text
        self.spot += 2 if negated else 1
        if operator in ("in", "not in"):
            return self.membership(fact, operator)
        if operator not in ("==", "!=") and fact.type not in ("level", "count", "duration"):
            raise _Wrong(f"`{name}` has no order; `{operator}` needs one", follows, _how_to_test(fact))
        value = self.value(fact)
        return Constant(False) if value is None else Test(name, operator, (value,))

    def yes_no_compared(self, fact: Fact, token: Token) -> Node:
        operator, answer = self.take(), self.take()
        no = answer.text.casefold() in ("no", "false") or (
            operator.text == "!=" and answer.text.casefold() == "yes"
        )
        written = f"not {fact.name}" if no else fact.name
        raise _Wrong(f"`{fact.name}` is yes or no; it stands alone", token, f"write `{written}`")

    def unknown_name(self, token: Token) -> None:
        names = [*(fact.name for fact in self.catalogue), *self.word_names]
        hint = did_you_mean(token.text, names)
        if not hint:
            owner = next((fact for fact in self.catalogue if token.text in fact.options), None)
            if owner is not None:
                sign = "==" if owner.type == "one of" else "=="
                hint = f"did you mean `{owner.name} {sign} {token.text}`?"
        self.mistake(f"unknown fact `{token.text}`", token, hint)

    def skip_comparison(self) -> None:
        """Steps over the rest of a comparison whose fact is unknown, so that later mistakes are found too."""
        self.took("not")
        self.take()
        if self.took("{"):
            while self.next.kind != "end" and not self.took("}"):
                self.take()
        elif self.next.kind in ("word", "number", "text"):
            self.take()
            if self.next.kind == "word" and days_from_text(f"1 {self.next.text}") is not None:
                self.take()

    def membership(self, fact: Fact, operator: str) -> Node:
        self.expect("{", f"after `{operator}`")
        values = [self.value(fact)]
        while self.took(","):
            values.append(self.value(fact))
        self.expect("}", "to close the list")
        good = [value for value in values if value is not None]
        if len(good) < len(values):
            return Constant(False)
        return Test(fact.name, operator, tuple(dict.fromkeys(good)))

    def value(self, fact: Fact) -> Value | None:
        """The next value, in the form that the fact keeps, or None where it is a mistake (noted)."""
        token = self.take()
        if token.kind not in ("word", "number", "text"):
            shown = f"found `{token.text}`" if token.text else "the text ends"
            raise _Wrong(f"expected a value for `{fact.name}`, {shown}", token, _how_to_test(fact))
        text = token.text[1:-1] if token.kind == "text" else token.text
        match fact.type:
            case "duration":
                return self.duration(fact, token)
            case "level" | "count":
                return self.number(fact, token)
            case "word":
                return normal(fact, text)
            case _:
                try:
                    value = normal(fact, text)
                except FactError as error:
                    self.mistake(error.message, token, error.next_step)
                    return None
                return next(iter(value)) if isinstance(value, frozenset) else value

    def duration(self, fact: Fact, token: Token) -> Value | None:
        if token.kind == "text":
            days = days_from_text(token.text[1:-1])
        elif token.kind == "number" and self.next.kind == "word" and self.next.text not in KEYWORDS:
            unit = self.take()
            days = days_from_text(f"{token.text} {unit.text}")
            if days is None:
                units = ("days", "weeks", "months", "years")
                meant = nearest(unit.text, units)
                hint = f"did you mean `{meant}`?" if meant else "write days, weeks, months or years"
                self.mistake(f"unknown unit `{unit.text}`", unit, hint)
                return None
        else:
            days = None
        if days is None:
            hint = (
                f"write `{token.text} days`"
                if token.kind == "number"
                else "write it like `90 days` or `2 years`"
            )
            self.mistake(f"`{fact.name}` is a duration and needs a unit", token, hint)
        return days

    def number(self, fact: Fact, token: Token) -> Value | None:
        if token.kind != "number" or len(token.text) > 9:
            hint = f"write a whole number, as in `{fact.name} >= 3`"
            self.mistake(f"`{fact.name}` is a number; `{token.text}` is not one", token, hint)
            return None
        number = int(token.text)
        if self.next.kind == "word" and days_from_text(f"1 {self.next.text}") is not None:
            self.mistake(f"`{fact.name}` is a {fact.type}; it has no unit", self.take(), "leave the unit out")
            return None
        if fact.type == "level" and number > LEVEL_MAX:
            self.mistake(f"`{fact.name}` goes from 0 to {LEVEL_MAX}", token, "no such level")
            return None
        return number


def _how_to_test(fact: Fact) -> str:
    """An example of a test of this fact."""
    match fact.type:
        case "yes/no":
            return f"write `{fact.name}`"
        case "labels" | "one of":
            return (
                f"write `{fact.name} == {fact.options[0]}`" if fact.options else f"write `{fact.name} == …`"
            )
        case "duration":
            return f"write `{fact.name} >= 90 days`"
        case "word":
            return f'write `{fact.name} == "Acme Ltd"`'
        case _:
            return f"write `{fact.name} >= 3`"


def _line_of(text: str, at: int) -> tuple[str, int]:
    """The line that holds position `at`, and the column in it."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    return line, at - start
