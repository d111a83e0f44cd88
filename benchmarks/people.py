"""Invented people over the policy's facts, the same for one seed; a quarter of what could be known is not."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

from doorstep import Policy
from doorstep.policy.tree import tests_in

POLICY = Path(__file__).with_name("policy.toml")
RULES, DOORS, FACTS = 23, 5, 20
UNKNOWN = 0.25
RARE = {"warned_about": 0.03, "is_bot": 0.06, "is_organisation": 0.08, "values_conflict": 0.1, "open_business": 0.15}
MOST = {"contacts_past_year": 14, "close_mutuals": 14, "known_for": 3_000, "account_age": 1_500, "level": 5}
WEIGHTS = {"history": {"good": 6, "mixed": 2, "bad": 1, "none": 6}, "note": {"none": 12, "pitch": 3}}


def read_policy() -> Policy:
    """The policy of the benchmark; it has to have the size that the bars are about."""
    policy = Policy.read(str(POLICY))
    doors = policy.standards.doors.values()
    rules = len(policy.standards.house) + sum(not rule.is_house for door in doors for rule in door.rules)
    found = (rules, len(policy.networks), len(facts_of(policy)))
    if found != (RULES, DOORS, FACTS):
        raise SystemExit(f"{POLICY.name} has {found} rules, doors and facts instead of {(RULES, DOORS, FACTS)}")
    return policy


def facts_of(policy: Policy) -> tuple[str, ...]:
    """The facts that the policy looks at, in the catalogue's order."""
    used = {
        test.fact for door in policy.standards.doors.values() for rule in door.rules for test in tests_in(rule.node)
    }
    return tuple(fact.name for fact in policy.catalogue if fact.name in used)


def columns(policy: Policy, count: int, seed: int = 7) -> dict[str, list[Any]]:
    """For each fact a value for each of `count` people; None is unknown. Who has met somebody has spoken to them."""
    rng = Random(seed)
    made = {name: _values(rng, policy, name, count) for name in facts_of(policy)}
    made["spoken"] = [met or spoken for met, spoken in zip(made["met"], made["spoken"], strict=True)]
    for name, values in made.items():
        kept = rng.choices((True, False), (1 - UNKNOWN, UNKNOWN), k=count)
        made[name] = [value if keep else None for value, keep in zip(values, kept, strict=True)]
    return made


def people(table: Mapping[str, list[Any]]) -> list[dict[str, Any]]:
    """The rows as the dicts that `decide` takes: unknown facts left out, labels as a set, durations in days."""
    names = tuple(table)
    rows = zip(*table.values(), strict=True)
    return [{name: value for name, value in zip(names, row, strict=True) if value is not None} for row in rows]


def _values(rng: Random, policy: Policy, name: str, count: int) -> list[Any]:
    fact = policy.catalogue[name]
    match fact.type:
        case "yes/no":
            yes = RARE.get(name, 0.5)
            return rng.choices((True, False), (yes, 1 - yes), k=count)
        case "labels":
            one, two = rng.choices(fact.options, k=count), rng.choices(fact.options, k=count)
            more = rng.choices((True, False), (0.15, 0.85), k=count)
            return [{a, b} if both else {a} for a, b, both in zip(one, two, more, strict=True)]
        case "one of":
            weights = WEIGHTS.get(name, {})
            return rng.choices(fact.options, [weights.get(option, 1) for option in fact.options], k=count)
        case _:
            return rng.choices(range(MOST.get(name, MOST["level"]) + 1), k=count)
