"""Opening the database: the folder, the rights, the schema's stamp, and what is said when it cannot be."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.pool import QueuePool

from ..errors import LedgerError
from . import schema

FILE = "ledger.db"
BACKUPS = "backups"
RESTORE = "restore the newest good one with `doorstep restore FILE`; they are in {}"


def prepare(home: Path) -> Path:
    """The ledger's file, in a folder that only its owner may enter; an empty file where there was none."""
    path = home / FILE
    try:
        for folder in (home, home / BACKUPS):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if folder.is_symlink() and folder != home:
                raise LedgerError(f"`{folder}` is a link; doorstep keeps its backups in a folder of its own")
            if folder.stat().st_mode & 0o077:
                _ensure_it_is_ours(home)
                folder.chmod(0o700)
        # SQLite gives its -wal and -shm the rights of the file itself: made here, nothing is ever looser
        with contextlib.suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        if path.is_symlink():
            raise LedgerError(f"`{path}` is a link; doorstep keeps its ledger as a file of its own")
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as problem:
        raise LedgerError(
            f"`{home}` cannot be used: {problem.strerror}", next_step="pick another folder with --home DIR"
        ) from problem
    return path


def _ensure_it_is_ours(home: Path) -> None:
    """LedgerError where others may enter the folder and it holds more than doorstep's own files."""
    own = (FILE, BACKUPS, "policy", "cases", "replies.toml", ".policy", ".replies")
    strange = [one.name for one in home.iterdir() if not one.name.startswith(own)]
    if strange and not (home / FILE).is_file():
        raise LedgerError(
            f"others may enter `{home}`, and it holds other things than doorstep's",
            next_step="pick a folder of its own with --home DIR, or close this one yourself: chmod 700",
        )


def engine_for(path: Path | str, wait_ms: int = 5000, *, wal: bool = True) -> Engine:
    """An engine over one connection that is set up as doorstep wants it; errors come as LedgerError."""
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=2,  # a question asked while another is being read
        pool_timeout=1,
        connect_args={"timeout": wait_ms / 1000, "isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _: object) -> None:
        for pragma in (
            "foreign_keys = ON",
            "secure_delete = ON",
            # FULL: what was told to be saved survives a power cut too; one import is one fsync
            "synchronous = FULL",
            "temp_store = MEMORY",
            "cell_size_check = ON",
            *(("journal_mode = WAL",) if wal else ()),
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "handle_error", retval=True)
    def in_words(context: ExceptionContext) -> BaseException | None:
        return translated(context.original_exception, Path(path))

    return engine


def translated(problem: BaseException, path: Path) -> LedgerError | None:
    """What the database complains of as a sentence with a next step; None where it is the code's own mistake."""
    text = str(problem)
    if isinstance(problem, LedgerError):
        return problem
    if not isinstance(problem, sqlite3.DatabaseError):
        return None
    if "locked" in text or "busy" in text:
        return LedgerError(
            "what doorstep remembers is in use by another doorstep", place=str(path), next_step="try again in a moment"
        )
    if "not a database" in text or "malformed" in text:
        return damaged(path)
    if "readonly" in text or "disk is full" in text or "disk I/O" in text or "unable to open" in text:
        return LedgerError(
            f"what doorstep remembers cannot be written: {text}",
            place=str(path),
            next_step="make room, or give yourself the right to write there, and try again; nothing was changed",
        )
    return None


def damaged(path: Path) -> LedgerError:
    """The error for a file that is no database, or a broken one."""
    return LedgerError(
        "this is not a ledger of doorstep, or it is damaged",
        place=str(path),
        next_step=RESTORE.format(path.parent / BACKUPS),
    )


def stamp_of(connection: Connection) -> str | None:
    """The revision that the schema is of; None for an empty file; LedgerError for a database of something else."""
    names = {row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not names:
        return None
    if "alembic_version" not in names or "person" not in names:
        raise damaged(Path(connection.engine.url.database or ""))
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row else ""


def ensure_known(stamp: str, path: Path) -> None:
    """LedgerError where the schema is of a revision that this doorstep does not know."""
    if stamp not in schema.KNOWN:
        raise LedgerError(
            f"what is remembered was written by a newer doorstep (its schema is `{stamp}`)",
            place=str(path),
            next_step="update doorstep, or restore a backup made before: " + RESTORE.format(path.parent / BACKUPS),
        )


def create(connection: Connection) -> None:
    """Writes the schema and its stamp into an empty database, all or nothing."""
    schema.metadata.create_all(connection, checkfirst=False)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{schema.REVISION}')")
    connection.exec_driver_sql("INSERT INTO setting (key, value) VALUES ('salt', lower(hex(randomblob(16))))")


@contextlib.contextmanager
def writing(connection: Connection) -> Iterator[Connection]:
    """One transaction that holds the right to write from its start; rolled back when anything is raised."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.rollback()
        raise
    connection.commit()
