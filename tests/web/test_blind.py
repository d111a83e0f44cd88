"""One's own view first: whatever is asked of the page, its answer is the same whichever way the standards decide."""

import re
import shutil
from pathlib import Path

from doorstep.desk import blind, people
from doorstep.desk.home import Desk

from .window import NOON, Window, window

KINDS = {
    "lets in": '[networks.facebook.accept]\n"one" = "always"\n',
    "keeps out": '[networks.facebook]\notherwise = "decline"\n[networks.facebook.accept]\n"one" = "is_bot"\n',
    "waits": '[networks.facebook.accept]\n"one" = "spoken"\n',
}
PAGES = (
    "/", "/list", "/?verdict=accept", "/?verdict=decline", "/?mine=1", "/list?verdict=not_yet", "/?at=2", "/people",
    "/people/1", "/people/1/same", "/people/1/forget", "/pictures", "/evenness", "/import", "/api/day", "/api/inbox",
    "/api/inbox?verdict=accept", "/api/inbox?verdict=decline", "/api/inbox?verdict=not_yet", "/api/inbox?mine=true",
    "/api/requests/1", "/api/people/1", "/api/questions", "/api/pictures/door",
    "/api/pictures/circles", "/api/log?limit=20", "/api/even",
)  # fmt: skip
OTHERS = '[networks.facebook.accept]\n"two" = "met"\n[networks.facebook.decline]\n"three" = "warned_about"\n'


def everything_told(fred: Window) -> dict[str, str]:
    """What each address says, and what is said of a decision before it is made, or put off."""
    token = fred.form(fred.page("/keys") + fred.page("/import"), "/import")["form"]
    told = {path: fred.page(path) for path in PAGES}
    for action in ("accept", "decline", "wait", "snooze"):
        fields = {"form": token, "action": action, "id": "1"}
        told[f"look: {action}"] = fred.post("/list/look", fields).text
        for which in ({"all": True}, {"ids": [1, 2]}):
            body = {"action": action, "dry_run": True, **which}
            told[f"try: {body}"] = fred.client.post("/api/decide", json=body, headers={"x-form-token": token}).text
    told["preview"] = fred.post("/doors/preview", {"form": token, "text": OTHERS, "everybody": "yes", "do": "all"}).text
    told["preview"] = told["preview"].partition("Whom it would touch")[0]  # of everybody there can be: nobody's answer
    for request in (1, 2):
        answer = fred.client.post(
            f"/api/requests/{request}/decide", json={"action": "snooze"}, headers={"x-form-token": token}
        )
        told[f"snooze {request}"] = answer.text
    body = {"action": "snooze", "ids": [3]}
    told["snooze many"] = fred.client.post("/api/decide", json=body, headers={"x-form-token": token}).text
    return {path: text.replace(token, "") for path, text in told.items()}


def test_while_blind_nothing_that_is_asked_tells_an_answer_not_even_by_a_count_or_an_order(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir(mode=0o700)
    with Desk(first, lambda: NOON) as desk:
        for name in ("Nadia Lindqvist", "Dora Vance", "Otto Reiter"):
            people.add_request(desk, "facebook", name, note=f"Hello, I am {name}.")
        people.state(desk, "Dora Vance", ["open_business=yes"])
        blind.turn(desk.ledger, True)
    told = {}
    for kind, policy in KINDS.items():
        home = shutil.copytree(first, tmp_path / kind)
        (home / "policy.toml").write_text(policy)
        with window(home) as fred:
            told[kind] = everything_told(fred)
    assert re.search("your view first", told["waits"]["look: accept"])
    for path, text in told["lets in"].items():
        for kind in ("keeps out", "waits"):
            assert told[kind][path] == text, f"{path}: {kind}"
