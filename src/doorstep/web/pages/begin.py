"""The first visit: choosing a kind of standards, answering its questions, reading what they say, writing them."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from ... import Policy
from ...desk import standards
from ...desk.standards import Template
from .. import forms
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()


@router.get("/begin")
def begin(request: Request, kind: str = "", read: str = "") -> Response:
    """The kinds of standards; of the chosen one its questions, and what it would say in plain sentences."""
    shared: SharedDesk = request.app.state.desk
    known = standards.templates()
    with shared() as desk:
        chosen = known.get(kind)
        values: dict[str, Any] = {
            "is_read": read == "yes",
            "kinds": list(known.values()),
            "chosen": chosen,
            "is_there": desk.policy_path.exists(),
        }
        if chosen:
            picked = {
                one.key: picked_of(request.query_params.get(one.key, ""), one.choices) for one in chosen.questions
            }
            values |= {"picked": picked, "plain": Policy.parse(standards.text_from(chosen.name, picked)).plain()}
        return page(request, "begin.html", desk=desk, **values)


def picked_of(text: str, choices: tuple[Any, ...]) -> int:
    """Which choice was picked, the first where none was."""
    return int(text) if text.isdecimal() and len(text) < 3 and int(text) < len(choices) else 0


@router.post("/begin")
async def write(request: Request) -> Response:
    """Writes the standards into the user's folder."""
    form = await forms.fields(request)
    return await run_in_threadpool(_write, request, form)


def _write(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    chosen: Template = standards.template(forms.one(form, "kind"))
    picked = {one.key: picked_of(forms.one(form, one.key), one.choices) for one in chosen.questions}
    with shared() as desk:
        standards.write_new(desk, standards.text_from(chosen.name, picked))
        is_new = not desk.ledger.imports() and not desk.ledger.counts()["requests"]
    return RedirectResponse("/import" if is_new else "/", 303)
