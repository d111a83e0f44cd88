"""The people of one export while it is read: one for each exact name of an account; other names join nobody."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from ...facts.observations import Observation
from ...facts.seen import SeenProfile, Suggestion, Who
from ...facts.values import fold


@dataclass(slots=True)
class Person:
    """What is known so far about one profile. `part` says in which list a name without an account stood."""

    who: Who
    part: str = ""
    is_connection: bool = False
    since: date | None = None
    observations: list[Observation] = field(default_factory=list)


class People:
    """All profiles of one export by key, in the order in which they were met."""

    def __init__(self, network: str) -> None:
        self.network = network
        self._by_key: dict[str, Person] = {}
        self._nth: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Person]:
        return iter(self._by_key.values())

    def get(self, key: str) -> Person | None:
        """The person under this key, if any."""
        return self._by_key.get(key)

    def exact(self, who: Who) -> Person:
        """The person with this account; what was met first is kept."""
        person = self._by_key.get(who.key)
        if person is None:
            person = self._by_key[who.key] = Person(who)
        return person

    def named(self, name: str, anchor: str, part: str) -> Person:
        """One more person of whom there is only a name. `anchor` is what else is stable about them, as a day.

        Namesakes with one anchor are numbered, in the order in which they are given here.
        """
        key = f"?{fold(name)}|{anchor}"
        self._nth[key] += 1
        if self._nth[key] > 1:
            key = f"{key} #{self._nth[key]}"
        person = self._by_key[key] = Person(Who(self.network, key, name, False), part)
        return person

    def profiles(self) -> list[SeenProfile]:
        """Everybody, as a source gives them."""
        return [SeenProfile(one.who, tuple(one.observations), one.is_connection, one.since) for one in self]

    def of_part(self, part: str) -> dict[str, list[Person]]:
        """Those of one list who have only a name, by the form in which names are compared."""
        found: dict[str, list[Person]] = {}
        for person in self:
            if person.part == part:
                found.setdefault(fold(person.who.name), []).append(person)
        return found


def same_names(some: Iterable[Person], others: dict[str, list[Person]], why: str) -> list[Suggestion]:
    """That each may be the only one of the others who bears the same name: to be confirmed, never taken for certain."""
    made = []
    for person in some:
        same = others.get(fold(person.who.name), ())
        if len(same) == 1 and same[0] is not person:
            made.append(Suggestion("same_person", person.who, why, other=same[0].who))
    return made
