"""Agenda, asking, looking back, circles and who is at the door, in a real browser."""

from pathlib import Path

import pytest

from doorstep.desk import people
from doorstep.desk.deciding import decide
from doorstep.desk.home import Desk

from . import browser, test_browser
from .test_browser import Open, filled
from .window import NOON

pytestmark = pytest.mark.skipif(bool(browser.missing()), reason=browser.missing())
chromium, open_page = test_browser.chromium, test_browser.open_page


@pytest.mark.parametrize("way", ["desk", "no script on a phone"])
def test_a_promise_is_made_done_and_taken_back(tmp_path: Path, open_page: Open, way: str) -> None:
    with browser.serving(filled(tmp_path / "home", 2)) as server:
        page = open_page(server, way)
        page.goto(server.address + "/people/1")
        page.get_by_role("link", name="Promise them something").click()
        page.get_by_label("What", exact=True).fill("send the slides")
        page.get_by_role("button", name="Put it on the agenda").click()
        promised = page.locator(".chores li").filter(has_text="send the slides (Person 00)")
        promised.get_by_role("button", name="Done").click()
        page.get_by_text("That is all for this week").or_(page.get_by_text("Nothing is on the agenda")).wait_for()
        page.get_by_role("button", name="Undo").first.click()
        promised.wait_for()


@pytest.mark.parametrize("way", ["phone", "no script"])
def test_one_asks_whether_it_would_be_pushy_and_keeps_that_one_sent_it(
    tmp_path: Path, open_page: Open, way: str
) -> None:
    home = filled(tmp_path / "home", 2)
    with Desk(home, lambda: NOON) as desk:
        people.note(desk, "#1", "call")
    with browser.serving(home) as server:
        page = open_page(server, way)
        page.goto(server.address + "/people/1")
        page.get_by_label("On which network").select_option("x")
        page.get_by_role("button", name="Tell me").click()
        page.get_by_text("Ask now.").wait_for()
        page.get_by_role("button", name="I sent it").click()
        page.get_by_text("leave it until 5 December").wait_for()
        page.get_by_role("button", name="I took it back").click()
        page.get_by_text("No request of yours is open.").wait_for()


@pytest.mark.parametrize("way", ["desk", "no script on a phone"])
def test_an_outcome_is_noted_and_looked_back_on(tmp_path: Path, open_page: Open, way: str) -> None:
    home = filled(tmp_path / "home", 2)
    with Desk(home, lambda: NOON) as desk:
        decide(desk, 1, "accept")
    with browser.serving(home) as server:
        page = open_page(server, way)
        page.goto(server.address + "/people/1")
        page.get_by_text("What became of it").click()
        page.get_by_role("button", name="You regret it").click()
        page.get_by_text("you regret it").first.wait_for()
        page.goto(server.address + "/review")
        page.get_by_role("button", name="Look back").click()
        page.get_by_text("You regret 1 of 1 accepts.").wait_for()


@pytest.mark.parametrize("way", ["desk", "no script on a phone"])
def test_figures_of_a_circle_are_changed_and_a_year_is_looked_ahead(tmp_path: Path, open_page: Open, way: str) -> None:
    with browser.serving(filled(tmp_path / "home", 2)) as server:
        page = open_page(server, way)
        page.goto(server.address + "/circles")
        page.get_by_text("Change close", exact=False).nth(1).click()
        page.get_by_label("Minutes a month each").nth(1).fill("45")
        page.get_by_role("button", name="Keep close", exact=True).click()
        page.get_by_text("45 min a month each").wait_for()
        page.get_by_role("link", name="Look a year ahead").click()
        page.get_by_text("Too little to tell: it takes 26 weeks").wait_for()


@pytest.mark.parametrize("way", ["desk", "phone", "no script"])
def test_who_is_at_the_door_is_opened_on_the_card(tmp_path: Path, open_page: Open, way: str) -> None:
    with browser.serving(filled(tmp_path / "home", 2)) as server:
        page = open_page(server, way)
        page.get_by_text("Who is this really").click()
        if way == "no script":
            page.get_by_role("link", name="What stands out, and ways to make sure").click()
        page.get_by_text("Ask for a short call.").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
