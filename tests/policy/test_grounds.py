"""Deciding many with the grounds says of every row what deciding one says of it."""

from datetime import timedelta
from random import Random

import pyarrow as pa
import pytest

from doorstep import Policy
from doorstep.errors import FactError, PolicyError
from doorstep.policy import grounds
from doorstep.policy.boxes import TooManyError
from doorstep.policy.columns import Index
from doorstep.policy.grounds import numbered, rules_text

from .random_policies import person, policy_text
from .test_exactness import listed, schema_of

PEOPLE = 80
WAITS = """
[assume]
known_for = "3 days"

[assume.strangers]
known_for = "15 days"
account_age = "1 year"

[networks.x.accept]
"an old account" = "account_age >= 90 days and not is_bot"
"we go back" = "known_for >= 60 days"
"written and known" = "written and known_for >= 20 days"
"introduced" = "introduced"

[networks.x.ask]
"new, or seen" = "account_age < 5 days"
"not new, or seen" = "account_age >= 5 days and asked_before > 3"
"""
BARS = """
[networks.linkedin.accept]
"a | b" = "spoken"
'c \\ d' = "role == client"

[networks.facebook]
otherwise = "decline"

[networks.facebook.accept]
"a | b" = "met or known_for >= 1 year"
"family" = "role == family"
"""


def told(policy: Policy, networks: list[str | None], people: list[dict[str, object]]) -> list[tuple[str, str, str]]:
    """What deciding one says."""
    answers = [policy.decide(name or "none", known) for name, known in zip(networks, people, strict=True)]
    return [(one.verdict, "|".join(sorted(one.possible)), rules_text(one.because)) for one in answers]


def many(policy: Policy, network: str | pa.Array, index: Index) -> list[tuple[str, ...]]:
    """What deciding many says."""
    return [tuple(row.values()) for row in policy.answer_many(network, index).to_pylist()]


def index_of(policy: Policy, people: list[dict[str, object]]) -> Index:
    """The people as a table."""
    rows = [{"number": number} | one for number, one in enumerate(listed(people))]
    return policy.index(pa.Table.from_pylist(rows, schema=schema_of(people, policy)), beside=("number",))


def crowd(policy: Policy, dice: Random, facts: list[str], count: int = PEOPLE) -> list[dict[str, object]]:
    """People who do not contradict themselves."""
    found: list[dict[str, object]] = []
    network = policy.networks[0]
    while len(found) < count:
        known = {name: list(v) if isinstance(v, set) else v for name, v in person(dice, facts).items()}
        try:
            policy.decide(network, known)
        except FactError:
            continue
        found.append(known)
    return found


@pytest.mark.parametrize("batch", range(8))
def test_every_row_of_many_people_has_the_grounds_of_deciding_one(batch: int) -> None:
    for seed in range(batch * 25, batch * 25 + 25):
        dice = Random(seed)
        text, facts = policy_text(dice)
        try:
            policy = Policy.parse(text)
        except PolicyError:
            continue
        people = crowd(policy, dice, facts)
        index = index_of(policy, people)
        assert many(policy, "x", index) == told(policy, ["x"] * PEOPLE, people), f"seed {seed}\n{text}"


def test_days_to_wait_are_weighed_against_effort_as_in_deciding_one() -> None:
    policy, dice = Policy.parse(WAITS), Random(3)
    choices: dict[str, list[object]] = {
        "known_for": [*range(62), 400], "account_age": [0, 3, 4, 5, 40, 60, 75, 80, 81, 89, 90, 2000],
        "is_bot": [True, False], "written": [True, False, False], "introduced": [False, False, True],
        "on_record": [True, False], "asked_before": [0, 4],
    }  # fmt: skip
    people = [{n: dice.choice(v) for n, v in choices.items() if dice.random() < 0.85} for _ in range(4000)]
    expected = told(policy, ["x"] * len(people), people)
    assert many(policy, "x", index_of(policy, people)) == expected
    assert many(policy, "x", index_of(policy, people)) == expected, "what is remembered says the same"
    assert len({rules for verdict, _, rules in expected if verdict == "not_yet"}) > 3


def test_each_row_is_decided_at_its_own_door() -> None:
    policy, dice = Policy.parse(BARS), Random(4)
    people = crowd(policy, dice, ["role", "met", "spoken", "known_for"], 300)
    names = [dice.choice(["linkedin", "facebook", "twitter", "x", "orkut", None]) for _ in people]
    expected = told(policy, names, people)
    index = index_of(policy, people)
    for column in (pa.array(names), pa.array(names).dictionary_encode(), pa.array([None, *names])[1:]):
        assert many(policy, column, index) == expected
    assert {verdict for verdict, _, _ in expected} == {"accept", "ask", "not_yet"}


def test_a_bar_in_the_name_of_a_rule_does_not_part_it() -> None:
    policy = Policy.parse(BARS)
    (answer,) = policy.answer_many("linkedin", index_of(policy, [{"spoken": True, "role": ["client"]}])).to_pylist()
    assert answer == {"verdict": "accept", "possible": "accept", "rules": "a \\| b | c \\\\ d"}


