"""The shapes of circles, and of the year ahead."""

from datetime import date
from typing import Literal

from .models import Who
from .shared import Out

Name = Literal["closest", "close", "regular", "wider"]


class Figure(Out):
    """What one circle asks for: minutes a month for each person, days between two contacts."""

    name: Name
    minutes: int
    every_days: int
    is_guess: bool


class Figures(Out):
    """The user's own figures; no attention while they have not said how much there is."""

    circles: list[Figure]
    attention_minutes: int | None


class Circle(Figure):
    """The same with the people in it, and the minutes a month that they ask for together."""

    people: int
    asks_for: float


class Attention(Out):
    """Minutes a month: there, asked for (`promised` of it for people let in lately), and left, where it is known."""

    there: int
    is_guess: bool
    asked_for: float
    promised: int
    left: float | None


class Needs(Out):
    """How much contact it takes to tell."""

    people: int
    days: int


class Layers(Out):
    """The circles that the contact itself shows."""

    enough: bool
    people: int
    days: int
    sizes: list[int]
    least_days_of_contact: list[int]
    clear: bool
    phone_data: list[float]
    needs: Needs


class Parts(Out):
    """What a tie rests on."""

    silent_days: int | None
    months_with_contact: int
    begun_by_them: int
    begun_by_me: int
    ways: int
    days_first_to_last: int
    days_known: int | None
    shared_people: int | None


class Drifting(Who):
    """Somebody with whom it has been a while."""

    circle: Name
    every_days: int
    last: date
    tie: Literal["strong", "weak", "unknown"]
    parts: Parts


class Circles(Out):
    """All of it; `room` by network, and never more than five who are drifting."""

    circles: list[Circle]
    attention: Attention
    room: dict[str, int | None]
    layers: Layers
    drifting: list[Drifting]
    in_touch: int
    unknown: int


class Tie(Who):
    """Somebody's circle, and how close the tie is by contact."""

    circle: Name | None
    tie: Literal["strong", "weak", "unknown"]
    parts: Parts


class Put(Who):
    """Somebody whom the user put into a circle; none leaves it to the contact."""

    circle: Name | None


class Aside(Who):
    """Whether somebody is never named again as one to be in touch with."""

    not_any_more: bool


class Range(Out):
    """What four years of five will hold, and the middle."""

    low: float
    middle: float
    high: float


class Example(Out):
    """What so many people on a network would ask for, in minutes a month."""

    people: int
    network: str
    minutes: int


class Year(Out):
    """A year with one policy; a range is missing where the past is too short to tell."""

    policy: str
    weeks: int
    requests: int
    followed: int
    let_in: Range | None
    minutes_more: Range | None
    in_touch_of_new: Range | None
    left_to_you: int
    connections: int
    minutes: int
    contact_told_of: int
    in_touch: int
    example: Example


class Ahead(Out):
    """The coming year, by one's own past."""

    attention_minutes: int
    is_guess: bool
    seed: int
    policies: list[Year]
