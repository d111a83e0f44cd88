"""Evenness: what one's own decisions tell, in sentences with the numbers and people behind each; and blind first."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...desk import blind
from ...desk import evenness as auditing
from ...desk.even_told import EvennessTold, told
from ...desk.evenness import FEW
from ...desk.home import Desk
from ...errors import UsageError
from .. import forms
from ..beside import Beside
from ..frame import go_on
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()
SEED = 1  # as `doorstep even` has it


def audited(desk: Desk) -> EvennessTold:
    """The audit of the user's own decisions, in words."""
    return told(auditing.evenness(desk, SEED))


@router.get("/evenness")
def evenness(request: Request) -> Response:
    """What there is to say, network by network."""
    shared: SharedDesk = request.app.state.desk
    audits: Beside[EvennessTold] = request.app.state.audits
    found = audits.told()
    with shared() as desk:
        return page(request, "evenness.html", desk=desk, told=found, need=FEW, is_blind=blind.is_on(desk.ledger))


@router.post("/evenness/blind")
async def turn(request: Request) -> Response:
    """Has the user's own view come first, or the answer shown at once."""
    form = await forms.fields(request)
    return await run_in_threadpool(_turn, request, form)


def _turn(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    wanted = forms.one(form, "turn")
    if wanted not in ("on", "off"):
        raise UsageError("on or off: one of these is to be chosen")
    with shared() as desk:
        blind.turn(desk.ledger, wanted == "on")
        return go_on(desk, "/evenness", "#blind")
