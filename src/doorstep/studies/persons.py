"""Whether two names may be one person's, in any script; and what beside the name speaks for it."""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from ..facts.record import record
from ..facts.values import fold

# What people put beside their names; a word list, since a rule would also take away short family names.
_WORDS = (
    "dr prof professor mr mrs ms miss mx sir dame ing dipl mag herr frau phd md mba msc bsc ma ba cfa cpa pmp esq jr "
    "sr ii iii iv mcc pcc acc rn dds llm llb csm"
)
_TITLES = frozenset(_WORDS.split())
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_ASIDE = re.compile(r"[(\[{（「].*?[)\]}）」]|[\"“”'‘’][^\"“”'‘’]{2,}[\"“”'‘’]")
_ALIKE = 88  # of 100: a letter or two of a whole name
# an address at one of these tells nothing about where somebody belongs
_HOSTS = (
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com icloud.com me.com mac.com aol.com "
    "gmx.de gmx.net gmx.at web.de t-online.de proton.me protonmail.com mail.com mail.ru yandex.ru qq.com 163.com "
    "126.com naver.com free.fr orange.fr wanadoo.fr libero.it ziggo.nl kpnmail.nl seznam.cz wp.pl o2.pl"
)
_ANYONES = frozenset(_HOSTS.split())
SURE, LIKELY, POSSIBLE = "strong", "good", "weak"


@record
class Sign:
    """What is known of one side, to be laid beside another: its names, companies, domains, days and events."""

    names: Collection[str]
    companies: Collection[str] = ()
    domains: Collection[str] = ()
    days: Collection[str] = ()
    events: Collection[str] = ()


@record
class Match:
    """That two may be one: `strength` strong, good or weak, and the reasons in words, the strongest first."""

    strength: str
    reasons: tuple[str, ...]


@lru_cache(maxsize=65_536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in an order of their own: no case, accents, titles, degrees, emoji or asides.

    `Lind, Dora` is `Dora Lind`; what follows a comma is left out where it is a degree (`Dora Lind, PhD`).
    """
    text = unicodedata.normalize("NFKD", _ASIDE.sub(" ", unicodedata.normalize("NFKC", name))).casefold()
    text = "".join(
        one if unicodedata.category(one)[0] in "LN" else " "
        for one in text.translate(_PLAIN)
        if not unicodedata.combining(one) and one not in "'’`´"
    )
    every = text.split()
    words = [one for one in every if one not in _TITLES] or every
    return tuple(sorted(unicodedata.normalize("NFC", one) for one in words))


def is_full(words: Collection[str]) -> bool:
    """True where a name says enough to compare: two words that are no initials, or one in a script without spaces."""
    whole = [one for one in words if len(one) > 1]
    return len(whole) > 1 or any(_has_no_spaces(one) and len(one) > 1 for one in words)


def likeness(one: str, other: str) -> str:
    """How alike two names are: `same` words, `alike` but for a letter or an initial, or nothing."""
    mine, theirs = words_of(one), words_of(other)
    if not mine or not theirs:
        return ""
    if mine == theirs or "".join(mine) == "".join(theirs):
        return "same" if is_full(mine) else ""
    if _by_initials(mine, theirs) or _by_initials(theirs, mine):
        return "alike"
    if not (is_full(mine) and is_full(theirs)):
        return ""
    if sorted(word[0] for word in mine) != sorted(word[0] for word in theirs):
        return ""
    from rapidfuzz import fuzz

    is_close = fuzz.ratio(" ".join(mine), " ".join(theirs), score_cutoff=_ALIKE) > 0
    return "alike" if is_close and min(map(len, ("".join(mine), "".join(theirs)))) > 5 else ""


def is_other(one: str, other: str) -> bool:
    """True for two full names in Latin letters that have no word in common: hardly one person's."""
    mine, theirs = words_of(one), words_of(other)
    if not (is_full(mine) and is_full(theirs)) or not "".join(mine + theirs).isascii():
        return False
    return set(mine).isdisjoint(theirs) and not likeness(one, other)


def match(one: Sign, other: Sign) -> Match | None:
    """Whether the two may be one person, and why; None where the names do not speak for it. Names alone are weak."""
    found = {likeness(mine, theirs) for mine in one.names for theirs in other.names} - {""}
    if not found:
        return None
    is_same = "same" in found
    reasons = []
    for mine, theirs, words in (
        (one.events, other.events, "at the same appointment"),
        (own_domains(one.domains), own_domains(other.domains), "addresses at {}"),
        (one.companies, other.companies, "both at {}"),
        (one.days, other.days, "both turned up on {}"),
    ):
        written = {fold(each): each for each in sorted(mine, reverse=True)}
        shared = sorted(written.keys() & {fold(each) for each in theirs})
        if shared:
            reasons.append(words.format(written[shared[0]]))
    reasons.append("the same name" if is_same else "nearly the same name")
    beside = len(reasons) - 1
    strength = SURE if beside > 1 and is_same else LIKELY if beside and (is_same or beside > 1) else POSSIBLE
    return Match(strength, tuple(reasons)) if is_same or beside else None


def own_domains(domains: Collection[str]) -> set[str]:
    """The domains that tell where somebody belongs: not those where anybody has an address."""
    return {one.casefold() for one in domains} - _ANYONES


def _by_initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """True for `N Quill` beside `Nadia Quill`: one letter or more stand for words, one whole word is shared."""
    if len(short) != len(long):
        return False
    left = list(long)
    whole = [one for one in short if len(one) > 1]
    if not whole or len(whole) == len(short):
        return False
    for one in whole:
        if one not in left:
            return False
        left.remove(one)
    for letter in (one for one in short if len(one) == 1):
        place = next((n for n, one in enumerate(left) if one.startswith(letter)), None)
        if place is None:
            return False
        left.pop(place)
    return True


def _has_no_spaces(word: str) -> bool:
    return any(
        "\u3040" <= one <= "\u9fff" or "\uac00" <= one <= "\ud7a3" or "\u1100" <= one <= "\u11ff" for one in word
    )
