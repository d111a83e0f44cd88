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
from collections.abc import Callable, Collection
from typing import NamedTuple

from ..errors import FactError, Mistake
from ..facts.catalogue import LEVEL_MAX, Catalogue, Fact
from ..facts.values import Value, days_from_text, normal
from ..facts.words import nearest
from .suggestions import MEANT, TURNED, around, for_label, for_name, for_sign, has_controls, how_to_test, visible
from .tree import And, AtLeast, Constant, Node, Not, Or, Test, Word

MAX_TEXT, MAX_DEPTH, MAX_DIGITS = 8_000, 40, 9
COMPARE = ("==", "!=", "<", "<=", ">", ">=")
UNITS = ("days", "weeks", "months", "years")
KEYWORDS = frozenset({"and", "or", "not", "in", "of", "always", "never"})
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*"|'[^']*')|(?P<number>\d+(?![\w.]))"""
    r"""|(?P<sign>===|!==|==|!=|<>|<=|>=|=>|=<|&&|\|\||[<>=≥≤≠&|!¬])"""
    r"""|(?P<mark>[(){},])|(?P<word>\w(?:[\w\-./@]*[\w])?)|(?P<bad>\S))"""
)


class Token(NamedTuple):
    """One word of the text: its kind, what it means, where it stands, and how it is written there."""

    kind: str
    text: str
    at: int
    written: str


class _WrongError(Exception):
    """Ends the parsing of one condition; carries its mistake."""

    def __init__(self, message: str, token: Token, hint: str = "") -> None:
        self.message, self.token, self.hint = message, token, hint


