"""What moved the decisions, which account of them to believe, and the rule that would say a habit."""

from random import Random

import pytest

from doorstep import Policy
from doorstep.facts.catalogue import CATALOGUE
from doorstep.studies.cases import Case, Column, Decisions
from doorstep.studies.directions import columns_for
from doorstep.studies.drift import Drift
from doorstep.studies.groups import Condition
from doorstep.studies.logistic import auc, fitted
from doorstep.studies.practice import held_out, practice, suggestion

from .planted import planted

COLUMNS = (Column("spoken", "yes/no", 1), Column("met", "yes/no", 1), Column("trust", "ordered", 1, 1.0))


def decided(seed: int, count: int, noise: float) -> Decisions:
    """Fred's decisions: whoever he has spoken with, but for some accidents; `verdict` is that rule."""
    random = Random(seed)
    cases = []
    for number in range(count):
        facts = {"spoken": random.random() < 0.5, "met": random.random() < 0.5, "trust": random.randrange(6)}
        verdict = bool(facts["spoken"])
        cases.append(Case(str(number), facts, verdict != (random.random() < noise), verdict=verdict))
    return Decisions(tuple(cases), COLUMNS)


def test_one_yes_no_fact_has_the_odds_ratio_of_its_four_counts() -> None:
    # 30 of 40 with it, 10 of 60 without: odds 3 and 0.2
    fit = fitted([[1.0, 0.0]], [30, 10], [40, 60])
    assert fit.weights[0] == pytest.approx(2.70805, abs=1e-4)
    assert fit.intercept == pytest.approx(-1.60944, abs=1e-4)
    assert fit.errors[0] == pytest.approx((1 / 30 + 1 / 10 + 1 / 10 + 1 / 50) ** 0.5, abs=1e-4)
    assert fit.chances == pytest.approx((0.75, 1 / 6), abs=1e-6)


def test_the_weights_are_where_no_step_makes_the_decisions_likelier() -> None:
    random = Random(3)
    columns = [[random.gauss(0, 1) for _ in range(200)] for _ in range(3)]
    yes = [float(random.random() < 0.5 + 0.2 * (columns[0][at] > 0)) for at in range(200)]
    fit = fitted(columns, yes, [1.0] * 200)
    for column in columns:
        assert sum(value * (one - chance) for value, one, chance in zip(column, yes, fit.chances)) == pytest.approx(
            0, abs=1e-4
        )


def test_a_fact_that_settles_everything_has_an_end() -> None:
    fit = fitted([[1.0, 0.0], [1.0, 0.0]], [50, 0], [50, 50])
    assert all(abs(weight) <= 12 for weight in fit.weights)


def test_scores_are_judged_as_by_comparing_every_yes_with_every_no() -> None:
    random = Random(1)
    chances = [round(random.random(), 1) for _ in range(60)]
    yes = [random.random() < chance for chance in chances]
    pairs = [(one, two) for one, good in zip(chances, yes) if good for two, bad in zip(chances, yes) if not bad]
    expected = sum((one > two) + (one == two) / 2 for one, two in pairs) / len(pairs)
    assert auc(chances, yes, [1] * 60) == pytest.approx(expected)
    assert auc([0.5], [1], [1]) is None


def test_the_fact_that_decides_comes_first_and_the_others_are_put_down_to_chance() -> None:
    found = practice(decided(1, 300, 0.1), 1)
    assert found.moved[0].fact == "spoken"
    assert found.moved[0].p <= 0.01
    assert all(one.p > 0.05 for one in found.moved[1:])
    weight = next(one for one in found.weights if one.fact == "spoken")
    assert weight.low > 5
    for fact in found.moved:
        assert sum(rate.of for rate in fact.rates) == 300


def test_the_written_standards_are_believed_where_nothing_is_surely_better() -> None:
    believed = [practice(decided(seed, 200, 0.1), seed).chosen for seed in range(15)]
    assert believed.count("standards") >= 14


def test_standards_that_nobody_keeps_are_not_believed() -> None:
    table = decided(2, 200, 0.05)
    kept = tuple(Case(case.id, case.facts, case.accepted, verdict=bool(case.facts["met"])) for case in table.cases)
    found = practice(Decisions(kept, COLUMNS), 1)
    assert found.chosen == "rule"
    rule = next(fit for fit in found.fits if fit.name == "rule")
    assert rule.rule in ("accept when spoken", "refuse when not spoken")
    assert rule.agreement > 0.9


