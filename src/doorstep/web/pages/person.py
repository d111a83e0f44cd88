"""One person: what is known and from where, ratings, contact, doors, decisions, and who may be the same."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...desk import joining, outcomes, people
from ...desk.circles import circles
from ...desk.figures import MY_CIRCLE, NOT_ANY_MORE
from ...desk.home import Desk
from ...desk.people import RATINGS, Portrait
from ...desk.questions import choices_of
from ...desk.timeline import timeline
from ...desk.words import doors_to, listed
from ...errors import UsageError
from ...facts.catalogue import OF_THE_REQUEST
from ...ledger import Outcome, Person
from ...studies.attention import NAMES
from .. import forms
from ..frame import go_on
from ..ids import Id
from ..rendering import page
from ..shared_desk import SharedDesk
from .asking import networks_of
from .review import sayable

router = APIRouter()
LONGEST = 40  # events on the page
HAPPENED = (("call", "We spoke"), ("met", "We met"), ("message", "We wrote"), ("introduced", "Introduced"))


@router.get("/people/{person_id}")
def person(request: Request, person_id: Id, fact: str = "") -> Response:
    """Everything about one person; `fact` is one that the user is about to state."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        found = people.portrait(desk, f"#{person_id}")
        return page(
            request, "person.html", desk=desk, found=found, rows=_rows(desk, found), ratings=_ratings(found),
            doors=doors_to(desk, found), events=timeline(desk, person_id, LONGEST), happened=HAPPENED,
            guesses=joining.guesses(desk, person_id), joined=joining.joined(desk, person_id),
            namesakes=_namesakes(desk, person_id), facts=_sayable(desk), asked=_asked(desk, fact),
            networks=networks_of(desk), circle=_circle(desk, person_id), became=_became(desk, person_id),
            became_words=outcomes.told, sayable=sayable,
        )  # fmt: skip


def _namesakes(desk: Desk, person_id: int) -> list[Person]:
    """A few others of the same name, of whom the user has not said that they are others."""
    some = people.namesakes(desk, person_id)
    apart = desk.ledger.kept_apart() if some else set()  # it looks at everybody
    return [one for one in some if frozenset((one.id, person_id)) not in apart][:3]


def _circle(desk: Desk, person_id: int) -> dict[str, Any]:
    """The circle somebody is in, by contact or because the user put them there, and whether they are put aside."""
    held = circles(desk)
    said = held.said.get(person_id, {})
    mine = str(said[MY_CIRCLE][0]) if MY_CIRCLE in said else ""
    by_contact = "" if mine else held.circle_of.get(person_id, "")
    return {"names": NAMES, "mine": mine, "by_contact": by_contact, "is_put_aside": NOT_ANY_MORE in said}


def _became(desk: Desk, person_id: int) -> dict[int, list[Outcome]]:
    """What the user noted of each of their requests."""
    found: dict[int, list[Outcome]] = {}
    for one in desk.ledger.outcomes(person_id=person_id):
        found.setdefault(one.request_id, []).append(one)
    return found


def _rows(desk: Desk, found: Portrait) -> list[tuple[Any, Any, bool]]:
    """Each fact with what it rests on, and whether the user can take it back."""
    return [
        (desk.catalogue[name], known, any(one.said_by == "me" for one in known.because))
        for name, known in found.known.items()
        if name not in RATINGS and name != "on_record"
    ]


def _ratings(found: Portrait) -> dict[str, int | None]:
    rated = {name: found.known[name].value if name in found.known else None for name in RATINGS}
    return {name: value if isinstance(value, int) else None for name, value in rated.items()}


def _sayable(desk: Desk) -> list[Any]:
    """The facts that the user can state of a person."""
    return [
        one
        for one in desk.catalogue
        if "me" in one.said_by and one.name not in RATINGS and one.name not in OF_THE_REQUEST
    ]


def _asked(desk: Desk, name: str) -> dict[str, Any] | None:
    """The fact that is about to be stated, with its answers."""
    if name not in [one.name for one in _sayable(desk)]:
        return None
    fact = desk.catalogue[name]
    return {"fact": fact, "choices": choices_of(fact)}


@router.post("/people/{person_id}/facts")
async def state(request: Request, person_id: Id) -> Response:
    """Keeps what the user says; the same rating once more takes it back."""
    form = await forms.fields(request)
    return await run_in_threadpool(_state, request, person_id, form)


def _state(request: Request, person_id: int, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    value = ",".join(one.strip() for one in form.get("value", []))
    with shared() as desk:
        people.state(desk, f"#{person_id}", [f"{forms.one(form, 'fact')}={value}"])
        return go_on(desk, f"/people/{person_id}")


@router.post("/people/{person_id}/note")
async def note(request: Request, person_id: Id) -> Response:
    """Notes a call, a meeting, a message, an introduction, or only words."""
    form = await forms.fields(request)
    return await run_in_threadpool(_note, request, person_id, form)


def _note(request: Request, person_id: int, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    try:
        on = date.fromisoformat(forms.one(form, "on")) if forms.one(form, "on") else None
    except ValueError:
        raise UsageError("this is no day", next_step="Pick it in the calendar, or leave it out for today.") from None
    with shared() as desk:
        what = forms.one(form, "what")
        if what and what not in people.HAPPENED:
            raise UsageError("this can not be noted", next_step=f"It can be one of {listed(list(people.HAPPENED))}.")
        people.note(desk, f"#{person_id}", what, forms.one(form, "words"), None if on == desk.today else on,
                    forms.one(form, "by"))  # fmt: skip
        return go_on(desk, f"/people/{person_id}")


@router.post("/people/{person_id}/guess")
async def guess(request: Request, person_id: Id) -> Response:
    """Confirms a guess, or remembers that it is not so."""
    form = await forms.fields(request)
    return await run_in_threadpool(_guess, request, person_id, form)


def _guess(request: Request, person_id: int, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    is_so = forms.one(form, "is_so")
    number = forms.number(form, "guess")
    if is_so not in ("yes", "no") or number is None:
        raise UsageError("the same, or not the same: one of these is to be chosen")
    with shared() as desk:
        kept, _ = joining.settle(desk, number, is_so == "yes")
        return go_on(desk, f"/people/{kept if is_so == 'yes' else person_id}")


@router.post("/people/{person_id}/apart")
async def apart(request: Request, person_id: Id) -> Response:
    """Takes two apart that were joined."""
    form = await forms.fields(request)
    return await run_in_threadpool(_apart, request, person_id, form)


def _apart(request: Request, person_id: int, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        joining.take_apart(desk, forms.number(form, "merge") or 0)
        return go_on(desk, f"/people/{person_id}")
