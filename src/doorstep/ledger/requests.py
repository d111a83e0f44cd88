"""Who asks, what was decided, what is waited for."""

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from ..errors import NotFoundError
from ..facts.observations import Observation
from . import schema
from .codec import day_of, facts_of, time_of, value_of
from .people import People
from .records import AgendaItem, Decision, Merge, OpenSuggestion, Reply, Request

_ROW = [
    "id",
    "person_id",
    "profile_id",
    "network",
    "direction",
    "asked_at",
    "note",
    "note_reason",
    "state",
    "state_since",
    "settled_by",
    "first_seen",
    "last_seen",
    "answered_on",
    "before_doorstep",
]

FEW = 500  # people named one by one in a question; of more it is quicker to read all

# What a list of the network and a mail both tell is one request, `TWIN` its other row (`doubles`). It is accepted,
# declined or withdrawn where either says so; the user's own word counts before what was told up to its day.
TWIN = schema.request.alias("twin")
UNANSWERED = ("open", "waiting", "snoozed")
_ROW_STATE = schema.request.c.state
_TWIN_TELLS = and_(
    TWIN.c.state.not_in(UNANSWERED),
    or_(
        _ROW_STATE.in_(UNANSWERED),
        and_(schema.request.c.settled_by == "me", TWIN.c.last_seen > func.substr(schema.request.c.state_since, 1, 10)),
    ),
)


def _either(name: str) -> ColumnElement[Any]:
    """A column of the row whose answer counts."""
    return case((_TWIN_TELLS, TWIN.c[name]), else_=schema.request.c[name])


def _first(of: Any, name: str) -> ColumnElement[Any]:
    """The lesser or the greater of both rows, the one that there is where the other tells none."""
    one, other = schema.request.c[name], TWIN.c[name]
    return func.coalesce(of(one, other), one, other)


ASKED_AT = func.coalesce(schema.request.c.asked_at, TWIN.c.asked_at)
FIRST_SEEN, LAST_SEEN = _first(func.min, "first_seen"), _first(func.max, "last_seen")
SETTLED_BY = _either("settled_by")

# Who is a connection since the day of the request or later was let in: LinkedIn no longer lists the invitation then.
# This follows from what is held, whatever the order of the imports; so it is worked out, and not written down.
IS_LET_IN = and_(
    _either("state").in_(UNANSWERED),
    schema.profile.c.is_connection == 1,
    or_(
        schema.profile.c.connected_since.is_(None),
        ASKED_AT.is_(None),
        schema.profile.c.connected_since >= func.substr(ASKED_AT, 1, 10),
    ),
)
STATE_NOW = case((IS_LET_IN, "accepted"), else_=_either("state"))
AS_OF_NOW: dict[str, ColumnElement[Any]] = {
    "asked_at": ASKED_AT,
    "state": STATE_NOW,
    "answered_on": case((IS_LET_IN, schema.profile.c.connected_since), else_=_either("answered_on")),
    "state_since": _either("state_since"),
    "settled_by": SETTLED_BY,
    "first_seen": FIRST_SEEN,
    "last_seen": LAST_SEEN,
    "before_doorstep": _first(func.min, "before_doorstep"),
} | {
    name: case(
        (func.length(TWIN.c.note) > func.length(schema.request.c.note), TWIN.c[name]), else_=schema.request.c[name]
    )
    for name in ("note", "note_reason")
}
# every request once, with its profile and its other row
EVERY_ONE = schema.request.join(schema.profile, schema.profile.c.id == schema.request.c.profile_id).outerjoin(
    TWIN, TWIN.c.same_as == schema.request.c.id
)
ONCE = schema.request.c.same_as.is_(None)


