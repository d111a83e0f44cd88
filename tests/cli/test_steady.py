"""Own past cases once more: hidden, spread, stopped and resumed, and nothing of it lost."""

import os
import signal
import sqlite3
import subprocess
import time
from collections import Counter
from typing import Any

import pytest

from .practised import DECIDED, NAMES
from .runner import Doorstep, environment

KEYS = {"accept": "a", "not_yet": "n", "decline": "d"}


@pytest.fixture
def door(practising: Doorstep) -> Doorstep:
    """Thirty decisions, seven weeks old."""
    return practising


def kept(door: Doorstep) -> list[tuple[Any, ...]]:
    """The cases of every round: place, what was answered then, and now."""
    return [(row[3], row[4], row[5]) for row in door.content().get("rejudged", [])]


def test_a_case_shows_what_was_known_and_nothing_of_whose_it_is_or_what_became_of_it(door: Doorstep) -> None:
    shown = door("rejudge", "--count", "12", keys="s\n" * 12)
    told = shown + door("rejudge", "--json")
    assert "Hello Fred, this is ▒▒▒, see ▒▒▒" in told
    assert "role" in told
    for word in (*(part for name in NAMES for part in name.split()), "example", "Works", "REASON", "your standards"):
        assert word.casefold() not in told.casefold().replace("your own past cases", ""), word
    assert not {"request", "id", "verdict", "first"} & set(door.json("rejudge")["left"][0])


def test_the_cases_are_spread_over_answer_verdict_and_network_and_the_seed_is_kept(door: Doorstep) -> None:
    found = door.json("rejudge", "--count", "9", "--seed", "5")
    assert (found["seed"], found["cases"]) == (5, 9)
    firsts = Counter(first for _, first, _ in kept(door))
    assert set(firsts) == {"accept", "decline", "not_yet"}
    again = [row[2] for row in door.content()["rejudged"]]
    door("undo")
    assert kept(door) == []
    door("rejudge", "--json", "--count", "9", "--seed", "5")
    assert [row[2] for row in door.content()["rejudged"]] == again
    door("undo")
    door("rejudge", "--json", "--count", "9", "--seed", "6")
    assert [row[2] for row in door.content()["rejudged"]] != again


def test_it_can_be_stopped_and_goes_on_where_it_was(door: Doorstep) -> None:
    said = door("rejudge", "--count", "8", keys="a\nn\nq\n")
    assert "2 of 8 are kept. doorstep rejudge goes on with the 6 cases left." in said
    assert [answer for _, _, answer in kept(door)][:3] == ["accept", "not_yet", ""]
    assert "Case 1 of 8" not in door("rejudge", keys="q\n")
    door("undo")
    assert [answer for _, _, answer in kept(door)][:2] == ["accept", ""], "each answer is undone by itself"
    said = door("rejudge", keys="s\n" + "d\n" * 6)
    assert "7 of 8 are kept" in said, "what was passed over is left"
    assert "You gave the same answer in" in door("rejudge", keys="d\n")


def test_the_result_tells_agreement_its_interval_and_chance(door: Doorstep) -> None:
    door("rejudge", "--json", "--count", "10", "--seed", "11")
    firsts = [first for _, first, _ in kept(door)]
    others = {"accept": "decline", "decline": "accept", "not_yet": "accept"}
    keys = [KEYS[others[first]] if place == 0 else KEYS[first] for place, first in enumerate(firsts)]
    said = door("rejudge", keys="\n".join(keys) + "\n")
    assert "You gave the same answer in 9 of 10 cases." in said
    assert "it would be between 60% and 99% (95 % sure)" in said
    assert said.count(" then, ") == 1, "the one that changed, with its name"
    assert any(name in said for name in NAMES)
    with sqlite3.connect(door.home / "ledger.db") as raw:
        assert raw.execute("SELECT count(*) FROM decision").fetchone() == (30,), "no decision is changed by it"
    raw.close()
    assert "Case 1 of 10" in door("rejudge", keys="q\n"), "the next round begins"
    assert not {row[2] for row in door.content()["rejudged"][:10]} & {row[2] for row in door.content()["rejudged"][10:]}


