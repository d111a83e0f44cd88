"""The keys, as a page for where no dialog opens."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()


@router.get("/keys")
def keys(request: Request) -> Response:
    """The list of keys."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        return page(request, "keys.html", desk=desk)
