"""The day, the inbox, one request, and what is decided about it or about many."""

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from ...desk import blind, deciding, given, people
from ...desk.day import day
from ...desk.deciding import Decided, Refused
from ...desk.home import Desk
from ...desk.inbox import Item, items, one_item
from ...desk.kept import KEPT
from ...desk.questions import pending
from ...desk.triage import is_mine
from ...errors import ConflictError, NotFoundError, UsageError
from . import models
from .models import Action, State, Verdict
from .shared import Day, Id, In, Shared, Text, Word

router = APIRouter(prefix="/api", tags=["requests"])
SNOOZE_DAYS = 14
MOST = 50_000
Days = Annotated[int, Field(ge=1, le=3650)]


@router.get("/day", response_model=models.Day)
def the_day(shared: Shared) -> Any:
    """What there is to do today."""
    with shared() as desk:
        return day(desk, shared.kept.items).as_dict()


@router.get("/inbox", response_model=list[models.Row])
def inbox(
    shared: Shared,
    network: str | None = None,
    verdict: Verdict | None = None,
    state: State | Literal["all"] = "open",
    mine: bool = False,
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> Any:
    """The requests, each with its answer, the oldest first; with `mine` those where the next move is the user's."""
    with shared() as desk:
        key = people.network_named(desk, network) if network else None
        found = shared.kept.items((state,)) if state in KEPT else items(desk, None if state == "all" else (state,))
        some = [one for one in found if key in (None, one.request.network)]
        some = [one for one in some if verdict is None or (verdict == one.verdict and not one.hidden)]
        some = [one for one in some if is_mine(one)] if mine else some
        return [one.as_dict() for one in some[:limit]]


@router.get("/requests/{request_id}", response_model=models.Whole)
def show(shared: Shared, request_id: Id) -> Any:
    """One request whole."""
    with shared() as desk:
        return given.request(one_item(desk, request_id))


class Added(In):
    """A request to add by hand; `same_as` is somebody known already, by name or number (`#12`)."""

    network: Word
    name: Word
    note: Text = ""
    handle: Annotated[str, Field(max_length=200)] | None = None
    same_as: Word | None = None
    on: Day | None = None


@router.post("/requests", response_model=models.Row, status_code=201)
def add(shared: Shared, body: Added) -> Any:
    """Adds a request by hand, on any network."""
    with shared() as desk:
        made = people.add_request(
            desk, body.network, body.name, note=body.note, handle=body.handle, same_as=body.same_as, asked_on=body.on
        )
        return made.as_dict()


class Decision(In):
    """What the user does. `until` or `days` belong to snooze; `seen` is the state that was seen before deciding."""

    action: Action
    reason: Annotated[str, Field(max_length=4_000)] = ""
    obliged: bool | None = None
    reply: Annotated[str, Field(max_length=4_000)] | None = None
    until: Day | None = None
    days: Days | None = None
    seen: State | None = None


@router.post("/requests/{request_id}/decide", response_model=models.Decided)
def decide(shared: Shared, request_id: Id, body: Decision) -> Any:
    """Keeps a decision. Nothing is clicked on a network: the words and the page come back."""
    with shared() as desk:
        now = one_item(desk, request_id).request
        if body.seen is not None and now.state != body.seen:
            raise ConflictError(f"{now.name} was {now.state} meanwhile", next_step="Look at it again, then decide.")
        until = _until(desk, body.action, body.until, body.days)
        return given.decided(
            deciding.decide(
                desk, request_id, body.action, reason=body.reason, obliged=body.obliged, reply=body.reply, until=until
            )
        )


class Note(In):
    """What a note really is."""

    kind: Literal["none", "standard", "template", "pitch", "personal"]


@router.post("/requests/{request_id}/note", response_model=models.Whole)
def correct(shared: Shared, request_id: Id, body: Note) -> Any:
    """Corrects what a note was taken for."""
    with shared() as desk:
        one_item(desk, request_id)
        return given.request(people.correct_note(desk, request_id, body.kind))


class Many(In):
    """One decision about many: of the requests in `ids`, or with `all` of every open one with this answer (not while
    answers are hidden until the user has said what they think).

    Whoever has open business with the user is declined only where they are among the people in `also`.
    """

    action: Action
    ids: Annotated[list[Id], Field(max_length=MOST, default_factory=list)]
    all: bool = False
    also: Annotated[list[Id], Field(max_length=MOST, default_factory=list)]
    reason: Annotated[str, Field(max_length=4_000)] = ""
    obliged: bool | None = None
    until: Day | None = None
    days: Days | None = None
    dry_run: bool = False


@router.post("/decide", response_model=models.Results)
def decide_many(shared: Shared, body: Many) -> Any:
    """Keeps one decision about many as one change; those that cannot be decided are named."""
    if body.all == bool(body.ids):
        raise UsageError("give ids, or all, and not both")
    with shared() as desk:
        until = _until(desk, body.action, body.until, body.days)
        chosen = _chosen(desk, body)
        can, refused = deciding.which_can(desk, chosen, body.action, until, body.also)
        results: list[Decided | Refused] = list(refused)
        if not body.dry_run:
            results = deciding.decide_all(
                desk, chosen, body.action, reason=body.reason, obliged=body.obliged, until=until, named=body.also
            )
        return {
            "dry_run": body.dry_run, "action": body.action, "ids": [one.id for one in can],
            "results": [given.result(one) for one in results],
        }  # fmt: skip


def _chosen(desk: Desk, body: Many) -> list[Item]:
    if body.all:
        if blind.is_on(desk.ledger):
            raise UsageError(
                "answers are hidden until you have said what you think, so each is looked at by itself",
                next_step="give ids, or turn it off at /api/blind",
            )
        return [one for one in items(desk) if one.verdict == deciding.VERDICT_OF.get(body.action)]
    found = items(desk, None, ids=dict.fromkeys(body.ids))
    missing = sorted(set(body.ids) - {one.id for one in found})
    if missing:
        raise NotFoundError(f"there is no request {missing[0]}", next_step="/api/inbox lists them")
    return found


def _until(desk: Desk, action: str, until: date | None, days: int | None) -> date | None:
    return (until or desk.today + timedelta(days=days or SNOOZE_DAYS)) if action == "snooze" else None


@router.get("/questions", response_model=list[models.Group])
def questions(shared: Shared) -> Any:
    """What would settle most over the open requests."""
    with shared() as desk:
        return [given.question(one) for one in pending(desk, shared.kept.items())]
