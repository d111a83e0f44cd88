"""What became of requests later on, as the user says; and when the user last looked back."""

from datetime import date

from sqlalchemy import insert, select, update

from . import schema
from .codec import day_text, moment
from .journal import Change
from .opening import writing
from .records import Outcome
from .stating import Stating

LOOKED_BACK = "looked back"


class Outcomes(Stating):
    """Outcomes, each one entry of the journal; the day of the last look back, which is no part of it."""

    def note_outcome(
        self, request_id: int, what: str, on: date, words: str = "", *, change: Change | None = None
    ) -> int:
        """Keeps what became of a request on a day; gives its id."""
        request = self.request(request_id)
        with self._within(change, "outcome", person_id=request.person_id, request_id=request.id) as open_change:
            values = {
                "request_id": request.id, "happened_on": day_text(on), "at": open_change.at, "what": what,
                "words": words,
            }  # fmt: skip
            return open_change.insert("outcome", values)

    def outcomes(self, *, person_id: int | None = None, request_id: int | None = None) -> list[Outcome]:
        """Outcomes, in the order in which they happened: of one request, of all of a person, or all."""
        one = schema.outcome.c
        question = select(one.id, one.request_id, one.happened_on, one.at, one.what, one.words)
        rows = self._about(question, schema.outcome, person_id, request_id)
        found = [Outcome(row[0], row[1], date.fromisoformat(row[2]), moment(row[3]), row[4], row[5]) for row in rows]
        return sorted(found, key=lambda each: (each.on, each.id))

    def looked_back_on(self) -> date | None:
        """The day of the last look back, or None."""
        kept = self.setting(LOOKED_BACK)
        return date.fromisoformat(kept) if kept else None

    def keep_looked_back(self, on: date) -> None:
        """Keeps the day of a look back. It changes nothing that the user said, so `undo` passes it by."""
        one = schema.setting
        with self._engine.connect() as connection, writing(connection):
            is_there = connection.execute(select(one.c.id).where(one.c.key == LOOKED_BACK)).scalar() is not None
            if is_there:
                connection.execute(update(one).where(one.c.key == LOOKED_BACK).values(value=on.isoformat()))
            else:
                connection.execute(insert(one).values(key=LOOKED_BACK, value=on.isoformat()))
