"""All readers of a policy agree with the oracle that tries every completion."""

import os
from random import Random

import pytest
from doorstep import Policy
from doorstep.errors import FactError, PolicyError
from doorstep.policy.compiled import normal_facts

from .oracle import Oracle
from .random_policies import person, policy_text

COUNT = int(os.environ.get("DOORSTEP_POLICIES", "10000"))
BATCHES = 20
PEOPLE = 2


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
            decided += 1
    assert decided > COUNT // BATCHES
