"""`doorstep even` over one's own decisions: the three tiers, door by door, and the grounds of every sentence."""

import re
from pathlib import Path
from typing import Any

import pytest

from doorstep import Policy

from ..archives import archive, asks
from .planted import NAMES, planted
from .runner import Doorstep
from .test_hostile_text import CONTROL

IDS = re.compile(r"\[([a-z0-9-]+)\]$", re.M)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Doorstep:
    """120 decisions, and a habit among them; nothing in these tests changes it."""
    return planted(Doorstep(tmp_path_factory.mktemp("planted") / "fred"))


@pytest.fixture
def few(cast: Doorstep) -> Doorstep:
    """Two like people at one door, decided oppositely, and one who is better and was refused."""
    cast("set", "Otto Reiter", "spoken=no", "role=vendor")
    cast("set", "Petra Novak", "spoken=yes", "role=vendor")
    cast("set", "Ines Prado", "spoken=no", "role=vendor")
    for action, number in (("accept", "4"), ("decline", "5"), ("decline", "2")):
        cast(action, number)
    return cast


def test_the_planted_habit_is_told_with_its_people_its_base_rate_and_how_sure(door: Doorstep) -> None:
    said = door("even")
    (habit,) = [line for line in said.splitlines() if line.endswith("[linkedin-habit-1]")]
    assert "You let in cases against your standards, 10 of 1" in habit
    assert "a recruiter" in habit
    assert "Elsewhere" in habit
    assert f"{NAMES[13]} (14)" in said
    assert re.search(r"Chance makes a habit that strong .* \[linkedin-habit-1-sure\]", said)
    why = door.json("even", "--why", "linkedin-habit-1")
    assert {one["name"] for one in why["cases"]} >= {NAMES[number] for number in range(13, 60, 10)}
    assert all("recruiter" in one["facts"]["role"] for one in why["cases"])


def test_a_suggested_rule_is_one_and_is_not_applied(door: Doorstep) -> None:
    before = (door.home / "policy.toml").read_bytes()
    (told,) = [one for one in door.json("even")["sentences"] if one["id"] == "linkedin-habit-1-rule"]
    rule, kind = told["numbers"]["rule"], told["numbers"]["kind"]
    policy = Policy.parse(f"[networks.linkedin.{kind}]\n'as I do' = '{rule}'")
    assert policy.decide("linkedin", {"role": {"recruiter"}, "spoken": False}).verdict == "accept"
    assert f"look at these {len(told['cases'])} again" in told["text"]
    assert (door.home / "policy.toml").read_bytes() == before


def test_two_who_contradict_each_other_are_shown_once(cast: Doorstep) -> None:
    for name, action, number in (("Otto Reiter", "accept", "4"), ("Ines Prado", "decline", "2")):
        cast("set", name, "spoken=no", "role=vendor")
        cast(action, number)
    told = {one["id"]: one for one in cast.json("even")["sentences"]}
    assert set(told["linkedin-uneven-1"]["cases"]) == set(told["linkedin-contradiction-1"]["cases"])
    said = cast("even")
    assert "[linkedin-contradiction-1]" in said
    assert "[linkedin-uneven-1]" not in said
    assert "Ines Prado (2)" in cast("even", "--why", "linkedin-uneven-1")


def test_equal_means_equal_in_what_the_standards_look_at(few: Doorstep) -> None:
    texts = [one["text"] for one in few.json("even")["sentences"]]
    assert any("everything that your standards look at" in one for one in texts)
    assert not any("every fact" in one for one in texts)


def test_too_few_cases_judged_again_lead_to_judging_some(few: Doorstep) -> None:
    assert "doorstep rejudge shows some of your past cases again" in few("even")
    assert "every sentence ends in its own" in few.fails(5, "even", "--why", "zzzzzzzz")


