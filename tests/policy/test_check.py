"""What `check` finds: every planted fault, with an example that shows it, and nothing on clean policies."""

from itertools import product
from random import Random

import pytest

from doorstep import Policy
from doorstep.errors import PolicyError
from doorstep.facts.values import Value
from doorstep.policy.check import CODES, Finding
from doorstep.policy.tree import Constant, Node, Or

from .oracle import Oracle, State, holds, outcome
from .random_policies import policy_text
from .story import STORY


def found(text: str, network: str = "x") -> list[Finding]:
    """The findings on a policy; a text without sections has the rules of one door, each `kind name = condition`."""
    if "[" not in text:
        rules = [line.split(None, 1) for line in text.strip().splitlines()]
        text = "\n".join("\n".join([f"[networks.{network}.{kind}]", *rows]) for kind, rows in by_kind(rules).items())
    return list(Policy.parse(text).check())


def by_kind(rules: list[list[str]]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for kind, row in rules:
        kinds.setdefault(kind, []).append(row)
    return kinds


def codes(text: str, network: str = "x") -> list[tuple[str, str]]:
    return [(one.code, one.rule) for one in found(text, network)]


# --- clean policies -------------------------------------------------------------------------------------------


def test_nothing_is_found_on_the_example_of_the_design() -> None:
    assert found(STORY) == []


@pytest.mark.parametrize(
    "rules",
    [
        'accept anyone = "always"',
        'accept friends = "role == friend"\ndecline warned = "warned_about"\nask deals = "open_business"',
        'accept a = "spoken and not met"\naccept b = "met"',
        'accept off = "never"\naccept on = "spoken"',
        'accept off = "spoken and not (always or met)"\naccept on = "spoken"',
        'accept real = "mutuals >= 5 and introduced"',
        'accept known = "not is_bot and account_age >= 30 days"',
        'accept a = "trust >= 1"\ndecline b = "trust < 1"',
        'accept a = "trust <= 4 or like == 5"',
        'accept a = "known_for >= 1 day"',
    ],
)
def test_nothing_is_found_on_a_clean_policy(rules: str) -> None:
    assert codes(rules) == []


# --- dead rules -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        ("met and trust > 2 and not spoken", ": `met` and `not spoken` exclude each other"),
        ("trust > 3 and like > 1 and trust < 2", ": `trust > 3` and `trust < 2` exclude each other"),
        ("note == pitch and note == personal", ": `note == pitch` and `note == personal` exclude each other"),
        ("company == acme and company == globex", ": `company == acme` and `company == globex` exclude each other"),
        ("3 of {met, not spoken, trust > 2}", ""),
    ],
)
def test_a_rule_that_holds_for_nobody_is_dead_and_says_why(condition: str, why: str) -> None:
    (one,) = found(f'accept a = "{condition}"\naccept b = "spoken"', "linkedin")
    assert (one.code, one.severity, one.network, one.rule, one.example) == ("dead", "warning", "linkedin", "a", None)
    assert one.message == f"it holds for nobody{why}"


def test_several_labels_can_hold_at_once() -> None:
    assert codes('accept a = "role == client and role == friend"') == []


def test_a_rule_that_a_stronger_one_always_overrules_is_dead_with_somebody_it_holds_for() -> None:
    (one,) = found('accept a = "trust >= 4"\naccept b = "spoken"\ndecline c = "trust >= 3"\ndecline d = "met"')
    assert (one.code, one.rule, one.message) == ("dead", "a", "it never decides: wherever it holds, `c` declines")
    assert (one.example, one.example_text) == ({"trust": 4}, "somebody; your trust in them is 4 of 5")


def test_several_rules_together_can_overrule_one() -> None:
    stronger = 'decline b = "spoken and trust < 3"\nask c = "spoken and trust >= 2"'
    (one,) = found(f'accept a = "spoken"\naccept e = "like > 3"\n{stronger}')
    assert (one.rule, one.message) == ("a", "it never decides: wherever it holds, `b` and `c` decide")


def test_an_ask_rule_can_be_overruled_too() -> None:
    assert codes('accept a = "spoken"\nask b = "warned_about and met"\ndecline c = "warned_about"') == [("dead", "b")]


