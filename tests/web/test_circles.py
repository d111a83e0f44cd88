"""Circles on the page: as the command line tells them, figures of one's own, not any more, and the year ahead."""

from pathlib import Path

import pytest

from doorstep.desk.home import Desk

from .test_api import on_the_command_line
from .test_pictures import connected
from .window import HOSTILE, NOON, Window, ensure_only_text


def test_with_nobody_in_them_the_circles_say_what_is_missing(fred: Window) -> None:
    html = fred.page("/circles")
    assert "Circles in your contact: too little to tell." in html
    assert "Nobody of whom your records could tell." in html


def test_with_whom_it_has_been_a_while_is_named_until_not_any_more(home: Path, fred: Window) -> None:
    connected(home, ("Otto Reiter", "linkedin", 70), ("Petra Novak", "linkedin", 3))
    html = fred.page("/circles")
    drifting = html[html.index("It has been a while") :]
    assert "Otto Reiter" in drifting
    assert "Petra Novak" not in drifting
    person = fred.get("/api/circles").json()["drifting"][0]["id"]
    html = fred.submit(html, f"/people/{person}/circle", circle="not any more")
    assert "Nobody of whom your records could tell." in html
    html = fred.page(f"/people/{person}")
    assert "May be named again" in html
    back = fred.form(html, f"/people/{person}/circle") | {"circle": "again"}
    assert fred.post(f"/people/{person}/circle", back).status_code == 303
    assert "Otto Reiter" in fred.page("/circles")


def test_at_most_five_are_named(home: Path, fred: Window) -> None:
    connected(home, *((f"Otto {number}", "linkedin", 70 + number) for number in range(9)))
    assert fred.page("/circles").count('value="not any more"') == 5


def test_figures_are_ones_own_and_undone(fred: Window) -> None:
    html = fred.page("/circles")
    assert html.count("· a guess") == 4
    html = fred.submit(html, "/circles/figures", minutes="77", every="8")
    assert "77 min a month each · every 8 days" in html
    assert html.count("· a guess") == 3
    form = fred.form(html, "/circles/figures")
    for wrong in (
        {"minutes": "1", "every": "0"},
        {"minutes": "many", "every": "8"},
        {"minutes": "99999", "every": "8"},
    ):
        assert fred.post("/circles/figures", form | wrong).status_code == 422
    assert fred.post("/circles/figures", form | {"circle": "far", "minutes": "1", "every": "8"}).status_code == 422
    html = fred.submit(html, "/undo")
    assert html.count("· a guess") == 4


def test_hours_are_said_and_left_to_a_guess_again(home: Path, fred: Window) -> None:
    connected(home, ("Petra Novak", "linkedin", 3))
    html = fred.submit(fred.page("/circles"), "/circles/attention", hours="30")
    assert "There are 30 hours. Room for" in html
    assert 'value="30"' in html
    assert 'value="7.5"' in fred.submit(html, "/circles/attention", hours="7.5")
    form = fred.form(html, "/circles/attention")
    for wrong in ("lots", "nan", "-3", "1e3"):
        assert fred.post("/circles/attention", form | {"hours": wrong}).status_code == 422
    assert fred.post("/circles/attention", form | {"hours": "900"}).status_code == 422
    assert "A guess at what there is" in fred.submit(html, "/circles/attention", hours="")


def test_somebody_is_put_into_a_circle_from_their_page(home: Path, fred: Window) -> None:
    html = fred.submit(fred.page("/people/1"), "/people/1/circle", circle="close")
    assert '<option value="close" selected>' in html
    assert "1 person" in fred.page("/circles")
    html = fred.submit(html, "/people/1/circle", circle="none")
    assert '<option value="close" selected>' not in html
    form = fred.form(html, "/people/1/circle")
    assert fred.post("/people/1/circle", form | {"circle": "far"}).status_code == 422


def test_the_year_ahead_is_told_only_when_it_is_asked_for(home: Path, fred: Window) -> None:
    assert "Too little to tell" not in fred.page("/circles").replace("too little to tell", "")
    assert "Too little to tell: it takes 26 weeks with 20 requests" in fred.page("/circles?ahead=yes")
    (home / "policy.toml").unlink()
    assert "There are no standards yet." in fred.page("/circles?ahead=yes")


def test_programs_get_what_the_command_line_gives(home: Path, fred: Window) -> None:
    connected(home, ("Otto Reiter", "linkedin", 70), ("Petra Novak", "linkedin", 3))
    assert fred.get("/api/circles").json() == on_the_command_line(home, "circles")
    assert fred.get("/api/forecast").json() == on_the_command_line(home, "forecast")
    with Desk(home, lambda: NOON) as desk:
        number = next(one.id for one in desk.ledger.people().values() if one.name == "Otto Reiter")
    assert fred.get(f"/api/people/{number}/circle").json() == on_the_command_line(
        home, "circles", "show", "Otto Reiter"
    )
    token = {"authorization": f"Bearer {fred.sessions.api_token}"}

    def sent(path: str, **body: object) -> object:
        answer = fred.client.post(f"/api{path}", json=body, headers=token)
        assert answer.status_code == 200, answer.text
        return answer.json()

    told = sent("/circles/figures", circle="close", minutes=45)
    assert told == on_the_command_line(home, "circles", "set", "close", "--minutes", "45")
    assert sent("/circles/attention", hours=12.5) == on_the_command_line(home, "circles", "attention", "12.5")
    put = sent(f"/people/{number}/circle", circle="wider")
    assert put == on_the_command_line(home, "circles", "put", "Otto Reiter", "wider")
    aside = sent(f"/people/{number}/not-any-more", not_any_more=True)
    assert aside == on_the_command_line(home, "circles", "not-any-more", "Otto Reiter")


@pytest.mark.parametrize("text", HOSTILE)
def test_who_is_named_is_only_text(home: Path, fred: Window, text: str) -> None:
    connected(home, (text, "linkedin", 70))
    html = fred.page("/circles")
    assert 'value="not any more"' in html
    ensure_only_text(html)
