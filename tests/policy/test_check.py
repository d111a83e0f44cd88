"""What `check` finds in single rules and doors, with an example that shows it, and nothing on clean policies."""

from itertools import product

import pytest

from doorstep import Policy
from doorstep.policy.check import Finding

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


def warned(text: str, network: str = "x") -> list[Finding]:
    """The findings that are more than good to know."""
    return [one for one in found(text, network) if one.severity == "warning"]


def codes(text: str, network: str = "x") -> list[tuple[str, str]]:
    return [(one.code, one.rule) for one in found(text, network)]


# --- clean policies -------------------------------------------------------------------------------------------


def test_nothing_but_what_it_takes_for_granted_is_told_of_the_example_of_the_design() -> None:
    (one,) = found(STORY)
    assert (one.code, one.severity) == ("assumed", "note")
    assert one.message == (
        "somebody can be let in at LinkedIn, Facebook and X on what is taken for granted: `warned_about`"
    )


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
    (one,) = found('accept a = "role == client and role == friend"')
    assert (one.severity, one.message) == (
        "note", "X is closed to friends and clients, whatever they do: is that meant?"
    )  # fmt: skip


def test_a_rule_that_a_stronger_one_always_overrules_is_dead_with_somebody_it_holds_for() -> None:
    (one,) = found('accept a = "trust >= 4"\naccept b = "spoken"\ndecline c = "trust >= 3"\ndecline d = "met"')
    assert (one.code, one.rule, one.message) == ("shadowed", "a", "it never decides: wherever it holds, “c” declines")
    assert (one.example, one.example_text) == ({"trust": 4}, "somebody; your trust in them is 4 of 5")


def test_several_rules_together_can_overrule_one() -> None:
    stronger = 'decline b = "spoken and trust < 3"\nask c = "spoken and trust >= 2"'
    (one,) = warned(f'accept a = "spoken"\naccept e = "like > 3"\n{stronger}')
    assert (one.code, one.rule) == ("shadowed", "a")
    assert one.message == "it never decides: wherever it holds, “b” and “c” decide"


def test_an_ask_rule_can_be_overruled_too() -> None:
    assert codes('accept a = "spoken"\nask b = "warned_about and met"\ndecline c = "warned_about"') == [
        ("shadowed", "b")
    ]


def test_a_dead_rule_of_the_house_is_told_once() -> None:
    doors = "".join(f'[networks.{name}.accept]\n"a" = "spoken"\n' for name in ("x", "linkedin"))
    (one,) = found(f'[house.decline]\n"dead" = "met and not known"\n{doors}')
    assert (one.code, one.network, one.rule) == ("dead", "", "dead")


# --- doors that never open ------------------------------------------------------------------------------------


def test_a_door_at_which_every_accept_is_overruled_never_opens() -> None:
    text = 'accept a = "spoken"\naccept b = "met"\ndecline c = "known"'
    assert codes(text) == [("shut", ""), ("shadowed", "a"), ("shadowed", "b")]
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
    assert (one.example, one.example_text) == ({"spoken": True}, "somebody; you have spoken")


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
        assert [one.code for one in found(f"[assume]\nis_bot = false\n{door}")] == ["assumed"]


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
    assert (one.code, one.rule, one.severity) == ("wide", "a", "warning")
    assert one.example
    assert "claims alone" in one.message


def test_two_rules_may_only_together_open_a_door_on_claims() -> None:
    text = 'accept a = "note == personal and spoken"\naccept b = "note == personal and not spoken"'
    assert codes(text, "linkedin") == [("wide", "a, b")]


@pytest.mark.parametrize("condition", ["note == personal and spoken", "always", "not is_bot", "spoken or not spoken"])
def test_a_door_that_needs_more_than_claims_is_fine(condition: str) -> None:
    assert not [one for one in found(f'accept a = "{condition}"', "mastodon") if "claims" in one.message]


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
        ("uneven-words", "no rule uses the word `idle`; use it, or take it out")
    ]


