"""The page in a real browser: first visit to first decision, fifty by keyboard alone, undo; phone, dark, no script."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doorstep.desk import people
from doorstep.desk.home import Desk

from .. import archives
from . import browser, cast
from .browser import Server
from .conftest import POLICY
from .window import NOON

pytestmark = pytest.mark.skipif(bool(browser.missing()), reason=browser.missing())
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 850}
WAYS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": DESK},
    "phone": {"viewport": PHONE, "has_touch": True},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "no script": {"viewport": DESK, "java_script_enabled": False},
    "no script on a phone": {"viewport": PHONE, "java_script_enabled": False},
}
Open = Callable[..., Any]
ON_A_PHONE = ("/pictures", "/evenness", "/import", "/list", "/people/1/same?other=2")
REFUSED = ("/nowhere", "/doors/text")  # what tests have refused, of which a browser complains


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=browser.chromium(), args=list(browser.FLAGS))
        yield started
        started.close()


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Open]:
    """Opens a window that is signed in; at its end it must have asked this server alone, and complained of nothing."""
    opened = []

    def opener(server: Server, way: str = "desk") -> Any:
        context = chromium.new_context(**WAYS[way], reduced_motion="reduce")
        context.set_default_timeout(20_000)
        page = context.new_page()
        strange: list[str] = []

        def asked(address: str) -> None:
            if not address.startswith((server.address, "data:")):
                strange.append(address)

        def said(kind: str, text: str) -> None:
            if kind == "error" and not any(one in text for one in REFUSED):
                strange.append(text)

        page.on("request", lambda one: asked(one.url))
        page.on("console", lambda one: said(one.type, f"{one.text} {one.location.get('url')}"))
        page.on("pageerror", lambda one: strange.append(str(one)))
        opened.append((context, strange))
        page.goto(server.link)
        page.wait_for_url(lambda address: "sign-in" not in address)
        return page

    yield opener
    for context, strange in opened:
        context.close()
        assert not strange


def zipped(folder: Path) -> Path:
    rows = [
        archives.asks("Nadia Lindqvist", "We met at Ines's talk."),
        archives.asks("Otto Stranger", at="11/11/26, 9:00 AM"),
        ["", "", "never", "", "INCOMING", "", ""],
    ]
    return archives.zipped(
        folder,
        {
            "Invitations.csv": archives.table(archives.INVITATIONS, rows),
            "Connections.csv": archives.table(archives.CONNECTIONS, [archives.connection("Ines Friend")]),
        },
    )


def filled(home: Path, number: int) -> Path:
    home.mkdir(mode=0o700)
    (home / "policy.toml").write_text(POLICY)
    with Desk(home, lambda: NOON) as desk:
        for one in range(number):
            people.add_request(
                desk,
                "facebook" if one % 2 else "linkedin",
                f"Person {one:02}",
                note="Hello Fred",
                asked_on=date(2026, 11, 1),
            )
    return home


@pytest.mark.parametrize("way", ["desk", "phone", "dark", "no script"])
def test_a_first_visit_ends_in_a_first_decision(tmp_path: Path, open_page: Open, way: str) -> None:
    with browser.serving(tmp_path / "home") as server:
        page = open_page(server, way)
        page.get_by_role("link", name="Business and personal").click()
        page.get_by_label("meeting in person").check()
        page.get_by_role("button", name="Read what they say").click()
        page.get_by_role("button", name="Write them down").click()
        page.get_by_label("Drop it here").set_input_files(zipped(tmp_path / "archive"))
        page.get_by_role("button", name="Read it").click()
        page.get_by_role("heading", name="It is read.").wait_for()
        assert page.get_by_text("line 4").count() == 1
        page.get_by_role("link", name="To the inbox").click()
        page.get_by_text("1 of 2").wait_for()
        page.get_by_role("button", name="Not yet").click()
        page.get_by_text("Done: wait").wait_for()
        page.get_by_role("button", name="Undo").click()
        page.get_by_text("Taken back").wait_for()
        page.get_by_text("1 of 2").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_fifty_requests_are_cleared_by_keyboard_alone(tmp_path: Path, open_page: Open) -> None:
    home = filled(tmp_path / "home", 50)
    with browser.serving(home) as server:
        page = open_page(server)
        for left in range(50, 0, -1):
            page.get_by_text(f"1 of {left}", exact=True).wait_for()
            page.keyboard.press("and"[left % 3])
        page.get_by_text("Nobody is at the door.").wait_for()
        page.keyboard.press("u")
        page.get_by_text("1 of 1", exact=True).wait_for()
    with Desk(home, lambda: NOON) as desk:
        assert len(desk.ledger.decisions()) == 49
        assert {one.action for one in desk.ledger.decisions()} == {"accept", "wait", "decline"}


def test_the_keys_walk_show_themselves_and_leave_what_is_typed_alone(tmp_path: Path, open_page: Open) -> None:
    with browser.serving(filled(tmp_path / "home", 3)) as server:
        page = open_page(server)
        page.keyboard.press("j")
        page.get_by_text("2 of 3", exact=True).wait_for()
        page.keyboard.press("k")
        page.get_by_text("1 of 3", exact=True).wait_for()
        page.keyboard.press("?")
        dialog = page.get_by_role("dialog")
        dialog.wait_for()
        page.keyboard.press("d")
        page.keyboard.press("Escape")
        dialog.wait_for(state="hidden")
        page.keyboard.press("/")
        page.keyboard.type("daunted")
        assert page.get_by_label("Search names and notes").input_value() == "daunted"
        assert page.get_by_text("1 of 3", exact=True).count() == 1


def test_undo_is_in_reach_on_every_page(tmp_path: Path, open_page: Open) -> None:
    with browser.serving(filled(tmp_path / "home", 3)) as server:
        page = open_page(server)
        page.keyboard.press("d")
        page.get_by_text("1 of 2", exact=True).wait_for()
        page.goto(server.address + "/people/2")
        page.get_by_role("heading", name="History").wait_for()
        page.keyboard.press("u")
        page.get_by_text("Taken back").wait_for()
        page.goto(server.address)
        page.get_by_text("1 of 3", exact=True).wait_for()


@pytest.mark.parametrize("way", ["desk", "phone", "no script"])
def test_a_person_is_rated_and_a_call_opens_the_door(tmp_path: Path, open_page: Open, way: str) -> None:
    with browser.serving(filled(tmp_path / "home", 2)) as server:
        page = open_page(server, way)
        page.goto(server.address + "/people/2")
        page.get_by_role("button", name="trust 4 of 5").click()
        page.locator('[aria-label="trust 4 of 5"][aria-pressed=true]').wait_for()
        page.get_by_label("A few words").fill("about the fair")
        page.get_by_role("button", name="We spoke").click()
        page.get_by_text("about the fair").wait_for()
        assert page.locator(".doors li").filter(has_text="Facebook").filter(has_text="Accept").count() == 1


@pytest.mark.parametrize("way", ["desk", "phone", "no script"])
def test_many_are_decided_with_a_look_before(tmp_path: Path, open_page: Open, way: str) -> None:
    with browser.serving(filled(tmp_path / "home", 6)) as server:
        page = open_page(server, way)
        page.goto(server.address + "/list")
        page.get_by_label("Person 01").check()
        page.get_by_label("Person 03").check()
        page.get_by_role("button", name="Decline…").click()
        page.get_by_role("heading", name="Decline: 2 requests?").wait_for()
        page.get_by_role("button", name="Decline (2)").click()
        page.get_by_role("heading", name="Decline: 2 requests done").wait_for()
        page.get_by_role("button", name="Take all of it back").click()
        page.get_by_text("1 to 6 of 6").wait_for()


@pytest.mark.parametrize("way", ["phone", "no script on a phone"])
def test_on_a_phone_a_menu_leads_to_what_is_needed_less(tmp_path: Path, open_page: Open, way: str) -> None:
    with browser.serving(filled(tmp_path / "home", 6)) as server:
        page = open_page(server, way)
        page.get_by_text("More").click()
        page.get_by_role("link", name="Pictures").click()
        page.get_by_role("heading", name="At the door").wait_for()
        page.get_by_text("As a table").first.click()
        page.get_by_role("columnheader", name="Asked in").first.wait_for()
        page.locator("summary", has_text="Pictures").click()
        page.get_by_role("link", name="Evenness").click()
        page.get_by_role("heading", name="How even are you?").wait_for()
        for path in (
            "/pictures",
            "/evenness",
            "/import",
            "/list",
            "/people/1/same?other=2",
            "/agenda",
            "/ask",
            "/circles",
        ):
            page.goto(server.address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
            cut = page.evaluate("(all => all.scrollWidth - all.clientWidth)(document.querySelector('.top > nav'))")
            assert page.locator(".undo").count() == 1
            assert cut <= 0, path


@pytest.mark.parametrize("way", ["desk", "no script on a phone"])
def test_two_of_one_name_are_joined_by_hand_and_undo_takes_it_back(tmp_path: Path, open_page: Open, way: str) -> None:
    with browser.serving(filled(tmp_path / "home", 3)) as server:
        page = open_page(server, way)
        page.goto(server.address + "/people/1")
        page.get_by_role("link", name="Is somebody else the same person?").click()
        page.get_by_label("A name or a handle").fill("person 01")
        page.get_by_role("button", name="Find").click()
        page.get_by_role("link", name="Person 01").click()
        page.get_by_role("button", name="The same", exact=True).click()
        page.get_by_text("joined with Person 01").wait_for()
        page.get_by_role("button", name="Undo").first.click()
        page.get_by_text("Taken back").wait_for()
        assert page.get_by_text("joined with").count() == 0


SPOKEN = "/doors?edit=rule&door=facebook&kind=accept&name=people+I+have+spoken+with"


@pytest.mark.parametrize("way", ["desk", "phone", "dark"])
def test_a_door_is_edited_while_it_shows_who_would_be_answered_differently(
    tmp_path: Path, open_page: Open, way: str
) -> None:
    home = filled(tmp_path / "home", 6)
    with browser.serving(home) as server:
        page = open_page(server, way)
        page.get_by_role("link", name="Doors", exact=True).click()
        page.get_by_role("link", name="people I have spoken with").click()
        condition = page.get_by_label("When", exact=True)
        condition.fill("not spokn")
        page.get_by_text("did you mean `spoken`?").wait_for()
        condition.fill("always")
        page.get_by_text("3 of your 6 requests would be answered differently.").wait_for()
        row = page.locator(".reach li").filter(has_text="Person 01")
        assert row.inner_text().split() == ["Person", "01", "Facebook", "?", "Ask", "→", "becomes", "✓", "Accept"]
        assert '"spoken"' in (home / "policy.toml").read_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved as version 2").wait_for()
        assert '= "always"' in (home / "policy.toml").read_text()
        page.get_by_role("button", name="Back to version 1").click()
        page.get_by_text("Saved as version 3").wait_for()
        page.get_by_text("when you have spoken").wait_for()


def test_a_door_is_edited_without_script(tmp_path: Path, open_page: Open) -> None:
    home = filled(tmp_path / "home", 6)
    with browser.serving(home) as server:
        page = open_page(server, "no script")
        page.get_by_role("link", name="Doors", exact=True).click()
        page.get_by_role("link", name="people I have spoken with").click()
        page.get_by_label("When", exact=True).fill("always")
        page.get_by_role("button", name="Preview").click()
        page.get_by_text("3 of your 6 requests would be answered differently.").wait_for()
        assert page.get_by_label("When", exact=True).input_value() == "always"
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Saved as version 2").wait_for()


@pytest.mark.parametrize("way", ["desk", "no script"])
def test_what_cannot_be_saved_stays_on_the_page_as_it_was_written(tmp_path: Path, open_page: Open, way: str) -> None:
    home = filled(tmp_path / "home", 2)
    with browser.serving(home) as server:
        page = open_page(server, way)
        page.goto(server.address + "/doors/text")
        text = page.get_by_label("The standards")
        was = text.input_value()
        assert was == (home / "policy.toml").read_text()
        text.fill(was.replace('"spoken"', '"spokn"'))
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Not saved").wait_for()
        assert '"spokn"' in text.input_value()
        (home / "policy.toml").write_text(was + "# from the editor\n")
        text.fill(was + "# mine\n")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Not saved: your standards were changed meanwhile").wait_for()
        assert text.input_value() == was + "# mine\n"
        assert (home / "policy.toml").read_text() == was + "# from the editor\n"


def test_the_text_of_the_standards_is_one_key_away(tmp_path: Path, open_page: Open) -> None:
    with browser.serving(filled(tmp_path / "home", 2)) as server:
        page = open_page(server)
        page.goto(server.address + "/doors")
        page.keyboard.press("e")
        page.get_by_role("heading", name="The standards as text").wait_for()
        page.keyboard.press("e")
        page.get_by_role("heading", name="Doors", exact=True).wait_for()


PAGES = (
    "/", "/?state=waiting", "/?words=nobody", "/list", "/people", "/people?words=person", "/people/1",
    "/people/1?fact=role", "/people/1/forget", "/people/1/same?words=person",
    "/people/1/same?other=2", "/evenness", "/pictures", "/import", "/begin", "/keys", "/nowhere",
    "/doors", SPOKEN, "/doors?edit=new", "/doors?edit=door&door=facebook", "/doors?edit=word&door=define",
    "/doors/text", "/doors/versions", "/doors/versions?first=1", "/doors/versions/1", "/doors/public?name=Fred",
    "/agenda", "/ask", "/ask/look?name=%231&network=linkedin", "/ask/look?name=Ines+New&network=x", "/circles",
    "/circles?ahead=yes", "/review", "/exposure", "/requests/1/who",
)  # fmt: skip


@pytest.mark.parametrize("way", ["desk", "dark", "phone"])
def test_axe_finds_no_violation_on_any_page(tmp_path: Path, open_page: Open, way: str) -> None:
    if not browser.AXE.exists():
        pytest.skip("axe-core is not here")
    with browser.serving(filled(tmp_path / "home", 6)) as server, browser.serving(tmp_path / "new") as empty:
        page = open_page(server, way)
        found = {path: browser.violations(page) for path in PAGES if page.goto(server.address + path)}
        page.goto(server.address + SPOKEN)
        page.get_by_label("When", exact=True).fill("known")
        page.get_by_text("would be answered differently").wait_for()
        found["a look at an edit"] = browser.violations(page)
        page.goto(server.address + "/list")
        page.get_by_label("All 6").check()
        page.get_by_role("button", name="Decline…").click()
        page.get_by_role("heading", name="Decline: 6 requests?").wait_for()
        found["a look before"] = browser.violations(page)
        page.get_by_role("button", name="Decline (6)").click()
        page.get_by_role("heading", name="Decline: 6 requests done").wait_for()
        found["a result after"] = browser.violations(page)
        with browser.serving(cast.filled(tmp_path / "cast", 24, 30)) as full:
            page = open_page(full, way)
            for path in ("/", "/list?mine=yes", "/pictures", "/evenness", "/import", "/people/3", *cast.LIVED_IN):
                page.goto(full.address + path)
                found[f"the cast, {path}"] = browser.violations(page)
        page = open_page(empty, way)
        found["first visit"] = browser.violations(page)
        page.goto(empty.address + "/begin?kind=know-like-trust")
        found["questions"] = browser.violations(page)
        page.goto(empty.address + "/import")
        page.get_by_label("Drop it here").set_input_files(zipped(tmp_path / "archive"))
        page.get_by_role("button", name="Read it").click()
        page.get_by_role("heading", name="It is read.").wait_for()
        found["report"] = browser.violations(page)
    assert {path: some for path, some in found.items() if some} == {}
