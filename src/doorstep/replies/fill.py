"""Putting values into the places of a text: {like_this}, once, and nothing else."""

import re
from collections.abc import Collection, Iterator, Mapping

from ..errors import Mistake
from ..facts.words import did_you_mean

_PLACE = re.compile(r"\{([a-z_]+)\}")
_BRACES = re.compile(r"\{[^{}\n]*\}|[{}]")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each place filled by its value. What a value holds is never read as a place again."""
    return _PLACE.sub(lambda place: values.get(place[1], ""), text)


def tidy(text: str) -> str:
    """The text without the gaps that empty values leave: single spaces, at most one blank line, no ends."""
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def mistakes_in(text: str, allowed: Collection[str], known: Collection[str], where: str) -> Iterator[Mistake]:
    """Each brace in the text that is not one of the `allowed` places; `known` are those of all texts."""
    for line in text.split("\n"):
        for found in _BRACES.finditer(line):
            name = found[0][1:-1]
            if len(found[0]) == 1:
                message, hint = "a brace stands alone", "a place is written {first_name}"
            elif name in allowed:
                continue
            elif name in known:
                message, hint = f"`{{{name}}}` has nothing to say here", ""
            else:
                message, hint = f"unknown place `{{{name}}}`", did_you_mean(name, allowed)
            yield Mistake(where, message, line, found.start(), len(found[0]), hint)
