"""Who is who in an import: by exact keys only, and what is only suspected is kept aside."""

from typing import Any

from sqlalchemy import Connection

from ..facts.observations import Observation
from ..facts.seen import Reading, Suggestion, Who
from . import sightings
from .book import Book, Held, Seen, load
from .codec import dumps, value_text
from .partition import EMAIL, PHONE

COUNTS = (
    "connections_new connections_known requests_new requests_known requests_accepted requests_open",
    "interactions_new interactions_known observations_new observations_known suggestions_new forgotten_skipped",
    "posts_new posts_known",
)


def known_by(who: Who) -> list[tuple[str, str, str]]:
    """The other profiles by which somebody is known for certain: network, key, and what they are."""
    found = [(EMAIL, one.casefold(), "their e-mail address") for one in who.emails]
    found += [(PHONE, one, "their phone number") for one in who.phones]
    found += [(who.network, one, "their former handle") for one in who.former]
    found += [(network, key, "their profile there") for network, key in who.also]
    return [one for one in found if one[1] and one[:2] != (who.network, who.key)]


class Resolver:
    """One import under way: whom it names, and which rows it sees again. What is new is gathered as tuples."""

    def __init__(self, connection: Connection, reading: Reading, import_id: int) -> None:
        self.connection = connection
        self.reading = reading
        self.import_id = import_id
        self.day = reading.exported_on.isoformat()
        self.book: Book = load(connection)
        self.first_new_person = self.book.next["person"]
        self.persons: list[int] = []
        self.new_profiles: list[tuple[Held, str, str, int | None]] = []
        self.new_links: dict[tuple[int, int], tuple[int, str]] = {}
        self.links_again: set[tuple[int, int]] = set()
        self.posts: list[tuple[Any, ...]] = []
        self.observations: list[tuple[int | None, int, int | None, Observation, Seen]] = []
        self.requests: list[tuple[Any, ...]] = []
        self.first_new_interaction = self.book.next["interaction"]
        self.suggestions: list[tuple[Any, ...]] = []
        self.touched: list[Held] = []
        self.again: dict[tuple[str, str, str], list[int]] = {}
        self.changed: dict[str, dict[int, tuple[Any, ...]]] = {table: {} for table in sightings.APPLY}
        self.counts = dict.fromkeys(" ".join(COUNTS).split(), 0)
        self.passed_over: set[tuple[str, str]] = set()
        self.is_changed = False

    def known_to_all(self, who: Who) -> None:
        """Resolves somebody whom an interaction names: once, unless it tells more."""
        held = self.book.profiles.get((who.network, who.key))
        said = held.said if held else None
        if said is None or who.name != said[1] or who.url != said[2] or known_by(who):
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
        else:
            said[0] = max(said[0], int(who.exact))
            said[1], said[2] = sightings.longer(said[1], who.name), sightings.longer(said[2], who.url)
        for network, key, reason in known_by(who):
            self._link(held, network, key, reason)
        return held

    def _new_profile(self, who: Who) -> Held | None:
        book = self.book
        if book.forgotten and any(
            book.is_forgotten(*one) for one in ((who.network, who.key), *((net, key) for net, key, _ in known_by(who)))
        ):
            self.passed_over.add((who.network, who.key))
            self.counts["forgotten_skipped"] = len(self.passed_over)
            return None
        person_id = book.take_id("person")
        self.persons.append(person_id)
        return self._hold(person_id, who.network, who.key, person_id)

    def _hold(self, person_id: int, network: str, key: str, born_id: int | None) -> Held:
        held = Held(self.book.take_id("profile"), person_id, [], True)
        self.book.profiles[network, key] = held
        self.new_profiles.append((held, network, key, born_id))
        return held

    def _link(self, held: Held, network: str, key: str, reason: str) -> None:
        """Notes that the profile and another are one person; the other is made where it is new."""
        found = self.book.profiles.get((network, key))
        if found is held:
            return
        if found is None:
            if self.book.is_forgotten(network, key):
                return
            found = self._hold(held.person_id, network, key, None)
        if found.said is None:
            found.said = [1, "", "", 0, None]
            self.touched.append(found)
        link = (held.id, found.id)
        if link in self.new_links:
            return
        row_id = self.book.links.get(link)
        if row_id is None:
            self.new_links[link] = self.book.take_id("link"), reason
        elif link not in self.links_again:
            self.links_again.add(link)
            self.again.setdefault(("link", "{}", "{}"), []).append(row_id)

    def suggest(self, one: Suggestion) -> None:
        """Keeps a suggestion aside, once; what was dismissed does not come again."""
        held = self.resolve(one.who)
        other = self.resolve(one.other) if one.other else None
        if held is not None and (other is not None or one.kind != "same_person"):
            self._suggest(one.kind, held, other, one.observation, one.reason)

    def _suggest(self, kind: str, held: Held, other: Held | None, observation: Observation | None, reason: str) -> None:
        if other is held:
            return
        if other is not None and other.id < held.id:
            held, other = other, held
        fact, value = (observation.fact, value_text(observation.value)) if observation else ("", "")
        key = (kind, held.id, other.id if other else 0, fact, value)
        tells = (
            [observation.source, observation.seen_on.isoformat(), observation.said_by] if observation else ["", "", ""]
        )
        said = [*tells, reason]
        seen = self.book.suggestions.get(key)
        if seen is not None and not seen.is_new:
            self._see_again("suggestion", seen, said)
        if seen is not None:
            return
        seen = self.book.suggestions[key] = Seen(self.book.take_id("suggestion"), said, True)
        self.suggestions.append(
            (seen.id, kind, held.id, other.id if other else None, fact, value, *said, self.import_id)
        )
        self.counts["suggestions_new"] += 1

    def settle_profiles(self) -> None:
        """Compares what this import told of each profile with what is held of it."""
        for held in self.touched:
            said = held.said
            assert said is not None  # that is why it was touched
            said.append(f"{self.day} {self.reading.source}" if said[1] else "")
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
        after = list(apply(now, told).values())
        if after != seen.fields:
            self.changed[table][seen.id] = (*after, seen.id)
            seen.fields = after
        return after
