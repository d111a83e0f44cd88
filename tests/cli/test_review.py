"""Looking back: what became of requests is kept, and what regrets have in common is found where it is there."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from ..archives import NAME, archive, asks
from .runner import Doorstep

LINKEDIN = """
[networks.linkedin]
otherwise = "ask"

[networks.linkedin.accept]
"anyone with a role" = "role in {client, recruiter, partner}"
"""
THEN = "2026-10-01"
FIRST = ("Nadia", "Otto", "Petra", "Dora", "Ines", "Tomas", "Mila", "Ugo", "Vera", "Zora", "Emil", "Runa")
NAMES = [f"{first} {last}" for last in ("Lindqvist", "Reiter", "Novak") for first in FIRST]
RECRUITERS = range(9)


@pytest.fixture(scope="session")
def let_in_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which Fred has let 36 people in, nine of them recruiters with whom he had not spoken."""
    folder = tmp_path_factory.mktemp("let-in")
    home = folder / "fred"
    home.mkdir(mode=0o700)
    (home / "policy.toml").write_text(LINKEDIN, encoding="utf-8")
    then = Doorstep(home, THEN)
    rows = [asks(name, "", f"9/{number % 28 + 1}/26, 9:00 AM") for number, name in enumerate(NAMES)]
    then("import", str(archive(folder / "in", rows, name=NAME.replace("11-16", "09-30"))))
    for number, name in enumerate(NAMES):
        is_recruiter = number in RECRUITERS or number % 9 == 0
        spoken = "no" if number in RECRUITERS or number % 2 else "yes"
        then("set", name, f"role={'recruiter' if is_recruiter else 'client'}", f"spoken={spoken}")
    rows_now = {row["person"]["name"]: str(row["id"]) for row in then.json("inbox")}
    for number, name in enumerate(NAMES):
        then("accept", rows_now[name], "--obliged" if number in (1, 20) else "--freely")
    return home


@pytest.fixture
def door(let_in_home: Path, tmp_path: Path) -> Doorstep:
    """doorstep over such a folder of one's own, seven weeks later."""
    return Doorstep(Path(shutil.copytree(let_in_home, tmp_path / "fred")))


def ids(door: Doorstep) -> dict[str, str]:
    """The requests by who asked."""
    return {row["person"]["name"]: str(row["id"]) for row in door.json("inbox", "--state", "all")}


def regret(door: Doorstep, some: list[int]) -> None:
    """Fred regrets these."""
    of = ids(door)
    for number in some:
        door("outcome", of[NAMES[number]], "regret", f"REGRET-{number}")


def test_what_regrets_have_in_common_is_found_with_the_rule_that_would_have_caught_it(door: Doorstep) -> None:
    regret(door, [0, 1, 2, 3, 4, 5, 6, 7, 20])
    told = door("review")
    assert "You regret 9 of 36 accepts. Where role is recruiter and spoken is no: 8 of " in told
    assert "[networks.linkedin.decline]" in told
    assert "Nothing was changed." in told
    before = (door.home / "policy.toml").read_text()
    advice = door.json("review", "--anyway")["advice"]
    assert advice["rule"] == "role == recruiter and not spoken"
    assert len(advice["caught"]) == 8
    assert (
        len(advice["others"]) + 8
        == len(advice["now"])
        == sum(row["from"] != row["to"] for row in by_hand(door, advice["text"]))
    )
    assert (door.home / "policy.toml").read_text() == before


def by_hand(door: Doorstep, rule: str) -> list[dict[str, str]]:
    """What the inbox says with and without the rule, written into the policy for the length of a question."""
    path = door.home / "policy.toml"
    before = path.read_text()
    was = {row["id"]: row["verdict"] for row in door.json("inbox", "--state", "all")}
    path.write_text(before + "\n" + rule + "\n")
    now = {row["id"]: row["verdict"] for row in door.json("inbox", "--state", "all")}
    path.write_text(before)
    return [{"from": was[one], "to": now[one]} for one in was]


def test_regrets_spread_evenly_have_nothing_in_common(door: Doorstep) -> None:
    regret(door, [0, 5, 10, 13, 18, 23, 25, 30, 34])
    told = door("review")
    assert "They have nothing in common that chance would not bring about." in told
    assert "What would have helped" not in told


def test_with_few_regrets_it_is_said_how_many_it_takes(door: Doorstep) -> None:
    regret(door, [0, 1, 2, 3])
    assert "Too little to tell what they have in common: it takes 20, with 5 such among them." in door("review")
    (look,) = [one for one in door.json("review", "--anyway")["looks"] if one["what"] == "regret"]
    assert look["needs"] == {"decisions": 0, "of_this_kind": 1}


def test_what_felt_obliged_though_the_standards_say_no_may_lean_on_them(door: Doorstep) -> None:
    regret(door, [0, 1, 2, 3, 4, 5, 6, 7])
    (door.home / "policy.toml").write_text(
        LINKEDIN
        + """
[networks.linkedin.decline]
"recruiters I do not know" = "role == recruiter and not spoken"
"""
    )
    told = door("review")
    assert "Your standards of today do not accept 8 of these 8: you may lean on them." in told
    assert "It would have answered 0 of the 8 accepts that you regret otherwise, and 0 others." in told


