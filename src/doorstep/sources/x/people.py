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
    """What is known so far about one account: its lists, and what the newest posts called it.

    Handles from before are left out: whoever gives one up leaves it to anybody.
    """

    number: str
    name: str = ""
    handle: str = ""
    lists: set[str] = field(default_factory=set)
    _named: int = -1  # the numbers of these posts, which grow with time
    _called: int = -1

    @property
    def who(self) -> Who:
        """The account by its number; the handle is an alias, as it may change."""
        url = f"https://x.com/intent/user?user_id={self.number}"
        former = (self.handle,) if self.handle else ()
        return Who(NETWORK, self.number, self.name or self.handle, True, url, former=former)

    def told(self, post: int, handle: object, name: object) -> None:
        """Notes what a post calls the account; what the newest says counts."""
        if isinstance(name, str) and post > self._named and (shown := clean_line(name, NAME_LIMIT)):
            self.name, self._named = shown, post
        if isinstance(handle, str) and post > self._called and (key := handle_key(NETWORK, handle)):
            self.handle, self._called = key, post


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
