"""Taking a whole import back: exactly the rows that it alone brought, and what it changed in the others."""

import json
from collections.abc import Iterable
from functools import reduce
from typing import Any

from sqlalchemy import Connection, delete, select, update

from . import doubles, identity, schema, sightings
from .bulk import in_chunks, insert_rows
from .codec import dumps, ids_in, runs_of

_BROUGHT = ("interaction", "observation", "suggestion", "request", "post", "link", "profile")
# what the user has decided, said or noted since keeps its row; it then belongs to no import
_KEPT_BY_USER = {
    "request": """request.settled_by = 'me'
        OR EXISTS (SELECT 1 FROM decision d WHERE d.request_id = request.id)
        OR EXISTS (SELECT 1 FROM reply r WHERE r.request_id = request.id)
        OR EXISTS (SELECT 1 FROM agenda a WHERE a.request_id = request.id)
        OR EXISTS (SELECT 1 FROM own_view v WHERE v.request_id = request.id)
        OR EXISTS (SELECT 1 FROM rejudged j WHERE j.request_id = request.id)
        OR EXISTS (SELECT 1 FROM outcome u WHERE u.request_id = request.id)
        OR EXISTS (SELECT 1 FROM observation o WHERE o.request_id = request.id AND o.import_id IS NULL)""",
    "suggestion": "state != 'open'",
    "profile": """profile.called != ''
        OR EXISTS (SELECT 1 FROM request r WHERE r.profile_id = profile.id)
        OR EXISTS (SELECT 1 FROM observation o WHERE o.profile_id = profile.id
                   AND (o.import_id IS NULL OR o.import_id != {import_id}))
        OR EXISTS (SELECT 1 FROM interaction i WHERE i.profile_id = profile.id)
        OR EXISTS (SELECT 1 FROM agenda a WHERE a.profile_id = profile.id)
        OR EXISTS (SELECT 1 FROM link l WHERE l.profile_id = profile.id OR l.other_profile_id = profile.id)
        OR EXISTS (SELECT 1 FROM suggestion s WHERE s.profile_id = profile.id OR s.other_profile_id = profile.id)
        OR EXISTS (SELECT 1 FROM merge m WHERE m.kept_profile_id = profile.id OR m.gone_profile_id = profile.id)""",
}
_BY_PROFILE = ("observation", "interaction")  # looked through for each profile that goes, and nowhere else
Sighting = tuple[int, dict[str, Any], dict[str, Any]]


def take_back(connection: Connection, import_id: int, at: str) -> dict[str, int]:
    """Undoes an import; how many rows it took away, by table.

    A row that another standing import saw too now belongs to the earliest of those, as that one told it.
    """
    standing = _standing(connection)
    counts: dict[str, int] = {}
    for table in _BY_PROFILE:
        connection.exec_driver_sql(f"CREATE INDEX undoing_{table} ON {table} (profile_id)")
    connection.exec_driver_sql(
        f"DELETE FROM suggestion WHERE source = '{identity.SHARED}' AND state = 'open'"
    )  # they follow from what is held, and come again
    again = {table: _sightings(connection, table) for table in _BROUGHT}
    for table in ("observation", "request", "post", "suggestion", "profile"):
        _without(connection, table, import_id, again[table], standing)
    for table in ("interaction", "link"):
        _hand_over(connection, table, import_id, again[table], standing)
    for table in _BROUGHT:
        kept = _KEPT_BY_USER.get(table)
        if kept:
            connection.exec_driver_sql(
                f"UPDATE {table} SET import_id = NULL WHERE import_id = {import_id} AND ("
                + kept.format(import_id=import_id) + ")"
            )  # fmt: skip
        one = schema.TABLES[table]
        gone = connection.execute(select(one.c.id).where(one.c.import_id == import_id)).scalars().all()
        if gone and table == "request":
            _drop_with_requests(connection, import_id)
        connection.execute(delete(one).where(one.c.import_id == import_id))
        _drop_sightings(connection, table, gone)
        counts[table] = len(gone)
    people = _people(connection)
    identity.settle(connection, thorough=True)
    doubles.pair(connection)
    counts["person"] = max(0, people - _people(connection))
    for table in _BY_PROFILE:
        connection.exec_driver_sql(f"DROP INDEX undoing_{table}")
    one = schema.import_
    connection.execute(update(one).where(one.c.id == import_id).values(undone_at=at))
    return {table: count for table, count in counts.items() if count}


def _standing(connection: Connection) -> set[int]:
    one = schema.import_.c
    return set(connection.execute(select(one.id).where(one.undone_at.is_(None))).scalars())


def _sightings(connection: Connection, table: str) -> list[tuple[int, dict[str, Any], dict[str, Any], list[list[int]]]]:
    one = schema.seen_again.c
    rows = connection.execute(
        select(one.import_id, one.before, one.said, one.rows)
        .where(one.table_name == table)
        .order_by(one.import_id, one.id)
    )
    return [(row[0], json.loads(row[1]), json.loads(row[2]), json.loads(row[3])) for row in rows]


