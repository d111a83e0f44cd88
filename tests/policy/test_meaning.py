"""What the language means, case by case: design 4.1."""

from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest

from doorstep import Answer, Policy
from doorstep.errors import FactError, PolicyError

from .story import NADIA, STORY


def door(rules: str, network: str = "x", before: str = "", otherwise: str = "ask") -> Policy:
    """A policy of one door; `rules` is one line a rule: kind, name, condition."""
    lines = [before, f"[networks.{network}]", f'otherwise = "{otherwise}"']
    by_kind: dict[str, list[str]] = {}
    for line in rules.strip().splitlines():
        kind, name, condition = (part.strip() for part in line.split(":", 2))
        by_kind.setdefault(kind, []).append(f'"{name}" = "{condition}"')
    for kind, some in by_kind.items():
        lines += [f"[networks.{network}.{kind}]", *some]
    return Policy.parse("\n".join(lines))


def decide(rules: str, facts: dict[str, Any], **more: str) -> Answer:
    return door(rules, **more).decide("x", facts)


def steps(answer: Answer) -> list[list[str]]:
    return [[step.fact for step in plan.steps] for plan in answer.plans]


# --- the story ------------------------------------------------------------------------------------------------


def test_a_phone_call_would_open_facebook_and_linkedin_is_offered_meanwhile() -> None:
    answer = Policy.parse(STORY).decide("facebook", NADIA)
    assert (answer.verdict, answer.possible) == ("not_yet", frozenset({"decline"}))
    assert [(step.text, step.minutes) for step in answer.plans[0].steps] == [("have a phone call", 20)]
    assert answer.because == ("business I have spoken with",)
    assert answer.offers[0] == "linkedin"


def test_once_the_call_is_noted_facebook_accepts() -> None:
    answer = Policy.parse(STORY).decide("facebook", {**NADIA, "spoken": True})
    assert (answer.verdict, answer.because) == ("accept", ("business I have spoken with",))
    assert (answer.plans, answer.offers) == ((), ())


# --- outcomes -------------------------------------------------------------------------------------------------


def test_decline_beats_ask_and_ask_beats_accept() -> None:
    rules = "accept: a: met\nask: b: introduced\ndecline: c: written"
    known = {"met": True, "introduced": False, "written": False}
    assert decide(rules, known).possible == {"accept"}
    assert decide(rules, {**known, "introduced": True}).possible == {"ask"}
    assert decide(rules, {**known, "introduced": True, "written": True}).possible == {"decline"}


def test_the_order_of_rules_never_matters() -> None:
    rules = ["accept: a: met", "ask: b: trust < 3", "decline: c: trust == 0"]
    for facts in ({"met": True}, {"met": True, "trust": 1}, {"trust": 0}, {}):
        said = {decide("\n".join(some), facts).possible for some in (rules, rules[::-1])}
        assert len(said) == 1


def test_where_no_rule_applies_otherwise_decides() -> None:
    assert decide("accept: a: role == friend", {"role": "client"}).verdict == "ask"
    assert decide("accept: a: role == friend", {"role": "client"}, otherwise="decline").verdict == "decline"


def test_the_outcomes_are_exact_and_not_three_valued() -> None:
    assert decide("accept: a: trust >= 3 or trust < 3", {}).verdict == "accept"
    assert decide("accept: a: spoken or not met", {}).verdict == "accept"
    assert decide("accept: a: 1 of {met, not met}", {}).possible == {"accept"}


def test_a_decline_is_sure_where_every_completion_meets_some_decline_rule() -> None:
    assert decide("accept: a: always\ndecline: b: trust < 3\ndecline: c: trust >= 3", {}).verdict == "decline"


def test_an_unknown_that_matters_is_asked_about() -> None:
    answer = decide("accept: a: role == friend\ndecline: b: values_conflict", {"role": "friend"})
    assert (answer.verdict, answer.possible) == ("ask", frozenset({"accept", "decline"}))
    assert [question.fact for question in answer.questions] == ["values_conflict"]
    assert [(q.fact, q.helpful) for q in answer.plans[0].questions] == [("values_conflict", False)]


def test_unknown_facts_are_asked_and_never_waited_for() -> None:
    answer = decide("accept: a: known_for >= 30 days", {})
    assert answer.verdict == "ask"
    assert [(plan.waits, [q.fact for q in plan.questions]) for plan in answer.plans] == [((), ["known_for"])]


