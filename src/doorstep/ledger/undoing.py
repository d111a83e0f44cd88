"""The journal as a person reads it, and taking an entry back exactly."""

import json
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, exists, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from ..errors import ConflictError, NotFoundError
from . import schema, unimporting
from .codec import ids_in, time_of
from .doubles import pair
from .identity import settle
from .journal import Change, Row, add_entry, images_of
from .opening import writing
from .records import JournalEntry
from .session import Session

_FOR_GOOD = ("forget", "restore")
_MAKE_PEOPLE = ("profile", "link", "merge", "suggestion")
_FOLLOWS = ("person_id", "kept_id", "same_as")  # worked out from profiles, links, joinings and requests


class Undoing(Session):
    """The journal: what was done, and undo."""

    def log(self, limit: int = 20, before: int | None = None) -> list[JournalEntry]:
        """The newest entries first; `before` an id for the ones further down."""
        one = schema.journal
        question = select(one).order_by(one.c.id.desc()).limit(limit)
        with self._reading() as connection:
            if before is not None:
                question = question.where(one.c.id < before)
            return [_entry(connection, row) for row in connection.execute(question).mappings().all()]

    def last_change(self) -> int:
        """The number of the newest entry, 0 where there is none: as long as it stays, nothing has changed."""
        with self._reading() as connection:
            return int(connection.execute(select(func.max(schema.journal.c.id))).scalar() or 0)

    def entry(self, entry_id: int) -> JournalEntry:
        """One entry, or NotFoundError."""
        with self._reading() as connection:
            return _entry(connection, _row(connection, entry_id))

    def entries_of_imports(self) -> list[JournalEntry]:
        """The entries of the imports that were not taken back, the oldest first."""
        one = schema.journal
        question = select(one).where(one.c.kind == "import", one.c.undone_by.is_(None)).order_by(one.c.id)
        with self._reading() as connection:
            return [_entry(connection, row) for row in connection.execute(question).mappings().all()]

    def undo(self, entry_id: int | None = None) -> JournalEntry:
        """Takes an entry back exactly (None: the last one that stands and is no undo) and gives the entry of the undo.

        Undoing an undo does it again. ConflictError where it was undone already, where a row changed since
        (naming the entry that stands in the way), or where it was forgotten for good.
        """
        with self._engine.connect() as connection, writing(connection):
            row = _last(connection) if entry_id is None else _row(connection, entry_id)
            _ensure_it_can(connection, row)
            if row["kind"] == "import":
                counts = unimporting.take_back(connection, row["import_id"], self._at())
                made = add_entry(connection, "undo", self._at(), counts, import_id=row["import_id"], undoes=row["id"])
            else:
                made = _take_back(connection, row, self._at())
            one = schema.journal
            connection.execute(update(one).where(one.c.id == row["id"]).values(undone_by=made))
            if row["undoes"] is not None:
                connection.execute(update(one).where(one.c.id == row["undoes"]).values(undone_by=None))
            return _entry(connection, _row(connection, made))


def _row(connection: Connection, entry_id: int) -> RowMapping:
    one = schema.journal
    is_possible = 0 < entry_id < 2**63  # beyond that, SQLite has no number for it
    found = connection.execute(select(one).where(one.c.id == entry_id)).mappings().first() if is_possible else None
    if found is None:
        raise NotFoundError(f"there is no entry {entry_id} in the journal", next_step="`doorstep log` lists them")
    return found


def _last(connection: Connection) -> RowMapping:
    one = schema.journal
    rows = connection.execute(
        select(one)
        .where(one.c.undone_by.is_(None), one.c.undoes.is_(None), one.c.kind.not_in(_FOR_GOOD))
        .order_by(one.c.id.desc())
    ).mappings()
    for row in rows:
        if row["kind"] == "import" or _is_whole(connection, row["id"]):
            return row
    raise NotFoundError("there is nothing to undo")


def _is_whole(connection: Connection, entry_id: int) -> bool:
    """True where something of the entry's payload is left, that was not forgotten."""
    one = schema.journal_payload.c
    return bool(connection.execute(select(exists().where(one.journal_id == entry_id, one.blanked == 0))).scalar())


def _entry(connection: Connection, row: RowMapping) -> JournalEntry:
    can = row["undone_by"] is None and row["kind"] not in _FOR_GOOD
    if row["kind"] != "import":
        can = can and _is_whole(connection, row["id"])  # also false for the undo of an import: it has no payload
    at = time_of(row["at"])
    assert at is not None  # the column is never empty
    one = schema.import_.c
    told = connection.execute(select(one.source, one.file_name).where(one.id == row["import_id"])).first()
    return JournalEntry(
        row["id"], row["kind"], at, row["person_id"], row["request_id"], row["import_id"],
        json.loads(row["counts"]), row["undoes"], row["undone_by"], can, *(told or ("", "")),
    )  # fmt: skip


