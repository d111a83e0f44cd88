"""The list: many requests at once, with a look at what would happen before, and one result a row after."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...desk import deciding
from ...desk.deciding import Refused
from ...desk.home import Desk
from ...desk.inbox import Item, items
from ...desk.triage import STATES, Choice, chosen, facets
from ...errors import UsageError
from .. import forms
from ..rendering import page
from ..shared_desk import SharedDesk
from .inbox import SNOOZE_DAYS, Chosen, tabs, where

router = APIRouter()
A_PAGE = 100
SHOWN = 300  # rows of a preview or of a result; those that could not be done come first
MOST = 50_000
ACTIONS = {"accept": "Accept", "wait": "Not yet", "snooze": "Snooze", "decline": "Decline"}


@router.get("/list")
def listing(
    request: Request, choice: Chosen, number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1
) -> Response:
    """The requests that the filters leave, a hundred to a page."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        found = shared.kept.items(STATES[choice.state])
        some = chosen(found, choice, desk.today)
        last = max(1, -(-len(some) // A_PAGE))
        at = min(number, last)
        return page(
            request, "list.html", desk=desk, choice=choice, facets=facets(found, choice, desk.today),
            rows=some[(at - 1) * A_PAGE : at * A_PAGE], count=len(some), tabs=tabs(shared), actions=ACTIONS,
            before=_page(choice, at - 1) if at > 1 else "", after=_page(choice, at + 1) if at < last else "",
            first=(at - 1) * A_PAGE, all_ids=as_runs([one.id for one in some]) if len(some) <= MOST else "",
        )  # fmt: skip


def _page(choice: Choice, number: int) -> str:
    address = where(choice, "/list")
    return address + ("&" if "?" in address else "?") + f"page={number}"


@dataclass(frozen=True, slots=True)
class Row:
    """One request of a preview or a result: whether it can be done, and what is to be said about it."""

    item: Item
    can: bool
    words: str


@router.post("/list/look")
async def look(request: Request) -> Response:
    """What a decision about many would do, before it is made."""
    form = await forms.fields(request)
    return await run_in_threadpool(_look, request, form)


def _look(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    action, ids = _action(form), _ids(form)
    with shared() as desk:
        some = items(desk, None, ids=ids)
        everybody = {one.request.person_id for one in some}  # those whom only a tick declines are shown, too
        can, refused = deciding.which_can(desk, some, action, _until(desk, action), everybody)
        named = [one for one in can if deciding.is_by_name_alone(one, action)]
        rows = [Row(one, True, what_to_know(one, action)) for one in can]
        rows.sort(key=lambda one: not one.words)  # whoever there is something to know about comes first
        not_done = _refused(some, refused)
        return page(
            request, "list_look.html", desk=desk, action=action, label=ACTIONS[action], rows=rows[:SHOWN],
            count=len(can) - len(named), refused=not_done[:SHOWN], refused_count=len(not_done),
            ids=as_runs([one.id for one in can]), named=named, seen=forms.one(form, "seen"),
        )  # fmt: skip


def what_to_know(item: Item, action: str) -> str:
    """What the user should know before this is done to this person; empty where there is nothing."""
    said = []
    if deciding.is_by_name_alone(item, action):
        said.append("has open business with you")
    if not item.hidden and item.verdict not in ("ask", deciding.VERDICT_OF.get(action, item.verdict)):
        said.append("your standards say otherwise")
    return ", ".join(said)


@router.post("/list/decide")
async def decide(request: Request) -> Response:
    """Keeps one decision about many, as one change; one result a row."""
    form = await forms.fields(request)
    return await run_in_threadpool(_decide, request, form)


def _decide(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    action, ids, seen = _action(form), _ids(form), forms.one(form, "seen")
    named = forms.numbers(form, "also")
    with shared() as desk:
        some = items(desk, None, ids=ids)
        same = [one for one in some if not seen or one.request.state in STATES.get(seen, (seen,))]
        until = _until(desk, action)
        results = deciding.decide_all(desk, same, action, reason=forms.one(form, "reason"), until=until, named=named)
        refused = _refused(some, [one for one in results if isinstance(one, Refused)])
        refused += [
            Row(one, False, f"was {one.request.state} meanwhile") for one in some if one not in same
        ]  # in another window, or on the command line
        done = [Row(one.item, True, one.state) for one in results if not isinstance(one, Refused)]
        entry = desk.ledger.log(1)[0] if done else None
        return page(
            request, "list_done.html", desk=desk, label=ACTIONS[action], rows=done[:SHOWN], count=len(done),
            refused=refused[:SHOWN], refused_count=len(refused), entry=entry,
        )  # fmt: skip


def _refused(some: list[Item], refused: list[Refused]) -> list[Row]:
    of = {one.id: one for one in some}
    return [Row(of[one.request_id], False, one.why) for one in refused if one.request_id in of]


def _until(desk: Desk, action: str) -> Any:
    return desk.today + timedelta(days=SNOOZE_DAYS) if action == "snooze" else None


def _action(form: Any) -> str:
    action = forms.one(form, "action")
    if action not in ACTIONS:
        raise UsageError("accept, not yet, decline or snooze: one of these is to be chosen")
    return action


def _ids(form: Any) -> list[int]:
    """The requests that were marked, or all that the filters left."""
    every = forms.one(form, "every")
    given = from_runs(every) if every else [int(one) for one in form.get("id", []) if one.isdecimal() and len(one) < 16]
    if not given:
        raise UsageError("nobody is marked", next_step="Mark those whom it is about, or choose all of them.")
    return given


def as_runs(ids: list[int]) -> str:
    """Numbers as a short text: `1-40 44`."""
    found: list[list[int]] = []
    for one in sorted(ids):
        if found and one == found[-1][1] + 1:
            found[-1][1] = one
        else:
            found.append([one, one])
    return " ".join(str(low) if low == high else f"{low}-{high}" for low, high in found)


def from_runs(text: str) -> list[int]:
    """The numbers in such a text; UsageError where it is none, or holds more than a ledger does."""
    found: list[int] = []
    for part in text.split():
        low, sign, high = part.partition("-")
        high = high if sign else low
        if not (low.isdecimal() and high.isdecimal() and len(low) < 16 and len(high) < 16):
            raise UsageError("these are no requests")
        if int(high) - int(low) + len(found) >= MOST:
            raise UsageError(f"more than {MOST:,} at once", next_step="Narrow it with the filters first.")
        found += range(int(low), int(high) + 1)
    return found
