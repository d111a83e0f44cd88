"""Every version of the standards: what changed with it, any two side by side, and the way back to one."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from ...desk import comparing, editing, versions
from ...errors import NotFoundError, PolicyError, UsageError
from .. import forms
from ..ids import Id
from ..rendering import page
from ..shared_desk import SharedDesk
from .doors_look import SHOWN

router = APIRouter()
A_PAGE = 50
Word = Annotated[str, Query(max_length=20)]


@router.get("/doors/versions")
def show(request: Request, first: Word = "", second: Word = versions.NOW, show: Word = "") -> Response:
    """The versions, the newest first; where two are named, all that changes from one to the other."""
    shared: SharedDesk = request.app.state.desk
    values: dict[str, Any] = {"changes": None, "names": ("", ""), "trouble": None, "mistakes": ()}
    with shared.looking() as previews:
        desk = previews.desk
        found = versions.history(desk, None if show == "all" else A_PAGE) if desk.has_ledger else []
        if first:
            try:
                (old, was), (new, now) = comparing.kept_one(desk, first), comparing.kept_one(desk, second)
                replay = previews.replay()
                values |= {
                    "changes": comparing.compared(desk, old, new, replay=replay, most=SHOWN),
                    "names": (was, now),
                }
            except (NotFoundError, PolicyError) as error:
                values |= {"trouble": error, "mistakes": error.mistakes if isinstance(error, PolicyError) else ()}
    with shared() as desk:
        return page(
            request, "doors_versions.html", desk=desk, found=found, first=first, second=second,
            began=editing.opened(desk).print, has_more=len(found) == A_PAGE and show != "all", **values,
        )  # fmt: skip


@router.post("/doors/versions")
async def restore(request: Request) -> Response:
    """Puts a version back, which makes it the newest one."""
    form = await forms.fields(request)
    return await run_in_threadpool(_restore, request, form)


def _restore(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    number = forms.number(form, "number")
    if number is None:
        raise UsageError("which version is to be put back", next_step="Pick one of the list.")
    with shared() as desk:
        done = editing.restored(desk, number, forms.one(form, "began"))
    return RedirectResponse(f"/doors?saved={done.version or 0}", 303)


@router.get("/doors/versions/{number}")
def text(request: Request, number: Id) -> Response:
    """One version as it was written, comments and all."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        return page(request, "doors_version.html", desk=desk, one=versions.version(desk, str(number)))
