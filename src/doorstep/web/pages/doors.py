"""All doors side by side, in plain sentences; a sentence turns into fields, and what it would change stands below."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from ...desk import editing, versions
from ...desk.doors import doors, help_with_facts
from ...desk.home import Desk
from ...desk.previewing import Preview, Previews
from ...desk.standards import required
from ...errors import DoorstepError, NotFoundError, PolicyError
from ...facts.catalogue import PURPOSES
from .. import forms
from ..problems import status_of
from ..rendering import page
from ..shared_desk import SharedDesk
from .doors_form import GONE, KINDS, NEARNESS, Fields, asked_for, sent
from .doors_look import LOOKING, SHOWN, looked
from .doors_text import text_page

router = APIRouter()


@router.get("/doors")
def show(request: Request) -> Response:
    """All doors, and the fields of what the address opens."""
    shared: SharedDesk = request.app.state.desk
    with shared.looking() as previews, shared() as desk:
        if not desk.policy_path.exists():
            return page(request, "doors_none.html", desk=desk)
        if not _stands(desk):
            return RedirectResponse("/doors/text", 303)
        return _page(request, previews, desk, asked_for(request.query_params, required(desk)))


def _page(
    request: Request,
    previews: Previews,
    desk: Desk,
    fields: Fields | None,
    *,
    look: Preview | None = None,
    trouble: DoorstepError | None = None,
    status: int = 200,
) -> Response:
    found = doors(desk, previews)
    return page(
        request, "doors.html", desk=desk, status=status, all=found, edit=fields, look=look,
        is_homeless=fields is not None and not fields.is_among(found.told),
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
    look = looked(shared, form)
    with shared.looking() as previews, shared() as desk:
        if forms.one(form, "do") in LOOKING:
            return _page(request, previews, desk, fields, look=look)
        text = ""
        try:
            text = editing.drafted(desk, fields.change())
            done = editing.save(desk, text, forms.one(form, "began"))
        except DoorstepError as error:
            if isinstance(error, NotFoundError):  # gone meanwhile: saved again, it would be a new one
                fields = replace(fields, was_kind="", was_name="")
            if not _stands(desk):  # broken or taken away meanwhile, so that there are no doors to show
                now = editing.opened(desk)
                return text_page(request, desk, text or now.text, now.print, look, trouble=error, status=422)
            return _page(request, previews, desk, fields, look=look, trouble=error, status=status_of(error))
    return RedirectResponse(f"/doors?saved={done.version or 0}", 303)


def _stands(desk: Desk) -> bool:
    """True where there are standards without a mistake."""
    try:
        return desk.policy is not None
    except PolicyError:
        return False


def just_saved(desk: Desk, number: str) -> dict[str, int | None] | None:
    """The version that was just saved and the one before it, where it is the one that stands."""
    if not number.isdecimal() or len(number) > forms.MOST_DIGITS:
        return None
    found = [one.version.number for one in versions.history(desk, 2)]
    if not found or found[0] != int(number):
        return None
    return {"number": found[0], "before": found[1] if len(found) > 1 else None}
