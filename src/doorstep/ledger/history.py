"""Everybody who ever asked, in a handful of questions: rows as plain tuples, for deciding them all at once.

What `requests`, `observations` and `contact_summaries` tell one by one, told set by set. An observation comes as one
text, `fact␟value␟day` (the value as JSON, which holds no such sign), and who said it: texts that repeat are read once.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from . import schema
from .bulk import every_row
from .contacts import CONTACTS, Contacts
from .requests import AS_OF_NOW, ASKED_AT, EVERY_ONE, FIRST_SEEN, LAST_SEEN, ONCE, SETTLED_BY, STATE_NOW

SEPARATOR = "\x1f"
_REQUEST, _DECISION = schema.request.c, schema.decision.c
_ASKERS = "person_id IN (SELECT person_id FROM request WHERE direction = 'incoming')"
_TOLD = "fact || char(31) || value || char(31) || seen_on, said_by"
Observed = tuple[int, str, str]  # of whom or of what, `fact␟value␟day`, said by


class Asked(NamedTuple):
    """A request that somebody made: its state, the verdict of the last decision on it (or nothing), and its day.

    `day` is ISO text, empty where it is not known; `first_seen` the day of the export that first told of it.
    """

    id: int
    person_id: int
    network: str
    state: str
    answered: str
    day: str
    first_seen: str | None


class History(Contacts):
    """Questions over all requests at once."""

    def asked(self) -> list[Asked]:
        """All incoming requests of people who are not forgotten, in the order of asking; those without a day first."""
        answer = (
            select(_DECISION.verdict)
            .where(_DECISION.request_id == _REQUEST.id)
            .order_by(_DECISION.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        when = func.coalesce(ASKED_AT, FIRST_SEEN, "")
        question = (
            select(
                _REQUEST.id, _REQUEST.person_id, _REQUEST.network, STATE_NOW, func.coalesce(answer, ""),
                func.substr(when, 1, 10), FIRST_SEEN,
            )
            .select_from(EVERY_ONE)
            .where(_REQUEST.person_id.is_not(None), _REQUEST.direction == "incoming", ONCE)
            .order_by(ASKED_AT.is_not(None), when, _REQUEST.id)
        )  # fmt: skip
        return list(map(Asked._make, self._rows(question)))

    def accepted_ones(self) -> list[tuple[int, str, str | None, str | None, str]]:
        """Requests that were accepted, whoever asked: person, network, answered on, last seen, settled by."""
        columns = [_REQUEST.person_id, _REQUEST.network, AS_OF_NOW["answered_on"], LAST_SEEN]
        question = (
            select(*columns, SETTLED_BY)
            .select_from(EVERY_ONE)
            .where(_REQUEST.person_id.is_not(None), STATE_NOW == "accepted", ONCE)
            .order_by(ASKED_AT, _REQUEST.id)
        )
        return self._rows(question)

    def observations_of_askers(self) -> list[Observed]:
        """Observations of whoever asked, in the order of saying, by person."""
        return self._sql(
            f"SELECT person_id, {_TOLD} FROM observation "
            f"WHERE withdrawn = 0 AND person_id IS NOT NULL AND {_ASKERS} ORDER BY id"
        )

    def observations_of_requests(self) -> list[Observed]:
        """Observations of requests themselves, in the order of saying. How often the same person had asked before is
        left out: it is counted anew."""
        return self._sql(
            f"SELECT coalesce(r.same_as, r.id), {_TOLD} FROM observation o JOIN request r ON r.id = o.request_id "
            "WHERE withdrawn = 0 AND fact != 'asked_before' ORDER BY o.id"
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
