"""The agenda on the page: a few things, done or not any more, each undone; and a promise."""

from pathlib import Path
from typing import Any

import pytest

from doorstep.desk import people
from doorstep.desk.deciding import decide
from doorstep.desk.home import Desk

from .test_api import on_the_command_line
from .window import HOSTILE, NOON, Window, ensure_only_text


def waiting(home: Path) -> None:
    with Desk(home, lambda: NOON) as desk:
        decide(desk, 1, "wait")


def test_with_nothing_to_do_it_says_what_would_stand_here(fred: Window) -> None:
    assert "Nothing is on the agenda." in fred.page("/agenda")


def test_a_call_that_is_done_leaves_is_noted_and_brings_the_request_back(home: Path, fred: Window) -> None:
    waiting(home)
    html = fred.page("/agenda")
    assert "a phone call: Nadia Lindqvist, would open Facebook" in html
    html = fred.submit(html, "/agenda/1/done")
    assert "That is all" not in html
    assert "a phone call: Nadia" not in html
    assert fred.get("/api/requests/1").json()["state"] == "open"
    assert fred.get("/api/people/1").json()["facts"]["spoken"] == "yes"
    html = fred.submit(html, "/undo")
    assert fred.get("/api/requests/1").json()["state"] == "waiting"
    assert "a phone call: Nadia Lindqvist" in fred.page("/agenda")


def test_what_is_not_to_be_any_more_leaves_and_nobody_is_lost(home: Path, fred: Window) -> None:
    waiting(home)
    fred.submit(fred.page("/agenda"), "/agenda/1/drop")
    assert "Nothing is on the agenda." in fred.page("/agenda")
    assert fred.get("/api/requests/1").json()["state"] == "open"


def test_a_promise_is_put_on_it_with_its_day_and_the_number_a_week_is_kept(fred: Window) -> None:
    html = fred.page("/agenda")
    promised = {"text": "send the slides", "who": "nadia lindqvist", "on": "2026-11-24", "private": "yes"}
    html = fred.submit(html, "/agenda", **promised)
    assert "send the slides (Nadia Lindqvist)" in html
    assert '<time datetime="2026-11-24">' in html
    form = fred.form(html, "/agenda")
    assert fred.post("/agenda", form | {"text": "too late", "on": "2026-11-20"}).status_code == 422
    assert fred.post("/agenda", form | {"text": "no day", "on": "soon"}).status_code == 422
    assert fred.post("/agenda", form | {"text": " "}).status_code == 422
    assert 'value="3"' in fred.submit(html, "/agenda/few", few="3")
    assert fred.post("/agenda/few", form | {"few": "99"}).status_code == 422
    assert fred.post("/agenda/77/done", form).status_code == 404


def test_programs_get_what_the_command_line_gives(home: Path, fred: Window) -> None:
    waiting(home)
    assert fred.get("/api/agenda").json() == on_the_command_line(home, "agenda")
    assert fred.get("/api/agenda?all=true").json() == on_the_command_line(home, "agenda", "--all")
    token = {"authorization": f"Bearer {fred.sessions.api_token}"}

    def sent(path: str, **body: object) -> dict[str, Any]:
        answer = fred.client.post(f"/api/agenda{path}", json=body, headers=token)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    made = sent("", text="send the slides", who="#1", on="2026-11-24")
    assert (made["kind"], made["due"], made["person"]["id"]) == ("promise", "2026-11-24", 1)
    assert sent(f"/{made['id']}/drop")["came_back"] == []
    assert [one["id"] for one in sent("/1/done", words="about the fair")["came_back"]] == [1]
    assert sent("/few", few=3) == {"few": 3}
    assert fred.client.post("/api/agenda/1/done", json={}, headers=token).status_code == 404


@pytest.mark.parametrize("text", HOSTILE)
def test_a_promise_is_only_text(home: Path, fred: Window, text: str) -> None:
    with Desk(home, lambda: NOON) as desk:
        people.add_request(desk, "facebook", text)
    ensure_only_text(fred.submit(fred.page("/agenda"), "/agenda", text=f"write {text}", who="#4"))