def test_every_sentence_leads_to_its_numbers_and_cases_by_one_command(door: Doorstep, few: Doorstep) -> None:
    for one in (door, few):
        said = one("even")
        ids = IDS.findall(said)
        told = one.json("even")["sentences"]
        assert set(ids) <= {sentence["id"] for sentence in told}
        shown = [set(sentence["cases"]) for sentence in told if sentence["id"] in ids]
        left_out = [sentence for sentence in told if sentence["id"] not in ids]
        assert all(
            sentence["tier"] == "practice" or (sentence["tier"] == "uneven" and set(sentence["cases"]) in shown)
            for sentence in left_out
        )
        assert len(ids) == len(set(ids))
        for sentence in told:
            why = one.json("even", "--why", sentence["id"])
            assert why["text"] == sentence["text"]
            assert [str(case["request"]) for case in why["cases"]] == sentence["cases"]
            assert _numbers_of(why["text"]) <= _shown(why["numbers"]) | _of_cases(why["cases"]), sentence
            printed = one("even", "--why", sentence["id"])
            assert printed.startswith(sentence["text"])
            for name in why["numbers"]:
                assert name.replace("_", " ") in printed
            for case in why["cases"]:
                assert f"{case['name']} ({case['request']})" in printed


def _numbers_of(text: str) -> set[str]:
    """The numbers that stand in a sentence, but for the sizes of intervals and those in names of people."""
    plain = re.sub(r"p < 0\.001|over 1000|95%:|\(95 %[^)]*\)|\(\d+\)", "", text)
    return set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?(?:e-?\d+)?", plain))


def _shown(numbers: dict[str, Any]) -> set[str]:
    """Every way in which a number may be written in a sentence."""
    found: set[str] = set()
    if {"accepted", "of"} <= set(numbers) and isinstance(numbers["accepted"], int):
        numbers = {**numbers, "share": numbers["accepted"] / numbers["of"]}
    for value in numbers.values():
        if isinstance(value, list):
            for one in value:
                found |= _shown(one if isinstance(one, dict) else {"": one})
        elif isinstance(value, float):
            found |= {f"{value * scale:.{digits}f}" for scale in (1, 100) for digits in range(4)}
            found |= {f"{value:.3f}".rstrip("0"), f"{value:.2g}", f"{value:.1f}"}
        elif isinstance(value, int):
            found |= {f"{value:,}", str(value)}
        else:
            found |= set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", str(value)))
    return found


def _of_cases(cases: list[dict[str, Any]]) -> set[str]:
    return {str(case["request"]) for case in cases}


def test_a_contradiction_stands_side_by_side(few: Doorstep) -> None:
    said = few("even")
    assert "Petra Novak (5) was not let in and Otto Reiter (4) was" in said
    row = next(line for line in said.splitlines() if line.startswith("    spoken"))
    assert row.split() == ["spoken", "yes", "no"]
    assert re.search(r"in common: .*role vendor", said)
    assert "Too few decisions to tell more: 3." in said


def test_the_doors_are_audited_apart(few: Doorstep) -> None:
    few("add", "facebook", "Vera Moss")
    few("accept", "6")
    networks = {one["network"]: one["decisions"] for one in few.json("even")["networks"]}
    assert networks == {"linkedin": 3, "facebook": 1}
    assert all(
        set(one["cases"]) <= {"2", "4", "5"}
        for one in few.json("even")["sentences"] if one["id"].startswith("linkedin-")
    )  # fmt: skip


def test_what_was_known_then_counts_and_not_what_is_known_now(few: Doorstep) -> None:
    before = few.json("even", "--why", "linkedin-contradiction-1")
    few("set", "Otto Reiter", "spoken=yes", "role=friend")
    few("set", "Petra Novak", "spoken=no")
    assert few.json("even", "--why", "linkedin-contradiction-1") == before
    assert {one["basis"] for one in before["cases"]} == {"kept with the decision"}


def test_decisions_from_before_the_facts_were_kept_are_worked_out_from_the_dates(few: Doorstep) -> None:
    import sqlite3

    with sqlite3.connect(few.home / "ledger.db") as raw:
        raw.execute("UPDATE decision SET facts = ''")
    raw.close()
    kept = few.json("even", "--why", "linkedin-contradiction-1")
    assert {one["basis"] for one in kept["cases"]} == {"worked out from the dates of what is held"}
    assert {one["name"]: one["facts"]["spoken"] for one in kept["cases"]} == {"Petra Novak": "yes", "Otto Reiter": "no"}
    later = few.at("2026-12-24")
    later("note", "Otto Reiter", "call")
    assert later.json("even", "--why", "linkedin-contradiction-1")["cases"][1]["facts"]["spoken"] == "no"
    assert "worked out from the dates of what is held for 3" in few("even")


