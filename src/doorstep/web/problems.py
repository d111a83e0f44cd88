"""What is said when something cannot be done: a page to people, JSON to programs, the sentence and the next step."""

from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match, Route

from ..errors import ConflictError, DoorstepError, FactError, NotFoundError, PolicyError, SourceError, UsageError
from .forms import WrongFormError
from .rendering import page

STATUS: tuple[tuple[type[DoorstepError], int], ...] = (
    (NotFoundError, 404), (ConflictError, 409), (UsageError, 422), (FactError, 422), (SourceError, 422),
    (PolicyError, 422),
)  # fmt: skip
WORDS = {
    404: "There is nothing at this address.",
    405: "This cannot be asked for in this way.",
    400: "This is not a request that can be understood.",
}


def handle(app: FastAPI) -> None:
    """Has every error of the application told in words."""
    app.add_exception_handler(DoorstepError, _told)
    app.add_exception_handler(WrongFormError, _wrong_form)
    app.add_exception_handler(RequestValidationError, _wrong_values)
    app.add_exception_handler(HTTPException, _of_the_server)
    app.add_exception_handler(ClientDisconnect, _gone)


async def _told(request: Request, error: Exception) -> Response:
    """Doorstep's own errors: the sentence, and the next step."""
    assert isinstance(error, DoorstepError)
    status = status_of(error)
    mistakes = [str(one) for one in error.mistakes] if isinstance(error, PolicyError) else []
    return problem(request, status, error.message, error.next_step, mistakes)


def status_of(error: DoorstepError) -> int:
    """The status by which an error is told."""
    return next((code for kind, code in STATUS if isinstance(error, kind)), 503)


async def _wrong_form(request: Request, error: Exception) -> Response:
    return problem(
        request, 403, "This form is not from a page that is open here.", "Open the page again, and repeat it."
    )


async def _wrong_values(request: Request, error: Exception) -> Response:
    """Values that do not fit: which of them, and why."""
    assert isinstance(error, RequestValidationError)
    if not request.url.path.startswith("/api"):
        return problem(request, 404, WORDS[404], "")
    told = [f"{'.'.join(map(str, one['loc'][1:])) or one['loc'][0]}: {one['msg']}" for one in error.errors()[:5]]
    return problem(request, 422, "This does not fit: " + "; ".join(told), "/api/openapi.json says what fits.")


async def _gone(request: Request, error: Exception) -> Response:
    """Whoever asked has left in the middle: nobody is told, and it is no fault that belongs in a log."""
    return Response(status_code=400)


async def _of_the_server(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = problem(request, error.status_code, WORDS.get(error.status_code, str(error.detail)), "")
    answer.headers.update(error.headers or {})
    if error.status_code == 405:
        answer.headers["allow"] = ", ".join(_ways(request))
    return answer


def _ways(request: Request) -> list[str]:
    """The methods by which this address can be asked: each has a route of its own."""
    found: set[str] = set()
    for one in request.app.state.routes:
        if isinstance(one, Route) and one.matches(request.scope)[0] is not Match.NONE:
            found |= one.methods or set()
    return sorted(found)


def problem(request: Request, status: int, words: str, next_step: str, mistakes: Sequence[str] = ()) -> Response:
    """The answer to whoever asked: JSON at the programs' door, a page to who is signed in, else a line of text."""
    if request.url.path.startswith("/api"):
        return JSONResponse({"error": words, "next_step": next_step}, status)
    if not getattr(request.state, "session", ""):
        return PlainTextResponse(f"{words}\n{next_step}\n", status)
    return page(request, "problem.html", status=status, words=words, next_step=next_step, mistakes=mistakes)
