"""Comparing two policies misses nobody and invents nobody."""

import os
from random import Random
from time import perf_counter

import pytest

from doorstep import Policy
from doorstep.errors import FactError, PolicyError
from doorstep.facts.record import replace
from doorstep.policy.compare import compare, settings, ways
from doorstep.policy.render import condition_text

from .oracle import Oracle, outcome
from .random_policies import person as somebody
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


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_ways_are_of_those_who_keep_the_outcome_and_lose_or_gain_the_rule_behind_it(batch: int) -> None:
    told = 0
    for number in range(60):
        dice = Random(batch * 1_000 + number)
        try:
            old, new = (Policy.parse(policy_text(dice)[0]) for _ in range(2))
        except PolicyError:
            continue
        also = ways(old, new)
        oracle, other = Oracle(old, "x"), Oracle(new, "x")
        oracle.names = list(dict.fromkeys([*oracle.names, *other.names]))
        oracle.door = replace(oracle.door, rules=oracle.door.rules + other.door.rules)
        if len(oracle.names) > 6:
            continue
        for person in list(oracle.completions({}))[:300]:
            answers = [policy.decide("x", person) for policy in (old, new)]
            firm = [any(r.truth == "yes" and {r.kind} == a.possible for r in a.rules) for a in answers]
            wanted = answers[0].possible == answers[1].possible and firm[0] != firm[1]
            found = any(one.holds_for(person) for one in also)
            assert found == wanted, f"{old.text}\n---\n{new.text}\n{person}"
            told += found
    assert told


def test_where_nothing_is_told_all_verdicts_stay_also_of_those_of_whom_little_is_known() -> None:
    same = 0
    for number in range(600):
        dice = Random(number)
        text, facts = policy_text(dice)
        try:
            old = Policy.parse(text)
            new = Policy.parse(text + f'\n"a copy" = "{dice.choice(rules_that_ask(old))}"')
        except (PolicyError, IndexError):
            continue
        if old.compare(new) or ways(old, new) or settings(old, new):
            continue
        for _ in range(20):
            known = somebody(dice, facts)
            try:
                was = old.decide("x", known).verdict
            except FactError:
                continue
            assert new.decide("x", known).verdict == was, f"{old.text}\n---\n{new.text}\n{known}"
            same += 1
    assert same > 500


def rules_that_ask(policy: Policy) -> list[str]:
    """The conditions of the rules that ask: a copy of one can change nothing."""
    return [
        condition_text(rule.node, policy.catalogue) for rule in policy.standards.doors["x"].rules if rule.kind == "ask"
    ]


def test_doors_and_steps_that_changed_are_told() -> None:
    closer = STORY.replace("closeness = 3", "closeness = 2").replace("[networks.x]", "[networks.mastodon]")
    assert settings(Policy.parse(STORY), Policy.parse(closer)) == (
        "Facebook: closeness 3 before, 2 now; it decides what is offered instead",
        "X: a door before, no door now",
        "Mastodon: no door before, a door now",
    )
    own = '[facts.talk]\ntype = "yes/no"\nstep = "come"\nminutes = 9\n'
    door = '[networks.x.accept]\n"talk" = "talk"'
    hasty = own.replace("9", "5").replace("come", "drop in") + door
    assert settings(Policy.parse(own + door), Policy.parse(hasty)) == (
        "the step to `talk`: “come”, 9 minutes before, “drop in”, 5 minutes now",
    )


def test_a_policy_does_not_differ_from_itself() -> None:
    one, same = Policy.parse(STORY), Policy.parse(STORY)
    assert (one.compare(same), ways(one, same), settings(one, same)) == ((), (), ())


def test_a_harder_way_in_is_told_in_words_with_an_example() -> None:
    harder = STORY.replace('"business and spoken"', '"business and met"')
    (one,) = Policy.parse(STORY).compare(Policy.parse(harder))
    assert (one.network, one.before, one.after) == ("facebook", "accept", "decline")
    assert one.message == (
        "Facebook: accepted by “business I have spoken with” before, declined because no rule holds now"
    )
    assert "you have spoken" in one.example_text
    assert "you have not met in person" in one.example_text


def many_labels(wanted: range) -> str:
    """Accepts each of these labels of its own by a rule of its own."""
    rules = "\n".join(f'"l{number}" = "role == l{number}"' for number in wanted)
    return f"[facts.role]\nlabels = {[f'l{number}' for number in range(30)]}\n[networks.x.accept]\n{rules}\n"


def test_two_policies_that_only_together_are_too_fine_are_refused_in_a_sentence() -> None:
    old, new = Policy.parse(many_labels(range(11))), Policy.parse(many_labels(range(11, 22)))
    for compared in (compare, ways):
        with pytest.raises(FactError, match="X: together the two policies tell too many kinds of people apart"):
            compared(old, new)


def test_two_doors_too_fine_to_be_held_against_each_other_are_not_called_alike() -> None:
    rules = many_labels(range(11, 22)).split("[networks.x.accept]")[1]
    both = many_labels(range(11)) + "[networks.facebook.accept]" + rules
    assert "strategy" not in {one.code for one in Policy.parse('strategy = "audience"\n' + both).check()}


FACT = '[facts.{}]\ntype = "{}"\n{}\n'


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (
            FACT.format("talk", "yes/no", 'stale = "1 year"'),
            FACT.format("talk", "yes/no", ""),
            "`talk` is unknown again after 1 year before, never now",
        ),
        (
            FACT.format("mood", "one of", 'options = ["sunny", "grim"]'),
            FACT.format("mood", "one of", 'options = ["sunny"]'),
            "what `mood` can be: “grim” only before, nothing only now",
        ),
        (
            "",
            '[facts.role]\nlabels = ["mentor"]\n',
            "what `role` can be: nothing only before, “mentor” only now",
        ),
        (
            FACT.format("vip", "yes/no", ""),
            FACT.format("vip", "yes/no", "") + FACT.format("signed", "yes/no", 'step = "sign"\nimplies = ["vip"]'),
            "the fact `signed`, which brings `vip`: not there before, there now",
        ),
    ],
)
def test_a_fact_that_itself_has_changed_is_told(was: str, now: str, told: str) -> None:
    door = '[networks.x.accept]\n"friends" = "role == friend"\n'
    old, new = Policy.parse(was + door), Policy.parse(now + door)
    assert (old.compare(new), ways(old, new), settings(old, new)) == ((), (), (told,))


def test_rules_that_hold_in_many_ways_are_compared_in_time() -> None:
    facts = "met, spoken, written, introduced, warned_about, vouched_for, worked_together, open_business, is_bot"
    rule = '"{}" = "3 of {{{}}} and trust >= {} and like < {} and mutuals > {} and known_for > {} days"\n'
    old, new = (
        Policy.parse(
            "[networks.x.accept]\n"
            + rule.format("some", facts, 2, 3, 5 + more, 100 + more)
            + rule.format("others", facts.replace("met, ", "values_conflict, "), 3, 4, 9 + more, 300 + more)
        )
        for more in (0, 7)
    )
    begun = perf_counter()
    assert old.compare(new)
    assert perf_counter() - begun < 10
