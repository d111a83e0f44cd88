"""Small changes: each row's image before and after, kept apart from the journal's own line."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ..errors import ConflictError, NotFoundError
from . import schema
from .codec import dumps

Row = dict[str, Any]


class Change:
    """An open change: rows are written at once, their images when it ends. A row is named by table and id."""

    def __init__(
        self, connection: Connection, kind: str, at: str, person_id: int | None = None, request_id: int | None = None
    ) -> None:
        self.connection = connection
        self.kind = kind
        self.at = at
        self.person_id = person_id
        self.request_id = request_id
        self.undoes: int | None = None
        self.entry_id: int | None = None
        self._people = 0
        self._images: list[tuple[str, int, Row | None, Row | None]] = []

    def new_person(self, name: str, folded: str) -> int:
        """Adds a person by the user's name for them and gives the id; what makes people is kept with the profiles."""
        made = self.connection.execute(insert(schema.person).values(name=name, folded=folded, named_by="me"))
        self._people += 1
        return int(made.inserted_primary_key[0])  # type: ignore[index]  # every table has its one key

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Adds a row and gives its id."""
        made = self.connection.execute(insert(schema.TABLES[table]).values(**values))
        row_id = int(made.inserted_primary_key[0])  # type: ignore[index]  # every table has its one key
        self._images.append((table, row_id, None, self.row(table, row_id)))
        return row_id

    def update(
        self, table: str, row_id: int, values: Mapping[str, Any], *, expected: Mapping[str, Any] | None = None
    ) -> None:
        """Changes a row; ConflictError where it does not hold what was `expected` of it (it changed meanwhile)."""
        row = self.row(table, row_id)
        if row is None:
            raise NotFoundError(f"there is no {table} {row_id}")
        for column, value in (expected or {}).items():
            if row[column] != value:
                raise ConflictError(
                    f"{table} {row_id} changed meanwhile: its {column} is `{row[column]}`, not `{value}`",
                    next_step="look at it again, then decide",
                )
        changed = {column: value for column, value in values.items() if row[column] != value}
        if changed:
            one = schema.TABLES[table]
            self.connection.execute(update(one).where(one.c.id == row_id).values(**changed))
            self._images.append((table, row_id, {column: row[column] for column in changed}, changed))

    def delete(self, table: str, row_id: int) -> None:
        """Removes a row; its image stays in the journal's payload until it is undone or forgotten."""
        row = self.row(table, row_id)
        if row is None:
            raise NotFoundError(f"there is no {table} {row_id}")
        one = schema.TABLES[table]
        self.connection.execute(delete(one).where(one.c.id == row_id))
        self._images.append((table, row_id, row, None))

    def row(self, table: str, row_id: int) -> Row | None:
        """The row as it is now, or None."""
        one = schema.TABLES[table]
        found = self.connection.execute(select(one).where(one.c.id == row_id)).mappings().first()
        return None if found is None else dict(found)

    def touched(self, table: str) -> list[int]:
        """The ids of the rows of a table that the change has touched so far."""
        return [row_id for name, row_id, _, _ in self._images if name == table]

    def write(self) -> int | None:
        """Writes the journal's line and the images; the entry's id, or None where nothing was changed."""
        if not self._images:
            return None
        counts = Counter(table for table, _, _, _ in self._images)
        if self._people:
            counts["person"] = self._people
        self.entry_id = add_entry(
            self.connection, self.kind, self.at, counts, person_id=self.person_id, request_id=self.request_id,
            undoes=self.undoes,
        )  # fmt: skip
        self.connection.execute(
            insert(schema.journal_payload),
            [
                {
                    "journal_id": self.entry_id,
                    "table_name": table,
                    "row_id": row_id,
                    "before": None if before is None else dumps(before),
                    "after": None if after is None else dumps(after),
                }
                for table, row_id, before, after in self._images
            ],
        )
        self._images.clear()
        return self.entry_id


def add_entry(
    connection: Connection,
    kind: str,
    at: str,
    counts: Mapping[str, int],
    *,
    person_id: int | None = None,
    request_id: int | None = None,
    import_id: int | None = None,
    undoes: int | None = None,
) -> int:
    """Adds a line to the journal: no names, notes or values, only what kind, of whom, when, how many rows."""
    made = connection.execute(
        insert(schema.journal).values(
            kind=kind, at=at, person_id=person_id, request_id=request_id, import_id=import_id, undoes=undoes,
            counts=dumps(dict(counts)),
        )
    )  # fmt: skip
    return int(made.inserted_primary_key[0])  # type: ignore[index]  # every table has its one key


def images_of(connection: Connection, entry_id: int) -> list[tuple[str, int, Row | None, Row | None]]:
    """What an entry changed, the last first, without what was forgotten since."""
    payload = schema.journal_payload
    rows = connection.execute(
        select(payload.c.table_name, payload.c.row_id, payload.c.before, payload.c.after)
        .where(payload.c.journal_id == entry_id, payload.c.blanked == 0)
        .order_by(payload.c.id.desc())
    )
    return [
        (table, row_id, json.loads(before) if before else None, json.loads(after) if after else None)
        for table, row_id, before, after in rows
    ]
