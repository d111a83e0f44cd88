"""A policy shown: tidy text that reads back the same, plain sentences, and a page on which nothing private stands."""

import os
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep import Policy
from doorstep.errors import PolicyError
from doorstep.facts.catalogue import CATALOGUE, Fact
from doorstep.facts.values import Value
from doorstep.policy.parser import parse_condition
from doorstep.policy.phrases import OWNER, PUBLIC, all_public, is_public, person_in_words, sentence_for, to_owner
from doorstep.policy.reader import read_standards
from doorstep.policy.render import condition_text, tidy
from doorstep.policy.show import alternatives, public_page
from doorstep.policy.standards import Standards
from doorstep.policy.tree import And, AtLeast, Node, Not, Or, Test
from doorstep.policy.tree import tests_in as all_tests_in

from .random_policies import policy_text
from .story import STORY
from .strategies import conditions, standards

HERE = Path(__file__).parent / "shown"
# What may never be told: named here once more, so that nobody tells it by a slip of the table.
NAMED = """
    know like trust respect history values_conflict warned_about vouched_for open_business would_see room close_mutuals
    on_record claims_to_know_me contacts_past_year mutuals asked_before place
"""
PRIVATE = NAMED.split()


def expected(name: str, found: str) -> None:
    """The text is the one in shown/‹name›; DOORSTEP_REWRITE=1 writes it anew."""
    if os.environ.get("DOORSTEP_REWRITE"):
        (HERE / name).write_text(found, encoding="utf-8", newline="\n")
    assert found == (HERE / name).read_text(encoding="utf-8")


def random_policy(seed: int) -> Policy | None:
    try:
        return Policy.parse(policy_text(Random(seed))[0])
    except PolicyError:
        return None


# --- tidy text ------------------------------------------------------------------------------------------------


@given(conditions(CATALOGUE))
def test_a_condition_written_tidily_reads_back_as_the_same_tree(node: Node) -> None:
    text = condition_text(node, CATALOGUE)
    assert parse_condition(text, "", CATALOGUE, lambda _: None, ()) == (node, [])


@settings(max_examples=60)
@given(standards())
def test_standards_written_tidily_read_back_the_same(written: Standards) -> None:
    again = read_standards(tidy(written))
    for field in Standards.fields:  # type: ignore[attr-defined]  # a record has them
        assert getattr(again, field) == getattr(written, field), tidy(written)
    assert list(again.doors) == list(written.doors)
    assert tidy(again) == tidy(written)


def test_a_random_policy_written_tidily_reads_back_the_same() -> None:
    for seed in range(300):
        policy = random_policy(seed)
        if policy:
            assert Policy.parse(policy.tidy()).standards == policy.standards


def test_the_story_written_tidily() -> None:
    expected("story.toml", Policy.parse(STORY).tidy())
    assert Policy.parse(Policy.parse(STORY).tidy()).standards == Policy.parse(STORY).standards


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("((spoken))", "spoken"),
        ("(met and spoken) or known", "met and spoken or known"),
        ("met and (spoken or known)", "met and (spoken or known)"),
        ("not (met and spoken)", "not (met and spoken)"),
        ("not(not met)", "not not met"),
        ("role in{client,  friend ,client}", "role in {client, friend}"),
        ("known_for >= 730 days", "known_for >= 2 years"),
        ("known_for >= 999999 weeks", "known_for >= 999999 weeks"),
        ('company == \\"Acme Ltd\\"', "company == 'acme ltd'"),
        ("company == '0/0'", "company == '0/0'"),
        ("company == not", "company == 'not'"),
        ("1 of {met,(spoken)}", "1 of {met, spoken}"),
    ],
)
def test_no_parenthesis_and_no_quote_that_is_not_needed(written: str, tidied: str) -> None:
    policy = Policy.parse(f'[networks.linkedin.accept]\n"a" = "{written}"')
    assert condition_text(policy.standards.doors["linkedin"].rules[0].node, policy.catalogue) == tidied
    assert Policy.parse(policy.tidy()).standards == policy.standards


# --- plain sentences ------------------------------------------------------------------------------------------


def test_the_story_in_plain_sentences() -> None:
    expected("story.txt", Policy.parse(STORY).plain())


def test_every_shipped_fact_has_words_of_its_own_and_its_opposite() -> None:
    say = to_owner(CATALOGUE)
    lines = []
    for fact in CATALOGUE:
        test = example_test(fact)
        lines += [say(test, True), say(test, False)]
    assert set(OWNER) == {fact.name for fact in CATALOGUE}
    assert len(set(lines)) == len(lines)
    expected("facts.txt", "\n".join(lines) + "\n")


def example_test(fact: Fact) -> Test:
    """A test of the fact as a policy would hold it."""
    match fact.type:
        case "yes/no":
            return Test(fact.name)
        case "labels" | "one of":
            return Test(fact.name, "in", fact.options[:2])
        case "word":
            return Test(fact.name, "==", ("acme",))
        case _:
            return Test(fact.name, ">=", (3 if fact.type == "level" else 30,))


