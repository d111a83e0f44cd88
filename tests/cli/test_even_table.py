"""`doorstep even --table`: the audit of decisions kept elsewhere."""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import pytest

from .runner import Doorstep

FACTS = "spoken,trust,role"


def saved(folder: Path, header: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """A table as a spreadsheet saves it."""
    path = folder / "decisions.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([header, *rows])
    return str(path)


@pytest.fixture
def practice(tmp_path: Path) -> str:
    """A practice's table: two people decide by calls and trust, and let recruiters in without a call."""
    random = Random(7)
    rows = []
    for number in range(240):
        spoken, trust = random.random() < 0.5, random.randrange(6)
        role = random.choice(("client", "partner", "recruiter", "vendor"))
        rule = spoken and trust >= 2
        said = rule != (random.random() < 0.05) if role != "recruiter" or spoken else random.random() < 0.8
        rows.append((
            f"Person {number}", "Fred" if number % 2 else "Nadia", f"2026-{1 + number // 24:02}-{1 + number % 24:02}",
            "yes" if spoken else "no", trust if number % 9 else "", role, "accepted" if said else "declined",
            "accept" if rule else "decline",
        ))  # fmt: skip
    header = ("who", "judge", "day", "spoken", "trust", "role", "answer", "by the book")
    return saved(tmp_path, header, rows)


def whole(path: str) -> tuple[str, ...]:
    """The words of the command with all its columns."""
    return ("even", "--table", path, "--decision", "answer", "--facts", FACTS, "--higher-is-better", "spoken,trust",
            "--by", "judge", "--when", "day", "--standard", "by the book", "--name", "who")  # fmt: skip


def test_it_tells_the_three_tiers_in_words_of_their_own(empty: Doorstep, practice: str) -> None:
    said = empty(*whole(practice))
    assert said.startswith("240 decisions by 2 judges, 2026-01-01 to 2026-10-24:")
    for words in ("at least as good on every fact was not let in", "pairs of like cases were decided oppositely",
                  "They let in cases against their standards", "where role is recruiter and spoken is no",
                  "accept when `role == recruiter and not spoken`"):  # fmt: skip
        assert words in said, words
    assert not empty.home.exists(), "a table is looked at, and nothing is kept"


def test_the_habit_is_told_with_its_counts(empty: Doorstep, practice: str) -> None:
    found = empty.json(*whole(practice))
    (drift,) = found["drifts"]["found"]
    with Path(practice).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    group = [row for row in rows if row["role"] == "recruiter" and row["spoken"] == "no"]
    assert drift["of"] == len(group)
    assert drift["times"] == sum(row["answer"] == "accepted" for row in group)
    assert drift["kind"] == "let in"
    (numbers,) = [one["numbers"] for one in found["sentences"] if one["id"] == "habit-1"]
    others = [row for row in rows if row not in group and row["by the book"] == "decline"]
    let_in = sum(row["answer"] == "accepted" for row in others)
    assert (numbers["times"], numbers["of"]) == (drift["times"], len(group))
    assert (numbers["elsewhere"], numbers["of_elsewhere"]) == (let_in, len(others))


def test_every_sentence_can_be_traced_to_the_numbers_behind_it(empty: Doorstep, practice: str) -> None:
    told = empty.json(*whole(practice))["sentences"]
    assert len(told) > 15
    assert len({one["id"] for one in told}) == len(told)
    shown = empty(*whole(practice))
    for one in told:
        assert f"[{one['id']}]" in shown
        assert one["text"] in shown
        assert one["numbers"], one["id"]
        for digits in (word.strip("().,%") for word in one["text"].split()):
            if digits.replace(",", "").isdecimal() and "Person" not in one["text"]:
                assert digits.replace(",", "") in _digits(one["numbers"]), (one["text"], digits)
    for id_ in ("contradiction-1", "uneven-1", "habit-1", "habit-1-rule", "practice-1", "odds-1", "level"):
        behind = empty.json(*whole(practice), "--why", id_)
        (one,) = [one for one in told if one["id"] == id_]
        assert behind["text"] == one["text"]
        assert behind["numbers"] == one["numbers"]
        assert [case["id"] for case in behind["cases"]] == list(dict.fromkeys(one["cases"]))


def _digits(numbers: object) -> str:
    """All the numbers in plain figures, shares as per cent as well."""
    found = []
    match numbers:
        case dict():
            found = [_digits(one) for one in numbers.values()]
        case list():
            found = [_digits(one) for one in numbers]
        case float():
            found = [f"{numbers:.6f}", f"{numbers:.1%}"]
        case _:
            found = [str(numbers)]
    return " ".join(found)


def test_the_cases_behind_a_sentence_stand_side_by_side(empty: Doorstep, practice: str) -> None:
    said = empty(*whole(practice), "--why", "contradiction-1")
    lines = [line for line in said.splitlines() if line.startswith("Person ")]
    assert any(" not let in " in line for line in lines)
    assert any(" accepted " in line for line in lines)
    assert "case" in said
    assert "spoken  trust" in said


def test_a_sentence_that_is_not_there_is_refused_with_the_nearest(empty: Doorstep, practice: str) -> None:
    said = empty.fails(5, *whole(practice), "--why", "habit-7")
    assert "no sentence `habit-7`" in said
    assert "did you mean `habit-1`?" in said


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("yes", "no"),
    [("yes", "no"), ("Accepted", "Declined"), ("1", "0"), ("approve", "reject"), ("True", "False"), ("3", "-5")],
)
def test_plain_words_and_signs_tell_a_yes(empty: Doorstep, tmp_path: Path, delimiter: str, yes: str, no: str) -> None:
    path = saved(tmp_path, ("answer", "spoken"), [(yes, "yes"), (no, "no"), (yes, "no"), ("", "no")], delimiter)
    found = empty.json("even", "--table", path, "--decision", "answer", "--facts", "spoken")
    assert (found["accepted"], found["of"]) == (2, 3)
    assert (
        "1 row without a decision: left out"
        in empty.run("even", "--table", path, "--decision", "answer", "--facts", "spoken").err
    )


