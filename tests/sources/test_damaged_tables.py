"""Tables with a quotation mark too many, and with rows without end."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.facts.seen import SeenFile
from doorstep.sources import Limits
from doorstep.sources.facebook import lists as facebook
from doorstep.sources.instagram import lists as instagram
from doorstep.sources.members import MOST_ROWS
from doorstep.sources.records import Records

from .helpers import CONNECTIONS, NADIA, connections, names, read, zipped

DORA, INES, OTTO = (NADIA.replace("adia", name) for name in ("ora", "nes", "tto"))


def row(name: str, company: str = "") -> str:
    return f"{name},Quill,https://www.linkedin.com/in/{name.lower()}-quill,,{company},,20 Oct 2026\n"


@pytest.mark.parametrize("company", ['"Lantern Works', '"Lantern, Works', '"Lantern ""Works', 'Lantern,"'])
def test_a_quotation_mark_that_is_never_closed_costs_one_row_not_all_after_it(company: str, tmp_path: Path) -> None:
    rows = row("Nadia") + row("Dora", company) + row("Ines") + row("Otto", '"a, b"') + row("Petra")
    found = connections(tmp_path, rows)
    assert names(found) == ["Nadia Quill", "Ines Quill", "Otto Quill", "Petra Quill"]
    (problem,) = found.files[0].skipped
    assert (problem.row, "never closed" in problem.reason) == (3, True)


def test_many_quotation_marks_that_are_never_closed_cost_a_row_each(tmp_path: Path) -> None:
    rows = "".join(row("Dora", '"x') + row(name) for name in ("Nadia", "Ines", "Otto"))
    assert names(connections(tmp_path, rows)) == ["Nadia Quill", "Ines Quill", "Otto Quill"]


def test_a_cell_of_many_lines_with_marks_in_it_is_one_cell(tmp_path: Path) -> None:
    company = '"Lantern\nWorks, ""the"" one\r\n\nand only"'
    found = connections(tmp_path, row("Nadia") + row("Dora", company) + row("Ines"))
    assert names(found) == ["Nadia Quill", "Dora Quill", "Ines Quill"]
    assert not found.files[0].skipped


def test_a_mark_in_the_middle_of_a_cell_is_a_letter_like_others(tmp_path: Path) -> None:
    found = connections(tmp_path, row("Nadia", 'the "old" mill') + row("Ines", '"old" mill'))
    assert names(found) == ["Nadia Quill", "Ines Quill"]


def test_a_table_of_endless_rows_is_read_up_to_a_bound(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"Connections.csv": CONNECTIONS + "".join(row(f"P{n}") for n in range(30))})
    (found,) = read([path], limits=Limits(rows=20))
    assert len(found.profiles) == 20
    assert "more than 20 rows" in found.files[0].skipped[-1].reason


CELL = st.text(st.sampled_from('ab,"\n\r '), max_size=6)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=8))
def test_a_table_that_is_whole_is_read_as_it_was_written(rows: list[list[str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    lines = "".join(",".join(map(quoted, cells)) + "\n" for cells in rows).splitlines(keepends=True)
    assert [cells for _, cells in Records(lines, ",").of(3)] == rows


@given(st.lists(CELL, max_size=30))
def test_whatever_the_lines_all_of_them_are_passed_once(lines: list[str]) -> None:
    records = Records([one.replace("\n", "").replace("\r", "") + "\n" for one in lines], ",")
    begins = [begin for begin, _ in records.of(2)]
    assert begins == sorted(set(begins))
    assert all(1 <= begin <= len(lines) for begin in begins)


def test_a_list_of_more_people_than_anybody_has_is_read_up_to_a_bound() -> None:
    many = range(MOST_ROWS + 3)
    friends, followers, old = (SeenFile(name, "", unit="entry") for name in ("friends", "followers", "old"))
    found = facebook.rows([{"name": f"N{n}", "timestamp": 1700000000} for n in many], "friends", friends, [])
    assert len(found) == MOST_ROWS
    listed = [{"string_list_data": [{"value": f"n{n}", "timestamp": 1700000000}]} for n in many]
    assert len(instagram.rows(listed, followers)) == MOST_ROWS
    (told,) = instagram.old_rows({"followers": {f"n{n}": "2026-01-01T00:00:00+00:00" for n in many}}, old).values()
    assert len(told) == MOST_ROWS
    for seen in (friends, followers, old):
        assert [(one.row, "more than 200,000 entries" in one.reason) for one in seen.skipped] == [(MOST_ROWS + 1, True)]


def test_what_a_wrong_clock_wrote_of_a_day_to_come_is_no_evidence(tmp_path: Path) -> None:
    """The helpers read as of November 2026."""
    listed = {"friends_v2": [{"name": "Ines Hale", "timestamp": 1700000000}, {"name": "Otto", "timestamp": 1900000000}]}
    asked = {"received_requests_v2": [{"name": "Nadia Quill", "timestamp": 1900000000}]}
    (found,) = read([zipped(tmp_path, {
        "connections/friends/your_friends.json": json.dumps(listed),
        "connections/friends/received_friend_requests.json": json.dumps(asked),
    })])  # fmt: skip
    assert [one.connected_since is None for one in found.profiles if one.is_connection] == [False, True]
    assert [one.asked_at for one in found.requests] == [None]
    assert any("2 of a day to come" in one for one in found.warnings)
