"""Looking back, over planted regrets: found where they are, and seldom where they are not."""

from random import Random

from doorstep.studies.cases import Case, Column, Decisions
from doorstep.studies.review import LEAST, LOOKS, look

COLUMNS = (
    Column("role", "label"), Column("spoken", "yes/no"), Column("introduced", "yes/no"),
    Column("trust", "ordered", 0, 1.0), Column("known_for", "ordered", 0, 90.0), Column("written", "yes/no"),
)  # fmt: skip
ROLES = ("client", "partner", "recruiter", "vendor")


def accepts(count: int, seed: int) -> Decisions:
    """So many accepts on two networks, of people who are alike in nothing."""
    random = Random(seed)
    return Decisions(
        tuple(
            Case(
                str(number),
                {
                    "role": random.choice(ROLES), "spoken": random.random() < 0.5, "introduced": random.random() < 0.3,
                    "trust": random.randrange(6), "known_for": random.randrange(900), "written": random.random() < 0.5,
                },
                True,
                by=random.choice(("linkedin", "facebook")),
            )
            for number in range(count)
        ),
        COLUMNS,
    )  # fmt: skip


def regrets(decisions: Decisions, seed: int, *, planted: bool) -> set[str]:
    """Those that are regretted: four of five recruiters with whom one had not spoken, or none in particular."""
    random = Random(seed + 1)
    found = set()
    for case in decisions.cases:
        is_kind = case.facts["role"] == "recruiter" and case.facts["spoken"] is False
        if random.random() < ((0.8 if is_kind else 0.05) if planted else 0.15):
            found.add(case.id)
    return found


def test_a_planted_regret_is_found_in_most_of_sixty_accepts() -> None:
    told = []
    for seed in range(20):
        decisions = accepts(60, seed)
        one = look("regret", decisions, regrets(decisions, seed, planted=True), seed)
        told.append(one.found is not None and {each.fact for each in one.found.conditions} == {"role", "spoken"})
    assert sum(told) >= 12, told


def test_regrets_of_none_in_particular_are_seldom_taken_for_a_pattern() -> None:
    found = 0
    for seed in range(60):
        decisions = accepts(60, seed)
        found += look("regret", decisions, regrets(decisions, seed, planted=False), seed).found is not None
    assert found <= 4  # a level of 0.05 shared by the looks: 0.75 are expected, five or more come once in 1,000
    assert len(LOOKS) == 4


def test_a_network_on_which_all_is_regretted_does_not_make_a_pattern_of_its_people() -> None:
    found = 0
    for seed in range(30):
        decisions = accepts(60, seed)
        cases = tuple(
            Case(one.id, {**one.facts, "written": one.by == "facebook"}, True, by=one.by) for one in decisions.cases
        )
        random = Random(seed)
        flagged = {one.id for one in cases if one.by == "facebook" and random.random() < 0.5}
        found += look("regret", Decisions(cases, COLUMNS), flagged, seed).found is not None
    assert found <= 4


def test_with_too_few_it_is_said_how_many_are_missing() -> None:
    one = look("regret", accepts(12, 1), {"1", "2"}, 1)
    assert (one.found, one.is_enough, one.need, one.need_flagged) == (None, False, LEAST - 12, 3)


def test_a_decline_that_would_be_made_otherwise_asks_to_be_looked_at_and_opens_no_door() -> None:
    decisions = accepts(60, 3)
    flagged = {case.id for case in decisions.cases if case.facts["role"] == "client"}
    assert look("regret", decisions, flagged, 3).kind == "decline"
    assert look("reconsider", decisions, flagged, 3).kind == "ask"
