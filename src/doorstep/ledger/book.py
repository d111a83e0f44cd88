"""The keys of everything that is remembered, in memory for the length of one import."""

import hmac
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from . import schema
from .bulk import every_row, next_id
from .codec import DURATIONS, WORDS, sameness
from .identity import MINE, SHARED


@dataclass(slots=True)
class Held:
    """A profile as it is held; `said` is what this import tells of it, None until it does."""

    id: int
    person_id: int
    fields: list[Any]
    is_new: bool = False
    said: list[Any] | None = None


@dataclass(slots=True)
class Seen:
    """An observation or a request as it is held: `fields` in the order of its table in `sightings`."""

    id: int
    fields: list[Any]
    is_new: bool = False


def mark(salt: str, network: str, key: str) -> str:
    """The salted mark under which a forgotten profile is known, and nothing else of it."""
    return hmac.digest(salt.encode(), f"{network}\n{key}".encode(), "sha256").hex()


@dataclass(slots=True)
class Book:
    """What is held already, by the keys that an import resolves by, and the next free id of each table."""

    profiles: dict[tuple[str, str], Held] = field(default_factory=dict)
    observations: dict[tuple[int, int | None, str, str, str, str], Seen] = field(default_factory=dict)
    requests: dict[tuple[int, str, str | None], Seen] = field(default_factory=dict)
    interactions: dict[str, dict[str, int]] = field(default_factory=dict)
    suggestions: dict[tuple[str, int, int, str, str], Seen] = field(default_factory=dict)
    links: dict[tuple[int, int], int] = field(default_factory=dict)
    posts: dict[tuple[str, str], Seen] = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()
    salts: tuple[str, ...] = ()
    next: dict[str, int] = field(default_factory=dict)

    def is_forgotten(self, network: str, key: str) -> bool:
        """True where the user had this profile forgotten."""
        return any(mark(salt, network, key) in self.forgotten for salt in self.salts)

    def take_id(self, table: str) -> int:
        """The next free id of the table."""
        taken = self.next[table]
        self.next[table] = taken + 1
        return taken


def load(connection: Connection) -> Book:
    """The book of everything held now."""
    book = Book()
    for table in ("person", "profile", "observation", "request", "interaction", "suggestion", "link", "post"):
        book.next[table] = next_id(connection, table)
    marks = connection.execute(select(schema.forgotten.c.hash, schema.forgotten.c.salt)).all()
    book.forgotten = frozenset(row[0] for row in marks)
    book.salts = tuple({row[1] for row in marks})
    _load_profiles(connection, book)
    _load_observations(connection, book)
    for row_id, profile_id, direction, asked_at, *fields in every_row(
        connection,
        "SELECT id, profile_id, direction, asked_at, note, note_reason, state, state_since, settled_by, first_seen, "
        "last_seen, answered_on, before_doorstep, told_by FROM request WHERE profile_id IS NOT NULL",
    ):
        book.requests[profile_id, direction, asked_at] = Seen(row_id, fields)
    for row_id, network, key in every_row(connection, "SELECT id, network, key FROM interaction"):
        book.interactions.setdefault(network, {})[key] = row_id
    for row_id, profile_id, other_id in every_row(connection, "SELECT id, profile_id, other_profile_id FROM link"):
        book.links[profile_id, other_id] = row_id
    for row_id, network, key, *fields in every_row(connection, "SELECT id, network, key, audience, text, at FROM post"):
        book.posts[network, key] = Seen(row_id, fields)
    for row_id, kind, profile_id, other_id, fact, value, *fields in every_row(
        connection,
        "SELECT id, kind, profile_id, other_profile_id, fact, value, source, seen_on, said_by, reason FROM suggestion "
        f"WHERE source NOT IN ('{SHARED}', '{MINE}')",
    ):
        book.suggestions[kind, profile_id, other_id or 0, fact, value] = Seen(row_id, fields)
    return book


def _load_profiles(connection: Connection, book: Book) -> None:
    for row_id, person_id, network, key, former, *fields in every_row(
        connection,
        "SELECT id, person_id, network, key, former, exact, name, url, is_connection, connected_since, told_on "
        "FROM profile",
    ):
        held = Held(row_id, person_id, fields)
        book.profiles[network, key] = held
        if former != "[]":
            for old in json.loads(former):
                book.profiles.setdefault((network, old), held)


def _load_observations(connection: Connection, book: Book) -> None:
    for row_id, profile_id, request_id, fact, value, source, said_by, seen_on in every_row(
        connection,
        "SELECT id, profile_id, request_id, fact, value, source, said_by, seen_on FROM observation "
        "WHERE profile_id IS NOT NULL AND import_id IS NOT NULL",
    ):
        is_plain = fact not in DURATIONS and fact not in WORDS
        same = value if is_plain else sameness(fact, value, date.fromisoformat(seen_on))
        book.observations[profile_id, request_id, fact, same, source, said_by] = Seen(row_id, [value, seen_on])
