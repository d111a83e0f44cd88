"""The page that can be published: how it looks, to print, and to take along as a file."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from markupsafe import Markup

from ...desk.paper import published
from ...desk.standards import required
from ...errors import UsageError
from ...facts.text import clean_line
from ..rendering import page
from ..shared_desk import SharedDesk

router = APIRouter()
Name = Annotated[str, Query(max_length=100)]
KINDS = {"md": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8"}


@router.get("/doors/public")
def show(request: Request, name: Name = "") -> Response:
    """The page under a name; the user's own where none is given."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        owner = clean_line(name.strip() or desk.owner, 100)
        made = Markup(published(required(desk).public_page(owner))) if owner else ""
        return page(request, "doors_public.html", desk=desk, owner=owner, body=made)


@router.get("/doors/public/{kind}")
def take(request: Request, kind: str, name: Name = "") -> Response:
    """The page as a file: `md` Markdown, `html` a page of its own."""
    shared: SharedDesk = request.app.state.desk
    with shared() as desk:
        owner = clean_line(name.strip() or desk.owner, 100)
        if kind not in KINDS or not owner:
            raise UsageError("the page needs your name, and is given as `md` or `html`")
        text = required(desk).public_page(owner)
    body = text if kind == "md" else published(text, title=f"How {owner} answers requests to connect")
    head = {"content-disposition": f'attachment; filename="requests-to-connect.{kind}"'}
    return Response(body, media_type=KINDS[kind], headers=head)
