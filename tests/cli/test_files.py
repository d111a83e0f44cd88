"""Import, log, undo, export, backup and restore."""

import json
from pathlib import Path

import pytest

from ..archives import NAME, archive, asks, connection, writes
from .runner import Doorstep


def test_an_import_tells_what_it_read_and_what_to_do_next(fred: Doorstep, tmp_path: Path) -> None:
    said = fred("import", str(archive(tmp_path, [asks("Otto Reiter")], [connection("Ines Prado")])))
    lines = [" ".join(line.split()) for line in said.splitlines()]
    assert lines[0] == "LinkedIn archive, as of 2026-11-16"
    assert "Invitations.csv 1 of 1 2026-11-10 invitations" in lines
    assert "added: 2 people, 1 connection, 1 request" in lines
    assert lines[-1] == "doorstep inbox shows who is waiting · doorstep undo takes this import back"


def test_an_import_as_json_has_the_shape_of_the_design(fred: Doorstep, tmp_path: Path) -> None:
    path = archive(tmp_path, [asks("Otto Reiter"), ["", "", "", "", "", "", ""]], [connection("Ines Prado", "Tuesday")])
    told = fred.json("import", str(path))
    assert {"files", "totals", "warnings"} <= set(told)
    files = {one["name"]: one for one in told["files"]}
    assert set(files["Invitations.csv"]) == {"name", "read_as", "rows", "kept", "skipped", "first", "last"}
    (row,) = files["Connections.csv"]["skipped"]
    assert (row["row"], "Tuesday" in row["reason"]) == (2, True)
    assert told["totals"] == {"people": 2, "requests": 1, "interactions": 0, "connections": 1}
    assert told["undo"] == [1]


def test_a_dry_run_tells_the_same_and_writes_nothing(fred: Doorstep, tmp_path: Path) -> None:
    path = str(archive(tmp_path, [asks("Otto Reiter")]))
    before = fred.content()
    assert "would be added: 1 person, 1 request" in fred("import", path, "--dry-run")
    dry = fred.json("import", path, "--dry-run")
    assert fred.content() == before
    real = fred.json("import", path)
    assert {key: dry[key] for key in ("files", "totals", "new")} == {
        key: real[key] for key in ("files", "totals", "new")
    }
    assert (dry["dry_run"], dry["undo"], real["dry_run"]) == (True, [], False)


def test_the_same_twice_is_once(cast: Doorstep) -> None:
    (path,) = cast.home.parent.glob("in/*.zip")
    before = cast.content()
    assert "Nothing new in it: all of this was known already." in cast("import", str(path))
    assert cast.json("import", str(path))["nothing_new"] is True
    assert cast.content() == before


def test_undo_takes_the_import_itself_back(fred: Doorstep, tmp_path: Path) -> None:
    path = str(archive(tmp_path, [asks("Otto Reiter")], [connection("Ines Prado")]))
    fred("import", path)
    said = "Taken back: 1, import of LinkedIn archive ({}). Read the file again to have it back.\n"
    assert fred("undo") == said.format(Path(path).name)
    content = fred.content()
    assert not {"person", "profile", "request", "observation", "interaction"} & set(content)
    assert fred.json("inbox") == []
    assert "took an import back" in fred.fails(8, "undo", "2")
    fred("import", path)
    assert fred.row("Otto Reiter")["reply"].endswith("\n\nFred")


def test_the_owner_signs_as_the_archive_names_him(fred: Doorstep, tmp_path: Path) -> None:
    fred("import", str(archive(tmp_path, [asks("Otto Reiter")])))
    assert fred.row("Otto Reiter")["reply"].endswith("\n\nFred")
    assert fred("policy", "show", "--public").startswith("# ")
    assert "Fred Doorman" in fred("policy", "show", "--public")


