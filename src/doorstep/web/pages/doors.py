"""All doors side by side, in plain sentences; a sentence turns into fields, and what it would change stands below."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from ...desk import editing, versions
from ...desk.doors import doors, help_with_facts
from ...desk.home import Desk
from ...desk.previewing import Preview
from ...errors import DoorstepError, Mistake, PolicyError
from ...facts.catalogue import PURPOSES
from .. import forms
from ..problems import status_of
from ..rendering import page
from ..shared_desk import SharedDesk
from .doors_form import GONE, KINDS, NEARNESS, Fields, asked_for, sent

router = APIRouter()
SHOWN = 50


@router.get("/doors")
def show(request: Request) -> Response:
    """All doors, and the fields of what the address opens."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        try:
            if desk.policy is None:
                return page(request, "doors_none.html", desk=desk)
        except PolicyError:
            return RedirectResponse("/doors/text", 303)
        return _page(request, shared, desk, asked_for(request.query_params, desk.policy))


def _page(
    request: Request,
    shared: SharedDesk,
    desk: Desk,
    fields: Fields | None,
    *,
    look: Preview | None = None,
    trouble: DoorstepError | None = None,
    status: int = 200,
) -> Response:
    return page(
        request, "doors.html", desk=desk, status=status, all=doors(desk, shared.previews), edit=fields, look=look,
        trouble=trouble, began=editing.opened(desk).print, kinds=KINDS, gone=GONE, purposes=PURPOSES,
        nearness=NEARNESS, facts=help_with_facts(desk.catalogue) if fields else [], shown=SHOWN,
        saved=just_saved(desk, request.query_params.get("saved", "")),
    )  # fmt: skip


@router.post("/doors")
async def save(request: Request) -> Response:
    """Saves what the fields say; with `look` only shows what it would change."""
    form = await forms.fields(request)
    return await run_in_threadpool(_save, request, form)


def _save(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    fields = sent(form)
    with shared() as desk:
        look = looked(shared, desk, form)
        if forms.one(form, "do") == "look":
            return _page(request, shared, desk, fields, look=look)
        try:
            text = editing.drafted(desk, fields.change())
            done = editing.save(desk, text, forms.one(form, "began"))
        except DoorstepError as error:
            return _page(request, shared, desk, fields, look=look, trouble=error, status=status_of(error))
    return RedirectResponse(f"/doors?saved={done.version or 0}", 303)


@router.post("/doors/preview")
async def preview(request: Request) -> Response:
    """What the fields or the text would change: the part of the page that is shown while they are written."""
    form = await forms.fields(request)
    return await run_in_threadpool(_preview, request, form)


def _preview(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        look = looked(shared, desk, form)
        return page(request, "doors_look.html", desk=desk, look=look, shown=most_of(form), is_whole=False)


def looked(shared: SharedDesk, desk: Desk, form: Any) -> Preview:
    """What the form would change; where it cannot be done at all, that is told as a mistake."""
    try:
        text = forms.text_of(form, "text") if "text" in form else editing.drafted(desk, sent(form).change())
        return shared.previews.look(text, everybody=forms.one(form, "everybody") == "yes", most=most_of(form))
    except PolicyError as error:
        return Preview(error.mistakes)
    except DoorstepError as error:
        return Preview((Mistake("", error.message, hint=error.next_step),))


def most_of(form: Any) -> int | None:
    """How many of the user's own requests are listed: the first, or all where it is asked for."""
    return None if forms.one(form, "do") == "all" or forms.one(form, "most") == "all" else SHOWN


def just_saved(desk: Desk, number: str) -> dict[str, int | None] | None:
    """The version that was just saved and the one before it, where it is the one that stands."""
    if not number.isdecimal() or len(number) > forms.MOST_DIGITS:
        return None
    found = [one.version.number for one in versions.history(desk, 2)]
    if not found or found[0] != int(number):
        return None
    return {"number": found[0], "before": found[1] if len(found) > 1 else None}
