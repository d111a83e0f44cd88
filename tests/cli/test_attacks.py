"""What somebody outside could try, and what it comes to."""

import os
from pathlib import Path

import pytest

from doorstep import Policy

from ..archives import archive, asks, connection, writes, zipped
from .runner import Doorstep

ESCAPES = "\x1b]0;OWNED\x07\x1b[2J\u202e"


def test_a_backup_never_takes_the_place_of_another_file(fred: Doorstep) -> None:
    for name in ("policy.toml", "ledger.db"):
        before = (fred.home / name).read_bytes()
        assert "there is such a file already" in fred.run("backup", str(fred.home / name)).err
        assert (fred.home / name).read_bytes() == before


def test_names_inside_an_archive_do_not_reach_the_terminal_as_commands(fred: Doorstep, tmp_path: Path) -> None:
    made = zipped(
        tmp_path, {f"{ESCAPES}/Invitations.csv": "From,To,Sent At,Message,Direction\n,,,,\nA,Fred,x,,INCOMING"}
    )
    for words in (["import", str(made), "--dry-run"], ["import", str(made), "--json"], ["import", str(made)]):
        said = fred.process(*words)
        assert not {"\x1b", "\x07", "\u202e"} & set(said.out + said.err), words


def test_who_only_writes_and_writes_again_opens_no_door_by_it(fred: Doorstep, tmp_path: Path) -> None:
    rule = '[networks.linkedin.accept]\n"in touch" = "last_contact <= 6 months and contacts_past_year >= 3"\n'
    (fred.home / "policy.toml").write_text(rule, encoding="utf-8")
    days = [writes("Otto Reiter", f"2026-11-0{day} 10:00:00") for day in (1, 2, 3)]
    fred("import", str(archive(tmp_path, [asks("Otto Reiter")], messages=days)))
    facts = fred.json("inbox")[0]["facts"]
    assert facts["on_record"] == "no"
    assert not {"last_contact", "contacts_past_year"} & facts.keys()
    assert fred.json("inbox")[0]["verdict"] != "accept"


def test_a_word_that_may_mean_two_people_is_asked_back(fred: Doorstep) -> None:
    fred("add", "facebook", "Nadia Lindqvist")
    fred("add", "x", "Nadia")
    assert "may be several people" in fred.fails(2, "rate", "Nadia", "trust", "5")
    fred("rate", "Nadia Lindqvist", "trust", "5")


def test_addresses_that_cannot_be_decoded_stay_apart(fred: Doorstep, tmp_path: Path) -> None:
    people = [connection("Anna Muller"), connection("Berta Moller")]
    people[0][2], people[1][2] = ("https://www.linkedin.com/in/m%FCller", "https://www.linkedin.com/in/m%F6ller")
    fred("import", str(archive(tmp_path, [asks("Carla Maller", slug="m%F8ller")], people)))
    assert [one["person"]["name"] for one in fred.json("inbox")] == ["Carla Maller"]


@pytest.mark.parametrize("written", ["Cafe\u0301", "Caf\u00e9\u200b", "\uff23af\u00e9"])
def test_another_way_of_writing_a_word_is_the_same_word(written: str) -> None:
    policy = Policy.parse("[networks.x.decline]\n'there' = \"place == 'Caf\u00e9'\"")
    assert policy.decide("x", {"place": written}).verdict == "decline"


def test_a_fact_whose_type_was_changed_is_unknown_and_nobody_is_locked_out(fred: Doorstep) -> None:
    own = '[facts.season]\ntype = "level"\n[networks.x.accept]\n"yes" = "season >= 1"\n'
    path = fred.home / "policy.toml"
    path.write_text(own, encoding="utf-8")
    fred("add", "x", "Otto Reiter")
    fred("set", "Otto Reiter", "season=1")
    assert fred.json("inbox")[0]["verdict"] == "accept"
    path.write_text(own.replace("level", "yes/no").replace("season >= 1", "season"), encoding="utf-8")
    assert fred.json("inbox")[0]["verdict"] == "ask"


def test_a_note_made_to_be_slow_is_judged_at_once(fred: Doorstep) -> None:
    fred("add", "x", "Otto Reiter", "--note", "a@" * 4000)
    assert len(fred.json("inbox")) == 1


def test_a_pipe_in_the_place_of_the_standards_does_not_hang(fred: Doorstep) -> None:
    (fred.home / "policy.toml").unlink()
    os.mkfifo(fred.home / "policy.toml")
    assert "this is not a text file" in fred.process("inbox").err


def test_the_rights_of_a_folder_with_other_things_are_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "thesis.docx").touch()
    said = Doorstep(tmp_path).run("inbox")
    assert said.code == 7
    assert "holds other things" in said.err
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_a_ledger_that_is_a_link_is_refused_and_its_target_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_text("mine")
    target.chmod(0o644)
    home = tmp_path / "home"
    home.mkdir()
    (home / "ledger.db").symlink_to(target)
    assert "is a link" in Doorstep(home).run("inbox").err
    assert (target.stat().st_mode & 0o777, target.read_text()) == (0o644, "mine")
