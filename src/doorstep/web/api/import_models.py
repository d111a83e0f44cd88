"""The shapes of what is given back about imports."""

from datetime import date
from typing import Literal

from .models import Moment
from .shared import Out


class Skipped(Out):
    """A row that was not used; row 0 is the file."""

    row: int
    reason: str


class ReadFile(Out):
    """One file of an import."""

    name: str
    read_as: str
    rows: int
    kept: int
    skipped: list[Skipped]
    first: date | None
    last: date | None


class Totals(Out):
    """How much an import tells of."""

    people: int
    requests: int
    interactions: int
    connections: int


class Report(Out):
    """What an import brought."""

    files: list[ReadFile]
    totals: Totals
    new: Totals
    accepted_since: int
    came_back: list[int]
    still_open_there: list[int]
    nothing_new: bool
    undo: list[int]
    warnings: list[str]
    dry_run: bool


class Reading(Out):
    """An export that is being read, or was: how far it is, and at its end the report or why there is none."""

    id: int
    state: Literal["reading", "done", "failed"]
    what: str
    share: int
    report: Report | None
    error: str
    next_step: str


class Source(Out):
    """Something that can be read: how to get it, how long that takes, what it tells and what it never does."""

    name: str
    title: str
    takes: str
    steps: list[str]
    give: str
    tells: list[str]
    cannot: str


class Me(Out):
    """The user's own addresses (`told` by archives beside those that were said), and the country of their numbers."""

    own: list[str]
    told: list[str]
    region: str


class Import(Out):
    """An import that stands; `undo` is the change that takes it back."""

    id: int
    source: str
    file_name: str
    exported_on: date
    at: Moment
    counts: dict[str, int]
    undo: int | None
