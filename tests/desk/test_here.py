"""Facts of a place: worked out only where a rule of that door asks, once a look, and unknown for every other door."""

from datetime import datetime
from pathlib import Path

from doorstep import Policy
from doorstep.desk.here import Here, given_here
from doorstep.desk.home import Desk
from doorstep.desk.people import add_request
from doorstep.desk.replaying import Replay
from doorstep.facts.observations import Observation

POLICY = """
[define]
quiet = "would_see < 3"
[networks.facebook.accept]
"little to see" = "quiet"
[networks.x.accept]
"anyone" = "always"
"""
NOON = datetime(2026, 11, 21, 12)  # noqa: DTZ001  (local wall time)


class Counting:
    """A teller that keeps on record about which network it was asked."""

    def __init__(self, count: int) -> None:
        self.count, self.asked = count, list[str]()

    def __call__(self, desk: Desk, network: str) -> Observation:
        self.asked.append(network)
        return Observation("would_see", self.count, "your posts", desk.today, "records")


def test_a_place_is_looked_at_once_and_only_where_a_rule_of_its_door_asks(desk: Desk) -> None:
    add_request(desk, "facebook", "Nadia Lindqvist")
    told, policy = Counting(2), Policy.parse(POLICY)
    here = Here(desk, {"would_see": told})
    assert [one.value for one in (*here.at(policy, "facebook"), *here.at(policy, "facebook"))] == [2, 2]
    assert here.at(policy, "x") == here.at(policy, "linkedin") == ()
    assert told.asked == ["facebook"]
    assert here.everywhere(policy) == here.at(policy, "facebook")


def test_where_nothing_is_kept_nothing_is_made_to_look_into(tmp_path: Path) -> None:
    with Desk(tmp_path / "fred", lambda: NOON) as desk:
        told = Counting(2)
        assert Here(desk, {"would_see": told}).at(Policy.parse(POLICY), "facebook") == ()
        assert told.asked == []
        assert not desk.has_ledger


def test_what_is_given_of_somebody_made_up_stands_above_what_is_counted(desk: Desk) -> None:
    add_request(desk, "facebook", "Nadia Lindqvist")
    policy, here = Policy.parse(POLICY), Here(desk, {"would_see": Counting(2)})
    assert given_here(here, policy, "facebook", {"known": True}) == {"would_see": 2, "known": True}
    assert given_here(here, policy, "facebook", {"would_see": 7}) == {"would_see": 7}


def test_a_replay_counts_at_the_door_that_was_asked_also_for_an_edit_that_begins_to_ask(desk: Desk) -> None:
    add_request(desk, "facebook", "Nadia Lindqvist")
    add_request(desk, "x", "Otto Stranger")
    before, after = Policy.parse(POLICY.replace('= "quiet"', '= "spoken"')), Policy.parse(POLICY)
    told = Counting(2)
    replay = Replay(desk.ledger, desk.today, Here(desk, {"would_see": told}))
    assert (replay.verdicts(before), told.asked) == (["ask", "accept"], [])
    assert [(one.before, one.after) for one in replay.changes(before, after)] == [("ask", "accept")]
    assert told.asked == ["facebook"]
    assert replay.ready(before)
    assert [one.after for one in replay.changes(before, after)] == ["accept"]
