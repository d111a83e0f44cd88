"""What the page promises about safety: each test fails when its protection is taken out."""

from pathlib import Path
from urllib.parse import quote

import pytest

from doorstep.desk import people
from doorstep.desk.deciding import decide
from doorstep.desk.home import Desk
from doorstep.web import safety
from doorstep.web.rendering import link
from doorstep.web.serving import hosts_of
from doorstep.web.sessions import COOKIE, LINK_MINUTES, Sessions

from .window import HOST, HOSTILE, NOON, Window, ensure_only_text, window


def test_nobody_sees_a_page_without_signing_in(home: Path) -> None:
    with window(home, signed_in=False) as stranger:
        for path in ("/", "/?at=1", "/api/openapi.json", "/nowhere"):
            answer = stranger.get(path)
            assert answer.status_code == 401
            assert "Nadia" not in answer.text
        assert stranger.post("/undo", {}).status_code == 401
        assert stranger.get("/", cookie=f"{COOKIE}=guess").status_code == 401


def test_a_sign_in_link_works_once(home: Path) -> None:
    with window(home, signed_in=False) as stranger:
        token = stranger.sessions.new_link()
        first = stranger.get(f"/sign-in?token={token}")
        assert first.status_code == 200
        cookie = first.headers["set-cookie"].casefold()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        stranger.client.cookies.clear()
        assert stranger.get(f"/sign-in?token={token}").status_code == 401
        assert stranger.get("/sign-in?token=").status_code == 401
        assert stranger.get("/").status_code == 401


def test_a_sign_in_link_grows_old() -> None:
    seconds = [0.0]
    sessions = Sessions(lambda: seconds[0])
    early, late = sessions.new_link(), sessions.new_link()
    seconds[0] = LINK_MINUTES * 60 - 1
    assert sessions.sign_in(early)
    seconds[0] += 2
    assert sessions.sign_in(late) is None


def test_signing_out_ends_the_session(fred: Window) -> None:
    token = fred.form(fred.page("/"), "/requests/1/decide")["form"]
    cookie = fred.client.cookies[COOKIE]
    assert fred.post("/sign-out", {"form": token}).status_code == 200
    assert fred.get("/", cookie=f"{COOKIE}={cookie}").status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8017", "127.0.0.1", "127.0.0.1:80", ""])
def test_another_name_for_this_machine_is_not_answered(fred: Window, host: str) -> None:
    answer = fred.get("/", host=host)
    assert answer.status_code == 421
    assert "Nadia" not in answer.text


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9000", "https://127.0.0.1.evil.example:8017"]
)
def test_another_site_can_ask_for_nothing(fred: Window, origin: str) -> None:
    fields = fred.form(fred.page("/"), "/requests/1/decide")
    assert fred.get("/", origin=origin).status_code == 403
    assert fred.post("/requests/1/decide", {**fields, "action": "accept"}, origin=origin).status_code == 403
    assert (
        fred.post("/requests/1/decide", {**fields, "action": "accept"}, **{"sec-fetch-site": "cross-site"}).status_code
        == 403
    )
    assert "Nadia" in fred.page("/")


def test_a_form_needs_the_token_of_its_own_session(home: Path, fred: Window) -> None:
    fields = fred.form(fred.page("/"), "/requests/1/decide") | {"action": "decline"}
    with window(home) as other:
        for token in ("", "0" * 64, other.form(other.page("/"), "/requests/1/decide")["form"]):
            assert fred.post("/requests/1/decide", fields | {"form": token}).status_code == 403
    for path in ("/undo", "/requests/1/answer", "/sign-out"):
        assert fred.post(path, {"action": "decline", "fact": "spoken", "value": "yes"}).status_code == 403
    assert fred.post("/requests/1/decide", fields).status_code == 303


def test_every_answer_says_that_nothing_else_may_run_or_be_asked(fred: Window) -> None:
    for path in ("/", "/nowhere", "/static/style.css"):
        headers = fred.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"  # with `no-referrer` a form without script has no Origin
        assert headers["x-content-type-options"] == "nosniff"
    assert fred.get("/").headers["cache-control"] == "no-store"


def test_no_page_asks_another_machine_or_holds_script_of_its_own(fred: Window) -> None:
    html = fred.page("/")
    assert 'src="http' not in html
    assert 'href="http' not in html.replace('class="out" href="http', "")
    assert "<script>" not in html
    assert " onclick" not in html
    assert " style=" not in html


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_comes_from_outside_is_only_text(home: Path, text: str) -> None:
    with Desk(home, lambda: NOON) as desk:
        added = people.add_request(desk, "facebook", text, note=text, handle="javascript:alert(1)")
    with window(home) as fred:
        for path in (f"/?at={added.id}", f"/?words={quote(text)}"):
            ensure_only_text(fred.page(path))


def test_more_than_a_form_can_hold_is_not_read(fred: Window) -> None:
    fields = fred.form(fred.page("/"), "/requests/1/decide")
    answer = fred.post("/requests/1/decide", fields | {"reply": "x" * (safety.MAX_BODY + 1)})
    assert answer.status_code == 413


def test_who_decides_later_in_another_window_is_told(home: Path, fred: Window) -> None:
    html = fred.page("/?at=1")
    with Desk(home, lambda: NOON) as other:
        decide(other, 1, "accept")
    answer = fred.post("/requests/1/decide", fred.form(html, "/requests/1/decide") | {"action": "decline"})
    assert answer.status_code == 409
    assert "was accepted meanwhile" in answer.text
    with Desk(home, lambda: NOON) as desk:
        assert [one.action for one in desk.ledger.decisions(request_id=1)] == ["accept"]


def test_a_way_back_leads_nowhere_else(fred: Window) -> None:
    fields = fred.form(fred.page("/"), "/requests/1/decide") | {"action": "decline"}
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = fred.post("/requests/1/decide", fields | {"back": back, "seen": ""})
        if answer.status_code == 303:
            assert answer.headers["location"].startswith("/?done=")


def test_it_is_asked_by_this_machines_names_alone_unless_told_otherwise() -> None:
    assert hosts_of("127.0.0.1", 8017) == {"127.0.0.1:8017", "localhost:8017", "[::1]:8017"}
    assert "home.example:8017" in hosts_of("127.0.0.1", 8017, ("home.example",))
    assert hosts_of("192.0.2.7", 80) == {"192.0.2.7:80", "192.0.2.7"}
    assert HOST in hosts_of("127.0.0.1", 8017)


def test_only_addresses_of_the_web_become_links() -> None:
    assert link("https://www.linkedin.com/in/nadia/") == "https://www.linkedin.com/in/nadia/"
    for address in ("javascript:alert(1)", "data:text/html,x", "http://plain.example", "//evil.example", " https://x"):
        assert link(address) == ""
