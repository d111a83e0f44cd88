"""Whole databases from one place to another, by SQLite's own copying: consistent while others write."""

import contextlib
import os
import sqlite3
from datetime import datetime
from pathlib import Path
from time import monotonic

from ..errors import LedgerError
from .opening import damaged, translated

PATIENCE = 10.0  # seconds to wait for others who read or write


def copy_to(path: Path, source: sqlite3.Connection) -> None:
    """Writes a verified copy: under another name first, on the disk before it gets its own."""
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with contextlib.closing(sqlite3.connect(part, isolation_level=None)) as copy:
            _copy(source, copy, path)
            copy.execute("PRAGMA journal_mode = DELETE")
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise damaged(path)
        _to_disk(part)
        part.replace(path)
        _to_disk(path.parent)
    except (OSError, sqlite3.DatabaseError) as problem:
        raise LedgerError(
            f"no backup could be made: {problem}", place=str(path), next_step="pick another place with room"
        ) from problem
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def load(path: Path, into: sqlite3.Connection) -> None:
    """Reads a database into another connection (in memory); LedgerError where it is damaged or none."""
    try:
        # immutable: a backup on a read-only disk can be read, and nothing is written beside it
        with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as source:
            if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise damaged(path)
            source.backup(into)
    except sqlite3.DatabaseError as problem:
        raise translated(problem, path) or damaged(path) from problem


def replace(source: sqlite3.Connection, live: sqlite3.Connection, path: Path) -> None:
    """Puts one database in the place of another that may be in use, in one transaction of SQLite."""
    _copy(source, live, path)


def free_name(folder: Path, name: str) -> Path:
    """A file in the folder that is not there yet, made of this name."""
    path, number = folder / f"{name}.db", 2
    while path.exists():
        path, number = folder / f"{name}-{number}.db", number + 1
    return path


def changed_at(path: Path) -> datetime:
    """When the file was last changed, as local wall time."""
    return datetime.fromtimestamp(path.stat().st_mtime).replace(microsecond=0)  # noqa: DTZ006 - wall time is meant


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, path: Path) -> None:
    until = monotonic() + PATIENCE

    def still(status: int, remaining: int, total: int) -> None:
        if remaining and monotonic() > until:
            raise sqlite3.OperationalError("database is locked")

    try:
        source.backup(target, progress=still)
    except sqlite3.DatabaseError as problem:
        raise translated(problem, path) or problem from problem


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
