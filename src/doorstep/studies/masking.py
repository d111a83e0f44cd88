"""A note without what tells whose it is: names, addresses, numbers and handles become a sign."""

import re
import unicodedata
from collections.abc import Iterable

HIDDEN = "▒▒▒"
_LONG = 4  # so many letters of the asker's own name are hidden also within a longer word
_ADDRESS = re.compile(r"\S*(?:://|@|www\.)\S*|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?|\+?\d[\d\s()./-]{5,}\d", re.I)
_WORD = re.compile(r"[^\s!-,./:-@\[-^`{-~“”„«»‘’·…]+")  # with all marks on its letters, and hyphens


def words_of(name: str) -> frozenset[str]:
    """The words of a name, without case and accents."""
    return frozenset(
        word for part in _WORD.findall(name) for word in (_folded(part), *_folded(part).split("-")) if word
    )


def masked(text: str, own: Iterable[str], others: frozenset[str] = frozenset(), *, strict: bool = False) -> str:
    """The text without addresses, numbers to call, the asker's `own` names, and `others`' where they begin large.

    `own` are the asker's names, handles and places of work as they are written; `others` are words as `words_of`
    gives them. With `strict` they are hidden where they begin small, too: a word that is also a name goes with them.
    """
    return without_names(_ADDRESS.sub(HIDDEN, text), own, others, strict=strict)


def without_names(text: str, own: Iterable[str], others: frozenset[str] = frozenset(), *, strict: bool = False) -> str:
    """As `masked`, but addresses and numbers stay."""
    phrases = [one for one in own if len(one.strip()) > 1]
    mine = frozenset().union(*(words_of(one) for one in phrases))
    parts = [word for word in mine if len(word) >= _LONG or not word.isascii()]

    def hide(found: re.Match[str]) -> str:
        word = _folded(found[0])
        pieces = {word, *word.split("-")}
        is_own = not pieces.isdisjoint(mine) or any(part in word for part in parts)
        begins_large = strict or found[0][:1] != found[0][:1].lower() or not found[0].isascii()
        return HIDDEN if is_own or (begins_large and not pieces.isdisjoint(others)) else found[0]

    text = _WORD.sub(hide, text)
    return re.sub(rf"{HIDDEN}(?:[\s.,'’-]{{0,2}}{HIDDEN})+", HIDDEN, text)


def _folded(word: str) -> str:
    if word.isascii():
        return word.casefold()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(one for one in plain if unicodedata.category(one) not in ("Mn", "Cf")).casefold()
