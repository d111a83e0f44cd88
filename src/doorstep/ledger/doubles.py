"""Which requests are one: told by a list of the network and by its mail; worked out anew, so no order matters."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, update

from . import schema
from .bulk import every_row

MAIL = "mail"  # a notification told of it, and no list
REMINDER = 90  # days after it was asked in which a mail may be a reminder of it
_TOUCHED = " OR ".join(
    [
        "r.settled_by = 'me'",
        *(
            f"EXISTS (SELECT 1 FROM {table} t WHERE t.request_id = r.id)"
            for table in ("decision", "reply", "agenda", "own_view", "rejudged", "outcome")
        ),
        "EXISTS (SELECT 1 FROM observation o WHERE o.request_id = r.id AND o.import_id IS NULL)",
    ]
)


class Told(NamedTuple):
    """A request as one kind of source tells it. `by` is the day by which it had been asked, where `asked_at` is not
    told; `is_mine` holds where the user decided or said something of it. `ended` is the day of its answer, if any."""

    id: int
    asked_at: str | None
    by: str | None
    is_mine: bool
    ended: str | None = None


def pair(connection: Connection) -> dict[int, int]:
    """Notes of each request that another one tells as well, `same_as`, which that is; gives (this: that) of all.

    Of one person, network and direction, a list's and a mail's go together: each with one other at most, the
    nearest first. What the user has decided stands for both, else the list's; where both were decided, they stay two.
    """
    found: dict[int, int] = {}
    groups: dict[tuple[int, str, str], tuple[list[Told], list[Told]]] = {}
    held: dict[int, int | None] = {}
    for (
        row_id,
        person_id,
        profile_id,
        network,
        direction,
        asked_at,
        answered_on,
        first_seen,
        told_by,
        same_as,
        is_mine,
    ) in every_row(
        connection,
        "SELECT r.id, r.person_id, r.profile_id, r.network, r.direction, r.asked_at, r.answered_on, r.first_seen, "
        "r.told_by, r.same_as, "
        f"{_TOUCHED} FROM request r WHERE r.person_id IN (SELECT m.person_id FROM request m "
        f"WHERE m.told_by = '{MAIL}' AND m.profile_id IS NOT NULL) OR r.same_as IS NOT NULL",
    ):
        held[row_id] = same_as
        if profile_id is not None:
            sides = groups.setdefault((person_id, network, direction), ([], []))
            sides[told_by == MAIL].append(Told(row_id, asked_at, answered_on or first_seen, bool(is_mine), answered_on))
    for listed, mailed in groups.values():
        for one, other in pairs(listed, mailed):
            stands, goes = (other, one) if other.is_mine else (one, other)
            found[goes.id] = stands.id
    for row_id, before in held.items():
        if found.get(row_id) != before:
            one_row = schema.request
            connection.execute(update(one_row).where(one_row.c.id == row_id).values(same_as=found.get(row_id)))
    return found


def pairs(listed: Iterable[Told], mailed: Iterable[Told]) -> list[tuple[Told, Told]]:
    """The pairs (of the lists, of the mails) that are one request each, by how near they are in time."""
    mails = list(mailed)
    near = []
    for one in listed:
        for other in mails:
            distance = _distance(one, other)
            if distance is not None and not (one.is_mine and other.is_mine):
                near.append((distance, one.asked_at or "", other.asked_at or "", one, other))
    made: list[tuple[Told, Told]] = []
    taken: set[int] = set()
    for *_, one, other in sorted(near, key=lambda found: found[:3]):
        if taken.isdisjoint((one.id, other.id)):
            taken |= {one.id, other.id}
            made.append((one, other))
    return made


def _distance(one: Told, other: Told) -> tuple[int, float] | None:
    """How far apart a list's and a mail's are, or None where they cannot be one.

    An archive's times are of the local clock, without a zone, and a mail's are UTC: so their days may differ by one.
    Nobody can ask again while a request of theirs is open, so a mail of up to 90 days later is a reminder of it.
    Where one side does not tell when it was asked, it was at the latest on the day by which it is known.
    """
    if one.asked_at and other.asked_at:
        apart = datetime.fromisoformat(one.asked_at) - datetime.fromisoformat(other.asked_at)
        later = (_day(other.asked_at) - _day(one.asked_at)).days
        if abs(later) <= 1:
            return 0, abs(apart.total_seconds())
        was_open = one.ended is None or one.ended >= other.asked_at[:10]
        return (1, later) if 1 < later <= REMINDER and was_open else None
    asked, by = one.asked_at or other.asked_at, other.by if one.asked_at else one.by
    if not asked or not by:
        return None
    since = (_day(by) - _day(asked)).days
    return (1, since) if since >= -1 else None


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])
