"""The web application: its pages, its programs' door, and the checks before both."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, Response
from fastapi.staticfiles import StaticFiles

from ..errors import ConflictError, DoorstepError, NotFoundError, UsageError
from .forms import WrongFormError
from .pages import inbox, signing_in
from .rendering import page
from .safety import Safety
from .sessions import Sessions
from .shared_desk import SharedDesk

STATIC = Path(__file__).parent / "static"
STATUS: tuple[tuple[type[DoorstepError], int], ...] = ((NotFoundError, 404), (ConflictError, 409), (UsageError, 422))


def make_app(home: Path, now: Callable[[], datetime], *, sessions: Sessions, hosts: frozenset[str]) -> FastAPI:
    """The application over one folder. `hosts` are the names, with port, by which it may be asked."""
    app = FastAPI(title="doorstep", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.desk, app.state.sessions = SharedDesk(home, now), sessions
    app.mount("/static", StaticFiles(directory=STATIC), "static")
    for one in (signing_in, inbox):
        app.include_router(one.router, include_in_schema=False)
    app.add_exception_handler(DoorstepError, _told)
    app.add_exception_handler(WrongFormError, _wrong_form)
    app.add_exception_handler(404, _not_there)
    app.add_middleware(Safety, sessions=sessions, hosts=hosts)
    return app


async def _told(request: Request, error: Exception) -> Response:
    """Doorstep's own errors as a page: the sentence, and the next step."""
    assert isinstance(error, DoorstepError)
    status = next((code for kind, code in STATUS if isinstance(error, kind)), 400)
    return _problem(request, status, error.message, error.next_step)


async def _wrong_form(request: Request, error: Exception) -> Response:
    return _problem(
        request, 403, "This form is not from a page that is open here.", "Open the page again, and repeat it."
    )


async def _not_there(request: Request, error: Exception) -> Response:
    return _problem(request, 404, "There is nothing at this address.", "")


def _problem(request: Request, status: int, words: str, next_step: str) -> Response:
    if request.url.path.startswith("/api"):
        from fastapi.responses import JSONResponse

        return JSONResponse({"error": words, "next_step": next_step}, status)
    if not getattr(request.state, "session", ""):
        return PlainTextResponse(f"{words}\n{next_step}\n", status)
    return page(request, "problem.html", status=status, words=words, next_step=next_step)
