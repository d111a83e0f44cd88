"""How often everybody was in touch, in one question over all contacts; and what the user says of their circles."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select

from . import schema
from .codec import day_of, value_of
from .contacts import CONTACTS
from .history import History


class Rhythm(NamedTuple):
    """The contact with one person in the two years before a day, `first` ever. Days are ISO text.

    `days` are those with contact, `months` the calendar months of the past year with any; `came` and `went` the
    contacts from their side and from mine (a call counts for both); `channels` the ways they took.
    """

    person_id: int
    last: str
    days: int
    months: int
    came: int
    went: int
    channels: int
    first: str


class Rhythms(History):
    """Questions about everybody's rhythm at once."""

    def rhythms(self, today: date, person_ids: Iterable[int] | None = None, days: int = 730) -> list[Rhythm]:
        """The rhythm of whoever was in touch in the days before `today`: of these people, or of all."""
        since, until = (today - timedelta(days=days)).isoformat(), (today + timedelta(days=1)).isoformat()
        year = (today - timedelta(days=365)).isoformat()
        kinds = ", ".join(f"'{kind}'" for kind in CONTACTS)
        which = ""
        if person_ids is not None:
            which = f"AND person_id IN ({', '.join(str(int(one)) for one in person_ids)})"
        rows = self._sql(
            "SELECT person_id, max(at), count(DISTINCT substr(at, 1, 10)), "
            f"count(DISTINCT CASE WHEN at >= '{year}' THEN substr(at, 1, 7) END), "
            "sum(direction IN ('in', 'both')), sum(direction IN ('out', 'both')), count(DISTINCT network || kind), "
            "(SELECT min(at) FROM interaction AS before WHERE before.person_id = interaction.person_id "
            f"AND before.kind IN ({kinds})) "
            f"FROM interaction WHERE kind IN ({kinds}) AND at >= '{since}' AND at < '{until}' {which} "
            "GROUP BY person_id"
        )
        return list(map(Rhythm._make, rows))

    def told_of(self, person_ids: Iterable[int]) -> dict[int, tuple[date | None, date | None, bool]]:
        """For each of these people what `Telling.of` says of their networks."""
        wanted = list(person_ids)
        telling, networks = self.telling(), self._networks_of(wanted)
        known: dict[frozenset[str], tuple[date | None, date | None, bool]] = {}
        found = {}
        for one in wanted:
            here = frozenset(network for network, _, _ in networks.get(one, ()))
            if here not in known:
                known[here] = telling.of(here)
            found[one] = known[here]
        return found

    def said_of_people(self, facts: Sequence[str]) -> dict[int, dict[str, tuple[object, date]]]:
        """What the user said of people under these names, the last word on each with its day."""
        one = schema.observation.c
        question = (
            select(one.person_id, one.fact, one.value, one.seen_on)
            .where(one.withdrawn == 0, one.said_by == "me", one.person_id.is_not(None), one.fact.in_(facts))
            .order_by(one.seen_on, one.id)
        )
        found: dict[int, dict[str, tuple[object, date]]] = {}
        with self._reading() as connection:
            for person_id, fact, value, day in connection.execute(question):
                found.setdefault(person_id, {})[fact] = value_of(value), date.fromisoformat(day)
        return found

    def connected(self) -> list[tuple[int, str, date | None]]:
        """Every connection: person, network, and since which day, where it is known."""
        one = schema.profile.c
        question = select(one.person_id, one.network, one.connected_since).where(one.is_connection == 1)
        return [(row[0], row[1], day_of(row[2])) for row in self._rows(question)]
