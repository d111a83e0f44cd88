"""Who is known, on which networks, and what was observed of them."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, case, func, or_, select

from ..errors import NotFoundError
from ..facts.observations import Observation
from ..facts.values import fold as fold_word
from . import schema
from .bulk import in_chunks
from .codec import day_of, fold, value_of
from .records import Kept, Person, Profile
from .session import Session

_PERSON, _PROFILE, _OBSERVATION = schema.person.c, schema.profile.c, schema.observation.c
# whole numbers stand in the statement itself: five thousand of them are no parameters
IDS: BindParameter[Any] = bindparam("ids", expanding=True, literal_execute=True)


class People(Session):
    """Questions about people."""

    def person(self, person_id: int) -> Person:
        """One person, or NotFoundError."""
        with self._reading() as connection:
            row = connection.execute(
                select(_PERSON.id, _PERSON.name, _PERSON.named_by).where(_PERSON.id == person_id)
            ).first()
        if row is None:
            raise NotFoundError(f"there is no person {person_id}", next_step="`doorstep person NAME` finds people")
        return Person(row.id, row.name, row.named_by == "me")

    def people(self, person_ids: Iterable[int] | None = None) -> dict[int, Person]:
        """People by id: these, or everybody."""
        question = select(_PERSON.id, _PERSON.name, _PERSON.named_by)
        rows = self._of(question, _PERSON.id, person_ids)
        return {row[0]: Person(row[0], row[1], row[2] == "me") for row in rows}

    def find_people(self, text: str, limit: int = 20) -> list[Person]:
        """People of this name or exact handle, the best match first: without regard to case and accents."""
        wanted = fold(text)
        if not wanted:
            return []
        like = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        handle = text.strip().removeprefix("@").casefold()
        by_handle = select(_PROFILE.person_id).where(
            or_(
                func.lower(_PROFILE.key) == handle,
                func.lower(_PROFILE.key).like("%/" + handle.replace("%", "\\%").replace("_", "\\_"), escape="\\"),
                and_(
                    _PROFILE.former != "[]", func.lower(_PROFILE.former).contains(json.dumps(handle), autoescape=True)
                ),
            )
        )
        name = _PERSON.folded
        rank = case(
            (or_(_PERSON.id.in_(by_handle), name == wanted), 0),
            (name.like(like + "%", escape="\\"), 1),
            (name.like("% " + like + "%", escape="\\"), 2),
            else_=3,
        )
        question = (
            select(_PERSON.id, _PERSON.name, _PERSON.named_by)
            .where(or_(name.like("%" + like + "%", escape="\\"), _PERSON.id.in_(by_handle)))
            .order_by(rank, func.length(name), name, _PERSON.id)
            .limit(limit)
        )
        with self._reading() as connection:
            return [Person(row[0], row[1], row[2] == "me") for row in connection.execute(question)]

    def people_named(self, name: str) -> list[Person]:
        """Everybody of exactly this name."""
        question = select(_PERSON.id, _PERSON.name, _PERSON.named_by).where(_PERSON.folded == fold(name))
        with self._reading() as connection:
            rows = connection.execute(question.order_by(_PERSON.id)).all()
        return [Person(row[0], row[1], row[2] == "me") for row in rows if row[1] == name]

    def profiles(self, person_ids: Iterable[int]) -> dict[int, list[Profile]]:
        """The profiles of each person, e-mail addresses too; every id that was asked for is there."""
        columns = [
            _PROFILE.id, _PROFILE.person_id, _PROFILE.network, _PROFILE.key, _PROFILE.exact, _PROFILE.name,
            _PROFILE.url, _PROFILE.former, _PROFILE.is_connection, _PROFILE.connected_since,
        ]  # fmt: skip
        wanted = list(person_ids)
        found: dict[int, list[Profile]] = {one: [] for one in wanted}
        for row in self._of(select(*columns).order_by(_PROFILE.id), _PROFILE.person_id, wanted):
            former = tuple(json.loads(row[7])) if row[7] != "[]" else ()
            found[row[1]].append(
                Profile(
                    row[0], row[1], row[2], row[3], bool(row[4]), row[5], row[6], former, bool(row[8]), day_of(row[9])
                )
            )
        return found

    def sources_of_profiles(self, person_ids: Iterable[int]) -> dict[int, str]:
        """The source whose import brought each profile of these people; those that the user gave are not there."""
        question = select(_PROFILE.id, schema.import_.c.source).join(
            schema.import_, schema.import_.c.id == _PROFILE.import_id
        )
        return {row[0]: row[1] for row in self._of(question, _PROFILE.person_id, person_ids)}

    def connections_at(self, company: str) -> list[Person]:
        """The people whom the user is connected with and who are said to work there, by name."""
        stands = (_OBSERVATION.fact == "company", _OBSERVATION.withdrawn == 0)
        connected = select(_PROFILE.person_id).where(_PROFILE.is_connection == 1)
        wanted = fold_word(company)
        with self._reading() as connection:
            # as people wrote it: no database folds letters of every script
            written = connection.execute(select(_OBSERVATION.value).where(*stands).distinct()).scalars()
            same = [one for one in written if fold_word(str(value_of(one))) == wanted]
            at = select(_OBSERVATION.person_id).where(*stands, _OBSERVATION.value.in_(same))
            question = select(_PERSON.id, _PERSON.name, _PERSON.named_by).where(
                _PERSON.id.in_(at), _PERSON.id.in_(connected)
            )
            rows = connection.execute(question.order_by(_PERSON.folded, _PERSON.id)).all()
        return [Person(row[0], row[1], row[2] == "me") for row in rows]

    def find_profile(self, network: str, key: str) -> Profile | None:
        """The profile of exactly this key on this network, or None."""
        with self._reading() as connection:
            person_id = connection.execute(
                select(_PROFILE.person_id).where(_PROFILE.network == network, _PROFILE.key == key)
            ).scalar()
        if person_id is None:
            return None
        return next(one for one in self.profiles([person_id])[person_id] if (one.network, one.key) == (network, key))

    def observations(self, person_ids: Iterable[int]) -> dict[int, list[Observation]]:
        """What was observed of each person, the oldest first; every id that was asked for is there."""
        return self._observed(_OBSERVATION.person_id, person_ids)

    def request_observations(self, request_ids: Iterable[int]) -> dict[int, list[Observation]]:
        """What was observed of each request itself: its note, its claims."""
        one, wanted = schema.request.c, list(request_ids)
        other = dict(self._of(select(one.same_as, one.id), one.same_as, wanted))  # the row of a mail beside a list's
        found = self._observed(_OBSERVATION.request_id, [*wanted, *other.values()])
        return {row_id: [*found[row_id], *(found[other[row_id]] if row_id in other else ())] for row_id in wanted}

    def kept_observations(self, *, person_id: int | None = None, request_id: int | None = None) -> list[Kept]:
        """The observations of one person or request with their ids, to be withdrawn by."""
        one = _OBSERVATION
        question = (
            select(
                one.id,
                one.person_id,
                one.request_id,
                one.fact,
                one.value,
                one.source,
                one.seen_on,
                one.said_by,
                one.import_id,
            )
            .where(one.withdrawn == 0)
            .order_by(one.id)
        )
        if person_id is not None:
            question = question.where(one.person_id == person_id)
        if request_id is not None:
            other = select(schema.request.c.id).where(schema.request.c.same_as == request_id)
            question = question.where(or_(one.request_id == request_id, one.request_id.in_(other)))
        with self._reading() as connection:
            return [Kept(*row[:3], _observation(row[3:8]), row[8]) for row in connection.execute(question)]

    def _observed(self, column: Any, ids: Iterable[int]) -> dict[int, list[Observation]]:
        one = _OBSERVATION
        wanted = list(ids)
        found: dict[int, list[Observation]] = {row_id: [] for row_id in wanted}
        question = select(column, one.fact, one.value, one.source, one.seen_on, one.said_by).where(one.withdrawn == 0)
        for row_id, fact, value, source, seen_on, said_by in self._of(question, column, wanted):
            found[row_id].append(Observation(fact, value_of(value), source, date.fromisoformat(seen_on), said_by))
        return found

    def _of(self, question: Select[Any], column: Any, ids: Iterable[int] | None) -> list[Any]:
        """The rows of a question for these ids, or for all."""
        with self._reading() as connection:
            if ids is None:
                return list(connection.execute(question).all())
            rows: list[Any] = []
            for some in in_chunks(ids):
                rows += connection.execute(question.where(column.in_(IDS)), {"ids": some}).all()
            return rows


def _observation(row: Any) -> Observation:
    fact, value, source, seen_on, said_by = row
    return Observation(fact, value_of(value), source, date.fromisoformat(seen_on), said_by)
