"""Cases beside a policy: read whole or not at all, held against it, and what they do not reach."""

from datetime import date
from random import Random

import pytest

from doorstep import Policy
from doorstep.errors import CasesError, FactError, PolicyError
from doorstep.policy.case_text import case_from, case_text, told_facts
from doorstep.policy.cases import Case, read_cases
from doorstep.policy.testing import coverage, run

from .random_policies import person, policy_text
from .story import STORY

GOOD = """
today = 2026-11-21

["Nadia asks before we have spoken"]
network       = "facebook"
facts.role    = "partner"
facts.spoken  = false
facts.known_for = "7 days"
facts.values_conflict = false
facts.open_business = false
expect        = "not yet"
because       = "business I have spoken with"
steps         = ["spoken"]
offers        = ["x", "linkedin"]

["a friend, of whom nothing else is known"]
network  = "twitter"
facts    = { role = ["friend"] }
expect   = "accept"
possible = ["accept"]
today    = "2026-12-01"
"""


def cases(text: str, policy: Policy | None = None) -> tuple[Case, ...]:
    return read_cases([("policy.cases.toml", text)], policy or Policy.parse(STORY))


def test_cases_are_read_as_they_stand() -> None:
    nadia, friend = cases(GOOD)
    assert nadia.facts == {
        "role": frozenset({"partner"}), "spoken": False, "known_for": 7, "values_conflict": False,
        "open_business": False,
    }  # fmt: skip
    assert (nadia.network, nadia.expect, nadia.steps, nadia.today) == (
        "facebook", "not_yet", ("spoken",), date(2026, 11, 21),
    )  # fmt: skip
    assert nadia.because == ("business I have spoken with",)
    assert (friend.network, friend.because, friend.today) == ("x", None, date(2026, 12, 1))


def test_cases_that_hold_miss_nothing() -> None:
    policy = Policy.parse(STORY)
    assert [run(policy, one).misses for one in cases(GOOD)] == [(), ()]


@pytest.mark.parametrize(
    ("line", "what", "expected", "got"),
    [
        ('expect = "accept"', "verdict", ("accept",), ("not_yet",)),
        ('expect = "not yet"\nbecause = "we go back"', "because", ("we go back",), ("business I have spoken with",)),
        ('expect = "not yet"\nsteps = []', "steps", (), ("spoken",)),
        ('expect = "not yet"\nsteps = ["wait 2 years"]', "steps", ("wait 2 years",), ("spoken",)),
        ('expect = "not yet"\noffers = "x"', "offers", ("x",), ("linkedin", "x")),
        ('expect = "not yet"\npossible = ["accept"]', "possible", ("accept",), ("decline",)),
    ],
)
def test_what_is_answered_otherwise_is_told_with_both_sides(
    line: str, what: str, expected: tuple[str, ...], got: tuple[str, ...]
) -> None:
    facts = "facts = { role = 'partner', spoken = false, known_for = '7 days', open_business = false, " \
            "values_conflict = false, warned_about = false, met = false }"  # fmt: skip
    (case,) = cases(f'["Nadia"]\nnetwork = "facebook"\n{facts}\n{line}')
    (miss,) = run(Policy.parse(STORY), case).misses
    assert (miss.what, miss.expected, miss.got) == (what, expected, got)


def test_a_rule_that_is_gone_is_named_with_the_nearest_one() -> None:
    (case,) = cases('["x"]\nnetwork = "facebook"\nfacts.role = "friend"\nexpect = "ask"\nbecause = "our values clash"')
    assert run(Policy.parse(STORY), case).strange_rules == (
        "“our values clash”; did you mean `our values would clash`?",
    )


def test_every_mistake_of_every_file_is_told_at_once() -> None:
    first = (
        'x = 1\n["one"]\nnetwork = "facebok"\nfacts.spokn = true\nfacts.known_for = 7\nexpect = "acept"\nsteps = "call"'
    )
    second = '["a\\u001b[31m"]\nspoken = true\nfacts = 3\ntoday = "soon"\npossible = "not_yet"\noffers = 3'
    with pytest.raises(CasesError) as caught:
        read_cases([("a.toml", first), ("b.toml", second), ("c.toml", ""), ("d.toml", "[")], Policy.parse(STORY))
    told = str(caught.value)
    for words in (
        "a.toml: `x` stands in no case", 'a.toml, "one": unknown network `facebok`', "did you mean `facebook`?",
        'a.toml, "one", facts: unknown fact `spokn`', 'write it like "90 days"', "did you mean `accept`?",
        "`call` is no step", "control character", "write facts.spoken", "it needs a network",
        "it needs an answer to expect", "`\"soon\"` is no day", "unknown outcome `not_yet`",
        "offers is a list of words",
        "c.toml: there is no case in it", "d.toml, line 1", "none is run until they are mended",
    ):  # fmt: skip
        assert words in told, words
    assert "\x1b" not in told


def test_facts_that_contradict_each_other_are_a_mistake() -> None:
    with pytest.raises(CasesError, match="contradict each other"):
        cases('["x"]\nnetwork = "x"\nfacts = { met = true, spoken = false }\nexpect = "ask"')


def reached(policy: Policy, *some: Case) -> set[tuple[str, str, str]]:
    found = coverage(policy, [run(policy, one) for one in some])
    return {(one.network, one.kind, one.rule) for one in found if one.cases}


def test_a_rule_is_reached_by_the_cases_that_it_decides() -> None:
    policy = Policy.parse(
        '[house.decline]\n"warned" = "warned_about"\n[networks.x.accept]\n"met" = "met"\n'
        '"old" = "known_for >= 1 years"\n'
        '[networks.x.ask]\n"deal" = "open_business"'
    )

    def one(**facts: object) -> set[tuple[str, str, str]]:
        known = {"warned_about": False, "open_business": False, "met": False, "known_for": 1, **facts}
        return reached(policy, Case("x", "x", {k: v for k, v in known.items() if v is not None}, "ask"))  # type: ignore[misc]

    door = ("x", "", "")
    assert one(warned_about=True) == {door, ("", "decline", "warned")}
    assert one(met=True) == {door, ("x", "accept", "met")}
    assert one(open_business=True, met=True) == {door, ("x", "ask", "deal")}
    assert one() == {door, ("x", "accept", "met")}, "not yet: a meeting would open it"
    assert one(warned_about=None, met=True) == {door}, "nothing is decided while it hangs on what is unknown"
    assert one(open_business=None, met=True) == {door}
    assert reached(policy, Case("x", "facebook", {}, "ask")) == set()


def test_a_case_made_of_a_person_answers_as_the_person_does_and_is_read_back_the_same() -> None:
    made = 0
    for number in range(400):
        dice = Random(number)
        try:
            text, facts = policy_text(dice)
            policy = Policy.parse(text)
            known = {**person(dice, facts), "company": "Some Real Firm", "place": "Somewhere"}
            whole = policy.decide("x", known)
            normal = policy.settled(known)
            stated = {name: normal[name] for name in known}
        except (PolicyError, FactError):
            continue
        told = told_facts(policy, stated)
        assert policy.decide("x", told).as_dict() == whole.as_dict(), text
        case = case_from(policy, 'as "they" said', "x", stated)
        written = case_text(case, policy.catalogue)
        assert "real firm" not in written
        assert "somewhere" not in written
        (again,) = read_cases([("", written)], policy)
        assert again == case
        assert run(policy, again).holds
        made += 1
    assert made > 200
