"""Evenness for programs: the audit of one's own decisions, one sentence with its grounds, and blind first."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from ...desk import blind, even_told
from ...desk.evenness import Evenness, evenness
from ...desk.home import Desk
from ...errors import UsageError
from ..shared_desk import SharedDesk
from . import models
from .shared import Day, In, Shared

router = APIRouter(prefix="/api", tags=["evenness"])
Seed = Annotated[int, Query(ge=0, le=2**31 - 1, description="Of everything that is drawn at random.")]
From = Annotated[Day | None, Query(alias="from")]


@router.get("/even", response_model=dict[str, Any])
def even(shared: Shared, seed: Seed = 1, start: From = None, to: Day | None = None) -> Any:
    """Where like cases were decided differently, over the decisions of a period."""
    with _own(shared) as desk:
        return even_told.as_dict(_audited(desk, seed, start, to))


@router.get("/even/{sentence_id}", response_model=dict[str, Any])
def why(
    shared: Shared, sentence_id: Annotated[str, Path(max_length=100)], seed: Seed = 1, start: From = None,
    to: Day | None = None,
) -> Any:  # fmt: skip
    """One sentence with the numbers and the cases behind it."""
    with _own(shared) as desk:
        found = _audited(desk, seed, start, to)
        return even_told.why(found, found.sentence(sentence_id))


def _own(shared: SharedDesk) -> Desk:
    """A desk beside the shared one: an audit may take seconds, and the pages go on meanwhile."""
    return Desk(shared.home, shared.now)


def _audited(desk: Desk, seed: int, start: Day | None, to: Day | None) -> Evenness:
    if start is not None and to is not None and start > to:
        raise UsageError("this period ends before it begins", next_step="from=2026-01-01&to=2026-12-31")
    return evenness(desk, seed, start=start, end=to)


@router.get("/blind", response_model=models.Blind)
def is_blind(shared: Shared) -> Any:
    """Whether the user's own view comes before the answer."""
    with shared() as desk:
        return {"blind": blind.is_on(desk.ledger)}


class Turning(In):
    """Whether one's own view is to come first."""

    blind: bool


@router.post("/blind", response_model=models.Blind)
def turn(shared: Shared, body: Turning) -> Any:
    """Has one's own view come first, or the answer shown at once."""
    with shared() as desk:
        blind.turn(desk.ledger, body.blind)
        return {"blind": blind.is_on(desk.ledger)}
