"""The agenda for programs: what to do this week, done, not any more, and promises."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field

from ...desk import promising
from ...desk.agenda import agenda, as_dict, as_rows
from ...desk.home import Desk
from ...desk.promising import MAX_TEXT, MOST_FEW, Closed
from . import agenda_models as models
from .shared import Day, In, Shared

router = APIRouter(prefix="/api", tags=["agenda"])
Number = Annotated[int, Path(ge=1, le=2**53 - 1, description="One of the entry's numbers.")]


@router.get("/agenda", response_model=models.Agenda)
def shown(shared: Shared, whole: Annotated[bool, Query(alias="all")] = False) -> Any:
    """This week's few; of the rest how much it is, or with `all` what it is."""
    with shared() as desk:
        return as_dict(desk, agenda(desk), (), whole=whole)


class Promise(In):
    """A promise of the user's own; `private` keeps its words out of the calendar file."""

    text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]
    who: Annotated[str, Field(max_length=200)] = ""
    on: Day | None = None
    private: bool = False


@router.post("/agenda", response_model=models.Entry)
def add(shared: Shared, body: Promise) -> Any:
    """Puts a promise on the agenda."""
    with shared() as desk:
        made = promising.promise(desk, body.text, who=body.who, on=body.on, private=body.private)
        return as_rows(desk, [made])[0]


class Few(In):
    """How many things a week."""

    few: Annotated[int, Field(ge=1, le=MOST_FEW)]


@router.post("/agenda/few", response_model=models.Few)
def few(shared: Shared, body: Few) -> Any:
    """Sets how many things a week the user wants to be told of."""
    with shared() as desk:
        promising.set_few(desk, body.few)
        return {"few": body.few}


class Done(In):
    """The day on which it was done (today where none is said), and a few words for the note."""

    on: Day | None = None
    words: Annotated[str, Field(max_length=4_000)] = ""


@router.post("/agenda/{number}/done", response_model=models.Closed)
def done(shared: Shared, number: Number, body: Done) -> Any:
    """Takes off what is done; a call is noted with it, so that requests may come back."""
    with shared() as desk:
        return _closed(desk, promising.done(desk, number, body.words, body.on))


class Dropping(In):
    """Nothing more is needed."""


@router.post("/agenda/{number}/drop", response_model=models.Closed)
def drop(shared: Shared, number: Number, body: Dropping) -> Any:
    """Takes off what is not to be any more."""
    with shared() as desk:
        return _closed(desk, promising.drop(desk, number))


def _closed(desk: Desk, closed: Closed) -> Any:
    row = as_rows(desk, [closed.entry])[0]
    return row | {"came_back": [one.item.as_dict() for one in closed.came_back]}
