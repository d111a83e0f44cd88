"""What every part of the ledger stands on: the connection, the clock and the change in progress."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from .codec import time_text
from .journal import Change
from .opening import writing


class Session:
    """One open ledger, for one thread. While a change is open, what is read is read through it."""

    def __init__(self, home: Path, engine: Engine, now: Callable[[], datetime]) -> None:
        self.home = home
        self._engine = engine
        self._now = now
        self._open: Change | None = None

    @property
    def today(self) -> date:
        """The day by the clock that was passed in."""
        return self._now().date()

    def _at(self) -> str:
        return time_text(self._now())

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        if self._open is not None:
            yield self._open.connection
            return
        with self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def change(self, kind: str, *, person_id: int | None = None, request_id: int | None = None) -> Iterator[Change]:
        """One user action: whatever is written through it is one entry of the journal, kept or dropped whole."""
        if self._open is not None:
            raise RuntimeError("a change is open already: pass it on")
        with self._engine.connect() as connection, writing(connection):
            change = Change(connection, kind, self._at(), person_id, request_id)
            self._open = change
            try:
                yield change
                change.write()
            finally:
                self._open = None

    @contextlib.contextmanager
    def _within(
        self, change: Change | None, kind: str, *, person_id: int | None = None, request_id: int | None = None
    ) -> Iterator[Change]:
        """The change that was passed on, or one of its own."""
        if change is not None:
            yield change
            return
        with self.change(kind, person_id=person_id, request_id=request_id) as own:
            yield own
