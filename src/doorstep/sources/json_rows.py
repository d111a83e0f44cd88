"""Walks through a large JSON file value by value, so that only one of them is in memory at a time."""

import codecs
import json
from collections.abc import Iterator
from typing import IO

from ..errors import SourceError
from .lines import Progress
from .members import MIB, Member

LARGEST_VALUE = 32 * MIB
_CHUNK = MIB
_MARGIN = 16  # characters at the end of what was read so far that may belong to a word or an escape
_SPACE = " \t\n\r"
_AFTER = frozenset(_SPACE + ",]}")
_decode = json.JSONDecoder().raw_decode


class JsonRows:
    """A place in a JSON text. What `entries` and `keys` yield must be taken with `value` or walked into.

    SourceError, with the byte, where the text breaks off or is no JSON.
    """

    def __init__(self, file: IO[bytes], member: Member, progress: Progress | None = None) -> None:
        self._file, self._member, self._progress = file, member, progress
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._text, self._at, self._bytes, self._is_all = "", 0, 0, False

    def skip_past(self, mark: str, within: int = 1000) -> bool:
        """Goes on after the first `mark` among the next characters; stays and gives False where there is none."""
        while len(self._text) - self._at < within and self._more():
            pass
        found = self._text.find(mark, self._at, self._at + within)
        if found >= 0:
            self._at = found + len(mark)
        return found >= 0

    def peek(self) -> str:
        """The next character that is no space; nothing at the end."""
        while True:
            text, at = self._text, self._at
            while at < len(text) and text[at] in _SPACE:
                at += 1
            self._at = at
            if at < len(text):
                return text[at]
            if not self._more():
                return ""

    def value(self) -> object:
        """The value that stands here, whole."""
        self.peek()
        while True:
            try:
                value, end = _decode(self._text, self._at)
            except json.JSONDecodeError as error:
                is_cut = error.pos >= len(self._text) - _MARGIN or error.msg.startswith("Unterminated")
                if not is_cut or not self._more():
                    raise self._broken() from error
                continue
            except RecursionError as error:
                raise SourceError("is nested deeper than any export is", place=self._member.path) from error
            except ValueError as error:  # a number of thousands of digits
                raise self._broken() from error
            is_whole = isinstance(value, dict | list | str) or self._text[end : end + 1] in _AFTER
            if not is_whole and self._more():
                continue  # a number goes on where the next bytes begin
            self._at = end
            return value

    def entries(self) -> Iterator[int]:
        """Stops before each value of the array that stands here, and tells its number, from 1."""
        self._take("[")
        if self.peek() == "]":
            self._at += 1
            return
        number = 0
        while True:
            number += 1
            yield number
            if self._take(",]") == "]":
                return

    def keys(self) -> Iterator[str]:
        """Stops before each value of the object that stands here, and tells its key."""
        self._take("{")
        if self.peek() == "}":
            self._at += 1
            return
        while True:
            if self.peek() != '"':
                raise self._broken()
            key = str(self.value())
            self._take(":")
            yield key
            if self._take(",}") == "}":
                return

    def _take(self, wanted: str) -> str:
        found = self.peek()
        if not found or found not in wanted:
            raise self._broken()
        self._at += 1
        return found

    def _more(self) -> bool:
        """Reads as much again as is still unused, at least a MiB; False at the end."""
        if self._is_all:
            return False
        rest = self._text[self._at :]
        if len(rest) > LARGEST_VALUE:
            raise SourceError(f"holds a single value of more than {LARGEST_VALUE // MIB} MiB", place=self._member.path)
        raw = self._file.read(max(_CHUNK, len(rest))) or b""
        self._bytes += len(raw)
        self._is_all = not raw
        self._text, self._at = rest + self._decoder.decode(raw, final=not raw), 0
        if self._progress is not None:
            self._progress(self._member.path, self._bytes, max(self._bytes, self._member.size))
        return True

    def _broken(self) -> SourceError:
        at = self._bytes - len(self._text[self._at :].encode("utf-8", "replace"))
        return SourceError(
            f"is no whole JSON file: it breaks off or is damaged after byte {max(0, at):,} of {self._member.size:,}",
            place=self._member.path,
            next_step="Download the export again: the first download was most likely cut short.",
        )
