"""Taking in what a source saw: one transaction, all or nothing, and nothing twice."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from ..facts.seen import Reading
from . import schema
from .codec import day_text, dumps
from .contacts import CONTACTS
from .doubles import MAIL, pair
from .journal import add_entry
from .recording import Progress, Recorder
from .records import ImportOutcome
from .requests import EVERY_ONE, ONCE, STATE_NOW, TWIN, UNANSWERED


def record(
    connection: Connection, reading: Reading, *, file_name: str, file_hash: str, at: str, progress: Progress | None
) -> ImportOutcome:
    """Takes the reading in and tells what was new; writes nothing where the same was taken in before."""
    made = connection.execute(
        insert(schema.import_).values(
            file_name=file_name, file_hash=file_hash, source=reading.source, at=at,
            exported_on=reading.exported_on.isoformat(),
        )
    )  # fmt: skip
    import_id = int(made.inserted_primary_key[0])  # type: ignore[index]  # every table has its one key
    recorder = Recorder(connection, reading, import_id)
    before = _in_state(connection, UNANSWERED)
    last = recorder.book.next["request"] - 1
    recorder.take_in(progress)
    counts = recorder.counts
    told_before = {one for one, other in pair(connection).items() if (one > last) != (other > last)}
    counts["requests_new"] -= len(told_before)
    counts["requests_known"] += len(told_before)
    accepted = sorted(
        one for one, other in _in_state(connection, ("accepted",)).items() if {one, other} & before.keys()
    )
    counts["requests_accepted"] = len(accepted)
    people = {held.person_id for held in recorder.touched}
    counts["people_new"] = sum(one >= recorder.first_new_person for one in people)
    counts["people_known"] = len(people) - counts["people_new"]
    seen = [len(reading.profiles), len(reading.requests), len(reading.interactions), len(reading.suggestions)]
    seen += [len(reading.posts)] if reading.posts else []
    entry_id = None
    is_new = not (recorder.is_nothing_new() and _was_taken_in(connection, reading, file_hash, import_id, seen))
    if is_new:
        recorder.write_sightings()
        connection.execute(
            update(schema.import_)
            .where(schema.import_.c.id == import_id)
            .values(counts=dumps(counts), coverage=dumps(coverage_of(reading, seen)))
        )
        entry_id = add_entry(connection, "import", at, counts, import_id=import_id)
    return ImportOutcome(
        import_id=import_id if is_new else None,
        entry_id=entry_id,
        nothing_new=recorder.is_nothing_new(),
        accepted_ids=tuple(accepted),
        **counts,
    )


def _in_state(connection: Connection, states: Sequence[str]) -> dict[int, int | None]:
    """The requests in these states, each with the id of its other row."""
    question = select(schema.request.c.id, TWIN.c.id).select_from(EVERY_ONE).where(ONCE, STATE_NOW.in_(states))
    return {row[0]: row[1] for row in connection.execute(question)}


def _was_taken_in(connection: Connection, reading: Reading, file_hash: str, import_id: int, seen: list[int]) -> bool:
    """True where a standing import has this file's hash, or tells the same of the same day."""
    one = schema.import_.c
    rows = connection.execute(
        select(one.file_hash, one.exported_on, one.coverage).where(
            one.source == reading.source, one.undone_at.is_(None), one.id != import_id
        )
    )
    same = f'"seen":{dumps(seen)}'
    return any(
        row.file_hash == file_hash or (row.exported_on == reading.exported_on.isoformat() and same in row.coverage)
        for row in rows
    )


def coverage_of(reading: Reading, seen: list[int]) -> dict[str, Any]:
    """What the import covered: its networks, its files with their first and last day, whose it is."""
    owner = reading.owner
    # a mail tells of a request on a network, and of nothing else there
    mailed = {(one.who.network, one.who.key) for one in reading.requests if one.told_by == MAIL}
    networks = {one.who.network for one in reading.profiles if (one.who.network, one.who.key) not in mailed}
    networks |= {one.network for one in reading.requests if one.told_by != MAIL}
    networks |= {one.who.network for one in reading.interactions}
    return {
        "seen": seen,
        "contact": sorted({one.who.network for one in reading.interactions if one.kind in CONTACTS}),
        "contact_from": day_text(reading.contact_from),
        "contact_until": day_text(reading.contact_until),
        "networks": sorted(networks | ({owner.network} if owner else set())),
        "posts": sorted({one.network for one in reading.posts}),
        "owner": [owner.network, owner.key, owner.name, owner.url] if owner else None,
        "owner_emails": [one.casefold() for one in owner.emails] if owner else [],
        "files": [
            {"name": one.name, "read_as": one.read_as, "rows": one.rows, "kept": one.kept, "skipped": len(one.skipped),
             "first": day_text(one.first), "last": day_text(one.last)}
            for one in reading.files
        ],
    }  # fmt: skip
