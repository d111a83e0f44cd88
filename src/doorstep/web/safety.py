"""What every request to the page has to pass: the right host and origin, a session, limits; and what every answer says.

A page of another site can make a browser send requests here, also under a name that it lets point at this machine
(DNS rebinding). So the Host has to be one of ours, an Origin has to be this very server, and whatever changes
something has to carry the form's token beside the cookie (checked in `forms.py`, which reads the form).
"""

import json
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any

from .sessions import COOKIE, Sessions

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

MIB = 1024 * 1024
MAX_BODY = 4 * MIB  # of anything but an upload
MAX_UPLOAD = 4096 * MIB
UPLOADS = ("/import", "/api/import")
OPEN_TO_ALL = ("/sign-in", "/static/")
SAFE = ("GET", "HEAD")
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}
PRIVATE = {"cache-control": "no-store"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not let in: the status, and a sentence."""

    status: int
    words: str
    next_step: str = ""


class TooMuchError(Exception):
    """More was sent than the page takes."""


class Safety:
    """The application behind all checks. `hosts` are the names, with port, by which it may be asked."""

    def __init__(self, app: App, *, sessions: Sessions, hosts: frozenset[str]) -> None:
        self.app, self.sessions, self.hosts = app, sessions, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or passes it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        path: str = scope["path"]
        send = _with_headers(send, is_private=not path.startswith("/static/"))
        refusal = self.refusal(scope["method"], path, headers)
        if refusal is not None:
            await _say(send, refusal, path)
            return
        session = session_of(headers)
        state = scope.setdefault("state", {})
        state["session"] = session if self.sessions.is_open(session) else ""
        state["by_token"] = self.brings_token(path, headers)
        most = MAX_UPLOAD if path in UPLOADS else MAX_BODY
        try:
            await self.app(scope, _bounded(receive, most), send)
        except TooMuchError:
            await _say(send, Refusal(413, f"This is more than the {most // MIB:,} MiB that are taken at once."), path)

    def refusal(self, method: str, path: str, headers: dict[str, str]) -> Refusal | None:
        """Why this request is not let in; None where it is."""
        if headers.get("host", "").casefold() not in self.hosts:
            return Refusal(421, "This name does not belong to doorstep. Use the address that it printed at its start.")
        origin = headers.get("origin")
        if origin is not None and origin.casefold().partition("://")[2] not in self.hosts:
            return Refusal(403, "Another site asked for this, so it was not done.")
        if method not in SAFE and headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return Refusal(403, "Another site asked for this, so it was not done.")
        if path.startswith(OPEN_TO_ALL) or self.may_in(path, headers):
            return None
        return Refusal(401, "You are not signed in. Open the link that `doorstep serve` printed at its start.")

    def may_in(self, path: str, headers: dict[str, str]) -> bool:
        """True for a signed-in browser, and at the programs' door for whoever brings the token."""
        return self.sessions.is_open(session_of(headers)) or self.brings_token(path, headers)

    def brings_token(self, path: str, headers: dict[str, str]) -> bool:
        """True where a program brings the token, at the programs' door."""
        kind, _, token = headers.get("authorization", "").partition(" ")
        return path.startswith("/api/") and kind.casefold() == "bearer" and self.sessions.is_api_token(token.strip())


def session_of(headers: dict[str, str]) -> str:
    """The session's key in the cookie, or nothing."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _with_headers(send: Send, *, is_private: bool) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            more = HEADERS | (PRIVATE if is_private else {})
            present = {name.lower() for name, _ in message.get("headers", ())}
            message["headers"] = [
                *message.get("headers", ()),
                *((name.encode(), value.encode()) for name, value in more.items() if name.encode() not in present),
            ]
        await send(message)

    return send_with_headers


def _bounded(receive: Receive, most: int) -> Receive:
    taken = 0

    async def receive_bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise TooMuchError
        return message

    return receive_bounded


async def _say(send: Send, refusal: Refusal, path: str) -> None:
    """A refusal in words: as JSON to programs, as text to browsers."""
    is_api = path.startswith("/api")
    body = json.dumps({"error": refusal.words, "next_step": refusal.next_step}) if is_api else refusal.words + "\n"
    kind = "application/json" if is_api else "text/plain; charset=utf-8"
    more = [(b"www-authenticate", b"Bearer")] if is_api and refusal.status == 401 else []
    start = {
        "type": "http.response.start",
        "status": refusal.status,
        "headers": [(b"content-type", kind.encode()), *more],
    }
    await send(start)
    await send({"type": "http.response.body", "body": body.encode()})
