"""Backups: a whole copy while the ledger is in use, and back again, all or nothing."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, create_engine, delete, insert, select
from sqlalchemy.pool import StaticPool

from ..errors import ConflictError, NotFoundError
from . import copying, erasing, migrating, opening, schema
from .codec import time_of
from .joining import Joining
from .journal import add_entry
from .opening import writing
from .records import Backup

KEEP = 5


class Backups(Joining):
    """`backup`, `restore`, and the list of both."""

    def backup(self, to: Path | None = None, *, sparing: Path | None = None) -> Path:
        """A verified copy of the ledger as it is now, for its owner's eyes only; the file that was made.

        `to` is a file or a folder; without it the copy is an automatic one in the ledger's own folder, of which
        the newest five are kept, and `sparing`.
        """
        folder = self.home / opening.BACKUPS
        path = folder if to is None else to
        if to is None or path.is_dir():
            path = copying.free_name(path, f"ledger-{self._now():%Y%m%dT%H%M%S}")
        elif path.exists() or path.is_symlink():
            raise ConflictError("there is such a file already", place=str(path), next_step="give a new name")
        with self._raw() as raw:
            copying.copy_to(path, raw)
        with self._engine.connect() as connection, writing(connection):
            connection.execute(delete(schema.backup).where(schema.backup.c.path == str(path.resolve())))
            connection.execute(
                insert(schema.backup).values(path=str(path.resolve()), at=self._at(), automatic=int(to is None))
            )
            if to is None:
                self._prune(connection, sparing)
        return path

    def _prune(self, connection: Connection, sparing: Path | None) -> None:
        one = schema.backup.c
        rows = connection.execute(
            select(one.id, one.path).where(one.automatic == 1).order_by(one.at.desc(), one.id.desc()).offset(KEEP)
        ).all()
        for row_id, path in rows:
            if sparing is not None and Path(path) == sparing.resolve():
                continue
            Path(path).unlink(missing_ok=True)
            connection.execute(delete(schema.backup).where(one.id == row_id))

    def backups(self) -> list[Backup]:
        """The backups that were made, the newest first, with those that lie in the ledger's folder unlisted."""
        one = schema.backup.c
        with self._reading() as connection:
            rows = connection.execute(
                select(one.path, one.at, one.automatic).order_by(one.at.desc(), one.id.desc())
            ).all()
        listed = [Backup(Path(row[0]), time_of(row[1]), bool(row[2]), Path(row[0]).is_file()) for row in rows]  # type: ignore[arg-type]  # never empty
        known = {each.path for each in listed}
        found = sorted((self.home / opening.BACKUPS).resolve().glob("*.db"), reverse=True)
        return listed + [Backup(path, copying.changed_at(path), False, True) for path in found if path not in known]

    def restore(self, source: Path) -> Path:
        """Puts a backup in the ledger's place, after a safety backup of what was there, which is given back.

        It is verified first; a newer schema or a damaged file is a LedgerError and changes nothing. People
        forgotten since the backup stay forgotten. The replacement is one transaction of the database itself:
        a kill leaves the one or the other.
        """
        if not source.is_file():
            raise NotFoundError(f"there is no backup `{source}`", next_step="`doorstep backup --list` shows them")
        memory = create_engine("sqlite://", poolclass=StaticPool, connect_args={"isolation_level": None})
        try:
            with memory.connect() as staged:
                copying.load(source, _raw_of(staged))
                stamp = opening.stamp_of(staged)
                if stamp is None:
                    raise opening.damaged(source)
                opening.ensure_known(stamp, source)
                if stamp != schema.REVISION:
                    migrating.upgrade(staged)
                safety = self.backup(sparing=source)
                self._carry_over(staged)
                with self._raw() as raw:
                    copying.replace(_raw_of(staged), raw, self.home / opening.FILE)
        finally:
            memory.dispose()
        with self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return safety

    def _carry_over(self, staged: Connection) -> None:
        """What is of today and not of the day of the backup: who was forgotten, and which backups there are."""
        with self._engine.connect() as connection:
            marks = [(row.salt, row.hash) for row in connection.execute(select(schema.forgotten))]
            backups = [dict(row) for row in connection.execute(select(schema.backup)).mappings()]
        with writing(staged):
            if marks:
                erasing.erase(staged, erasing.people_marked(staged, marks))
                erasing.keep_marks(staged, marks, self._at())
            staged.execute(delete(schema.backup))
            if backups:
                staged.execute(insert(schema.backup), [{k: v for k, v in one.items() if k != "id"} for one in backups])
            add_entry(staged, "restore", self._at(), {})
        staged.exec_driver_sql("VACUUM")

    def export(self) -> Iterator[dict[str, Any]]:
        """Every row that is held, as plain data with the name of its table; not the marks of the forgotten."""
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            for table in schema.metadata.sorted_tables:
                if table.name in ("forgotten", "journal_payload", "seen_again", "backup"):
                    continue
                question = select(table).order_by(table.c.id)
                if table.name == "setting":
                    question = question.where(schema.setting.c.key.not_in(("salt", "sweep pending")))
                for row in connection.execute(question).mappings():
                    yield {"table": table.name, **row}

    @contextlib.contextmanager
    def _raw(self) -> Iterator[sqlite3.Connection]:
        with self._engine.connect() as connection:
            yield _raw_of(connection)


def _raw_of(connection: Connection) -> sqlite3.Connection:
    return cast(sqlite3.Connection, connection.connection.driver_connection)
