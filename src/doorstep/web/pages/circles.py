"""One's circles: what they ask for, the room that is left, with whom it has been a while, and a year ahead."""

import re
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...desk import circle_words, figures, forecast_words
from ...desk.circles import circles
from ...desk.figures import MOST_DAYS, MOST_HOURS, MOST_MINUTES
from ...desk.forecast import YearAhead, year_ahead
from ...desk.home import Desk
from ...desk.touch import staying
from ...errors import UsageError
from .. import forms
from ..beside import Beside
from ..frame import go_on
from ..ids import Id
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()
_HOURS = re.compile(r"\d{1,4}(\.\d{1,4})?", re.ASCII)
SEED = 1  # as `doorstep forecast` has it


def ahead(desk: Desk) -> list[YearAhead]:
    """The year ahead with the standards of today; nothing without any."""
    return year_ahead(desk, {"now": desk.policy}, SEED) if desk.policy else []


@router.get("/circles")
def shown(request: Request, ahead: str = "") -> Response:
    """The circles; with `ahead` also the coming year, which may take a moment."""
    shared: SharedDesk = request.app.state.desk
    looked: Beside[list[YearAhead]] = request.app.state.ahead
    years = looked.told() if ahead else []
    with shared() as desk:
        held = circles(desk)
        return page(
            request, "circles.html", desk=desk, held=held, counts=held.counts(), touch=staying(desk),
            words=circle_words, lines=circle_words.attention_lines(held),
            layers=circle_words.layers_line(held.layers(desk.today)), years=years, ahead=forecast_words,
            wants_years=bool(ahead), most_minutes=MOST_MINUTES, most_days=MOST_DAYS, most_hours=MOST_HOURS,
        )  # fmt: skip


@router.post("/circles/figures")
async def set_figures(request: Request) -> Response:
    """Sets what a circle asks for."""
    form = await forms.fields(request)
    return await run_in_threadpool(_set_figures, request, form)


def _set_figures(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        name, minutes, every = forms.one(form, "circle"), forms.number(form, "minutes"), forms.number(form, "every")
        if minutes is None or every is None:
            raise UsageError("both are whole numbers: minutes a month, and days")
        figures.set_circle(desk, name, minutes, every)
        return go_on(desk, "/circles")


@router.post("/circles/attention")
async def set_attention(request: Request) -> Response:
    """Sets how many hours a month there are; nothing goes back to a guess."""
    form = await forms.fields(request)
    return await run_in_threadpool(_set_attention, request, form)


def _set_attention(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    text = forms.one(form, "hours")
    if text and not _HOURS.fullmatch(text):
        raise UsageError("this is no number of hours", next_step="As in 30 or 7.5; or leave it empty for a guess.")
    with shared() as desk:
        figures.set_attention(desk, float(text) if text else None)
        return go_on(desk, "/circles")


@router.post("/people/{person_id}/circle")
async def put(request: Request, person_id: Id) -> Response:
    """Puts somebody into a circle, or leaves it to the contact; or has them never named again, or named again."""
    form = await forms.fields(request)
    return await run_in_threadpool(_put, request, person_id, form)


def _put(request: Request, person_id: int, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    word = forms.one(form, "circle")
    with shared() as desk:
        if word in ("not any more", "again"):
            figures.not_any_more(desk, f"#{person_id}", word == "again")
        else:
            figures.put(desk, f"#{person_id}", word)
        return go_on(desk, forms.back_of(form, f"/people/{person_id}"))
