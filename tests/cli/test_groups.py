"""An auditor's table: joined for one run, written where the user says, and nowhere else."""

import csv
import json
from pathlib import Path

import pytest

from .practised import NAMES
from .runner import Doorstep

PLANTED = ("GROUP-zq-magenta", "GROUP-zq-indigo", "COLUMN-zq-caste", "auditor-zq-table", "report-zq-out")


@pytest.fixture
def door(practising: Doorstep) -> Doorstep:
    """Thirty decisions, twelve let in."""
    return practising


def table(folder: Path, rows: list[tuple[object, str]], head: tuple[str, str] = ("id", PLANTED[2])) -> Path:
    """The auditor's table."""
    path = folder / f"{PLANTED[3]}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def by_number(door: Doorstep, groups: tuple[str, ...] = PLANTED[:2]) -> list[tuple[object, str]]:
    """Every request in one of the groups: the accepted ones mostly in the first."""
    rows = []
    for row in door.json("inbox", "--state", "all"):
        first = row["state"] == "accepted" or row["id"] % 3 == 0
        rows.append((row["id"], groups[0] if first else groups[1]))
    return rows


def told(door: Doorstep, path: Path, out: Path, *more: str) -> dict[str, object]:
    """The report as JSON."""
    door("even", "--with", str(path), "--group", PLANTED[2], "--out", str(out), *more)
    return dict(json.loads(out.read_text(encoding="utf-8")))


def test_rates_intervals_and_four_fifths_are_in_the_report(door: Doorstep, tmp_path: Path) -> None:
    rows = by_number(door)
    found = told(door, table(tmp_path, rows), tmp_path / "out.json")
    states = {row["id"]: row["state"] for row in door.json("inbox", "--state", "all")}
    groups = {one["group"]: one for one in found["groups"]}  # type: ignore[attr-defined]
    assert set(groups) == set(PLANTED[:2])
    for name, one in groups.items():
        of = [number for number, group in rows if group == name]
        accepted = sum(states[number] == "accepted" for number in of)
        assert (one["of"], one["accepted"]) == (len(of), accepted)
        assert one["low"] <= one["rate"] <= one["high"]
    assert groups[PLANTED[1]]["finding"].startswith("below four fifths")
    assert found["decisions"] == 30


def test_nothing_of_the_table_is_left_in_the_home_folder(door: Doorstep, tmp_path: Path) -> None:
    before = door.content()
    path = table(tmp_path, by_number(door))
    for name in (f"{PLANTED[4]}.html", f"{PLANTED[4]}.json"):
        door("even", "--with", str(path), "--group", PLANTED[2], "--out", str(tmp_path / name))
    door("backup")
    held = b"\n".join(one.read_bytes() for one in door.home.rglob("*") if one.is_file())
    assert NAMES[0].encode() in held, "the search finds what is there"
    for word in PLANTED:
        assert word.encode() not in held
        assert word.encode("utf-16-le") not in held
    after = door.content()
    assert {name: rows for name, rows in after.items() if name != "backup"} == before
    for word in PLANTED:
        assert word not in door("export")


def test_a_small_group_is_too_few_to_tell(door: Doorstep, tmp_path: Path) -> None:
    rows = by_number(door)
    rows[:3] = [(number, "few") for number, _ in rows[:3]]
    found = told(door, table(tmp_path, rows), tmp_path / "out.json")
    (few,) = [one for one in found["groups"] if one["group"] == "few"]  # type: ignore[attr-defined]
    assert few == {"group": "few", "finding": "fewer than 10: too few to tell"}
    page = tmp_path / "out.html"
    door("even", "--with", str(tmp_path / f"{PLANTED[3]}.csv"), "--group", PLANTED[2], "--out", str(page))
    assert "fewer than 10: too few to tell" in page.read_text(encoding="utf-8")


def test_people_are_found_by_the_address_of_their_profile_too(door: Doorstep, tmp_path: Path) -> None:
    rows: list[tuple[object, str]] = []
    for number, name in enumerate(NAMES):
        slug = name.lower().replace(" ", "-")
        links = (f"https://www.linkedin.com/in/{slug}/", f"LinkedIn.com/in/{slug.upper()}?x=1", slug)
        rows.append((links[number % 3], "a"))
    found = told(door, table(tmp_path, rows, ("Profile", PLANTED[2])), tmp_path / "o.json", "--id", "profile")
    assert found["decisions"] == 30


def test_what_cannot_be_joined_is_counted(door: Doorstep, tmp_path: Path) -> None:
    rows = [*by_number(door)[:20], (9999, "x"), ("", "x"), (None, "x")]
    rows += [(rows[0][0], "other"), (rows[1][0], rows[1][1]), (door.json("inbox", "--state", "all")[25]["id"], "  ")]
    found = told(door, table(tmp_path, rows), tmp_path / "o.json")
    assert found["decisions"] == 19
    assert found["left_out"] == {
        "decisions_without_a_row": 10, "rows_without_a_decision": 3, "rows_without_a_group": 1,
        "decisions_in_two_groups": 1,
    }  # fmt: skip


def test_hostile_groups_stay_text(door: Doorstep, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>\x1b[31m\u202e&\"'"
    rows = [(number, evil) for number, _ in by_number(door)]
    out = tmp_path / "o.html"
    door("even", "--with", str(table(tmp_path, rows, ("id", "<b>g</b>"))), "--group", "<b>g</b>", "--out", str(out))
    page = out.read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not {"\x1b", "\u202e"} & set(page)


def test_what_is_missing_or_wrong_is_told_before_anything_is_written(door: Doorstep, tmp_path: Path) -> None:
    path, out = str(table(tmp_path, by_number(door))), str(tmp_path / "o.json")
    assert "groups need a table" in door.fails(2, "even", "--with", path)
    assert "groups need a table" in door.fails(2, "even", "--group", "x", "--out", out)
    assert "no columns `id` and `caste`" in door.fails(2, "even", "--with", path, "--group", "caste", "--out", out)
    assert "no such file" in door.fails(2, "even", "--with", out, "--group", "x", "--out", out)
    inside = str(door.home / "o.json")
    assert "doorstep's own folder" in door.fails(2, "even", "--with", path, "--group", PLANTED[2], "--out", inside)
    assert "ends in .html or .json" in door.fails(2, "even", "--with", path, "--group", PLANTED[2], "--out", "o.txt")
    Path(out).write_text("mine", encoding="utf-8")
    assert "such a file already" in door.fails(8, "even", "--with", path, "--group", PLANTED[2], "--out", out)
    assert Path(out).read_text(encoding="utf-8") == "mine"
    many = table(tmp_path, [(number, f"g{number}") for number in range(1, 31)])
    Path(out).unlink()
    assert door("even", "--with", str(many), "--group", PLANTED[2], "--out", out)


def test_four_fifths_or_more_among_a_few_may_be_chance_too(door: Doorstep, tmp_path: Path) -> None:
    states = {row["id"]: row["state"] for row in door.json("inbox", "--state", "all")}
    turns = {True: 0, False: 0}
    rows = []
    for number, _ in by_number(door):
        is_in = states[number] == "accepted"
        turns[is_in] += 1
        rows.append((number, PLANTED[turns[is_in] % 2]))
    found = told(door, table(tmp_path, rows), tmp_path / "out.json")
    findings = [one["finding"] for one in found["groups"]]  # type: ignore[attr-defined]
    assert "four fifths or more, which may be chance" in findings
