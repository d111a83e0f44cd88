"""The people of a CRM's tables: rows with one e-mail address are one person; a name alone joins nobody."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ...facts.seen import Who
from ...facts.text import clean_line
from ...facts.values import fold

NETWORK, EMAIL, PHONE = "crm", "email", "phone"
NAME_LIMIT = 1000
_ADDRESS = re.compile(r"[^\s@<>,;:\"\\()]{1,200}@[^\s@<>,;:\"\\()]{1,250}\.[^\s@<>,;:\"\\()]{1,60}")
_AFTER_A_NAME = frozenset(
    (
        "phd",
        "md",
        "mba",
        "msc",
        "bsc",
        "ba",
        "ma",
        "jd",
        "cpa",
        "esq",
        "jr",
        "sr",
        "ii",
        "iii",
        "iv",
        "dr",
        "pmp",
        "llm",
    )
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(slots=True)
class Person:
    """What the rows tell of one person; `number` is the one that the CRM gave them, with the CRM's name before it."""

    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    company: str = ""
    number: str = ""
    words: tuple[str, ...] = ()
    contacted: date | None = None
    product: str = ""
    spoken: dict[str, date] = field(default_factory=dict)


class People:
    """Everybody so far, by e-mail address and by the CRM's number."""

    def __init__(self) -> None:
        self._all: list[Person] = []
        self._by_email: dict[str, Person] = {}
        self._by_number: dict[str, Person] = {}
        self._by_name: dict[tuple[str, str], Person] = {}
        self._exact: dict[str, list[Person]] | None = None

    def __iter__(self) -> Iterator[Person]:
        return iter(self._all)

    def add(self, new: Person) -> Person:
        """The person of a row: somebody known by one of the addresses or the number, else somebody new."""
        number = new.number
        known = next((self._by_email[one] for one in new.emails if one in self._by_email), None)
        known = known or (self._by_number.get(number) if number else None)
        if known is None:
            known = new
            self._all.append(new)
        else:
            known.name = known.name or new.name
            known.company = known.company or new.company
            known.emails = tuple(dict.fromkeys(known.emails + new.emails))
            known.phones = tuple(dict.fromkeys(known.phones + new.phones))
            known.words += new.words
            if new.contacted is not None:
                known.contacted = max(known.contacted or new.contacted, new.contacted)
        for one in new.emails:
            self._by_email.setdefault(one, known)
        if number:
            self._by_number.setdefault(number, known)
        return known

    def named(self, new: Person) -> Person:
        """Whom an activity is with: by address or number for certain, else somebody of that name there, by itself."""
        if new.emails or new.number:
            return self.add(new)
        key = (fold(new.name), fold(new.company))
        if key not in self._by_name:
            self._by_name[key] = new
            self._all.append(new)
        return self._by_name[key]

    def without_shared_phones(self) -> int:
        """Takes off the phone numbers that several people have, as of a switchboard; how many there were."""
        holders = Counter(number for one in self._all for number in one.phones)
        for one in self._all:
            one.phones = tuple(number for number in one.phones if holders[number] == 1)
        return sum(1 for count in holders.values() if count > 1)

    def only_one_named(self, name: str) -> Person | None:
        """The one person with an address or a number of this name, or None where there are several or none."""
        if self._exact is None:
            self._exact = {}
            for one in self._all:
                if one.emails or one.phones or one.number:
                    self._exact.setdefault(fold(one.name), []).append(one)
        same = self._exact.get(fold(name), ())
        return same[0] if len(same) == 1 else None


def who_of(person: Person, taken: Counter[str]) -> Who:
    """The profile by the first address, else the first phone number, else an inexact one by name and number.

    `taken` counts the inexact keys: namesakes that nothing tells apart are numbered in the file's order.
    """
    if person.emails:
        key = person.emails[0]
        return Who(EMAIL, key, person.name or key, True, "", person.emails[1:], person.phones)
    if person.phones:
        return Who(PHONE, person.phones[0], person.name or person.phones[0], True, "", (), person.phones[1:])
    at = person.number.casefold() if person.product and person.number else fold(f"{person.product} {person.company}")
    key = f"?{fold(person.name)}|{at}"
    taken[key] += 1
    return Who(NETWORK, key if taken[key] == 1 else f"{key} #{taken[key]}", person.name, False)


def addresses_in(cell: str) -> tuple[str, ...]:
    """The e-mail addresses of a cell, which may hold several, in lower case."""
    if "@" not in cell:
        return ()
    return tuple(dict.fromkeys(one.casefold() for one in _ADDRESS.findall(clean_line(cell, 5000))[:20]))


def full_name(name: str, first: str, last: str) -> str:
    """The name on one line: `Quill, Nadia` turned round, a family name first where the script has it so."""
    if first.strip() or last.strip():
        parts = (last, first) if _CJK.search(first + last) else (first, last)
        return clean_line("".join(parts) if _CJK.search(first + last) else " ".join(parts), NAME_LIMIT)
    plain = clean_line(name, NAME_LIMIT)
    before, comma, after = plain.partition(", ")
    if comma and "," not in after and before and not _is_after_a_name(after):
        return f"{after} {before}"
    return plain


def short(number: str) -> str:
    """A record's number as it is compared: Salesforce writes the same one with 15 or 18 signs."""
    plain = clean_line(number, 100)
    return plain[:15] if len(plain) == 18 and plain.isascii() and plain.isalnum() else plain


def _is_after_a_name(text: str) -> bool:
    words = [word.strip(".").replace(".", "").casefold() for word in text.split()]
    return (bool(words) and all(word in _AFTER_A_NAME for word in words)) or not any(
        unicodedata.category(char).startswith("L") for char in text
    )
