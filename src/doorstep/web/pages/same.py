"""Two people who may be one: somebody else looked up, both side by side, and what the user says of them."""

from typing import Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...desk import joining, people, sameness
from ...desk.home import Desk
from ...errors import UsageError
from ...ledger import Person
from .. import forms
from ..frame import go_on
from ..ids import Id
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()
MOST = 20


@router.get("/people/{person_id}/same")
def same(
    request: Request,
    person_id: Id,
    words: str = Query("", max_length=200),
    other: int | None = Query(None, ge=1, le=2**53 - 1),
) -> Response:
    """Who else is called so, or is found by these words; with `other` the two side by side."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        person = desk.ledger.person(person_id)
        apart = {one for pair in desk.ledger.kept_apart() if person_id in pair for one in pair}
        found = _found(desk, person, words)
        sides = [joining.side(desk, one) for one in (person_id, other)] if other and other != person_id else []
        return page(
            request, "same.html", desk=desk, person=person, words=words, found=found, apart=apart, sides=sides,
            other=other, profiles=desk.ledger.profiles([one.id for one in found]), most=MOST,
        )  # fmt: skip


def _found(desk: Desk, person: Person, words: str) -> list[Person]:
    """Those whom the words find; without words the namesakes. Never the person whom they are held against."""
    some = desk.ledger.find_people(words, MOST + 1) if words.strip() else people.namesakes(desk, person.id)
    return [one for one in some if one.id != person.id][:MOST]


@router.post("/people/{person_id}/same")
async def say(request: Request, person_id: Id) -> Response:
    """Joins the two, or remembers that they are not the same."""
    form = await forms.fields(request)
    return await run_in_threadpool(_say, request, person_id, form)


def _say(request: Request, person_id: int, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    other, is_so = forms.number(form, "other"), forms.one(form, "is_so")
    if other is None or is_so not in ("yes", "no"):
        raise UsageError("the same, or not the same: one of these is to be chosen")
    with shared() as desk:
        if is_so == "yes":
            kept, _ = sameness.join(desk, f"#{person_id}", f"#{other}")
            return go_on(desk, f"/people/{kept.id}")
        sameness.keep_apart(desk, f"#{person_id}", f"#{other}")
        return go_on(desk, f"/people/{person_id}")
