"""Cases beside a policy: somebody of whom some facts are known, and what the policy has to answer.

A case is a table whose name is a sentence:

    ["a partner I have not spoken with asks on Facebook"]
    network      = "facebook"
    facts.role   = "partner"
    facts.spoken = false
    expect       = "not yet"
    steps        = ["spoken"]

`expect` is required. `because` (rules), `steps` (of the cheapest plan), `possible` and `offers` are compared where they
are given, without regard to order. A fact that is left out is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date

from ..errors import CasesError, Mistake, PolicyError
from ..facts.catalogue import ALIASES, NETWORK_DEFAULTS, Catalogue
from ..facts.record import record
from ..facts.values import Value, days_from_text, duration_text
from ..facts.words import did_you_mean
from .document import read_document
from .suggestions import as_written, in_toml, visible
from .written import without_controls, written_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import Policy

VERDICTS = ("accept", "not_yet", "ask", "decline")
OUTCOMES = ("accept", "ask", "decline")
_KEYS = ("network", "facts", "expect", "because", "steps", "possible", "offers", "today")
_SECTION = 'begin it with its name: ["a friend asks on Facebook"]'


@record
class Case:
    """One case. What is None is not looked at; `steps` are facts, and a wait as `wait 20 days`."""

    name: str
    network: str
    facts: Mapping[str, Value]
    expect: str
    because: tuple[str, ...] | None = None
    steps: tuple[str, ...] | None = None
    possible: tuple[str, ...] | None = None
    offers: tuple[str, ...] | None = None
    today: date | None = None
    file: str = ""


def read_cases(files: Iterable[tuple[str, str]], policy: Policy) -> tuple[Case, ...]:
    """The cases in files, given as (name, text), for this policy; CasesError lists every mistake in all of them."""
    cases: list[Case] = []
    mistakes: list[Mistake] = []
    for name, text in files:
        reader = _Reader(name, policy.catalogue, policy.networks)
        cases += reader.read(text)
        mistakes += reader.mistakes
    if mistakes:
        raise CasesError(mistakes)
    return tuple(cases)


class _Reader:
    def __init__(self, name: str, catalogue: Catalogue, networks: tuple[str, ...]) -> None:
        self.name, self.catalogue = name, catalogue
        self.networks = tuple(dict.fromkeys((*networks, *NETWORK_DEFAULTS, *ALIASES)))
        self.mistakes: list[Mistake] = []

    def wrong(self, place: tuple[str, ...], message: str, hint: str = "") -> None:
        self.mistakes.append(Mistake(visible(", ".join((self.name, *place))), visible(message), hint=visible(hint)))

    def read(self, text: str) -> list[Case]:
        try:
            document = read_document(text, self.name, "file of cases")
        except PolicyError as error:
            self.mistakes += error.mistakes
            return []
        day = self.day((), document.pop("today", None))
        found = []
        for name, row in document.items():
            if not isinstance(row, dict):
                self.wrong((), f"`{as_written(name)}` stands in no case", _SECTION)
                continue
            before = len(self.mistakes)
            case = self.case(name, row, day)
            if len(self.mistakes) == before:
                found.append(case)
        if not document:
            self.wrong((), "there is no case in it", _SECTION)
        return found

    def case(self, name: str, row: Mapping[str, object], day: date | None) -> Case:
        place = (f'"{name}"',)
        if not name.strip():
            self.wrong(place, "a case needs a name", "say in a sentence who asks where")
        without_controls(place, "the case's name", name, self.wrong)
        for key in row:
            if key not in _KEYS:
                hint = f"write facts.{key}" if key in self.catalogue else did_you_mean(key, _KEYS)
                self.wrong(place, f"unknown key `{as_written(key)}`", hint or "it knows " + ", ".join(_KEYS))
        facts = row.get("facts", {})
        if not isinstance(facts, Mapping):
            self.wrong((*place, "facts"), "these are a list of facts with their values", "facts.spoken = false")
            facts = {}
        return Case(
            name,
            self.network(place, row.get("network")),
            written_facts(facts, (*place, "facts"), self.catalogue, self.wrong),
            self.verdict(place, row.get("expect")),
            self.words(place, row, "because"),
            self.words(place, row, "steps", self.step),
            self.words(place, row, "possible", lambda there, one: self.one_of(there, "outcome", one, OUTCOMES)),
            self.words(place, row, "offers", self.network),
            self.day(place, row.get("today")) or day,
            self.name,
        )

    def network(self, place: tuple[str, ...], given: object) -> str:
        if given is None:
            self.wrong(place, "it needs a network", 'network = "linkedin"')
            return ""
        known = self.one_of(place, "network", given, self.networks)
        return ALIASES.get(known, known)

    def verdict(self, place: tuple[str, ...], given: object) -> str:
        if given is None:
            self.wrong(place, "it needs an answer to expect", 'expect = "accept", "not yet", "ask" or "decline"')
            return ""
        word = given.replace(" ", "_") if isinstance(given, str) else given
        return self.one_of((*place, "expect"), "answer", word, VERDICTS)

    def one_of(self, place: tuple[str, ...], what: str, given: object, known: tuple[str, ...]) -> str:
        if isinstance(given, str) and given in known:
            return given
        near = did_you_mean(given, known) if isinstance(given, str) else ""
        self.wrong(place, f"unknown {what} `{as_written(given)}`", near or "it is one of " + ", ".join(known))
        return ""

    def words(
        self,
        place: tuple[str, ...],
        row: Mapping[str, object],
        key: str,
        read: Callable[[tuple[str, ...], object], str] | None = None,
    ) -> tuple[str, ...] | None:
        """A list of words, or one word alone; None where the key is not there."""
        if key not in row:
            return None
        there = (*place, key)
        given = row[key]
        listed = [given] if isinstance(given, str) else given
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            self.wrong(there, f"{key} is a list of words; `{in_toml(given)}` is not", f'{key} = ["…"]')
            return ()
        for one in listed:
            without_controls(there, key, one, self.wrong)
        return tuple(dict.fromkeys(read(there, one) if read else one for one in listed))

    def step(self, place: tuple[str, ...], given: object) -> str:
        text = str(given)
        days = days_from_text(text.removeprefix("wait ")) if text.startswith("wait ") else None
        if days:
            return "wait " + duration_text(days)
        can = [fact.name for fact in self.catalogue if fact.step]
        if text not in can:
            hint = did_you_mean(text, can) or "it is wait 20 days, or one of " + ", ".join(can)
            self.wrong(place, f"`{as_written(given)}` is no step", hint)
        return text

    def day(self, place: tuple[str, ...], given: object) -> date | None:
        if isinstance(given, str):
            with suppress(ValueError):
                given = date.fromisoformat(given)
        if given is None or type(given) is date:
            return given
        self.wrong((*place, "today"), f"`{in_toml(given)}` is no day", "today = 2026-11-23")
        return None
