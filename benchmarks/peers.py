"""The peers that decide one request, each with the policy compiled ahead, a door at a time, and asked in its own way.

All read the same encodings (see encoding.py), each in the form of its own that was fastest:

zen-engine: one compiled expression a door (in a decision document it takes 25x as long). `ahead` gives it JSON text, in
    which every no is left out; `plain` the dict.
common-expression-language: one compiled program a door. `ahead` gives it a Context whose values are CEL's own already,
    so that nothing of the input is converted while the clock runs. `plain` gives it the dict with null for what is
    unknown, because a variable that is not there is an error (one variable with fields and `has()` takes 4x as long).
cedarpy: one parsed PolicySet a door, with one forbid (a decline rule surely holds) and one permit (an accept rule
    surely holds and no other may). Allow is accept, a denial with a reason is decline, one without is neither. `ahead`
    gives it the person as a parsed entity, `plain` the dict as the context.
rule-engine: one compiled Rule a door; a missing name is null.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cedarpy
import cel
import rule_engine  # type: ignore[import-untyped]  # it brings no types
import zen
from encoding import ACCEPT, DECLINE, NEITHER, Dialect, Door, ahead, plain
from people import facts_of

from doorstep import Policy

Call = tuple[Callable[[Any], object], Any]
Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """What a peer is given, and whether it tells of every rule what doorstep tells, or the outcome alone."""

    is_plain: bool
    every_rule: bool

    def __str__(self) -> str:
        given = "plain dict" if self.is_plain else "made ahead"
        return f"{given} -> {'every rule' if self.every_rule else 'outcome'}"


FORMS = (Form(False, False), Form(True, True), Form(True, False), Form(False, True))


class Peer:
    """A peer in one form."""

    name = ""
    dialect: Dialect
    tells_rules = True

    def __init__(self, policy: Policy, form: Form) -> None:
        self.policy, self.form = policy, form
        self.doors = {network: Door(policy, network, self.dialect, form.is_plain) for network in policy.networks}
        self.compiled = {network: self.compile(door) for network, door in self.doors.items()}

    def compile(self, door: Door) -> Callable[[Any], object]:
        """The door, ready to be called with what `given` makes."""
        return self.from_text(door.masks() if self.form.every_rule else door.outcome())

    def from_text(self, text: str) -> Callable[[Any], object]:
        """An expression, compiled."""
        raise NotImplementedError

    def given(self, facts: dict[str, Any]) -> Any:
        """The input in the form that the peer likes best."""
        return facts

    def calls(self, pairs: Sequence[tuple[str, Facts]]) -> list[Call]:
        """What is called with what for each request, all prepared."""
        made = []
        for network, facts in pairs:
            chosen = plain(facts) if self.form.is_plain else ahead(self.policy, facts, self.doors[network].used)
            made.append((self.compiled[network], self.given(chosen)))
        return made

    def read(self, result: Any) -> object:
        """Accept, decline or neither; or the bits of the rules that surely hold and of those that may."""
        if not self.form.every_rule:
            return result
        half = len(result) // 2
        return tuple(
            sum(1 << spot for spot, is_true in enumerate(part) if is_true) for part in (result[:half], result[half:])
        )


def _bits(truths: Sequence[bool]) -> int:
    return sum(1 << spot for spot, is_true in enumerate(truths) if is_true)


class Zen(Peer):
    """gorules' engine, in Rust."""

    name = "zen-engine"
    dialect = Dialect(" and ", " or ", "(not {})", leaves_no_out=True)

    def from_text(self, text: str) -> Callable[[Any], object]:
        return zen.compile_expression(text).evaluate

    def given(self, facts: dict[str, Any]) -> Any:
        if self.form.is_plain:
            return facts
        return json.dumps({name: value for name, value in facts.items() if value is not False}, separators=(",", ":"))


class Cel(Peer):
    """Google's Common Expression Language, in Rust."""

    name = "common-expression-language"
    dialect = Dialect(
        " && ", " || ", "!{}",
        among=lambda name, words: "(" + " || ".join(f'{name} == "{word}"' for word in words) + ")",
        shared=lambda name, labels: "(" + " || ".join(f'"{label}" in {name}' for label in labels) + ")",
    )  # fmt: skip

    def from_text(self, text: str) -> Callable[[Any], object]:
        return cel.compile(text).execute

    def given(self, facts: dict[str, Any]) -> Any:
        if not self.form.is_plain:
            return cel.Context(variables=facts)
        return {**dict.fromkeys(facts_of(self.policy)), **facts}


class Cedar(Peer):
    """Amazon's policy language, in Rust."""

    name = "cedarpy"
    tells_rules = False  # its answer names only the policies that decide
    dialect = Dialect(
        " && ", " || ", "!{}", lambda fact: f'principal["{fact}"]', lambda fact: f'(principal has "{fact}")',
        lambda name, words: "[" + ", ".join(f'"{word}"' for word in words) + f"].contains({name})",
        lambda name, labels: f"{name}.containsAny([" + ", ".join(f'"{label}"' for label in labels) + "])",
        has_null=False,
    )  # fmt: skip
    plain_dialect = Dialect(
        " && ", " || ", "!{}", lambda fact: f'context["{fact}"]', lambda fact: f'(context has "{fact}")',
        dialect.among, dialect.shared, has_null=False,
    )  # fmt: skip
    request: Mapping[str, object] = {
        "principal": 'Person::"asker"', "action": 'Action::"connect"', "resource": 'Door::"mine"'
    }  # fmt: skip

    def __init__(self, policy: Policy, form: Form) -> None:
        if form.is_plain:
            self.dialect = self.plain_dialect
        super().__init__(policy, form)

    def compile(self, door: Door) -> Callable[[Any], object]:
        decline, accept = door.any_rule(["decline"], True), door.any_rule(["accept"], True)
        open_ = door.dialect.all_of([accept, door.dialect.no.format(door.any_rule(["decline", "ask"], False))])
        scope = "(principal, action, resource) when"
        policies = cedarpy.PolicySet.from_str(f"forbid{scope} {{ {decline} }};\npermit{scope} {{ {open_} }};")
        decide, request, nobody = cedarpy.is_authorized, dict(self.request), cedarpy.Entities.from_json_str("[]")
        if self.form.is_plain:
            return lambda facts: decide({**request, "context": facts}, policies, nobody)
        return lambda entities: decide(request, policies, entities)

    def given(self, facts: dict[str, Any]) -> Any:
        if self.form.is_plain:
            return facts
        person = {"uid": {"type": "Person", "id": "asker"}, "attrs": facts, "parents": []}
        return cedarpy.Entities.from_json_str(json.dumps([person]))

    def read(self, result: Any) -> object:
        return ACCEPT if result.allowed else DECLINE if result.diagnostics.reasons else NEITHER


class RuleEngine(Peer):
    """A rule language in Python."""

    name = "rule-engine"
    dialect = Dialect(" and ", " or ", "(not {})")

    def from_text(self, text: str) -> Callable[[Any], object]:
        context = rule_engine.Context(default_value=None)
        made: Callable[[Any], object] = rule_engine.Rule(text, context=context).evaluate
        return made


PEERS: tuple[type[Peer], ...] = (Zen, Cel, Cedar, RuleEngine)
