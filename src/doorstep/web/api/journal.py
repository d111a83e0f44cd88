"""The journal, and taking back what is in it."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from ...desk import deciding, given
from . import models
from .shared import Id, In, Shared

router = APIRouter(prefix="/api", tags=["journal"])


@router.get("/log", response_model=list[models.Entry])
def log(shared: Shared, limit: Annotated[int, Query(ge=1, le=10_000)] = 20) -> Any:
    """What was changed, the newest first."""
    with shared() as desk:
        return [given.entry(one) for one in desk.ledger.log(limit)]


class Undoing(In):
    """The change to take back; the last one where none is named."""

    entry: Id | None = None


@router.post("/undo", response_model=models.Undone)
def undo(shared: Shared, body: Undoing) -> Any:
    """Takes a change back whole."""
    with shared() as desk:
        made = deciding.undo(desk, body.entry)
        return {"id": made.id, "undoes": made.undoes}
