"""Looking back on the page: once a week, what became of requests, and nothing of it before its time."""

from pathlib import Path

import pytest

from doorstep.desk.deciding import decide
from doorstep.desk.home import Desk

from .test_api import on_the_command_line
from .window import HOSTILE, NOON, Window, ensure_only_text


@pytest.fixture
def settled(home: Path) -> Path:
    with Desk(home, lambda: NOON) as desk:
        decide(desk, 1, "accept", obliged=True)
        decide(desk, 2, "decline")
    return home


def test_with_nothing_decided_there_is_nothing_to_look_back_on(fred: Window) -> None:
    fields = fred.form(fred.page("/review"), "/review")
    assert "Nothing is decided yet" in fred.post("/review", fields).text


def test_it_is_looked_back_once_a_week_and_anyway_where_one_asks(settled: Path, fred: Window) -> None:
    html = fred.page("/review")
    assert "Look back</button>" in html
    assert "felt obliged in" not in html
    looked = fred.post("/review", fred.form(html, "/review"))
    assert looked.status_code == 200
    assert "You felt obliged in 1 of 1 accepts. Too little to tell" in looked.text
    assert 'href="/people/1"><bdi>Nadia Lindqvist</bdi></a>: you felt obliged' in looked.text
    html = fred.page("/review")
    assert "Next from 2026-11-28 on." in html
    assert "Look back</button>" not in html
    assert "You felt obliged in 1 of 1 accepts." in fred.page("/review?anyway=yes")


def test_to_look_anyway_before_one_ever_looked_keeps_no_day(settled: Path, fred: Window) -> None:
    assert "Look back</button>" in fred.page("/review?anyway=yes")
    assert fred.get("/api/review").json() == {"due": True, "last": None, "next": "2026-11-21"}


def test_what_became_of_a_request_is_noted_with_the_person_and_undone(settled: Path, fred: Window) -> None:
    html = fred.page("/people/1")
    offered = html[html.index('action="/requests/1/outcome"') :]
    assert 'value="regret"' in offered
    assert 'value="reconsider"' not in offered
    assert 'value="reconsider"' in fred.page("/people/2")
    assert "/outcome" not in fred.page("/people/3")
    html = fred.submit(html, "/requests/1/outcome", what="regret", words="she sold my number")
    assert "you regret it" in html
    assert "she sold my number" in html
    wrong = fred.form(html, "/requests/1/outcome")
    assert fred.post("/requests/1/outcome", wrong | {"what": "reconsider"}).status_code == 409
    assert fred.post("/requests/1/outcome", wrong | {"what": "sold"}).status_code == 422
    assert fred.post("/requests/1/outcome", wrong | {"what": "regret", "on": "2026-12-01"}).status_code == 422
    html = fred.submit(html, "/undo")
    assert "you regret it" not in html


def test_programs_get_what_the_command_line_gives(settled: Path, fred: Window) -> None:
    token = {"authorization": f"Bearer {fred.sessions.api_token}"}
    noted = fred.client.post("/api/requests/1/outcome", json={"what": "glad"}, headers=token)
    assert noted.json() == {"request": 1, "what": "glad", "on": "2026-11-21", "words": ""}
    looked = fred.client.post("/api/review", json={}, headers=token).json()
    assert fred.client.post("/api/review", json={}, headers=token).json() == on_the_command_line(settled, "review")
    assert looked["last"] is None
    anyway = fred.client.post("/api/review", json={"anyway": True}, headers=token).json()
    assert anyway == on_the_command_line(settled, "review", "--anyway")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_one_notes_is_only_text(settled: Path, fred: Window, text: str) -> None:
    html = fred.submit(fred.page("/people/1"), "/requests/1/outcome", what="regret", words=text)
    ensure_only_text(html)
    ensure_only_text(fred.post("/review", fred.form(fred.page("/review"), "/review")).text)
