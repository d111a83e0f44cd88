"""Who is signed in: a one-time link to begin with, then a session; the secrets live as long as the server."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_urlsafe

COOKIE = "doorstep"
LINK_MINUTES = 30


@dataclass(slots=True)
class Sessions:
    """The sessions of one running server. `clock` gives seconds that only go forward."""

    clock: Callable[[], float]
    api_token: str = field(default_factory=lambda: token_urlsafe(32))
    _links: dict[str, float] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)
    _secret: bytes = field(default_factory=lambda: token_urlsafe(32).encode())

    def new_link(self) -> str:
        """A token that signs one browser in, once, within half an hour."""
        token = token_urlsafe(32)
        self._links[_print(token)] = self.clock() + LINK_MINUTES * 60
        return token

    def sign_in(self, token: str) -> str | None:
        """The new session's key for a token that was not used yet; None where it is none, used, or too old."""
        until = self._links.pop(_print(token), None)
        if until is None or until < self.clock():
            return None
        session = token_urlsafe(32)
        self._open.add(_print(session))
        return session

    def is_open(self, session: str) -> bool:
        """True where a browser is signed in with this key."""
        return bool(session) and _print(session) in self._open

    def sign_out(self, session: str) -> None:
        """Closes the session."""
        self._open.discard(_print(session))

    def form_token(self, session: str) -> str:
        """What every form of the session carries, so that no other page can send one."""
        return hmac.new(self._secret, session.encode(), sha256).hexdigest()

    def is_form_token(self, session: str, token: str) -> bool:
        """True where a form came from a page of this session."""
        return hmac.compare_digest(self.form_token(session).encode(), token.encode())

    def is_api_token(self, token: str) -> bool:
        """True where a program brings the token that was printed at the start."""
        return hmac.compare_digest(self.api_token.encode(), token.encode())


def _print(secret: str) -> str:
    """Secrets are kept as prints: neither comparing nor listing them tells anything."""
    return sha256(secret.encode()).hexdigest()
