"""What has gone wrong with Connections.csv, one test a symptom."""

from datetime import date
from pathlib import Path

import pytest

from doorstep.errors import DriftError, EmptyArchiveError

from .helpers import CONNECTIONS, NADIA, connections, names, read, reading, shown

INES = "Ines,Hale,https://www.linkedin.com/in/ines-hale,,Lantern Works,Editor,04 Apr 2021\n"
PREAMBLE = 'Notes:\n"When exporting, some ""addresses"" may be missing."\n\n'


def test_an_empty_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(EmptyArchiveError, match="empty") as caught:
        connections(tmp_path, b"")
    assert caught.value.place == "Connections.csv"


def test_zero_rows_from_a_recognised_archive_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(EmptyArchiveError, match=r"Connections\.csv: no rows"):
        connections(tmp_path, "")


def test_a_file_without_its_header_is_not_taken_for_connections(tmp_path: Path) -> None:
    with pytest.raises(DriftError, match="not a LinkedIn Connections file"):
        connections(tmp_path, b"Name,Since\nInes,2020\n")


@pytest.mark.parametrize(
    "text",
    [
        ("\ufeff" + CONNECTIONS + INES).encode(),
        (CONNECTIONS + INES).replace(",", "\t").encode("utf-16"),
        (CONNECTIONS + INES).replace(",", "\t").encode("utf-16-le"),
        (CONNECTIONS + INES).replace(",", ";").replace("\n", "\r\n").encode("cp1252"),
        (CONNECTIONS + INES.strip()).encode(),
        (CONNECTIONS + "\r\n" + INES + "\r\n,,,,,,\n").encode(),
        (CONNECTIONS + INES).replace("\n", "\r").encode(),
        (PREAMBLE + CONNECTIONS + INES).encode(),
        (PREAMBLE.replace("\n", " ").strip() + "\n" + CONNECTIONS + INES).encode(),
        (PREAMBLE.strip() + "\n" + CONNECTIONS + INES).encode(),
        b"sep=,\r\n" + (CONNECTIONS + INES).encode(),
        (CONNECTIONS + INES).replace("Works", "Wo\0rks").encode(),
    ],
    ids=[
        "bom",
        "utf-16",
        "no-mark",
        "semicolon",
        "no-newline",
        "mixed-newlines",
        "mac",
        "preamble",
        "one-line",
        "no-blank",
        "sep",
        "nul",
    ],
)
def test_a_spreadsheet_in_between_changes_nothing(text: bytes, tmp_path: Path) -> None:
    found = connections(tmp_path, text)
    assert names(found) == ["Ines Hale"]
    assert found.profiles[0].connected_since == date(2021, 4, 4)
    assert found.profiles[0].observations[1].value == "Lantern Works"


def test_windows_accents_are_read_with_a_warning(tmp_path: Path) -> None:
    found = connections(tmp_path, (CONNECTIONS + INES.replace("Ines", "Zoë")).encode("cp1252"))
    assert names(found) == ["Zoë Hale"]
    assert any("Windows-1252" in warning for warning in found.warnings)


def test_a_german_header_reads_like_the_english_one(tmp_path: Path) -> None:
    header = "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verbunden am\n"
    german, english = connections(tmp_path, (header + INES).encode()), connections(tmp_path, INES)
    assert shown(german) == shown(english)
    assert names(german) == ["Ines Hale"]


def test_columns_are_found_by_name_wherever_they_are(tmp_path: Path) -> None:
    found = connections(tmp_path, b"connected on,LAST_NAME,First Name,First Name\n04 Apr 2021,Hale,Ines,Other\n")
    assert names(found) == ["Ines Hale"]


def test_cells_with_commas_quotes_and_newlines_stay_whole(tmp_path: Path) -> None:
    row = 'Ines,"Hale, PhD",https://www.linkedin.com/in/ines-hale,,"Hale, ""Sons""\nLtd",,04 Apr 2021\n'
    found = connections(tmp_path, row)
    assert names(found) == ["Ines Hale, PhD"]
    assert found.profiles[0].observations[1].value == 'Hale, "Sons" Ltd'


def test_rows_with_only_a_date_are_counted_and_make_no_people(tmp_path: Path) -> None:
    found = connections(tmp_path, INES + ",,,,,,02 Oct 2023\n,,,,,,\n,,,,,,03 Oct 2023\n")
    assert names(found) == ["Ines Hale"]
    assert any("2 connections without a name" in warning for warning in found.warnings)


def test_a_connection_without_a_readable_date_is_kept(tmp_path: Path) -> None:
    found = connections(tmp_path, PREAMBLE.encode() + (CONNECTIONS + INES + INES.replace("04 Apr 2021", "soon")
                        .replace("ines", "dora").replace("Ines", "Dora")).encode())  # fmt: skip
    assert names(found) == ["Ines Hale", "Dora Hale"]
    assert found.profiles[1].connected_since is None
    (problem,) = found.files[0].skipped
    assert (problem.file, problem.row) == ("Connections.csv", 6)
    assert "soon" in problem.reason