def test_agreement_is_measured_on_cases_that_were_not_used() -> None:
    """Of decisions by a coin no account can know more than the commoner answer, however closely it fits."""
    random = Random(6)
    columns = tuple(Column(f"fact {at}", "yes/no") for at in range(12))
    cases = tuple(
        Case(str(at), {column.name: random.random() < 0.5 for column in columns}, random.random() < 0.5)
        for at in range(100)
    )
    fits, _ = held_out(Decisions(cases, columns), 1)
    assert all(fit.agreement < 0.65 for fit in fits)


def test_with_few_decisions_nothing_is_said_of_what_moved_them() -> None:
    assert practice(decided(1, 30, 0.1), 1).need == 40


def test_a_habit_becomes_a_rule_of_the_language_that_says_it() -> None:
    recruiters = (Condition("role", "has", "recruiter"), Condition("spoken", "not"), Condition("known_for", "<", 730))
    drift = Drift("let in", recruiters, 9, 11, 3, 80, 0.01, ("1", "2", "3"), ("1", "2"))
    found = suggestion(drift, CATALOGUE)
    assert (found.kind, found.rule) == ("accept", "role == recruiter and not spoken and known_for < 2 years")
    assert found.would_change == ("1", "2", "3")
    assert found.again == ("1", "2")
    policy = Policy.parse(f'[networks.linkedin.{found.kind}]\n"as I do" = "{found.rule}"')
    facts = {"role": "recruiter", "spoken": False, "known_for": 30}
    assert policy.decide("linkedin", facts).verdict == "accept"
    assert policy.decide("linkedin", {**facts, "spoken": True}).verdict != "accept"


def test_of_a_table_the_rule_is_told_in_its_own_names() -> None:
    drift = Drift("refused", (Condition("note kind", "==", "a pitch"), Condition("trust", ">=", 3)), 1, 1, 0, 1, 0.01,
                  (), ())  # fmt: skip
    assert suggestion(drift).rule == "note kind == 'a pitch' and trust >= 3"


def test_a_direction_is_what_the_rules_of_the_door_make_of_a_fact() -> None:
    policy = Policy.parse("""
        [define]
        near = "known_for >= 2 years"
        [networks.facebook.accept]
        "friends" = "role in {friend, family}"
        "well known" = "near and 2 of {met, vouched_for, like >= 3} and not warned_about"
        [networks.facebook.decline]
        "values" = "values_conflict and not spoken"
        [networks.facebook.ask]
        "deal" = "open_business and like <= 1"
        "odd" = "contacts_past_year == 7"
    """)
    columns = columns_for(policy.standards.doors["facebook"], policy.catalogue)
    assert {column.name: column.better for column in columns} == {
        "role": 0, "known_for": 1, "met": 1, "vouched_for": 1, "like": 1, "warned_about": -1, "values_conflict": -1,
        "spoken": 1, "open_business": -1, "contacts_past_year": 0,
    }  # fmt: skip
    assert {column.name: column.kind for column in columns}["role"] == "labels"


@pytest.mark.parametrize("seed", range(8))
def test_a_policy_never_contradicts_itself_by_its_own_directions(seed: int) -> None:
    from doorstep.studies.contradictions import contradictions

    policy = Policy.parse("""
        [networks.facebook]
        otherwise = "decline"
        [networks.facebook.accept]
        "well known" = "2 of {met, vouched_for, like >= 3} and not warned_about"
        [networks.facebook.decline]
        "values" = "values_conflict and not spoken"
    """)
    columns = columns_for(policy.standards.doors["facebook"], policy.catalogue)
    random = Random(seed)
    cases = []
    for number in range(300):
        facts = {column.name: random.random() < 0.5 if column.kind == "yes/no" else random.randrange(6)
                 for column in columns}  # fmt: skip
        if facts["met"]:
            facts["spoken"] = True
        cases.append(Case(str(number), facts, policy.decide("facebook", facts).verdict == "accept"))
    assert contradictions(Decisions(tuple(cases), columns)).count == 0
    assert any(case.accepted for case in cases)


def test_the_same_seed_gives_the_same_audit() -> None:
    from doorstep.studies.evenness import audit

    table, _ = planted(5, 120, 0.1, 0.8)
    assert audit(table, 3) == audit(table, 3)
