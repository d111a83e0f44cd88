"""The name by which to greet somebody, out of whatever stands in a profile's name field."""

import re
import unicodedata
from functools import lru_cache

from ..facts.text import clean_line

_BEFORE = (
    "dr med dr.med dr.ing prof professor mr mrs ms miss mx sir dame lady lord herr frau hr fr ing dipl "
    "dipl.-ing mag rev rabbi imam pastor father sister capt captain col lt major sgt hon maître sig sra "
    "sr dott ir"
)
_BEHIND = (
    "phd dphil mba md msc ma ba bsc bs ms jd llm llb cpa cfa pmp esq mph msw lcsw lpc lmft rn np pa dds dvm "
    "pe jr sr ii iii iv phr sphr shrm-cp csm cissp pt ot mfa edd psyd acc pcc mcc fca acca aca frsa mbe obe"
)
_NEVER_ALONE = "van von de der den del della di da dos du la le el al bin ibn ter ten zu zur the"
_TITLES, _CREDENTIALS, _PARTICLES = (frozenset(words.split()) for words in (_BEFORE, _BEHIND, _NEVER_ALONE))
_COMPANIES = frozenset({"gmbh", "ltd", "ltd.", "llc", "inc", "inc.", "corp", "corp.", "plc"})
_NOBODY = frozenset(
    {"linkedin member", "facebook user", "instagram user", "deleted user", "deleted account", "unknown user"}
)
_GIVEN_FIRST = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN")
_LONGEST = 30


@lru_cache(maxsize=1024)
def first_name(name: str) -> str:
    """The name to greet with, or nothing where none can be told (an initial, a handle, a company).

    In scripts where the given name does not reliably come first, or is not used alone, it is the whole name.
    A name all in capitals or all in small letters is written as names are.
    """
    whole = clean_line(unicodedata.normalize("NFC", name), 120)
    shown = re.split(r"[|(\[•·–—~]|\s-\s", whole, maxsplit=1)[0].strip()
    if shown.casefold() in _NOBODY or re.search(r"[\d_@/:]|www\.", shown):
        return ""
    words = _words(_in_order(shown))
    if not words or _COMPANIES.intersection(word.casefold() for word in words):
        return ""
    if not all(_script(letter) in _GIVEN_FIRST for letter in words[0] if letter.isalpha()):
        return _bounded(" ".join(words))
    return _bounded(_given(words))


def _in_order(shown: str) -> str:
    """The part of the name before a comma, or after it where that puts the family name first."""
    before, comma, after = (part.strip() for part in shown.partition(","))
    after = after.partition(",")[0].strip()
    is_family_first = comma and len(_words(before)) == 1 and len(_words(after)) in (1, 2)
    return f"{after} {before}" if is_family_first and not _is_credential(after) else before


def _words(part: str) -> list[str]:
    """The words of a name: letters only, without titles before it and credentials behind it."""
    kept = "".join(each if _belongs(each) else " " for each in part)
    words = [word.strip("-'’") for word in kept.split()]
    words = [word for word in words if any(each.isalpha() for each in word)]
    while words and words[0].rstrip(".").casefold() in _TITLES:
        words.pop(0)
    while words and _is_credential(words[-1]):
        words.pop()
    return words


def _belongs(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LM" or letter in "-'’. "


def _is_credential(word: str) -> bool:
    bare = word.replace(".", "").casefold()
    return bare in _CREDENTIALS or bare.split(" ")[0] in _CREDENTIALS


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _given(words: list[str]) -> str:
    """The given name among the words; the middle one after an initial, as such people are called by it."""
    if len(words) > 1 and _is_family_name(words[0]) and not words[1].isupper():
        words = words[1:]
    if len(words) > 2 and _is_initial(words[0]) and not _is_initial(words[1]):
        words = words[1:]
    given = words[0].rstrip(".")
    if "." in given or _is_initial(words[0]) or given.casefold() in _PARTICLES:
        return ""
    if given.isupper() or given.islower():
        return "-".join(part.capitalize() for part in given.split("-"))
    return given


def _is_family_name(word: str) -> bool:
    """True for a word in capitals: before one in small letters it is the family name."""
    return word.isupper() and len(word) > 2 and not _is_initial(word)


def _is_initial(word: str) -> bool:
    """True for `N`, `N.` and `J.R.`"""
    return len(word) == 1 or all(len(part) == 1 for part in word.rstrip(".").split("."))


def _bounded(name: str) -> str:
    return name if len(name) <= _LONGEST else ""
