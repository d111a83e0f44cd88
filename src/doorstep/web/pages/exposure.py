"""What somebody let in would see of the user's own posts, network by network."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from ...desk import exposure_words
from ...desk.exposure import networks_with_posts, seen_on, state_audience, topics
from ...desk.people import network_named
from ...facts.audience import NOT_TOLD, STATED
from .. import forms
from ..frame import go_on
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()


@router.get("/exposure")
def networks(request: Request) -> Response:
    """The networks side by side."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        found = [seen_on(desk, one) for one in networks_with_posts(desk)]
        return page(request, "exposure.html", desk=desk, found=found, words=exposure_words)


@router.get("/exposure/{network}")
def on_one(request: Request, network: str, tag: str = "") -> Response:
    """One network: the counts, the five that the user may mind most, and how often such posts come."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        one = seen_on(desk, network_named(desk, network), tag)
        return page(
            request, "exposure_one.html", desk=desk, one=one, tag=tag, words=exposure_words, stated=STATED,
            is_untold=bool(one.seen.seen_by[NOT_TOLD]), mistakes=topics(desk)[1],
        )  # fmt: skip


@router.post("/exposure/{network}/audience")
async def audience(request: Request, network: str) -> Response:
    """Keeps whom the posts there are for, where the export does not tell it."""
    form = await forms.fields(request)
    return await run_in_threadpool(_audience, request, network, form)


def _audience(request: Request, network: str, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        key = network_named(desk, network)
        state_audience(desk, key, forms.one(form, "audience"))
        return go_on(desk, f"/exposure/{key}")