def test_where_an_ask_rule_decides_in_every_completion_it_is_ask() -> None:
    answer = decide("accept: a: always\nask: b: open_business", {"open_business": True})
    assert (answer.verdict, answer.possible, answer.because) == ("ask", frozenset({"ask"}), ("b",))


def test_a_known_set_of_labels_is_complete() -> None:
    assert decide("accept: a: role != client", {"role": {"friend"}}).verdict == "accept"
    assert decide("accept: a: role != client", {"role": {"friend", "client"}}).verdict == "ask"
    assert decide("accept: a: role not in {client, vendor}", {"role": set()}).verdict == "accept"


def test_several_labels_mean_has_one_of() -> None:
    assert decide("accept: a: role == client and role == friend", {"role": {"friend", "client"}}).verdict == "accept"


def test_words_are_compared_without_regard_to_case() -> None:
    assert decide("accept: a: company == 'Acme Ltd'", {"company": " ACME  ltd"}).verdict == "accept"


def test_durations_are_days_months_of_30_and_years_of_365() -> None:
    for text, days in (("90 days", 90), ("3 weeks", 21), ("6 months", 180), ("2 years", 730), ("1 year", 365)):
        rules = f"accept: a: known_for >= {text}"
        assert decide(rules, {"known_for": days}).verdict == "accept"
        assert decide(rules, {"known_for": days - 1}).verdict == "not_yet"


# --- the house, other names, no door --------------------------------------------------------------------------


def test_house_rules_belong_to_every_door() -> None:
    policy = Policy.parse(STORY)
    for network in policy.networks:
        answer = policy.decide(network, {**NADIA, "warned_about": True})
        assert (answer.verdict, answer.because) == ("decline", ("I was warned",))


def test_twitter_is_read_as_x() -> None:
    policy = Policy.parse('[networks.twitter.accept]\n"anyone" = "always"')
    assert policy.networks == ("x",)
    assert policy.decide("twitter", {}).verdict == policy.decide("x", {}).verdict == "accept"
    assert policy.decide("twitter", {}).network == "x"


def test_a_network_without_a_section_has_no_door_and_asks() -> None:
    answer = Policy.parse(STORY).decide("instagram", NADIA)
    assert (answer.verdict, answer.possible) == ("ask", frozenset({"ask"}))
    assert answer.because == ("no standards yet for this network",)
    assert (answer.plans, answer.rules) == ((), ())


# --- assumptions and implications -----------------------------------------------------------------------------


def test_an_assumption_counts_while_nothing_is_known_and_is_named() -> None:
    policy = door("accept: a: always\ndecline: b: warned_about", before="[assume]\nwarned_about = false")
    assert (policy.decide("x", {}).verdict, policy.decide("x", {}).assumed) == ("accept", ("warned_about",))
    stated = policy.decide("x", {"warned_about": True})
    assert (stated.verdict, stated.assumed) == ("decline", ())


def test_an_assumed_fact_moves_as_a_stated_one_would() -> None:
    policy = door("accept: a: spoken", before="[assume]\nspoken = false")
    assert (policy.decide("x", {}).verdict, steps(policy.decide("x", {}))[0]) == ("not_yet", ["spoken"])


def test_assumptions_come_after_implications() -> None:
    policy = door("accept: a: spoken", before="[assume]\nspoken = false")
    assert policy.decide("x", {"met": True}).verdict == "accept"


def test_assumptions_about_strangers_apply_only_where_nothing_is_on_record() -> None:
    policy = door("accept: a: spoken\ndecline: b: known_for < 2 days", before="[assume.strangers]\nspoken = false")
    known = {"known_for": 10}
    assert policy.decide("x", {**known, "on_record": False}).verdict == "not_yet"
    assert policy.decide("x", {**known, "on_record": True}).verdict == "ask"
    assert policy.decide("x", known).verdict == "ask"


def test_what_is_assumed_of_strangers_wins_over_what_is_assumed_of_all() -> None:
    policy = door("accept: a: met", before="[assume]\nmet = true\n[assume.strangers]\nspoken = false")
    assert policy.decide("x", {"on_record": True}).verdict == "accept"
    assert policy.decide("x", {"on_record": False}).verdict == "not_yet"


def test_assumptions_that_contradict_each_other_are_a_mistake() -> None:
    with pytest.raises(PolicyError, match="contradict each other: not known, met"):
        door("accept: a: met", before="[assume]\nmet = true\nknown = false")


