"""The lists of words behind the topics: those that come along, and the user's own beside them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..errors import Mistake, PolicyError
from ..facts.words import did_you_mean
from ..policy.document import read_document
from .topics import Topic, Topics, parts_of

_KEYS = ("means", "words", "except")
_TOP = ("mind", "ignore")
MAX_WORD, MAX_WORDS, LEAST = 80, 5_000, 2


def read_topics(shipped: str, own: str = "", name: str = "topics.toml") -> tuple[Topics, tuple[Mistake, ...]]:
    """The topics, and every mistake in the user's own file, whose sound parts count all the same.

    `shipped` and `own` are TOML; in `own` a topic adds words, or sets them aside in `except`, and is new where there is
    none of that name. `mind` names those that the user minds most, `ignore` those that they do not mind at all.
    Raises ValueError where the shipped lists are mistaken.
    """
    tables, wrong = _read(shipped, "topics.toml", ())
    if wrong:
        raise ValueError("\n".join(map(str, wrong)))
    topics = {key: _topic(key, row) for key, row in tables.items()}
    mine, mistakes = _read(own, name, tuple(topics))
    named = {key: row for key, row in mine.items() if key not in _TOP}
    for key, row in named.items():
        added, known = _topic(key, row), topics.get(key)
        if known is None:
            topics[key] = added
        else:
            but = (*known.but, *added.but)
            topics[key] = replace(known, words=known.words + added.words, but=but, means=added.means or known.means)
    counted = tuple(one for one in topics.values() if one.name not in _names(mine, "ignore"))
    return Topics(counted, _names(mine, "mind")), tuple(mistakes)


def _names(table: Mapping[str, object], key: str) -> frozenset[str]:
    value = table.get(key)
    return frozenset(value) if isinstance(value, list) else frozenset()


def _topic(name: str, row: object) -> Topic:
    assert isinstance(row, dict)
    words, but = (tuple(row.get(key, ())) for key in ("words", "except"))
    return Topic(name, row.get("means", ""), words, but)


def _read(toml: str, name: str, known: tuple[str, ...]) -> tuple[dict[str, object], list[Mistake]]:
    """What is sound in one file, and its mistakes."""
    try:
        table = read_document(toml, name, "file of topics")
    except PolicyError as error:
        return {}, list(error.mistakes)
    sound: dict[str, object] = {}
    mistakes: list[Mistake] = []
    tags = (*known, *(key for key, row in table.items() if isinstance(row, dict)))
    for key, value in table.items():
        if key in _TOP:
            found = list(_off_list(value, tags, f"{name}, {key}"))
        elif isinstance(value, dict):
            found = list(_off_topic(value, key in known, f"{name}, {key}"))
        else:
            hint = did_you_mean(key, _TOP) or "a topic is a section: [music]"
            found = [Mistake(name, f"unknown word `{key}`", hint=hint)]
        mistakes += found
        if not found:
            sound[key] = value
    return sound, mistakes


def _off_list(value: object, tags: tuple[str, ...], place: str) -> Iterator[Mistake]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        yield Mistake(place, 'this is a list of topics, as in ["health", "money"]')
        return
    for one in value:
        if one not in tags:
            hint = did_you_mean(one, tags) or "there are " + ", ".join(tags)
            yield Mistake(place, f"there is no topic `{one[:MAX_WORD]}`", hint=hint)


def _off_topic(row: Mapping[str, object], is_known: bool, place: str) -> Iterator[Mistake]:
    for key, value in row.items():
        if key not in _KEYS:
            yield Mistake(place, f"unknown word `{key}`", hint=did_you_mean(key, _KEYS) or "it has " + ", ".join(_KEYS))
        elif key == "means":
            if not isinstance(value, str):
                yield Mistake(f"{place}, {key}", "this is a sentence in quotes")
        elif not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            yield Mistake(f"{place}, {key}", 'this is a list of words in quotes, as in ["church", "pray*"]')
        elif len(value) > MAX_WORDS:
            yield Mistake(f"{place}, {key}", f"more than {MAX_WORDS:,} words", hint="is this a list of words?")
        else:
            for one in value:
                problem = _off_word(one)
                if problem:
                    yield Mistake(f"{place}, {key}", f"`{one[:MAX_WORD]}` {problem}")
    if not is_known and not row.get("words"):
        yield Mistake(place, "a topic of your own needs `words`", hint='words = ["eurovision"]')


def _off_word(text: str) -> str:
    """Why this cannot be looked for; empty where it can."""
    if len(text) > MAX_WORD:
        return f"is longer than {MAX_WORD} characters"
    if any("*" in one.removesuffix("*") for one in text.split()):
        return "has a star that does not stand at the end of a word"
    parts = parts_of(text)
    if not parts:
        return "holds no word that could be looked for"
    if any(begins and len(word) < LEAST for word, begins in parts):
        return f"begins almost any word: at least {LEAST} letters before the star"
    return ""