def test_a_dead_rule_of_the_house_is_told_once() -> None:
    doors = "".join(f'[networks.{name}.accept]\n"a" = "spoken"\n' for name in ("x", "linkedin"))
    (one,) = found(f'[house.decline]\n"dead" = "met and not known"\n{doors}')
    assert (one.code, one.network, one.rule) == ("dead", "", "dead")


# --- doors that never open ------------------------------------------------------------------------------------


def test_a_door_at_which_every_accept_is_overruled_never_opens() -> None:
    text = 'accept a = "spoken"\naccept b = "met"\ndecline c = "known"'
    assert codes(text) == [("shut", ""), ("dead", "a"), ("dead", "b")]
    shut = found(text)[0]
    assert shut.message == "X never opens: no rule that accepts ever decides"
    assert shut.example
    assert Policy.parse('[networks.x]\naccept = {a = "spoken", b = "met"}\ndecline = {c = "known"}').decide(
        "x", shut.example
    ).possible == {"decline"}


def test_a_door_without_a_rule_that_accepts_is_only_noted() -> None:
    (one,) = found('decline everyone = "always"')
    assert (one.code, one.severity, one.network) == ("shut", "note", "x")


# --- facts that a network never tells -------------------------------------------------------------------------


def test_a_rule_that_needs_what_the_network_never_tells() -> None:
    (one,) = found('accept a = "account_age >= 30 days and spoken"\naccept b = "met"', "linkedin")
    assert (one.code, one.rule, one.severity) == ("unknowable", "a", "warning")
    assert one.message == "it can never hold for sure: LinkedIn never tells `account_age`"
    assert one.example == {"known": True, "spoken": True, "met": False}
    assert one.example_text == "somebody; you know them in real life; you have not met in person; you have spoken"


def test_a_rule_that_can_do_without_the_fact_is_fine() -> None:
    assert codes('accept a = "account_age >= 30 days or spoken"', "linkedin") == []


def test_a_decline_that_can_never_be_ruled_out_keeps_the_door_shut() -> None:
    (one,) = found('accept a = "spoken"\ndecline b = "is_bot or warned_about"', "linkedin")
    assert (one.code, one.rule) == ("unknowable", "b")
    assert (
        one.message == "it can never be ruled out: LinkedIn never tells `is_bot`; so nobody is ever accepted for sure"
    )


def test_an_assumption_makes_up_for_what_the_network_never_tells() -> None:
    for decline in ("is_bot", "is_bot or warned_about"):
        door = f'[networks.linkedin]\naccept = {{a = "spoken"}}\ndecline = {{b = "{decline}"}}'
        assert [one.code for one in found(door)] == ["unknowable"]
        assert found(f"[assume]\nis_bot = false\n{door}") == []


def test_what_the_records_may_tell_is_only_noted() -> None:
    assert [(one.code, one.severity) for one in found('accept a = "company == acme and spoken"')] == [
        ("unknowable", "note")
    ]


def test_what_a_network_of_ones_own_tells_is_not_judged() -> None:
    assert codes('accept a = "mutuals > 3 and spoken"', "xing") == []


# --- doors opened by claims -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    ["note == personal", "trust >= 4 or mutuals >= 10", "claims_to_know_me and note != pitch",
     "(note == personal and spoken) or (note == personal and not spoken)",
     "2 of {note == personal, mutuals > 3, spoken}"],
)  # fmt: skip
def test_a_door_that_claims_alone_open(condition: str) -> None:
    (one,) = found(f'accept a = "{condition}"\ndecline b = "warned_about"', "linkedin")
    assert (one.code, one.rule, one.severity) == ("claims", "a", "warning")
    assert one.example
    assert "claims alone" in one.message


def test_two_rules_may_only_together_open_a_door_on_claims() -> None:
    text = 'accept a = "note == personal and spoken"\naccept b = "note == personal and not spoken"'
    assert codes(text, "linkedin") == [("claims", "a, b")]


@pytest.mark.parametrize("condition", ["note == personal and spoken", "always", "not is_bot", "spoken or not spoken"])
def test_a_door_that_needs_more_than_claims_is_fine(condition: str) -> None:
    assert "claims" not in [code for code, _ in codes(f'accept a = "{condition}"', "mastodon")]


