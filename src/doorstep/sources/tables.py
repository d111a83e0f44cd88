"""From a file's bytes to rows by header name, whatever spreadsheet it went through on the way."""

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from ..errors import DriftError, EmptyArchiveError, SourceError
from ..facts.seen import Problem, SeenFile
from .lines import LONGEST_LINE, Progress, lines_of
from .members import MOST_ROWS, Member
from .records import Records

_HEADER_WITHIN = 10
_MOST_PROBLEMS = 1000


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is recognised: its fields with the header names each goes by, and those it must have.

    Header names are compared without regard to case, spaces, `_` and `-`.
    """

    what: str
    fields: Mapping[str, tuple[str, ...]]
    must: tuple[str, ...]


@dataclass(slots=True)
class Table:
    """A recognised table. Iterates over (line, cells): the line where the row begins, one cell a field.

    A field without a column is an empty cell. Blank rows are left out; rows with too many cells become
    problems of `seen`, which counts the rows as they go by.
    """

    fields: frozenset[str]
    seen: SeenFile
    warnings: list[str]
    _rows: Records = field(repr=False)
    _width: int = field(repr=False)
    _pick: Callable[[list[str]], tuple[str, ...]] = field(repr=False)
    _most: int = field(repr=False)

    def __iter__(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        seen, width, pick = self.seen, self._width, self._pick
        count = 0
        for begin, row in self._rows.of(width):
            if not row:
                skip(seen, begin, "a quotation mark that is never closed: up to the next whole row nothing was read")
                continue
            if not any(row):
                continue
            if count == self._most:
                too_many(seen, begin, self._most)
                break
            count += 1
            if len(row) != width:
                if len(row) > width and any(row[width:]):
                    skip(seen, begin, f"{len(row)} cells under {width} headings")
                    continue
                row = row[:width] + [""] * (width - len(row))
            row.append("")
            yield begin, pick(row)
        seen.rows += count


def skip(seen: SeenFile, line: int, reason: str, file: str = "") -> None:
    """Notes a row that could not be used, or not fully; of one file the first thousand are kept.

    `file` is where it is, if that is not the file by whose name `seen` goes.
    """
    if len(seen.skipped) < _MOST_PROBLEMS:
        seen.skipped.append(Problem(file or seen.name, line, reason, seen.unit))


def too_many(seen: SeenFile, line: int, most: int = MOST_ROWS) -> None:
    """Notes that from this row on nothing was read, since a file holds more than anybody has."""
    skip(
        seen, line, f"more than {most:,} {'rows' if seen.unit == 'line' else 'entries'}: from here on nothing was read"
    )


def cut_off(entries: list[Any], seen: SeenFile) -> None:
    """Takes out of a list what is beyond the most that anybody has, and notes it."""
    if len(entries) > MOST_ROWS:
        too_many(seen, MOST_ROWS + 1)
        del entries[MOST_ROWS:]


def header_form(cell: str) -> str:
    """The form in which header cells and names of files are compared."""
    return cell.strip().casefold().replace(" ", "").replace("_", "").replace("-", "").lstrip("\ufeff")


@contextmanager
def table(
    member: Member,
    shape: Shape,
    seen: SeenFile,
    limit: int,
    progress: Progress | None = None,
    *,
    most: int = MOST_ROWS,
) -> Iterator[Table]:
    """The member as a table of this shape, read while the block lasts: `limit` bytes and `most` rows of it.

    EmptyArchiveError where there is nothing in it, DriftError where no header is found among the first ten
    records, SourceError where it is no text or is damaged.
    """
    warnings: list[str] = []
    with member.open(limit) as file:
        lines = lines_of(file, member, warnings, progress)
        try:
            head = list(islice(lines, 6 * _HEADER_WITHIN))
            if not "".join(head).strip():
                raise EmptyArchiveError("the file is empty", place=member.path, next_step="Download the export again.")
            csv.field_size_limit(LONGEST_LINE)
            delimiter, records, header = _header(head, shape, member)
            found = Records(chain(head, lines), delimiter)
            found.pass_over(records)
            where = _columns(header, shape)
            columns = [where.get(name, -1) for name in shape.fields]
            # one field more keeps itemgetter giving a tuple for shapes of a single field
            pick = itemgetter(*columns, -1)
            yield Table(frozenset(where), seen, warnings, found, len(header), pick, most)
        except csv.Error as error:
            raise SourceError(
                f"cannot be read as a table: {error}",
                place=member.path,
                next_step="Use the file as the network made it, not a changed copy.",
            ) from error


def _header(head: list[str], shape: Shape, member: Member) -> tuple[str, int, list[str]]:
    """The delimiter, how many records there are up to the header's end, and the header's cells."""
    for delimiter in ",;\t":
        try:
            for count, record in enumerate(islice(csv.reader(head, delimiter=delimiter), _HEADER_WITHIN), 1):
                if set(shape.must) <= _columns(record, shape).keys():
                    return delimiter, count, record
        except csv.Error:
            continue
    raise DriftError(
        f"this is not a {shape.what} file: no header found that names "
        + " and ".join(f"`{shape.fields[name][0]}`" for name in shape.must),
        place=member.path,
        next_step="Use the file as the network made it. If it is that, the format has changed: please report it.",
    )


def _columns(header: list[str], shape: Shape) -> dict[str, int]:
    """The column of each field that the header names; of a name given twice the first column counts."""
    at: dict[str, int] = {}
    for index, cell in enumerate(header):
        at.setdefault(header_form(cell), index)
    found: dict[str, int] = {}
    for name, headings in shape.fields.items():
        for heading in headings:
            index = at.get(header_form(heading), -1)
            if index >= 0:
                found[name] = index
                break
    return found
