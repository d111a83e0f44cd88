"""Imports: those that stand, sending files, and what came of each reading."""

from typing import Annotated, Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from ...desk import given
from ...desk.importing import imports_as_they_stand
from ...desk.me import change_me, me, readable
from ...errors import UsageError
from ..reading import Job, Readings
from ..uploads import uploaded
from . import import_models
from .shared import Id, In, Shared, Word

router = APIRouter(prefix="/api", tags=["imports"])
_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "properties": {
                        "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1},
                        "anyway": {"enum": ["yes"], "description": "Also where it is another person's archive."},
                    },
                    "required": ["files"],
                }
            }
        },
    }
}


@router.get("/imports", response_model=list[import_models.Import])
def imports(shared: Shared) -> Any:
    """The imports that were not taken back, the newest first."""
    with shared() as desk:
        return [
            {
                "id": one.id, "source": one.source, "file_name": one.file_name, "exported_on": one.exported_on,
                "at": one.at.isoformat(), "counts": one.counts, "undo": entry.id if entry and entry.can_undo else None,
            }
            for one, entry in imports_as_they_stand(desk)
        ]  # fmt: skip


@router.post("/import", response_model=import_models.Reading, status_code=202, openapi_extra=_FORM)
async def take(request: Request, shared: Shared) -> Any:
    """Takes files, and begins to read them; the answer's `id` is to be asked for at /api/import/{id}."""
    readings: Readings = request.app.state.readings
    upload = await uploaded(request, shared.home, needs_token=False)
    if not upload.files:
        await run_in_threadpool(upload.clear)
        raise UsageError("no file was sent", next_step="send the archive as `files`, in multipart/form-data")
    if upload.fields.get("anyway", "yes") != "yes":
        await run_in_threadpool(upload.clear)
        raise UsageError("`anyway` can be `yes`, or left out")
    return _told(readings.begin(upload, anyway="anyway" in upload.fields))


@router.get("/import/{job_id}", response_model=import_models.Reading)
def reading(request: Request, job_id: Id) -> Any:
    """How far a reading is; at its end the report, or why nothing was taken in."""
    readings: Readings = request.app.state.readings
    return _told(readings.job(job_id))


@router.get("/sources", response_model=list[import_models.Source])
def sources() -> Any:
    """What can be read, each with how to get it."""
    return [given.source(one) for one in readable()]


@router.get("/me", response_model=import_models.Me)
def who_i_am(shared: Shared) -> Any:
    """Which e-mail addresses are the user's; calendars and mail need it to tell one side from the other."""
    with shared() as desk:
        return given.me(me(desk))


class Mine(In):
    """Addresses that are the user's, or are no more, and the country (`` for none) of numbers without a code."""

    add: Annotated[list[Word], Field(max_length=50, default_factory=list)]
    remove: Annotated[list[Word], Field(max_length=50, default_factory=list)]
    region: Annotated[str, Field(max_length=40)] | None = None


@router.post("/me", response_model=import_models.Me)
def say_who_i_am(shared: Shared, body: Mine) -> Any:
    """Adds and removes addresses of the user's, and sets the country."""
    with shared() as desk:
        return given.me(change_me(desk, body.add, body.remove, body.region))


def _told(job: Job) -> dict[str, Any]:
    return {
        "id": job.id, "state": job.state, "what": job.what, "share": job.share,
        "report": job.report.as_dict() if job.report else None,
        "error": job.problem.message if job.problem else "", "next_step": job.problem.next_step if job.problem else "",
    }  # fmt: skip
