"""Guessing the word that somebody meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` most likely was meant to be, or None where none is near."""
    from difflib import get_close_matches  # only ever needed for a mistake

    names = list(known)
    folded = {name.casefold(): name for name in names}
    if word.casefold() in folded:
        return folded[word.casefold()]
    close = get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean ‹word›?` for the nearest known word, or nothing."""
    found = nearest(word, known)
    return f"did you mean `{found}`?" if found else ""
