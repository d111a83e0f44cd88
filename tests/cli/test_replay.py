"""`doorstep replay`: every request answered anew, against what was answered and what was decided."""

import csv
from pathlib import Path

import pytest

from .runner import Doorstep
from .test_hostile_text import CONTROL, NAMES
from .test_hostile_text import door as door
from .test_versions import edit

SHUT = ('accept    = { "anyone" = "always" }', 'decline   = { "nobody" = "always" }')


@pytest.fixture
def decided(cast: Doorstep) -> Doorstep:
    """Nadia accepted as a partner, Ines declined, Petra too, all answered by the standards of the design."""
    cast("set", "Nadia Lindqvist", "role=partner", "spoken=yes")
    cast("set", "Petra Novak", "role=client", "spoken=no")
    cast("accept", "1")
    cast("decline", "2")
    cast("decline", "5")
    return cast


def test_what_would_be_answered_stands_against_what_was_answered_and_decided(decided: Doorstep) -> None:
    edit(decided, "colleague, vendor}", "colleague, vendor, friend}")
    edit(decided, "prospect, partner,", "prospect,")
    said = decided("replay")
    assert said.startswith("5 requests by your standards of today, with what is known today:\n")
    assert "3 requests had an answer, 1 would get another: accept → ask 1" in said
    assert "3 requests are settled, 1 the other way round than it would be answered now" in said
    assert "linkedin  1  of 3 that had an answer" in said
    assert "partner   1  of 1 that had an answer" in said
    assert "1  Nadia Lindqvist  linkedin  accepted  accept → ask" in said
    assert "5  Petra Novak      linkedin  declined  accept  " in said
    assert "Otto" not in said


def test_json_tells_every_request(decided: Doorstep) -> None:
    found = decided.json("replay")
    assert found["policy"] == "now"
    assert found["totals"]["flipped"] == 0
    assert found["totals"]["against"] == 1
    nadia = found["requests"][0]
    assert nadia == {
        "id": 1, "person": "Nadia Lindqvist", "network": "linkedin", "asked_on": "2026-11-02", "roles": ["partner"],
        "state": "accepted", "answered": "accept", "on_record": True, "now": "accept",
        "because": ["people I do business with"], "flips": False, "against": False,
    }  # fmt: skip
    for row in found["requests"]:
        assert row["now"] == decided.json("show", str(row["id"]))["verdict"]
    assert [row["answered"] for row in found["requests"] if row["state"] == "open"] == [None, None]


def test_other_standards_stand_against_todays_where_nothing_is_decided(decided: Doorstep, tmp_path: Path) -> None:
    path = tmp_path / "other.toml"
    path.write_text('[networks.linkedin.decline]\n"everybody" = "always"\n', encoding="utf-8")
    found = decided.json("replay", "--policy", str(path))
    assert found["policy"] == "other.toml"
    assert {row["now"] for row in found["requests"]} == {"decline"}
    todays = {row["id"]: row["now"] for row in decided.json("replay")["requests"]}
    for row in found["requests"]:
        if row["state"] == "open":
            assert (row["answered"], row["on_record"]) == (todays[row["id"]], False)
    assert "where nothing is decided, the one of your standards of today" in decided("replay", "--policy", str(path))
    edit(decided)
    assert decided.json("replay", "--policy", "1")["policy"] == "version 1, of 2026-11-21"


def test_a_network_and_a_day_narrow_it_down(decided: Doorstep) -> None:
    decided("add", "twitter", "Tomas Reyes")
    edit(decided, *SHUT)
    assert [row["id"] for row in decided.json("replay", "--network", "Twitter")["requests"]] == [6]
    since = decided.json("replay", "--network", "linkedin", "--since", "2026-11-04")["requests"]
    assert [row["id"] for row in since] == [3, 4, 5]
    assert "Nobody has asked" in decided("replay", "--since", "2027-01-01")


def test_the_list_is_written_as_csv_once(decided: Doorstep, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert "5 rows in" in decided.run("replay", "--csv", str(path)).err
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == ["1", "2", "3", "4", "5"]
    assert (rows[0]["roles"], rows[0]["because"], rows[4]["against"]) == ("partner", "people I do business with", "yes")
    assert path.stat().st_mode & 0o777 == 0o600
    assert "such a file already" in decided.fails(8, "replay", "--csv", str(path))
    assert "cannot be written" in decided.fails(2, "replay", "--csv", str(tmp_path / "no" / "x.csv"))


def test_nothing_to_replay_and_nothing_to_replay_by(empty: Doorstep, fred: Doorstep, tmp_path: Path) -> None:
    assert "`doorstep policy new` writes the first in a minute" in Doorstep(tmp_path / "other").fails(5, "replay")
    assert fred("replay") == "Nobody has asked: doorstep import ARCHIVE.zip\n"
    assert fred.json("replay")["requests"] == []
    assert "there is no version `4`" in fred.fails(5, "replay", "--policy", "4")
    assert "did you mean" in fred.fails(2, "replay", "--network", "linkedn")
    (fred.home / "policy.toml").write_text("[", encoding="utf-8")
    assert "mistake" in fred.fails(3, "replay")


def test_hostile_names_stay_text_on_the_screen_and_in_a_spreadsheet(door: Doorstep, tmp_path: Path) -> None:
    for number in range(1, 9):
        door("accept", str(number))
    edit(door, '"sales pitch" = "note == pitch and not spoken"', '"[red]no[/]" = "always"')
    said = door("replay") + door("replay", "--json") + door("policy", "compare") + door("policy", "compare", "--json")
    assert "[bold]Petra[/bold] Novak" in said
    assert CONTROL.search(said) is None
    path = tmp_path / "out.csv"
    door.run("replay", "--csv", str(path))
    with path.open(encoding="utf-8", newline="") as file:
        people = [row["person"] for row in csv.DictReader(file)]
    assert "'" + NAMES["formula"] in people
    assert CONTROL.search(path.read_text(encoding="utf-8")) is None