@pytest.mark.parametrize(
    "text",
    ["04 Apr 2021", "4-Apr-21", "2021-04-04", "04 avr. 2021", "04.04.2021", "4/4/2021", "Apr 4, 2021", "4 abr 2021"],
)
def test_a_date_is_read_whatever_wrote_it(text: str, tmp_path: Path) -> None:
    found = connections(tmp_path, INES.replace("04 Apr 2021", f'"{text}"'))
    assert found.profiles[0].connected_since == date(2021, 4, 4)


def test_a_date_that_could_be_two_days_is_no_date(tmp_path: Path) -> None:
    assert connections(tmp_path, INES.replace("04 Apr 2021", "4/5/2021")).profiles[0].connected_since is None


def test_a_row_with_too_many_cells_costs_that_row_and_a_short_one_nothing(tmp_path: Path) -> None:
    found = connections(tmp_path, INES.replace("Hale", "Hale,PhD") + NADIA.replace(",,,,", ",") + NADIA + INES)
    assert "Ines Hale" in names(found)
    assert found.files[0].skipped[0].row == 2
    assert found.files[0].rows == 4


def test_namesakes_stay_two_people_and_keep_their_keys(tmp_path: Path) -> None:
    row = "Ines,Hale,,,{},,04 Apr 2021\n"
    first = connections(tmp_path, row.format("A") + row.format("B"))
    later = connections(tmp_path, NADIA + row.format("C") + row.format("D"))
    keys = ["?ines hale|connected 2021-04-04", "?ines hale|connected 2021-04-04 #2"]
    assert [one.who.key for one in first.profiles] == keys
    assert [one.who.key for one in later.profiles if not one.who.exact] == keys


def test_one_person_listed_twice_is_one_person(tmp_path: Path) -> None:
    assert names(connections(tmp_path, INES + INES.replace("ines-hale", "Ines-Hale/"))) == ["Ines Hale"]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/zo%C3%AB-b",
        "http://de.linkedin.com/in/zo%c3%ab-b/",
        "www.linkedin.com/in/ZOË-b?trk=x#y",
        "https://www.linkedin.com/comm/in/zoe\u0308-b",
    ],
)
def test_one_profile_has_one_key_however_its_address_is_written(url: str, tmp_path: Path) -> None:
    assert connections(tmp_path, f"Zoë,B,{url},,,,04 Apr 2021\n").profiles[0].who.key == "zoë-b"


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)//linkedin.com/in/x", "https://linkedin.com.evil.example/in/x", "ftp://linkedin.com/in/x"],
)
def test_a_foreign_address_never_becomes_a_link(url: str, tmp_path: Path) -> None:
    who = connections(tmp_path, f"Zoë,B,{url},,,,04 Apr 2021\n").profiles[0].who
    assert (who.url, who.exact) == ("", False)


def test_hostile_names_go_through_as_plain_text(tmp_path: Path) -> None:
    hostile = ["__proto__", "=HYPERLINK(1)", "<img src=x onerror=alert(1)>", "x" * 500, "constructor"]
    rows = "".join(f"{name},B,https://www.linkedin.com/in/p{n},,,,04 Apr 2021\n" for n, name in enumerate(hostile))
    assert names(connections(tmp_path, rows)) == [f"{name} B" for name in hostile]


def test_terminal_escapes_and_bidi_tricks_stop_at_the_border(tmp_path: Path) -> None:
    row = "A\x1b[31m\x9b2J\u202eB\u2066,C\x07,https://www.linkedin.com/in/x%1b[2J,,,,04 Apr 2021\n"
    text = shown(connections(tmp_path, row))
    assert "A[31m2JB C" in text
    assert not set(text) & {"\x1b", "\x9b", "\u202e", "\u2066", "\x07"}


def test_a_browser_copy_a_shouted_name_and_a_loose_file_are_recognised(tmp_path: Path) -> None:
    for name in ("Connections (1).csv", "CONNECTIONS.CSV", "connections - Copy.csv"):
        path = tmp_path / name
        path.write_text(CONNECTIONS + INES)
        (found,) = read([path])
        assert names(found) == ["Ines Hale"]
        path.unlink()


def test_an_employer_of_my_own_is_only_a_suggestion(tmp_path: Path) -> None:
    files = {"Connections.csv": CONNECTIONS + INES + NADIA, "Positions.csv": "Company Name,Title\nLANTERN works,x"}
    found = reading(tmp_path, files)
    (one,) = found.suggestions
    assert one.who.key == "ines-hale"
    assert one.observation is not None
    assert one.observation.fact == "worked_together"
    assert all(seen.fact != "worked_together" for profile in found.profiles for seen in profile.observations)


@pytest.mark.parametrize("day", ["31 Dec 9999", "01 Jan 0001", "4-Apr-71", "9999-12-31"])
def test_a_year_that_cannot_be_is_no_date(tmp_path: Path, day: str) -> None:
    found = connections(tmp_path, f"Nadia,Quill,https://www.linkedin.com/in/nadia-quill,,,,{day}\n")
    assert found.profiles[0].connected_since is None
    assert found.files[0].last is None
