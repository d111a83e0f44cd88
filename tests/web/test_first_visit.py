"""The first visit, without a browser: standards chosen, an export read, its report, and the import taken back."""

import re
from html import unescape
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from doorstep.desk.importing import take_in
from doorstep.desk.me import readable
from doorstep.errors import SourceError
from doorstep.web import reading, uploads
from doorstep.web.reading import Job, Readings

from .. import archives
from .window import Window, window

INVITATIONS = archives.table(
    archives.INVITATIONS,
    [
        archives.asks("Nadia Lindqvist", "We met at Ines's talk."),
        archives.asks("Otto Stranger", at="11/11/26, 9:00 AM"),
        ["", "", "never", "", "INCOMING", "", ""],
    ],
)


@pytest.fixture
def zipped(tmp_path: Path) -> Path:
    return archives.zipped(
        tmp_path / "archive",
        {
            "Invitations.csv": INVITATIONS,
            "Connections.csv": archives.table(archives.CONNECTIONS, [archives.connection("Ines Friend")]),
        },
    )


def send(fred: Window, path: Path, token: str | None = None) -> str:
    """Sends a file as the page of imports would; where it leads."""
    token = fred.form(fred.page("/import"), "/import")["form"] if token is None else token
    with path.open("rb") as file:
        answer = fred.client.post(
            "/import", data={"form": token}, files={"files": (path.name, file)}, follow_redirects=False
        )
    assert answer.status_code == 303, answer.text
    fred.client.app.state.readings.wait()  # type: ignore[attr-defined]  # the application over the folder
    return str(answer.headers["location"])


def test_a_first_visit_goes_from_standards_to_an_export_to_a_decision(tmp_path: Path, zipped: Path) -> None:
    with window(tmp_path / "home") as fred:
        html = fred.page("/")
        assert "Whom do you let in?" in html
        assert "Business and personal" in html
        html = fred.page("/begin?kind=business-and-personal")
        assert "What opens Facebook to somebody from business?" in html
        html = fred.page("/begin?kind=business-and-personal&read=yes&opens_facebook=1")
        assert "business I have met" in html
        html = fred.submit(html, "/begin")
        assert "business I have met" in (tmp_path / "home" / "policy.toml").read_text()
        assert "Who is at the door?" in html
        report = fred.page(send(fred, zipped))
        assert "It is read." in report
        assert "2 new requests" in report
        assert "Invitations.csv" in report
        assert "line 4" in report
        assert "2026-11-10" in report
        html = fred.page("/")
        assert "1 of 2" in html
        html = fred.submit(html, f"/requests/{first_request(html)}/decide", action="wait")
        assert "Done: wait" in html


def first_request(html: str) -> str:
    found = re.search(r'action="/requests/(\d+)/decide"', html)
    assert found
    return found[1]


def test_an_import_is_taken_back_from_its_report(tmp_path: Path, zipped: Path) -> None:
    with window(tmp_path / "home") as fred:
        report = fred.page(send(fred, zipped))
        html = fred.submit(report[report.index("<h1>") :], "/undo")
        assert "Taken back" in html
        assert "What was read so far" not in html
        assert "2 new requests" in fred.page(send(fred, zipped))


def test_the_same_export_twice_brings_nothing_new(tmp_path: Path, zipped: Path) -> None:
    with window(tmp_path / "home") as fred:
        send(fred, zipped)
        assert "Nothing new in it." in fred.page(send(fred, zipped))


def test_what_cannot_be_read_is_told_and_leaves_nothing_behind(tmp_path: Path) -> None:
    broken = tmp_path / "archive.zip"
    broken.write_text("<html>Sign in</html>")
    with window(tmp_path / "home") as fred:
        html = fred.page(send(fred, broken))
        assert "It was not taken in." in html
        assert "a web page" in html
        assert str(tmp_path) not in html
    assert not list((tmp_path / "home").glob(uploads.PREFIX + "*"))


def test_files_are_gone_once_they_are_read(tmp_path: Path, zipped: Path) -> None:
    with window(tmp_path / "home") as fred:
        send(fred, zipped)
    assert not list((tmp_path / "home").glob(uploads.PREFIX + "*"))


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_file_that_comes_from_elsewhere_is_not_kept(tmp_path: Path, zipped: Path, token: str) -> None:
    with window(tmp_path / "home") as fred:
        fred.page("/import")
        for fields in ({"form": token}, {}):
            with zipped.open("rb") as file:
                answer = fred.client.post("/import", data=fields, files={"files": ("a.zip", file)})
            assert answer.status_code == 403
        assert not list((tmp_path / "home").glob(uploads.PREFIX + "*"))
        assert "What was read so far" not in fred.page("/import")


@pytest.mark.parametrize(
    "name", ["../../up.csv", "/etc/passwd", "..\\..\\up.csv", "", ".", "..", "a\x00b.csv", "x" * 400, "nul\u202e.csv"]
)
def test_the_name_of_a_file_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    upload = uploads.Upload(tmp_path / "home")
    path = upload.place_for(name)
    path.write_text("x")
    assert path.resolve().is_relative_to(upload.folder)
    assert upload.place_for(name) != path
    upload.clear()
    assert not upload.folder.exists()


