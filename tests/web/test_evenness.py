"""The page of evenness, without a browser: sentences with what is behind them, too little to tell, blind first."""

from pathlib import Path

from doorstep.desk.deciding import decide
from doorstep.desk.home import Desk

from .window import NOON, Window, window


def decided_unevenly(home: Path) -> None:
    """Nadia and Dora are alike to the door; one was declined, the other let in."""
    with Desk(home, lambda: NOON) as desk:
        decide(desk, 1, "decline", reason="a bad day")
        decide(desk, 2, "accept")


def test_who_has_decided_nothing_is_told_what_to_do_next(tmp_path: Path, fred: Window) -> None:
    html = fred.page("/evenness")
    assert "There are no decisions yet" in html
    assert "habits want 20 or more" in html
    with window(tmp_path / "new") as new:
        assert "There are no decisions yet" in new.page("/evenness")


def test_two_who_are_alike_and_were_decided_otherwise_stand_side_by_side(home: Path, fred: Window) -> None:
    decided_unevenly(home)
    html = fred.page("/evenness")
    assert "2 decisions, 2026-11-21. Each" in html
    pair = html[html.index("Contradictions: certain, given the facts") :]
    assert "In common: spoken no" in pair
    assert "declined on 2026-11-21 · your standards said not yet · “a bad day”" in pair
    assert 'href="/people/2"' in pair
    assert "Too few decisions to tell more: 2." in html


def test_what_is_decided_or_taken_back_is_in_it_at_the_next_look(home: Path, fred: Window) -> None:
    assert "There are no decisions yet" in fred.page("/evenness")
    decided_unevenly(home)
    html = fred.page("/evenness")
    assert "2 decisions" in html
    fred.submit(html, "/undo")
    assert "1 decision, " in fred.page("/evenness")


def test_ones_own_view_first_is_turned_on_and_off_where_it_is_explained(fred: Window) -> None:
    html = fred.submit(fred.page("/evenness"), "/evenness/blind", turn="on")
    assert "It is on:" in html
    assert "What do you think yourself?" in fred.page("/")
    html = fred.submit(html, "/evenness/blind", turn="off")
    assert "It is on:" not in html
    assert "What do you think yourself?" not in fred.page("/")
    assert fred.post("/evenness/blind", fred.form(html, "/evenness/blind") | {"turn": "round"}).status_code == 422
