"""The agenda: a few things a week, what else there is, and a promise more."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...desk import promising
from ...desk.agenda import agenda, line
from ...desk.promising import MAX_TEXT, MOST_FEW
from ...errors import UsageError
from .. import forms
from ..frame import go_on
from ..ids import Id
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()


@router.get("/agenda")
def shown(request: Request, who: str = "") -> Response:
    """This week's few, and the rest; `who` is somebody to whom the user is about to promise something."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        found = agenda(desk)
        others = (("Can wait", found.rest), ("Later", found.later), ("Others act", found.waiting))
        return page(
            request, "agenda.html", desk=desk, found=found, others=others, line=line, who=who[:200],
            longest=MAX_TEXT, most_few=MOST_FEW,
        )  # fmt: skip


@router.post("/agenda")
async def add(request: Request) -> Response:
    """Puts a promise on the agenda."""
    form = await forms.fields(request)
    return await run_in_threadpool(_add, request, form)


def _add(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    try:
        on = date.fromisoformat(forms.one(form, "on")) if forms.one(form, "on") else None
    except ValueError:
        raise UsageError("this is no day", next_step="Pick it in the calendar, or leave it out.") from None
    with shared() as desk:
        promising.promise(
            desk, forms.one(form, "text"), who=forms.one(form, "who"), on=on, private=bool(forms.one(form, "private"))
        )
        return go_on(desk, "/agenda")


@router.post("/agenda/few")
async def few(request: Request) -> Response:
    """Sets how many things a week there are to be."""
    form = await forms.fields(request)
    return await run_in_threadpool(_few, request, form)


def _few(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        promising.set_few(desk, forms.number(form, "few") or 0)
        return go_on(desk, "/agenda")


@router.post("/agenda/{number}/done")
async def done(request: Request, number: Id) -> Response:
    """Takes off what is done."""
    await forms.fields(request)
    return await run_in_threadpool(_close, request, number, promising.done)


@router.post("/agenda/{number}/drop")
async def drop(request: Request, number: Id) -> Response:
    """Takes off what is not to be any more."""
    await forms.fields(request)
    return await run_in_threadpool(_close, request, number, promising.drop)


def _close(request: Request, number: int, close: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        close(desk, number)
        return go_on(desk, "/agenda")
