"""Opening: rights, schema, what is said when it cannot be; backups and restoring."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from doorstep.errors import LedgerError, NotFoundError
from doorstep.ledger import Ledger, migrating, opening

from .cast import archive, take_in
from .conftest import now
from .content import content, everything


def modes(home: Path) -> set[str]:
    """The rights of everything in the folder."""
    return {f"{'d' if one.is_dir() else 'f'}{stat.S_IMODE(one.stat().st_mode):o}" for one in (home, *home.rglob("*"))}


def test_nobody_else_may_look(home: Path) -> None:
    before = os.umask(0)
    try:
        with Ledger.open(home, now=now) as ledger:
            take_in(ledger, archive())
            ledger.backup()
            assert modes(home) == {"d700", "f600"}
            assert {one.name for one in home.iterdir()} == {"ledger.db", "ledger.db-wal", "ledger.db-shm", "backups"}
    finally:
        os.umask(before)


def test_a_folder_that_was_open_to_others_is_closed(home: Path) -> None:
    home.mkdir(mode=0o755)
    (home / "ledger.db").touch(0o644)
    Ledger.open(home, now=now).close()
    assert modes(home) == {"d700", "f600"}


def test_migrations_and_tables_give_the_same_schema() -> None:
    def schema_by(make: Callable[..., None]) -> list[tuple[object, ...]]:
        engine = create_engine("sqlite://")
        with engine.connect() as connection:
            make(connection)
            told: list[tuple[object, ...]] = [
                tuple(row)
                for row in connection.exec_driver_sql("SELECT type, name, tbl_name FROM sqlite_master ORDER BY 1, 2")
            ]
            tables = [row[1] for row in told if row[0] == "table"]
            for table in tables:
                for pragma in ("table_xinfo", "foreign_key_list", "index_list"):
                    rows = connection.exec_driver_sql(f"PRAGMA {pragma}('{table}')").all()
                    # the first column of these two only numbers them, in the order in which they were made
                    told += [(table, *(row if pragma == "table_xinfo" else row[1:])) for row in rows]
            told += [
                (name, sql and "AUTOINCREMENT" in sql, sql and "WHERE" in sql)
                for name, sql in connection.exec_driver_sql("SELECT name, sql FROM sqlite_master ORDER BY 1")
            ]
            assert connection.exec_driver_sql("SELECT count(*) FROM setting WHERE key = 'salt'").scalar() == 1
        engine.dispose()
        return sorted(told, key=repr)

    assert schema_by(opening.create) == schema_by(migrating.upgrade)


def test_an_older_schema_is_brought_up_to_date_after_a_backup(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(home, now=now) as ledger:
        take_in(ledger, archive())
        before = content(ledger)
    scripts = tmp_path / "scripts"
    (scripts / "versions").mkdir(parents=True)
    for name in ("env.py", "script.py.mako", "versions/r0001_first.py", "versions/r0002_links.py"):
        (scripts / name).write_text((migrating.HERE / name).read_text())
    (scripts / "versions/r0003.py").write_text(
        "from alembic import op\nrevision = '0003'\ndown_revision = '0002'\nbranch_labels = depends_on = None\n"
        "def upgrade():\n    op.execute('CREATE TABLE later (id INTEGER PRIMARY KEY)')\n"
    )
    real = migrating.upgrade
    monkeypatch.setattr(migrating, "upgrade", lambda connection: real(connection, scripts=scripts))
    monkeypatch.setattr("doorstep.ledger.schema.REVISION", "0003")
    monkeypatch.setattr("doorstep.ledger.schema.KNOWN", ("0001", "0002", "0003"))
    with Ledger.open(home, now=now) as ledger:
        assert content(ledger) == before
        assert len(ledger.backups()) == 1
    with sqlite3.connect(home / "ledger.db") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("0003",)]
        assert connection.execute("SELECT count(*) FROM later").fetchone() == (0,)
    connection.close()


def test_a_newer_schema_asks_for_a_newer_doorstep(home: Path) -> None:
    Ledger.open(home, now=now).close()
    with sqlite3.connect(home / "ledger.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    with pytest.raises(LedgerError, match="written by a newer doorstep") as told:
        Ledger.open(home, now=now)
    assert "update doorstep" in told.value.next_step


@pytest.mark.parametrize("make", ["text", "other", "torn"])
def test_what_is_no_ledger_is_told_so_with_the_way_back(home: Path, make: str) -> None:
    path = home / "ledger.db"
    if make == "torn":
        with Ledger.open(home, now=now) as ledger:
            take_in(ledger, archive())
        data = bytearray(path.read_bytes())
        data[4096 : 4096 * 20] = os.urandom(4096 * 19)
        path.write_bytes(data)
    else:
        home.mkdir()
        if make == "text":
            path.write_text("Dear diary, today nobody asked. " * 40)
        else:
            with sqlite3.connect(path) as connection:
                connection.execute("CREATE TABLE songs (name)")
            connection.close()

    def read_all() -> None:
        with Ledger.open(home, now=now) as ledger:
            ledger.requests()
            list(ledger.export())

    with pytest.raises(LedgerError, match="not a ledger of doorstep, or it is damaged") as told:
        read_all()
    assert "doorstep restore" in told.value.next_step


def test_in_use_by_another_doorstep_is_a_sentence(ledger: Ledger, open_again: Callable[[], Ledger]) -> None:
    with open_again() as other, ledger.change(kind="slow") as change:
        change.insert("person", {"name": "Otto"})
        assert other.people() == {}  # reading goes on
        with pytest.raises(LedgerError, match="in use by another doorstep"):
            other.add_person("Nadia", "x")
    assert len(ledger.people()) == 1


def test_alembic_is_not_imported_for_a_ledger_that_is_up_to_date(home: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom datetime import datetime, UTC\nfrom doorstep.ledger import Ledger\n"
        "Ledger.open(Path(sys.argv[1]), now=lambda: datetime.now(UTC)).close()\nassert 'alembic' not in sys.modules"
    )
    for _ in range(2):
        subprocess.run([sys.executable, "-c", code, str(home)], check=True)


def test_a_backup_is_whole_and_restoring_it_gives_that_day_back(ledger: Ledger) -> None:
    take_in(ledger, archive())
    before = everything(ledger)
    path = ledger.backup()
    otto = ledger.add_person("Otto", "x")
    safety = ledger.restore(path)
    after = everything(ledger)
    for told in (before, after):
        told.pop("backup")
    assert after == before
    assert otto not in ledger.people()
    ledger.restore(safety)
    assert otto in ledger.people()
    assert ledger.log()[0].kind == "restore"


def test_five_automatic_backups_are_kept_and_the_users_own_are_left_alone(home: Path, tmp_path: Path) -> None:
    ticks = count()
    ledger = Ledger.open(home, now=lambda: now() + timedelta(seconds=next(ticks)))
    own = ledger.backup(tmp_path / "mine.db")
    paths = [ledger.backup() for _ in range(7)]
    ledger.backups()
    assert [one.exists() for one in paths] == [False] * 2 + [True] * 5
    assert own.exists()
    assert sorted(one.path for one in ledger.backups()) == sorted([own, *paths[2:]])
    assert {stat.S_IMODE(one.stat().st_mode) for one in (own, *paths[2:])} == {0o600}
    ledger.close()


def test_restoring_what_is_no_ledger_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    take_in(ledger, archive())
    before = everything(ledger)
    wrong = tmp_path / "wrong.db"
    wrong.write_text("no " * 1000)
    with pytest.raises(LedgerError, match="not a ledger"):
        ledger.restore(wrong)
    with pytest.raises(NotFoundError):
        ledger.restore(tmp_path / "nothing.db")
    newer = ledger.backup(tmp_path / "newer.db")
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    with pytest.raises(LedgerError, match="newer doorstep"):
        ledger.restore(newer)
    after = everything(ledger)
    after.pop("backup"), before.pop("backup")
    assert after == before


def test_another_doorstep_sees_what_was_restored(ledger: Ledger, open_again: Callable[[], Ledger]) -> None:
    path = ledger.backup()
    take_in(ledger, archive())
    with open_again() as other:
        assert len(other.people()) == 5
        ledger.restore(path)
        assert other.people() == {}
        other.add_person("Otto", "x")
    assert len(ledger.people()) == 1


def test_export_tells_every_table_and_no_mark_of_the_forgotten(ledger: Ledger) -> None:
    take_in(ledger, archive())
    told = list(ledger.export())
    assert {"person", "profile", "request", "observation", "interaction", "import"} <= {one["table"] for one in told}
    assert not any(one["table"] in ("forgotten", "journal_payload") or one.get("key") == "salt" for one in told)


def test_the_file_is_never_looser_not_even_for_a_moment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.umask(0)
    monkeypatch.setattr(Path, "chmod", lambda *_: pytest.fail("it was looser before"))
    try:
        Ledger.open(home, now=now).close()
    finally:
        os.umask(before)
    assert modes(home) == {"d700", "f600"}


def test_the_backup_that_is_restored_is_not_pruned(home: Path) -> None:
    ticks = count()
    with Ledger.open(home, now=lambda: now() + timedelta(seconds=next(ticks))) as ledger:
        oldest, *_ = [ledger.backup() for _ in range(5)]
        ledger.restore(oldest)
        assert oldest.exists()
