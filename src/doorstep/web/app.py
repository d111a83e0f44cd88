"""The web application: its pages, its programs' door, and the checks before both."""

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.staticfiles import StaticFiles

from . import api, problems
from .api.document import document_of
from .api.shared import ANSWERS, ensure_may_change
from .beside import Beside
from .pages import (
    agenda,
    asking,
    begin,
    circles,
    doors,
    doors_look,
    doors_public,
    doors_text,
    doors_versions,
    evenness,
    exposure,
    importing,
    inbox,
    keys,
    listing,
    people,
    person,
    pictures,
    review,
    same,
    signing_in,
    who,
)
from .reading import Readings
from .safety import Safety
from .sessions import Sessions
from .shared_desk import SharedDesk
from .uploads import sweep

STATIC = Path(__file__).parent / "static"
PAGES = (
    signing_in,
    inbox,
    listing,
    begin,
    importing,
    people,
    person,
    agenda,
    asking,
    same,
    doors,
    doors_look,
    doors_text,
    doors_versions,
    doors_public,
    circles,
    pictures,
    evenness,
    review,
    exposure,
    who,
    keys,
)


def make_app(home: Path, now: Callable[[], datetime], *, sessions: Sessions, hosts: frozenset[str]) -> FastAPI:
    """The application over one folder. `hosts` are the names, with port, by which it may be asked."""
    app = FastAPI(
        title="doorstep", version=version("doorstep"), docs_url=None, redoc_url=None, openapi_url="/api/openapi.json"
    )
    sweep(home)
    app.state.sessions = sessions
    app.state.desk = SharedDesk(home, now)
    app.state.audits = Beside(home, now, evenness.audited)
    app.state.ahead = Beside(home, now, circles.ahead)
    app.state.readings = Readings(home, now, app.state.desk.refresh)
    app.mount("/static", StaticFiles(directory=STATIC), "static")
    for one in PAGES:
        app.include_router(one.router, include_in_schema=False)
    for part in api.PARTS:
        app.include_router(part.router, responses=ANSWERS, dependencies=[Depends(ensure_may_change)])
    app.state.routes = [route for one in (*PAGES, *api.PARTS) for route in one.router.routes]
    app.openapi = document_of(app)  # type: ignore[method-assign]  # as FastAPI has it done
    problems.handle(app)
    app.add_middleware(Safety, sessions=sessions, hosts=hosts)
    return app
