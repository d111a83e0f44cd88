"""A habit against the standards is found where there is one, told as such, and hardly ever made up."""

from random import Random

import pytest

from doorstep.studies.bitmaps import LARGE, Shuffle, bits_of, places_of
from doorstep.studies.cases import Case, Column, Decisions
from doorstep.studies.drift import LEAST_DECISIONS, drifts, excess
from doorstep.studies.groups import groups

from .planted import is_located, planted

RUNS = 30


def located(count: int, strength: float, **more: object) -> int:
    hits = 0
    for seed in range(RUNS):
        table, inside = planted(seed, count, 0.1, strength, **more)
        found = drifts(table, seed)
        assert found is not None
        hits += is_located(found.found, inside)
    return hits


def test_a_strong_habit_in_a_tenth_of_the_cases_is_mostly_located_with_100_decisions() -> None:
    # 87 % of 200 runs (benchmarks/evenness.py); 30 runs of that fall below 21 once in five hundred
    assert located(100, 0.8) >= 21


def test_a_strong_habit_in_a_tenth_of_the_cases_is_located_with_200_decisions() -> None:
    assert located(200, 0.8) >= 28


def test_where_nothing_is_planted_hardly_anything_is_found() -> None:
    made_up = 0
    for seed in range(2 * RUNS):
        found = drifts(planted(1_000 + seed, 100 + 100 * (seed % 2), 0.1, 0.0)[0], seed)
        assert found is not None
        made_up += bool(found.found)
    assert made_up <= 8  # three are expected at 5 %; more than eight come once in two hundred


def test_the_habit_of_the_story_is_told_as_it_is() -> None:
    """Fred lets recruiters in without a call, 9 of 11, though his standards want one."""
    random = Random(2)
    cases = []
    for number in range(120):
        role = "recruiter" if number < 16 else random.choice(("client", "vendor", "partner"))
        spoken = number < 5 or (number >= 16 and random.random() < 0.6)
        accepted = spoken or 5 <= number < 14
        cases.append(Case(str(number), {"role": role, "spoken": spoken, "met": random.random() < 0.5}, accepted,
                          verdict=spoken))  # fmt: skip
    columns = (Column("role", "label"), Column("spoken", "yes/no", 1), Column("met", "yes/no", 1))
    found = drifts(Decisions(tuple(cases), columns), 1)
    assert found is not None
    (drift,) = found.found
    assert drift.kind == "let in"
    assert (drift.times, drift.of, drift.elsewhere) == (9, 11, 0)
    assert "role == recruiter" in [condition.text for condition in drift.conditions]
    assert set(drift.against) == set(map(str, range(5, 14)))
    assert drift.p <= 0.01


def test_two_habits_are_told_one_after_the_other() -> None:
    random = Random(8)
    cases = []
    for number in range(400):
        facts = {"role": random.choice(("a", "b", "c", "d")), "met": random.random() < 0.5, "x": random.random() < 0.5}
        verdict = bool(facts["met"])
        habit = (facts["role"] == "a" and not verdict) or (facts["role"] == "c" and verdict)
        accepted = verdict != (random.random() < (0.8 if habit else 0.05))
        cases.append(Case(str(number), facts, accepted, verdict=verdict))
    columns = (Column("role", "label"), Column("met", "yes/no", 1), Column("x", "yes/no", 1))
    found = drifts(Decisions(tuple(cases), columns), 1)
    assert found is not None
    told = {(drift.kind, condition.value) for drift in found.found for condition in drift.conditions
            if condition.fact == "role"}  # fmt: skip
    assert {("let in", "a"), ("refused", "c")} <= told


def test_with_too_few_decisions_nothing_is_told() -> None:
    found = drifts(planted(1, LEAST_DECISIONS - 1, 0.1, 0.8)[0], 1)
    assert found is not None
    assert not found.found
    assert found.need == 100


def test_without_standards_there_is_no_habit_against_them() -> None:
    assert drifts(Decisions((Case("1", {}, True),), ()), 1) is None


def test_a_choosy_judge_among_others_is_no_habit() -> None:
    """Judges differ in how often they go against the standards; which facts their cases have is not to blame."""
    told = 0
    for seed in range(20):
        random = Random(seed)
        cases = []
        for number in range(200):
            strict = number % 2 == 0
            # the strict judge sees mostly recruiters
            role = "recruiter" if random.random() < (0.8 if strict else 0.2) else "client"
            off = random.random() < (0.4 if strict else 0.02)
            cases.append(Case(str(number), {"role": role}, not off, "Fred" if strict else "Nadia", verdict=True))
        found = drifts(Decisions(tuple(cases), (Column("role", "label"),)), seed)
        told += bool(found and found.found)
    assert told <= 3


def test_every_group_is_the_cases_that_its_conditions_tell() -> None:
    table, _ = planted(3, 120, 0.1, 0.0)
    found = list(groups(table, 5))
    assert len({group.bits for group in found}) == len(found)
    for group in found:
        for place, case in enumerate(table.cases):
            holds = all(case.facts[one.fact] is (one.op == "is") for one in group.conditions)
            assert bool(group.bits >> place & 1) == holds


@pytest.mark.parametrize(("times", "of", "more"), [(8, 10, 9), (5, 5, 5)])
def test_more_overrides_inside_a_group_weigh_more(times: int, of: int, more: int) -> None:
    assert excess(times, of, 17, 100) > excess(times - 1, of, 17, 100) > 0
    assert excess(1, of, 17, 100) == pytest.approx(0, abs=0.1)


def test_labels_are_dealt_out_anew_within_their_stratum_alone() -> None:
    size = 3 * LARGE
    strata = [range(2 * LARGE), range(2 * LARGE, 2 * LARGE + 10), range(2 * LARGE + 10, size)]
    labels = bits_of([*range(0, LARGE, 3), *range(2 * LARGE, 2 * LARGE + 4)], size)
    shuffle = Shuffle(labels, strata, 1, size)
    counts = [0] * size
    for _ in range(200):
        dealt = shuffle.drawn()
        for stratum in strata:
            mask = bits_of(stratum, size)
            assert (dealt & mask).bit_count() == (labels & mask).bit_count()
        for place in places_of(dealt):
            counts[place] += 1
    share = len(range(0, LARGE, 3)) / (2 * LARGE)
    halves = [sum(counts[at] for at in range(begin, begin + LARGE)) / LARGE / 200 for begin in (0, LARGE)]
    assert halves == pytest.approx([share, share], rel=0.03)
