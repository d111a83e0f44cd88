"""What an edit would change, shown while it is written: the same part for the fields and for the text."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...desk import editing
from ...desk.home import MAX_FILE
from ...desk.previewing import Preview
from ...errors import DoorstepError, Mistake, PolicyError
from .. import forms
from ..rendering import page
from ..shared_desk import SharedDesk
from .doors_form import sent

router = APIRouter()
LOOKING = ("look", "all")  # buttons that save nothing
MOST_TEXT = 2 * MAX_FILE  # a browser sends two signs for each line end
SHOWN = 50  # of the user's own requests, where not all are asked for


@router.post("/doors/preview")
async def preview(request: Request) -> Response:
    """What the fields or the text would change: the part of the page that is shown while they are written."""
    form = await forms.fields(request, MOST_TEXT)
    return await run_in_threadpool(_preview, request, form)


def _preview(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    look = looked(shared, form)
    with shared() as desk:
        return page(request, "doors_look.html", desk=desk, look=look, shown=most_of(form))


def looked(shared: SharedDesk, form: Any) -> Preview:
    """What the form would change; where it cannot be done at all, that is told as a mistake. It may take long: it is
    asked for before the shared desk, never while that is held."""
    try:
        with shared.looking() as previews:
            is_text = "text" in form
            text = forms.text_of(form, "text") if is_text else editing.drafted(previews.desk, sent(form).change())
            return previews.look(text, everybody=forms.one(form, "everybody") == "yes", most=most_of(form))
    except PolicyError as error:
        return Preview(error.mistakes)
    except DoorstepError as error:
        return Preview((Mistake("", error.message, hint=error.next_step),))


def most_of(form: Any) -> int | None:
    """How many of the user's own requests are listed: the first, or all where it is asked for."""
    return None if forms.one(form, "do") == "all" else SHOWN