@pytest.mark.parametrize(
    ("condition", "sentence"),
    [
        ("not (met or spoken)", "you have not met in person and you have not spoken"),
        ("not (met and trust >= 3)", "you have not met in person or your trust in them is less than 3 of 5"),
        ("2 of {met, written}", "you have met in person and you have exchanged messages, both ways"),
        ("not 2 of {met, written, known}",
         "fewer than 2 of these hold: you have met in person; you have exchanged messages, both ways; "
         "you know them in real life"),
        ("met and (spoken or known)", "you have met in person and (you have spoken or you know them in real life)"),
        ("role not in {client, press} and known",
         "this person is not a client or of the press, and you know them in real life"),
        ("trust != 2", "your trust in them is not exactly 2 of 5"),
        ("known_for < 6 months", "you have known each other for less than 6 months"),
        ("connected_on == x", "you are connected on X already"),
        ("always", "always"),
    ],
)  # fmt: skip
def test_negations_and_lists_can_be_read(condition: str, sentence: str) -> None:
    node = Policy.parse(f'[networks.linkedin.accept]\n"a" = "{condition}"').standards.doors["linkedin"].rules[0].node
    assert sentence_for(node, to_owner(CATALOGUE)) == sentence


def test_a_fact_of_ones_own_speaks_through_its_question() -> None:
    own = '[facts.is_patient]\ntype = "yes/no"\nquestion = "Is this a patient?"\n'
    text = Policy.parse(f'{own}[networks.x.decline]\n"patients" = "is_patient"').plain()
    assert "- patients — when “Is this a patient?” is answered yes." in text


def test_a_person_in_words() -> None:
    facts: dict[str, Value] = {"role": frozenset({"partner"}), "known_for": 7, "spoken": False, "trust": 3}
    assert person_in_words(facts, CATALOGUE) == (
        "a partner; you have known each other for 7 days; you have not spoken; your trust in them is 3 of 5"
    )


def test_plain_names_every_rule_and_door_of_a_random_policy() -> None:
    for seed in range(100):
        policy = random_policy(seed)
        if policy:
            text = policy.plain()
            for rule in policy.standards.doors["x"].rules:
                assert f"- {rule.name} — " in text


# --- the public page ------------------------------------------------------------------------------------------


def test_the_page_of_the_story() -> None:
    expected("story.public.md", Policy.parse(STORY).public_page("Fred"))


def leaks(page: str, policy: Policy) -> list[str]:
    """Every private word that stands on the page: facts, their meanings and questions, rules that rest on them."""
    words = []
    for fact in policy.catalogue:
        if fact.name in PRIVATE or fact.own:
            words += [fact.name, fact.name.replace("_", " "), fact.meaning, fact.question]
    words += list(policy.standards.words)
    words += [rule.name for door in policy.standards.doors.values() for rule in door.rules if not all_public(rule.node)]
    return [word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", page, re.IGNORECASE)]


def test_nothing_private_stands_on_the_page_of_a_random_policy() -> None:
    told = 0
    for seed in range(1000):
        policy = random_policy(seed)
        if policy:
            page = policy.public_page("Fred")
            assert leaks(page, policy) == [], policy.text
            told += "\n- " in page
    assert told > 200


@settings(max_examples=60)
@given(standards())
def test_a_page_never_changes_with_what_is_private(written: Standards) -> None:
    """What is private leaves no trace: put other private facts in its place, and the page stays word for word."""
    policy = PolicyOf(written)
    assert public_page(policy, "Fred") == public_page(PolicyOf(without_private(written)), "Fred")


class PolicyOf(Policy):
    """A policy that is only shown: its doors are not compiled."""

    def __init__(self, written: Standards) -> None:
        self.standards, self.catalogue = written, written.catalogue


def without_private(written: Standards) -> Standards:
    """The standards with every private test replaced by `values_conflict`, and all rule names by the same word."""
    from doorstep.facts.record import replace

    def swapped(node: Node) -> Node:
        match node:
            case Test():
                return node if is_public(node) else Test("values_conflict")
            case Not():
                return Not(swapped(node.inner))
            case And() | Or() | AtLeast():
                return replace(node, parts=tuple(swapped(part) for part in node.parts))
            case _:
                return replace(node, meaning=swapped(node.meaning)) if hasattr(node, "meaning") else node

    doors = {
        network: replace(
            door, rules=tuple(replace(rule, name="a rule", node=swapped(rule.node)) for rule in door.rules)
        )
        for network, door in written.doors.items()
    }
    return replace(written, doors=doors, assume={}, assume_strangers={})


def test_every_shipped_fact_is_either_public_or_private() -> None:
    assert sorted([*PUBLIC, *PRIVATE]) == sorted(CATALOGUE.facts)


def test_a_public_alternative_is_told_and_a_private_one_left_out() -> None:
    page = Policy.parse('[networks.x.accept]\n"people I like" = "introduced or like > 3"').public_page("Fred")
    assert "- people who were introduced by a shared contact" in page
    assert "like" not in page
    assert "Any other request is decided case by case." in page


def test_labels_of_ones_own_stay_private() -> None:
    text = (
        '[facts.role]\nlabels = ["nuisance"]\n[networks.x]\notherwise = "decline"\ndecline = {a = "role == nuisance"}'
    )
    assert "nuisance" not in Policy.parse(text).public_page("Fred")


def test_what_others_wrote_cannot_break_the_page() -> None:
    page = Policy.parse("""[networks.x.accept]\n"a" = "company == '<b>[x](http://y)'" """).public_page("*Fred*\n# Hi")
    assert "<b>" not in page.replace("\\<", "")
    assert page.startswith("# How \\*Fred\\* \\# Hi answers")


@given(st.data())
def test_the_alternatives_of_a_condition_are_each_enough(data: st.DataObject) -> None:
    node = data.draw(conditions(CATALOGUE))
    assert {test for part in alternatives(node) for test in all_tests_in(part)} <= set(all_tests_in(node))
