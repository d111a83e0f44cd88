"""The user's own views: given before an answer is shown, and given again on past cases."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from ..errors import ConflictError, NotFoundError
from . import schema
from .codec import moment
from .journal import Change
from .outcomes import Outcomes
from .records import OwnView, Rejudged, Rejudging


class Viewing(Outcomes):
    """Own views and rounds of past cases; each change is one entry of the journal, or part of the one passed on."""

    def views(
        self, request_ids: Iterable[int] | None = None, *, person_id: int | None = None, pending: bool = False
    ) -> list[OwnView]:
        """Views on these requests, of this person or all, the oldest first; `pending`: those not decided upon yet."""
        one = schema.own_view.c
        question = select(one.id, one.request_id, one.at, one.answer, one.decision_id).order_by(one.id)
        if pending:
            question = question.where(one.decision_id.is_(None))
        if person_id is not None:
            asked = select(schema.request.c.id).where(schema.request.c.person_id == person_id)
            question = question.where(one.request_id.in_(asked))
        rows = self._of(question, one.request_id, request_ids)
        return [OwnView(row[0], row[1], moment(row[2]), row[3], row[4]) for row in rows]

    def give_view(
        self, request_id: int, answer: str, *, decision_id: int | None = None, change: Change | None = None
    ) -> int:
        """Keeps what the user thinks of a request before the answer is shown; one that was given takes its place."""
        request = self.request(request_id)
        request_id = request.id
        with self._within(change, "own view", person_id=request.person_id, request_id=request_id) as open_change:
            for before in self.views([request_id], pending=True):
                open_change.delete("own_view", before.id)
            values = {"request_id": request_id, "at": open_change.at, "answer": answer, "decision_id": decision_id}
            return open_change.insert("own_view", values)

    def settle_view(self, request_id: int, decision_id: int, change: Change) -> None:
        """The view that was given belongs to this decision from now on."""
        for one in self.views([request_id], pending=True):
            change.update("own_view", one.id, {"decision_id": decision_id})

    def start_rejudging(self, seed: int, cases: Sequence[tuple[int, str]], *, change: Change | None = None) -> int:
        """Keeps a round of cases, (request, what was answered then) in the order to show them; gives its id."""
        with self._within(change, "rejudge") as open_change:
            round_id = open_change.insert("rejudging", {"seed": seed, "at": open_change.at})
            for place, (request_id, first) in enumerate(cases, 1):
                values = {"rejudging_id": round_id, "request_id": request_id, "place": place, "first": first}
                open_change.insert("rejudged", values)
            return round_id

    def rejudge(self, round_id: int, place: int, answer: str, *, change: Change | None = None) -> None:
        """Keeps the second answer to a case; ConflictError where it was given already."""
        one = schema.rejudged.c
        with self._within(change, "rejudge a case") as open_change:
            wanted = select(one.id).where(one.rejudging_id == round_id, one.place == place)
            row_id = open_change.connection.execute(wanted).scalar()
            if row_id is None:
                raise NotFoundError(f"there is no case {place} in this round")
            row = open_change.row("rejudged", row_id)
            if row is not None and row["answer"]:
                raise ConflictError(
                    f"case {place} was judged again already", next_step="`doorstep undo` takes the last one back"
                )
            open_change.update("rejudged", row_id, {"answer": answer, "at": open_change.at}, expected={"answer": ""})

    def rejudgings(self) -> list[Rejudging]:
        """The rounds, the oldest first, each with its cases in the order to show them; none of forgotten people's."""
        one, of = schema.rejudging.c, schema.rejudged.c
        with self._reading() as connection:
            rounds = connection.execute(select(one.id, one.seed, one.at).order_by(one.id)).all()
            rows = connection.execute(
                select(of.rejudging_id, of.id, of.request_id, of.place, of.first, of.answer, of.at).order_by(of.place)
            ).all()
        cases: dict[int, list[Rejudged]] = {row[0]: [] for row in rounds}
        for row in rows:
            at = moment(row[6]) if row[6] else None
            cases[row[0]].append(Rejudged(row[1], row[2], row[3], row[4], row[5] or None, at))
        return [Rejudging(row[0], row[1], moment(row[2]), tuple(cases[row[0]])) for row in rounds]
