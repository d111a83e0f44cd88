"""A post cut into the words by which it is looked at: no punctuation, no case, hashtags taken apart, emoji kept."""

import re
from unicodedata import category, normalize

# a hashtag; a word with its apostrophes; a sign of money or a pictogram
_TOKEN = re.compile(r"#\w+|[^\W_]+(?:['’][^\W_]+)*|[$€£¥₹]|[\u2600-\u27bf\U0001f000-\U0001faff]")
# where a hashtag's words part: upper after lower, the last capital of several before a word, letters beside digits
_PART = re.compile(r"[^\W\d_]+|\d+")


def tokens(text: str) -> list[str]:
    """The words of a post in their order, as `word` writes them; `#LikeThis` gives the whole and then its parts."""
    if not text.isascii():
        # other ways of writing a letter become one; what joins or hides between letters goes
        text = "".join(one for one in normalize("NFKC", text) if category(one) != "Cf")
    found: list[str] = []
    for one in _TOKEN.findall(text):
        if one[0] == "#":
            parts = _parts(one[1:])
            found += [one[1:].casefold(), *parts] if len(parts) > 1 else parts
        else:
            found.append(one.casefold())
    return [_bare(one) if "'" in one or "’" in one else one for one in found]


def _bare(token: str) -> str:
    """Without the ’s of belonging; with the plain apostrophe."""
    return token.replace("’", "'").removesuffix("'s")


def _parts(tag: str) -> list[str]:
    """The words of a hashtag: by its capitals, digits and underscores; one that has none stays whole."""
    found = []
    for run in _PART.findall(tag):
        start = 0
        for at in range(1, len(run)):
            rises = run[at].isupper() and run[at - 1].islower()
            turns = run[at].isupper() and at + 1 < len(run) and run[at + 1].islower() and run[at - 1].isupper()
            if rises or turns:
                found.append(run[start:at].casefold())
                start = at
        found.append(run[start:].casefold())
    return found