def _ensure_it_can(connection: Connection, row: RowMapping) -> None:
    entry_id = row["id"]
    if row["undone_by"] is not None:
        raise ConflictError(
            f"entry {entry_id} is undone already, by entry {row['undone_by']}",
            next_step=f"to do it again: `doorstep undo {row['undone_by']}`",
        )
    if row["kind"] in _FOR_GOOD:
        raise ConflictError(f"entry {entry_id} is a {row['kind']}: it cannot be undone")
    if row["undoes"] is not None and row["import_id"] is not None:
        raise ConflictError(f"entry {entry_id} took an import back", next_step="import the file again")
    if row["kind"] != "import" and not _is_whole(connection, entry_id):
        raise ConflictError(f"entry {entry_id} cannot be undone: the person was forgotten since")


def _take_back(connection: Connection, row: RowMapping, at: str) -> int:
    """Restores the images of an entry and journals that; the id of the new entry."""
    change = Change(connection, "undo", at, row["person_id"], row["request_id"])
    change.undoes = row["id"]
    images = images_of(connection, row["id"])
    is_of_people = any(table in _MAKE_PEOPLE for table, _, _, _ in images)
    for table, row_id, before, after in images:
        try:
            _restore(change, row["id"], table, row_id, before, after)
        except IntegrityError as problem:
            raise _in_the_way(connection, row["id"], table, row_id) from problem
    if is_of_people:
        settle(connection, thorough=True)
    pair(connection)
    made = change.write()
    assert made is not None  # an entry is only written with images
    return made


def _restore(change: Change, entry_id: int, table: str, row_id: int, before: Row | None, after: Row | None) -> None:
    now = change.row(table, row_id)
    told = {} if after is None else {name: value for name, value in after.items() if name not in _FOLLOWS}
    as_left = now is None if after is None else now is not None and all(now[name] == told[name] for name in told)
    if not as_left:
        raise _in_the_way(change.connection, entry_id, table, row_id)
    if after is None:
        assert before is not None  # one of the two is always there
        stands = change.row("profile", before["profile_id"]) if before.get("profile_id") else None
        if stands is not None and before.get("person_id") is not None:
            before = before | {"person_id": stands["person_id"]}  # who was joined or parted since
        elif before.get("person_id") is not None and change.row("person", before["person_id"]) is None:
            change.connection.execute(
                insert(schema.person).values(id=before["person_id"])
            )  # whose they are is settled later
        change.insert(table, before)
    elif before is None:
        change.delete(table, row_id)
    else:
        change.update(table, row_id, before)


def _in_the_way(connection: Connection, entry_id: int, table: str, row_id: int) -> ConflictError:
    later = _later_entry(connection, entry_id, table, row_id)
    if later is None:
        return ConflictError(f"entry {entry_id} cannot be undone: what it changed was changed since")
    return ConflictError(
        f"entry {entry_id} cannot be undone: entry {later} changed the same since",
        next_step=f"undo that one first: `doorstep undo {later}`",
    )


def _later_entry(connection: Connection, entry_id: int, table: str, row_id: int) -> int | None:
    """The newest standing entry after this one that touched the row, or a row that points at it."""
    rows: list[tuple[str, int]] = [(table, row_id)]
    found: list[int] = []
    for other, column in schema.references_to(table):
        if other.name in ("journal", "journal_payload", "seen_again"):
            continue
        named = [other.c.import_id] if "import_id" in other.c else []
        for child in connection.execute(select(other.c.id, *named).where(other.c[column] == row_id).limit(50)):
            rows.append((other.name, child[0]))
            if named and child[1] is not None:
                found += _entries_of_import(connection, child[1])
    payload, line = schema.journal_payload.c, schema.journal.c
    newest = connection.execute(
        select(func.max(line.id))
        .select_from(schema.journal_payload.join(schema.journal, payload.journal_id == line.id))
        .where(
            line.id > entry_id,
            line.undone_by.is_(None),
            or_(*(and_(payload.table_name == name, payload.row_id == one) for name, one in rows)),
        )
    ).scalar()
    again = schema.seen_again.c
    for import_id, runs in connection.execute(select(again.import_id, again.rows).where(again.table_name == table)):
        if row_id in ids_in(json.loads(runs)):
            found += _entries_of_import(connection, import_id)
    return max([one for one in [*found, newest or 0] if one > entry_id], default=None)


def _entries_of_import(connection: Connection, import_id: int) -> list[Any]:
    line = schema.journal.c
    question = select(line.id).where(line.import_id == import_id, line.kind == "import", line.undone_by.is_(None))
    return list(connection.execute(question).scalars())
