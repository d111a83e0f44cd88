"""Comparing two policies misses nobody and invents nobody."""

import os
from random import Random

import pytest

from doorstep import Policy
from doorstep.errors import PolicyError
from doorstep.facts.record import replace

from .oracle import Oracle, outcome
from .random_policies import policy_text
from .story import STORY

PAIRS = int(os.environ.get("DOORSTEP_PAIRS", "2000"))
BATCHES = 10


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_differences_are_those_of_trying_everybody(batch: int) -> None:
    compared = 0
    for number in range(PAIRS // BATCHES):
        dice = Random(batch * 1_000_000 + number)
        try:
            old, new = (Policy.parse(policy_text(dice)[0]) for _ in range(2))
        except PolicyError:
            continue
        differences = old.compare(new)
        oracle = Oracle(old, "x")
        also = Oracle(new, "x")
        oracle.names = list(dict.fromkeys([*oracle.names, *also.names]))
        oracle.door = replace(oracle.door, rules=oracle.door.rules + also.door.rules)
        if len(oracle.names) > 7:
            continue
        everybody = list(oracle.completions({}))[:4000]
        for person in everybody:
            was, now = (outcome(policy.standards.doors["x"], person) for policy in (old, new))
            told = {(one.before, one.after) for one in differences if one.holds_for(person)}
            assert told == ({(was, now)} if was != now else set()), f"{old.text}\n---\n{new.text}\n{person}"
        for one in differences:
            if one.network:
                assert one.example is not None
                assert outcome(old.standards.doors["x"], dict(one.example)) == one.before
                assert outcome(new.standards.doors["x"], dict(one.example)) == one.after
        compared += 1
    assert compared


def test_a_policy_does_not_differ_from_itself() -> None:
    assert Policy.parse(STORY).compare(Policy.parse(STORY)) == ()


def test_a_harder_way_in_is_told_in_words_with_an_example() -> None:
    harder = STORY.replace('"business and spoken"', '"business and met"')
    (one,) = Policy.parse(STORY).compare(Policy.parse(harder))
    assert (one.network, one.before, one.after) == ("facebook", "accept", "decline")
    assert one.message == (
        "Facebook: accepted by “business I have spoken with” before, declined because no rule holds now"
    )
    assert "you have spoken" in one.example_text
    assert "you have not met in person" in one.example_text
