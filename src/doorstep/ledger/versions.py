"""The versions of the standards: each with the day on which it was first seen, and what was decided under it."""

import contextlib
from collections.abc import Iterator

from sqlalchemy import Connection, insert, select

from . import schema
from .codec import time_of
from .opening import writing
from .records import PolicyVersion
from .session import Session

BRIEFLY = 100  # milliseconds that a reading command waits for the right to write
_ROW = schema.policy_version.c


class Versions(Session):
    """Questions about the versions of the standards, and keeping a new one. They are no part of the journal."""

    def keep_policy(self, text: str, text_print: str) -> int | None:
        """Keeps the text as the newest version and gives its number; None where the newest is the same already.

        `text_print` is the print that decisions carry. LedgerError where it cannot be written within a moment.
        """
        if self._newest_print() == text_print:
            return None
        with self._writing_briefly() as connection:
            if self._newest_print() == text_print:  # another doorstep may have been quicker
                return None
            made = connection.execute(insert(schema.policy_version).values(print=text_print, text=text, at=self._at()))
            return int(made.inserted_primary_key[0])  # type: ignore[index]  # every table has its one key

    def _newest_print(self) -> str | None:
        with self._reading() as connection:
            return connection.execute(select(_ROW.print).order_by(_ROW.id.desc()).limit(1)).scalar()

    @contextlib.contextmanager
    def _writing_briefly(self) -> Iterator[Connection]:
        """The open change, or a transaction of its own that does not wait long for another doorstep."""
        if self._open is not None:
            yield self._open.connection
            return
        with self._engine.connect() as connection:
            patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {BRIEFLY}")
            try:
                with writing(connection):
                    yield connection
            finally:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")

    def policy_versions(self) -> list[PolicyVersion]:
        """All versions, the oldest first, each with the number of decisions that were made while it stood.

        A decision from before versions were kept counts with the first version of the same text.
        """
        decision = schema.decision.c
        with self._reading() as connection:
            rows = connection.execute(select(_ROW.id, _ROW.at, _ROW.print, _ROW.text).order_by(_ROW.id)).all()
            made = connection.execute(select(decision.policy, decision.at).where(decision.policy != "")).all()
        counts = dict.fromkeys((row[0] for row in rows), 0)
        of_print: dict[str, list[tuple[str, int]]] = {}
        for row in rows:
            of_print.setdefault(row[2], []).append((row[1], row[0]))
        for text_print, at in made:
            same = of_print.get(text_print, [])
            if same:
                counts[next((number for since, number in reversed(same) if since <= at), same[0][1])] += 1
        return [PolicyVersion(row[0], time_of(row[1]), row[2], row[3], counts[row[0]]) for row in rows]  # type: ignore[arg-type]  # never empty
