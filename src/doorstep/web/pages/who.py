"""Who is this really: what stands out about whoever asks, and ways to make sure."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ...desk.who import dated, who
from ..ids import Id
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()
MOST_ROWS = 12


@router.get("/requests/{request_id}/who")
def shown(request: Request, request_id: Id) -> Response:
    """What was seen; the card of the request takes it in when it is opened there."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        found = who(desk, request_id)
        return page(request, "who.html", desk=desk, found=found, dated=dated, most=MOST_ROWS)
