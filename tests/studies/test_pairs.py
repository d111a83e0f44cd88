"""Contradictions and uneven pairs are exactly those that comparing everybody with everybody finds."""

from itertools import combinations, permutations
from random import Random
from statistics import fmean, pvariance

import pytest

from doorstep.studies import alike
from doorstep.studies.cases import Case, Column, Decisions, Value, column_of
from doorstep.studies.contradictions import contradictions
from doorstep.studies.twins import consistency, like_pairs, over_all, twins

from .planted import COLUMNS, scattered

SEEDS = range(25)


def as_good(one: Case, two: Case, columns: tuple[Column, ...]) -> bool:
    """True where the first is at least as good as the second on every fact."""
    for column in columns:
        this, that = one.facts.get(column.name), two.facts.get(column.name)
        if this is None or that is None or not column.better:
            if this != that:
                return False
        elif isinstance(this, int) and isinstance(that, int) and column.better * (this - that) < 0:
            return False
    return one.by == two.by


def are_alike(one: Case, two: Case, columns: tuple[Column, ...]) -> bool:
    """True where the cases are near each other in every fact."""
    for column in columns:
        this, that = one.facts.get(column.name), two.facts.get(column.name)
        if column.kind == "ordered" and isinstance(this, int) and isinstance(that, int):
            if abs(this - that) > column.near:
                return False
        elif this != that:
            return False
    return one.by == two.by


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("small", [alike.SMALL, 3])
def test_contradictions_are_those_of_brute_force(seed: int, small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "SMALL", small)
    table = scattered(seed, 150)
    refused = [case for case in table.cases if not case.accepted]
    accepted = [case for case in table.cases if case.accepted]
    both = [(one, two) for one in refused for two in accepted]
    expected = {(one.id, two.id) for one, two in both if as_good(one, two, COLUMNS)}
    other = {(one.id, two.id) for one, two in both if as_good(two, one, COLUMNS)}
    found = contradictions(table, None)
    assert {(pair.refused, pair.accepted) for pair in found.pairs} == expected
    assert found.count == len(expected) > 0
    assert found.equal == len(expected & other)
    assert found.comparable == len(expected | other)
    assert found.cases == len({one for one, _ in expected})
    few = contradictions(table, 5)
    assert few.count == found.count
    assert {(pair.refused, pair.accepted) for pair in few.pairs} <= expected


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("small", [alike.SMALL, 3])
def test_uneven_pairs_are_those_of_brute_force(seed: int, small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike, "SMALL", small)
    table = scattered(seed, 150)
    pairs = [(one, two) for one, two in combinations(table.cases, 2) if are_alike(one, two, COLUMNS)]
    opposite = {
        (one.id, two.id) if one.accepted else (two.id, one.id) for one, two in pairs if one.accepted != two.accepted
    }
    found = twins(table, seed, None)
    assert found.count == len(pairs) > 0
    assert {(pair.accepted, pair.refused) for pair in found.pairs} == opposite
    assert found.opposite == len(opposite)
    any_two = [one.accepted != two.accepted for one, two in combinations(table.cases, 2) if one.by == two.by]
    assert found.any_two == pytest.approx(fmean(any_two))


@pytest.mark.parametrize("seed", range(5))
def test_tenths_that_lie_a_tenth_apart_are_alike_whichever_of_them_was_refused(seed: int) -> None:
    dice = Random(seed)
    tenths = [dice.randrange(11) for _ in range(80)]
    column = Column("rating", "ordered", near=0.1)
    cases = tuple(Case(str(at), {"rating": one / 10}, dice.random() < 0.5) for at, one in enumerate(tenths))
    both = [(one, two) for one, two in combinations(range(80), 2) if abs(tenths[one] - tenths[two]) <= 1]
    found = like_pairs(Decisions(cases, (column,)), None)
    assert found.count == len(both)
    assert found.opposite == sum(cases[one].accepted != cases[two].accepted for one, two in both) == len(found.pairs)


@pytest.mark.parametrize("seed", range(20))
def test_a_monotone_practice_never_contradicts_itself(seed: int) -> None:
    random = Random(seed)
    weights, bar = (random.random(), random.random() * 3), random.random() * 4

    def decided(case: Case) -> bool:
        trust, spoken = case.facts["trust"] or 0, case.facts["spoken"] or False
        assert isinstance(trust, int)
        assert isinstance(spoken, bool)
        return weights[0] * trust + weights[1] * spoken >= bar

    table = scattered(seed, 300)
    kept = tuple(Case(case.id, case.facts, decided(case), case.by) for case in table.cases)
    assert contradictions(Decisions(kept, COLUMNS)).count == 0


