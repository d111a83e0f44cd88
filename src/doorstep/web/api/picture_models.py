"""The shapes of what the pictures show."""

from datetime import date
from typing import Literal

from .shared import Out


class Bar(Out):
    """The open requests of one week, month or year; `first` is its first day, where the day of asking is known."""

    first: date | None
    counts: dict[str, int]


class Waiting(Out):
    """One network's open requests over time; `hidden_yet` counts those whose answer waits for the user's own view."""

    network: str
    step: Literal["week", "month", "year"]
    counts: dict[str, int]
    bars: list[Bar]


class Ring(Out):
    """Everybody whose closest door is of one closeness (0 public to 3 private), by how much they are in touch."""

    closeness: int
    networks: dict[str, int]
    people: int
    counts: dict[str, int]
