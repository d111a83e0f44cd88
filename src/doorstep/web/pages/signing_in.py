"""Signing in by the link that was printed at the start, once for each browser."""

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from .. import forms
from ..rendering import page
from ..sessions import COOKIE, Sessions

router = APIRouter()
USED = "This link was used already, or is too old. `doorstep serve` prints a new one at its start."


@router.get("/sign-in")
def sign_in(request: Request, token: str = "") -> Response:
    """Takes the token for a session's cookie, and goes on to the inbox."""
    sessions: Sessions = request.app.state.sessions
    session = sessions.sign_in(token)
    if session is None:
        return PlainTextResponse(USED + "\n", 401)
    # a page of our own between the link and the inbox: a strict cookie is not sent on a way that began elsewhere
    answer = page(request, "signed_in.html")
    answer.set_cookie(COOKIE, session, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return answer


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """Closes this browser's session."""
    await forms.fields(request)
    sessions: Sessions = request.app.state.sessions
    sessions.sign_out(request.state.session)
    answer = PlainTextResponse("Signed out. `doorstep serve` prints a new link at its start.\n")
    answer.delete_cookie(COOKIE)
    return answer
