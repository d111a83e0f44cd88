"""Removing people from one database, be it the ledger or a backup of it: their rows, and every image of them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from . import schema
from .book import mark
from .bulk import in_chunks
from .unimporting import drop_from_sightings

Marks = list[tuple[str, str]]  # (salt, hash)
SHORT = 3  # letters; a name as short as that stands in many other words
_POINTERS = {
    "person_id": "person", "profile_id": "profile", "other_profile_id": "profile", "request_id": "request",
    "kept_id": "person", "gone_id": "person", "kept_profile_id": "profile", "gone_profile_id": "profile",
}  # fmt: skip


def people_marked(connection: Connection, marks: Marks) -> set[int]:
    """The people of this database who have a profile that is marked as forgotten."""
    hashes, salts = {one for _, one in marks}, {salt for salt, _ in marks}
    one = schema.profile.c
    return {
        person_id
        for person_id, network, key in connection.execute(select(one.person_id, one.network, one.key))
        if any(mark(salt, network, key) in hashes for salt in salts)
    }


def marks_of(connection: Connection, person_id: int) -> Marks:
    """The salted marks of a person's profiles, former handles too."""
    salt = str(connection.execute(select(schema.setting.c.value).where(schema.setting.c.key == "salt")).scalar())
    one = schema.profile.c
    rows = connection.execute(select(one.network, one.key, one.former).where(one.person_id == person_id))
    return [(salt, mark(salt, network, each)) for network, key, former in rows for each in (key, *json.loads(former))]


def keep_marks(connection: Connection, marks: Marks, at: str) -> None:
    """Remembers marks, so that an import of the same archive does not bring anybody back."""
    known = set(connection.execute(select(schema.forgotten.c.hash)).scalars())
    rows = [{"salt": salt, "hash": one, "at": at} for salt, one in dict.fromkeys(marks) if one not in known]
    if rows:
        connection.execute(insert(schema.forgotten), rows)


def erase(connection: Connection, person_ids: Iterable[int]) -> tuple[Counter[str], int]:
    """Removes people from every table; how many rows by table, and how many requests stay without a name.

    A request that was decided stays with its network, direction, state, verdict and months, and nothing else.
    """
    people = _with_merged(connection, set(person_ids))
    gone = _rows_of(connection, people)
    counts = Counter({table: len(ids) for table, ids in gone.items() if ids})
    _blank_images(connection, gone, people)
    kept = _keep_without_name(connection, gone["request"])
    _blank_file_names(connection, gone)
    line = schema.journal
    for some in in_chunks(people):
        connection.execute(update(line).where(line.c.person_id.in_(some)).values(person_id=None, request_id=None))
    for some in in_chunks(gone["request"]):
        connection.execute(update(line).where(line.c.request_id.in_(some)).values(person_id=None, request_id=None))
    drop_from_sightings(connection, {table: gone[table] for table in gone})
    for table in (
        "observation",
        "interaction",
        "reply",
        "agenda",
        "suggestion",
        "merge",
        "own_view",
        "rejudged",
        "outcome",
        "link",
        "request",
        "profile",
        "person",
    ):
        ids = gone[table] - kept if table == "request" else gone[table]
        one = schema.TABLES[table]
        for some in in_chunks(ids):
            connection.execute(delete(one).where(one.c.id.in_(some)))
    return counts, len(kept)


def _with_merged(connection: Connection, people: set[int]) -> set[int]:
    """The people, and those who had been joined into them and not been taken apart."""
    one = schema.merge.c
    rows = connection.execute(select(one.kept_id, one.gone_id).where(one.apart_at.is_(None))).all()
    return people | {gone_id for kept_id, gone_id in rows if kept_id in people}


def _rows_of(connection: Connection, people: set[int]) -> dict[str, set[int]]:
    """The ids of every row that is theirs, by table."""

    def ids(table: Table, **columns: set[int]) -> set[int]:
        found: set[int] = set()
        for column, wanted in columns.items():
            for some in in_chunks(wanted):
                found |= set(connection.execute(select(table.c.id).where(table.c[column].in_(some))).scalars())
        return found

    gone: dict[str, set[int]] = {"person": people, "profile": ids(schema.profile, person_id=people)}
    profiles = gone["profile"]
    gone["request"] = ids(schema.request, person_id=people, profile_id=profiles)
    requests = gone["request"]
    gone["observation"] = ids(schema.observation, person_id=people, profile_id=profiles, request_id=requests)
    gone["link"] = ids(schema.link, profile_id=profiles, other_profile_id=profiles)
    gone["interaction"] = ids(schema.interaction, person_id=people, profile_id=profiles)
    gone["reply"] = ids(schema.reply, request_id=requests)
    gone["agenda"] = ids(schema.agenda, person_id=people, request_id=requests) | promised(connection, people)
    gone["suggestion"] = ids(schema.suggestion, profile_id=profiles, other_profile_id=profiles)
    gone["merge"] = ids(schema.merge, kept_id=people, gone_id=people)
    gone["decision"] = ids(schema.decision, request_id=requests)
    gone["own_view"] = ids(schema.own_view, request_id=requests)
    gone["rejudged"] = ids(schema.rejudged, request_id=requests)
    gone["outcome"] = ids(schema.outcome, request_id=requests)
    return gone


