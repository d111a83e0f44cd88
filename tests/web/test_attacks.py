"""What attacks on the page have found, each by its symptom's name, and protections that had no test of their own."""

import asyncio
import os
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from doorstep import Policy
from doorstep.cli import main
from doorstep.desk import deciding
from doorstep.desk.deciding import decide, undo
from doorstep.desk.home import MAX_FILE, Desk
from doorstep.desk.paper import published
from doorstep.errors import PolicyError
from doorstep.web import forms, serving, shared_desk, uploads
from doorstep.web.rendering import plain
from doorstep.web.sessions import COOKIE

from .cast import empty
from .conftest import POLICY
from .window import HOST, NOON, Window, window


def token_of(one: Window) -> str:
    return one.form(one.page("/import"), "/import")["form"]


# --- where it listens, and who is let in ----------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.0.2.7", "127.0.0.2"])
def test_it_listens_for_others_only_with_a_flag_that_says_what_it_means(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    asked = []

    def serve(home: Path, now: object, **given: object) -> None:
        asked.append(given["host"])
        given["tell"](serving.Address(str(given["host"]), 8017, "http://the-link", "token"))  # type: ignore[operator]

    monkeypatch.setattr(serving, "serve", serve)
    runner = CliRunner()
    refused = runner.invoke(main, ["--home", str(tmp_path), "serve", "--host", host])
    assert refused.exit_code == 2
    assert "every machine that can reach this one" in refused.output
    assert "nothing is encrypted" in refused.output
    told = runner.invoke(main, ["--home", str(tmp_path), "serve", "--host", host, "--open-to-others"])
    assert "open to every machine that can reach" in told.output
    quiet = runner.invoke(main, ["--home", str(tmp_path), "serve"])
    assert "open to every machine" not in quiet.output
    assert asked == [host, "127.0.0.1"]


def test_another_session_of_the_same_server_has_a_form_token_of_its_own(fred: Window) -> None:
    fields = fred.form(fred.page("/"), "/requests/1/decide") | {"action": "decline"}
    fred.client.cookies.clear()
    assert fred.get(f"/sign-in?token={fred.sessions.new_link()}").status_code == 200
    assert fred.post("/requests/1/decide", fields).status_code == 403


@pytest.mark.parametrize("said", ["Bearer ", "Bearer guess", "Basic Zm9v", "bearer"])
def test_a_session_beside_a_wrong_token_still_needs_the_token_of_its_own_pages(fred: Window, said: str) -> None:
    answer = fred.client.put("/api/policy", json={"text": POLICY, "print": ""}, headers={"authorization": said})
    assert answer.status_code == 403


def test_what_may_not_be_done_with_an_answer_is_said_word_by_word(fred: Window) -> None:
    for path in ("/", "/api/inbox", "/nowhere", "/static/style.css", "/doors/public/html?name=Fred"):
        headers = fred.get(path).headers
        assert set(headers["content-security-policy"].split("; ")) == {
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
            "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "manifest-src 'self'",
        }  # fmt: skip
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers


def test_pages_with_names_are_not_kept_in_the_browsers_own_storage(fred: Window) -> None:
    # htmx keeps the last ten pages there unless it is told not to: also of who was forgotten, also after signing out
    html = fred.page("/people/1")
    assert '"historyCacheSize": 0' in html
    assert '"refreshOnHistoryMiss": true' in html


# --- uploads --------------------------------------------------------------------------------------------------


def sent(fred: Window, parts: list[tuple[str, str | None, bytes]]) -> int:
    """Sends a form part by part in this order, the way a browser would; the answer's status."""
    body = b""
    for name, file_name, data in parts:
        file = f'; filename="{file_name}"' if file_name is not None else ""
        body += f'--cut\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + data + b"\r\n"
    answer = fred.client.post(
        "/import", content=body + b"--cut--\r\n", headers={"content-type": "multipart/form-data; boundary=cut"},
        follow_redirects=False,
    )  # fmt: skip
    return answer.status_code


def test_more_parts_files_or_words_than_a_form_has_are_refused_and_nothing_stays(home: Path, fred: Window) -> None:
    own = ("form", None, token_of(fred).encode())
    before = sorted(home.iterdir())
    assert sent(fred, [own, *((f"empty-{number}", None, b"") for number in range(5_000))]) == 422
    assert sent(fred, [own, *(("files", f"{number}.csv", b"x") for number in range(uploads.MOST_FILES + 1))]) == 422
    file = ("files", "a.csv", b"x")  # with it, all but the length and the number would do
    assert sent(fred, [own, ("anyway", None, b"y" * (forms.MAX_FIELD + 1)), file]) == 422
    words = [(f"word-{number}", None, b"x") for number in range(uploads.MOST_FIELDS + 2)]
    assert sent(fred, [own, *words, file]) == 422
    assert sorted(home.iterdir()) == before


def test_what_was_sent_is_for_the_users_eyes_and_goes_with_the_next_server(home: Path) -> None:
    upload = uploads.Upload(home)
    parts = uploads._Parts(upload, headers={b"content-disposition": b'form-data; name="files"; filename="a.csv"'})
    parts.open()
    parts.close()
    assert upload.files[0].stat().st_mode & 0o077 == 0
    assert upload.folder.stat().st_mode & 0o077 == 0
    young = uploads.Upload(home)
    long_ago = time.time() - 2 * uploads.LEFT_OVER
    os.utime(upload.folder, (long_ago, long_ago))
    with window(home):
        assert not upload.folder.exists(), "left behind by a server that was killed"
        assert young.folder.exists(), "perhaps of a server that runs"


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=cut"])
def test_whoever_leaves_in_the_middle_of_a_form_is_no_fault(home: Path, fred: Window, kind: str) -> None:
    given = {"host": HOST, "cookie": f"{COOKIE}={fred.client.cookies[COOKIE]}", "content-type": kind}
    before = sorted(home.iterdir())

    async def leaves() -> dict[str, str]:
        return {"type": "http.disconnect"}

    async def send(_: object) -> None:
        """Nobody is there any more."""

    for path in ("/undo", "/import"):
        scope = {
            "type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
            "root_path": "", "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", 8017),
            "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        }  # fmt: skip
        asyncio.run(fred.client.app(scope, leaves, send))  # type: ignore[arg-type]  # the application over the folder
    assert sorted(home.iterdir()) == before


def test_files_without_the_token_before_them_are_not_taken_to_their_end(home: Path, fred: Window) -> None:
    given = {
        "host": HOST, "cookie": f"{COOKIE}={fred.client.cookies[COOKIE]}",
        "content-type": "multipart/form-data; boundary=cut",
    }  # fmt: skip
    head = b'--cut\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n'
    taken, said = [], []

    async def without_end() -> dict[str, object]:
        taken.append(1)
        return {"type": "http.request", "body": b"x" * 1000 if taken[1:] else head, "more_body": len(taken) < 1000}

    async def send(message: dict[str, object]) -> None:
        said.append(message.get("status"))

    scope = {
        "type": "http", "method": "POST", "path": "/import", "raw_path": b"/import", "query_string": b"",
        "root_path": "", "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", 8017),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }  # fmt: skip
    asyncio.run(fred.client.app(scope, without_end, send))  # type: ignore[arg-type]  # the application over the folder
    assert said[0] == 403
    assert len(taken) < 5


