"""Who is who in an import: by exact keys only, and what is only suspected is kept aside."""

from typing import Any

from sqlalchemy import Connection, select

from ..facts.observations import Observation
from ..facts.seen import Reading, Suggestion, Who
from . import schema, sightings
from .book import EMAIL, Book, Held, Seen, load
from .codec import dumps, fold, value_text

COUNTS = (
    "connections_new connections_known requests_new requests_known requests_accepted requests_open",
    "interactions_new interactions_known observations_new observations_known suggestions_new forgotten_skipped",
)


class Resolver:
    """One import under way: whom it names, and which rows it sees again. What is new is gathered as tuples."""

    def __init__(self, connection: Connection, reading: Reading, import_id: int) -> None:
        self.connection = connection
        self.reading = reading
        self.import_id = import_id
        self.day = reading.exported_on.isoformat()
        self.book: Book = load(connection)
        self.is_newest = self._is_newest()
        self.people_seen: set[int] = set()
        self.first_new_person = self.book.next["person"]
        self.persons: list[tuple[Any, ...]] = []
        self.new_profiles: list[tuple[Held, str, str]] = []
        self.observations: list[tuple[int | None, int, int | None, Observation, Seen]] = []
        self.requests: list[tuple[Any, ...]] = []
        self.first_new_interaction = self.book.next["interaction"]
        self.suggestions: list[tuple[Any, ...]] = []
        self.touched: list[Held] = []
        self.again: dict[tuple[str, str, str], list[int]] = {}
        self.changed: dict[str, dict[int, tuple[Any, ...]]] = {"profile": {}, "observation": {}, "request": {}}
        self.counts = dict.fromkeys(" ".join(COUNTS).split(), 0)
        self.accepted: list[int] = []
        self.passed_over: set[tuple[str, str]] = set()
        self.is_changed = False

    def _is_newest(self) -> bool:
        one = schema.import_.c
        days = self.connection.execute(
            select(one.exported_on).where(
                one.source == self.reading.source, one.undone_at.is_(None), one.id != self.import_id
            )
        )
        return all(day <= self.day for (day,) in days)

    def known_to_all(self, who: Who) -> None:
        """Resolves somebody whom an interaction names, once."""
        held = self.book.profiles.get((who.network, who.key))
        if held is None or held.said is None or who.emails:
            self.resolve(who)

    def resolve(self, who: Who) -> Held | None:
        """The profile by its exact key, made when it is new; None where it was forgotten at the user's wish."""
        held = self.book.profiles.get((who.network, who.key))
        if held is None:
            held = self._new_profile(who)
            if held is None:
                return None
        said = held.said
        if said is None:
            held.said = [int(who.exact), who.name, who.url, 0, None]
            self.touched.append(held)
            self.people_seen.add(held.person_id)
        else:
            said[1], said[2] = said[1] or who.name, said[2] or who.url
        if who.emails:
            self._link_emails(held, who)
        return held

    def _new_profile(self, who: Who) -> Held | None:
        book = self.book
        if book.forgotten and (
            book.is_forgotten(who.network, who.key)
            or any(book.is_forgotten(EMAIL, one.casefold()) for one in who.emails)
        ):
            self.passed_over.add((who.network, who.key))
            self.counts["forgotten_skipped"] = len(self.passed_over)
            return None
        person_id = next(
            (found.person_id for one in who.emails if (found := book.profiles.get((EMAIL, one.casefold())))), None
        )
        if person_id is None:
            person_id = book.take_id("person")
            self.persons.append((person_id, who.name, fold(who.name), self.import_id))
        return self._hold(person_id, who.network, who.key)

    def _hold(self, person_id: int, network: str, key: str) -> Held:
        held = Held(self.book.take_id("profile"), person_id, [], True)
        self.book.profiles[network, key] = held
        self.new_profiles.append((held, network, key))
        return held

    def _link_emails(self, held: Held, who: Who) -> None:
        for one in who.emails:
            address = one.casefold()
            found = self.book.profiles.get((EMAIL, address))
            if found is None:
                found = self._hold(held.person_id, EMAIL, address)
            elif found.person_id != held.person_id:
                self._suggest("same_person", held, found, None, "the same e-mail address")
            if found.said is None:
                found.said = [1, "", "", 0, None]
                self.touched.append(found)

    def suggest(self, one: Suggestion) -> None:
        """Keeps a suggestion aside, once; what was dismissed does not come again."""
        held = self.resolve(one.who)
        other = self.resolve(one.other) if one.other else None
        if held is not None and (other is not None or one.kind != "same_person"):
            self._suggest(one.kind, held, other, one.observation, one.reason)

    def _suggest(self, kind: str, held: Held, other: Held | None, observation: Observation | None, reason: str) -> None:
        if other is not None and other.person_id == held.person_id:
            return
        if other is not None and other.id < held.id:
            held, other = other, held
        fact, value = (observation.fact, value_text(observation.value)) if observation else ("", "")
        key = (kind, held.id, other.id if other else 0, fact, value)
        row_id = self.book.suggestions.get(key)
        if row_id is not None:
            if not self.suggestions or row_id < self.suggestions[0][0]:
                self.again.setdefault(("suggestion", "{}", "{}"), []).append(row_id)
            return
        row_id = self.book.suggestions[key] = self.book.take_id("suggestion")
        tells = (observation.source, observation.seen_on.isoformat(), observation.said_by) if observation else ("",) * 3
        self.suggestions.append(
            (row_id, kind, held.id, other.id if other else None, fact, value, *tells, reason, self.import_id)
        )
        self.counts["suggestions_new"] += 1

    def settle_profiles(self) -> None:
        """Compares what this import told of each profile with what is held of it."""
        for held in self.touched:
            said = held.said
            assert said is not None  # that is why it was touched
            if said[3]:
                known = not held.is_new and held.fields[3]
                self.counts["connections_known" if known else "connections_new"] += 1
            if held.is_new:
                held.fields = said
            else:
                self._see_again("profile", held, said)

    def _see_again(self, table: str, seen: Held | Seen, said: list[Any]) -> list[Any]:
        if seen.fields == said:
            self.again.setdefault((table, "{}", "{}"), []).append(seen.id)
            return said
        columns, apply = sightings.APPLY[table]
        now, told = dict(zip(columns, seen.fields)), dict(zip(columns, said))
        before, differs = sightings.differing(now, told)
        self.again.setdefault((table, dumps(before), dumps(differs)), []).append(seen.id)
        after = list(apply(now, told, self.is_newest).values())
        if after != seen.fields:
            self.changed[table][seen.id] = (*after, seen.id)
            seen.fields = after
        return after
