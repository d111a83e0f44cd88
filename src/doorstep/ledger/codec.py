"""How values, days, names and sets of ids are written into the tables and read back."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from ..facts.catalogue import CATALOGUE
from ..facts.values import Value
from ..facts.values import fold as fold_word

DURATIONS = frozenset(fact.name for fact in CATALOGUE.facts.values() if fact.type == "duration")
WORDS = frozenset(fact.name for fact in CATALOGUE.facts.values() if fact.type == "word")
_to_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def dumps(thing: object) -> str:
    """JSON text, always the same for the same content."""
    return _to_json(thing)


@lru_cache(maxsize=4096, typed=True)
def value_text(value: Value) -> str:
    """A fact's value as JSON text; a set of labels is a sorted list."""
    return _to_json(sorted(value) if isinstance(value, frozenset) else value)


@lru_cache(maxsize=4096)
def value_of(text: str) -> Value:
    """The value that `value_text` wrote."""
    value: Any = json.loads(text)
    return frozenset(value) if isinstance(value, list) else value


def facts_text(facts: Mapping[str, Value]) -> str:
    """Facts by name as JSON text; sets of labels are sorted lists."""
    return _to_json({name: sorted(value) if isinstance(value, frozenset) else value for name, value in facts.items()})


def facts_of(text: str) -> dict[str, Value] | None:
    """The facts that `facts_text` wrote, or None where none were kept."""
    if not text:
        return None
    held: dict[str, Any] = json.loads(text)
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in held.items()}


def time_text(at: datetime) -> str:
    """ISO text to the second: UTC where a zone is known, else the local wall time of the file."""
    return (at if at.tzinfo is None else at.astimezone(UTC)).isoformat(timespec="seconds")


def day_of(text: str | None) -> date | None:
    """The day in ISO text, or None."""
    return date.fromisoformat(text[:10]) if text else None


def time_of(text: str | None) -> datetime | None:
    """The time in ISO text, or None."""
    return datetime.fromisoformat(text) if text else None


def moment(text: str) -> datetime:
    """The time in ISO text; of a month alone its first day, as a forgotten one's day is rounded to the month."""
    return datetime.fromisoformat(text if len(text) > 7 else text + "-01")


def day_text(day: date | None) -> str | None:
    """ISO text of a day, or None."""
    return None if day is None else day.isoformat()


def sameness(fact: str, value: str, seen_on: date) -> str:
    """What makes two observations the same statement: the value, or for a duration the day that it began.

    A duration grows by itself: `known for 100 days` on the 1st and `130 days` on the 31st say the same. Of a word
    only what it says counts, however it is written.
    """
    if fact in WORDS:
        return fold_word(value)
    return f"since {seen_on.toordinal() - int(value)}" if fact in DURATIONS else value


def fold(name: str) -> str:
    """A name as it is searched: no case, no accents, single spaces."""
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(name.casefold().split())


def runs_of(ids: Iterable[int]) -> list[list[int]]:
    """Ids as runs `[first, last]` in order: a hundred thousand neighbours are two numbers."""
    runs: list[list[int]] = []
    for one in sorted(ids):
        if runs and one <= runs[-1][1] + 1:
            runs[-1][1] = max(one, runs[-1][1])
        else:
            runs.append([one, one])
    return runs


def ids_in(runs: Iterable[Iterable[int]]) -> Iterator[int]:
    """The ids that `runs_of` wrote, in order."""
    for first, last in runs:
        yield from range(first, last + 1)
