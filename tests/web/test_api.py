"""The programs' door: the names of `--json`, a token instead of a session, and a document that is true."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from click.testing import CliRunner

from doorstep.cli import main
from doorstep.desk import people
from doorstep.desk.home import Desk

from .window import NOON, Window, window

HTTP = ("get", "post", "put", "patch", "delete")


class Program:
    """A program that brings the token."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.headers = {"authorization": f"Bearer {window.sessions.api_token}"}

    def get(self, path: str, status: int = 200) -> Any:
        return self._checked(self.window.client.get(f"/api{path}", headers=self.headers), status)

    def post(self, path: str, body: object = None, status: int = 200) -> Any:
        return self._checked(self.window.client.post(f"/api{path}", headers=self.headers, json=body or {}), status)

    def put(self, path: str, body: object, status: int = 200) -> Any:
        return self._checked(self.window.client.put(f"/api{path}", headers=self.headers, json=body), status)

    def delete(self, path: str, status: int = 200) -> Any:
        return self._checked(self.window.client.delete(f"/api{path}", headers=self.headers), status)

    def _checked(self, answer: httpx.Response, status: int) -> Any:
        assert answer.status_code == status, answer.text
        found = answer.json()
        if status >= 400:
            assert set(found) == {"error", "next_step"}
        return found


@pytest.fixture
def program(home: Path) -> Iterator[Program]:
    with window(home, signed_in=False) as one:
        yield Program(one)


