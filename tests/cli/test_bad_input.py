"""What cannot be used: each its own message, an exit code, and nothing half done."""

import os
import sqlite3
import stat
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from doorstep.ledger import Ledger

from ..archives import INVITATIONS, NAME, archive, asks, table, zipped
from .runner import Doorstep, environment

NOBODY = 65534
ROWS = table(INVITATIONS, [asks("Otto Reiter")])


def bomb(folder: Path) -> Path:
    """An archive whose one file would unpack to a thousand times its size."""
    return zipped(folder, {"Connections.csv": b"0" * 8_000_000})


def truncated(folder: Path) -> Path:
    """An archive whose download was cut short."""
    path = archive(folder, [asks("Otto Reiter")])
    path.write_bytes(path.read_bytes()[:-200])
    return path


def damaged(folder: Path) -> Path:
    """An archive with one wrong byte in the only file that matters."""
    path = zipped(folder, {"Invitations.csv": ROWS * 40})
    data = bytearray(path.read_bytes())
    data[120] ^= 0xFF
    path.write_bytes(data)
    return path


def linked(folder: Path) -> Path:
    """An archive with a link in it."""
    path = folder / NAME
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("Invitations.csv", ROWS)
        link = zipfile.ZipInfo("messages.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        made.writestr(link, "/etc/passwd")
    return path


def nested(folder: Path) -> Path:
    """An archive in an archive in an archive."""
    inner = archive(folder / "inner", [asks("Otto Reiter")])
    middle = zipped(folder / "middle", {"a.zip": inner.read_bytes()}, "middle.zip")
    return zipped(folder, {"b.zip": middle.read_bytes()}, "outer.zip")


def plain(name: str, content: bytes | str) -> Callable[[Path], Path]:
    """A file of this name and content."""

    def made(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return made


def zip_of(**files: str) -> Callable[[Path], Path]:
    """A zip of these files, `/` and `.` in their names as `__` and `_`."""
    return lambda folder: zipped(folder, {name.replace("__", "/").replace("_csv", ".csv").replace("_json", ".json")
                                          .replace("_html", ".html").replace("_txt", ".txt"): text
                                          for name, text in files.items()})  # fmt: skip


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a missing file": (lambda folder: folder / "no.zip", "there is no such file"),
    "a truncated zip": (truncated, "the archive is cut short or damaged"),
    "a damaged file alone": (damaged, "damaged"),
    "no zip at all": (plain("export.zip", "hello"), "is no zip archive, although its name says zip"),
    "a sign-in page": (plain("export.zip", "<!DOCTYPE html><html>"), "is a web page (perhaps a sign-in page)"),
    "a bomb": (bomb, "would unpack to more than 200 times its size"),
    "a path that climbs out": (lambda f: zipped(f, {"../../Connections.csv": "x"}), "climbs out"),
    "an absolute path": (lambda f: zipped(f, {"/etc/Connections.csv": "x"}), "root of a disk"),
    "a link": (linked, "is a link to another place"),
    "archives in archives": (nested, "is an archive in an archive in an archive"),
    "facebook": (zip_of(friends__friends_json="{}"), "no list of a form that is known"),
    "facebook as pages": (zip_of(friends__friends_html="<html>"), "made as web pages"),
    "instagram": (zip_of(followers_and_following__followers_1_json="[]"), "nothing about people could be read"),
    "a saved page": (plain("page.html", "<html></html>"), "a saved web page, not an export"),
    "another archive": (zip_of(holiday_txt="sun"), "not an export that doorstep knows; it holds holiday.txt"),
    "an empty archive": (lambda folder: zipped(folder, {}), "there is nothing in it"),
    "recognised and empty": (lambda f: archive(f), "there is no connection, invitation or message in it"),
    "an empty file": (plain("Connections.csv", ""), "the file is empty"),
    "a file of another shape": (plain("Connections.csv", "a,b\n1,2\n"), "not a LinkedIn Connections file"),
    "no table": (plain("Invitations.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40), "Invitations"),
    "a text of one's own": (plain("notes.md", "# hello"), "not an export that doorstep knows"),
    "a folder without anything": (lambda folder: folder / "empty", "there is nothing in it"),
    "a password": (lambda folder: locked(folder), "is locked with a password"),
}


def locked(folder: Path) -> Path:
    """An archive that says that it needs a password."""
    path = zipped(folder, {"Invitations.csv": ROWS})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("kind", list(BAD))
def test_a_bad_archive_is_told_by_name_and_leaves_the_ledger_as_it_was(
    cast: Doorstep, tmp_path_factory: pytest.TempPathFactory, kind: str
) -> None:
    make, expected = BAD[kind]
    folder = tmp_path_factory.mktemp("bad")
    (folder / "empty").mkdir()
    path = make(folder)
    for more in ((), ("--dry-run",), ("--json",)):
        said = cast.fails(6, "import", str(path), *more)
        assert expected in said
        assert path.name in said or "Invitations.csv: " in said or "friends.json: " in said, "the place is named"
        assert len(said.splitlines()) > 1, "a next step is told"
        assert "Traceback" not in said
        assert said.count("rror") == said.count("rrors"), "no `error` where a sentence will do"


def test_no_two_kinds_of_bad_archive_are_told_alike(empty: Doorstep, tmp_path: Path) -> None:
    told = {}
    for number, (kind, (make, _)) in enumerate(BAD.items()):
        folder = tmp_path / str(number)
        (folder / "empty").mkdir(parents=True)
        path = make(folder)
        told[kind] = empty.run("import", str(path)).err.replace(str(path), "").replace(path.name, "")
    alike = [(one, other) for one in told for other in told if one < other and told[one] == told[other]]
    assert alike in ([], [("a folder without anything", "an empty archive")])


def test_a_broken_row_costs_that_row_and_is_listed(fred: Doorstep, tmp_path: Path) -> None:
    wrong = [*asks("Petra Novak")[:4], "SIDEWAYS", "", ""]
    said = fred("import", str(archive(tmp_path, [asks("Otto Reiter"), wrong, asks("Ines Prado", at="someday")])))
    assert "problem: Invitations.csv, line 3: `Direction` is neither INCOMING nor OUTGOING: `SIDEWAYS`" in said
    assert "line 4: no date in `someday`; kept without one" in said
    assert [row["person"]["name"] for row in fred.json("inbox")] == ["Ines Prado", "Otto Reiter"]
    assert "some time ago" in fred("show", "1") + fred("show", "2")


def test_a_broken_file_leaves_the_others(fred: Doorstep, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "Invitations.csv": ROWS,
        "Connections.csv": "a,b\n1,2\n",
        "messages.csv": b"\xff\xfe\x00",
    }
    said = fred("import", str(zipped(tmp_path, files)))
    assert "Connections.csv" in said
    assert "not a LinkedIn Connections file" in said
    assert [row["person"]["name"] for row in fred.json("inbox")] == ["Otto Reiter"]


def test_one_bad_archive_among_two_leaves_all_as_it_was(fred: Doorstep, tmp_path: Path) -> None:
    good = archive(tmp_path / "good", [asks("Otto Reiter")])
    assert "cut short" in fred.fails(6, "import", str(good), str(truncated(tmp_path)))


def test_a_file_that_is_not_a_ledger_is_left_alone(empty: Doorstep, tmp_path: Path) -> None:
    empty.home.mkdir()
    path = empty.home / "ledger.db"
    path.write_text("my diary, do not touch\n" * 100, encoding="utf-8")
    for words in (["inbox"], [], ["import", str(archive(tmp_path, [asks("Otto Reiter")]))], ["log"]):
        said = empty.run(*words)
        assert (said.code, said.out) == (7, "")
        assert "this is not a ledger of doorstep, or it is damaged" in said.err
        assert "doorstep restore FILE" in said.err
    assert path.read_text(encoding="utf-8").startswith("my diary")


def test_a_ledger_of_another_program_is_left_alone(empty: Doorstep) -> None:
    empty.home.mkdir()
    with sqlite3.connect(empty.home / "ledger.db") as raw:
        raw.execute("CREATE TABLE song (name TEXT)")
    raw.close()
    assert "not a ledger of doorstep" in empty.run("inbox").err


def test_a_policy_with_mistakes_decides_nothing_and_tells_all_of_them(cast: Doorstep) -> None:
    (cast.home / "policy.toml").write_text(
        '[networks.linkedin.accept]\n"friends" = "spokn"\n"good" = "trust >= 9"\n', encoding="utf-8"
    )
    for words in (["inbox"], ["inbox", "--json"], ["show", "1"], ["accept", "1"], [], ["questions"], ["person", "Otto"],
                  ["policy", "check"], ["policy", "show"], ["try", "linkedin"], ["set", "#1", "met=yes"]):  # fmt: skip
        said = cast.fails(3, *words)
        assert 'policy.toml, linkedin, accept, "friends": unknown fact `spokn`' in said
        assert "^^^^^ did you mean `spoken`?" in said
        assert "trust >= 9" in said
        assert "2 mistakes in the policy; nothing is decided until it is mended" in said
    for words in (["note", "Otto", "call"], ["log"], ["about", "Otto Reiter"], ["export"], ["backup"], ["undo"]):
        cast(*words)


def test_a_policy_with_mistakes_is_told_also_where_nobody_is_at_the_door(fred: Doorstep) -> None:
    (fred.home / "policy.toml").write_text("[networks.linkedin]\naccept = 7\n", encoding="utf-8")
    fred.fails(3, "inbox")
    fred.fails(3)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", b"not toml", b""])
def test_a_policy_that_is_no_policy_is_told(cast: Doorstep, content: bytes) -> None:
    (cast.home / "policy.toml").write_bytes(content)
    assert "policy.toml" in cast.fails(3, "inbox")


def test_mistakes_in_the_words_for_replies_are_told_and_the_shipped_ones_used(cast: Doorstep) -> None:
    path = cast.home / "replies.toml"
    for text, expected in (
        (b'[ask]\nquestion = "Hello {frist_name}"\n', "unknown place `{frist_name}`"),
        (b"\xff\xfe", "this is not UTF-8 text"),
        (b"[ask", "this is not TOML"),
    ):
        path.write_bytes(text)
        said = cast.run("show", "1")
        assert said.code == 0
        assert "may I ask how we know each other?" in said.out
        assert expected in said.err
        assert "replies.toml" in said.err
    path.write_text('[ask]\nquestion = "Who are you, please?"\n', encoding="utf-8")
    assert "Who are you, please?" in cast("show", "1")


@pytest.mark.parametrize("words", [("inbox",), ("policy", "new", "--yes"), ("add", "x", "Otto")])
def test_a_home_that_cannot_be_used_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("x", encoding="utf-8")
    for home in (blocked, blocked / "fred"):
        said = Doorstep(home).run(*words)
        assert (said.code, said.out) == (7, "")
        assert "--home DIR" in said.err
        assert "Traceback" not in said.err


def test_a_ledger_in_use_is_told_and_nothing_is_written(cast: Doorstep, monkeypatch: pytest.MonkeyPatch) -> None:
    patient = Ledger.open
    monkeypatch.setattr(Ledger, "open", lambda home, now: patient(home, now=now, wait_ms=50))
    before = cast.content()
    with sqlite3.connect(cast.home / "ledger.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        for words in (["accept", "1"], ["note", "Otto", "call"], ["undo"]):
            said = cast.run(*words)
            assert (said.code, said.out) == (7, "")
            assert "in use by another doorstep" in said.err
            assert "try again in a moment" in said.err
        assert len(cast.json("inbox")) == 5, "reading goes on"
        other.execute("ROLLBACK")
    other.close()
    assert cast.content() == before


def test_a_database_elsewhere_is_refused_until_it_can_be_used(empty: Doorstep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORSTEP_DATABASE", "postgresql://somewhere")
    assert "DOORSTEP_DATABASE is set" in empty.run("inbox").err


def test_a_pipe_that_closes_early_is_no_failure(cast: Doorstep) -> None:
    line = " ".join(f"'{word}'" for word in cast.command("export"))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line} | head -c 10"], capture_output=True, env=environment()
    )
    assert done.stderr == b""


@pytest.fixture
def without_rights() -> Iterator[Path]:
    """A folder in which nobody may write and whose file `shut.zip` nobody may read, the tests' own user included."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        archive(folder, [asks("Otto Reiter")], name="shut.zip").chmod(0o000)
        (folder / "closed").mkdir(mode=0o000)
        (folder / "home").mkdir(mode=0o700)
        for words in (["policy", "new", "--yes"], ["add", "x", "Ugo Ferri"], ["show", "1"]):
            Doorstep(folder / "home")(*words)  # whatever is imported late is imported now
        is_root = os.geteuid() == 0
        if is_root:
            for path in (folder / "home", *(folder / "home").rglob("*")):
                os.chown(path, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        else:
            folder.chmod(0o555)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)
            (folder / "closed").chmod(0o700)


def test_what_may_not_be_read_or_written_is_told(without_rights: Path) -> None:
    folder, fred = without_rights, Doorstep(without_rights / "home")
    for words, code in (
        (["import", str(folder / "shut.zip")], 6),
        (["import", str(folder / "closed" / "a.zip")], 6),
        (["import", str(folder / "closed")], 6),
        (["export", str(folder / "all.jsonl")], 2),
        (["backup", str(folder / "all.db")], 7),
        (["restore", str(folder / "shut.zip"), "--yes"], 7),
    ):
        said = fred.fails(code, *words)
        assert str(folder) in said or "shut.zip" in said
    for words in (["inbox"], ["policy", "new", "--yes"]):
        said = Doorstep(folder / "new").run(*words).err
        assert "--home DIR" in said
        assert "Permission denied" in said
    for name, code in (("policy.toml", 3), ("ledger.db", 7)):
        (fred.home / name).chmod(0o000)
        said = fred.run("inbox").err
        assert (fred.run("inbox").code, "Traceback" in said, name in said) == (code, False, True)
        (fred.home / name).chmod(0o600)
    (fred.home / "replies.toml").write_text("", encoding="utf-8")
    (fred.home / "replies.toml").chmod(0o000)
    fred("add", "x", "Otto")
    assert "replies.toml: cannot be read: Permission denied" in fred.run("show", "1").err


def test_options_of_the_other_kind_of_replay_are_named(empty: Doorstep) -> None:
    (empty.home).mkdir(exist_ok=True)
    assert "--out goes with --requests" in empty.run("replay", "--out", "there").err
    assert "--id goes with --requests" in empty.run("replay", "--id", "key").err
    assert "--since goes without --requests" in empty.run("replay", "--requests", "a.csv", "--since", "2026-01-01").err