def test_another_program_can_answer_case_by_case(door: Doorstep) -> None:
    cases = [one["case"] for one in door.json("rejudge", "--count", "8")["left"]]
    for case in cases:
        told = door.json("rejudge", "--say", str(case), "not yet")
    assert told["left"] == []
    assert told["result"]["cases"] == 8
    assert set(told["result"]) == {"cases", "same", "low", "high", "chance", "p", "enough"}
    assert "no round is going on" in door.fails(2, "rejudge", "--say", "1", "accept")
    door("rejudge", "--json", "--new")
    assert "did you mean `accept`" in door.fails(2, "rejudge", "--say", "1", "acept")
    assert "no case 99" in door.fails(5, "rejudge", "--say", "99", "accept")
    assert "is no number" in door.fails(2, "rejudge", "--say", "⅜", "accept")


def test_on_a_terminal_one_key_is_an_answer(door: Doorstep) -> None:
    typed = [("q stop", "a"), ("Case 2", "n"), ("Case 3", "q")]
    shown = door.on_terminal("rejudge", "--count", "8", columns=70, typed=typed)
    assert "2 of 8 are kept" in shown
    assert [answer for _, _, answer in kept(door)][:3] == ["accept", "not_yet", ""]


def test_too_few_decisions_or_too_fresh_ones_are_told_so(cast: Doorstep, door: Doorstep) -> None:
    cast("decline", "1")
    assert "too few decisions to tell: 0 of yours are two weeks old, and it takes 8" in cast.fails(8, "rejudge")
    door = door.at("2026-10-09")
    assert "from 2026-10-15 on there are enough" in door.fails(8, "rejudge")
    assert door.at("2026-10-15").json("rejudge")["cases"] == 10


def test_a_case_whose_person_was_forgotten_or_whose_decision_was_undone_is_left_out(door: Doorstep) -> None:
    door("rejudge", "--json", "--count", "10")
    first, second, *_ = [row[2] for row in door.content()["rejudged"]]
    (name,) = [row["person"]["name"] for row in door.json("inbox", "--state", "all") if row["id"] == first]
    door("forget", name, "--yes")
    (entry,) = [one["id"] for one in door.json("log", "--limit", "1000") if one["request_id"] == second]
    door("undo", str(entry))
    assert len(door.json("rejudge")["left"]) == 8
    assert "You gave the same answer in" in door("rejudge", keys="a\n" * 8)


def test_a_kill_loses_no_answer(door: Doorstep) -> None:
    """Killed again and again while the answers come in: what was answered is kept, and the rest is asked."""
    door("rejudge", "--json", "--count", "12", "--seed", "3")
    for answered in (1, 2, 4, 7):
        process = subprocess.Popen(
            door.command("rejudge"), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=environment(),
        )  # fmt: skip
        assert process.stdin is not None
        before = sum(answer != "" for _, _, answer in kept(door))
        process.stdin.write(b"a\n" * (answered - before))
        process.stdin.flush()
        until = time.monotonic() + 30
        while sum(answer != "" for _, _, answer in kept(door)) < answered and time.monotonic() < until:
            time.sleep(0.05)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdin.close()
        assert [answer for _, _, answer in kept(door)] == ["accept"] * answered + [""] * (12 - answered)
        assert door.json("rejudge")["answered"] == answered
    assert "You gave the same answer in" in door("rejudge", keys="a\n" * 5)


def test_what_was_known_then_is_shown_and_not_what_is_known_today(door: Doorstep) -> None:
    door.at("2026-11-01")("set", NAMES[0], "spoken=yes", "role=friend")
    row = next(row for row in door.json("inbox", "--state", "all") if row["person"]["name"] == NAMES[0])
    for round_number in range(4):
        door("rejudge", "--json", "--new", "--count", "12", "--seed", str(round_number))
    held = [one for one in door.content()["decision"] if one[1] == row["id"]]
    assert '"role":["recruiter"]' in held[0][9]
    assert DECIDED in held[0][2]
    assert "friend" not in door("rejudge", keys="s\n" * 12)