def test_more_than_an_upload_may_hold_is_not_kept(
    tmp_path: Path, zipped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("doorstep.web.safety.MAX_UPLOAD", 2000)
    with window(tmp_path / "home") as fred:
        token = fred.form(fred.page("/import"), "/import")["form"]
        answer = fred.client.post("/import", data={"form": token}, files={"files": ("a.zip", b"x" * 3000)})
        assert answer.status_code == 413
    assert not list((tmp_path / "home").glob(uploads.PREFIX + "*"))


def test_standards_that_are_there_are_never_written_over(fred: Window, home: Path) -> None:
    before = (home / "policy.toml").read_text()
    token = fred.form(fred.page("/"), "/requests/1/decide")["form"]
    assert fred.post("/begin", {"form": token, "kind": "open-networker"}).status_code == 409
    assert (home / "policy.toml").read_text() == before
    assert "Your standards are written." in fred.page("/begin")


def test_a_form_without_a_token_and_without_a_file_is_from_elsewhere_too(fred: Window) -> None:
    kind = {"content-type": "multipart/form-data; boundary=x"}
    assert fred.client.post("/import", content=b"--x--\r\n", headers=kind).status_code == 403


@pytest.mark.parametrize(
    "body", [b"", b"--x\r\nhello", b"--y--", b"--x\r\ncontent-disposition: form-data\r\n\r\na\r\n--x--"]
)
def test_a_broken_form_is_told(fred: Window, body: bytes) -> None:
    kind = {"content-type": "multipart/form-data; boundary=x"}
    assert fred.client.post("/import", content=body, headers=kind).status_code in (403, 422)


def test_while_an_export_is_read_its_page_asks_again_by_itself_and_the_others_go_on(fred: Window) -> None:
    readings: Readings = fred.client.app.state.readings  # type: ignore[attr-defined]  # the application over the folder
    readings._jobs[1] = Job(1, ("archive.zip",), what="Connections.csv", at=30, of=120)
    html = fred.page("/import/1")
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in html
    assert 'hx-get="/import/1"' in html
    assert "Reading Connections.csv" in html
    assert 'value="25"' in html
    part = fred.get("/import/1", **{"hx-request": "true"}).text
    assert part.startswith('<div id="progress"')
    assert "Being read: archive.zip" in fred.page("/import")
    token = fred.form(fred.page("/import"), "/import")["form"]
    second = fred.client.post("/import", data={"form": token}, files={"files": ("b.csv", b"x")})
    assert second.status_code == 409
    readings._jobs[1].state = "failed"
    readings._jobs[1].problem = SourceError("the archive is cut short", place="/somewhere/archive.zip")
    assert fred.get("/import/1", **{"hx-request": "true"}).headers["hx-refresh"] == "true"
    html = fred.page("/import/1")
    assert "<noscript>" not in html
    assert "/somewhere" not in html


def test_pages_answer_while_an_export_is_read(fred: Window, zipped: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    goes_on = Event()

    def slow(*given: Any, **more: Any) -> Any:
        assert goes_on.wait(20)
        return take_in(*given, **more)

    monkeypatch.setattr(reading, "take_in", slow)
    token = fred.form(fred.page("/import"), "/import")["form"]
    with zipped.open("rb") as file:
        answer = fred.client.post("/import", data={"form": token}, files={"files": (zipped.name, file)})
    assert "Opening it" in answer.text
    assert "1 of 3" in fred.page("/")
    fred.submit(fred.page("/"), "/requests/1/decide", action="decline")
    goes_on.set()
    fred.client.app.state.readings.wait()  # type: ignore[attr-defined]  # the application over the folder
    assert "It is read." in fred.page("/import/1")
    assert "1 of 4" in fred.page("/")


def test_a_page_of_a_reading_that_is_not_there_is_told(fred: Window) -> None:
    assert fred.get("/import/7").status_code == 404


def test_the_page_of_imports_tells_how_to_get_every_export_that_can_be_read(tmp_path: Path) -> None:
    with window(tmp_path / "home") as fred:
        html = unescape(fred.page("/import"))
        for one in readable():
            assert f"<strong>{one.title}</strong>" in html
            assert all(f"<li>{step}</li>" in html for step in one.steps)
            assert f"It takes: {one.takes}." in html
            assert one.cannot in html


def test_an_address_of_ones_own_is_said_on_the_page_taken_out_and_undone(tmp_path: Path) -> None:
    with window(tmp_path / "home") as fred:
        html = fred.submit(fred.page("/import"), "/me", add="Fred@Example.org")
        assert '<span class="address">fred@example.org</span>' in html
        fields = fred.form(html, "/me")
        answer = fred.post("/me", fields | {"remove": "fred@example.org"})
        html = fred.page(answer.headers["location"])
        assert "fred@example.org</span>" not in html
        assert '<span class="address">fred@example.org</span>' in fred.submit(html, "/undo")
        for wrong in ({}, {"add": "no address"}, {"remove": "nobody@example.org"}):
            assert fred.post("/me", fields | wrong).status_code == 422
