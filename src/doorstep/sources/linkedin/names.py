"""LinkedIn's names and profile addresses in the one form in which they are compared."""

import re
import unicodedata
from urllib.parse import quote, unquote

from ...facts.text import clean_line

NAME_LIMIT = 1000
FIRST_NAME, LAST_NAME = ("First Name", "Vorname"), ("Last Name", "Nachname")
_UNFIT = frozenset(" /\\<>\"'")
_PLAIN = re.compile(r"[A-Za-z0-9_.~%-]+")
_BASE = "https://www.linkedin.com/in/"
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
        self[url] = slug = _segment(url).lower()
        return slug


class NameKeys(dict[str, str]):
    """Name to the form in which names are compared: no case, no credentials after a comma, no emoji."""

    def __missing__(self, name: str) -> str:
        self[name] = key = name_key(name)
        return key


def profile_url(url: str) -> str:
    """The address in its plain form, or nothing where it is not a LinkedIn profile's."""
    if url.startswith(_BASE) and _PLAIN.fullmatch(url, len(_BASE)):
        return url
    segment = _segment(url)
    return _BASE + quote(segment, safe="-._~") if segment else ""


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


def _segment(url: str) -> str:
    """The decoded path segment after /in/ of an address on linkedin.com, as written; else nothing."""
    if url.startswith(_BASE) and _PLAIN.fullmatch(url, len(_BASE)):
        return _decoded(url[len(_BASE) :])
    text = url.strip()
    scheme, found, rest = text.partition("://")
    if found and scheme.casefold() not in ("http", "https"):
        return ""
    host, _, path = (rest if found else text).partition("/")
    host = host.casefold().partition(":")[0]
    if host != "linkedin.com" and not host.endswith(".linkedin.com"):
        return ""
    lowered = path.casefold()
    for start in ("in/", "comm/in/"):
        if lowered.startswith(start):
            return _decoded(path[len(start) :].partition("/")[0].partition("?")[0].partition("#")[0])
    return ""


def _decoded(raw: str) -> str:
    if "%" not in raw and raw.isascii():
        slug = raw
    else:
        try:
            slug = unicodedata.normalize("NFC", unquote(raw, errors="strict"))
        except UnicodeDecodeError:  # two that cannot be decoded are not the same
            slug = raw
    return slug if slug.isprintable() and _UNFIT.isdisjoint(slug) else ""
