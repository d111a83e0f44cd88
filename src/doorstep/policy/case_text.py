"""A case made of somebody's facts, and as it is written in a file: what no rule asks about stays out of it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ..facts.catalogue import Catalogue
from ..facts.record import replace
from ..facts.values import Value, duration_text
from .cases import Case
from .linked import groups
from .testing import run, steps_of
from .tree import tests_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import Policy

ANOTHER = "another"


def case_from(policy: Policy, name: str, network: str, facts: Mapping[str, Value], expect: str = "") -> Case:
    """A case that expects `expect`, or else what the policy answers today with its reasons and steps."""
    told = told_facts(policy, facts)
    if expect:
        return Case(name, network, told, expect)
    answer = run(policy, Case(name, network, told, "ask")).answer
    because = tuple(dict.fromkeys(answer.because)) if answer.has_door else None
    case = Case(name, network, told, answer.verdict, because)
    return replace(case, steps=steps_of(answer.plans[0])) if answer.verdict == "not_yet" else case


def told_facts(policy: Policy, facts: Mapping[str, Value]) -> dict[str, Value]:
    """Those of the facts that an answer can hang on; a word that no rule names becomes `another`, telling of nobody.

    The policy answers the same as with all of them, whatever the network.
    """
    tests = [test for door in policy.standards.doors.values() for rule in door.rules for test in tests_in(rule.node)]
    named = {(test.fact, value) for test in tests for value in test.values}
    wanted = {test.fact for test in tests} | {"connected_on"}
    if policy.standards.assume_strangers:
        wanted.add("on_record")
    for group in groups(policy.catalogue):
        if wanted.intersection(group):
            wanted.update(group)
    found: dict[str, Value] = {}
    for fact in policy.catalogue:
        if fact.name in facts and fact.name in wanted:
            value = facts[fact.name]
            found[fact.name] = ANOTHER if fact.type == "word" and (fact.name, value) not in named else value
    return found


def case_text(case: Case, catalogue: Catalogue) -> str:
    """The case as TOML; reading it gives the same case."""
    rows = [("network", json.dumps(case.network))]
    rows += [(f"facts.{name}", _value(catalogue, name, value)) for name, value in case.facts.items()]
    rows.append(("expect", json.dumps(case.expect.replace("_", " "))))
    for key, words in (("because", case.because), ("steps", case.steps)):
        if words is not None:
            rows.append((key, json.dumps(list(words), ensure_ascii=False)))
    width = max(len(key) for key, _ in rows)
    return "\n".join(
        [f"[{json.dumps(case.name, ensure_ascii=False)}]", *(f"{key:{width}} = {text}" for key, text in rows)]
    )


def _value(catalogue: Catalogue, name: str, value: Value) -> str:
    if isinstance(value, frozenset):
        return json.dumps(sorted(value), ensure_ascii=False)
    if catalogue[name].type == "duration" and isinstance(value, int):
        return json.dumps(duration_text(value))
    return json.dumps(value, ensure_ascii=False)
