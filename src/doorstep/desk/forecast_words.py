"""What a person reads about the year ahead: a table with ranges, one column for each policy; and all of it as data."""

from collections.abc import Sequence
from typing import Any

from ..studies.forecast import LEAST_FOLLOWED, LEAST_REQUESTS, LEAST_WEEKS, Range
from .circle_words import hours_of
from .forecast import EXAMPLE, YearAhead
from .words import count_of


def too_little(found: Sequence[YearAhead]) -> str:
    """That the past is too short to tell, and how much it takes; or nothing."""
    first = found[0].ahead
    if first.accepted is not None:
        return ""
    return (
        f"Too little to tell: it takes {LEAST_WEEKS} weeks with {LEAST_REQUESTS} requests whose day is known. "
        f"So far: {count_of(first.requests, 'request')} in {count_of(first.weeks, 'week')}."
    )


def heading(found: Sequence[YearAhead]) -> str:
    """What the table is drawn from."""
    first = found[0].ahead
    by = f"{first.requests:,} requests in {first.weeks} weeks"
    return f"In a year like the past, by {by}; the ranges hold four of five:"


def rows(found: Sequence[YearAhead]) -> list[tuple[str, list[str]]]:
    """The table: what, and a cell for each policy."""
    return [
        ("let in", [_range(one.ahead.accepted) for one in found]),
        ("left to you", [f"{one.left_to_me:,}" for one in found]),
        ("connections, now", [f"{one.standing.connections:,}" for one in found]),
        ("connections, in a year", [_range(one.ahead.accepted, one.standing.connections) for one in found]),
        ("attention they ask for a month, now", [hours_of(one.standing.minutes) for one in found]),
        (
            "attention they ask for a month, in a year",
            [_range(one.ahead.minutes, one.standing.minutes, hours=True) for one in found],
        ),
        ("in touch, now", [_share(one.standing.in_touch, one.standing.told) for one in found]),
        ("in touch, of those to come", [_percent(one) for one in found]),
    ]


def not_followed(found: Sequence[YearAhead]) -> str:
    """That it cannot be told who of them comes to be in touch, and what it takes; or nothing."""
    if all(one.ahead.in_touch is not None for one in found):
        return ""
    return f"Who comes to be in touch is told from {LEAST_FOLLOWED} people let in whose contact is on record."


def as_dict(one: YearAhead) -> dict[str, Any]:
    """A year with one policy, as `forecast --json` gives it."""

    def told(found: Range | None) -> dict[str, float] | None:
        return None if found is None else {
            "low": round(found.low, 4), "middle": round(found.middle, 4), "high": round(found.high, 4)
        }  # fmt: skip

    return {
        "policy": one.name, "weeks": one.ahead.weeks, "requests": one.ahead.requests, "followed": one.ahead.followed,
        "let_in": told(one.ahead.accepted), "minutes_more": told(one.ahead.minutes),
        "in_touch_of_new": told(one.ahead.in_touch), "left_to_you": one.left_to_me,
        "connections": one.standing.connections, "minutes": one.standing.minutes,
        "contact_told_of": one.standing.told, "in_touch": one.standing.in_touch,
        "example": {"people": EXAMPLE, "network": one.example_network, "minutes": one.example},
    }  # fmt: skip


def _range(found: Range | None, more: int = 0, *, hours: bool = False) -> str:
    """`82 (74 to 91)`, in hours where these are minutes."""
    if found is None:
        return "too little to tell"
    low, middle, high = (value + more for value in (found.low, found.middle, found.high))
    if hours:
        if middle < 90 <= high:  # each end in the unit that fits it
            return f"{hours_of(middle)} ({hours_of(low)} to {hours_of(high)})"
        unit = 1 if middle < 90 else 60
        return f"{hours_of(middle)} ({round(low / unit):,} to {round(high / unit):,})"
    return f"{middle:,.0f} ({low:,.0f} to {high:,.0f})"


def _percent(one: YearAhead) -> str:
    found = one.ahead.in_touch
    return "too little to tell" if found is None else f"{found.middle:.0%} ({found.low:.0%} to {found.high:.0%})"


def _share(count: int, of: int) -> str:
    return f"{count / of:.0%} of {of:,} whose contact is told" if of else "not told"
