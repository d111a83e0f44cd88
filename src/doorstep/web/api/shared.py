"""What every question of a program shares: who may change something, and how an error is answered."""

import re
from datetime import date
from typing import Annotated, Any

from fastapi import Depends, Header, Request
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ..forms import ensure_own
from ..safety import SAFE
from ..shared_desk import SharedDesk

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _as_text(value: object) -> object:
    """The value where it is a text: a day is written like 2026-11-30, and is no number of seconds, `0` neither."""
    if not isinstance(value, date) and not (isinstance(value, str) and _DAY.fullmatch(value)):
        raise ValueError("a day is written like 2026-11-30")
    return value


Id = Annotated[int, Field(ge=1, le=2**53 - 1, description="The number that doorstep gave it.")]
Day = Annotated[date, Field(strict=False), BeforeValidator(_as_text)]
Text = Annotated[str, Field(max_length=8_000)]
Word = Annotated[str, Field(min_length=1, max_length=200)]


class Out(BaseModel):
    """What is given back."""


class In(BaseModel):
    """What is asked: nothing beside what is named, and nothing taken for something else."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Problem(Out):
    """Why something was not done: a sentence, and what to do next (or nothing)."""

    error: str
    next_step: str


_SAID = {
    400: "What was sent cannot be read.",
    401: "Nobody is signed in, and no token was brought.",
    403: "Another site asked, or the form's token is not brought beside the session.",
    404: "There is no such thing.",
    409: "It cannot be done now: it was done already, or changed meanwhile.",
    413: "This is more than is taken at once.",
    421: "This name does not belong to doorstep.",
    422: "What was sent does not fit; or the standards hold a mistake, and decide nothing until it is mended.",
    503: "What is remembered cannot be opened or written now.",
}
ANSWERS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": words} for status, words in _SAID.items()
}


def ensure_may_change(
    request: Request,
    x_form_token: Annotated[str, Header(include_in_schema=False)] = "",
) -> None:
    """WrongFormError where a browser's session asks for a change without the token of its own pages."""
    if request.method not in SAFE and not request.state.by_token:
        ensure_own(request, x_form_token)


def shared_desk(request: Request) -> SharedDesk:
    """The desk behind all questions."""
    desk: SharedDesk = request.app.state.desk
    return desk


Shared = Annotated[SharedDesk, Depends(shared_desk)]
