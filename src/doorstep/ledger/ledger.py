"""The ledger: everything that is remembered, opened from a folder."""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from ..facts.seen import Reading
from . import imports, opening, schema
from .forgetting import PENDING, Forgetting
from .opening import writing
from .recording import Progress
from .records import ImportOutcome
from .rhythms import Rhythms
from .undoing import Undoing
from .versions import Versions


class _Rehearsed(Exception):  # noqa: N818 - never leaves this module
    """Raised to roll a rehearsed import back."""


class Ledger(Forgetting, Undoing, Versions, Rhythms):
    """Everything that is remembered. Use it in one thread, and close it: `with Ledger.open(home, now=…) as ledger`."""

    @classmethod
    def open(cls, home: Path, *, now: Callable[[], datetime], wait_ms: int = 5000) -> "Ledger":
        """The ledger in this folder, made where there is none; LedgerError where it cannot be opened."""
        path = opening.prepare(home)
        engine = opening.engine_for(path, wait_ms)
        ledger = cls(home, engine, now)
        try:
            ledger._make_ready(path)
        except BaseException:
            engine.dispose()
            raise
        return ledger

    def _make_ready(self, path: Path) -> None:
        with self._engine.connect() as connection:
            stamp = opening.stamp_of(connection)
            if stamp is None:
                with writing(connection):
                    if opening.stamp_of(connection) is None:  # another doorstep may have been quicker
                        opening.create(connection)
                return
            opening.ensure_known(stamp, path)
            is_swept = connection.exec_driver_sql(f"SELECT 1 FROM setting WHERE key = '{PENDING}'").first() is None
        if stamp != schema.REVISION:
            from . import migrating

            self.backup()
            with self._engine.connect() as connection:
                migrating.upgrade(connection)
        if not is_swept:
            self.finish_sweep()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives the database back."""
        self._engine.dispose()

    def record_import(
        self, reading: Reading, *, file_name: str, file_hash: str, progress: Progress | None = None
    ) -> ImportOutcome:
        """Takes in what a source saw, all or nothing. `progress(what, done, of)` is called along the way."""
        with self._engine.connect() as connection, writing(connection):
            outcome = imports.record(
                connection, reading, file_name=file_name, file_hash=file_hash, at=self._at(), progress=progress
            )
            if outcome.import_id is None:
                connection.rollback()
            return outcome

    def dry_run_imports(self, readings: Iterable[Reading]) -> list[ImportOutcome]:
        """What `record_import` would give for one reading after the other, with nothing written."""
        outcomes = []
        with self._engine.connect() as connection, contextlib.suppress(_Rehearsed), writing(connection):
            for reading in readings:
                with connection.begin_nested() as kept:
                    outcome = imports.record(
                        connection, reading, file_name="", file_hash="", at=self._at(), progress=None
                    )
                    if outcome.import_id is None:
                        kept.rollback()
                outcomes.append(replace(outcome, import_id=None, entry_id=None))
            raise _Rehearsed
        return outcomes