def test_undoing_an_import_keeps_what_was_decided_by_hand(fred: Doorstep, tmp_path: Path) -> None:
    path = str(archive(tmp_path, [asks("Otto Reiter"), asks("Dora Vance", at="11/11/26, 9:00 AM")]))
    fred("import", path)
    fred("decline", "2")
    fred("undo", "1")
    assert fred.json("inbox", "--state", "all")[0]["person"]["name"] == "Dora Vance"
    assert len(fred.json("inbox", "--state", "all")) == 1
    fred("import", path)
    assert fred.row("Dora Vance", state="declined")["state"] == "declined"
    assert [row["person"]["name"] for row in fred.json("inbox")] == ["Otto Reiter"]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """An archive and one a month later: Otto is accepted, Petra asks, Ines writes."""
    otto, dora = asks("Otto Reiter"), asks("Dora Vance", at="11/3/26, 9:00 AM")
    old = archive(tmp_path / "a", [otto, dora], [connection("Ines Prado")])
    new = archive(
        tmp_path / "b", [otto, dora, asks("Petra Novak", at="12/1/26, 9:00 AM")],
        [connection("Ines Prado"), connection("Otto Reiter", "20 Nov 2026")],
        [writes("Ines Prado", "2026-12-02 10:00:00")], NAME.replace("11-16", "12-16"),
    )  # fmt: skip
    return old, new


def states(door: Doorstep) -> list[tuple[str, str, str]]:
    """Everybody who ever asked, with the state and the day."""
    rows = door.json("inbox", "--state", "all")
    return sorted((row["person"]["name"], row["state"], row["asked_on"]) for row in rows)


def test_the_order_of_imports_makes_no_difference(tmp_path: Path, two: tuple[Path, Path]) -> None:
    old, new = two
    found = []
    for number, times in enumerate((([old], [new]), ([new], [old]), ([new, old],), ([old, new],))):
        door = Doorstep(tmp_path / str(number), "2026-12-20")
        for paths in times:
            door("import", *map(str, paths))
        facts = [door.json("person", name)["facts"] for name in ("Ines Prado", "Otto Reiter", "Dora Vance")]
        found.append((states(door), facts))
    assert all(one == found[0] for one in found)
    assert ("Otto Reiter", "accepted", "2026-11-10") in found[0][0]


def test_a_connection_whose_invitation_is_no_longer_listed_was_accepted(fred: Doorstep, tmp_path: Path) -> None:
    fred("import", str(archive(tmp_path / "a", [asks("Otto Reiter")])))
    later = archive(tmp_path / "b", [], [connection("Otto Reiter", "20 Nov 2026")], name=NAME.replace("11-16", "12-16"))
    fred.at("2026-12-18")("import", str(later))
    assert states(fred) == [("Otto Reiter", "accepted", "2026-11-10")]


def test_an_import_stands_where_the_policy_has_a_mistake(cast: Doorstep, tmp_path: Path) -> None:
    cast("wait", "1")
    (cast.home / "policy.toml").write_text("[networks.x]\naccept = 7\n", encoding="utf-8")
    assert "added: 1 person" in cast("import", str(archive(tmp_path, [asks("Ugo Ferri")])))


def test_the_log_lists_the_newest_first_and_what_undo_can_take_back(cast: Doorstep) -> None:
    cast("accept", "1")
    cast("decline", "3", "4", "--yes")
    cast("undo")
    lines = [" ".join(line.split()) for line in cast("log").splitlines()]
    assert lines[0] == "5 2026-11-21 12:00 undo of 4 2 requests"
    assert lines[1] == "4 2026-11-21 12:00 decline 2 requests undone by 5"
    assert lines[2] == "3 2026-11-21 12:00 accept Nadia Lindqvist request 1"
    assert lines[3] == "2 2026-11-21 12:00 state facts Dora Vance"
    assert lines[4] == "1 2026-11-21 12:00 import LinkedIn archive 6 people, 1 connection, 5 requests, 2 messages"
    assert lines[-1] == "doorstep undo N takes one back"
    (newest,) = cast.json("log", "--limit", "1")
    assert set(newest) == {
        "id", "kind", "at", "person_id", "request_id", "counts", "undoes", "undone_by", "can_undo",
        "source", "file",
    }  # fmt: skip


def test_undo_and_undo_of_an_undo(cast: Doorstep) -> None:
    before = cast.json("inbox")
    cast("accept", "1")
    after = cast.json("inbox")
    assert "Taken back: 3, accept. doorstep undo 4 does it again." in cast("undo")
    assert cast.json("inbox") == before
    assert cast.json("undo", "4") == {"id": 5, "undoes": 4}
    assert cast.json("inbox") == after


