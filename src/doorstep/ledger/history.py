"""Everybody who ever asked, in a handful of questions: rows as plain tuples, for deciding them all at once.

What `requests`, `observations` and `contact_summaries` tell one by one, told set by set.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from . import schema
from .bulk import every_row
from .contacts import CONTACTS, Contacts
from .requests import AS_OF_NOW

_REQUEST, _PROFILE = schema.request.c, schema.profile.c
_ASKERS = "person_id IN (SELECT person_id FROM request WHERE direction = 'incoming')"


class Row(NamedTuple):
    """One request, incoming or outgoing, of somebody who is not forgotten; days and times are ISO text."""

    id: int
    person_id: int
    network: str
    direction: str
    state: str
    asked_at: str | None
    first_seen: str | None
    last_seen: str | None
    answered_on: str | None
    settled_by: str


class History(Contacts):
    """Questions over all requests at once."""

    def request_rows(self) -> list[Row]:
        """All requests, in the order in which they were asked."""
        question = (
            select(*(AS_OF_NOW.get(name, _REQUEST[name]) for name in Row._fields))
            .join(schema.profile, _PROFILE.id == _REQUEST.profile_id)
            .where(_REQUEST.person_id.is_not(None))
            .order_by(_REQUEST.asked_at, _REQUEST.id)
        )
        return list(map(Row._make, self._rows(question)))

    def last_answers(self) -> dict[int, tuple[str, str, str]]:
        """For each request that was decided: the verdict of the last decision, what was done, and its time."""
        one = schema.decision.c
        rows = self._rows(select(one.request_id, one.verdict, one.action, one.at).order_by(one.id))
        return {row[0]: row[1:] for row in rows}

    def observations_of_askers(self) -> list[tuple[int, str, str, str, str]]:
        """Observations of whoever asked, in the order of saying: person, fact, value (JSON), day, said by."""
        return self._sql(
            "SELECT person_id, fact, value, seen_on, said_by FROM observation "
            f"WHERE withdrawn = 0 AND person_id IS NOT NULL AND {_ASKERS} ORDER BY id"
        )

    def observations_of_requests(self) -> list[tuple[int, str, str, str, str]]:
        """Observations of requests themselves: request, fact, value (JSON), day, said by. How often the same person
        had asked before is left out: it is counted anew."""
        return self._sql(
            "SELECT request_id, fact, value, seen_on, said_by FROM observation "
            "WHERE withdrawn = 0 AND request_id IS NOT NULL AND fact != 'asked_before' ORDER BY id"
        )

    def contacts_of_askers(self, today: date) -> dict[int, tuple[str, str, int, int, int]]:
        """For whoever asked and was in touch: first, last, contacts of the past year, messages in, messages out."""
        since, until = (today - timedelta(days=365)).isoformat(), (today + timedelta(days=1)).isoformat()
        kinds = ", ".join(f"'{kind}'" for kind in CONTACTS)
        rows = self._sql(
            f"SELECT person_id, min(at), max(at), sum(at >= '{since}' AND at < '{until}'), "
            "sum(kind = 'message' AND direction IN ('in', 'both')), "
            "sum(kind = 'message' AND direction IN ('out', 'both')) "
            f"FROM interaction WHERE kind IN ({kinds}) AND {_ASKERS} GROUP BY person_id"
        )
        return {row[0]: row[1:] for row in rows}

    def networks_of_askers(self) -> list[tuple[int, str, int, str | None]]:
        """The profiles of whoever asked: person, network, whether connected, and since which day."""
        return self._sql(f"SELECT person_id, network, is_connection, connected_since FROM profile WHERE {_ASKERS}")

    def _rows(self, question: Select[Any]) -> list[Any]:
        compiled = question.compile(dialect=self._engine.dialect, compile_kwargs={"literal_binds": True})
        return self._sql(str(compiled))

    def _sql(self, text: str) -> list[Any]:
        with self._reading() as connection:
            return list(every_row(connection, text))