# --- tests without effect -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("test", "truth"),
    [("trust >= 0", "always"), ("trust <= 5", "always"), ("trust > 5", "never"), ("mutuals >= 0", "always"),
     ("mutuals < 0", "never"), ("known_for >= 0 days", "always"),
     ("note in {none, standard, template, pitch, personal}", "always")],
)  # fmt: skip
def test_a_test_that_is_always_or_never_true(test: str, truth: str) -> None:
    (one,) = [each for each in found(f'accept a = "spoken and {test}"', "linkedin") if each.code == "constant"]
    assert (one.rule, one.message) == ("a", f"`{test}` is {truth} true; take it out, or mend it")
    assert one.example


def test_a_constant_test_in_a_word_is_told_once() -> None:
    text = '[define]\nclose = "trust >= 0 and met"\n'
    text += "".join(f'[networks.{name}.accept]\n"a" = "close"\n' for name in ("x", "linkedin"))
    (one,) = found(text)
    assert (one.message, one.network) == (
        "in the word `close`, `trust >= 0` is always true; take it out, or mend it",
        "",
    )


def test_a_rule_that_holds_for_everybody_without_saying_so() -> None:
    assert codes('accept a = "spoken or not met"') == [("constant", "a")]


def test_a_word_that_no_rule_uses() -> None:
    text = '[define]\nused = "inner"\ninner = "met"\nidle = "used"\n[networks.x.accept]\n"a" = "used"'
    assert [(one.code, one.message) for one in found(text)] == [
        ("unused", "no rule uses the word `idle`; use it, or take it out")
    ]


# --- proofs agree with trying everybody -----------------------------------------------------------------------


@pytest.mark.parametrize("batch", range(4))
def test_dead_rules_and_shut_doors_are_exactly_those_that_trying_everybody_finds(batch: int) -> None:
    checked = 0
    for seed in range(batch * 1000, batch * 1000 + 250):
        text, _ = policy_text(Random(seed))
        try:
            policy = Policy.parse(text)
        except PolicyError:
            continue
        oracle = Oracle(policy, "x")
        states = list(oracle.completions({}))
        if len(states) > 4000:
            continue
        checked += 1
        findings = policy.check()
        assert {one.code for one in findings} <= set(CODES)
        told = {(one.kind, one.rule) for one in findings if one.code == "dead" and one.network == "x"}
        really = set()
        for rule in oracle.door.rules:
            fires = any(holds(rule.node, state) and outcome(oracle.door, state) == rule.kind for state in states)
            if not fires and not rule.is_house and rule.node != Constant(False):
                really.add((rule.kind, rule.name))
        assert told == really, text
        shut = any(one.code == "shut" for one in findings)
        assert shut == all(outcome(oracle.door, state) != "accept" for state in states), text
        claims = {one.rule for one in findings if one.code == "claims"}
        assert claims == opened_by_claims(oracle, states), text
        for one in findings:
            if one.code == "claims":
                assert one.example
                assert policy.decide("x", one.example).verdict == "accept", text
    assert checked > 20


def opened_by_claims(oracle: Oracle, states: list[State]) -> set[str]:
    """The accept rules that some claims make hold whatever else is so, and that then accept somebody."""

    def opens(node: Node) -> bool:
        ways: dict[tuple[Value, ...], list[State]] = {}
        for state in states:
            ways.setdefault(tuple(state[name] for name in oracle.names if oracle.catalogue[name].is_claim), []).append(
                state
            )
        sure = [some for some in ways.values() if all(holds(node, state) for state in some)]
        accepted = any(outcome(oracle.door, state) == "accept" for some in sure for state in some)
        return accepted and not all(holds(node, state) for state in states)

    rules = [rule for rule in oracle.door.rules if rule.kind == "accept" and not everybody(rule.node, states)]
    alone = {rule.name for rule in rules if opens(rule.node)}
    if alone or len(rules) < 2 or not opens(Or(tuple(rule.node for rule in rules))):
        return alone
    return {", ".join(rule.name for rule in rules)}


def everybody(node: Node, states: list[State]) -> bool:
    return all(holds(node, state) for state in states)


def test_a_large_policy_is_checked_quickly() -> None:
    facts = ["spoken", "met", "written", "introduced", "open_business", "trust >= 3", "like < 2", "known_for > 90 days"]
    pairs = [f'"{a} {b}" = "{a} and not ({b})"' for a, b in product(facts, facts) if a != b]
    text = "[networks.x.accept]\n" + "\n".join(pairs[:40]) + "\n[networks.x.decline]\n" + "\n".join(pairs[40:])
    Policy.parse(text).check()