def test_those_whose_answer_is_hidden_are_not_named(door: Doorstep) -> None:
    regret(door, [0, 1, 2, 3, 4, 5, 6, 7])
    door("add", "linkedin", "Zoe Hidden")
    door("set", "Zoe Hidden", "role=recruiter", "spoken=no")
    assert "Zoe Hidden" in door("review", "--who")
    asked = door.json("review", "--anyway")["advice"]["asked"]
    door("blind", "on")
    assert "Zoe Hidden" not in door("review", "--who")
    assert door.json("review", "--anyway")["advice"]["asked"] == asked - 1


def test_what_is_regretted_on_two_networks_is_a_rule_of_the_house(door: Doorstep) -> None:
    path = door.home / "policy.toml"
    path.write_text(LINKEDIN + LINKEDIN.replace("linkedin", "facebook"))
    for number in range(5):
        door("add", "facebook", f"Lea Facebook{number}")
        door("set", f"Lea Facebook{number}", "role=recruiter", "spoken=no")
        door("accept", ids(door)[f"Lea Facebook{number}"])
        door("outcome", ids(door)[f"Lea Facebook{number}"], "regret")
    regret(door, [0, 1, 2, 3, 4, 5, 6, 7])
    advice = door.json("review")["advice"]
    assert (advice["network"], advice["text"].split("\n")[0]) == (None, "[house.decline]")


def test_without_standards_the_look_back_has_no_rule_to_try(door: Doorstep) -> None:
    regret(door, [0, 1, 2, 3, 4, 5, 6, 7])
    (door.home / "policy.toml").unlink()
    told = door("review")
    assert "Where role is recruiter and spoken is no: 8 of " in told
    assert "What would have helped" not in told


def test_those_whom_the_rule_would_touch_are_named_on_demand(door: Doorstep) -> None:
    regret(door, [0, 1, 2, 3, 4, 5, 6, 7])
    assert "Nadia Lindqvist" not in door("review").split("What would have helped")[1]
    assert "Nadia Lindqvist on LinkedIn: accept → decline" in door("review", "--who")


def test_a_second_look_within_a_week_is_put_off_and_said_when(door: Doorstep) -> None:
    assert "Looking back, 2026-11-21" in door("review")
    assert "Next from 2026-11-28 on" in door.at("2026-11-24")("review")
    assert door.at("2026-11-24").json("review") == {"due": False, "last": "2026-11-21", "next": "2026-11-28"}
    assert "Looking back, 2026-11-24" in door.at("2026-11-24")("review", "--anyway")
    assert "Looking back, 2026-11-28" in door.at("2026-11-28")("review")


def test_undo_after_a_look_back_takes_back_what_the_user_did_last(door: Doorstep) -> None:
    regret(door, [0])
    door("review")
    assert "outcome" in door("undo")
    assert door.json("review", "--anyway")["counts"]["regret"] == 0


def test_what_felt_obliged_since_the_last_time_is_named(door: Doorstep) -> None:
    door.at("2026-10-05")("review")
    assert "you felt obliged" not in door("review")
    assert door.json("review", "--anyway")["counts"]["obliged"] == 2


def test_the_last_thought_counts(door: Doorstep) -> None:
    regret(door, [3])
    door("outcome", ids(door)[NAMES[3]], "glad")
    counts = door.json("review")["counts"]
    assert (counts["regret"], counts["glad"]) == (0, 1)


def test_an_outcome_has_to_fit_what_became_of_the_request(door: Doorstep) -> None:
    one = ids(door)[NAMES[0]]
    assert "is accepted, so `reconsider` does not fit" in door.fails(8, "outcome", one, "reconsider")
    assert "still to come" in door.fails(2, "outcome", one, "regret", "--on", "2026-12-01")
    assert "no request 999" in door.fails(5, "outcome", "999", "regret")


def test_their_no_is_not_the_users_to_reconsider(fred: Doorstep) -> None:
    fred("ask", "Nadia Lindqvist", "facebook", "--sent")
    fred("ask", "Nadia Lindqvist", "facebook", "--declined")
    for thought in ("reconsider", "glad"):
        assert "the answer was theirs" in fred.fails(8, "outcome", "1", thought)
    assert "became a client" in fred("outcome", "1", "client")


def test_an_outcome_stands_with_the_request_and_the_person_and_goes_when_they_are_forgotten(door: Doorstep) -> None:
    one = ids(door)[NAMES[0]]
    door("outcome", one, "regret", "PITCHED-me-twice", "--on", "2026-11-01")
    for told in (door("show", one), door("about", NAMES[0])):
        assert "PITCHED-me-twice" in told
    assert "Since then: you regret it, 20 days ago" in door("show", one)
    door("forget", NAMES[0], "--yes")
    with sqlite3.connect(door.home / "ledger.db") as raw:
        assert raw.execute("SELECT count(*) FROM outcome").fetchone() == (0,)
    assert b"PITCHED" not in b"".join(path.read_bytes() for path in door.home.rglob("*") if path.is_file())


def test_with_nothing_decided_there_is_nothing_to_look_back_on(fred: Doorstep) -> None:
    assert "nothing to look back on" in fred("review")
    assert fred.json("review")["due"], "and it is not put off for a week"


def test_an_unknown_outcome_is_answered_with_those_that_there_are(cast: Doorstep) -> None:
    said = cast.fails(2, "outcome", "1", "sad")
    assert "'sad' is not one of 'regret', 'glad', 'reconsider', 'client', 'unfriended'" in said
    assert "{" not in said