def parse_condition(
    text: str,
    place: str,
    catalogue: Catalogue,
    word: Callable[[str], Node | None],
    word_names: Collection[str],
    broken: Collection[str] = (),
) -> tuple[Node, list[Mistake]]:
    """The tree of `text` and its mistakes; a condition with a mistake yields `never` in place of what is wrong.

    `word(name)` gives the meaning of a defined word, or None where it has a mistake of its own or is not defined.
    Facts in `broken` have a mistake of their own: what is said about them is stepped over.
    """
    if len(text) > MAX_TEXT:
        message = f"this condition is longer than {MAX_TEXT} characters"
        return Constant(False), [Mistake(place, message, hint="define words for parts of it, and use them")]
    if not text.strip():
        return Constant(False), [Mistake(place, "this condition is empty", hint="write `always` to mean everybody")]
    parser = _Parser(text, place, catalogue, word, word_names, broken)
    try:
        node = parser.condition(0)
        if parser.next.kind != "end":
            raise parser.unexpected()
    except _WrongError as wrong:
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
        word_names: Collection[str],
        broken: Collection[str],
    ) -> None:
        self.text, self.place, self.catalogue = text, place, catalogue
        self.word, self.word_names, self.broken = word, word_names, broken
        self.mistakes: list[Mistake] = []
        self.tokens = [self.token(found) for found in _TOKEN.finditer(text)]
        self.tokens.append(Token("end", "", len(text.rstrip()), ""))
        self.spot = 0

    def token(self, found: re.Match[str]) -> Token:
        kind = found.lastgroup or "bad"
        written, at = found[kind], found.start(kind)
        if kind == "sign":
            meant = MEANT.get(written, written)
            return Token("op" if meant in COMPARE else "word", meant, at, written)
        if kind == "word" and written not in KEYWORDS and written.lower() in KEYWORDS and not self.has(written):
            return Token(kind, written.lower(), at, written)
        return Token(kind, written, at, written)

    def has(self, name: str) -> bool:
        """True where the name is a fact or a defined word."""
        return name in self.catalogue or name in self.word_names

    def mistake(self, message: str, token: Token, hint: str = "") -> None:
        """Notes a mistake at a token and goes on."""
        line, column, width = around(self.text, token.at, len(token.written))
        self.mistakes.append(Mistake(self.place, visible(message), line, column, width, visible(hint)))

    @property
    def next(self) -> Token:
        """The token that comes next, not taken yet."""
        return self.tokens[self.spot]

    def take(self) -> Token:
        """The next token, taken; the end is never passed."""
        token = self.tokens[self.spot]
        self.spot += token.kind != "end"
        if token.kind == "text" and has_controls(token.text):
            self.mistake("a text with a control character or a line break in it", token, "write it anew")
        return token

    def took(self, text: str) -> bool:
        """True, and taken, where the next token means this keyword or mark; noted where it is written otherwise."""
        token = self.next
        if token.text != text or token.kind == "text":
            return False
        if token.written != text:
            self.mistake(f"did not expect `{token.written}` here", token, f"write `{text}`")
        self.spot += 1
        return True

    def unexpected(self, hint: str = "") -> _WrongError:
        """The mistake of a token that does not belong here."""
        token = self.next
        if not hint:
            hint = for_sign(token.written) if token.written else ""
            if token.kind == "op":
                hint = "one comparison at a time: join two with `and`"
            elif token.kind == "word" and nearest(token.written, ("and", "or")):
                hint = f"did you mean `{nearest(token.written, ('and', 'or'))}`?"
        return _WrongError(f"did not expect `{token.written}` here", token, hint)

    def close(self, mark: str, opened: Token, what: str, between: str = "") -> None:
        """Takes the mark that closes what was opened; else the mistake, at the spot where it is to be mended."""
        if not self.took(mark):
            if self.next.kind == "end":
                raise _WrongError(f"this {what} is never closed", opened, f"write `{mark}` where it ends")
            raise self.unexpected(between if self.next.kind in ("word", "number", "text") else "")

    # --- conditions ---------------------------------------------------------------------------------------

    def condition(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise _WrongError(f"nested deeper than {MAX_DEPTH} levels", self.next, "define words and use them")
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
            raise _WrongError(f"nested deeper than {MAX_DEPTH} levels", self.next, "define words and use them")
        if self.took("not"):
            return Not(self.unit(depth + 1))
        opened = self.next
        if self.took("("):
            node = self.condition(depth + 1)
            self.close(")", opened, "parenthesis")
            return node
        if self.took("always"):
            return Constant(True)
        if self.took("never"):
            return Constant(False)
        token = self.take()
        if token.kind == "number":
            return self.at_least(token, depth)
        if token.kind != "word" or token.text in KEYWORDS:
            raise self.no_condition(token)
        return self.claim(token)

    def no_condition(self, token: Token) -> _WrongError:
        """The mistake of a token where a condition should start."""
        if token.kind == "text" and self.next.kind == "op":
            return self.turned(token)
        if token.kind == "end":
            last = self.tokens[self.spot - 1].written
            return _WrongError("expected a condition here, and the text ends", token, f"go on, or take `{last}` out")
        hint = for_sign(token.written) if token.kind == "bad" else ""
        if token.kind == "op" or token.text == "in":
            hint = "name the fact before it"
        elif token.kind == "mark":
            hint = "a condition goes here, or there is a sign too many"
        elif token.text in KEYWORDS:
            hint = "a number goes before it: `2 of {…, …}`" if token.text == "of" else "a condition goes before it"
        return _WrongError(f"expected a condition here, found `{token.written}`", token, hint)

    def turned(self, token: Token) -> _WrongError:
        """The mistake of a comparison that starts with its value: `1 < trust < 4`."""
        sign, name, *rest = self.tokens[self.spot : self.spot + 4]
        hint = f"write `{name.written or 'trust'} {TURNED[sign.text]} {token.written}"
        if len(rest) > 1 and rest[0].kind == "op":
            hint += f" and {name.written} {rest[0].text} {rest[1].written}"
        return _WrongError("a comparison starts with its fact", token, hint + "`")

    def at_least(self, token: Token, depth: int) -> Node:
        if self.next.kind == "op":
            raise self.turned(token)
        if not self.took("of"):
            raise _WrongError(f"`{token.written}` alone is no condition", token, f"write `{token.written} of {{…, …}}`")
        opened = self.next
        if not self.took("{"):
            raise _WrongError("expected `{` after `of`", opened, f"write `{token.written} of {{…, …}}`")
        parts = [self.condition(depth + 1)]
        while self.took(","):
            parts.append(self.condition(depth + 1))
        self.close("}", opened, "list", "put a comma between two conditions")
        count = int(token.text) if len(token.text) <= MAX_DIGITS else MAX_TEXT
        if not 1 <= count <= len(parts):
            counts = "1" if len(parts) == 1 else f"a number from 1 to {len(parts)}"
            self.mistake(f"`{token.written} of` a list of {len(parts)}", token, f"write {counts}")
            return Constant(False)
        return AtLeast(count, tuple(parts))

    def claim(self, token: Token) -> Node:
        """A word in the place of a condition: a defined word, a yes/no fact, or a fact held against values."""
        name, follows = token.written, self.next
        negated = follows.text == "not" and self.tokens[self.spot + 1].text == "in"
        compared = follows.kind == "op" or (follows.text == "in" and follows.kind == "word") or negated
        if name in self.broken or not self.has(name):
            if name not in self.broken:
                self.mistake(f"unknown fact `{name}`", token, for_name(name, *self.known_names()))
            if compared:
                self.skip_comparison()
            return Constant(False)
        if name in self.word_names:
            if compared:
                return self.stands_alone(token, f"`{name}` is a defined word; it stands alone")
            meaning = self.word(name)
            return Constant(False) if meaning is None else Word(name, meaning)
        fact = self.catalogue[name]
        if fact.type == "yes/no":
            return self.stands_alone(token, f"`{name}` is yes or no; it stands alone") if compared else Test(name)
        if not compared:
            self.mistake(f"`{name}` needs something to be held against", token, how_to_test(fact))
            return Constant(False)
        if negated or follows.text == "in":
            operator = "not in" if self.took("not") else "in"
            self.took("in")
            return self.membership(fact, operator)
        self.took(follows.text)
        if follows.text not in ("==", "!=") and fact.type not in ("level", "count", "duration"):
            raise _WrongError(f"`{name}` has no order; `{follows.text}` needs one", follows, how_to_test(fact))
        value = self.value(fact)
        return Constant(False) if value is None else Test(name, follows.text, (value,))

    def known_names(self) -> tuple[list[Fact], list[str], list[str]]:
        return list(self.catalogue), list(self.word_names), ["always", "never"]

    def stands_alone(self, token: Token, message: str) -> Node:
        """Notes that something true or false was compared (`spoken == yes`), and steps over the comparison."""
        start = self.spot
        self.skip_comparison()
        over = self.tokens[start : self.spot]
        answers = {one.text.casefold() for one in over} & {"no", "false", "yes", "true"}
        is_no = (over[0].text in ("!=", "not")) != bool(answers & {"no", "false"})
        hint = f"write `{'not ' if is_no else ''}{token.written}`" if len(answers) == 1 else ""
        self.mistake(message, token, hint or f"write `{token.written}` or `not {token.written}`")
        return Constant(False)

    def skip_comparison(self) -> None:
        """Steps over the rest of a comparison that cannot be read, so that later mistakes are found too."""
        self.spot += self.next.text == "not"
        self.take()
        if self.next.text == "{":
            while self.next.kind != "end" and self.take().text != "}":
                pass
        elif self.next.kind in ("word", "number", "text"):
            self.take()
            if self.next.kind == "word" and days_from_text(f"1 {self.next.text}") is not None:
                self.take()

    # --- values -------------------------------------------------------------------------------------------

    def membership(self, fact: Fact, operator: str) -> Node:
        opened = self.next
        if not self.took("{"):
            hint = f"write `{fact.name} {operator} {{{self.listed()}}}`"
            raise _WrongError(f"expected `{{` after `{operator}`", opened, hint)
        values = [self.value(fact)]
        while self.took(","):
            if self.next.text == "}":
                raise _WrongError("expected a value after the comma", self.next, "leave the last comma out")
            values.append(self.value(fact))
        self.close("}", opened, "list", "put a comma between two values")
        good = [value for value in values if value is not None]
        if len(good) < len(values):
            return Constant(False)
        return Test(fact.name, operator, tuple(dict.fromkeys(good)))

    def listed(self) -> str:
        """The values that come next, as a list would hold them."""
        found = []
        for token in self.tokens[self.spot :]:
            if token.kind in ("word", "number", "text") and token.text not in KEYWORDS:
                found.append(token.written)
            elif token.written not in (",", "[", "("):
                break
        return ", ".join(found) or "…"

    def value(self, fact: Fact) -> Value | None:
        """The next value, in the form that the fact keeps, or None where it is a mistake (noted)."""
        token = self.take()
        if token.written == "-" and self.next.kind == "number":
            raise _WrongError(f"`{fact.name}` is never below 0", token, how_to_test(fact))
        if token.kind not in ("word", "number", "text") or (token.kind == "word" and token.written in MEANT):
            found = f"found `{token.written}`" if token.written else "and the text ends"
            hint = for_sign(token.written) if token.kind == "bad" else how_to_test(fact)
            raise _WrongError(f"expected a value for `{fact.name}`, {found}", token, hint)
        text = token.text[1:-1] if token.kind == "text" else token.written
        match fact.type:
            case "duration":
                return self.duration(fact, token)
            case "level" | "count":
                return self.number(fact, token)
            case "word":
                if not text.strip():
                    self.mistake("a text with nothing in it", token, how_to_test(fact))
                    return None
                return normal(fact, text)
            case _:
                try:
                    value = normal(fact, text)
                except FactError as error:
                    self.mistake(error.message, token, for_label(fact, text))
                    return None
                return next(iter(value)) if isinstance(value, frozenset) else value

    def duration(self, fact: Fact, token: Token) -> Value | None:
        days = None
        hint = "write it like `90 days` or `2 years`"
        if token.kind == "text":
            days = days_from_text(token.text[1:-1])
        elif token.kind == "number" and self.next.kind == "word" and self.next.text not in KEYWORDS:
            unit = self.take()
            days = days_from_text(f"{token.text} {unit.text}")
            meant = nearest(unit.text, UNITS)
            if days is None and days_from_text(f"1 {unit.text}") is None:
                near = f"did you mean `{meant}`?" if meant else "write days, weeks, months or years"
                self.mistake(f"unknown unit `{unit.written}`", unit, near)
                return None
        elif token.kind == "number":
            hint = f"write `{token.written} days`"
        elif token.written[0].isdecimal() and token.written.isalnum():
            number = token.written.rstrip("abcdefghijklmnopqrstuvwxyz")
            meant = nearest(token.written[len(number) :], UNITS)
            hint = f"write `{number} {meant or 'days'}`"
        if days is None:
            what = "needs a unit" if len(token.text) <= 6 else "of at most 6 digits, with a unit"
            self.mistake(f"`{fact.name}` is a duration and {what}", token, hint)
        return days

    def number(self, fact: Fact, token: Token) -> Value | None:
        if token.kind != "number" or len(token.text) > MAX_DIGITS:
            hint, message = (
                f"write it as in `{fact.name} >= 3`",
                f"`{fact.name}` is a whole number; `{token.written}` is not",
            )
            if token.kind == "number":
                message = f"`{fact.name}` has at most {MAX_DIGITS} digits"
            self.mistake(message, token, hint)
            return None
        number = int(token.text)
        if self.next.kind == "word" and days_from_text(f"1 {self.next.text}") is not None:
            self.mistake(f"`{fact.name}` is a {fact.type}; it has no unit", self.take(), "leave the unit out")
            return None
        if fact.type == "level" and number > LEVEL_MAX:
            self.mistake(f"`{fact.name}` goes from 0 to {LEVEL_MAX}", token, f"the highest is {LEVEL_MAX}")
            return None
        return number
