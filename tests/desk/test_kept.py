"""What is kept between two looks at the inbox is what a fresh look gives, whatever was done meanwhile."""

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest

from doorstep.desk import blind, people
from doorstep.desk.deciding import decide, decide_all, give_view, undo
from doorstep.desk.home import Desk
from doorstep.desk.inbox import items
from doorstep.desk.kept import KEPT, KeptInbox
from doorstep.errors import DoorstepError

POLICY = """
[assume]
warned_about = false
[house.decline]
"I was warned" = "warned_about"
[networks.facebook.accept]
"spoken" = "spoken"
[networks.linkedin.accept]
"trusted" = "trust >= 3"
"""
NOON = datetime(2026, 11, 21, 12)  # noqa: DTZ001  (local wall time)
NAMES = ("Nadia Lindqvist", "Dora Recruiter", "Ines Friend", "Otto Stranger")


def look(desk: Desk, kept: KeptInbox) -> None:
    for states in (("open",), ("waiting", "snoozed"), ("declined",), KEPT):
        fresh = [one.as_dict() for one in items(desk, states)]
        assert [one.as_dict() for one in kept.items(states)] == fresh
        views = [(one.hidden, one.own_view) for one in items(desk, states)]
        assert [(one.hidden, one.own_view) for one in kept.items(states)] == views
        assert kept.counts({"some": states}) == {"some": len(fresh)}


@pytest.mark.parametrize("seed", range(20))
def test_what_is_kept_is_what_a_fresh_look_gives(tmp_path: Path, seed: int) -> None:
    dice = Random(seed)
    (tmp_path / "policy.toml").write_text(POLICY)
    clock = [NOON]
    with Desk(tmp_path, lambda: clock[0]) as desk, Desk(tmp_path, lambda: clock[0]) as other:
        kept = KeptInbox(desk)
        for name in NAMES:
            people.add_request(desk, dice.choice(["facebook", "linkedin"]), name, handle=name.split()[0].casefold())
        for _ in range(25):
            who = dice.choice((desk, other))  # the other is another window, or the command line
            with suppress(DoorstepError):  # what cannot be done now changes nothing
                act(who, dice)
            if dice.random() < 0.1:
                clock[0] = clock[0].replace(day=min(30, clock[0].day + 1))
            if dice.random() < 0.6:
                look(desk, kept)
        look(desk, kept)


def act(desk: Desk, dice: Random) -> None:
    name = dice.choice(NAMES)
    requests = items(desk, None)
    match dice.randint(0, 11):
        case 0:
            people.add_request(desk, dice.choice(["facebook", "linkedin"]), name, same_as=name)
        case 1:
            people.note(desk, name, "call")
        case 2:
            people.state(desk, name, [f"trust={dice.randint(0, 5)}"])
        case 3 | 4:
            decide(desk, dice.choice(requests).id, dice.choice(["accept", "decline", "wait"]))
        case 5:
            decide(desk, dice.choice(requests).id, "snooze", until=date(2026, 11, dice.randint(22, 29)))
        case 6 | 7:
            undo(desk)
        case 8:
            decide_all(desk, dice.sample(requests, min(2, len(requests))), "decline")
        case 9:
            blind.turn(desk.ledger, dice.random() < 0.5)
        case 10:
            give_view(desk, dice.choice(requests).id, dice.choice(["accept", "decline"]))
        case _:
            one, two = dice.sample(NAMES, 2)
            desk.ledger.join(people.find(desk, one).id, people.find(desk, two).id)


def test_a_look_without_a_change_works_nothing_out_again(tmp_path: Path) -> None:
    (tmp_path / "policy.toml").write_text(POLICY)
    with Desk(tmp_path, lambda: NOON) as desk:
        for name in NAMES:
            people.add_request(desk, "facebook", name)
        kept = KeptInbox(desk)
        before = {one.id: one for one in kept.items()}
        assert all(before[one.id] is one for one in kept.items())
        people.note(desk, "Nadia Lindqvist", "call")
        after = {one.id: one for one in kept.items()}
        changed = [one for one in after.values() if one is not before[one.id]]
        assert [one.request.name for one in changed] == ["Nadia Lindqvist"]
        assert changed[0].verdict == "accept"
