"""Values of facts: what is legal, and the one form that each has inside doorstep."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import FactError
from .catalogue import LEVEL_MAX, Fact
from .words import did_you_mean

# yes/no: bool; labels: frozenset of words; one of and word: str; level and count: int; duration: days as int.
Value = bool | int | str | frozenset[str]

_YES = {"yes", "true", "y", "1"}
_NO = {"no", "false", "n", "0"}


def normal(fact: Fact, value: object) -> Value:
    """The value in the form that doorstep keeps; FactError names the fact and what it can be.

    Durations may be timedelta, whole or broken days (rounded down); labels any collection of words, or one word.
    """
    match fact.type:
        case "yes/no":
            if isinstance(value, bool):
                return value
            if isinstance(value, int) and value in (0, 1):
                return bool(value)
        case "labels":
            labels = {value} if isinstance(value, str) else value
            if isinstance(labels, Iterable):
                found = frozenset(str(label) for label in labels)
                for label in sorted(found - set(fact.options)):
                    raise _unknown_option(fact, label)
                return found
        case "one of":
            if isinstance(value, str):
                if value not in fact.options:
                    raise _unknown_option(fact, value)
                return value
        case "level":
            if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LEVEL_MAX:
                return value
        case "count":
            if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
                return value
        case "duration":
            days = getattr(value, "days", value)  # a timedelta; its module takes long to load
            if isinstance(days, int | float) and not isinstance(days, bool) and 0 <= days < 1_000_000_000:
                return int(days)
        case "word":
            if isinstance(value, str):
                return fold(value)
    raise FactError(f"`{fact.name}` is {kind_of(fact)}; `{_shown(value)}` is not", next_step=example_of(fact))


def fold(word: str) -> str:
    """A word as it is compared: without regard to case, outer spaces, invisible signs and ways of writing a letter."""
    if not word.isascii():
        from unicodedata import category, normalize  # seldom needed

        word = "".join(one for one in normalize("NFKC", word) if category(one) != "Cf")
    return " ".join(word.casefold().split())


def from_text(fact: Fact, text: str) -> Value:
    """The value that a person typed (`yes`, `client,partner`, `3`, `2 years`); FactError where it cannot be one."""
    word = text.strip()
    match fact.type:
        case "yes/no":
            if word.casefold() in _YES:
                return True
            if word.casefold() in _NO:
                return False
        case "labels":
            return normal(fact, {part.strip() for part in word.strip("{}").split(",") if part.strip()})
        case "level" | "count":
            if word.isdecimal() and len(word) < 10:
                return normal(fact, int(word))
        case "duration":
            days = days_from_text(word)
            if days is not None:
                return days
        case "word":
            return " ".join(word.split())  # as written, for showing; what is compared is folded
        case _:
            return normal(fact, word)
    raise FactError(f"`{fact.name}` is {kind_of(fact)}; `{word}` is not", next_step=example_of(fact))


def days_from_text(text: str) -> int | None:
    """Whole days in `90`, `90 days`, `6 months` (30 days each) or `2 years` (365 days each), else None."""
    parts = text.split()
    if not parts or not parts[0].isdecimal() or len(parts[0]) > 6 or len(parts) > 2:
        return None
    units = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
    unit = parts[1].casefold() if len(parts) == 2 else "days"
    return int(parts[0]) * units[unit] if unit in units else None


def duration_text(days: int) -> str:
    """Days in the policy's words, exactly: `2 years`, `6 months`, `1 day`."""
    for size, unit in ((365, "year"), (30, "month")):
        if days and days % size == 0:
            return f"{days // size} {unit}{'' if days == size else 's'}"
    return f"{days} day{'' if days == 1 else 's'}"


def as_text(fact: Fact, value: Value) -> str:
    """The value as a person would write it: `yes`, `client, partner`, `2 years`; `from_text` reads it back."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "none of them"
    if fact.type == "duration" and isinstance(value, int):
        return duration_text(value)
    return str(value)


def kind_of(fact: Fact) -> str:
    """What the fact can be, in words: `yes or no`, `a level from 0 to 5`."""
    return {
        "yes/no": "yes or no",
        "labels": "one or more of its labels",
        "one of": "one of " + ", ".join(fact.options),
        "level": f"a level from 0 to {LEVEL_MAX}",
        "count": "a count, 0 or more",
        "duration": "a duration",
        "word": "a word",
    }[fact.type]


def example_of(fact: Fact) -> str:
    """A next step for somebody who wrote a wrong value."""
    return {
        "yes/no": f"write `{fact.name}=yes` or `{fact.name}=no`",
        "labels": f"write `{fact.name}=" + ",".join(fact.options[:2]) + "`; it knows: " + ", ".join(fact.options),
        "one of": "it can be " + ", ".join(fact.options),
        "level": f"write `{fact.name}=3`",
        "count": f"write `{fact.name}=3`",
        "duration": f'write `"{fact.name}=90 days"`, in days, months or years',
        "word": f"write `{fact.name}=Acme`",
    }[fact.type]


def _unknown_option(fact: Fact, label: str) -> FactError:
    kind = "label" if fact.type == "labels" else "option"
    hint = did_you_mean(label, fact.options)
    return FactError(
        f"`{fact.name}` has no {kind} `{_shown(label)}`",
        next_step=hint or "it knows " + ", ".join(fact.options),
    )


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
