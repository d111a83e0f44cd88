"""One contact as an address book holds it, without what nobody needs: birthdays, pictures, addresses, notes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ...facts.text import clean_line

NAME_LIMIT, LABEL_LIMIT = 500, 100
_MOST = 60  # identifiers of one kind on one card
_BETWEEN = re.compile(r"[\s;,<>]+|:::")
_EMAIL = re.compile(r"[^\s@<>\"(),;:\\]{1,64}@[^\s@<>\"(),;:\\]+\.[^\s@<>\"(),;:\\.]+")


@dataclass(frozen=True, slots=True)
class Card:
    """One contact. `profiles` are (network, key); `members` the ids of those in it, where the card is of a group.

    `is_firm` holds where the card is of a company rather than of a person. `apart` is what else is on the card that
    tells namesakes apart, and is kept nowhere.
    """

    line: int
    name: str
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profiles: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, ...] = ()
    uid: str = ""
    is_firm: bool = False
    members: tuple[str, ...] = ()
    apart: str = ""

    @property
    def is_empty(self) -> bool:
        """True where nothing on it says whom it is of."""
        return not (self.name or self.emails or self.phones or self.profiles)


def emails_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The addresses in these cells, casefolded, each once; several in a cell are told apart."""
    found: dict[str, None] = {}
    for text in texts:
        if "@" in text:
            for part in [text] if _EMAIL.fullmatch(text) else _BETWEEN.split(clean_line(text, 4000)):
                address = part.removeprefix("mailto:").casefold()
                if len(address) <= 320 and _EMAIL.fullmatch(address) and address.isprintable():
                    found[address] = None
    return tuple(found)[:_MOST]


def each_once(found: Iterable[str]) -> tuple[str, ...]:
    """What is not empty, each once, in order, and not endless."""
    return tuple(dict.fromkeys(one for one in found if one))[:_MOST]


def name_of(*parts: str) -> str:
    """The parts of a name on one line."""
    return clean_line(" ".join(parts), NAME_LIMIT)