# --- only text ------------------------------------------------------------------------------------------------


def test_no_tag_link_or_picture_comes_of_a_published_text() -> None:
    made = published(
        "<b>x</b> [a](https://evil.example) ![b](https://evil.example/p.png) <https://evil.example>", "<i>"
    )
    assert "<b>" not in made
    assert "<i>" not in made
    assert "href" not in made
    assert "<img" not in made


def test_a_text_in_a_field_turns_nothing_round() -> None:
    assert "\u202e" not in plain("Nadia \u202egnp.exe\nsecond line")
    assert plain("one\ntwo") == "one\ntwo"


# --- at the same time -----------------------------------------------------------------------------------------


def test_who_puts_off_what_another_window_has_put_off_otherwise_is_told(home: Path, fred: Window) -> None:
    with Desk(home, lambda: NOON) as other:
        decide(other, 1, "wait", reason="after the fair")
    html = fred.page("/?state=waiting&at=1")
    with Desk(home, lambda: NOON) as other:
        undo(other)
        decide(other, 1, "wait", reason="after Ines has called")
        decide(other, 1, "wait", reason="not before May")
    answer = fred.post("/requests/1/decide", fred.form(html, "/requests/1/decide") | {"action": "wait"})
    assert answer.status_code == 409
    again = fred.form(fred.page("/?state=waiting&at=1"), "/requests/1/decide")
    assert fred.post("/requests/1/decide", again | {"action": "decline"}).status_code == 303


