"""Asking others: the requests that the user sent, and whether to ask somebody. Never whom to ask."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from ...desk import asking_words, outgoing
from ...desk.asking_out import asking
from ...desk.home import Desk
from ...desk.people import MAX_NAME, MAX_NOTE
from ...desk.silence_words import own_figures, rule_in_words, table
from ...errors import UsageError
from ...studies.silence import MEASURED, silence
from .. import forms
from ..frame import go_on
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()
ENDS = (("accepted", "They accepted"), ("declined", "They declined"), ("withdrawn", "I took it back"))


def networks_of(desk: Desk) -> list[tuple[str, str]]:
    """The networks on which one can ask, those with a door of the user's own first, each with its name."""
    own = tuple(desk.policy.networks) if desk.policy else ()
    return [(one, desk.display(one)) for one in dict.fromkeys((*own, *desk.networks))]


@router.get("/ask")
def shown(request: Request) -> Response:
    """The requests of the user's that are open, the oldest first."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        own = silence(*desk.ledger.openings())
        return page(
            request, "ask.html", desk=desk, sent=outgoing.outgoing(desk), to_do=asking_words.to_do, ends=ENDS,
            networks=networks_of(desk), longest=MAX_NAME, measured=table(MEASURED), rule=rule_in_words(), own=own,
            own_told=own_figures(own), own_table=table(own) if own.is_enough else (),
            first_contacts=MEASURED.first_contacts,
        )  # fmt: skip


@router.get("/ask/look")
def look(request: Request, name: str = "", network: str = "") -> Response:
    """Whether to ask this person there; back to the list where no name is given."""
    if not (name.strip() and network):
        return RedirectResponse("/ask", 303)
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        found = asking(desk, name, network)
        return page(
            request, "ask_look.html", desk=desk, found=found, told=asking_words.headline(desk, found),
            grounds=asking_words.grounds(desk, found), who=f"#{found.person.id}" if found.person else found.name,
            networks=networks_of(desk), ends=ENDS, longest=MAX_NOTE,
            is_open=any(_is_it(one, found.person.id, found.network) for one in outgoing.outgoing(desk))
            if found.person else False,
        )  # fmt: skip


def _is_it(one: outgoing.Sent, person_id: int, network: str) -> bool:
    return (one.person_id, one.network) == (person_id, network)


@router.post("/ask")
async def keep(request: Request) -> Response:
    """Keeps that the user asked, or how a request of theirs ended."""
    form = await forms.fields(request)
    return await run_in_threadpool(_keep, request, form)


def _keep(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    end, name, network = (forms.one(form, one) for one in ("end", "name", "network"))
    if end != "sent" and end not in outgoing.ENDS:
        raise UsageError("sent, accepted, declined or withdrawn: one of these can be kept")
    with shared() as desk:
        if end == "sent":
            sent = outgoing.keep_sent(desk, name, network, words=forms.one(form, "note"))
        else:
            sent = outgoing.keep_end(desk, name, network, end)
        return go_on(desk, forms.back_of(form, "/ask"), f"#sent-{sent.ids[0]}" if end == "sent" else "")
