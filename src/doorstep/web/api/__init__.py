"""The programs' door: the same desk as JSON, with the names of the command line's `--json`."""

from fastapi import APIRouter, Depends

from . import imports, journal, people, requests, standards
from .shared import ANSWERS, ensure_may_change

router = APIRouter(prefix="/api", responses=ANSWERS, dependencies=[Depends(ensure_may_change)])
for _part in (requests, people, standards, imports, journal):
    router.include_router(_part.router)