def test_a_door_of_very_many_rules_names_all_that_hold() -> None:
    rules = "\n".join(f'"rule {number}" = "mutuals >= {number}"' for number in range(1, 90))
    policy = Policy.parse(f"[networks.x.accept]\n{rules}")
    people: list[dict[str, object]] = [{"mutuals": number} for number in range(100)]
    assert many(policy, "x", index_of(policy, people)) == told(policy, ["x"] * 100, people)


def test_rules_of_too_many_ways_are_answered_row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise TooManyError

    policy, dice = Policy.parse(BARS), Random(5)
    people = crowd(policy, dice, ["role", "met", "spoken", "known_for"], 60)
    names = [dice.choice(["linkedin", "facebook", "orkut"]) for _ in people]
    monkeypatch.setattr(grounds, "explained", refuse)
    assert many(policy, pa.array(names), index_of(policy, people)) == told(policy, list(names), people)


def test_an_empty_table_has_no_answers() -> None:
    policy = Policy.parse(BARS)
    index = policy.index(pa.table({"spoken": pa.array([], pa.bool_())}))
    assert many(policy, "linkedin", index) == many(policy, pa.array([], pa.string()), index) == []


def test_a_policy_without_rules_says_what_it_does_otherwise() -> None:
    policy = Policy.parse('[networks.x]\notherwise = "decline"\n[networks.linkedin.accept]\n"all" = "always"')
    index = policy.index(pa.table({"spoken": [True, None]}))
    assert many(policy, "x", index) == told(policy, ["x"] * 2, [{"spoken": True}, {}])


@pytest.mark.parametrize("count", [0, 1, 8, 9, 16, 17, 32, 33, 70, 200])
def test_bitmaps_become_the_combinations_of_their_bits(count: int) -> None:
    dice = Random(count)
    rows = [dice.choice([0, 1, (1 << count) - 1, dice.getrandbits(count or 1)]) & (1 << count) - 1 for _ in range(150)]
    planes = [sum((row >> place & 1) << at for at, row in enumerate(rows)) for place in range(count)]
    indices, found = numbered(planes, len(rows))
    assert [found[place] for place in indices.to_pylist()] == rows
    assert len(set(found)) == len(found)


def test_a_word_that_only_the_dictionary_of_a_column_has_does_no_harm() -> None:
    policy = Policy.parse(BARS)
    role = pa.DictionaryArray.from_arrays(pa.array([0, None, 1], pa.int8()), pa.array(["client", "family", "boss"]))
    index = policy.index(pa.table({"role": role}))
    expected = told(policy, ["facebook"] * 3, [{"role": "client"}, {}, {"role": "family"}])
    assert many(policy, "facebook", index) == expected
    used = pa.DictionaryArray.from_arrays(pa.array([2], pa.int8()), role.dictionary)
    with pytest.raises(FactError, match="boss"):
        policy.index(pa.table({"role": used}))


ODD = Policy.parse('[networks.x.accept]\n"not a friend" = "role != friend"\n"we go back" = "known_for >= 2 days"\n')


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ([["client\x1ffriend"]], "holds lists with an element that is no label"),
        ([["client"], [""]], "holds lists with an element that is no label"),
        ([["client", None]], "holds lists with an element that is no label"),
        ([None, [None]], "holds lists with an element that is no label"),
        (["client\x1ffriend"], "which the fact does not know"),
        (["client", ""], "holds ``, which the fact does not know"),
        ([[1]], r"holds list<\w+: int64>; the fact is one or more of its labels"),
    ],
)
def test_what_is_no_label_is_refused_and_never_taken_for_others_or_none(labels: list[object], told: str) -> None:
    with pytest.raises(FactError, match=told):
        ODD.index(pa.table({"role": labels}))


def test_large_lists_of_labels_are_read_like_others() -> None:
    large = pa.array([["client"], ["friend"], [], None], pa.large_list(pa.large_string()))
    assert ODD.decide_many("x", ODD.index(pa.table({"role": large}))).to_pylist() == [
        ODD.decide("x", {"role": role}).verdict for role in ({"client"}, {"friend"}, set(), None)
    ]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_durations_with_a_part_of_a_day_are_whole_days(unit: str) -> None:
    spans = [timedelta(days=1, hours=23), timedelta(days=2, seconds=1), None]
    columns = {"known_for": pa.array(spans, pa.duration(unit)), "role": [["friend"]] * 3}
    assert ODD.decide_many("x", ODD.index(pa.table(columns))).to_pylist() == [
        ODD.decide("x", {"known_for": span, "role": "friend"}).verdict for span in spans
    ]
    with pytest.raises(FactError, match="out of range"):
        ODD.index(pa.table({"known_for": pa.array([timedelta(hours=-1)], pa.duration(unit))}))


def test_two_columns_of_one_fact_are_refused() -> None:
    with pytest.raises(FactError, match="there is more than one column `spoken`"):
        ODD.index(pa.table([pa.array([True]), pa.array([False])], names=["spoken", "spoken"]))
