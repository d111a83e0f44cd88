"""Who can see a post: the words that exports have for it, and what each means for somebody who is let in."""

EVERYBODY, LET_IN, ONLY_ME, NOT_TOLD = "everybody", "let in", "only me", "not told"
_MEANT = {
    "public": EVERYBODY,
    "unlisted": EVERYBODY,  # on no list, and on the profile for whoever looks
    "friends": LET_IN,
    "followers": LET_IN,
    "connections": LET_IN,
    "protected": LET_IN,
    "only me": ONLY_ME,
    "direct": ONLY_ME,  # a letter: nobody sees it by being let in
}
STATED = tuple(one for one in _MEANT if one not in ("protected", "direct", "unlisted"))
_WIDTH = (NOT_TOLD, ONLY_ME, LET_IN, EVERYBODY)


def seen_by(audience: str) -> str:
    """EVERYBODY, LET_IN, ONLY_ME, or NOT_TOLD where the word is empty or none that is known."""
    return _MEANT.get(audience.casefold(), NOT_TOLD)


def wider(one: str, other: str) -> str:
    """The audience with more people in it, whichever is named first; a word that is known before one that is not."""
    return max(one, other, key=lambda word: (_WIDTH.index(seen_by(word)), len(word), word))
