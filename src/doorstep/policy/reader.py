"""A policy file's text to standards; every mistake is found before any is reported."""

import re
import tomllib
from collections.abc import Mapping

from ..errors import FactError, Mistake, PolicyError
from ..facts.catalogue import ALIASES, CATALOGUE, NETWORK_DEFAULTS, PURPOSES, TYPES, Fact, Step
from ..facts.values import Value, days_from_text, normal
from ..facts.words import did_you_mean
from .linked import contradiction, too_many_linked
from .parser import KEYWORDS, parse_condition
from .standards import KINDS, STRATEGIES, Door, Rule, Standards
from .tree import Node

MAX_FILE = 1_000_000
_NAME = re.compile(r"[^\W\d](?:[\w\-]*\w)?")
_TOP = ("strategy", "define", "facts", "assume", "house", "networks")
_DOOR = ("purpose", "closeness", "otherwise", *KINDS)
_OWN = ("type", "question", "meaning", "labels", "options", "implies", "step", "minutes", "who", "stale")

Table = Mapping[str, object]


def read_standards(text: str, name: str = "policy.toml") -> Standards:
    """The standards that `text` states; PolicyError lists every mistake, its places starting with `name`."""
    return _Reader(text, name).read()


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.mistakes: list[Mistake] = []
        self.catalogue = CATALOGUE
        self.meanings: dict[str, Node | None] = {}
        self.word_texts: dict[str, object] = {}
        self.opening: list[str] = []

    def wrong(self, place: tuple[str, ...], message: str, hint: str = "") -> None:
        self.mistakes.append(Mistake(", ".join((self.name, *place)), message, hint=hint))

    def read(self) -> Standards:
        document = self.document()
        strategy = document.get("strategy")
        if strategy is not None and strategy not in STRATEGIES:
            self.wrong(("strategy",), f"unknown strategy `{strategy}`; it is one of {', '.join(STRATEGIES)}")
        own, added = self.own_facts(document)
        self.catalogue = CATALOGUE.with_own([*own, *added])
        self.check_implications(own)
        self.define(self.table(document, "define"))
        assume_table = dict(self.table(document, "assume"))
        strangers = assume_table.pop("strangers", {})
        assume = self.assumptions(("assume",), assume_table)
        if not isinstance(strangers, Mapping):
            self.wrong(("assume", "strangers"), "this is a table: `[assume.strangers]`")
            strangers = {}
        assume_strangers = self.assumptions(("assume", "strangers"), strangers)
        house_table = self.table(document, "house")
        self.known_keys(("house",), house_table, KINDS)
        house = self.rules(("house",), house_table, is_house=True)
        doors = self.doors(self.table(document, "networks"), house)
        if not doors and not self.mistakes:
            self.wrong((), "there is no door in it", "add one: [networks.linkedin.accept]")
        if self.mistakes:
            raise PolicyError(self.mistakes)
        words = {word: node for word, node in self.meanings.items() if node is not None}
        labels = {fact.name: fact.options for fact in added}
        return Standards(
            str(strategy) if strategy is not None else None,
            words, tuple(own), labels, assume, assume_strangers, house, doors, self.catalogue,
        )  # fmt: skip

    def document(self) -> Table:
        if len(self.text) > MAX_FILE:
            raise PolicyError([Mistake(self.name, f"longer than {MAX_FILE} characters: is this a policy?")])
        try:
            document = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            raise PolicyError([_toml_mistake(self.name, self.text, str(error))]) from None
        except RecursionError:
            raise PolicyError([Mistake(self.name, "nested too deeply: is this a policy?")]) from None
        self.known_keys((), document, _TOP)
        return document

    def table(self, document: Table, key: str) -> Table:
        found = document.get(key, {})
        if isinstance(found, Mapping):
            return found
        self.wrong((key,), f"this is a table: `[{key}]`")
        return {}

    def known_keys(self, place: tuple[str, ...], table: Table, known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                hint = did_you_mean(key, known) or "it knows " + ", ".join(known)
                self.wrong(place, f"unknown key `{key}`", hint)

    # --- facts of one's own -------------------------------------------------------------------------------

    def own_facts(self, document: Table) -> tuple[list[Fact], list[Fact]]:
        own, added = [], []
        for name, row in self.table(document, "facts").items():
            place = ("facts", name)
            if not isinstance(row, Mapping):
                self.wrong(place, f"this is a table: `[facts.{name}]`")
                continue
            self.known_keys(place, row, _OWN)
            if name in CATALOGUE:
                labels = self.added_labels(place, name, row)
                if labels is not None:
                    added.append(labels)
            elif not _NAME.fullmatch(name) or name in KEYWORDS or name == "strangers":
                self.wrong(place, f"`{name}` cannot be the name of a fact", "use letters, digits and _")
            else:
                own.append(self.own_fact(place, name, row))
        return own, added

    def added_labels(self, place: tuple[str, ...], name: str, row: Table) -> Fact | None:
        shipped = CATALOGUE[name]
        if (
            shipped.type != "labels"
            or set(row) - {"labels", "type", "question", "meaning"}
            or "labels" not in row
        ):
            self.wrong(place, f"`{name}` is a shipped fact; only labels can be added, and only to a fact with labels",
                       "give your fact another name")  # fmt: skip
            return None
        return Fact(name, "labels", shipped.meaning, options=self.strings(place, row, "labels"))

    def own_fact(self, place: tuple[str, ...], name: str, row: Table) -> Fact:
        kind = row.get("type")
        if kind not in TYPES:
            hint = did_you_mean(kind, TYPES) if isinstance(kind, str) else ""
            self.wrong(place, "needs a type, one of " + ", ".join(f'"{one}"' for one in TYPES), hint)
            kind = "yes/no"
        key = "labels" if kind == "labels" or "labels" in row else "options"
        options = self.strings(place, row, key)
        if kind in ("labels", "one of") and not options:
            self.wrong(place, f"a fact of type `{kind}` needs its {key}", f'{key} = ["first", "second"]')
        if kind not in ("labels", "one of") and options:
            self.wrong(place, f"a fact of type `{kind}` has no {key}")
        step = None
        if "step" in row or "minutes" in row:
            minutes = row.get("minutes", 15)
            if kind != "yes/no":
                self.wrong(place, "only a yes/no fact can have a step")
            elif not isinstance(minutes, int) or isinstance(minutes, bool) or not 1 <= minutes <= 100_000:
                self.wrong(place, "minutes is a whole number, 1 or more")
            else:
                step = Step(
                    self.string(place, row, "step") or name, minutes, self.string(place, row, "who") or "me"
                )
        implies = self.strings(place, row, "implies")
        if implies and kind != "yes/no":
            self.wrong(place, "only a yes/no fact can imply another")
        stale = row.get("stale")
        stale_days = days_from_text(stale) if isinstance(stale, str) else None
        if stale is not None and stale_days is None:
            self.wrong(place, "stale is a duration", 'stale = "2 years"')
        meaning = self.string(place, row, "meaning")
        question = (
            self.string(place, row, "question") or f"{(meaning or name).replace('_', ' ').capitalize()}?"
        )
        return Fact(
            name, str(kind), meaning or question, ("me",), question, options, step, implies,
            stale_days=stale_days, own=True,
        )  # fmt: skip

    def strings(self, place: tuple[str, ...], row: Table, key: str) -> tuple[str, ...]:
        found = row.get(key, [])
        if isinstance(found, list) and all(isinstance(one, str) and one.strip() for one in found):
            return tuple(dict.fromkeys(str(one) for one in found))
        self.wrong(place, f"{key} is a list of words", f'{key} = ["first", "second"]')
        return ()

    def string(self, place: tuple[str, ...], row: Table, key: str) -> str:
        found = row.get(key, "")
        if isinstance(found, str):
            return found
        self.wrong(place, f"{key} is a text", f'{key} = "…"')
        return ""

    def check_implications(self, own: list[Fact]) -> None:
        for fact in own:
            for other in fact.implies:
                if other not in self.catalogue:
                    names = [one.name for one in self.catalogue]
                    self.wrong(
                        ("facts", fact.name),
                        f"implies the unknown fact `{other}`",
                        did_you_mean(other, names),
                    )
                elif self.catalogue[other].type != "yes/no":
                    self.wrong(("facts", fact.name), f"implies `{other}`, which is no yes/no fact")
        if not self.mistakes:
            crowd = too_many_linked(self.catalogue)
            if crowd:
                self.wrong(
                    ("facts",),
                    f"too many facts hang together by `implies`: {', '.join(crowd)}; at most 6 may",
                )

    # --- words --------------------------------------------------------------------------------------------

    def define(self, table: Table) -> None:
        self.word_texts = dict(table)
        for word in table:
            if not _NAME.fullmatch(word) or word in KEYWORDS:
                self.wrong(
                    ("define", word), f"`{word}` cannot be the name of a word", "use letters, digits and _"
                )
            elif word in self.catalogue:
                self.wrong(("define", word), f"`{word}` is a fact already", "give your word another name")
        for word in table:
            self.meaning(word)

    def meaning(self, word: str) -> Node | None:
        """The tree of a defined word, parsed when first needed; None where it is wrong or runs in a circle."""
        if word in self.meanings:
            return self.meanings[word]
        if word in self.opening:
            circle = " → ".join([*self.opening[self.opening.index(word) :], word])
            self.wrong(("define", word), f"defined by itself: {circle}")
            return None
        if len(self.opening) > 30:
            self.wrong(("define", word), "words within words, deeper than 30 levels")
            return None
        self.opening.append(word)
        node = self.condition(("define", word), self.word_texts[word])
        self.opening.pop()
        self.meanings[word] = node
        return node

    def condition(self, place: tuple[str, ...], text: object) -> Node | None:
        """The tree of a condition's text, or None where it has a mistake (noted)."""
        where = ", ".join((self.name, *place))
        if not isinstance(text, str):
            self.wrong(place, f"a condition is a text; `{text}` is not", 'write "spoken and trust >= 3"')
            return None
        node, mistakes = parse_condition(text, where, self.catalogue, self.meaning, self.word_texts)
        self.mistakes += mistakes
        return None if mistakes else node

    # --- assumptions, rules, doors ------------------------------------------------------------------------

    def assumptions(self, place: tuple[str, ...], table: Table) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for name, value in table.items():
            if name not in self.catalogue:
                names = [fact.name for fact in self.catalogue]
                self.wrong(place, f"unknown fact `{name}`", did_you_mean(name, names))
                continue
            fact = self.catalogue[name]
            if fact.type == "duration":
                days = days_from_text(value) if isinstance(value, str) else None
                if days is None:
                    self.wrong((*place, name), f"`{name}` is a duration", f'{name} = "90 days"')
                else:
                    found[name] = days
                continue
            if isinstance(value, int) and not isinstance(value, bool) and fact.type == "yes/no":
                self.wrong(
                    (*place, name), f"`{name}` is yes or no", f"{name} = {'true' if value else 'false'}"
                )
                continue
            try:
                found[name] = normal(fact, value)
            except FactError as error:
                self.wrong((*place, name), error.message, error.next_step)
        clash = contradiction(self.catalogue, found)
        if clash:
            self.wrong(place, f"these contradict each other: {clash}")
        return found

    def rules(self, place: tuple[str, ...], table: Table, is_house: bool = False) -> tuple[Rule, ...]:
        rules = []
        for kind in KINDS:
            found = table.get(kind, {})
            if not isinstance(found, Mapping):
                self.wrong(
                    (*place, kind), "this is a table of rules", f'{kind} = {{ "a name" = "a condition" }}'
                )
                continue
            for name, text in found.items():
                if not name.strip():
                    self.wrong(
                        (*place, kind), "a rule needs a name; the name is the reason that you will read"
                    )
                node = self.condition((*place, kind, f'"{name}"'), text)
                if node is not None:
                    rules.append(Rule(kind, name, node, is_house))
        return tuple(rules)

    def doors(self, table: Table, house: tuple[Rule, ...]) -> dict[str, Door]:
        doors: dict[str, Door] = {}
        for written, row in table.items():
            network = ALIASES.get(written, written)
            if not isinstance(row, Mapping):
                self.wrong((written,), f"this is a table: `[networks.{written}]`")
                continue
            if network in doors:
                self.wrong(
                    (written,), f"`{written}` and another section are the same network", "join the two"
                )
                continue
            if network not in NETWORK_DEFAULTS:
                hint = did_you_mean(network, (*NETWORK_DEFAULTS, *ALIASES))
                if hint or not _NAME.fullmatch(network):
                    self.wrong((written,), f"unknown network `{written}`", hint)
            self.known_keys((written,), row, _DOOR)
            doors[network] = self.door((written,), network, row, house)
        return doors

    def door(self, place: tuple[str, ...], network: str, row: Table, house: tuple[Rule, ...]) -> Door:
        purpose, closeness = NETWORK_DEFAULTS.get(network, ("business", 1))
        given = row.get("purpose", purpose)
        if given not in PURPOSES:
            self.wrong(place, f"unknown purpose `{given}`; it is one of {', '.join(PURPOSES)}")
        near = row.get("closeness", closeness)
        if not isinstance(near, int) or isinstance(near, bool) or not 0 <= near <= 3:
            self.wrong(place, f"closeness goes from 0 (public) to 3 (private); `{near}` does not")
            near = closeness
        otherwise = row.get("otherwise", "ask")
        if otherwise not in ("ask", "decline"):
            self.wrong(place, f"otherwise is `ask` or `decline`, not `{otherwise}`")
            otherwise = "ask"
        rules = self.rules(place, row)
        names = {(rule.kind, rule.name) for rule in house}
        for rule in rules:
            if (rule.kind, rule.name) in names:
                self.wrong((*place, rule.kind, f'"{rule.name}"'), "the house has a rule of that name already")
        return Door(network, str(given), near, str(otherwise), house + rules)


def _toml_mistake(name: str, text: str, message: str) -> Mistake:
    """A mistake of the file's own form, with the line it is in where the message tells."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    sentence = re.sub(r"\s*\(at .*\)$", "", message)
    if not found:
        return Mistake(name, f"this is not TOML: {sentence}")
    line, column = int(found[1]), int(found[2])
    lines = text.splitlines()
    shown = lines[line - 1] if line <= len(lines) else ""
    return Mistake(
        f"{name}, line {line}", f"this is not TOML: {sentence}", shown, min(column - 1, len(shown))
    )
