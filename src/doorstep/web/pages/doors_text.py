"""The standards as text: the whole file in one field, and beside it what the text would change."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from ...desk import editing
from ...desk.doors import help_with_facts
from ...desk.home import Desk
from ...desk.previewing import Preview
from ...errors import ConflictError, DoorstepError, PolicyError
from ...facts.catalogue import CATALOGUE
from .. import forms
from ..problems import status_of
from ..rendering import page
from ..shared_desk import SharedDesk
from .doors_look import LOOKING, MOST_TEXT, looked, most_of

router = APIRouter()


@router.get("/doors/text")
def show(request: Request) -> Response:
    """What stands in the file now, mistakes and all."""
    shared: SharedDesk = request.app.state.desk
    with shared.looking() as previews:
        now = editing.opened(previews.desk)
        look = previews.look(now.text, most=0) if now.text else None
    with shared() as desk:
        return text_page(request, desk, now.text, now.print, look)


def text_page(
    request: Request,
    desk: Desk,
    text: str,
    began: str,
    look: Preview | None,
    *,
    trouble: DoorstepError | None = None,
    meanwhile: str = "",
    most: int | None = None,
    status: int = 200,
) -> Response:
    """The text in its field, with what it would change; `trouble` says why it was not saved."""
    try:
        catalogue = desk.catalogue
    except PolicyError:
        catalogue = CATALOGUE
    return page(
        request, "doors_text.html", desk=desk, status=status, text=text, began=began, look=look, trouble=trouble,
        meanwhile=meanwhile, shown=most, facts=help_with_facts(catalogue),
    )  # fmt: skip


@router.post("/doors/text")
async def save(request: Request) -> Response:
    """Saves the text; with `look` only shows what it would change. It comes back whole where it cannot be saved."""
    form = await forms.fields(request, MOST_TEXT)
    return await run_in_threadpool(_save, request, form)


def _save(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    text, began = editing.same_lines(forms.text_of(form, "text")), forms.one(form, "began")
    trouble: DoorstepError | None = None
    if forms.one(form, "do") not in LOOKING:
        with shared() as desk:
            try:
                done = editing.save(desk, text, began)
                return RedirectResponse(f"/doors?saved={done.version or 0}", 303)
            except DoorstepError as error:
                trouble = error
    look = looked(shared, form)
    meanwhile, status = "", status_of(trouble) if trouble else 200
    with shared() as desk:
        if isinstance(trouble, ConflictError):
            meanwhile, began = editing.changed_meanwhile(desk, began), editing.opened(desk).print
        return text_page(
            request, desk, text, began, look, trouble=trouble, meanwhile=meanwhile, most=most_of(form), status=status
        )
