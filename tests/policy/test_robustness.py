"""Whatever is given, it is answered or refused in words: never another exception, never a hang."""

import math
import time
from datetime import timedelta
from random import Random
from typing import Any
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep import Answer, Policy
from doorstep.errors import FactError, PolicyError
from doorstep.facts.catalogue import CATALOGUE

from .random_policies import policy_text
from .story import STORY

POLICY = Policy.parse(STORY)
SECONDS = 30  # of work: a text that blows up takes minutes
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
BITS = [
    "spoken", "met", "role", "trust", "known_for", "company", "note", "business", "and", "or", "not", "in", "of",
    "always", "never", "(", ")", "{", "}", ",", "==", "=", "!=", "<", ">=", "2", "3", "99", "90 days", "2 yers",
    "friend", "'Acme'", "'", '"', "&&", "!", ";", "é", "друг", "\x1b", "\u202e", "\n", "0", "-1",
    "2.5", "AND", "[", "\\", "w1", "w2",
]  # fmt: skip
conditions = st.lists(st.sampled_from(BITS), max_size=25).map(" ".join)
odd_values: st.SearchStrategy[Any] = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.binary(max_size=3), st.timedeltas(),
    st.complex_numbers(), st.lists(st.sampled_from(["friend", "client", "x"]), max_size=2),
    st.sets(st.sampled_from(["friend", "nobody"]), max_size=2), st.just({"a": None}), st.just(math.nan),
    st.just(object()), st.sampled_from(["pitch", "friend", "yes"]), st.just(timedelta(days=9)),
)  # fmt: skip


def read(text: str) -> Policy | str:
    """The policy, or what is said about its mistakes; fails where it takes too long or something else is raised."""
    started = time.process_time()
    try:
        return Policy.parse(text)
    except PolicyError as error:
        said = str(error)
        assert not any(category(one) in ("Cc", "Cs") or one in BIDI for one in said.replace("\n", "")), repr(said)
        return said
    finally:
        assert time.process_time() - started < SECONDS


@given(st.text(max_size=200))
def test_any_text_is_a_policy_or_a_list_of_mistakes(text: str) -> None:
    read(text)


@given(conditions, conditions)
def test_any_condition_is_read_or_refused(first: str, second: str) -> None:
    def quoted(text: str) -> str:
        return '"' + "".join(f"\\u{ord(one):04x}" for one in text) + '"'

    read(f'[define]\nw1 = {quoted(first)}\nw2 = {quoted(second)}\n[networks.x.accept]\n"a" = "w1 and w2"')


@given(st.integers(0, 400), st.integers(0, 10_000), st.integers(0, 40), st.text(max_size=8))
def test_any_slip_in_a_policy_is_read_or_refused(seed: int, place: int, gone: int, put: str) -> None:
    text = STORY if seed == 0 else policy_text(Random(seed))[0]
    at = place % len(text)
    read(text[:at] + put + text[at + gone :])


toml_values = st.recursive(
    st.one_of(
        st.booleans(), st.integers(), st.sampled_from(['"spoken"', '"me"', '""', '"2 years"', "1.5", "1979-05-27"])
    ),
    lambda inner: st.lists(inner, max_size=2).map(lambda some: "[" + ", ".join(map(shown, some)) + "]"),
    max_leaves=3,
)
KEYS = """
    strategy define facts assume house networks facts.role facts.own facts.own.type facts.own.labels facts.own.implies
    facts.own.step facts.own.minutes facts.own.who facts.own.stale assume.met assume.role assume.strangers
    assume.strangers.on_record assume.known_for house.decline house.accept.a networks.x networks.x.accept
    networks.x.accept.a networks.x.purpose networks.x.closeness networks.x.otherwise networks.twitter.ask.b
"""
keys = st.sampled_from(KEYS.split())


def shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@given(st.dictionaries(keys, toml_values, max_size=5))
def test_any_value_in_any_place_is_read_or_refused(table: dict[str, object]) -> None:
    read("\n".join(f"{key} = {shown(value)}" for key, value in table.items()))


@settings(max_examples=300)
@given(
    st.sampled_from(["facebook", "linkedin", "x", "twitter", "nowhere", ""]),
    st.dictionaries(st.sampled_from([*CATALOGUE.facts, "nofact", ""]), odd_values, max_size=6),
)
def test_any_facts_are_answered_or_refused(network: str, facts: dict[str, Any]) -> None:
    try:
        answer = POLICY.decide(network, facts)
        everything = (answer.verdict, answer.possible, answer.plans, answer.questions, answer.offers, answer.as_dict())
    except FactError:
        return
    assert isinstance(answer, Answer)
    assert everything


def test_a_useless_value_of_a_fact_that_only_another_door_looks_at_is_refused() -> None:
    with pytest.raises(FactError, match="`introduced` is yes or no"):
        assert POLICY.decide("facebook", {"introduced": {"a": None}}).offers
    with pytest.raises(FactError, match="`connected_on` is one or more of its labels"):
        assert POLICY.decide("facebook", {"connected_on": math.nan}).offers


@given(st.dictionaries(st.integers() | st.none() | st.binary(), st.booleans(), min_size=1, max_size=2))
def test_names_that_are_no_text_are_refused(facts: dict[Any, Any]) -> None:
    with pytest.raises(FactError, match="unknown fact"):
        POLICY.decide("facebook", facts)


def own(count: int) -> str:
    return "".join(f'[facts.f{number}]\ntype = "yes/no"\n' for number in range(count))


@pytest.mark.parametrize(
    ("define", "condition"),
    [
        ("\n".join(['w0 = "spoken"', *(f'w{n} = "w{n - 1} or w{n - 1}"' for n in range(1, 30))]), "w29"),
        ("\n".join(['w0 = "spoken"', *(f'w{n} = "{"not " * 39}w{n - 1}"' for n in range(1, 30))]), "w29"),
        ("\n".join([*(f'w{n} = "{"(" * 39}w{n + 1}{")" * 39}"' for n in range(29)), 'w29 = "spoken"']), "w0"),
        ("\n".join(f'w{n} = "w{n + 1}"' for n in range(2000)) + '\nw2000 = "met"', "w0"),
        ("", " or ".join(f"mutuals == {3 * number}" for number in range(400))),
        ("", " and ".join(f"company != f{number}" for number in range(400))),
        ("", "not " * 1900 + "met"),
        ("", "(" * 7990),
        ("", "2 of {" * 1300),
    ],
    ids=["doubling", "nots", "parentheses", "long chain", "counts", "words", "not", "open", "lists"],
)
def test_what_grows_beyond_measure_is_read_or_refused_in_time(define: str, condition: str) -> None:
    read(f'[define]\n{define}\n[networks.x.accept]\n"a" = "{condition}"')


@pytest.mark.parametrize(("count", "facts"), [(5, 10), (6, 12), (10, 20)])
def test_a_long_n_of_is_read_or_refused_in_time(count: int, facts: int) -> None:
    names = ", ".join(f"f{number}" for number in range(facts))
    read(f'{own(facts)}[networks.x.accept]\n"a" = "{count} of {{{names}}}"')
