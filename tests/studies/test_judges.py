"""Several judges: each by themselves, and how much they differ on the same cases."""

from random import Random

import pytest

from doorstep.studies.cases import Case, Column, Decisions
from doorstep.studies.judges import between, each_judge

from .planted import scattered


def judged(seed: int, level: float, pattern: float, count: int = 300, judges: int = 12) -> Decisions:
    """So many cases, each judged by all; chances differ by judge within `level`, anew each time within `pattern`."""
    random = Random(seed)
    lean = [random.uniform(-level, level) for _ in range(judges)]
    cases = []
    for about in range(count):
        for judge in range(judges):
            chance = 0.5 + lean[judge] + random.uniform(-pattern, pattern)
            said = random.random() < chance
            cases.append(Case(f"{about}-{judge}", {}, said, f"judge {judge}", about=str(about)))
    return Decisions(tuple(cases), ())


def test_judges_who_differ_throughout_differ_in_level() -> None:
    found = between(judged(1, 0.4, 0.0))
    assert found is not None
    # uniform between -0.4 and 0.4 has the deviation 0.8 / sqrt(12); twelve judges tell it roughly
    assert found.level == pytest.approx(0.231, abs=0.08)
    assert found.noise**2 == pytest.approx(found.level**2 + found.pattern**2)
    assert found.noise**2 == pytest.approx(found.disagree / 2)


def test_judges_who_differ_by_the_day_do_not_differ_in_level() -> None:
    # twenty cases of each tell a level of 0.11 by accident alone, where that is not taken out
    found = between(judged(2, 0.0, 0.4, count=20, judges=60))
    assert found is not None
    assert found.level < 0.06
    assert found.disagree == pytest.approx(0.5, abs=0.03)


def test_judges_of_one_mind_have_no_noise() -> None:
    cases = tuple(Case(f"{about}{judge}", {}, about % 2 == 0, judge, about=str(about)) for about in range(10)
                  for judge in ("Fred", "Nadia"))  # fmt: skip
    found = between(Decisions(cases, ()))
    assert found is not None
    assert (found.noise, found.level, found.disagree) == (0, 0, 0)


def test_nobody_judged_the_same_case() -> None:
    cases = (Case("1", {}, True, "Fred", about="a"), Case("2", {}, True, "Nadia", about="b"), Case("3", {}, False))
    assert between(Decisions(cases, (Column("x", "yes/no"),))) is None


def test_the_pairs_of_each_judge_add_up_to_those_of_all() -> None:
    from doorstep.studies.contradictions import contradictions
    from doorstep.studies.twins import twins

    table = scattered(4, 300, judges=3)
    judges = each_judge(table, contradictions(table), twins(table, 1))
    assert sorted(judge.name for judge in judges) == ["judge 0", "judge 1", "judge 2"]
    for judge in judges:
        own = table.part(table.by_judge()[judge.name])
        alone, like = contradictions(own), twins(own, 1)
        assert (judge.contradictions, judge.comparable) == (alone.count, alone.comparable)
        assert (judge.like, judge.opposite, judge.any_two) == (like.count, like.opposite, like.any_two)
    assert sum(judge.contradictions for judge in judges) == contradictions(table).count
    assert all(judge.low < judge.accepted / judge.of < judge.high for judge in judges)
