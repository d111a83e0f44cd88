"""Attention as a budget: the minutes a month that each circle asks for, against those there are, and the room left.

What a person gives to others is time, not places: a follower costs nothing, a friend costs hours. The figures are the
user's own; until they are set they are guesses, and `is_guess` says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

YEAR = 365
ENDLESS = 1_000_000  # places where nobody costs anything


@dataclass(frozen=True, slots=True)
class Circle:
    """People of one kind: minutes a month for each of them, and the days after which one would be in touch again."""

    name: str
    minutes: int
    every: int
    is_guess: bool = True


# How often people are met in circles of 5, 15, 50 and 150: weekly, monthly, twice a year, yearly (Dunbar). The minutes
# are a guess: an hour each time for the two close ones, an hour and 36 minutes a visit for the others.
GUESSES = (Circle("closest", 240, 7), Circle("close", 60, 30), Circle("regular", 10, 180), Circle("wider", 3, 365))
NAMES = tuple(one.name for one in GUESSES)
GUESSED_MINUTES = 1_867  # a month: what circles of 4, 11, 30 and 129 people would ask by these guesses
BY_CLOSENESS: Mapping[int, str] = {1: "wider", 2: "regular", 3: "close"}  # whom a door of closeness 0 lets in, follows


@dataclass(frozen=True, slots=True)
class Attention:
    """Minutes a month: what each circle asks for, innermost first, and what there is (`is_guess`: not said yet)."""

    asked: tuple[tuple[str, int], ...]
    there: int
    is_guess: bool

    @property
    def used(self) -> int:
        """What all circles ask for together."""
        return sum(minutes for _, minutes in self.asked)

    @property
    def left(self) -> int:
        """What is left, below 0 where more is asked for than there is."""
        return self.there - self.used


def attention(people: Mapping[str, int], circles: Sequence[Circle], there: int | None) -> Attention:
    """What so many people in each circle ask for, against the minutes a month that there are (None: not said)."""
    asked = tuple((one.name, people.get(one.name, 0) * one.minutes) for one in circles)
    return Attention(asked, GUESSED_MINUTES if there is None else there, there is None)


def cost(closeness: int, circles: Sequence[Circle]) -> int:
    """Minutes a month that somebody asks for whom a door of this closeness lets in."""
    name = BY_CLOSENESS.get(closeness)
    return next((one.minutes for one in circles if one.name == name), 0)


def places(left: int, minutes: int) -> int:
    """How many more people there is room for at so many minutes a month each."""
    return ENDLESS if minutes <= 0 else max(0, left // minutes)


def circle_kept(days: int, within: int, circles: Sequence[Circle]) -> str:
    """The innermost circle whose rhythm is kept by so many days of contact within so many days; empty for none."""
    apart = within / days if days else within + 1
    return next((one.name for one in sorted(circles, key=lambda one: one.every) if apart <= one.every), "")