def test_a_large_policy_is_checked_quickly() -> None:
    facts = ["spoken", "met", "written", "introduced", "open_business", "trust >= 3", "like < 2", "known_for > 90 days"]
    pairs = [f'"{a} {b}" = "{a} and not ({b})"' for a, b in product(facts, facts) if a != b]
    text = "[networks.x.accept]\n" + "\n".join(pairs[:40]) + "\n[networks.x.decline]\n" + "\n".join(pairs[40:])
    Policy.parse(text).check()


# --- what one's own requests tell -----------------------------------------------------------------------------


def test_a_fact_that_no_request_holds_is_told_with_how_many_stay_undecided_for_want_of_it() -> None:
    policy = Policy.parse('[networks.x.accept]\n"a" = "trust >= 3"\n"b" = "spoken"')
    requests = [("x", {"spoken": True})] * 3 + [("x", {"spoken": False})] * 9 + [("linkedin", {"trust": 4})]
    (one,) = [one for one in policy.check(requests) if one.code == "unknowable"]
    assert (one.severity, one.network) == ("note", "x")
    assert one.message == (
        "nothing you have tells `trust` of anybody here: it is unknown in all 12 requests, "
        "and 9 of them stay undecided, also for want of it"
    )
    assert not policy.check(requests[3:]), "of nine requests it is too early to say"
    assert not policy.check([*requests, ("x", {"trust": 0})]), "it was known once"


def test_a_door_that_opens_to_everybody_is_told_where_it_is_not_public() -> None:
    for network, severity in (("facebook", "warning"), ("mastodon", "note")):
        (one,) = found('accept a = "always"', network)
        assert (one.code, one.severity) == ("wide", severity)
    assert found('accept a = "always"', "x") == []
    assert (
        found('strategy = "content"\n[networks.linkedin]\naccept = {a = "always"}\ndecline = {b = "would_see > 2"}')
        == []
    )


def test_a_rule_that_others_cover_is_told_once_and_the_later_of_two_alike() -> None:
    (one,) = found('accept a = "met"\naccept b = "met"')
    assert (one.code, one.severity, one.rule) == ("redundant", "note", "b")
    assert one.message == "it changes nothing: wherever it could decide, “a” accepts anyway"
    (one,) = found('accept a = "met and written"\naccept b = "met"\naccept c = "like > 1"')
    assert one.rule == "a"


def test_two_rules_together_can_cover_one() -> None:
    (one,) = found('accept a = "trust >= 2 and met"\naccept b = "trust < 4 and met"\naccept c = "met"')
    assert (one.rule, one.kind) == ("c", "accept")
    assert one.message == "it changes nothing: wherever it could decide, “a” or “b” accept anyway"


def test_words_that_only_overlap_are_two_words() -> None:
    words = '[define]\nclose = "trust >= 3"\ncloser = "trust >= 4"\n'
    assert found(words + '[networks.x]\naccept = {a = "close and met"}\nask = {b = "closer and written"}') == []
    words = '[define]\nclose = "trust >= 3"\nalso_close = "not trust < 3"\n'
    (one,) = found(words + '[networks.x]\naccept = {a = "close and met"}\nask = {b = "also_close and written"}')
    assert one.message == "the words `close` and `also_close` mean the same; keep one of them"


def test_a_plain_exception_is_no_clash() -> None:
    assert found('accept a = "spoken"\ndecline b = "warned_about"') == []
    (one,) = found('accept a = "trust >= 2"\ndecline b = "trust <= 3"')
    assert (one.code, one.rule, one.example) == ("clash", "b", {"trust": 2})


def test_of_many_rules_in_a_message_the_first_are_named() -> None:
    rows = "\n".join(f'accept r{n} = "trust >= 2 and known_for > {n + 1} days and own{n}"' for n in range(6))
    facts = "\n".join(f'[facts.own{n}]\ntype = "yes/no"\nquestion = "Well?"' for n in range(6))
    doors = "[networks.x.accept]\n" + rows.replace("accept ", "") + '\n[networks.x.decline]\nno = "trust <= 3"'
    (one,) = found(f"{facts}\n{doors}")
    assert "“r0”, “r1”, “r2” or 3 more, which" in one.message
