"""All readers of a policy agree with the oracle that tries every completion."""

import os
from random import Random

import pyarrow as pa
import pytest

from doorstep import Answer, Policy
from doorstep.errors import FactError, PolicyError
from doorstep.policy.compiled import normal_facts
from doorstep.policy.grounds import rules_text

from .oracle import Oracle, offers
from .random_policies import VALUES, condition, person, policy_text

COUNT = int(os.environ.get("DOORSTEP_POLICIES", "10000"))
BATCHES = 20
PEOPLE = 3


@pytest.mark.parametrize("batch", range(BATCHES))
def test_deciding_one_agrees_with_every_completion(batch: int) -> None:
    decided = 0
    for number in range(COUNT // BATCHES):
        seed = batch * 1_000_000 + number
        dice = Random(seed)
        text, facts = policy_text(dice)
        try:
            policy = Policy.parse(text)
        except PolicyError as error:
            assert "contradict" in str(error), f"seed {seed}\n{error}"  # noqa: PT017
            continue
        oracle = Oracle(policy, "x")
        people, grounds = [], []
        for _ in range(PEOPLE):
            known = person(dice, facts)
            try:
                answer = policy.decide("x", known)
            except FactError as error:
                assert "contradict" in str(error)  # noqa: PT017
                continue
            truth = oracle.truth(normal_facts(known, policy.catalogue))
            where = f"seed {seed}\n{text}\n{known}\n{truth}"
            assert answer.possible == truth.possible, where
            assert masks_agree(answer), where
            assert answer.verdict == truth.verdict, where
            minutes = [plan.minutes for plan in answer.plans]
            assert (minutes[0] if minutes else None) == truth.cheapest, f"{where}\n{answer.plans}"
            assert minutes == sorted(oracle.cost(plan) for plan in truth.plans)[: len(minutes)], where
            assert len(minutes) == min(3, len(truth.plans)), f"{where}\n{answer.plans}"
            for plan, moves in zip(answer.plans, answer._moves, strict=True):
                made = (
                    frozenset(q.fact for q in plan.questions),
                    frozenset(s.fact for s in plan.steps),
                    sum(w.days for w in plan.waits),
                )
                assert made in truth.plans, f"{where}\n{plan}"
                assert policy.decide("x", policy.after(answer._facts, moves)).verdict == "accept", f"{where}\n{plan}"
            grounds.append((answer.verdict, "|".join(sorted(answer.possible)), rules_text(answer.because)))
            people.append({name: list(v) if isinstance(v, set) else v for name, v in known.items()})
            decided += 1
        # a column beside the facts, so that a table of people of whom nothing is known has its rows all the same
        rows = [{"number": number} | one for number, one in enumerate(listed(people))]
        table = pa.Table.from_pylist(rows, schema=schema_of(people, policy))
        index = policy.index(table, beside=("number",))
        many = policy.decide_many("x", index).to_pylist()
        assert many == [verdict for verdict, _, _ in grounds], f"seed {seed}\n{text}\n{people}"
        told = [tuple(row.values()) for row in policy.answer_many("x", index).to_pylist()]
        assert told == grounds, f"seed {seed}\n{text}\n{people}"
    assert decided > COUNT // BATCHES


def test_offers_agree_with_every_completion_of_what_is_known_elsewhere() -> None:
    """Facts of the request count as none, no, 0 there, and those of the place, stated or counted here, as unknown."""
    facts, offered, held_back = ["would_see", "room", "note", "trust", "known"], 0, 0
    for seed in range(max(300, COUNT // 10)):
        dice = Random(seed)
        text = "".join(
            f'[networks.{name}]\ncloseness = {dice.randint(0, 3)}\naccept = {{"a" = "{condition(dice, facts)}"}}\n'
            for name in ("facebook", "linkedin", "x")
        )
        policy, known = Policy.parse(text), person(dice, facts)
        shared = dice.choice([frozenset[str](), frozenset({"linkedin"}), frozenset({"x", "linkedin"})])
        known["connected_on"] = shared
        try:
            answer = policy.decide("facebook", known)
        except FactError:
            continue
        truth = offers(policy, "facebook", normal_facts(known, policy.catalogue))
        wanted = truth if answer.verdict != "accept" else set()
        assert set(answer.offers) == wanted, f"seed {seed}\n{text}\n{known}"
        offered += len(wanted)
        # doors that accept by what holds here, and are not offered all the same
        there = [one for one in ("linkedin", "x") if policy.decide(one, known).verdict == "accept"]
        held_back += answer.verdict != "accept" and bool(set(there) - truth - shared)
    assert offered > 20
    assert held_back > 5


def masks_agree(answer: Answer) -> bool:
    """The quick masks are right as far as they go: what they are sure of is so, what they rule out is not."""
    sure, maybe = answer.masks
    return all(
        (rule.truth == "yes" or not sure >> spot & 1) and (rule.truth == "no" or maybe >> spot & 1)
        for spot, rule in enumerate(answer.rules)
    )


def listed(people: list[dict[str, object]]) -> list[dict[str, object]]:
    """The people with one label written as a list, as a column holds it."""
    return [{n: [v] if n == "role" and isinstance(v, str) else v for n, v in one.items()} for one in people]


def schema_of(people: list[dict[str, object]], policy: Policy) -> pa.Schema:
    """A column for each fact that anybody has."""
    kinds = {"yes/no": pa.bool_(), "labels": pa.list_(pa.string()), "one of": pa.string(), "word": pa.string()}
    names = dict.fromkeys(name for one in people for name in one)
    columns = [(name, kinds.get(policy.catalogue[name].type, pa.int32())) for name in names]
    return pa.schema([("number", pa.int32()), *columns])


def test_an_index_answers_the_same_whichever_policies_have_used_it_before() -> None:
    policies, people = [], []
    for number in range(120):
        dice = Random(number)
        try:
            policies.append(Policy.parse(policy_text(dice)[0]))
        except PolicyError:
            continue
        people.append(person(dice, sorted(VALUES)))
    people = [one for one in people if not contradicts(policies[0], one)]
    rows = [{"number": number} | one for number, one in enumerate(listed(people))]
    table = pa.Table.from_pylist(
        [{n: list(v) if isinstance(v, set) else v for n, v in one.items()} for one in rows],
        schema=schema_of(people, policies[0]),
    )
    index = policies[0].index(table, beside=("number",))
    for policy in policies:
        one_by_one = [policy.decide("x", one).verdict for one in people]
        assert policy.decide_many("x", index).to_pylist() == one_by_one, policy.text


def contradicts(policy: Policy, one: dict[str, object]) -> bool:
    """True where what is known of somebody cannot hold together."""
    try:
        return not policy.decide("x", one).verdict
    except FactError:
        return True