class Requests(People):
    """Questions about requests and what belongs to them. Requests of forgotten people are never among them."""

    def requests(
        self,
        states: Collection[str] | None = None,
        *,
        network: str | None = None,
        ids: Iterable[int] | None = None,
        direction: str | None = None,
        person_id: int | None = None,
        person_ids: Collection[int] | None = None,
    ) -> list[Request]:
        """The requests in these states, on this network, with these ids or of these people; the oldest first.

        What two sources tell of one request is one; the id of its other row names it too.
        """
        one, of = schema.request.c, schema.profile.c
        question = (
            select(*(AS_OF_NOW.get(name, one[name]) for name in _ROW), schema.person.c.name, of.key, of.url)
            .select_from(EVERY_ONE.join(schema.person, schema.person.c.id == one.person_id))
            .where(ONCE)
            .order_by(ASKED_AT, one.id)
        )
        if states is not None:
            question = question.where(STATE_NOW.in_(sorted(states)))
        if network is not None:
            question = question.where(one.network == network)
        if direction is not None:
            question = question.where(one.direction == direction)
        if person_id is not None:
            question = question.where(one.person_id == person_id)
        wanted = None if person_ids is None else frozenset(person_ids)
        if wanted is not None and len(wanted) <= FEW:
            question = question.where(one.person_id.in_(sorted(wanted)))
        rows = self._of(question, one.id, None if ids is None else self._as_one(ids))
        return [_request(row) for row in rows if wanted is None or row.person_id in wanted]

    def request(self, request_id: int) -> Request:
        """One request, or NotFoundError."""
        found = self.requests(ids=[request_id])
        if not found:
            raise NotFoundError(f"there is no request {request_id}", next_step="`doorstep inbox` lists them")
        return found[0]

    def _as_one(self, ids: Iterable[int]) -> list[int]:
        """The ids, each that of the row that stands for the request."""
        wanted = list(ids)
        one = schema.request.c
        rows = self._of(select(one.id, one.same_as).where(one.same_as.is_not(None)), one.id, wanted)
        stands = dict(rows)
        return [stands.get(row_id, row_id) for row_id in wanted]

    def nameless(self) -> dict[int, tuple[str, date | None]]:
        """Requests that people made who were forgotten since, by id: the network, and the first day of their month."""
        one = schema.request.c
        question = select(one.id, one.network, one.asked_at).where(one.person_id.is_(None), one.direction == "incoming")
        with self._reading() as connection:
            rows = connection.execute(question).all()
        return {row[0]: (row[1], _at(row[2]).date() if row[2] else None) for row in rows}

    def decisions(self, *, person_id: int | None = None, request_id: int | None = None) -> list[Decision]:
        """Decisions, the oldest first: on one request, on all of a person, or all."""
        one = schema.decision.c
        question = select(
            one.id,
            one.request_id,
            one.at,
            one.action,
            one.verdict,
            one.because,
            one.policy,
            one.reason,
            one.obliged,
            one.facts,
        )
        return [
            Decision(
                row[0], row[1], _at(row[2]), row[3], row[4], tuple(json.loads(row[5])), row[6], row[7],
                None if row[8] is None else bool(row[8]), facts_of(row[9]),
            )
            for row in self._about(question, schema.decision, person_id, request_id)
        ]  # fmt: skip

    def replies(self, *, person_id: int | None = None, request_id: int | None = None) -> list[Reply]:
        """Replies that were kept, the oldest first."""
        one = schema.reply.c
        question = select(one.id, one.request_id, one.text, one.at)
        rows = self._about(question, schema.reply, person_id, request_id)
        return [Reply(row[0], row[1], row[2], _at(row[3])) for row in rows]

    def agenda(
        self,
        *,
        due_before: date | None = None,
        person_id: int | None = None,
        request_id: int | None = None,
        done: bool = False,
    ) -> list[AgendaItem]:
        """Open items (or with `done` the closed ones too), by the day they are due; those without a day last."""
        one = schema.agenda.c
        question = select(
            one.id, one.person_id, one.request_id, one.fact, one.text, one.due, one.at, one.done_at, one.ended
        )
        if not done:
            question = question.where(one.done_at.is_(None))
        if due_before is not None:
            question = question.where(one.due < due_before.isoformat())
        if person_id is not None:
            question = question.where(one.person_id == person_id)
        if request_id is not None:
            question = question.where(one.request_id == request_id)
        with self._reading() as connection:
            rows = connection.execute(question.order_by(one.due.is_(None), one.due, one.id)).all()
        return [AgendaItem(*row[:5], day_of(row[5]), _at(row[6]), time_of(row[7]), row[8]) for row in rows]

    def suggestions(
        self, status: str | None = "open", *, person_id: int | None = None, suggestion_id: int | None = None
    ) -> list[OpenSuggestion]:
        """Suggestions of this state (None: all), the oldest first; none between profiles of one person."""
        one = schema.suggestion.c
        mine, other = schema.profile.alias(), schema.profile.alias()
        me, them = schema.person.alias(), schema.person.alias()
        question = (
            select(
                one.id, one.kind, me.c.id, me.c.name, them.c.id, them.c.name, one.fact, one.value, one.source,
                one.seen_on, one.said_by, one.reason, one.state,
            )
            .join(mine, mine.c.id == one.profile_id).join(me, me.c.id == mine.c.person_id)
            .outerjoin(other, other.c.id == one.other_profile_id).outerjoin(them, them.c.id == other.c.person_id)
            .where((them.c.id.is_(None)) | (them.c.id != me.c.id) | (one.state != "open"))
            .order_by(one.id)
        )  # fmt: skip
        if status is not None:
            question = question.where(one.state == status)
        if person_id is not None:
            question = question.where((me.c.id == person_id) | (them.c.id == person_id))
        if suggestion_id is not None:
            question = question.where(one.id == suggestion_id)
        with self._reading() as connection:
            return [_suggestion(row) for row in connection.execute(question)]

    def merges(self, person_id: int | None = None) -> list[Merge]:
        """People that were joined, the oldest first."""
        one = schema.merge.c
        question = select(one.id, one.kept_id, one.gone_id, one.gone, one.at, one.apart_at).order_by(one.id)
        if person_id is not None:
            question = question.where(one.kept_id == person_id)
        with self._reading() as connection:
            rows = connection.execute(question).all()
        return [Merge(*row[:3], json.loads(row[3])["name"], _at(row[4]), time_of(row[5])) for row in rows]

    def _about(self, question: Select[Any], table: Any, person_id: int | None, request_id: int | None) -> list[Any]:
        if person_id is not None:
            asked = select(schema.request.c.id).where(schema.request.c.person_id == person_id)
            question = question.where(table.c.request_id.in_(asked))
        if request_id is not None:
            question = question.where(table.c.request_id == request_id)
        with self._reading() as connection:
            return list(connection.execute(question.order_by(table.c.id)).all())


def _at(text: str) -> Any:
    return time_of(text if len(text) > 7 else text + "-01")  # a forgotten one's day is rounded to the month


def _request(row: Any) -> Request:
    (
        row_id, person_id, profile_id, network, direction, asked_at, note, note_reason, state, since, settled_by,
        first_seen, last_seen, answered_on, before, name, key, url,
    ) = row  # fmt: skip
    return Request(
        row_id, person_id, profile_id, name, key, url, network, direction, time_of(asked_at), note, note_reason, state,
        time_of(since), settled_by, day_of(first_seen), day_of(last_seen), day_of(answered_on), bool(before),
    )  # fmt: skip


def _suggestion(row: Any) -> OpenSuggestion:
    fact, value, source, seen_on, said_by = row[6:11]
    seen = Observation(fact, value_of(value), source, date.fromisoformat(seen_on), said_by) if fact else None
    return OpenSuggestion(row[0], row[1], row[2], row[3], row[4], row[5] or "", seen, row[11], row[12])
