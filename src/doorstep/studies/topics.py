"""Which sensitive things a post speaks of, by lists of words that anybody can read and extend."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from .tokens import tokens

_MOST = 400_000  # words whose meaning is kept


@dataclass(frozen=True, slots=True)
class Topic:
    """A tag with its words and those that do not count, each a word, `begin*`, or several in a row."""

    name: str
    means: str
    words: tuple[str, ...]
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words in a row, each a whole word or the beginning of one; found by its longest, which is `at` that place."""

    tag: str
    parts: tuple[tuple[str, bool], ...]
    at: int
    counts: bool

    def stands_at(self, words: Sequence[str], start: int) -> bool:
        """True where the whole of it stands there; its longest word is known to."""
        if start < 0 or start + len(self.parts) > len(words):
            return False
        return all(_is(words[start + n], part) for n, part in enumerate(self.parts) if n != self.at)

    def places(self, start: int) -> range:
        """The places of its words where it stands at `start`."""
        return range(start, start + len(self.parts))


class _Met(dict[str, tuple[_Phrase, ...]]):
    """What each word may be the longest of, worked out when it is first met: a person's words come again and again."""

    def __init__(self, phrases: Iterable[_Phrase]) -> None:
        self._whole: dict[str, list[_Phrase]] = {}
        self._begun: dict[str, list[_Phrase]] = {}
        for one in phrases:
            word, begins = one.parts[one.at]
            (self._begun if begins else self._whole).setdefault(word, []).append(one)
        self._longest = max(map(len, (*self._whole, *self._begun)), default=0)

    def __missing__(self, word: str) -> tuple[_Phrase, ...]:
        found = [one for form in (word, *_singulars(word)) for one in self._whole.get(form, ())]
        for length in range(1, min(len(word), self._longest) + 1):
            found += self._begun.get(word[:length], ())
        if len(word) > self._longest + 2:  # too long for any of them, or its plural: nothing that comes again
            return tuple(dict.fromkeys(found))
        if len(self) >= _MOST:
            self.clear()
        self[word] = tuple(dict.fromkeys(found))
        return self[word]


@dataclass(frozen=True, slots=True)
class Topics:
    """The tags that count. `minded` are those that the user minds most; a post's tags come in the order of `names`."""

    topics: tuple[Topic, ...]
    minded: frozenset[str] = frozenset()
    _met: _Met = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_met", _Met(_phrases(self.topics)))

    @property
    def names(self) -> tuple[str, ...]:
        """The tags, in the order of the lists."""
        return tuple(one.name for one in self.topics)

    def tags(self, text: str) -> tuple[str, ...]:
        """The tags of a post."""
        words = tokens(text)
        met = [(at, some) for at, some in enumerate(map(self._met.__getitem__, words)) if some]
        if not met:
            return ()
        found = [
            (at - one.at, one)
            for at, some in met
            for one in some
            if len(one.parts) == 1 or one.stands_at(words, at - one.at)
        ]
        but = {(one.tag, place) for start, one in found if not one.counts for place in one.places(start)}
        tags = {one.tag for start, one in found if one.counts}
        if but:
            tags = {
                one.tag
                for start, one in found
                if one.counts and not all((one.tag, place) in but for place in one.places(start))
            }
        return tuple(one.name for one in self.topics if one.name in tags) if tags else ()


def _phrases(topics: Iterable[Topic]) -> Iterator[_Phrase]:
    for topic in topics:
        for counts, several in ((True, topic.words), (False, topic.but)):
            for text in several:
                parts = parts_of(text)
                longest = max(range(len(parts)), key=[len(word) for word, _ in parts].__getitem__)
                yield _Phrase(topic.name, parts, longest, counts)


def parts_of(text: str) -> tuple[tuple[str, bool], ...]:
    """A listed word or phrase as its words, each with whether it is only how one begins."""
    found = []
    for one in text.split():
        cut = tokens(one.rstrip("*"))
        found += [(word, False) for word in cut[:-1]]
        found += [(word, one.endswith("*")) for word in cut[-1:]]
    return tuple(found)


def _is(word: str, part: tuple[str, bool]) -> bool:
    wanted, begins = part
    return word.startswith(wanted) if begins else word == wanted or wanted in _singulars(word)


def _singulars(word: str) -> tuple[str, ...]:
    """What the word may be the plural of."""
    if not word.endswith("s") or len(word) < 4:
        return ()
    return (word[:-1], word[:-2]) if word.endswith("es") else (word[:-1],)
