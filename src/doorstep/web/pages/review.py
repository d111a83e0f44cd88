"""Looking back, at most once a week: what felt obliged, what is regretted, what it has in common; and what became."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...desk.home import Desk
from ...desk.outcomes import KINDS, MAX_WORDS, note_outcome, told
from ...desk.review_words import ADVICE, FLAGGED, sentence
from ...desk.reviewing import due, names_of, review
from ...errors import UsageError
from .. import forms
from ..frame import go_on
from ..ids import Id
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()
SEED, LISTED = 1, 40  # as `doorstep review` has them


@router.get("/review")
def shown(request: Request, anyway: str = "") -> Response:
    """When it is time; or, where it is not, the look back all the same."""
    with _own(request) as desk:
        last, day = due(desk)
        is_due = day <= desk.today
        if anyway and not is_due:
            return _looked(request, desk)
        return page(request, "review.html", desk=desk, found=None, is_due=is_due, last=last, next_day=day)


@router.post("/review")
async def look_back(request: Request) -> Response:
    """The look back, with the day of it kept."""
    await forms.fields(request)
    return await run_in_threadpool(_look_back, request)


def _look_back(request: Request) -> Response:
    with _own(request) as desk:
        return _looked(request, desk)


def _own(request: Request) -> Desk:
    """A desk beside the shared one: this may take seconds, and the pages go on meanwhile."""
    shared: SharedDesk = request.app.state.desk
    return Desk(shared.home, shared.now)


def _looked(request: Request, desk: Desk) -> Response:
    found = review(desk, SEED)
    noted = [(one, "you felt obliged", "") for one in found.recent]
    noted += [(one.request_id, told(one), one.words) for one in found.outcomes]
    advice = found.advice
    touched = [one.id for one, _, _ in advice.now] if advice else []
    return page(
        request, "review.html", desk=desk, found=found, noted=noted[:LISTED], looks=found.looks, sentence=sentence,
        names=names_of(desk, {*(one for one, _, _ in noted), *touched}), person_of=_person_of(desk, noted, touched),
        advice=advice, means=ADVICE.get(advice.kind, "") if advice else "",
        flagged=FLAGGED[found.advised.what] if found.advised else "",
    )  # fmt: skip


def _person_of(desk: Desk, noted: list[tuple[int, str, str]], touched: list[int]) -> dict[int, int]:
    ids = {*(one for one, _, _ in noted), *touched}
    return {one.id: one.person_id for one in desk.ledger.requests(ids=ids)}


def sayable(state: str) -> list[tuple[str, str]]:
    """What can be noted of a request in this state, each with its words."""
    return [(what, words) for what, (states, words) in KINDS.items() if not states or state in states]


@router.post("/requests/{request_id}/outcome")
async def outcome(request: Request, request_id: Id) -> Response:
    """Notes what became of a request."""
    form = await forms.fields(request)
    return await run_in_threadpool(_outcome, request, request_id, form)


def _outcome(request: Request, request_id: int, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    what = forms.one(form, "what")
    if what not in KINDS:
        raise UsageError(f"{', '.join(KINDS)}: one of these can be noted")
    try:
        on = date.fromisoformat(forms.one(form, "on")) if forms.one(form, "on") else None
    except ValueError:
        raise UsageError("this is no day", next_step="Pick it in the calendar, or leave it out for today.") from None
    with shared() as desk:
        kept = note_outcome(desk, request_id, what, forms.one(form, "words")[:MAX_WORDS], on)
        return go_on(desk, forms.back_of(form, f"/people/{kept.person_id}"))
