"""The people of one X archive: numbers everywhere, names and handles only where a post mentions somebody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...facts.seen import Who
from ...facts.text import clean_line
from ..addresses import handle_key

NETWORK = "x"
NAME_LIMIT = 200
_NUMBER = re.compile(r"[0-9]{1,20}")


def number_of(value: object) -> str:
    """The number by which X knows an account, or nothing. A string or a whole number of any size, never a float."""
    text = str(value) if isinstance(value, str) or type(value) is int else ""
    return text if _NUMBER.fullmatch(text) and text.strip("0") else ""


@dataclass(slots=True)
class Person:
    """What is known so far about one account: its lists, and each handle that a post called it by, newest first."""

    number: str
    name: str = ""
    handles: list[str] = field(default_factory=list)
    lists: set[str] = field(default_factory=set)

    @property
    def who(self) -> Who:
        """The account by its number; the handles are aliases, as they may change."""
        shown = self.name or (self.handles[0] if self.handles else "")
        url = f"https://x.com/intent/user?user_id={self.number}"
        return Who(NETWORK, self.number, shown, True, url, former=tuple(self.handles))


class People:
    """All accounts of one archive by number, in the order in which they were met."""

    def __init__(self) -> None:
        self._by_number: dict[str, Person] = {}

    def __iter__(self) -> Iterator[Person]:
        return iter(self._by_number.values())

    def at(self, number: str) -> Person:
        """The account of this number."""
        person = self._by_number.get(number)
        if person is None:
            person = self._by_number[number] = Person(number)
        return person

    def mentioned(self, number: str, handle: object, name: object) -> None:
        """Notes what a post calls an account; posts come newest first, so the first name stays."""
        person = self.at(number)
        person.lists.add("mentioned")
        if not person.name and isinstance(name, str):
            person.name = clean_line(name, NAME_LIMIT)
        key = handle_key(NETWORK, handle) if isinstance(handle, str) else ""
        if key and key not in person.handles:
            person.handles.append(key)
