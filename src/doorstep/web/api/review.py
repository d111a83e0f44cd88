"""Looking back, for programs: when it is time, the look itself, and what became of a request."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import Field

from ...desk import reviewing
from ...desk.home import Desk
from ...desk.outcomes import MAX_WORDS, note_outcome
from ...desk.review_words import as_dict
from . import review_models as models
from .shared import Day, Id, In, Shared

router = APIRouter(prefix="/api", tags=["review"])
SEED = 1  # as `doorstep review` has it


@router.get("/review", response_model=models.Due)
def due(shared: Shared) -> Any:
    """Whether it is time to look back, when it was done last, and the day from which it is time again."""
    with shared() as desk:
        return _due(desk)


class Looking(In):
    """Whether to look back also where the last time is less than a week ago."""

    anyway: bool = False


@router.post("/review", response_model=models.Review | models.Due)
def look_back(shared: Shared, body: Looking) -> Any:
    """The look back; its day is kept where it was due. Where it is not, only when it will be."""
    with Desk(shared.home, shared.now) as desk:
        told = _due(desk)
        return as_dict(desk, reviewing.review(desk, SEED)) if told["due"] or body.anyway else told


def _due(desk: Desk) -> dict[str, Any]:
    last, day = reviewing.due(desk)
    return {"due": day <= desk.today, "last": last, "next": day}


class Became(In):
    """What became of a request, and a few words for the user alone."""

    what: models.What
    words: Annotated[str, Field(max_length=MAX_WORDS)] = ""
    on: Day | None = None


@router.post("/requests/{request_id}/outcome", response_model=models.Noted)
def outcome(shared: Shared, request_id: Id, body: Became) -> Any:
    """Notes what became of a request."""
    with shared() as desk:
        kept = note_outcome(desk, request_id, body.what, body.words, body.on)
        return {"request": kept.id, "what": body.what, "on": body.on or desk.today, "words": body.words}
