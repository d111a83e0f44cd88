"""How people were in touch with the user, and up to which day the records tell."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select

from . import schema
from .bulk import every_row
from .codec import day_of, time_of
from .records import ContactSummary, Import, Interaction, Post
from .requests import EVERY_ONE, ONCE, STATE_NOW, Requests

# between the two: a group, an endorsement or a recommendation is no contact with one person
CONTACTS = ("call", "meeting", "message")
SAME_TIME = timedelta(days=31)  # what is exported in parts is not of one day
_ROW = schema.interaction.c
_OPENINGS = (
    "SELECT i.person_id, i.at, i.direction = 'out' FROM interaction i LEFT JOIN (SELECT person_id, min(at) AS at "
    "FROM interaction WHERE kind = 'message' AND direction <> 'out' GROUP BY person_id) answer "
    "ON answer.person_id = i.person_id WHERE i.kind = 'message' AND (answer.at IS NULL OR i.at <= answer.at) "
    "ORDER BY i.at, i.id"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """For each network, the day up to which its newest import tells of anything, and of contact without a gap."""

    told: dict[str, date]
    contact: dict[str, date]

    def of(self, networks: Iterable[str]) -> tuple[date | None, date | None, bool]:
        """For somebody on these networks: the newest day told, the day up to which contact is told on all of them
        that tell of it, and whether on one of them that ends long before the rest."""
        here = set(networks)
        contact = [self.contact[one] for one in here if one in self.contact]
        has_gap = any(
            one in self.told and self.told[one] - self.contact[one] > SAME_TIME for one in here if one in self.contact
        )
        return (
            max((self.told[one] for one in here if one in self.told), default=None),
            min(contact, default=None),
            has_gap,
        )


def _without_gap(spans: list[tuple[date, date]]) -> date | None:
    """The last day up to which there is no gap in these spans, or None where all of them begin late."""
    end: date | None = None
    for since, until in sorted(spans):
        if since == date.min or (end is not None and since <= end):
            end = until if end is None else max(end, until)
    return end


class Contacts(Requests):
    """Questions about contact and about imports."""

    def interactions(self, person_id: int, limit: int | None = None) -> list[Interaction]:
        """The contacts with one person, the newest first."""
        question = (
            select(_ROW.id, _ROW.person_id, _ROW.network, _ROW.kind, _ROW.direction, _ROW.at, _ROW.source, _ROW.words)
            .where(_ROW.person_id == person_id)
            .order_by(_ROW.at.desc(), _ROW.id.desc())
            .limit(limit)
        )
        with self._reading() as connection:
            rows = connection.execute(question).all()
        return [Interaction(*row[:5], time_of(row[5]), *row[6:]) for row in rows]  # type: ignore[arg-type]  # never empty

    def met_at(self, person_ids: Iterable[int]) -> dict[int, set[str]]:
        """When each of these people had calls and meetings with the user, as ISO text; those without are left out."""
        question = select(_ROW.person_id, _ROW.at).where(_ROW.kind.in_(("meeting", "call")))
        found: dict[int, set[str]] = {}
        for person_id, at in self._of(question, _ROW.person_id, person_ids):
            found.setdefault(person_id, set()).add(at)
        return found

    def openings(self) -> tuple[list[tuple[int, datetime, bool]], datetime | None]:
        """How each exchange of messages began, up to the first that the other wrote: with whom, when, whether the user
        wrote it, by time; and the time of the last message of all.

        One that was noted as both ways counts as the other's: it tells that they answered.
        """
        with self._reading() as connection:
            (last,) = next(every_row(connection, "SELECT max(at) FROM interaction WHERE kind = 'message'"))
            rows = [
                (person_id, datetime.fromisoformat(at), bool(is_mine))
                for person_id, at, is_mine in every_row(connection, _OPENINGS)
            ]
        return rows, time_of(last)

    def connections_on(self, network: str) -> int:
        """How many connections there are on a network."""
        one = schema.profile.c
        question = select(func.count()).where(one.network == network, one.is_connection == 1)
        with self._reading() as connection:
            return int(connection.execute(question).scalar() or 0)

    def contact_summaries(self, person_ids: Iterable[int], today: date) -> dict[int, ContactSummary]:
        """Contact with each of these people, also where there was none."""
        wanted = list(person_ids)
        year_ago, tomorrow = (today - timedelta(days=365)).isoformat(), (today + timedelta(days=1)).isoformat()

        def number(condition: Any) -> Any:
            return func.sum(case((condition, 1), else_=0))

        is_message = _ROW.kind == "message"
        question = (
            select(
                _ROW.person_id, func.min(_ROW.at), func.max(_ROW.at),
                number((_ROW.at >= year_ago) & (_ROW.at < tomorrow)),
                number(is_message & _ROW.direction.in_(("in", "both"))),
                number(is_message & _ROW.direction.in_(("out", "both"))),
            )
            .where(_ROW.kind.in_(CONTACTS))
            .group_by(_ROW.person_id)
        )  # fmt: skip
        met = {row[0]: row for row in self._of(question, _ROW.person_id, wanted)}
        telling = self.telling()
        networks = self._networks_of(wanted)
        summaries = {}
        for one in wanted:
            _, first, last, year, came, went = met.get(one, (one, None, None, 0, 0, 0))
            of_person = networks.get(one, [])
            told, contact_until, has_gap = telling.of(network for network, _, _ in of_person)
            connected = tuple((network, day_of(since)) for network, is_connected, since in of_person if is_connected)
            summaries[one] = ContactSummary(
                one, time_of(first), time_of(last), year, came, went, connected, told, has_gap, contact_until
            )  # fmt: skip
        return summaries

    def _networks_of(self, person_ids: list[int]) -> dict[int, list[tuple[str, int, str | None]]]:
        one = schema.profile.c
        found: dict[int, list[tuple[str, int, str | None]]] = {}
        question = select(one.person_id, one.network, one.is_connection, one.connected_since)
        for row in self._of(question, one.person_id, person_ids):
            found.setdefault(row[0], []).append((row[1], row[2], row[3]))
        return found

    def telling(self) -> Telling:
        """Up to which day the standing imports tell of each network, and of contact on it."""
        told: dict[str, date] = {}
        spans: dict[str, list[tuple[date, date]]] = {}
        for one in self.imports():
            networks = one.coverage.get("networks", ())
            until = day_of(one.coverage.get("contact_until")) or one.exported_on
            since = day_of(one.coverage.get("contact_from")) or date.min
            for network in networks:
                told[network] = max(one.exported_on, told.get(network, one.exported_on))
            for network in one.coverage.get("contact", networks):
                spans.setdefault(network, []).append((since, until))
        contact = {network: day for network, some in spans.items() if (day := _without_gap(some)) is not None}
        return Telling(told, contact)

    def posts(self) -> list[Post]:
        """What the user published, the oldest first."""
        one = schema.post.c
        question = select(one.id, one.network, one.at, one.text, one.audience).order_by(one.at, one.id)
        with self._reading() as connection:
            return [Post(row[0], row[1], time_of(row[2]), row[3], row[4]) for row in connection.execute(question)]

    def published(self, network: str) -> list[tuple[str, str, str]]:
        """The user's posts on a network: day (ISO text), text, audience; the newest first, those without a day last."""
        one = schema.post.c
        question = (
            select(func.substr(one.at, 1, 10), one.text, one.audience)
            .where(one.network == network)
            .order_by(one.at.desc(), one.id.desc())
        )
        with self._reading() as connection:
            return [(row[0], row[1], row[2]) for row in connection.execute(question)]

    def posts_counted(self) -> dict[str, int]:
        """How many posts of the user's there are on each network."""
        one = schema.post.c
        with self._reading() as connection:
            rows = connection.execute(select(one.network, func.count()).group_by(one.network)).all()
        return {row[0]: row[1] for row in rows}

    def posts_told(self, network: str) -> date | None:
        """The day up to which the standing imports tell of the user's posts on a network; None where none does."""
        one = schema.import_.c
        brought = select(schema.post.c.import_id).where(schema.post.c.network == network)
        question = select(func.max(one.exported_on)).where(one.undone_at.is_(None), one.id.in_(brought))
        with self._reading() as connection:
            days = [day_of(connection.execute(question).scalar())]
        days += [each.exported_on for each in self.imports() if network in each.coverage.get("posts", ())]
        return max((day for day in days if day), default=None)

    def posts_mark(self) -> tuple[int, int]:
        """Something that is another once the posts may be others: their number, the newest import or undo."""
        entry = schema.journal.c
        newest = select(func.max(entry.id)).where(entry.kind.in_(("import", "undo")))
        with self._reading() as connection:
            count = connection.execute(select(func.count()).select_from(schema.post)).scalar() or 0
            return count, connection.execute(newest).scalar() or 0

    def imports(self) -> list[Import]:
        """The imports that stand (were not undone), the oldest first."""
        one = schema.import_.c
        question = (
            select(one.id, one.file_name, one.file_hash, one.source, one.exported_on, one.at, one.counts, one.coverage)
            .where(one.undone_at.is_(None))
            .order_by(one.id)
        )
        with self._reading() as connection:
            rows = connection.execute(question).all()
        return [
            Import(*row[:4], date.fromisoformat(row[4]), time_of(row[5]), json.loads(row[6]), json.loads(row[7]))  # type: ignore[arg-type]  # never empty
            for row in rows
        ]

    def owner(self, network: str) -> tuple[str, str, str] | None:
        """The user's own key, name and address on a network, as the newest import that knows it tells; or None."""
        for one in reversed(self.imports()):
            owner = one.coverage.get("owner")
            if owner and owner[0] == network:
                return owner[1], owner[2], owner[3]
        return None

    def counts(self) -> dict[str, int]:
        """How much is held: people, connections, requests (also by state), interactions, imports, open suggestions."""
        person, profile, request = schema.person, schema.profile, schema.request
        with self._reading() as connection:

            def number(table: Any, *where: Any) -> int:
                return int(connection.execute(select(func.count()).select_from(table).where(*where)).scalar() or 0)

            found = {
                "people": number(person),
                "connections": number(profile, profile.c.is_connection == 1),
                "requests": number(request, request.c.person_id.is_not(None), ONCE),
                "interactions": number(schema.interaction),
                "imports": number(schema.import_, schema.import_.c.undone_at.is_(None)),
                "suggestions": number(schema.suggestion, schema.suggestion.c.state == "open"),
            }
            states = connection.execute(
                select(STATE_NOW, func.count())
                .select_from(EVERY_ONE)
                .where(request.c.person_id.is_not(None), ONCE)
                .group_by(STATE_NOW)
            )
            return found | {row[0]: row[1] for row in states}
