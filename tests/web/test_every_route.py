"""What holds for every route that there is, also for those that are yet to be written."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute

from doorstep.desk import people
from doorstep.desk.deciding import decide
from doorstep.desk.home import Desk

from .window import HOST, HOSTILE, NOON, Window, ensure_only_text, window

SAFE = {"GET", "HEAD", "OPTIONS"}
OPEN = {"/sign-in"}


def routes(one: Window) -> Iterator[tuple[str, str]]:
    """Every method and address of the application, its numbers filled in."""
    found: list[APIRoute] = one.client.app.state.routes  # type: ignore[attr-defined]  # the application over the folder
    assert len(found) > 40
    for route in found:
        for method in sorted(route.methods or ()):
            yield method, re.sub(r"\{\w+\}", "1", route.path)


def test_nothing_is_shown_or_changed_without_signing_in(home: Path) -> None:
    with window(home, signed_in=False) as stranger:
        for method, path in routes(stranger):
            if path not in OPEN:
                answer = stranger.client.request(method, path)
                assert answer.status_code == 401, f"{method} {path}"
                assert "Nadia" not in answer.text


def test_nothing_is_changed_without_the_token_of_this_sessions_own_pages(home: Path, fred: Window) -> None:
    with window(home) as other:
        foreign = other.form(other.page("/"), "/requests/1/decide")["form"]
    with Desk(home, lambda: NOON) as desk:
        before = list(desk.ledger.export())
    policy = (home / "policy.toml").read_text()
    changing = [(method, path) for method, path in routes(fred) if method not in SAFE]
    assert len(changing) > 20
    for method, path in changing:
        for token in ("", foreign):
            fields = {
                "form": token,
                "action": "decline",
                "entry": "1",
                "what": "call",
                "fact": "spoken",
                "value": "yes",
            }
            if path.startswith("/api"):
                answer = fred.client.request(method, path, json={}, headers={"x-form-token": token})
            elif path == "/import":
                answer = fred.client.post(path, data=fields, files={"files": ("a.csv", b"x")})
            else:
                answer = fred.client.request(method, path, data=fields, follow_redirects=False)
            assert answer.status_code == 403, f"{method} {path}"
    with Desk(home, lambda: NOON) as desk:
        assert list(desk.ledger.export()) == before
    assert (home / "policy.toml").read_text() == policy


def test_nothing_is_answered_to_another_site_or_under_another_name(fred: Window) -> None:
    for method, path in routes(fred):
        assert fred.client.request(method, path, headers={"origin": "http://evil.example"}).status_code == 403
        assert fred.client.request(method, path, headers={"host": f"evil.example:{HOST[-4:]}"}).status_code == 421


def test_looking_changes_nothing(home: Path, fred: Window) -> None:
    fred.page("/")
    with Desk(home, lambda: NOON) as desk:
        before = list(desk.ledger.export())
    for method, path in routes(fred):
        if method == "GET" and path != "/sign-in":
            assert fred.get(path).status_code in (200, 404, 422), path
    with Desk(home, lambda: NOON) as desk:
        assert list(desk.ledger.export()) == before


@pytest.mark.parametrize("text", HOSTILE)
def test_on_every_page_whatever_comes_from_outside_is_only_text(home: Path, text: str) -> None:
    with Desk(home, lambda: NOON) as desk:
        added = people.add_request(desk, "facebook", text, note=text, handle="javascript:alert(1)")
        person = added.request.person_id
        people.note(desk, f"#{person}", "call", text)
        people.state(desk, f"#{person}", ["open_business=yes"])
        decide(desk, added.id, "wait", reason=text)
    with window(home) as fred:
        token = {"form": fred.form(fred.page("/"), "/requests/1/decide")["form"]}
        pages = [
            fred.page(path)
            for path in (
                "/agenda", "/ask", f"/ask/look?name=%23{person}&network=linkedin", f"/agenda?who={quote(text)}",
                f"/requests/{added.id}/who", "/circles?ahead=yes", "/review?anyway=yes", "/exposure",
                "/list?state=waiting", f"/people/{person}", f"/people/{person}/forget", f"/people?words={quote(text)}",
                f"/people/1/same?other={person}", f"/people/1/same?words={quote(text)}", "/evenness", "/pictures",
                f"/list?words={quote(text)}", f"/?state=waiting&at={added.id}", "/people",
                f"/begin?kind={quote(text)}", f"/list?state={quote(text)}", f"/doors?edit=new&door={quote(text)}",
                f"/doors?saved={quote(text)}", "/doors/text",
                f"/doors/versions?first={quote(text[:20])}", f"/doors/public?name={quote(text)}",
            )
        ]  # fmt: skip
        for step in ("look", "decide"):
            fields = {"action": "decline", "id": str(added.id), "seen": "waiting" if step == "decide" else text}
            answer = fred.post(f"/list/{step}", token | fields)
            assert answer.status_code == 200
            pages.append(answer.text)
        pages.append(fred.page("/list"))
        wide = (home / "policy.toml").read_text().replace('"spoken"', '"open_business"')
        pages.append(fred.post("/doors/preview", token | {"text": wide}).text)
        assert "would be answered differently" in pages[-1]
        for html in pages:
            ensure_only_text(html)
