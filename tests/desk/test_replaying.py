"""Everybody who ever asked, read at once: the same facts and the same answers as one by one."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from doorstep import Policy
from doorstep.desk.asked import Asking
from doorstep.desk.home import Desk
from doorstep.desk.inbox import items
from doorstep.desk.known import values
from doorstep.desk.replaying import Changed, Replay
from doorstep.facts.observations import Observation

from .conftest import NOW

POLICY = """
[assume.strangers]
spoken = false

[facts.role]
labels = ["mentor"]

[facts.came_to_talk]
type = "yes/no"
step = "come to a talk"
implies = ["known"]

[facts.season]
type = "one of"
options = ["summer", "winter"]

[networks.linkedin.accept]
"business" = "role in {client, partner, mentor}"
"in touch" = "written or spoken or came_to_talk"
"long"     = "known_for >= 1 years and last_contact < 60 days"

[networks.linkedin.decline]
"pitch" = "note == pitch and not on_record"
"again" = "asked_before >= 2"

[networks.facebook]
otherwise = "decline"
accept = { "friends" = "role == friend or met", "here" = "connected_on == linkedin" }

[networks.x.accept]
"summer" = "season == summer"
"""
STATED: dict[str, list[object]] = {
    "role": [frozenset({"client"}), frozenset({"friend", "mentor"}), frozenset()], "known": [True, False],
    "met": [True, False], "spoken": [True, False], "written": [True, False], "known_for": [3, 900],
    "last_contact": [0, 170], "connected_on": [frozenset({"facebook"}), frozenset({"linkedin", "x"})],
    "company": ["Acme", "ACME "], "came_to_talk": [True, False, "old"], "season": ["summer", "spring"],
    "trust": [0, 5], "asked_before": [4], "gone": [True], "on_record": [False], "open_business": [True],
}  # fmt: skip


@pytest.fixture
def busy(imported: Path, tmp_path: Path) -> Iterator[Desk]:
    """The generated archive with much said, noted, decided and asked again on top, from a seed."""
    home = tmp_path / "busy"
    shutil.copytree(imported, home)
    (home / "policy.toml").write_text(POLICY, encoding="utf-8")
    dice = Random(5)
    earlier = NOW - timedelta(days=60)  # before the export that lists them as open all the same
    with Desk(home, lambda: earlier) as desk:
        for one in desk.ledger.requests(("open",), direction="incoming")[::9]:
            desk.ledger.decide(one.id, action="accept", state="accepted", verdict="ask")
    with Desk(home, lambda: NOW) as desk:
        ledger = desk.ledger
        some = [one for one in ledger.requests() if one.id % 3 or one.direction == "outgoing"]
        with ledger.change("test") as change:
            for one in some:
                for _ in range(dice.choice([0, 0, 1, 2, 3])):
                    fact = dice.choice(list(STATED))
                    seen_on = NOW.date() - timedelta(days=dice.choice([0, 1, 100, 200, 1200]))
                    said_by = dice.choice(["me", "records", "network", "asker"])
                    seen = Observation(fact, dice.choice(STATED[fact]), "x", seen_on, said_by)  # type: ignore[arg-type]
                    if dice.random() < 0.2:
                        ledger.state_request_fact(one.id, seen, change=change)
                    else:
                        ledger.state_fact(one.person_id, seen, change=change)
                if dice.random() < 0.1:
                    at = datetime(2026, dice.randint(1, 10), 5, 9)  # noqa: DTZ001
                    ledger.add_interaction(one.person_id, "call", "both", at, "x", change=change)
                if dice.random() < 0.1:
                    there = dice.choice(["facebook", "x", "mastodon"])
                    ledger.add_request(one.person_id, there, asked_at=NOW, change=change)
            for one in some[::5]:
                for kept in ledger.kept_observations(request_id=one.id)[:1]:
                    ledger.withdraw_fact(kept.id, change=change)
            for one in ledger.requests(("open",), direction="incoming"):
                action, state = dice.choice([("accept", "accepted"), ("decline", "declined"), ("", "")])
                if action:
                    verdict = dice.choice(["accept", "ask", "decline"])
                    ledger.decide(one.id, action=action, state=state, verdict=verdict, change=change)
        yield desk


def facts_one_by_one(desk: Desk) -> dict[int, dict[str, object]]:
    """The facts of each request as the inbox has them."""
    return {one.id: dict(values(one.known)) for one in items(desk, None, ids=[r.id for r in desk.ledger.requests()])
            if one.request.direction == "incoming"}  # fmt: skip


def test_the_facts_read_at_once_are_those_of_the_inbox(busy: Desk) -> None:
    one_by_one = facts_one_by_one(busy)
    asking = Asking(busy.ledger, busy.today)
    at_once = dict(zip([one.id for one in asking.asked], asking.facts(busy.catalogue)))
    assert len(at_once) > 400
    assert at_once.keys() == one_by_one.keys()
    for number, known in one_by_one.items():
        if known.get("season") != "spring":
            assert at_once[number] == known, number
    assert sum(len(known) > 5 for known in at_once.values()) > 50, "there is something to add up"


def test_every_verdict_is_the_inboxs_one_by_one_and_all_at_once(busy: Desk) -> None:
    replay = Replay(busy.ledger, busy.today)
    assert busy.policy is not None
    slowly = replay.verdicts(busy.policy)
    shown = {one.id: one.verdict for one in items(busy, None, ids=[one.id for one in replay.asked])}
    assert slowly == [shown[one.id] for one in replay.asked]
    assert replay.ready(busy.policy)
    assert replay.verdicts(busy.policy) == slowly
    assert len(set(slowly)) >= 3


EDITS = [
    ("written or spoken", "written"), ("note == pitch and not on_record", "note == none"), ("== linkedin", "== x"),
    ("client, partner, mentor", "friend"), ("not on_record", "on_record"),
    ('"role == friend or met"', '"role == friend and met"'), ("known_for >= 1 years", "known_for >= 3 years"),
    ("60 days", "90 days"), ("asked_before >= 2", "asked_before >= 1"), ('otherwise = "decline"', 'otherwise = "ask"'),
    ("spoken = false", "spoken = true"), ('["mentor"]', '["mentor", "muse"]'),
    ('["summer", "winter"]', '["winter", "summer"]'),
    ("partner, mentor", "partner"), ('[networks.x.accept]', "[networks.mastodon.accept]"), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize("ready", [True, False])
def test_the_changes_of_an_edit_are_those_of_deciding_everybody_anew(busy: Desk, ready: bool) -> None:
    replay = Replay(busy.ledger, busy.today)
    before = busy.policy
    assert before is not None
    if ready:
        assert replay.ready(before)
    changed = 0
    for old, new in EDITS:
        after = Policy.parse(POLICY.replace(old, new, 1) if old else POLICY)
        fresh = Replay(busy.ledger, busy.today)
        pairs = zip(fresh.verdicts(before), fresh.verdicts(after))
        wanted = [Changed(place, was, now) for place, (was, now) in enumerate(pairs) if was != now]
        assert replay.changes(before, after) == wanted
        changed += bool(wanted)
    assert changed >= 8


def test_labels_that_another_policy_does_not_have_are_not_known_to_it(busy: Desk) -> None:
    plain = Policy.parse('[networks.linkedin.accept]\n"friends" = "role == friend"')
    replay = Replay(busy.ledger, busy.today)
    own = busy.policy
    assert own is not None
    assert any("mentor" in known.get("role", ()) for known in replay.facts(own))  # type: ignore[operator]
    assert not any("mentor" in known.get("role", ()) for known in replay.facts(plain))  # type: ignore[operator]
    assert len(replay.verdicts(plain)) == len(replay.asked)


def test_without_pyarrow_the_answers_are_the_same(busy: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    replay = Replay(busy.ledger, busy.today)
    assert busy.policy is not None
    monkeypatch.setattr("doorstep.desk.replaying.find_spec", lambda _: None)
    assert not replay.ready(busy.policy)
    other = Replay(busy.ledger, busy.today)
    monkeypatch.undo()
    assert other.ready(busy.policy)
    assert replay.verdicts(busy.policy) == other.verdicts(busy.policy)


def test_nobody_asked_and_nothing_is_known(desk: Desk) -> None:
    policy = Policy.parse(POLICY)
    replay = Replay(desk.ledger, date(2026, 11, 2))
    assert replay.verdicts(policy) == []
    assert replay.ready(policy)
    assert replay.changes(policy, policy) == []
