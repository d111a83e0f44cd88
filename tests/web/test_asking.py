"""Asking others on the page: whether, with a note to copy; what was sent, and how it ended; never whom."""

from pathlib import Path

import pytest

from doorstep.desk import blind, people
from doorstep.desk.home import Desk

from .test_api import on_the_command_line
from .window import HOSTILE, NOON, Window, ensure_only_text, window


def known(home: Path, name: str = "Ines Friend") -> int:
    """Somebody with whom Fred has spoken."""
    with Desk(home, lambda: NOON) as desk:
        made = people.add_request(desk, "x", name)
        people.note(desk, f"#{made.request.person_id}", "call")
        return made.request.person_id


def test_from_a_persons_page_one_learns_whether_to_ask_and_keeps_that_one_did(home: Path, fred: Window) -> None:
    person = known(home)
    html = fred.page(f"/people/{person}")
    assert "Would it be pushy to ask?" in html
    html = fred.page(f"/ask/look?name=%23{person}&network=linkedin")
    assert "Ask now. You spoke today" in html
    assert 'data-copy="note"' in html
    note = fred.form(html, "/ask")["note"]
    assert note.startswith("Hello Ines,")
    html = fred.submit(html, "/ask", end="sent")
    assert "leave it until 5 December" in html
    (sent,) = fred.get("/api/ask").json()
    assert (sent["person"]["name"], sent["network"], sent["suggestion"]) == ("Ines Friend", "linkedin", "leave")
    again = fred.page(f"/ask/look?name=%23{person}&network=linkedin")
    assert "I sent it" not in again
    assert "They accepted" in again
    html = fred.submit(html, "/undo")
    assert "No request of yours is open." in html


@pytest.mark.parametrize("end", ["accepted", "declined", "withdrawn"])
def test_how_a_request_ended_is_kept_and_it_leaves_the_list(home: Path, fred: Window, end: str) -> None:
    person = known(home)
    html = fred.submit(fred.page(f"/ask/look?name=%23{person}&network=linkedin"), "/ask", end="sent")
    html = fred.submit(html, "/ask", end=end)
    assert "No request of yours is open." in html
    with Desk(home, lambda: NOON) as desk:
        assert [one.state for one in desk.ledger.requests(direction="outgoing")] == [end]
    assert fred.post("/ask", fred.form(fred.page("/people/1"), "/people/1/note") | {"end": "sold"}).status_code == 422


def test_who_asks_is_answered_first_and_the_way_to_it_is_no_command(fred: Window) -> None:
    html = fred.page("/ask/look?name=%231&network=facebook")
    assert "Nothing to ask: they have asked you there." in html
    assert 'href="/people/1">What they ask' in html
    assert "doorstep show" not in html


def test_the_list_names_nobody_to_be_asked(home: Path, fred: Window) -> None:
    known(home)
    html = fred.page("/ask")
    assert "No request of yours is open." in html
    content = html[html.index('<main id="main"') :]
    assert "Ines" not in content
    assert "Nadia" not in content
    assert "13,248 first messages" in html


def test_with_ones_own_view_first_the_door_is_not_told_through_the_mirror(home: Path) -> None:
    with Desk(home, lambda: NOON) as desk:
        blind.turn(desk.ledger, True)
    with window(home) as fred:
        html = fred.page("/ask/look?name=%231&network=linkedin")
        assert "Your own door is not asked while a request of theirs waits for what you think." in html
        assert "anyone" not in html
        assert fred.get("/api/ask/look?name=%231&network=linkedin").json()["own_door"] is None


def test_programs_get_what_the_command_line_gives(home: Path, fred: Window) -> None:
    known(home)
    found = fred.get("/api/ask/look?name=Ines%20Friend&network=linkedin").json()
    assert found == on_the_command_line(home, "ask", "Ines Friend", "linkedin")
    assert fred.get("/api/ask").json() == on_the_command_line(home, "ask") == []
    why = on_the_command_line(home, "ask", "Ines Friend", "linkedin", "--why")
    assert fred.get("/api/ask/silence").json() == {name: why[name] for name in ("measured", "own", "own_is_enough")}


def test_without_a_name_it_leads_back_and_an_unknown_network_is_told(fred: Window) -> None:
    assert "Requests that you sent" in fred.page("/ask/look?name=+&network=linkedin")
    assert fred.get("/ask/look?name=Nadia&network=linkedn").status_code == 422


@pytest.mark.parametrize("text", HOSTILE)
def test_whom_one_asks_is_only_text(home: Path, fred: Window, text: str) -> None:
    person = known(home, text)
    html = fred.page(f"/ask/look?name=%23{person}&network=linkedin")
    ensure_only_text(html)
    ensure_only_text(fred.submit(html, "/ask", end="sent"))
    ensure_only_text(fred.client.get("/ask/look", params={"name": text + " x", "network": "linkedin"}).text)
