"""A policy file's text to standards; every mistake is found before any is reported."""

import re
from collections.abc import Mapping

from ..errors import Mistake, PolicyError
from ..facts.catalogue import ALIASES, CATALOGUE, NETWORK_DEFAULTS, PURPOSES, TYPES, Fact, Step
from ..facts.values import Value, days_from_text
from ..facts.words import did_you_mean
from .document import NO_VALUE, read_document
from .linked import too_many_linked
from .parser import KEYWORDS, parse_condition
from .standards import KINDS, STRATEGIES, Door, Rule, Standards
from .suggestions import as_written, in_toml, visible
from .tree import Node, Word, parts_of
from .written import without_controls, written_facts

MAX_NESTED, MAX_TESTS = 100, 5_000
_NAME = re.compile(r"[^\W\d](?:[\w\-]*\w)?")
_TOP = ("strategy", "define", "facts", "assume", "house", "networks")
_DOOR = ("purpose", "closeness", "otherwise", *KINDS)
_OWN = ("type", "question", "meaning", "labels", "options", "implies", "step", "minutes", "who", "stale")
_WHO = ("me", "them", "both")

Table = Mapping[str, object]


def read_standards(text: str, name: str = "policy.toml") -> Standards:
    """The standards that `text` states; PolicyError lists every mistake, its places starting with `name`."""
    reader = _Reader(text, name)
    try:
        return reader.read()
    except RecursionError:
        mistake = Mistake(name, "nested too deeply", hint="use fewer parentheses, and fewer words within words")
        raise PolicyError([mistake]) from None


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.mistakes: list[Mistake] = []
        self.catalogue = CATALOGUE
        self.meanings: dict[str, Node | None] = {}
        self.word_texts: dict[str, object] = {}
        self.opening: list[str] = []
        self.circular: set[str] = set()
        self.broken: set[str] = set()  # own facts with a mistake
        self.weights: dict[int, tuple[int, int]] = {}  # of the words' trees: how deep, how many tests

    def wrong(self, place: tuple[str, ...], message: str, hint: str = "") -> None:
        self.mistakes.append(Mistake(visible(", ".join((self.name, *place))), visible(message), hint=visible(hint)))

    def read(self) -> Standards:
        document = self.document()
        strategy = document.get("strategy")
        if strategy is not None and strategy not in STRATEGIES:
            self.wrong(("strategy",), f"unknown strategy `{as_written(strategy)}`", _one_of(strategy, STRATEGIES))
        own, added = self.own_facts(document)
        self.catalogue = CATALOGUE.with_own([*own, *added])
        self.check_implications(own)
        self.define(self.table(document, "define"))
        assume_table = dict(self.table(document, "assume"))
        strangers = assume_table.pop("strangers", {})
        assume = self.assumptions(("assume",), assume_table)
        if not isinstance(strangers, Mapping):
            self.wrong(("assume", "strangers"), NO_VALUE, "write [assume.strangers], and its lines below it")
            strangers = {}
        assume_strangers = self.assumptions(("assume", "strangers"), strangers)
        house_table = self.table(document, "house")
        self.known_keys(("house",), house_table, KINDS)
        house = self.rules(("house",), house_table, is_house=True)
        doors = self.doors(self.table(document, "networks"), house)
        if not doors and not self.mistakes:
            self.wrong((), "there is no door in it", 'add one: [networks.linkedin.accept] "anyone I know" = "known"')
        if self.mistakes:
            raise PolicyError(self.mistakes)
        words = {word: node for word, node in self.meanings.items() if node is not None}
        labels = {fact.name: fact.options for fact in added}
        return Standards(
            str(strategy) if strategy is not None else None,
            words, tuple(own), labels, assume, assume_strangers, house, doors, self.catalogue,
        )  # fmt: skip

    def document(self) -> Table:
        document = read_document(self.text, self.name, "policy")
        self.known_keys((), document, _TOP)
        return document

    def table(self, document: Table, key: str) -> Table:
        found = document.get(key, {})
        if isinstance(found, Mapping):
            return found
        self.wrong((key,), NO_VALUE, f"write [{key}], and its lines below it")
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
                self.wrong(place, NO_VALUE, f"write [facts.{name}], and its lines below it")
                continue
            self.known_keys(place, row, _OWN)
            if name in CATALOGUE:
                labels = self.added_labels(place, name, row)
                if labels is not None:
                    added.append(labels)
            elif not _can_be_named(name) or name == "strangers":
                self.wrong(place, f"`{name}` cannot be the name of a fact", "use letters, digits and _")
            else:
                before = len(self.mistakes)
                own.append(self.own_fact(place, name, row))
                if len(self.mistakes) > before:
                    self.broken.add(name)
        return own, added

    def added_labels(self, place: tuple[str, ...], name: str, row: Table) -> Fact | None:
        shipped = CATALOGUE[name]
        if shipped.type != "labels" or set(row) - {"labels", "type", "question", "meaning"} or "labels" not in row:
            only = "only labels can be added to it" if shipped.type == "labels" else "it stays as it is"
            self.wrong(place, f"`{name}` is a shipped fact; {only}", "give your own fact another name")
            return None
        return Fact(name, "labels", shipped.meaning, options=self.strings(place, row, "labels"))

    def own_fact(self, place: tuple[str, ...], name: str, row: Table) -> Fact:
        kind = row.get("type")
        if kind not in TYPES:
            message = "it needs a type" if kind is None else f"unknown type `{as_written(kind)}`"
            self.wrong(place, message, _one_of(kind, TYPES))
            kind = "yes/no"
        key = "labels" if kind == "labels" or "labels" in row else "options"
        options = self.strings(place, row, key)
        if kind in ("labels", "one of") and not row.get(key):
            self.wrong(place, f"a fact of type `{kind}` needs its {key}", f'{key} = ["first", "second"]')
        if kind not in ("labels", "one of") and options:
            self.wrong(place, f"a fact of type `{kind}` has no {key}")
        step = None
        if "step" in row or "minutes" in row:
            minutes = row.get("minutes", 15)
            if kind != "yes/no":
                self.wrong(place, "only a yes/no fact can have a step", "take `step` and `minutes` out")
            elif not isinstance(minutes, int) or isinstance(minutes, bool) or not 1 <= minutes <= 100_000:
                self.wrong(place, f"minutes is a whole number from 1; `{in_toml(minutes)}` is not", "minutes = 15")
            elif row.get("who", "me") not in _WHO:
                self.wrong(place, f"unknown `who`: `{as_written(row['who'])}`", _one_of(row["who"], _WHO))
            else:
                step = Step(self.string(place, row, "step") or name, minutes, str(row.get("who", "me")))
        implies = self.strings(place, row, "implies")
        if implies and kind != "yes/no":
            self.wrong(place, "only a yes/no fact can imply another", "take `implies` out")
        stale = row.get("stale")
        stale_days = days_from_text(stale) if isinstance(stale, str) else None
        if stale is not None and stale_days is None:
            self.wrong(place, f"stale is a duration; `{in_toml(stale)}` is not", 'stale = "2 years"')
        meaning = self.string(place, row, "meaning")
        question = self.string(place, row, "question") or f"{(meaning or name).replace('_', ' ').capitalize()}?"
        return Fact(
            name, str(kind), meaning or question, ("me",), question, options, step, implies,
            stale_days=stale_days, own=True,
        )  # fmt: skip

    def strings(self, place: tuple[str, ...], row: Table, key: str) -> tuple[str, ...]:
        found = row.get(key, [])
        if isinstance(found, list) and all(isinstance(one, str) and one.strip() for one in found):
            for one in found:
                self.no_controls(place, key, one)
            return tuple(dict.fromkeys(str(one) for one in found))
        self.wrong(place, f"{key} is a list of words", f'{key} = ["first", "second"]')
        return ()

    def string(self, place: tuple[str, ...], row: Table, key: str) -> str:
        found = row.get(key, "")
        if isinstance(found, str):
            self.no_controls(place, key, found)
            return found
        self.wrong(place, f"{key} is a text; `{in_toml(found)}` is not", f'{key} = "…"')
        return ""

    def no_controls(self, place: tuple[str, ...], what: str, text: str) -> None:
        """Notes a text that a screen would obey rather than show."""
        without_controls(place, what, text, self.wrong)

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
                    self.wrong(
                        ("facts", fact.name), f"implies `{other}`, which is no yes/no fact", f"take `{other}` out"
                    )
        if self.mistakes:
            return
        crowd = too_many_linked(self.catalogue)
        if crowd:
            message = f"{len(crowd)} facts hang together by `implies`: {', '.join(crowd)}"
            self.wrong(("facts",), message, "at most 6 may; leave an `implies` out")
            return
        for fact in own:
            circle = self.circle_of([fact.name]) if fact.name not in self.circular else []
            if circle:
                self.circular.update(circle)
                hint = "make one fact of them" if len(circle) > 2 else "take `implies` out"
                self.wrong(("facts", fact.name), f"implies itself: {' → '.join(circle)}", hint)

    def circle_of(self, path: list[str]) -> list[str]:
        """The way by which the first fact on the path implies itself, or nothing."""
        for other in self.catalogue[path[-1]].implies:
            if other == path[0]:
                return [*path, other]
            if other in self.catalogue and other not in path:
                found = self.circle_of([*path, other])
                if found:
                    return found
        return []

    # --- words --------------------------------------------------------------------------------------------

    def define(self, table: Table) -> None:
        self.word_texts = dict(table)
        for word in table:
            if not _can_be_named(word):
                self.wrong(("define", word), f"`{word}` cannot be the name of a word", "use letters, digits and _")
            elif word in self.catalogue:
                self.wrong(("define", word), f"`{word}` is a fact already", "give your word another name")
        for word in table:
            self.meaning(word)

    def meaning(self, word: str) -> Node | None:
        """The tree of a defined word, parsed when first needed; None where it is wrong or runs in a circle."""
        if word in self.meanings:
            return self.meanings[word]
        if word in self.opening:
            circle = self.opening[self.opening.index(word) :]
            if not self.circular.intersection(circle):
                self.circular.update(circle)
                ways = " → ".join([*circle, word])
                self.wrong(("define", word), f"defined by itself: {ways}", "say one of them without the others")
            return None
        if len(self.opening) > 30:
            self.wrong(("define", word), "words within words, deeper than 30 levels", "use fewer")
            return None
        self.opening.append(word)
        node = self.condition(("define", word), self.word_texts[word])
        self.opening.pop()
        self.meanings[word] = node
        return node

    def condition(self, place: tuple[str, ...], text: object) -> Node | None:
        """The tree of a condition's text, or None where it has a mistake (noted)."""
        where = visible(", ".join((self.name, *place)))
        if not isinstance(text, str):
            example = {"True": "always", "False": "never"}.get(str(text), "spoken and trust >= 3")
            self.wrong(place, f"a condition is a text; `{in_toml(text)}` is not", f'write "{example}"')
            return None
        node, mistakes = parse_condition(text, where, self.catalogue, self.meaning, self.word_texts, self.broken)
        self.mistakes += mistakes
        if mistakes:
            return None
        deep, tests = self.weight(node)
        if deep > MAX_NESTED or tests > MAX_TESTS:
            much = f"nested {deep} levels deep" if deep > MAX_NESTED else f"comes to {tests} tests"
            self.wrong(place, f"{much} once its words are opened", "say it more simply")
            return None
        return node

    def weight(self, node: Node) -> tuple[int, int]:
        """How deep the tree is and how many tests it comes to, defined words opened."""
        if isinstance(node, Word):
            if id(node.meaning) not in self.weights:
                self.weights[id(node.meaning)] = self.weight(node.meaning)
            return self.weights[id(node.meaning)]
        parts = [self.weight(part) for part in parts_of(node)]
        return 1 + max((deep for deep, _ in parts), default=0), sum(tests for _, tests in parts) or 1

    # --- assumptions, rules, doors ------------------------------------------------------------------------

    def assumptions(self, place: tuple[str, ...], table: Table) -> dict[str, Value]:
        return written_facts(table, place, self.catalogue, self.wrong, self.broken)

    def rules(self, place: tuple[str, ...], table: Table, is_house: bool = False) -> tuple[Rule, ...]:
        rules = []
        for kind in KINDS:
            found = table.get(kind, {})
            if not isinstance(found, Mapping):
                self.wrong((*place, kind), NO_VALUE, f'write {kind} = {{ "a name" = "a condition" }}')
                continue
            for name, text in found.items():
                if not name.strip():
                    self.wrong((*place, kind), "a rule needs a name", "the name is the reason that you will read")
                self.no_controls((*place, kind), "the rule's name", name)
                node = self.condition((*place, kind, f'"{name}"'), text)
                if node is not None:
                    rules.append(Rule(kind, name, node, is_house))
        return tuple(rules)

    def doors(self, table: Table, house: tuple[Rule, ...]) -> dict[str, Door]:
        doors: dict[str, Door] = {}
        for written, row in table.items():
            network = ALIASES.get(written, written)
            if not isinstance(row, Mapping):
                self.wrong((written,), NO_VALUE, f"write [networks.{written}], and its lines below it")
                continue
            if network in doors:
                other = next(name for name in table if name != written and ALIASES.get(name, name) == network)
                self.wrong((written,), f"`{other}` and `{written}` are the same network", "make one section of them")
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
            self.wrong(place, f"unknown purpose `{as_written(given)}`", _one_of(given, PURPOSES))
        near = row.get("closeness", closeness)
        if not isinstance(near, int) or isinstance(near, bool) or not 0 <= near <= 3:
            self.wrong(place, f"closeness goes from 0 to 3; `{in_toml(near)}` does not", "0 is public, 3 is private")
            near = closeness
        otherwise = row.get("otherwise", "ask")
        if otherwise not in ("ask", "decline"):
            hint = 'a door for anyone: accept = { "anyone" = "always" }' if otherwise == "accept" else ""
            message = f"otherwise is `ask` or `decline`, not `{as_written(otherwise)}`"
            self.wrong(place, message, hint or _one_of(otherwise, ("ask", "decline")))
            otherwise = "ask"
        rules = self.rules(place, row)
        names = {(rule.kind, rule.name) for rule in house}
        for rule in rules:
            if (rule.kind, rule.name) in names:
                self.wrong(
                    (*place, rule.kind, f'"{rule.name}"'), "the house has a rule of that name", "give it another name"
                )
        return Door(network, str(given), near, str(otherwise), house + rules)


def _can_be_named(name: str) -> bool:
    """True where a fact or a word can have this name."""
    return _NAME.fullmatch(name) is not None and name.lower() not in KEYWORDS and name.isprintable()


def _one_of(given: object, known: tuple[str, ...]) -> str:
    """Which of the known words was meant, or all of them."""
    near = did_you_mean(given, known) if isinstance(given, str) else ""
    return near or "it is one of " + ", ".join(known)
