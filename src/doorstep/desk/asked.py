"""The facts of everybody who ever asked, for all requests at once; the same that `dossiers` tells one by one.

Most people have at most one observation of a fact, and for those it is the fact. Whoever has more goes the long way.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from ..facts.catalogue import Catalogue, Fact
from ..facts.observations import Observation, add_up
from ..facts.values import Value, fold
from ..ledger import ContactSummary, Ledger
from ..ledger.codec import day_of, time_of, value_of
from ..ledger.history import SEPARATOR, Asked, Observed
from .known import derived, still_listed

Ready = tuple[str, Value | None]  # a fact and its value today; None where it does not count


class Asking:
    """Everything that the ledger tells of those who asked, read at once. `asked` are the requests."""

    def __init__(self, ledger: Ledger, today: date) -> None:
        self.today = today
        self.asked = ledger.asked()
        self._of_person = _grouped(ledger.observations_of_askers())
        self._of_request = _grouped(ledger.observations_of_requests())
        self._contacts = ledger.contacts_of_askers(today)
        self._told: dict[int, date] = {}
        self._connected: dict[int, list[tuple[str, date | None]]] = {}
        self._telling = ledger.telling()
        told = self._telling.told
        self._networks: dict[int, list[str]] = {}
        for person_id, network, is_connected, since in ledger.networks_of_askers():
            day = told.get(network)
            if day is not None and day > self._told.get(person_id, date.min):
                self._told[person_id] = day
            self._networks.setdefault(person_id, []).append(network)
            if is_connected:
                self._connected.setdefault(person_id, []).append((network, day_of(since)))
        self._accepted: dict[int, list[Observation]] = {}
        for person_id, network, answered_on, last_seen, settled_by in ledger.accepted_ones():
            if not still_listed(settled_by, answered_on, last_seen):
                on = day_of(answered_on) or today
                shared = Observation("connected_on", frozenset({network}), "accepted", on, "records")
                self._accepted.setdefault(person_id, []).append(shared)

    def facts(
        self, catalogue: Catalogue, of_place: Mapping[str, tuple[Observation, ...]] | None = None
    ) -> list[dict[str, Value]]:
        """What is known today, for each of `asked`, in order. What the catalogue has no label for is not known.

        `of_place` are the facts of each network's door, beside those of the person and the request.
        """
        self._catalogue = catalogue
        self._of_place = of_place or {}
        self._linked = {name for fact in catalogue.implying for name in (fact.name, *fact.implies)}
        self._made_ready: dict[str, Ready | None] = {}
        self._strangers: dict[date | None, dict[str, Value]] = {}
        people: dict[int, dict[str, Value] | None] = {}
        times: dict[tuple[int, str], int] = {}  # how often somebody has asked so far on a network
        found = []
        for one in self.asked:
            person_id = one.person_id
            before = times.get((person_id, one.network), 0)
            times[person_id, one.network] = before + 1
            if person_id not in people:
                people[person_id] = self._simple(person_id)
            known, own = people[person_id], self._of_request.get(one.id, ())
            made = None
            if known is not None:
                made = known.copy()
                seen = [
                    (each.fact, each.value, each.seen_on.toordinal()) for each in self._of_place.get(one.network, ())
                ]
                if not (self._add(made, own) and self._with(made, seen) is not None and self._agree(made)):
                    made = None
            if made is None or "asked_before" in made:
                made = self._long_way(one, own, before)
            else:
                made["asked_before"] = before
            found.append(made)
        return found

    # --- the short way: one observation of each fact ------------------------------------------------------------

    def _simple(self, person_id: int) -> dict[str, Value] | None:
        """The facts of a person where each was observed once; None where that is not so, or they may contradict."""
        told = self._of_person.get(person_id, ())
        is_alone = person_id not in self._contacts and person_id not in self._connected
        if is_alone and person_id not in self._accepted:
            until = self._told.get(person_id)
            if not told:
                if until not in self._strangers:
                    self._strangers[until] = self._with({}, [self._on_record(until, False)]) or {}
                return self._strangers[until]
            seen = [self._on_record(until, any(one[2] != "asker" for one in told))]
        else:
            seen = self._from_contact(person_id, told)
        known: dict[str, Value] = {}
        if not self._add(known, told) or self._with(known, seen) is None:
            return None
        return known if self._agree(known) else None

    def _add(self, known: dict[str, Value], told: Iterable[Observed]) -> bool:
        """Adds what was observed; False where a fact is there already, or its value has to be looked at."""
        made_ready = self._made_ready
        for _, text, _ in told:
            ready = made_ready[text] if text in made_ready else self._read(text)
            if ready is None:
                return False
            name, value = ready
            if value is not None:
                if name in known:
                    return False
                known[name] = value
        return True

    def _with(self, known: dict[str, Value], seen: Iterable[tuple[str, Value, int]]) -> dict[str, Value] | None:
        """The same with what follows from contact; None where a fact is there already."""
        for one in seen:
            ready = self._ready(*one)
            if ready is None or ready[0] in known:
                return None
            if ready[1] is not None:
                known[ready[0]] = ready[1]
        return known

    def _read(self, text: str) -> Ready | None:
        fact, value, day = text.split(SEPARATOR)
        made = self._made_ready[text] = self._ready(fact, value_of(value), date.fromisoformat(day).toordinal())
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
        elif fact.type == "word" and isinstance(value, str):
            value = fold(value)
        return name, within(fact, value)

    def _agree(self, known: Mapping[str, Value]) -> bool:
        """False where linked facts say yes and no, so that it has to be looked at which side is the better one."""
        if self._linked.isdisjoint(known):
            return True
        return len({known[name] for name in self._linked if name in known}) < 2

    def _on_record(self, until: date | None, is_on_record: bool) -> tuple[str, Value, int]:
        return "on_record", is_on_record, (until or self.today).toordinal()

    def _from_contact(self, person_id: int, told: Iterable[Observed]) -> list[tuple[str, Value, int]]:
        """What follows from contact and connections, as in `known.derived`; labels of one fact taken together."""
        seen = [*self._accepted.get(person_id, ()), *self._derived(person_id, _observations(told))]
        shared = [one for one in seen if one.fact == "connected_on"]
        made = [(one.fact, one.value, one.seen_on.toordinal()) for one in seen if one.fact != "connected_on"]
        if shared:
            fresh = self._catalogue["connected_on"].stale_days
            assert fresh is None  # else each would have to be looked at
            labels = frozenset().union(*(one.value for one in shared if isinstance(one.value, frozenset)))
            made.append(("connected_on", labels, self.today.toordinal()))
        return made

    # --- the long way, as for one person ------------------------------------------------------------------------

    def _derived(self, person_id: int, own: list[Observation]) -> list[Observation]:
        first, last, year, came, went = self._contacts.get(person_id, (None, None, 0, 0, 0))
        connected = tuple(self._connected.get(person_id, ()))
        told, until, has_gap = self._telling.of(self._networks.get(person_id, ()))
        summary = ContactSummary(
            person_id, time_of(first), time_of(last), year, came, went, connected, told, has_gap, until
        )
        return derived([*own, *self._accepted.get(person_id, ())], summary, self.today)

    def _long_way(self, one: Asked, told: Iterable[Observed], before: int) -> dict[str, Value]:
        own = _observations(self._of_person.get(one.person_id, ()))
        counted = Observation("asked_before", before, "", day_of(one.first_seen) or self.today, "records")
        everything = [*own, *self._accepted.get(one.person_id, ()), *self._derived(one.person_id, own),
                      *_observations(told), *self._of_place.get(one.network, ()), counted]  # fmt: skip
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


def _grouped(rows: Iterable[Observed]) -> dict[int, list[Observed]]:
    found: dict[int, list[Observed]] = {}
    for row in rows:
        if row[0] in found:
            found[row[0]].append(row)
        else:
            found[row[0]] = [row]
    return found


def _observations(told: Iterable[Observed]) -> list[Observation]:
    made = []
    for _, text, said_by in told:
        fact, value, day = text.split(SEPARATOR)
        made.append(Observation(fact, value_of(value), "", date.fromisoformat(day), said_by))
    return made
