"""Reading a form: only from a page of the same session, only the fields that are asked for, all of it text."""

from collections.abc import Mapping

from fastapi import Request
from starlette.datastructures import UploadFile

from .sessions import Sessions

TOKEN = "form"
MAX_FIELDS = 2_000
MAX_FIELD = 64 * 1024
MOST_DIGITS = 15


class WrongFormError(Exception):
    """The form did not come from a page of this session, or is not one of ours."""


async def fields(request: Request, most: int = MAX_FIELD) -> Mapping[str, list[str]]:
    """The fields of a posted form by name, each of at most so many bytes. WrongFormError where it does not carry the
    session's token."""
    form = await request.form(max_files=0, max_fields=MAX_FIELDS, max_part_size=most)
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if not isinstance(value, UploadFile):
            found.setdefault(name, []).append(value)
    ensure_own(request, (found.get(TOKEN) or [""])[0])
    return found


def ensure_own(request: Request, token: str) -> None:
    """WrongFormError where the token is not that of the request's session."""
    sessions: Sessions = request.app.state.sessions
    if not sessions.is_form_token(request.state.session, token):
        raise WrongFormError


def one(form: Mapping[str, list[str]], name: str, default: str = "") -> str:
    """The field's value, the last one where it came several times."""
    return form[name][-1].strip() if form.get(name) else default


def text_of(form: Mapping[str, list[str]], name: str) -> str:
    """The field as it was written, with the spaces at both ends."""
    return form[name][-1] if form.get(name) else ""


def back_of(form: Mapping[str, list[str]], default: str = "/") -> str:
    """Where the form says that it goes on: an address on this very page, never one elsewhere."""
    back = one(form, "back") or default
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else default


def numbers(form: Mapping[str, list[str]], name: str) -> list[int]:
    """The field's numbers where it came several times, without those that could be none of a row's."""
    return [int(one) for one in form.get(name, ()) if one.isdecimal() and len(one) <= MOST_DIGITS]


def number(form: Mapping[str, list[str]], name: str) -> int | None:
    """The field's number; None where it holds none that could be one of a row's."""
    text = one(form, name)
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
