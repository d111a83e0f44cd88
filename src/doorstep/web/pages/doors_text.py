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
from .doors_look import LOOKING, looked, most_of

router = APIRouter()


@router.get("/doors/text")
def show(request: Request) -> Response:
    """What stands in the file now, mistakes and all."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        now = editing.opened(desk)
        look = shared.previews.look(now.text, most=0) if now.text else None
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
    form = await forms.fields(request)
    return await run_in_threadpool(_save, request, form)


def _save(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    text, began = editing.same_lines(forms.text_of(form, "text")), forms.one(form, "began")
    with shared() as desk:
        if forms.one(form, "do") in LOOKING:
            return text_page(request, desk, text, began, looked(shared, desk, form), most=most_of(form))
        try:
            done = editing.save(desk, text, began)
        except ConflictError as error:
            meanwhile, now = editing.changed_meanwhile(desk, began), editing.opened(desk).print
            look = looked(shared, desk, form)
            return text_page(
                request, desk, text, now, look, trouble=error, meanwhile=meanwhile, most=most_of(form), status=409
            )
        except DoorstepError as error:
            look = looked(shared, desk, form)
            return text_page(
                request, desk, text, began, look, trouble=error, most=most_of(form), status=status_of(error)
            )
    return RedirectResponse(f"/doors?saved={done.version or 0}", 303)
