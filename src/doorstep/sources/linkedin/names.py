"""LinkedIn's names and profile addresses in the one form in which they are compared."""

import unicodedata

from ...facts.text import clean_line
from ..addresses import linkedin_slug

NAME_LIMIT = 1000
FIRST_NAME, LAST_NAME = ("First Name", "Vorname"), ("Last Name", "Nachname")
_NOT_OF_NAMES = frozenset({"So", "Sk", "Sm", "Sc", "Cn", "Co", "Cs", "Cf", "Me"})
# What a closed account is called, in the languages of the interface.
_CLOSED = frozenset(
    {
        "linkedin member",
        "linkedin-mitglied",
        "linkedin mitglied",
        "membre de linkedin",
        "membre linkedin",
        "miembro de linkedin",
        "usuario de linkedin",
        "usuário do linkedin",
        "utente linkedin",
        "membro di linkedin",
        "linkedin-lid",
        "linkedin-medlem",
    }
)


class Slugs(dict[str, str]):
    """Profile address to slug: the part after /in/, decoded, lower case; empty where it is no such address.

    Remembers what it worked out: the same few addresses stand in a hundred thousand messages.
    """

    def __missing__(self, url: str) -> str:
        self[url] = slug = linkedin_slug(url)
        return slug


class NameKeys(dict[str, str]):
    """Name to the form in which names are compared: no case, no credentials after a comma, no emoji."""

    def __missing__(self, name: str) -> str:
        self[name] = key = name_key(name)
        return key


def name_key(name: str) -> str:
    """As `NameKeys`; a name that is nothing but emoji keeps them."""
    if name.isascii():
        folded = name.casefold()
    else:
        folded = unicodedata.normalize("NFKC", name).casefold()
    head = folded.partition(",")[0]
    if not head.isascii():
        head = "".join(char for char in head if unicodedata.category(char) not in _NOT_OF_NAMES)
    return " ".join(head.split()) or " ".join(folded.split())


def full_name(first: str, last: str) -> str:
    """First and last name on one line, cleaned."""
    return clean_line(f"{first} {last}", NAME_LIMIT)


def is_closed_account(name: str) -> bool:
    """True for the name that LinkedIn gives to all who closed their account."""
    return name.casefold() in _CLOSED