OWN = """
[facts.role]
labels = ["mentor"]
[facts.met_at]
type = "one of"
options = ["fair", "work"]
question = "Where did you meet?"
"""


def test_facts_that_the_standards_no_longer_know_do_not_stand_in_the_way(few: Doorstep) -> None:
    policy = few.home / "policy.toml"
    before = policy.read_text(encoding="utf-8")
    policy.write_text(before + OWN, encoding="utf-8")
    few("set", "Nadia Lindqvist", "role=mentor", "met_at=fair", "met=yes")
    few("accept", "1")
    assert few.json("even", "--why", "overrides")
    otherwise = OWN.replace("mentor", "coach").replace('"one of"\noptions = ["fair", "work"]', '"count"')
    policy.write_text(before + otherwise, encoding="utf-8")
    assert "4 decisions" in few("even")
    policy.write_text(before, encoding="utf-8")
    assert "4 decisions" in few("even")


def test_hostile_names_and_reasons_move_no_cursor(cast: Doorstep, tmp_path: Path) -> None:
    rows = [asks(f"\x1b[31mEve\u202e {name}", "\x1b[5m note", f"11/{day}/26, 9:00 AM", slug=f"eve-{day}")
            for day, name in enumerate(("One", "Two"), 11)]  # fmt: skip
    cast("import", str(archive(tmp_path / "evil", rows)))
    for action, slug in (("accept", "eve-11"), ("decline", "eve-12")):
        cast("set", slug, "role=vendor", "spoken=yes")
        row = next(one for one in cast.json("inbox") if one["link"].endswith(f"{slug}/") or slug in one["link"])
        cast(action, str(row["id"]), "--because", "\x1b[31m because \u202e")
    printed = cast("even") + cast("even", "--json")
    for sentence in cast.json("even")["sentences"]:
        printed += cast("even", "--why", sentence["id"]) + cast("even", "--why", sentence["id"], "--json")
    assert "Eve One" in printed
    assert CONTROL.search(printed) is None
    assert "\\u001b" not in printed


def test_a_period_can_be_picked(door: Doorstep) -> None:
    found = door.json("even", "--from", "2026-03-01", "--to", "2026-03-31")
    assert found["decisions"] == 15
    assert found["from"] >= "2026-03-01"
    assert found["to"] <= "2026-03-31"
    assert "ends before it begins" in door.fails(2, "even", "--from", "2026-03-01", "--to", "2026-02-01")


def test_nothing_decided_is_nothing_to_tell(fred: Doorstep) -> None:
    assert fred("even").startswith("There are no decisions yet")
    assert fred.json("even")["sentences"] == fred.json("even")["sentences"]
    assert "no sentence `nonsense`" in fred.fails(5, "even", "--why", "nonsense")


def test_without_standards_what_they_said_then_still_counts(few: Doorstep) -> None:
    (few.home / "policy.toml").unlink()
    told = few.json("even")
    assert told["networks"][0]["directed"] == []
    assert "overrides" in {one["id"] for one in told["sentences"]}


def test_steadiness_and_own_views_are_told_where_there_are_any(few: Doorstep) -> None:
    few("show", "1", "--view", "accept")
    few("accept", "1")
    told = {one["id"]: one["text"] for one in few.json("even")["sentences"]}
    assert told["views"].startswith("Before you saw the answer you thought as your standards say in")
    assert told["steady"].startswith("Too few cases judged again to tell how steady you are: 0")


def test_the_audit_changes_nothing(door: Doorstep, tmp_path: Path) -> None:
    before = door.content()
    door("even")
    door("even", "--report", str(tmp_path / "report.html"))
    assert door.content() == before


def test_declining_where_the_standards_say_not_yet_is_no_answer_against_them(door: Doorstep) -> None:
    (one,) = [one for one in door.json("even")["sentences"] if one["id"] == "overrides"]
    answers = door.json("even", "--why", "overrides")["cases"]
    assert len(answers) == one["numbers"]["overrides"] == 15
    assert all((case["standards_said"] == "accept") != (case["decided"] == "accept") for case in answers)
    assert (one["numbers"]["let_in"], one["numbers"]["kept_out"]) == (11, 4)
    assert "in another way: 62 declined where they say not yet" in one["text"]
