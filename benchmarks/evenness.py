"""Evenness: habits planted and found, orders by chance not told, and how the time grows with the decisions."""

from datetime import date, timedelta
from random import Random
from time import perf_counter

from planted import MIXED, ROLES, YES_NO, overlap, planted
from table import Table, at_least_part, at_most, at_most_part
from timing import seconds_of, settle

from doorstep.studies.cases import Case, Column, Decisions
from doorstep.studies.contradictions import contradictions
from doorstep.studies.drift import drifts
from doorstep.studies.evenness import audit
from doorstep.studies.level import streaks
from doorstep.studies.twins import like_pairs

RUNS = 200
NOISE = 0.1
SIZES = (1_000, 10_000, 100_000, 1_000_000)
AUDITED = 30_000
LEVELS = (
    *(Column(name, "yes/no", 1) for name in ("spoken", "met", "introduced", "vouched_for")), Column("role", "label"),
    Column("trust", "ordered", 1, 1.0), Column("like", "ordered", 1, 1.0), Column("months", "ordered", 1, 2.0),
)  # fmt: skip
START = date(2020, 1, 1)


def show() -> None:
    """Prints all tables."""
    habits()
    orders()
    audited()
    growth()


def habits() -> None:
    """How often a planted habit is located, and how often one is made up."""
    found = Table(
        f"A habit in a tenth of the cases, {NOISE:.0%} accidents, 12 facts, {RUNS} seeded runs",
        ("facts", "decisions", "followed", "something found", "located", "bar"),
    )
    for name, columns in (("yes/no", YES_NO), ("mixed", MIXED)):
        for count, strength in ((100, 0.8), (200, 0.8), (100, 0.5), (200, 0.5), (400, 0.5), (100, 0.0), (200, 0.0)):
            told = located = 0
            for seed in range(RUNS):
                table, inside = planted(seed, count, NOISE, strength, columns)
                result = drifts(table, seed)
                assert result is not None
                told += bool(result.found)
                located += any(overlap(drift, inside) >= 0.5 for drift in result.found)
            what = f"habits, {name}, {count} decisions"
            bar = ""
            if not strength:
                bar = at_most_part(0.08, told / RUNS, f"{what}, none planted")
            elif strength == 0.8 and columns is YES_NO:
                bar = at_least_part(0.85 if count == 100 else 0.98, located / RUNS, f"{what}, located")
            found.row(name, count, f"{strength:.0%}" if strength else "none", f"{told / RUNS:.1%}",
                      f"{located / RUNS:.1%}" if strength else None, bar)  # fmt: skip
    found.notes.append("located: of all cases in the habit told or in the planted one, half at least are in both")
    found.notes.append("mixed: eight yes/no facts, two of labels, two levels; more groups to look at, so less is found")
    found.show()


def orders() -> None:
    """How often an order that comes from dealing alone is told: 60 judges of 15 decisions, each with a rate."""
    told = 0
    for seed in range(RUNS):
        random, cases = Random(seed), []
        for judge in range(60):
            rate = random.random()
            cases += [Case(f"{judge} {at}", {}, random.random() < rate, str(judge), START + timedelta(at))
                      for at in range(15)]  # fmt: skip
        result = streaks(Decisions(tuple(cases), ()))
        assert result is not None
        told += result.is_told
    found = Table("Orders by chance alone", ("runs", "told", "bar"))
    found.row(RUNS, told, at_most(1, told, "of 200", "orders by chance that are told"))
    found.show()


def audited() -> None:
    """The whole audit of 30,000 decisions, by one judge and by 30."""
    found = Table(f"The whole audit of {AUDITED:,} decisions, seconds", ("judges", "seconds", "bar"))
    for judges in (1, 30):
        random = Random(1)
        table, _ = planted(1, AUDITED, NOISE, 0.8, MIXED)
        cases = tuple(
            Case(case.id, case.facts, case.accepted, str(random.randrange(judges)), START + timedelta(at // 20),
                 case.verdict)
            for at, case in enumerate(table.cases)
        )  # fmt: skip
        decisions = Decisions(cases, MIXED)
        settle()
        seconds = seconds_of(lambda decisions=decisions: audit(decisions, 1))  # type: ignore[misc]
        found.row(judges, seconds, at_most(3, seconds, "s", f"audit, {judges} judges"))
    found.show()


def growth() -> None:
    """Like cases and contradictions among more and more decisions of one judge."""
    found = Table(
        "Pairs of like cases and contradictions, one judge, eight facts",
        ("decisions", "different", "all pairs", "like pairs", "seconds", "us a decision", "contradictions", "seconds"),
    )
    for count in SIZES:
        decisions = many(count)
        settle()
        start = perf_counter()
        like = like_pairs(decisions, 20)
        middle = perf_counter()
        against = contradictions(decisions)
        end = perf_counter()
        different = len({id(case.facts) for case in decisions.cases})
        found.row(count, different, count * (count - 1) // 2, like.count, middle - start,
                  (middle - start) / count * 1e6, against.count, end - middle)  # fmt: skip
    found.show()


def many(count: int) -> Decisions:
    """Invented decisions of one judge; equal people share their facts, so that a million fit into memory."""
    random = Random(count)
    known: dict[tuple[object, ...], dict[str, bool | int | str]] = {}
    cases = []
    for number in range(count):
        key = (
            *(random.random() < 0.4 for _ in range(4)), random.choice(ROLES),
            random.randrange(6), random.randrange(6), int(random.expovariate(1 / 12)),
        )  # fmt: skip
        facts = known.get(key)
        if facts is None:
            facts = known[key] = dict(zip((column.name for column in LEVELS), key))  # type: ignore[arg-type]
        cases.append(Case(str(number), facts, (int(facts["trust"]) >= 3) != (random.random() < NOISE)))
    return Decisions(tuple(cases), LEVELS)


if __name__ == "__main__":
    show()
