"""A browser window without a browser: the real application over a real folder, asked as a browser asks."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from html import unescape
from pathlib import Path

import httpx2 as httpx
from starlette.testclient import TestClient

from doorstep.web.app import make_app
from doorstep.web.sessions import Sessions

NOON = datetime(2026, 11, 21, 12)  # noqa: DTZ001  (local wall time)
HOST = "127.0.0.1:8017"


HOSTILE = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "javascript:alert(1)",
    "Nadia \u202egnp.exe",
    "{{ 7 * 7777777 }} ${7*7777777} <%= 7*7777777 %>",
    "\x1b[31mred\x07",
)


def ensure_only_text(html: str) -> None:
    """AssertionError where anything of HOSTILE has become more than text on a page."""
    for never in (
        "<img src=x", "<script>alert", "\u202e", "\x1b", 'href="javascript:', "54444439", " onclick", " style=",
    ):  # fmt: skip
        assert never not in html, never


class Window:
    """A signed-in window. Forms are posted as the page wrote them."""

    def __init__(self, client: TestClient, sessions: Sessions) -> None:
        self.client, self.sessions = client, sessions

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(path, headers=headers)

    def page(self, path: str) -> str:
        """The page at a path that answers."""
        found = self.get(path)
        assert found.status_code == 200, found.text
        return found.text

    def form(self, html: str, action: str) -> dict[str, str]:
        """The fields that the page's form for this action holds."""
        found = re.search(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', html, re.DOTALL)
        assert found, f"no form for {action}"
        fields = {
            name: unescape(value)
            for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[1])
        }
        for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', found[1], re.DOTALL):
            fields[name] = unescape(text)
        return fields

    def post(self, path: str, fields: Mapping[str, str], **headers: str) -> httpx.Response:
        return self.client.post(path, data=dict(fields), headers=headers, follow_redirects=False)

    def submit(self, html: str, path: str, /, **more: str) -> str:
        """Fills the page's form and sends it; the page that follows."""
        answer = self.post(path, {**self.form(html, path), **more})
        assert answer.status_code == 303, answer.text
        return self.page(answer.headers["location"])


@contextmanager
def window(home: Path, *, signed_in: bool = True) -> Iterator[Window]:
    """A window on a folder."""
    sessions = Sessions(lambda: 0.0)
    app = make_app(home, lambda: NOON, sessions=sessions, hosts=frozenset({HOST}))
    try:
        with TestClient(app, base_url=f"http://{HOST}") as client:
            if signed_in:
                assert client.get(f"/sign-in?token={sessions.new_link()}").status_code == 200
            yield Window(client, sessions)
    finally:
        app.state.readings.wait()
        app.state.desk.close()
