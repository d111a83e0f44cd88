"""The facts of everybody who ever asked, for all requests at once; the same that `dossiers` tells one by one.

Most people have at most one observation of a fact, and for those it is the fact. Whoever has more goes the long way.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from ..facts.catalogue import Catalogue, Fact
from ..facts.observations import Observation, add_up
from ..facts.values import Value
from ..ledger import ContactSummary, Ledger
from ..ledger.codec import day_of, time_of, value_of
from ..ledger.history import Row
from .known import derived

NOT_ANSWERED = ("", "", "")
Told = tuple[int, str, str, str, str]  # of whom or what, fact, value (JSON), day, said by
Ready = tuple[str, Value | None]  # a fact and its value today; None where it does not count


class Asked(NamedTuple):
    """A request that somebody made: who and where, its state, what had been answered (or nothing), the day (ISO)."""

    id: int
    person_id: int
    network: str
    state: str
    answered: str
    day: str


class Asking:
    """Everything that the ledger tells of those who asked, read at once."""

    def __init__(self, ledger: Ledger, today: date) -> None:
        self.today = today
        rows = ledger.request_rows()
        answers = ledger.last_answers()
        self.rows = [row for row in rows if row.direction == "incoming"]
        self.asked = [
            Asked(
                row.id,
                row.person_id,
                row.network,
                row.state,
                answers.get(row.id, NOT_ANSWERED)[0],
                (row.asked_at or row.first_seen or "")[:10],
            )
            for row in self.rows
        ]
        self._of_person = _grouped(ledger.observations_of_askers())
        self._of_request = _grouped(ledger.observations_of_requests())
        self._contacts = ledger.contacts_of_askers(today)
        told = ledger.told_until()
        self._told: dict[int, date] = {}
        self._connected: dict[int, list[tuple[str, date | None]]] = {}
        for person_id, network, is_connected, since in ledger.networks_of_askers():
            day = told.get(network)
            if day is not None and day > self._told.get(person_id, date.min):
                self._told[person_id] = day
            if is_connected:
                self._connected.setdefault(person_id, []).append((network, day_of(since)))
        self._accepted: dict[int, list[Observation]] = {}
        for row in rows:
            if row.state == "accepted" and not _is_still_open_there(row):
                self._accepted.setdefault(row.person_id, []).append(_shared(row, today))
        self._before = _asked_before(self.rows)

    def facts(self, catalogue: Catalogue) -> list[dict[str, Value]]:
        """What is known today, for each of `rows`, in order. What the catalogue has no label for is not known."""
        self._catalogue = catalogue
        self._linked = {name for fact in catalogue.implying for name in (fact.name, *fact.implies)}
        self._made_ready: dict[tuple[object, ...], Ready | None] = {}
        people: dict[int, dict[str, Value] | None] = {}
        found = []
        for row in self.rows:
            person_id = row.person_id
            if person_id not in people:
                people[person_id] = self._simple(person_id)
            known = people[person_id]
            own = self._of_request.get(row.id, ())
            made = None if known is None else self._with_request(known, own)
            if made is None or "asked_before" in made:
                made = self._long_way(row, own)
            else:
                made["asked_before"] = self._before[row.id]
            found.append(made)
        return found

    # --- the short way: one observation of each fact ------------------------------------------------------------

    def _simple(self, person_id: int) -> dict[str, Value] | None:
        """The facts of a person where each was observed once; None where that is not so, or they may contradict."""
        told = self._of_person.get(person_id, ())
        known: dict[str, Value] = {}
        if not self._add(known, told):
            return None
        for seen in self._derived(person_id, told):
            ready = self._ready(*seen)
            if ready is None or ready[0] in known:
                return None
            if ready[1] is not None:
                known[ready[0]] = ready[1]
        return known if self._agree(known) else None

    def _with_request(self, known: dict[str, Value], told: Iterable[Told]) -> dict[str, Value] | None:
        made = known.copy()
        return made if self._add(made, told) and self._agree(made) else None

    def _add(self, known: dict[str, Value], told: Iterable[Told]) -> bool:
        """Adds what was observed; False where a fact is there already, or its value has to be looked at."""
        ready_ones = self._made_ready
        for one in told:
            key = one[1:4]
            ready = ready_ones[key] if key in ready_ones else self._made(key)
            if ready is None:
                return False
            name, value = ready
            if value is not None:
                if name in known:
                    return False
                known[name] = value
        return True

    def _made(self, key: tuple[str, str, str]) -> Ready | None:
        fact, text, day = key
        made = self._made_ready[key] = self._ready(fact, value_of(text), date.fromisoformat(day).toordinal())
        return made

    def _ready(self, name: str, value: Value, day: int) -> Ready | None:
        """The fact with its value today, where it counts; None for an own fact: it may have changed its type since."""
        if name not in self._catalogue:
            return name, None
        fact, age = self._catalogue[name], self.today.toordinal() - day
        if fact.stale_days is not None and age > fact.stale_days:
            return name, None
        if fact.own:
            return None
        if fact.type == "duration" and isinstance(value, int):
            value = max(0, value + age)
        return name, within(fact, value)

    def _agree(self, known: Mapping[str, Value]) -> bool:
        """False where linked facts say yes and no, so that it has to be looked at which side is the better one."""
        if self._linked.isdisjoint(known):
            return True
        return len({known[name] for name in self._linked if name in known}) < 2

    def _derived(self, person_id: int, told: Iterable[Told]) -> Iterable[tuple[str, Value, int]]:
        """What follows from contact and connections, as in `known.derived`; labels of one fact taken together."""
        if not any(person_id in some for some in (self._contacts, self._connected, self._accepted)):
            day = self._told.get(person_id, self.today).toordinal()
            return (("on_record", any(one[4] != "asker" for one in told), day),)
        seen = [*self._accepted.get(person_id, ()), *self._long_derived(person_id, _observations(told))]
        shared = [one for one in seen if one.fact == "connected_on"]
        made = [(one.fact, one.value, one.seen_on.toordinal()) for one in seen if one.fact != "connected_on"]
        if shared:
            fresh = self._catalogue["connected_on"].stale_days
            assert fresh is None  # else each would have to be looked at
            labels = frozenset().union(*(one.value for one in shared if isinstance(one.value, frozenset)))
            made.append(("connected_on", labels, self.today.toordinal()))
        return made

    # --- the long way, as for one person ------------------------------------------------------------------------

    def _long_derived(self, person_id: int, own: list[Observation]) -> list[Observation]:
        first, last, year, came, went = self._contacts.get(person_id, (None, None, 0, 0, 0))
        connected = tuple(self._connected.get(person_id, ()))
        until = self._told.get(person_id)
        summary = ContactSummary(person_id, time_of(first), time_of(last), year, came, went, connected, until)
        return derived([*own, *self._accepted.get(person_id, ())], summary, self.today)

    def _counted(self, row: Row) -> Observation:
        seen_on = day_of(row.first_seen) or self.today
        return Observation("asked_before", self._before[row.id], "", seen_on, "records")

    def _long_way(self, row: Row, told: Iterable[Told]) -> dict[str, Value]:
        own = _observations(self._of_person.get(row.person_id, ()))
        everything = [*own, *self._accepted.get(row.person_id, ()), *self._long_derived(row.person_id, own),
                      *_observations(told), self._counted(row)]  # fmt: skip
        known = add_up(everything, self.today, self._catalogue)
        legal = {name: within(self._catalogue[name], one.value) for name, one in known.items()}
        return {name: value for name, value in legal.items() if value is not None}


def within(fact: Fact, value: Value) -> Value | None:
    """The value as far as the fact has room for it: labels that it lacks are left out; None where nothing is left."""
    if isinstance(value, frozenset):
        if not value.difference(fact.options):
            return value
        return value.intersection(fact.options) or None
    return None if fact.type == "one of" and value not in fact.options else value


def _grouped(rows: Iterable[Told]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = {}
    for row in rows:
        if row[0] in found:
            found[row[0]].append(row)
        else:
            found[row[0]] = [row]
    return found


def _observations(told: Iterable[Told]) -> list[Observation]:
    return [
        Observation(fact, value_of(text), "", date.fromisoformat(day), said_by) for _, fact, text, day, said_by in told
    ]


def _is_still_open_there(row: Row) -> bool:
    """As `known.is_still_open_there`, of a row: days in ISO text come in the same order."""
    return row.settled_by == "me" and bool(row.answered_on and row.last_seen) and (row.last_seen > row.answered_on)  # type: ignore[operator]  # both are there


def _shared(row: Row, today: date) -> Observation:
    day = day_of(row.answered_on) or today
    return Observation("connected_on", frozenset({row.network}), "accepted", day, "records")


def _asked_before(rows: Iterable[Row]) -> dict[int, int]:
    """As `known.asked_before`: how often the same person had asked before on the same network."""
    seen: dict[tuple[int, str], int] = {}
    found = {}
    for row in sorted(rows, key=lambda one: (one.asked_at is not None, one.asked_at or one.first_seen or "", one.id)):
        key = (row.person_id, row.network)
        found[row.id] = seen.get(key, 0)
        seen[key] = found[row.id] + 1
    return found