def on_the_command_line(home: Path, *words: str) -> Any:
    """What a command gives as JSON."""
    done = CliRunner().invoke(main, ["--home", str(home), "--today", "2026-11-21", *words, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_it_gives_what_the_command_line_gives(home: Path, program: Program) -> None:
    for path, words in (
        ("/day", []), ("/inbox", ["inbox"]), ("/requests/1", ["show", "1"]), ("/people/1", ["person", "#1"]),
        ("/questions", ["questions"]), ("/log?limit=20", ["log"]), ("/facts", ["facts"]),
        ("/people/1/about", ["about", "#1"]), ("/sources", ["sources"]), ("/me", ["me"]), ("/same", ["same"]),
        ("/even", ["even"]), ("/blind", ["blind"]), ("/policy/versions", ["policy", "history"]),
    ):  # fmt: skip
        assert program.get(path) == on_the_command_line(home, *words), path
    assert program.post("/policy/check") == on_the_command_line(home, "policy", "check")
    told = program.post("/try", {"network": "facebook", "facts": {"spoken": "yes"}})
    assert told == on_the_command_line(home, "try", "facebook", "spoken=yes")


def test_a_decision_is_kept_and_taken_back(home: Path, program: Program) -> None:
    done = program.post("/requests/1/decide", {"action": "decline", "reason": "too busy", "seen": "open"})
    assert done["state"] == "declined"
    assert done["reply"]
    program.post("/requests/1/decide", {"action": "accept", "seen": "open"}, 409)
    assert program.post("/undo")["undoes"] is not None
    assert [one["id"] for one in program.get("/inbox")] == [1, 2, 3]


def test_a_sentence_on_evenness_comes_with_the_cases_behind_it(home: Path, program: Program) -> None:
    for number, action in ((1, "decline"), (2, "accept")):
        program.post(f"/requests/{number}/decide", {"action": action})
    told = program.get("/even")
    assert told == on_the_command_line(home, "even")
    pair = next(one["id"] for one in told["sentences"] if len(one["cases"]) == 2)
    assert program.get(f"/even/{pair}") == on_the_command_line(home, "even", "--why", pair)
    assert program.get("/even?to=2026-11-20")["decisions"] == 0
    program.get("/even?from=2026-11-20&to=2026-11-19", 422)
    for no_day in ("0", "1700000000", "20261120", "2026-11-31", "2026-11-20T12:00:00"):
        program.get(f"/even?to={no_day}", 422)
    program.get("/even/nothing-1", 404)
    assert program.post("/blind", {"blind": True}) == {"blind": True}


def test_many_are_decided_at_once_and_those_that_cannot_are_named(program: Program) -> None:
    program.post("/requests/2/decide", {"action": "decline"})
    looked = program.post("/decide", {"action": "wait", "ids": [1, 2, 3], "dry_run": True})
    assert looked["ids"] == [1, 3]
    assert "declined already" in looked["results"][0]["refused"]
    assert len(program.get("/inbox")) == 2
    done = program.post("/decide", {"action": "wait", "all": True})
    assert [one["state"] for one in done["results"]] == ["waiting", "waiting"]
    program.post("/decide", {"action": "wait", "ids": [1, 77]}, 404)
    program.post("/decide", {"action": "wait"}, 422)


def test_among_many_somebody_with_open_business_is_declined_only_by_name(program: Program) -> None:
    program.post("/people/1/facts", {"open_business": "yes"})
    looked = program.post("/decide", {"action": "decline", "ids": [1, 2], "dry_run": True})
    assert looked["ids"] == [2]
    assert "open business between you" in looked["results"][0]["refused"]
    program.post("/decide", {"action": "decline", "ids": [1, 2]})
    assert [one["id"] for one in program.get("/inbox")] == [1, 3]
    done = program.post("/decide", {"action": "decline", "ids": [1, 3], "also": [1]})
    assert "where we already talk" in done["results"][0]["reply"]
    assert program.get("/inbox") == []


def test_what_is_said_of_a_person_is_kept_and_opens_doors(program: Program) -> None:
    program.post("/requests/1/decide", {"action": "wait"})
    told = program.post("/people/1/note", {"what": "call"})
    assert [one["id"] for one in told["came_back"]] == [1]
    program.post("/people/1/rate", {"what": "trust", "level": 4})
    assert program.get("/people/1")["facts"]["trust"] == "4"
    program.post("/people/1/rate", {"what": "trust", "level": None})
    assert "trust" not in program.get("/people/1")["facts"]
    program.post("/people/1/facts", {"role": "partner,client"})
    assert program.get("/people/1/known")["role"]["value"] == "client, partner"
    program.post("/people/1/facts", {"rolle": "partner"}, 422)
    assert program.get("/people?words=nadia") == [{"id": 1, "name": "Nadia Lindqvist"}]
    assert program.get("/people/1/timeline")[0]["what"]


def test_two_are_joined_or_kept_apart_by_hand(home: Path, program: Program) -> None:
    with Desk(home, lambda: NOON) as desk:
        people.add_request(desk, "linkedin", "Nadia Lindqvist")
    assert [one["strength"] for one in program.get("/same")] == ["good"]
    assert program.post("/people/1/same", {"other": 4, "is_so": False})["person_id"] == 1
    assert program.get("/same") == []
    assert program.post("/people/1/same", {"other": 4, "is_so": True})["person_id"] == 1
    program.get("/people/4", 404)
    program.post("/people/1/same", {"other": 1, "is_so": True}, 422)


def test_addresses_of_ones_own_are_added_and_taken_out(program: Program) -> None:
    assert program.post("/me", {"add": ["fred@example.org"], "region": "nl"})["region"] == "NL"
    assert program.get("/me")["own"] == ["fred@example.org"]
    assert program.post("/me", {"remove": ["fred@example.org"]})["own"] == []
    program.post("/me", {"add": ["nobody"]}, 422)


def test_somebody_is_forgotten_for_good(program: Program) -> None:
    assert program.delete("/people/1")["removed"]["person"] == 1
    program.get("/people/1", 404)


def test_the_standards_are_read_and_others_looked_over_without_being_saved(home: Path, program: Program) -> None:
    before = (home / "policy.toml").read_text()
    assert program.get("/policy")["text"] == before
    assert [one["name"] for one in program.get("/policy/kinds")][1] == "business-and-personal"
    wrong = program.post("/policy/check", {"text": '[networks.x.accept]\n"a" = "spokn"\n'})
    assert "spokn" in wrong["mistakes"][0]["message"]
    program.post("/policy", {"kind": "open-networker"}, 409)
    assert (home / "policy.toml").read_text() == before


def test_an_edit_is_previewed_saved_compared_and_taken_back(home: Path, program: Program) -> None:
    first = program.get("/policy")
    line = {"door": "facebook", "kind": "accept", "name": "people I have spoken with"}
    text = program.post("/policy/reword", {"was": line, "to": line, "condition": "not spoken"})["text"]
    look = program.post("/policy/preview", {"text": text})
    assert (look["changed"], look["of"], look["mistakes"]) == (3, 3, [])
    assert [one["name"] for one in look["changes"]["requests"]] == [
        "Nadia Lindqvist",
        "Dora Recruiter",
        "Otto Stranger",
    ]
    assert look["changes"]["requests"][0]["after"] == "accept"
    assert (home / "policy.toml").read_text() == first["text"]
    program.put("/policy", {"text": text, "print": "0" * 16}, 409)
    program.put("/policy", {"text": "[networks.x.accept]\na = 'spokn'", "print": first["print"]}, 422)
    saved = program.put("/policy", {"text": text, "print": first["print"]})
    assert (saved["version"], saved["before"]) == (2, 1)
    assert program.get("/policy")["print"] == saved["print"]
    compared = program.get("/policy/compare?first=1")
    assert compared == on_the_command_line(home, "policy", "compare", "1", "now")
    assert compared["requests"] == look["changes"]["requests"]
    program.post("/policy/restore", {"version": 1, "print": first["print"]}, 409)
    assert program.post("/policy/restore", {"version": 1, "print": saved["print"]})["version"] == 3
    assert (home / "policy.toml").read_text() == first["text"]
    assert program.get("/policy/versions/2")["text"] == text
    program.get("/policy/compare?first=/etc/passwd", 422)


def test_the_doors_are_told_one_by_one_and_one_is_added(program: Program) -> None:
    found = program.get("/policy/doors")
    assert [one["network"] for one in found["doors"]] == ["linkedin", "facebook"]
    assert found["doors"][1]["rules"] == [
        {"kind": "accept", "name": "people I have spoken with", "says": "when you have spoken"}
    ]
    door = {"network": "x", "purpose": "public", "closeness": 0, "new": True, "rule": "anyone", "condition": "always"}
    text = program.post("/policy/reword/door", door)["text"]
    assert '[networks.x.accept]\n"anyone" = "always"' in text
    program.post("/policy/reword/door", door | {"network": "facebook"}, 409)
    assert "people who have spoken with Fred" in program.get("/policy/public?name=Fred")["text"]
    program.get("/policy/public", 422)


def test_a_browsers_session_changes_nothing_without_the_token_of_its_pages(fred: Window) -> None:
    token = fred.form(fred.page("/"), "/requests/1/decide")["form"]
    assert fred.get("/api/inbox").status_code == 200
    for headers in ({}, {"x-form-token": ""}, {"x-form-token": "0" * 64}):
        answer = fred.client.post("/api/requests/1/decide", json={"action": "decline"}, headers=headers)
        assert answer.status_code == 403
    assert fred.client.delete("/api/people/1").status_code == 403
    answer = fred.client.post("/api/requests/1/decide", json={"action": "decline"}, headers={"x-form-token": token})
    assert answer.status_code == 200


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer guess", "Basic guess"])
def test_a_wrong_token_opens_nothing(home: Path, given: str) -> None:
    with window(home, signed_in=False) as stranger:
        answer = stranger.get("/api/inbox", authorization=given)
        assert answer.status_code == 401
        assert set(answer.json()) == {"error", "next_step"}


def test_the_token_opens_no_page(program: Program) -> None:
    for path in ("/", "/people/1", "/apish"):
        assert program.window.client.get(path, headers=program.headers).status_code == 401


def test_every_question_of_the_document_is_there_and_asks_for_a_sign_in(home: Path) -> None:
    with window(home) as fred:
        document = fred.get("/api/openapi.json").json()
    asked = [(path, method) for path, methods in document["paths"].items() for method in methods if method in HTTP]
    assert len(asked) >= 30
    with window(home, signed_in=False) as stranger:
        program = Program(stranger)
        for path, method in asked:
            answers = document["paths"][path][method]["responses"]
            address = re.sub(r"\{\w+\}", "999999", path) + ("?words=x" if path == "/api/people" else "")
            refused = stranger.client.request(method, address)
            assert refused.status_code == 401
            assert {"401", "403", "422"} <= set(answers)
            found = stranger.client.request(method, address, headers=program.headers)
            assert str(found.status_code) in answers, f"{method} {path}: {found.status_code}"
            assert found.headers["content-type"] == "application/json"


def test_a_number_that_no_row_can_have_is_no_fault_of_the_server(fred: Window, program: Program) -> None:
    for number in ("0", "-1", "9" * 25, "x"):
        for path in (f"/api/requests/{number}", f"/api/people/{number}/timeline", f"/api/people/{number}/joined"):
            assert program.window.client.get(path, headers=program.headers).status_code in (404, 422)
        assert fred.get(f"/people/{number}").status_code == 404
        assert fred.get(f"/people/{number}/forget").status_code == 404
        assert fred.get(f"/import/{number}").status_code == 404
        assert fred.get(f"/?at={number}&done={number}").status_code == 200


def test_who_asks_in_a_wrong_way_is_told_the_right_ones(program: Program) -> None:
    answer = program.window.client.put("/api/people/1", headers=program.headers)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "DELETE, GET"
    assert set(answer.json()) == {"error", "next_step"}
