"""Starting the server: where it listens, by which names it may be asked, and the link to sign in by."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import uvicorn

from ..errors import UsageError
from .app import make_app
from .sessions import Sessions

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PORT = 8017


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens: an address, a port, and the link that signs the first browser in."""

    host: str
    port: int
    link: str
    api_token: str


def serve(
    home: Path,
    now: Callable[[], datetime],
    *,
    host: str = "127.0.0.1",
    port: int = PORT,
    names: tuple[str, ...] = (),
    tell: Callable[[Address], None],
) -> None:
    """Serves the page until it is interrupted. `names` are further names by which it may be asked.

    `tell` hears where, once it listens. UsageError where the port is taken (0 picks a free one).
    """
    sessions = Sessions(time.monotonic)
    listener = _listening(host, port)
    with listener:
        taken = listener.getsockname()[1]
        app = make_app(home, now, sessions=sessions, hosts=hosts_of(host, taken, names))
        shown = f"[{host}]" if ":" in host else "127.0.0.1" if host == "0.0.0.0" else host
        tell(Address(host, taken, f"http://{shown}:{taken}/sign-in?token={sessions.new_link()}", sessions.api_token))
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False)
        try:
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            app.state.desk.close()


def hosts_of(host: str, port: int, names: tuple[str, ...] = ()) -> frozenset[str]:
    """Every value of the Host header that is ours."""
    ours = {host, *LOOPBACK, *names} if host in LOOPBACK or host == "0.0.0.0" else {host, *names}
    shown = {f"[{one}]" if ":" in one else one.casefold() for one in ours}
    return frozenset({f"{one}:{port}" for one in shown} | (shown if port == 80 else set()))


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()  # from here on whoever comes waits in line; before, they would be turned away
    except OSError as problem:
        listener.close()
        raise UsageError(
            f"cannot listen at {host}, port {port}: {problem.strerror}",
            next_step="pick another port with --port, or --port 0 for any that is free",
        ) from problem
    return listener
