"""A first inbox that helps: with nothing but an archive, most answers are answers."""

from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from doorstep import Policy
from doorstep.desk.home import Desk
from doorstep.desk.inbox import Item, items
from doorstep.desk.standards import templates, text_from
from doorstep.policy.answer import Answer

from .conftest import NOW

WITH_LINKEDIN = [name for name in templates() if "linkedin" in Policy.parse(text_from(name)).networks]
PICKED = [
    (name, dict(zip((question.key for question in templates()[name].questions), picked)))
    for name in WITH_LINKEDIN
    for picked in product(*(range(len(question.choices)) for question in templates()[name].questions))
]


def first_inbox(home: Path, text: str) -> list[Item]:
    """Every open request of the generated archive, answered by this policy."""
    with Desk(home, lambda: NOW) as desk:
        desk.__dict__["policy"] = Policy.parse(text)
        return items(desk)


def rests_on_an_assumption_though_a_step_would_open(item: Item) -> bool:
    """True for a decline that a decline rule gives only because of something assumed, where otherwise a plan exists.

    The same person is decided again at the same door without its decline rules. Where that answer holds a plan, or
    accepts, a step (or nothing at all) would open the door; then the decline must rest on what is known alone.
    """
    answer, policy = item.answer, item.desk.policy
    assert answer is not None
    assert policy is not None
    if answer.verdict != "decline" or not answer.assumed:
        return False
    milder = without_declines(policy)
    other = milder.decide(item.request.network, {name: one.value for name, one in item.known.items()}, NOW.date())
    return bool(other.plans) or other.verdict == "accept"


def without_declines(policy: Policy) -> Policy:
    """The same standards with no rule that declines, at any door."""
    kept, skipping = [], False
    for line in policy.tidy().splitlines():
        if line.startswith("["):
            skipping = line.strip("[]").endswith("decline")
        if not skipping and not line.startswith("decline"):
            kept.append(line)
    return Policy.parse("\n".join(kept))


@pytest.mark.parametrize(("name", "picked"), PICKED)
def test_at_most_a_third_is_asked_and_no_decline_shuts_a_door_that_a_step_would_open(
    imported: Path, name: str, picked: dict[str, int]
) -> None:
    found = first_inbox(imported, text_from(name, picked))
    counts = Counter(one.verdict for one in found)
    told = f"{name} {picked}: " + ", ".join(f"{key} {counts[key]}" for key in ("accept", "not_yet", "ask", "decline"))
    assert len(found) == 488, told
    assert counts["ask"] <= len(found) / 3, told
    wrong = [one.id for one in found if rests_on_an_assumption_though_a_step_would_open(one)]
    assert not wrong, told


@pytest.mark.parametrize("name", WITH_LINKEDIN)
def test_what_is_assumed_of_strangers_is_said_and_undone_by_stating_it(imported: Path, name: str) -> None:
    found = first_inbox(imported, text_from(name))
    policy = found[0].desk.policy
    assert policy is not None
    strangers = [one for one in found if one.known["on_record"].value is False and one.verdict == "not_yet"]
    for one in strangers[:20]:
        assert one.answer is not None
        assert one.answer.assumed, "not yet for a stranger rests on what is taken for granted"
        facts = {fact: known.value for fact, known in one.known.items()}
        opened: Answer = policy.decide("linkedin", {**facts, "role": {"colleague"}, "written": True, "spoken": True,
                                                    "know": 5, "like": 5, "trust": 5, "vouched_for": True})  # fmt: skip
        assert opened.verdict == "accept"


def test_the_measure_sees_a_decline_that_rests_on_an_assumption(imported: Path) -> None:
    text = """
[assume.strangers]
written = false
[networks.linkedin]
decline = { "never wrote" = "not written" }
accept = { "wrote" = "written" }
"""
    assert any(rests_on_an_assumption_though_a_step_would_open(one) for one in first_inbox(imported, text))