def test_what_cannot_be_undone_is_told(cast: Doorstep, empty: Doorstep) -> None:
    assert "there is no entry 99" in cast.fails(5, "undo", "99")
    assert "there is no entry" in cast.fails(5, "undo", "99999999999999999999999")
    cast("wait", "1")
    cast("accept", "1")
    assert "undo that one first: `doorstep undo 4`" in cast.fails(8, "undo", "3")
    cast("undo")
    assert "entry 4 is undone already, by entry 5" in cast.fails(8, "undo", "4")
    cast("forget", "Nadia Lindqvist", "--yes")
    assert "cannot be undone" in cast.fails(8, "undo", "6")


def test_nothing_to_undo_says_so(empty: Doorstep) -> None:
    assert empty.fails(5, "undo") == "there is nothing to undo\n"


def test_everything_that_is_held_can_be_taken_along(cast: Doorstep, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in cast("export").splitlines()]
    assert {row["name"] for row in rows if row["table"] == "person"} >= {"Nadia Lindqvist", "Ines Prado"}
    path = tmp_path / "all.jsonl"
    said = cast.run("export", str(path))
    assert (said.out, said.err) == ("", f"{len(rows)} rows in {path}\n")
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == rows
    assert path.stat().st_mode & 0o777 == 0o600
    assert "there is such a file already" in cast.fails(8, "export", str(path))
    assert "cannot be written" in cast.fails(2, "export", str(tmp_path / "no" / "folder"))


def test_a_backup_is_brought_back(cast: Doorstep, tmp_path: Path) -> None:
    assert "There is no backup yet" in cast("backup", "--list")
    kept = Path(cast("backup").splitlines()[0].removeprefix("Kept: "))
    assert str(kept) in cast("backup", "--list")
    before = cast.json("inbox")
    cast("decline", "3")
    assert "nothing was done" in cast.fails(2, "restore", str(kept), keys="n\n")
    assert "Restored." in cast("restore", str(kept), "--yes")
    assert cast.json("inbox") == before
    told = cast.json("backup", str(tmp_path / "mine.db"))
    assert told["path"] == str(tmp_path / "mine.db")
    assert len(told["all"]) == 3
    assert all(one["at"].startswith("2026-11-21T") for one in told["all"])


@pytest.mark.parametrize("content", [None, b"", b"no database", b"SQLite format 3\0" + b"x" * 5000])
def test_what_is_no_backup_is_not_brought_back(cast: Doorstep, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "bad.db"
    if content is not None:
        path.write_bytes(content)
    said = cast.fails(5 if content is None else 7, "restore", str(path), "--yes")
    assert "`doorstep backup --list` shows them" in said or "not a ledger of doorstep" in said


def test_the_log_and_an_undo_say_which_file_was_imported(fred: Doorstep, tmp_path: Path) -> None:
    card = tmp_path / "cards.vcf"
    card.write_text("BEGIN:VCARD\nFN:Otto Fern\nEMAIL:otto@fern-beispiel.example\nEND:VCARD\n", encoding="utf-8")
    last = fred("import", str(card)).splitlines()[-1]
    assert last == "doorstep undo takes this import back"  # nobody asks, so the inbox has nothing to show
    assert "import Address book 1 person" in " ".join(fred("log").split())
    assert (fred.json("log")[0]["source"], fred.json("log")[0]["file"]) == ("Address book", "cards.vcf")
    assert "Taken back: 1, import of Address book (cards.vcf)." in fred("undo")


def test_the_archive_of_somebody_else_on_another_network_is_pointed_out(fred: Doorstep, tmp_path: Path) -> None:
    fred("import", str(archive(tmp_path, [asks("Dora Vance")])))
    for name, is_other in (("Freddy Doorman", False), ("Otto Reiter", True)):
        folder = tmp_path / name.replace(" ", "_")
        (folder / "connections" / "friends").mkdir(parents=True)
        told = {"profile_v2": {"name": {"full_name": name}}}
        (folder / "profile_information").mkdir()
        (folder / "profile_information" / "profile_information.json").write_text(json.dumps(told), encoding="utf-8")
        listed = {"friends_v2": [{"name": "Ines Prado", "timestamp": 1700000000}]}
        (folder / "connections" / "friends" / "your_friends.json").write_text(json.dumps(listed), encoding="utf-8")
        said = fred("import", str(folder), "--dry-run")
        assert ("this is the archive of Otto Reiter; here are those of Fred Doorman" in said) is is_other
