"""What is held stays with its owner, leaves when it is forgotten, and goes nowhere."""

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from ..archives import archive, asks, connection, writes
from .runner import Doorstep, environment

PLANTED = {
    "name": "Zuleikha Quandt", "handle": "zuleikha-quandt", "note": "ZQ-NOTE hello Fred", "reason": "ZQ-REASON private",
    "reply": "ZQ-REPLY thanks", "words": "ZQ-WORDS of the call", "company": "zq-company", "rating": "zq-place",
    "facebook": "zq-facebook-handle",
}  # fmt: skip


@pytest.fixture
def door(empty: Doorstep, tmp_path: Path) -> Doorstep:
    """Everything that can be held about Zuleikha, and two backups of it."""
    empty("policy", "new", "--template", "business-and-personal", "--yes")
    name, slug = PLANTED["name"], PLANTED["handle"]
    path = archive(
        tmp_path / "in", [asks(name, PLANTED["note"]), asks("Otto Reiter", "Hello", "11/12/26, 9:00 AM")],
        [connection("Ines Prado")], [writes(name, "2026-11-01 10:00:00")],
    )  # fmt: skip
    empty("import", str(path))
    empty("add", "facebook", name, "--same-as", slug, "--handle", PLANTED["facebook"], "--note", PLANTED["note"])
    empty("set", slug, "company=" + PLANTED["company"], "place=" + PLANTED["rating"], "like=1", "values_conflict=yes")
    empty("note", slug, "call", PLANTED["words"])
    empty("note", "Otto Reiter", "call", "nothing about anybody else")
    empty("backup")
    empty("accept", "1", "--because", PLANTED["reason"], "--reply", PLANTED["reply"], "--obliged")
    empty("undo")
    empty("wait", "1", "--because", PLANTED["reason"], "--reply", PLANTED["reply"])
    empty("backup", str(tmp_path / "elsewhere.db"))
    return empty


def found_in(folder: Path) -> set[str]:
    """Which of the planted words stand in any file below the folder, in any letter case."""
    content = b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file()).lower()
    return {key for key, word in PLANTED.items() if word.lower().encode() in content}


def test_forgetting_leaves_no_trace_in_any_file(door: Doorstep, tmp_path: Path) -> None:
    assert found_in(door.home) == set(PLANTED), "it was all there"
    (tmp_path / "in").rename(tmp_path.parent / f"{tmp_path.name}-archive")
    told = door.json("forget", PLANTED["handle"], "--yes")
    assert len(told["backups_cleaned"]) == 2
    assert told["backups_unreached"] == []
    assert found_in(tmp_path) == set(), "neither in the home folder nor in the backup elsewhere"
    for words in (["inbox", "--state", "all"], ["log"], ["export"], [], ["questions", "--json"]):
        said = door(*words).lower()
        assert not any(word.lower() in said for word in PLANTED.values())
    door.fails(5, "person", PLANTED["name"])
    assert door.json("person", "Otto Reiter")["facts"]["spoken"] == "yes"


def test_forgetting_holds_after_a_backup_is_brought_back_and_the_archive_read_again(
    door: Doorstep, tmp_path: Path
) -> None:
    (path,) = (tmp_path / "in").glob("*.zip")
    lent = tmp_path / "lent.db"
    lent.write_bytes((tmp_path / "elsewhere.db").read_bytes())
    door("forget", PLANTED["handle"], "--yes")
    assert "passed over: you had them forgotten" in door("import", str(path))
    door("restore", str(lent), "--yes")
    door("import", str(path))
    assert found_in(door.home) == set()
    assert [row["person"]["name"] for row in door.json("inbox", "--state", "all")] == ["Otto Reiter"]


def test_a_backup_out_of_reach_is_named(door: Doorstep, tmp_path: Path) -> None:
    away = tmp_path / "elsewhere.db"
    away.rename(tmp_path / "moved.db")
    assert f"could not be reached and still holds it: {away}" in door("forget", PLANTED["handle"], "--yes")


def test_everything_in_the_folder_is_for_its_owner_alone(door: Doorstep, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        door("policy", "new", "--template", "open-networker", "--yes", "--replace")
        door("backup")
        door("export", str(tmp_path / "all.jsonl"))
        door("decline", "1")
        fresh = Doorstep(tmp_path / "deep" / "fresh")
        fresh("inbox")
        fresh("policy", "new", "--yes")
    finally:
        os.umask(old)
    for folder in (door.home, fresh.home):
        for path in (folder, *folder.rglob("*")):
            mode = stat.S_IMODE(path.stat().st_mode)
            assert mode == (0o700 if path.is_dir() else 0o600), (path, oct(mode))
    assert len(list(door.home.glob("policy*.toml"))) == 2
    assert stat.S_IMODE((tmp_path / "all.jsonl").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "elsewhere.db").stat().st_mode) == 0o600


def test_a_folder_that_was_open_to_others_is_closed(empty: Doorstep) -> None:
    empty.home.mkdir(mode=0o755)
    empty("inbox")
    assert stat.S_IMODE(empty.home.stat().st_mode) == 0o700


def test_no_command_opens_a_connection(door: Doorstep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = (tmp_path / "in").glob("*.zip")

    def refused(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a connection was opened")

    for name in ("socket", "create_connection", "getaddrinfo", "socketpair"):
        monkeypatch.setattr(socket, name, refused)
    with pytest.raises(AssertionError):
        socket.create_connection(("example.org", 80))
    for words in ([], ["inbox"], ["inbox", "--json"], ["show", "1"], ["import", str(path)], ["decline", "2"], ["undo"],
                  ["person", "Otto"], ["note", "Otto", "met"], ["set", "Otto", "role=client"], ["log"], ["export"],
                  ["backup"], ["policy", "check"], ["policy", "show"], ["try", "x"], ["add", "x", "Ugo Ferri"],
                  ["questions", "--list"], ["even"],
                  ["blind"], ["about", "Otto Reiter"], ["forget", "Otto Reiter", "--yes"]):  # fmt: skip
        door(*words)


def test_the_folder_is_the_one_of_the_environment_else_the_platforms(empty: Doorstep, tmp_path: Path) -> None:
    def home_of(**env: str) -> str:
        said = subprocess.run(
            [sys.executable, "-m", "doorstep"], capture_output=True, text=True, check=True, env={**environment(), **env}
        )
        return said.stdout.rpartition(" in ")[2].strip()

    assert home_of(DOORSTEP_HOME=str(tmp_path / "mine")) == str(tmp_path / "mine")
    assert home_of(XDG_DATA_HOME=str(tmp_path / "data"), HOME=str(tmp_path)).startswith(str(tmp_path))