def _hand_over(
    connection: Connection, table: str, import_id: int, again: Iterable[Any], standing: set[int]
) -> set[int]:
    """Gives rows of this import that others saw to the earliest of those; the ids of what it gave away."""
    one = schema.TABLES[table]
    own = set(connection.execute(select(one.c.id).where(one.c.import_id == import_id)).scalars())
    given: set[int] = set()
    for other, _, _, runs in again:
        if other == import_id or other not in standing or not own:
            continue
        ids = own.intersection(ids_in(runs))
        own -= ids
        given |= ids
        for some in in_chunks(ids):
            connection.execute(update(one).where(one.c.id.in_(some)).values(import_id=other))
    return given


def _without(connection: Connection, table: str, import_id: int, again: list[Any], standing: set[int]) -> None:
    """Hands rows over and works out what they are without this import."""
    handed = _hand_over(connection, table, import_id, again, standing)
    told_otherwise: dict[int, list[Sighting]] = {}
    # a sighting that agreed with the row may have agreed with what another told, which may be gone by now
    own: set[int] = set().union(*(ids_in(runs) for other, _, _, runs in again if other == import_id))
    disputed: set[int] = set().union(*(ids_in(runs) for _, _, said, runs in again if said))
    of_interest = handed | (own & disputed)
    if not of_interest:
        return
    for other, before, said, runs in again:
        for row_id in of_interest.intersection(ids_in(runs)):
            told_otherwise.setdefault(row_id, []).append((other, before, said))
    columns, _ = sightings.APPLY[table]
    one = schema.TABLES[table]
    anew: dict[tuple[int, str, str], list[int]] = {}
    for some in in_chunks(row_id for row_id, seen in told_otherwise.items() if any(said for _, _, said in seen)):
        names = [one.c[name] for name in columns]
        for row_id, owner, *fields in connection.execute(
            select(one.c.id, one.c.import_id, *names).where(one.c.id.in_(some))
        ).all():
            now = dict(zip(columns, fields))
            found = _whole(now, told_otherwise[row_id])
            after = _refolded(table, now, owner, found, import_id, standing)
            if after != now:
                connection.execute(update(one).where(one.c.id == row_id).values(**after))
                for other, before, said in found:
                    anew.setdefault((other, dumps(before), dumps(said)), []).append(row_id)
    # what a sighting left out was as the row was, which it is no longer: so it is written out, also of those taken
    # back, since the first tells what the row was to begin with
    drop_from_sightings(connection, {table: {row_id for ids in anew.values() for row_id in ids}})
    insert_rows(
        connection, "seen_again", ("import_id", "table_name", "before", "said", "rows"),
        [(other, table, before, said, dumps(runs_of(ids))) for (other, before, said), ids in anew.items()],
    )  # fmt: skip


def _whole(now: dict[str, Any], seen: list[Sighting]) -> list[Sighting]:
    """The sightings of a row, each with every column: it notes only those that differ, the others are as the next one
    found them."""
    found, row = [], dict(now)
    for other, before, said in reversed(seen):
        row = {**row, **before}
        found.append((other, dict(row), {**row, **said}))
    found.reverse()
    return found


def _refolded(
    table: str, now: dict[str, Any], owner: int | None, found: list[Sighting], gone: int, standing: set[int]
) -> dict[str, Any]:
    """What the row is when the sightings that still stand are applied again, in order."""
    _, apply = sightings.APPLY[table]
    if table == "request" and now["settled_by"] == "me":
        return now
    start, base = 0, found[0][1]
    for place, (_, before_it, _) in enumerate(found):
        if before_it.get("settled_by") == "me":  # the user's own word is where it starts from
            start, base = place, before_it
    steps = [(other, said) for other, _, said in found[start:] if other in standing and other != gone]
    if start == 0 and any(other == owner for other, _ in steps):
        first = next(place for place, (other, _) in enumerate(steps) if other == owner)
        base, steps = steps[first][1], steps[:first] + steps[first + 1 :]
    return reduce(lambda so_far, step: apply(so_far, step[1]), steps, base)


def _drop_with_requests(connection: Connection, import_id: int) -> None:
    """Observations of a request go with it, also those that stayed because a later import saw them."""
    connection.exec_driver_sql(
        f"DELETE FROM observation WHERE request_id IN (SELECT id FROM request WHERE import_id = {import_id})"
    )


def _drop_sightings(connection: Connection, table: str, gone: Iterable[int]) -> None:
    drop_from_sightings(connection, {table: set(gone)})


def drop_from_sightings(connection: Connection, gone: dict[str, set[int]]) -> None:
    """Takes ids out of what later imports saw again; sightings of nothing are removed."""
    one = schema.seen_again
    for table, ids in gone.items():
        if not ids:
            continue
        for row_id, runs in connection.execute(select(one.c.id, one.c.rows).where(one.c.table_name == table)).all():
            held = set(ids_in(json.loads(runs)))
            if held & ids:
                left = runs_of(held - ids)
                if left:
                    connection.execute(update(one).where(one.c.id == row_id).values(rows=dumps(left)))
                else:
                    connection.execute(delete(one).where(one.c.id == row_id))


def _people(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT count(*) FROM person").scalar() or 0)
