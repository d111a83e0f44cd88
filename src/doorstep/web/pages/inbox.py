"""The inbox as triage: one request at a time, decided with one key or one tap, undo always in reach."""

from datetime import timedelta
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from ...desk import blind, deciding, people
from ...desk.exposure import in_view
from ...desk.home import Desk
from ...desk.inbox import Item, one_item
from ...desk.questions import choices_of
from ...desk.stakes import of_item
from ...desk.timeline import timeline
from ...desk.triage import STATES, Choice, chosen, facets, place_of
from ...desk.words import NOT_SHOWN, grounds, on_network, reason, taken_for_granted
from ...errors import ConflictError, UsageError
from .. import forms
from ..frame import go_on
from ..ids import Id
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()
LISTED = 40  # of a long list, those around the one that is looked at
SNOOZE_DAYS = 14
Word = Annotated[str, Query(max_length=200)]


def choice_of(
    state: Word = "open", network: Word = "", verdict: Word = "", role: Word = "", age: Word = "", mine: Word = "",
    words: Word = "",
) -> Choice:  # fmt: skip
    """The filters that an address holds."""
    return Choice(state if state in STATES else "open", network, verdict, role, age, "yes" if mine else "", words)


Chosen = Annotated[Choice, Depends(choice_of)]


@router.get("/")
def inbox(request: Request, choice: Chosen, at: str = "") -> Response:
    """The list, and the request that is next (or the one at `at`)."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        if desk.policy is None and not desk.ledger.last_change():
            return RedirectResponse("/begin", 303)  # the first visit
        found = shared.kept.items(STATES[choice.state])
        some = chosen(found, choice, desk.today)
        spot = place_of(some, int(at) if at.isdecimal() and len(at) <= forms.MOST_DIGITS else None)
        first = max(0, min(spot - LISTED // 4, len(some) - LISTED))
        values: dict[str, Any] = {
            "choice": choice, "facets": facets(found, choice, desk.today), "spot": spot, "count": len(some),
            "rows": some[first : first + LISTED], "before": first, "after": max(0, len(some) - first - LISTED),
            "where": where(choice), "tabs": tabs(shared), "has_policy": desk.policy is not None,
            "has_imports": bool(desk.ledger.imports()),
        }  # fmt: skip
        item = some[spot] if some else None
        following = some[spot + 1] if spot + 1 < len(some) else some[0] if spot else None
        previous = some[spot - 1] if spot else None
        return page(request, "inbox.html", desk=desk, item=item, following=following, previous=previous,
                    card=_card(desk, item) if item else None, **values)  # fmt: skip


def where(choice: Choice, path: str = "/") -> str:
    """The address of the inbox (or the page at `path`) with these filters."""
    return path + (f"?{urlencode(choice.given)}" if choice.given else "")


def tabs(shared: SharedDesk) -> dict[str, int]:
    """How many requests are in each state."""
    return shared.kept.counts(STATES)


def _card(desk: Desk, item: Item) -> dict[str, Any]:
    """What stands on the card of one request."""
    network = desk.networks.get(item.request.network)
    is_shut = item.verdict == "not_yet" and not item.hidden
    not_yet = "reply" if network and "reply" in network.actions and is_shut else "leave"
    of_network = {"accept": "accept", "wait": not_yet, "decline": "decline"}
    sides = {name: on_network(network, kind) if network else None for name, kind in of_network.items()}
    question = item.answer.questions[0] if item.answer and item.answer.questions else None
    return {
        "reason": reason(item), "grounds": grounds(item), "assumed": taken_for_granted(item), "draft": item.draft(),
        "known": [(name, one) for name, one in item.known.items() if name not in NOT_SHOWN],
        "events": timeline(desk, item.request.person_id), "sides": sides,
        "question": question, "choices": choices_of(desk.catalogue[question.fact]) if question else (),
        "posts": in_view(desk, item.request.network, "") if question and question.fact == "values_conflict" else "",
        "network": desk.display(item.request.network), "seen": seen_of(desk, item),
        "stakes": None if item.hidden else of_item(desk, item).both,
    }  # fmt: skip


@router.post("/requests/{request_id}/decide")
async def decide(request: Request, request_id: Id) -> Response:
    """Keeps a decision, and goes on to the next request."""
    form = await forms.fields(request)
    return await run_in_threadpool(_decide, request, request_id, form)


def _decide(request: Request, request_id: int, form: Any) -> Response:
    action, reply = forms.one(form, "action"), forms.one(form, "reply")
    if action not in deciding.STATE_AFTER:
        raise UsageError("accept, wait, decline or snooze: one of these is to be chosen")
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        ensure_unchanged(desk, one_item(desk, request_id), forms.one(form, "seen"))
        until = desk.today + timedelta(days=SNOOZE_DAYS) if action == "snooze" else None
        deciding.decide(
            desk, request_id, action, reason=forms.one(form, "reason"), reply=reply or None, until=until,
            obliged=True if forms.one(form, "obliged") else None,
        )  # fmt: skip
        return go_on(desk, forms.back_of(form))


def seen_of(desk: Desk, item: Item) -> str:
    """How the request stands, for a form to bring back: its state, and which decision made it so."""
    last = desk.ledger.decisions(request_id=item.id)[-1:]
    return " ".join([item.request.state, *(f"{one.id} {one.at.isoformat()}" for one in last)])


def ensure_unchanged(desk: Desk, item: Item, seen: str) -> None:
    """ConflictError where the request stands otherwise than the page showed: somebody decided it meanwhile, perhaps
    the same way with other words or another day. A `seen` of one word is a state alone."""
    now = seen_of(desk, item) if " " in seen else item.request.state
    if seen and now != seen:
        raise ConflictError(
            f"{item.request.name} was {item.request.state} meanwhile, in another window or on the command line",
            next_step="Look at it again, then decide.",
        )


@router.post("/requests/{request_id}/view")
async def view(request: Request, request_id: Id) -> Response:
    """Keeps what the user thinks before the answer is shown."""
    form = await forms.fields(request)
    return await run_in_threadpool(_view, request, request_id, form)


def _view(request: Request, request_id: int, form: Any) -> Response:
    own = forms.one(form, "view")
    if own not in blind.ANSWERS:
        raise UsageError("accept, not yet, ask or decline: one of these is to be chosen")
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        deciding.give_view(desk, request_id, own)
        return go_on(desk, forms.back_of(form))


@router.post("/requests/{request_id}/answer")
async def answer(request: Request, request_id: Id) -> Response:
    """Keeps the answer to a question about whoever asks."""
    form = await forms.fields(request)
    return await run_in_threadpool(_answer, request, request_id, form)


def _answer(request: Request, request_id: int, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        item = one_item(desk, request_id)
        people.state(desk, f"#{item.request.person_id}", [f"{forms.one(form, 'fact')}={forms.one(form, 'value')}"])
        return go_on(desk, forms.back_of(form))


@router.post("/undo")
async def undo(request: Request) -> Response:
    """Takes the named change back, or the last one."""
    form = await forms.fields(request)
    return await run_in_threadpool(_undo, request, form)


def _undo(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        undone = deciding.undo(desk, forms.number(form, "entry"))
        back = "/" if undone.request_id is None else f"/?at={undone.request_id}"
        return go_on(desk, forms.back_of(form, back))
