"""Asking others, for programs: the requests that the user sent, and whether to ask somebody."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from ...desk import asking_words, outgoing
from ...desk.asking_out import asking
from ...desk.people import MAX_NAME, MAX_NOTE
from . import asking_models as models
from .shared import Day, In, Shared

router = APIRouter(prefix="/api", tags=["asking"])
Name = Annotated[str, Query(min_length=1, max_length=MAX_NAME, description="A name, a handle, or #number.")]
Network = Annotated[str, Query(min_length=1, max_length=100)]


@router.get("/ask", response_model=list[models.Sent])
def sent(shared: Shared) -> Any:
    """The requests of the user's that are open, the oldest first."""
    with shared() as desk:
        return [one.as_dict(desk.today) for one in outgoing.outgoing(desk)]


@router.get("/ask/look", response_model=models.Asking)
def look(shared: Shared, name: Name, network: Network) -> Any:
    """Whether to ask somebody on a network: now, later, or not; with why, and a drafted note."""
    with shared() as desk:
        return asking_words.as_dict(desk, asking(desk, name, network))


@router.get("/ask/silence", response_model=models.Figures)
def silence(shared: Shared) -> Any:
    """How long answers take, as it was measured and with the user; the days of waiting follow from it."""
    with shared() as desk:
        return asking_words.figures(desk)


class Keeping(In):
    """That the user asked (`sent`, with the day and what they wrote), or how a request of theirs ended."""

    name: Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
    network: Annotated[str, Field(min_length=1, max_length=100)]
    end: Literal["sent", "withdrawn", "accepted", "declined"]
    on: Day | None = None
    note: Annotated[str, Field(max_length=MAX_NOTE)] = ""


@router.post("/ask", response_model=models.Kept)
def keep(shared: Shared, body: Keeping) -> Any:
    """Keeps it. Nothing is sent anywhere."""
    with shared() as desk:
        if body.end == "sent":
            one = outgoing.keep_sent(desk, body.name, body.network, on=body.on, words=body.note)
        else:
            one = outgoing.keep_end(desk, body.name, body.network, body.end)
        return one.as_dict(desk.today) | {"kept": body.end}