def promised(connection: Connection, people: set[int]) -> set[int]:
    """The promises to nobody in particular that name one of the people in full."""
    names = {name.casefold() for name in names_of(connection, people) if len(name) > SHORT}
    one = schema.agenda.c
    rows = connection.execute(select(one.id, one.text).where(one.person_id.is_(None))).all() if names else []
    return {row_id for row_id, text in rows if any(name in text.casefold() for name in names)}


def _blank_images(connection: Connection, gone: dict[str, set[int]], people: set[int]) -> None:
    """Empties every image in the journal's payload of a row that is, or once was, theirs."""
    one = schema.journal_payload
    rows = connection.execute(
        select(one.c.id, one.c.table_name, one.c.row_id, one.c.before, one.c.after).where(one.c.blanked == 0)
    ).all()
    images = [
        (row_id, table, of, [json.loads(text) for text in (before, after) if text])
        for row_id, table, of, before, after in rows
    ]
    theirs = {(table, row_id) for table, ids in gone.items() for row_id in ids}
    more = True
    while more:  # a reply to a deleted request is found by the image of that request
        found = {(table, of) for _, table, of, told in images if any(_points(image, theirs) for image in told)}
        more = not found <= theirs
        theirs |= found
    blank = [row_id for row_id, table, of, _ in images if (table, of) in theirs]
    for some in in_chunks(blank):
        connection.execute(update(one).where(one.c.id.in_(some)).values(before=None, after=None, blanked=1))


def _points(image: dict[str, Any], theirs: set[tuple[str, int]]) -> bool:
    return any((table, image.get(column)) in theirs for column, table in _POINTERS.items() if column in image)


def _keep_without_name(connection: Connection, request_ids: set[int]) -> set[int]:
    """Leaves of decided requests what a later look at evenness needs; the ids of those that stay."""
    request, decision = schema.request, schema.decision
    kept: set[int] = set()
    for some in in_chunks(request_ids):
        kept |= set(connection.execute(select(decision.c.request_id).where(decision.c.request_id.in_(some))).scalars())
    for row in _each(connection, request, request.c.id, kept):
        months = {name: row[name] and row[name][:7] for name in ("asked_at", "state_since", "answered_on")}
        connection.execute(
            update(request).where(request.c.id == row["id"]).values(
                person_id=None, profile_id=None, note="", note_reason="", first_seen=None, last_seen=None, **months
            )
        )  # fmt: skip
    for row in _each(connection, decision, decision.c.request_id, kept):
        connection.execute(
            update(decision)
            .where(decision.c.id == row["id"])
            .values(reason="", because="[]", facts="", at=row["at"][:7])
        )
    return kept


def _each(connection: Connection, table: Table, column: Any, ids: set[int]) -> Iterator[Any]:
    for some in in_chunks(ids):
        yield from connection.execute(select(table).where(column.in_(some))).mappings().all()


def _blank_file_names(connection: Connection, gone: dict[str, set[int]]) -> None:
    """An export may be named after a person, in the file's name or in its list of files."""
    words = set(names_of(connection, gone["person"]))
    for some in in_chunks(gone["profile"]):
        words |= set(connection.execute(select(schema.profile.c.key).where(schema.profile.c.id.in_(some))).scalars())
    told = {word.casefold() for word in words if len(word) > SHORT}
    one = schema.import_
    for row in connection.execute(select(one.c.id, one.c.file_name, one.c.coverage)).all():
        files = json.loads(row.coverage)
        named = [part for part in files.get("files", []) if any(word in part["name"].casefold() for word in told)]
        for part in named:
            part["name"] = "(forgotten)"
        is_named = any(word in row.file_name.casefold() for word in told)
        if is_named or named:
            connection.execute(
                update(one).where(one.c.id == row.id).values(
                    file_name="(forgotten)" if is_named else row.file_name, coverage=json.dumps(files)
                )
            )  # fmt: skip


def names_of(connection: Connection, person_ids: set[int]) -> list[str]:
    """The names that these people go by, on their profiles too."""
    found: list[str] = []
    for some in in_chunks(person_ids):
        for table, column in ((schema.person, schema.person.c.id), (schema.profile, schema.profile.c.person_id)):
            found += connection.execute(select(table.c.name).where(column.in_(some))).scalars()
    return [one for one in found if one]


def sweep(connection: Connection) -> bool:
    """Rewrites the file without its free pages and empties the write-ahead log; False while somebody else reads."""
    connection.exec_driver_sql("VACUUM")
    row = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
    return row is None or row[0] == 0
