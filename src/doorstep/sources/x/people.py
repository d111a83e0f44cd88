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
    """What is known so far about one account: its lists, the name that the newest post told, and all its handles."""

    number: str
    name: str = ""
    handles: dict[str, int] = field(default_factory=dict)  # each with the number of the newest post that used it
    lists: set[str] = field(default_factory=set)
    _named: int = -1

    @property
    def who(self) -> Who:
        """The account by its number; the handles are aliases, the newest first, as they may change."""
        url = f"https://x.com/intent/user?user_id={self.number}"
        handles = tuple(sorted(self.handles, key=lambda one: -self.handles[one]))
        return Who(NETWORK, self.number, self.name or "".join(handles[:1]), True, url, former=handles)

    def told(self, post: int, handle: object, name: object) -> None:
        """Notes what a post calls the account. Numbers of posts grow with time."""
        if isinstance(name, str) and post > self._named and (shown := clean_line(name, NAME_LIMIT)):
            self.name, self._named = shown, post
        if isinstance(handle, str) and (key := handle_key(NETWORK, handle)):
            self.handles[key] = max(post, self.handles.get(key, post))


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

    def mentioned(self, number: str, post: int, handle: object, name: object) -> None:
        """Notes what the post of this number calls an account."""
        person = self.at(number)
        person.lists.add("mentioned")
        person.told(post, handle, name)
