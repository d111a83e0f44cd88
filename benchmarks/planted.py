"""Invented decisions with a known practice, a known exception and known noise."""

from random import Random

from doorstep.studies.cases import Case, Column, Decisions
from doorstep.studies.drift import Drift

CHANCES = {
    "introduced": 0.3, "spoken": 0.5, "met": 0.3, "vouched_for": 0.2, "worked_together": 0.3, "written": 0.5,
    "open_business": 0.2, "values_conflict": 0.2, "known": 0.4, "claims_to_know_me": 0.4, "is_recruiter": 0.2,
    "is_client": 0.3,
}  # fmt: skip
YES_NO = tuple(Column(name, "yes/no", -1 if name == "values_conflict" else 1) for name in CHANCES)
ROLES = ("client", "recruiter", "vendor", "friend", "stranger")
NOTES = ("none", "standard", "template", "personal")
MIXED = (
    *YES_NO[:8], Column("role", "label"), Column("note", "label"), Column("trust", "ordered", 1, 1.0),
    Column("like", "ordered", 1, 1.0),
)  # fmt: skip
Facts = dict[str, bool | int | str]
Condition = tuple[str, str, object]


def somebody(random: Random, columns: tuple[Column, ...]) -> Facts:
    """Twelve facts of one person."""
    facts: Facts = {}
    for column in columns:
        match column.kind:
            case "yes/no":
                facts[column.name] = random.random() < CHANCES[column.name]
            case "ordered":
                facts[column.name] = random.randrange(6)
            case _:
                facts[column.name] = random.choice(ROLES if column.name == "role" else NOTES)
    return facts


def standard(facts: Facts) -> bool:
    """The written standards: four rules, the first that holds decides, and nobody else is let in."""
    if facts["values_conflict"] and not facts["met"]:
        return False
    if facts.get("is_client") or facts.get("role") == "client":
        return True
    if facts["spoken"] and (facts["written"] or int(facts.get("trust", 0)) >= 4):
        return True
    return bool(facts["introduced"] and facts["vouched_for"])


def holds(condition: Condition, facts: Facts) -> bool:
    """One condition of a planted exception."""
    name, op, value = condition
    return int(facts[name]) >= int(str(value)) if op == ">=" else facts[name] == value


def exception(random: Random, columns: tuple[Column, ...], people: list[Facts]) -> tuple[Condition, Condition]:
    """Two conditions that together hold for a tenth of these people (9 to 11 %)."""
    atoms: list[Condition] = []
    for column in columns:
        match column.kind:
            case "yes/no":
                atoms += [(column.name, "==", True), (column.name, "==", False)]
            case "ordered":
                atoms += [(column.name, ">=", cut) for cut in range(1, 6)]
            case _:
                atoms += [(column.name, "==", label) for label in (ROLES if column.name == "role" else NOTES)]
    while True:
        one, two = random.sample(atoms, 2)
        share = sum(holds(one, facts) and holds(two, facts) for facts in people) / len(people)
        if one[0] != two[0] and 0.09 <= share <= 0.11:
            return one, two


def planted(
    seed: int,
    count: int,
    noise: float,
    strength: float,
    columns: tuple[Column, ...] = YES_NO,
    *,
    one_way: bool = False,
) -> tuple[Decisions, frozenset[str]]:
    """So many decisions, and the ids of those in the exception, who are treated against the standards in `strength`
    of the cases; in `noise` of all other cases the decision is an accident. With strength 0 nothing is planted."""
    random = Random(seed)
    people = [somebody(random, columns) for _ in range(count)]
    kind = exception(random, columns, people)
    cases, inside = [], set()
    for number, facts in enumerate(people):
        verdict = standard(facts)
        is_exception = strength > 0 and all(holds(one, facts) for one in kind) and not (one_way and verdict)
        if is_exception:
            inside.add(str(number))
        off = random.random() < (strength if is_exception else noise)
        cases.append(Case(str(number), facts, verdict != off, verdict=verdict))
    return Decisions(tuple(cases), columns), frozenset(inside)


def overlap(drift: Drift, inside: frozenset[str]) -> float:
    """The cases that a habit shares with the exception, as a part of those in either."""
    found = set(drift.cases)
    return len(found & inside) / max(1, len(found | inside))