def test_other_words_for_a_yes_are_told_by_hand(empty: Doorstep, tmp_path: Path) -> None:
    path = saved(tmp_path, ("answer", "x"), [("come in", "1"), ("maybe", "0"), ("welcome", "0"), ("go away", "1")])
    words = ("even", "--table", path, "--decision", "answer", "--facts", "x")
    assert empty.json(*words, "--accepted", "come in,Welcome")["accepted"] == 2
    said = empty.fails(2, *words)
    assert "`answer` are not two kinds" in said
    assert "--accepted VALUE" in said
    assert "no row of `answer` says `hello`" in empty.fails(2, *words, "--accepted", "hello")


@pytest.mark.parametrize(
    ("words", "code", "told", "step"),
    [
        (("--decision", "anser", "--facts", "spoken"), 2, "no column `anser`", "did you mean `answer`?"),
        (("--decision", "answer", "--facts", "spoke,x"), 2, "no column `spoke`", "did you mean `spoken`?"),
        (("--decision", "answer", "--facts", "zzzz"), 2, "no column `zzzz`", "it has `who`, `judge`"),
        (("--decision", "answer"), 2, "say which columns are the facts", "--facts A,B,C"),
        (("--facts", "spoken"), 2, "say which column is the decision", "--decision COLUMN"),
        (("--decision", "answer", "--facts", "answer"), 2, "is the decision and cannot be a fact", "leave it out"),
        (("--decision", "answer", "--facts", "spoken", "--higher-is-better", "trust"), 2, "not among the facts",
         "--facts"),
        (("--decision", "answer", "--facts", "role", "--higher-is-better", "role"), 2, "of words none is higher",
         "turn it into numbers"),
        (("--decision", "answer", "--facts", "trust", "--higher-is-better", "trust", "--lower-is-better", "trust"), 2,
         "cannot be better both ways", "one direction"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_columns_is_named_with_the_next_step(
    empty: Doorstep, practice: str, words: tuple[str, ...], code: int, told: str, step: str
) -> None:
    said = empty.fails(code, "even", "--table", practice, *words)
    assert told in said
    assert step in said


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the table is empty"),
        (b"\n\n  \n", "the table is empty"),
        (b"answer,spoken\n", "the table has no rows"),
        (b"answer,spoken\n\n,\n", "the table has no rows"),
        (b"\x00\x01\x02\xff" * 50, "no column `answer`"),
        (b"answer,spoken\n?,yes\n,no\n", "no row says what was decided"),
        (b"answer,spoken,spoken\nyes,yes,no\n", "there are two columns `spoken`"),
        (b'answer,spoken\nyes,"yes\nno,no\nyes,yes\n', "cannot be read as a table"),
    ],
)
def test_a_table_with_nothing_in_it_is_refused(empty: Doorstep, tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(content)
    said = empty.run("even", "--table", str(path), "--decision", "answer", "--facts", "spoken")
    assert said.code in (2, 6)
    assert told in said.err
    assert said.out == ""


def test_a_table_that_is_not_there_is_refused(empty: Doorstep, tmp_path: Path) -> None:
    said = empty.fails(6, "even", "--table", str(tmp_path / "none.csv"), "--decision", "a", "--facts", "b")
    assert "there is no such file" in said


def test_options_of_ones_own_decisions_and_of_a_table_do_not_go_together(empty: Doorstep, tmp_path: Path) -> None:
    path = str(tmp_path / "table.csv")
    assert "--report is for your own decisions" in empty.fails(2, "even", "--table", path, "--report", "x.html")
    assert "these are columns of a table" in empty.fails(2, "even", "--decision", "answer")


def test_few_decisions_are_too_few_to_tell(empty: Doorstep, tmp_path: Path) -> None:
    rows = [("yes", "yes", "yes", "yes"), ("no", "no", "no", "yes")] * 5
    path = saved(tmp_path, ("answer", "spoken", "met", "rule"), rows)
    said = empty("even", "--table", path, "--decision", "answer", "--facts", "spoken,met", "--standard", "rule")
    assert said.count("Too few decisions to tell") == 3
    assert "About 100 would do" in said
    assert "Chance would do" not in said


def test_what_stands_in_a_table_is_shown_and_never_obeyed(empty: Doorstep, tmp_path: Path) -> None:
    nasty = "\x1b[2J\u202egnp.exe"
    rows = [(nasty, "no", 3), ("Ines", "yes", 1), ("Otto", "yes", 0)]
    path = saved(tmp_path, (nasty, "answer", "trust"), rows)
    column = "gnp.exe"
    said = empty.run("even", "--table", path, "--decision", "answer", "--facts", "trust", "--higher-is-better", "trust",
                     "--why", "contradiction-1")  # fmt: skip
    assert column not in said.out
    named = empty("even", "--table", path, "--decision", "answer", "--facts", "trust", "--higher-is-better", "trust",
                  "--name", "[2Jgnp.exe")  # fmt: skip
    assert "[2Jgnp.exe was not let in and Otto was" in named
    assert "\x1b" not in named
    assert "\u202e" not in named


def test_unknown_cells_are_neither_yes_nor_no(empty: Doorstep, tmp_path: Path) -> None:
    rows = [("no", "?", "3"), ("yes", "no", "3"), ("yes", "unknown", "2"), ("no", "", "2.5")]
    path = saved(tmp_path, ("answer", "spoken", "trust"), rows)
    found = empty.json("even", "--table", path, "--decision", "answer", "--facts", "spoken,trust",
                       "--higher-is-better", "spoken,trust")  # fmt: skip
    pairs = {(one["refused"], one["accepted"]) for one in found["contradictions"]["pairs"]}
    assert pairs == {("row 2", "row 4"), ("row 5", "row 4")}


def test_accents_of_an_old_spreadsheet_are_read_with_a_remark(empty: Doorstep, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes("answer;größe\nyes;1\nno;0\n".encode("cp1252"))
    said = empty.run("even", "--table", str(path), "--decision", "answer", "--facts", "größe")
    assert said.code == 0
    assert "Windows-1252" in said.err


def test_json_is_json_and_nothing_else(empty: Doorstep, practice: str) -> None:
    said = empty.run(*whole(practice), "--json")
    found = json.loads(said.out)
    assert {"contradictions", "twins", "drifts", "level", "streaks", "practice", "each", "between", "sentences"} <= set(
        found
    )
    assert {judge["name"] for judge in found["each"]} == {"Fred", "Nadia"}


def test_a_blank_row_in_the_middle_does_not_shift_the_numbers_of_the_rows(empty: Doorstep, tmp_path: Path) -> None:
    path = tmp_path / "gap.csv"
    path.write_text("answer,trust\nyes,1\n\n,\nno,3\n", encoding="utf-8")
    found = empty.json("even", "--table", str(path), "--decision", "answer", "--facts", "trust", "--higher-is-better",
                       "trust")  # fmt: skip
    assert [(one["refused"], one["accepted"]) for one in found["contradictions"]["pairs"]] == [("row 5", "row 2")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_numbers_with_a_comma_are_numbers(empty: Doorstep, tmp_path: Path, delimiter: str) -> None:
    path = saved(tmp_path, ("answer", "trust"), [("no", "2,5"), ("yes", "1,25"), ("no", "?")], delimiter)
    words = ("even", "--table", path, "--decision", "answer", "--facts", "trust", "--higher-is-better", "trust")
    assert empty.json(*words)["contradictions"]["count"] == 1
    path = saved(tmp_path, ("answer", "trust"), [("no", "1,500"), ("yes", "2,5")], delimiter)
    assert "of words none is higher" in empty.fails(2, *words), "a thousand and a half, or one and a half?"


def test_days_without_dashes_are_days_and_those_far_ahead_are_remarked(empty: Doorstep, tmp_path: Path) -> None:
    rows = [("yes", "yes", "20260102"), ("no", "no", "2026-03-04T23:30:00-05:00"), ("no", "no", "2127-01-01")]
    path = saved(tmp_path, ("answer", "spoken", "day"), rows)
    said = empty.run("even", "--table", path, "--decision", "answer", "--facts", "spoken", "--when", "day")
    assert said.out.startswith("3 decisions, 2026-01-02 to 2127-01-01:")
    assert "1 row dated more than a year ahead" in said.err


def test_where_all_answers_are_the_same_nothing_is_claimed_of_likes_and_weights(
    empty: Doorstep, tmp_path: Path
) -> None:
    path = saved(
        tmp_path, ("answer", "trust", "rule"), [("yes", at % 3, "yes" if at % 2 else "no") for at in range(90)]
    )
    told = empty.json("even", "--table", path, "--decision", "answer", "--facts", "trust", "--standard", "rule")
    texts = {one["id"]: one["text"] for one in told["sentences"]}
    assert set(texts) == {"same", "habits", "level"}
    assert texts["same"].startswith("All 90 decisions are the same, accepted")


def test_what_moves_a_decision_is_told_in_plain_words_with_the_odds_behind(empty: Doorstep, practice: str) -> None:
    told = empty.json(*whole(practice))["sentences"]
    weights = [one for one in told if one["id"].startswith("odds-")]
    assert any(one["text"] == "All else equal, a yes was likelier where spoken is yes." for one in weights)
    for one in weights:
        low, high = one["numbers"]["odds_low"], one["numbers"]["odds_high"]
        assert ("likel" in one["text"]) == (not low <= 1 <= high and high < 1e4 * low)
        assert "odds" not in one["text"]


def test_a_fact_that_settles_everything_is_not_given_a_weight(empty: Doorstep, tmp_path: Path) -> None:
    path = saved(tmp_path, ("answer", "spoken"), [("yes", "yes"), ("no", "no")] * 30)
    (one,) = [
        one for one in empty.json("even", "--table", path, "--decision", "answer", "--facts", "spoken")["sentences"]
        if one["id"] == "odds-1"
    ]  # fmt: skip
    assert "cannot be told" in one["text"]


def test_bands_say_from_where_to_where(empty: Doorstep, tmp_path: Path) -> None:
    path = saved(tmp_path, ("answer", "mutuals"), [("yes" if at % 2 else "no", at) for at in range(60)])
    (one,) = [
        one for one in empty.json("even", "--table", path, "--decision", "answer", "--facts", "mutuals")["sentences"]
        if one["id"] == "practice-1"
    ]  # fmt: skip
    assert "where 0 to 9 (5 of 10)" in one["text"]
    assert "where 50 to 59 (5 of 10)" in one["text"]
