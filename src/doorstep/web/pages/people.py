"""Finding people, and having one forgotten."""

from typing import Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...desk import people
from ...desk.home import Desk
from ...ledger import Person
from .. import forms
from ..ids import Id
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()
MOST = 40
LATELY = 30  # changes that are looked at for the people whom the user was busy with


@router.get("/people")
def search(request: Request, words: str = Query("", max_length=200)) -> Response:
    """People of a name or a handle; without words those whom the user was busy with last."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        found = desk.ledger.find_people(words, MOST) if words.strip() else _lately(desk)
        of = desk.ledger.profiles([one.id for one in found])
        return page(request, "people.html", desk=desk, words=words, found=found, profiles=of, most=MOST,
                    number=desk.ledger.counts()["people"])  # fmt: skip


def _lately(desk: Desk) -> list[Person]:
    ids = dict.fromkeys(one.person_id for one in desk.ledger.log(LATELY) if one.person_id is not None)
    there = desk.ledger.people(list(ids))
    return [there[one] for one in ids if one in there]


@router.get("/people/{person_id}/forget")
def sure(request: Request, person_id: Id) -> Response:
    """Asks before somebody is forgotten."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        held = desk.ledger.about(desk.ledger.person(person_id).id)
        return page(request, "forget.html", desk=desk, held=held, report=None)


@router.post("/people/{person_id}/forget")
async def forget(request: Request, person_id: Id) -> Response:
    """Erases everything about somebody, for good."""
    form = await forms.fields(request)
    return await run_in_threadpool(_forget, request, person_id, form)


def _forget(request: Request, person_id: int, _form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        _, report = people.forget(desk, f"#{person_id}")
        return page(request, "forget.html", desk=desk, held=None, report=report)