def test_a_decision_that_slips_in_between_looking_and_writing_is_told(
    home: Path, fred: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure = deciding._ensure_it_can

    def slips_in(*given: object) -> None:
        ensure(*given)  # type: ignore[arg-type]
        monkeypatch.setattr(deciding, "_ensure_it_can", ensure)
        with Desk(home, lambda: NOON) as other:
            decide(other, 1, "accept", reason="she called")

    fields = fred.form(fred.page("/?at=1"), "/requests/1/decide") | {"action": "decline"}
    monkeypatch.setattr(deciding, "_ensure_it_can", slips_in)
    assert fred.post("/requests/1/decide", fields).status_code == 409
    with Desk(home, lambda: NOON) as desk:
        assert [(one.action, one.reason) for one in desk.ledger.decisions(request_id=1)] == [("accept", "she called")]


def test_a_text_that_takes_long_to_look_at_holds_up_no_other_page(
    fred: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = token_of(fred)
    shared: shared_desk.SharedDesk = fred.client.app.state.desk  # type: ignore[attr-defined]  # the application
    monkeypatch.setattr(shared_desk, "PATIENCE", 0.05)
    began, go_on = threading.Event(), threading.Event()

    def long_look() -> None:
        with shared.looking():
            began.set()
            go_on.wait(30)

    looking = threading.Thread(target=long_look)
    looking.start()
    try:
        assert began.wait(10)
        assert "Nadia" in fred.page("/")
        told = fred.post("/doors/preview", {"form": token, "text": POLICY}).text
        assert "another text is still being looked at" in told
    finally:
        go_on.set()
        looking.join()
    assert "still being looked at" not in fred.post("/doors/preview", {"form": token, "text": POLICY}).text


def test_many_rules_of_which_most_add_nothing_are_looked_over_in_seconds() -> None:
    facts = ("met", "spoken", "written", "introduced", "vouched_for", "is_bot")
    rules = "".join(f'"rule {at}" = "known_for >= {at} days and {facts[at % 6]}"\n' for at in range(200))
    started = time.perf_counter()
    found = Policy.parse(f"[networks.linkedin.accept]\n{rules}").check()
    assert sum(one.code == "redundant" for one in found) == 194
    assert time.perf_counter() - started < 60


# --- the file of the standards ---------------------------------------------------------------------------------


def test_long_standards_can_be_looked_at_and_saved_as_text(home: Path, fred: Window) -> None:
    long = POLICY + "# a word on why\r\n" * 20_000
    html = fred.page("/doors/text")
    fields = fred.form(html, "/doors/text") | {"text": long, "do": "save"}
    look = fred.post("/doors/preview", fields)
    assert look.status_code == 200, look.text
    assert fred.post("/doors/text", fields).status_code == 303
    assert (home / "policy.toml").read_text() == long.replace("\r\n", "\n")
    assert "Nadia" in fred.page("/")


def test_standards_too_long_to_be_read_again_are_never_saved(home: Path, fred: Window) -> None:
    token = token_of(fred)
    with pytest.raises(PolicyError, match="1 mistake"):
        Policy.parse(POLICY + "#" + "é" * (MAX_FILE // 2 + 1))
    answer = fred.client.put(
        "/api/policy", headers={"x-form-token": token},
        json={"text": POLICY + "#" + "é" * (MAX_FILE // 2 + 1), "print": fred.get("/api/policy").json()["print"]},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Nadia" in fred.page("/")


def test_standards_that_are_a_link_to_a_file_elsewhere_stay_one(home: Path, tmp_path: Path, fred: Window) -> None:
    elsewhere = tmp_path / "dotfiles" / "policy.toml"
    elsewhere.parent.mkdir()
    (home / "policy.toml").rename(elsewhere)
    (home / "policy.toml").symlink_to(elsewhere)
    html = fred.page("/doors/text")
    fields = fred.form(html, "/doors/text") | {"text": POLICY + "# mine\n", "do": "save"}
    assert fred.post("/doors/text", fields).status_code == 303
    assert (home / "policy.toml").is_symlink()
    assert elsewhere.read_text().endswith("# mine\n")
    (home / "policy.toml").unlink()
    (home / "policy.toml").symlink_to("policy.toml")  # to itself
    assert fred.get("/doors/text").status_code < 500


def test_an_empty_desk_answers_every_page(tmp_path: Path) -> None:
    with window(empty(tmp_path / "home")) as fred:
        for path in ("/list", "/people", "/doors", "/doors/text", "/doors/versions", "/pictures", "/evenness"):
            fred.page(path)
