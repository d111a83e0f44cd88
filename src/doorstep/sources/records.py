"""Records of a table out of lines; one quotation mark that is never closed costs its own record, not the rest."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator


class Records:
    """The records of a table, whose cells may hold line breaks. It is itself what the csv module reads lines from."""

    def __init__(self, lines: Iterable[str], delimiter: str) -> None:
        self._lines = iter(lines)
        self._delimiter = delimiter
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._line = 0
        self._strict = csv.reader(self, delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line, those that were pushed back first; notes that the present record took it."""
        line = self._again.popleft() if self._again else next(self._lines)
        self._taken.append(line)
        return line

    def pass_over(self, count: int) -> None:
        """Leaves out so many records as they are, such as a preamble and the header."""
        lenient = csv.reader(self, delimiter=self._delimiter)
        for _ in range(count):
            next(lenient, None)
        self._line += len(self._taken)
        self._taken.clear()

    def of(self, width: int) -> Iterator[tuple[int, list[str]]]:
        """Each record with the line where it begins, from 1; an empty one stands for damage up to the next whole row.

        A record is damaged where a quotation mark is never closed, or closes only in a later row. What follows is
        read again line by line, until a record of `width` cells.
        """
        taken, is_lost = self._taken, False
        while True:
            taken.clear()
            try:
                row = next(self._strict)
            except StopIteration:
                return
            except csv.Error:
                row = []
            begin, lines = self._line + 1, len(taken)
            if not row and lines == 1 and taken[0].strip():  # quotation marks inside of an unquoted cell, most likely
                row = [] if taken[0].count('"') % 2 else next(csv.reader(taken, delimiter=self._delimiter), [])
                is_damaged = not row
            else:
                is_damaged = bool(not row and taken and "".join(taken).strip()) or (
                    lines > 1 and (len(row) < width or any(row[width:]))
                )
            if is_damaged and lines > 1:
                self._again.extendleft(reversed(taken[1:]))
                lines = 1
            self._line += lines
            if is_damaged:
                if not is_lost:
                    yield begin, []
                is_lost = True
            elif not is_lost or len(row) == width:
                is_lost = False
                yield begin, row or [""]
