"""Which sensitive things a post speaks of, by lists of words that anybody can read and extend."""

from collections.abc import Sequence
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
    """Words in a row: each a whole word, or the beginning of one."""

    tag: str
    parts: tuple[tuple[str, bool], ...]
    counts: bool

    def stands_at(self, words: Sequence[str], at: int) -> bool:
        """True where the whole of it stands there; its first word is known to."""
        if at + len(self.parts) > len(words):
            return False
        return all(_is(word, one) for word, one in zip(words[at + 1 :], self.parts[1:], strict=False))


@dataclass(slots=True)
class Topics:
    """The tags that count. `minded` are those that the user minds most; a post's tags come in the order of `names`."""

    topics: tuple[Topic, ...]
    minded: frozenset[str] = frozenset()
    _whole: dict[str, list[_Phrase]] = field(default_factory=dict)
    _begun: dict[str, list[_Phrase]] = field(default_factory=dict)
    _met: dict[str, tuple[_Phrase, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for topic in self.topics:
            for counts, several in ((True, topic.words), (False, topic.but)):
                for text in several:
                    parts = parts_of(text)
                    phrase = _Phrase(topic.name, parts, counts)
                    word, begins = parts[0]
                    (self._begun if begins else self._whole).setdefault(word, []).append(phrase)

    @property
    def names(self) -> tuple[str, ...]:
        """The tags, in the order of the lists."""
        return tuple(one.name for one in self.topics)

    def tags(self, text: str) -> tuple[str, ...]:
        """The tags of a post."""
        words = tokens(text)
        met = self._met
        begun = [(at, one) for at, word in enumerate(words) for one in (met[word] if word in met else self._meet(word))]
        if not begun:
            return ()
        found = [(at, one) for at, one in begun if len(one.parts) == 1 or one.stands_at(words, at)]
        covered = {(one.tag, at + n) for at, one in found if not one.counts for n in range(len(one.parts))}
        tags = {
            one.tag
            for at, one in found
            if one.counts and not all((one.tag, at + n) in covered for n in range(len(one.parts)))
        }
        return tuple(one for one in self.names if one in tags) if tags else ()

    def _meet(self, word: str) -> tuple[_Phrase, ...]:
        """What may begin with this word; kept, since a person's words come again and again."""
        found = [*self._whole.get(word, ())]
        for single in _singulars(word):
            found += self._whole.get(single, ())
        for length in range(1, len(word) + 1):
            found += self._begun.get(word[:length], ())
        if len(self._met) >= _MOST:
            self._met.clear()
        self._met[word] = tuple(dict.fromkeys(found))
        return self._met[word]


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