def test_who_has_met_has_spoken_and_who_has_spoken_knows() -> None:
    assert decide("accept: a: known", {"met": True}).verdict == "accept"
    assert decide("accept: a: not met", {"known": False}).verdict == "accept"


def test_a_step_also_makes_true_what_its_fact_implies() -> None:
    answer = decide("accept: a: met and spoken and known", {"met": False, "spoken": False, "known": False})
    assert steps(answer)[0] == ["met"]


def test_facts_that_contradict_each_other_are_an_error() -> None:
    for rules in ("accept: a: spoken", "accept: a: trust > 2"):
        with pytest.raises(FactError, match="contradict each other: met, not spoken"):
            decide(rules, {"met": True, "spoken": False})


# --- plans ----------------------------------------------------------------------------------------------------


def test_plans_are_minimal_at_most_three_and_the_cheapest_first() -> None:
    facts = dict.fromkeys(("met", "spoken", "known", "written", "introduced", "vouched_for"), False)
    answer = decide("accept: a: 1 of {spoken, written, introduced, vouched_for}", facts)
    assert [plan.minutes for plan in answer.plans] == [10, 10, 15]
    assert steps(answer) == [["written"], ["vouched_for"], ["introduced"]]


def test_a_wait_is_named_with_the_day_on_which_it_is_over() -> None:
    answer = door("accept: a: known_for >= 30 days").decide("x", {"known_for": 10}, today=date(2026, 3, 1))
    (wait,) = answer.plans[0].waits
    assert (wait.days, wait.until, answer.plans[0].minutes) == (20, date(2026, 3, 21), 20)


def test_what_is_asked_about_today_grows_older_while_one_waits() -> None:
    both = "accept: old and fresh: known_for >= 100 days and last_contact < 60 days"
    assert decide(both, {"known_for": 10}).plans == ()  # in 90 days the last contact is 90 days ago at least
    assert [plan.minutes for plan in decide(both, {"known_for": 70}).plans] == [31]
    helpful = decide(both, {"known_for": 70}).plans[0].questions[0].helpful
    assert isinstance(helpful, int)
    assert helpful + 30 < 60


def test_all_known_durations_pass_together() -> None:
    rules = "accept: a: known_for >= 30 days\ndecline: b: last_contact > 60 days"
    assert decide(rules, {"known_for": 20, "last_contact": 50}).plans[0].waits[0].days == 10
    assert decide(rules, {"known_for": 20, "last_contact": 55}, otherwise="decline").plans == ()


def test_facts_that_nobody_can_change_never_move() -> None:
    for fact, value in (("role", "client"), ("values_conflict", True), ("worked_together", False)):
        condition = {"role": "role == friend", "values_conflict": "not values_conflict"}.get(fact, fact)
        answer = decide(f"accept: a: {condition}", {fact: value}, otherwise="decline")
        assert (answer.verdict, answer.plans) == ("decline", ())


def test_where_nothing_would_open_the_door_it_says_so_by_having_no_plan() -> None:
    answer = decide("accept: a: spoken and role == friend", {"spoken": False, "role": "client"})
    assert (answer.verdict, answer.possible, answer.plans) == ("ask", frozenset({"ask"}), ())


def test_accept_and_decline_carry_no_plans() -> None:
    rules = "accept: a: spoken\ndecline: b: values_conflict"
    assert decide(rules, {"spoken": True, "values_conflict": False}).plans == ()
    assert decide(rules, {"spoken": False, "values_conflict": True}).plans == ()


# --- offers ---------------------------------------------------------------------------------------------------


def offers(facts: dict[str, Any], asked: str = "instagram", rules: str = "always") -> tuple[str, ...]:
    networks = "".join(
        f'[networks.{name}.accept]\n"a" = "{rules}"\n' for name in ("x", "linkedin", "mastodon", "facebook")
    )
    return Policy.parse(f'{networks}[networks.{asked}.decline]\n"b" = "always"').decide(asked, facts).offers


def test_offers_are_never_closer_than_the_door_asked_and_the_closest_comes_first() -> None:
    assert offers({}) == ("linkedin", "mastodon", "x")


def test_a_network_that_is_shared_already_is_not_offered() -> None:
    assert offers({"connected_on": {"linkedin", "x"}}) == ("mastodon",)


