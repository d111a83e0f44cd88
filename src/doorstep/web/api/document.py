"""The OpenAPI document: for each question exactly the answers that it can get, and the two ways to sign in."""

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from ..sessions import COOKIE

ONLY_FOR_CHANGES = ("400", "409", "413")
WAYS_IN = {
    "token": {"type": "http", "scheme": "bearer", "description": "The token that `doorstep serve --json` prints."},
    "session": {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": "A browser that is signed in."},
    "form": {
        "type": "apiKey", "in": "header", "name": "x-form-token",
        "description": "Beside a session: the token of its own pages, for every change.",
    },
}  # fmt: skip


def document_of(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """What makes the application's document, once."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, routes=app.routes, description=__doc__)
            made["components"]["securitySchemes"] = WAYS_IN
            for methods in made["paths"].values():
                for method, asked in methods.items():
                    _exact(asked, is_change=method != "get")
            for unused in ("HTTPValidationError", "ValidationError"):
                made["components"]["schemas"].pop(unused, None)
            app.openapi_schema = made
        return app.openapi_schema

    return document


def _exact(asked: dict[str, Any], *, is_change: bool) -> None:
    asked["security"] = [{"token": []}, {"session": [], "form": []} if is_change else {"session": []}]
    if not is_change:
        for status in ONLY_FOR_CHANGES:
            asked["responses"].pop(status, None)
