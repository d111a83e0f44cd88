"""The people of one archive while it is read: one for each exact address; names never join by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...facts.seen import Who
from .names import NameKeys

NETWORK = "linkedin"


@dataclass(slots=True)
class Person:
    """What is known so far about one profile."""

    who: Who
    is_connection: bool = False
    since: date | None = None
    company: str = ""


class People:
    """All profiles of one archive by key, in the order in which they were met."""

    def __init__(self) -> None:
        self._by_key: dict[str, Person] = {}
        self._connections: dict[str, list[Person]] | None = None
        self.name_keys = NameKeys()

    def __iter__(self) -> Iterator[Person]:
        return iter(self._by_key.values())

    def exact(self, slug: str, name: str, url: str, emails: tuple[str, ...] = ()) -> Person:
        """The person with this address; the first name met is the one kept."""
        person = self._by_key.get(slug)
        if person is None:
            person = self._by_key[slug] = Person(Who(NETWORK, slug, name or slug, True, url, emails))
        return person

    def named(self, key: str, name: str, emails: tuple[str, ...] = ()) -> Person:
        """The person of whom there is only a name, under a key that begins with `?`."""
        person = self._by_key.get(key)
        if person is None:
            person = self._by_key[key] = Person(Who(NETWORK, key, name, False, "", emails))
        return person

    def get(self, key: str) -> Person | None:
        """The person under this key, if any."""
        return self._by_key.get(key)

    def only_connection_named(self, name: str) -> Person | None:
        """The connection of this name if there is just one: possibly the same person, never certainly."""
        if self._connections is None:
            self._connections = {}
            for person in self._by_key.values():
                if person.is_connection:
                    self._connections.setdefault(self.name_keys[person.who.name], []).append(person)
        same = self._connections.get(self.name_keys[name], ())
        return same[0] if len(same) == 1 else None
