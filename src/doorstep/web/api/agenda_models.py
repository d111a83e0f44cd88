"""The shapes of the agenda."""

from datetime import date
from typing import Literal

from .models import Row, Who
from .shared import Out


class Entry(Out):
    """One line: a step, a promise, or a look at what was put aside; `line` says it in words."""

    id: int
    ids: list[int]
    kind: Literal["step", "promise", "look"]
    fact: str | None
    text: str
    person: Who | None
    networks: list[str]
    requests: list[int]
    due: date | None
    who: Literal["me", "both", "them", "time"]
    opens: int
    minutes: int
    line: str


class Agenda(Out):
    """This week: at most `few`, `done` since Monday. The rest are counts, or entries where all is asked for."""

    few: int
    done: int
    now: list[Entry]
    rest: int | list[Entry]
    later: int | list[Entry]
    waiting: int | list[Entry]
    came_back: list[int]


class Closed(Entry):
    """What is off the agenda, and the requests that are open again by it."""

    came_back: list[Row]


class Few(Out):
    """How many things a week."""

    few: int