def test_an_unknown_compares_with_an_unknown_alone() -> None:
    columns = (Column("trust", "ordered", 1),)

    def count(one: Value | None, two: Value | None) -> int:
        cases = (Case("refused", {"trust": one}, False), Case("accepted", {"trust": two}, True))
        return contradictions(Decisions(cases, columns)).count

    assert [count(None, 1), count(5, None), count(None, None), count(5, 1), count(1, 5)] == [0, 0, 1, 1, 0]


def test_more_of_what_harms_is_no_merit() -> None:
    columns = (Column("warnings", "ordered", -1),)
    cases = (Case("Ines", {"warnings": 0}, False), Case("Otto", {"warnings": 3}, True))
    (pair,) = contradictions(Decisions(cases, columns)).pairs
    assert (pair.refused, pair.accepted, pair.differ) == ("Ines", "Otto", ("warnings",))


def test_nobody_is_compared_across_judges() -> None:
    columns = (Column("trust", "ordered", 1, 1.0),)
    cases = (Case("1", {"trust": 3}, False, "Fred"), Case("2", {"trust": 3}, True, "Nadia"))
    assert contradictions(Decisions(cases, columns)).count == 0
    assert like_pairs(Decisions(cases, columns), None).count == 0


def test_what_chance_makes_of_like_pairs_is_that_of_all_ways_to_deal_the_decisions() -> None:
    random = Random(4)
    values = [random.randrange(5) for _ in range(7)]
    columns = (Column("trust", "ordered", 1, 1.0),)
    seen = []
    for dealt in set(permutations([True] * 3 + [False] * 4)):
        cases = tuple(Case(str(at), {"trust": values[at]}, said) for at, said in enumerate(dealt))
        found = like_pairs(Decisions(cases, columns), 0)
        seen.append(found.opposite)
    assert found.expected == pytest.approx(fmean(seen))
    assert found.variance == pytest.approx(pvariance(seen))


def test_with_few_like_cases_it_says_how_many_decisions_would_do() -> None:
    cases = tuple(Case(str(at), {"trust": at * 10}, bool(at % 2)) for at in range(30))
    found = twins(Decisions(cases, (Column("trust", "ordered", 1, 1.0),)), 1)
    assert found.count == 0
    assert found.p is None
    assert found.need > 30


def test_a_steady_judge_is_consistent_and_a_coin_is_not() -> None:
    random = Random(3)
    facts = [{"trust": random.randrange(6), "spoken": random.random() < 0.5} for _ in range(300)]
    columns = (Column("trust", "ordered", 1, 1.0), Column("spoken", "yes/no", 1))
    steady = Decisions(tuple(Case(str(at), one, one["trust"] >= 3) for at, one in enumerate(facts)), columns)
    coin = Decisions(tuple(Case(str(at), one, random.random() < 0.5) for at, one in enumerate(facts)), columns)
    assert consistency(steady, 1)[""][0] > 0.95
    assert 0.35 < consistency(coin, 1)[""][0] < 0.65
    few = Decisions(steady.cases[:14], columns)
    assert over_all(consistency(few, 1)) is None


def test_consistency_is_that_of_comparing_every_case_with_all_others() -> None:
    random = Random(5)
    columns = (Column("x", "ordered", 1, 1.0), Column("y", "ordered", 1, 1.0))
    facts = [{"x": random.random(), "y": random.random() * 9} for _ in range(60)]
    cases = tuple(Case(str(at), one, random.random() < one["x"]) for at, one in enumerate(facts))
    spans = {name: max(one[name] for one in facts) - min(one[name] for one in facts) for name in ("x", "y")}

    def far(one: int, two: int) -> float:
        return sum(abs(facts[one][name] - facts[two][name]) / spans[name] for name in spans)

    gaps = []
    for own in range(60):
        nearest = sorted((other for other in range(60) if other != own), key=lambda other: far(own, other))[:5]
        gaps.append(abs(cases[own].accepted - fmean(cases[other].accepted for other in nearest)))
    share, count = consistency(Decisions(cases, columns), 1)[""]
    assert count == 60
    assert share == pytest.approx(1 - fmean(gaps))


def test_a_million_like_pairs_are_counted_from_their_profiles() -> None:
    cases = tuple(Case(str(at), {"trust": at % 3}, bool(at % 2)) for at in range(3_000))
    found = twins(Decisions(cases, (Column("trust", "ordered", 1, 0.0),)), 1)
    assert found.count == 3 * 1_000 * 999 // 2
    assert found.opposite == 3 * 500 * 500
    assert len(found.pairs) == 20


def test_near_is_within_one_for_levels_and_a_tenth_of_the_spread_for_the_rest() -> None:
    assert column_of("trust", [0, 3, 5, None]).near == 1
    assert column_of("known_for", range(0, 1001, 10)).near == pytest.approx(90)
    assert [column_of("x", values).kind for values in ([True, None], [1.5], ["a", "b"], [frozenset("a")], [])] == [
        "yes/no", "ordered", "label", "labels", "label",
    ]  # fmt: skip