def test_for_an_offer_the_facts_of_the_request_count_as_none_no_and_0() -> None:
    assert offers({"note": "pitch"}, rules="note == none and not claims_to_know_me and asked_before == 0")
    assert not offers({"note": "personal"}, rules="note == personal")


def test_for_an_offer_the_facts_of_the_place_are_not_known_since_they_speak_of_the_door_that_was_asked() -> None:
    assert not offers({"would_see": 0}, rules="would_see < 3")
    assert not offers({"room": 9}, rules="room > 0")
    assert offers({"would_see": 0, "known": True}, rules="would_see < 3 or known")


def test_only_a_door_that_accepts_now_is_offered() -> None:
    assert not offers({}, rules="spoken")
    assert offers({"spoken": True}, rules="spoken")


# --- what facts may look like ---------------------------------------------------------------------------------


def test_a_fact_that_does_not_exist_is_an_error_with_the_nearest_name() -> None:
    with pytest.raises(FactError, match="unknown fact `spokn`") as caught:
        decide("accept: a: spoken", {"spokn": True})
    assert caught.value.next_step == "did you mean `spoken`?"


def test_left_out_and_none_are_unknown_alike() -> None:
    assert decide("accept: a: spoken", {"spoken": None}).possible == decide("accept: a: spoken", {}).possible


@pytest.mark.parametrize("value", ["partner", {"partner"}, ["partner"], ("partner",), frozenset({"partner"})])
def test_labels_are_a_set_a_list_or_one_word(value: object) -> None:
    for _ in range(2):
        assert decide("accept: a: role == partner", {"role": value}).verdict == "accept"


@pytest.mark.parametrize("value", [90, 90.9, timedelta(days=90, hours=5)])
def test_durations_are_days_or_timedelta_rounded_down(value: object) -> None:
    assert decide("accept: a: known_for >= 90 days", {"known_for": value}).verdict == "accept"
    assert decide("accept: a: known_for >= 91 days", {"known_for": value}).verdict == "not_yet"


ODD = [float("nan"), float("inf"), -1, -0.5, 6, 99, 2.5, True, "3", "yes", "", b"3", [], {}, object(), 10**400, 1j]


@pytest.mark.parametrize("fact", ["trust", "mutuals", "known_for", "role", "note", "company", "spoken"])
@pytest.mark.parametrize("odd", ODD, ids=lambda value: repr(value)[:12])
def test_an_odd_value_never_fails_open(fact: str, odd: object) -> None:
    """It is an error, or it counts as the legal value that it stands for; it is never more than that."""
    legal: dict[str, tuple[object, ...]] = {
        "trust": (), "mutuals": (6, 99, 10**400), "known_for": (6, 99, 2.5), "role": ([], {}), "note": (),
        "company": ("3", "yes", ""), "spoken": (True,),
    }  # fmt: skip
    positive = {
        "trust": "trust >= 1", "mutuals": "mutuals >= 1", "known_for": "known_for >= 1 days", "role": "role == friend",
        "note": "note == personal", "company": "company == acme", "spoken": "spoken",
    }  # fmt: skip
    policy = door(f"accept: a: {positive[fact]}")
    if any(type(one) is type(odd) and one == odd for one in legal[fact]):
        assert policy.decide("x", {fact: odd}).verdict in ("accept", "ask", "not_yet")
    else:
        with pytest.raises(FactError):
            assert policy.decide("x", {fact: odd}).verdict


def test_a_value_that_no_fact_can_have_is_never_let_in_by_another_rule() -> None:
    with pytest.raises(FactError):
        assert decide("accept: a: trust >= 0 or always", {"trust": float("nan")}).verdict


def test_an_index_made_for_other_implications_is_refused_and_one_for_the_same_facts_serves() -> None:
    own = '[facts.vip]\ntype = "yes/no"\n{}[networks.x.accept]\n"in" = "vip and not spoken"\n'
    plain, linked = Policy.parse(own.format("")), Policy.parse(own.format('implies = ["spoken"]\n'))
    table = pa.table({"vip": [True], "spoken": [False]})
    with pytest.raises(FactError, match="made for other facts"):
        linked.decide_many("x", plain.index(table))
    edited = Policy.parse(own.format("").replace("vip and not spoken", "vip"))
    assert edited.decide_many("x", plain.index(table)).to_pylist() == ["accept"]
