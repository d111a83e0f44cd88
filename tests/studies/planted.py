"""The invented decisions of `benchmarks/planted.py`, for the tests."""

import runpy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from doorstep.studies.cases import Case, Column, Decisions
from doorstep.studies.drift import Drift

MADE = Path(__file__).parents[2] / "benchmarks" / "planted.py"
NAMES = ("trust", "spoken", "role", "known_for")
COLUMNS = (
    Column("trust", "ordered", 1, 1.0), Column("spoken", "yes/no", 1), Column("role", "label"),
    Column("known_for", "ordered", 0, 2.0),
)  # fmt: skip


@cache
def _made() -> dict[str, Any]:
    return runpy.run_path(str(MADE))


def planted(seed: int, count: int, noise: float, strength: float, **more: Any) -> tuple[Decisions, frozenset[str]]:
    """Decisions with a planted exception, and the ids of the cases in it."""
    made: tuple[Decisions, frozenset[str]] = _made()["planted"](seed, count, noise, strength, **more)
    return made


def is_located(found: tuple[Drift, ...], inside: frozenset[str]) -> bool:
    """True where a habit that was found shares more of its cases with the exception than not."""
    shares = _made()["overlap"]
    return any(shares(drift, inside) >= 0.5 for drift in found)


def scattered(seed: int, count: int, judges: int = 2) -> Decisions:
    """Decisions at random, with unknowns, by several judges."""
    random = Random(seed)

    def some(value: object) -> object:
        return None if random.random() < 0.1 else value

    cases = []
    for number in range(count):
        facts: dict[str, Any] = {
            "trust": some(random.randrange(4)), "spoken": some(random.random() < 0.5),
            "role": some(random.choice(("client", "friend"))), "known_for": some(random.randrange(6)),
        }  # fmt: skip
        cases.append(Case(str(number), facts, random.random() < 0.5, f"judge {random.randrange(judges)}"))
    return Decisions(tuple(cases), COLUMNS)
