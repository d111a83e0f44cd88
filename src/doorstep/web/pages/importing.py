"""Reading an export: how to get one, dropped, read while one may go on elsewhere, reported row by row, taken back."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse, Response

from ...desk.importing import imports_as_they_stand
from ...desk.me import change_me, me, readable
from ...errors import UsageError
from .. import forms
from ..frame import go_on
from ..ids import Id
from ..reading import Readings
from ..rendering import page
from ..shared_desk import SharedDesk
from ..uploads import uploaded

router = APIRouter()
SHOWN = 300  # skipped rows on the page; all are in /api/import


@router.get("/import")
def imports(request: Request) -> Response:
    """Where an export is dropped, and the imports that stand."""
    shared: SharedDesk = request.app.state.desk
    readings: Readings = request.app.state.readings
    with shared() as desk:
        return page(
            request, "import.html", desk=desk, standing=imports_as_they_stand(desk), jobs=readings.latest(),
            is_first=desk.policy is not None and not desk.ledger.imports(), readable=readable(), me=me(desk),
        )  # fmt: skip


@router.post("/import")
async def take(request: Request) -> Response:
    """Takes the files, and begins to read them."""
    shared: SharedDesk = request.app.state.desk
    readings: Readings = request.app.state.readings
    upload = await uploaded(request, shared.home)
    if not upload.files:
        await run_in_threadpool(upload.clear)
        raise UsageError("no file was chosen", next_step="Choose the archive as it came, a zip or its files.")
    job = readings.begin(upload, anyway=upload.fields.get("anyway") == "yes")
    return RedirectResponse(f"/import/{job.id}", 303)


@router.post("/me")
async def say_who_i_am(request: Request) -> Response:
    """Keeps which addresses are the user's."""
    form = await forms.fields(request)
    return await run_in_threadpool(_say_who_i_am, request, form)


def _say_who_i_am(request: Request, form: Any) -> Response:
    shared: SharedDesk = request.app.state.desk
    add, remove = forms.one(form, "add"), forms.one(form, "remove")
    with shared() as desk:
        if not (add or remove):
            raise UsageError("no address was given", next_step="Write it as in you@example.org.")
        change_me(desk, [add] if add else [], [remove] if remove else [])
        return go_on(desk, "/import", "#addresses")


@router.get("/import/{job_id}")
def report(request: Request, job_id: Id) -> Response:
    """How far a reading is; at its end what was read, and what could not be used."""
    shared: SharedDesk = request.app.state.desk
    readings: Readings = request.app.state.readings
    job = readings.job(job_id)
    if "hx-request" in request.headers and "hx-boosted" not in request.headers and job.state == "reading":
        return page(request, "progress.html", job=job)
    with shared() as desk:
        entries = [desk.ledger.entry(one) for one in job.report.as_dict()["undo"]] if job.report else []
        answer = page(
            request, "import_report.html", desk=desk, job=job, shown=SHOWN, entries=entries,
            has_policy=desk.policy is not None,
        )  # fmt: skip
    if "hx-request" in request.headers and "hx-boosted" not in request.headers:
        answer.headers["hx-refresh"] = "true"
    return answer
