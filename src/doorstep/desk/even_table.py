"""A table of decisions kept elsewhere, read into what the studies of evenness take."""

import csv
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from pathlib import Path

from ..errors import EmptyArchiveError, SourceError, UsageError
from ..facts.text import clean_line
from ..facts.words import did_you_mean
from ..sources.lines import LONGEST_LINE, lines_of
from ..sources.members import Limits, Member
from ..studies.cases import Case, Column, Decisions, Value, column_of
from .words import count_of

MOST_CELL, MOST_COLUMNS = 200, 1_000
MOST_SHOWN = 12
AHEAD = timedelta(days=365)
UNKNOWN = frozenset(("", "?", "unknown", "n/a", "na", "nan", "null"))
_YES = "yes y true t accept accepted approve approved admit admitted allow allowed let in ok 1"
_NO = "no n false f decline declined refuse refused reject rejected deny denied ignore ignored block blocked out 0"
YES, NO = frozenset(_YES.split()), frozenset(_NO.split())
_DAY = re.compile(r"(?:19|20|21)\d{6}")  # 20261130, which is no number of seconds
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which columns of a table are what. `accepted` are the values that mean yes, where they are not plain words."""

    decision: str
    facts: tuple[str, ...]
    higher: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    by: str = ""
    when: str = ""
    standard: str = ""
    case: str = ""
    name: str = ""
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """The decisions of a table, what each row is called, and remarks on what could not be used."""

    decisions: Decisions
    names: Mapping[str, str]
    remarks: tuple[str, ...]


def read_table(path: Path, asked: Asked, today: date) -> ReadTable:
    """The table as decisions; rows are called by their number, the header being row 1.

    UsageError where a column is not there or the decisions are not of two kinds, EmptyArchiveError where there are no
    decisions, SourceError where it cannot be read. Rows without a decision are left out and counted.
    """
    if not path.is_file():
        raise SourceError(
            "there is no such file", place=str(path), next_step="check the path; quote it if it has spaces"
        )
    warnings: list[str] = []
    header, rows = _rows(path, asked, warnings)
    at = _places(header, asked, path)
    numbered = [(number, [row[place] for place in at.values()]) for number, row in rows]
    if not numbered:
        raise EmptyArchiveError("the table has no rows", place=path.name, next_step="export it again, with its rows")
    cells = [row for _, row in numbered]
    table = {name: _with_points(column) for name, column in zip(at, map(list, zip(*cells)))}
    yes = _decisions(table[asked.decision], asked, asked.decision)
    verdicts = _decisions(table[asked.standard], asked, asked.standard) if asked.standard else [None] * len(cells)
    dates = [_date(cell) for cell in table[asked.when]] if asked.when else [None] * len(cells)
    judges = table[asked.by] if asked.by else [""] * len(cells)
    about = table[asked.case] if asked.case else [""] * len(cells)
    columns, values = _facts(table, asked)
    kept, names = [], {}
    for place, accepted in enumerate(yes):
        if accepted is None:
            continue
        id_ = f"row {numbered[place][0]}"
        facts = {column.name: own[place] for column, own in zip(columns, values)}
        kept.append(Case(id_, facts, accepted, judges[place], dates[place], verdicts[place], about[place]))
        if asked.name and table[asked.name][place]:
            names[id_] = table[asked.name][place]
    if not kept:
        raise EmptyArchiveError(
            f"no row says what was decided in `{asked.decision}`", place=path.name, next_step="check the column"
        )
    remarks = [*warnings]
    if left_out := len(cells) - len(kept):
        remarks.append(f"{count_of(left_out, 'row')} without a decision: left out")
    if asked.when and (undated := sum(one is None for one in dates)):
        remarks.append(
            f"{count_of(undated, 'row')} without a date that can be read (2026-11-30, or seconds since 1970)"
        )
    if later := sum(one is not None and one.date() > today + AHEAD for one in dates):
        remarks.append(f"{count_of(later, 'row')} dated more than a year ahead: is the column right?")
    return ReadTable(Decisions(tuple(kept), columns), names, tuple(remarks))


def _rows(path: Path, asked: Asked, warnings: list[str]) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The header's cells and the rows below with their numbers, as wide as the header; blank rows are left out."""
    member = Member(path.name, path.name, path.stat().st_size, lambda: path.open("rb"))
    lines = _lines(member, warnings)
    head = list(islice(lines, 50))
    if not "".join(head).strip():
        raise EmptyArchiveError("the table is empty", place=path.name, next_step="export it again, with its rows")
    csv.field_size_limit(LONGEST_LINE)
    headers = {delimiter: next(csv.reader(head, delimiter=delimiter), []) for delimiter in ",;\t"}
    delimiter = max(headers, key=lambda one: (asked.decision in map(str.strip, headers[one]), len(headers[one])))
    header = [clean_line(cell, MOST_CELL) for cell in headers[delimiter]][:MOST_COLUMNS]

    def below() -> Iterator[tuple[int, list[str]]]:
        width = len(header)
        try:
            # strict: a quote that is never closed would make one cell of all rows below it
            reader = csv.reader(chain(head, lines), delimiter=delimiter, strict=True)
            next(reader)
            for number, row in enumerate(reader, 2):
                if any(map(str.strip, row)):
                    yield number, [clean_line(cell, MOST_CELL) for cell in row[:width]] + [""] * (width - len(row))
        except csv.Error as error:
            raise SourceError(
                f"cannot be read as a table: {error}", place=path.name, next_step="save it as CSV again"
            ) from None

    return header, below()


def _lines(member: Member, warnings: list[str]) -> Iterator[str]:
    with member.open(Limits().stream_bytes) as file:
        yield from lines_of(file, member, warnings, None)


def _places(header: Sequence[str], asked: Asked, path: Path) -> dict[str, int]:
    """The place of every column that was asked for; UsageError names those that are not there."""
    wanted = (asked.decision, *asked.facts, asked.by, asked.when, asked.standard, asked.case, asked.name)
    for name in (*asked.higher, *asked.lower):
        if name not in asked.facts:
            raise UsageError(f"`{name}` has a direction but is not among the facts", next_step=f"--facts …,{name}")
    both = set(asked.higher) & set(asked.lower)
    if both:
        raise UsageError(f"`{min(both)}` cannot be better both ways", next_step="give it one direction")
    if asked.decision in asked.facts:
        raise UsageError(f"`{asked.decision}` is the decision and cannot be a fact as well", next_step="leave it out")
    found = {}
    for name in filter(None, wanted):
        if name not in header:
            hint = did_you_mean(name, header) or "it has " + ", ".join(f"`{one}`" for one in header[:MOST_SHOWN])
            raise UsageError(f"no column `{name}`", place=path.name, next_step=hint)
        if header.count(name) > 1:
            raise UsageError(f"there are two columns `{name}`", place=path.name, next_step="give one another name")
        found[name] = header.index(name)
    return found


def _decisions(cells: Sequence[str], asked: Asked, column: str) -> list[bool | None]:
    """Each cell as yes, no or nothing. UsageError where they are not two kinds that plain words or signs tell."""
    words = [cell.casefold() for cell in cells]
    known = {word for word in words if word not in UNKNOWN}
    if asked.accepted:
        told = {word.strip().casefold() for word in asked.accepted}
        if column == asked.decision and not told & known:
            raise UsageError(
                f"no row of `{column}` says `{', '.join(asked.accepted)}`", next_step=f"it says {_some(cells)}"
            )
        return [None if word in UNKNOWN else word in told for word in words]
    if known <= YES | NO:
        return [None if word in UNKNOWN else word in YES for word in words]
    numbers = [_number(word) for word in words]
    if all(number is not None for number, word in zip(numbers, words) if word not in UNKNOWN) and any(
        number is not None and number < 0 for number in numbers
    ):
        return [None if number is None or not number else number > 0 for number in numbers]
    raise UsageError(
        f"the decisions in `{column}` are not two kinds that can be told apart: {_some(cells)}",
        next_step="say which mean yes: --accepted VALUE, or --accepted VALUE,VALUE",
    )


def _facts(table: Mapping[str, list[str]], asked: Asked) -> tuple[tuple[Column, ...], list[list[Value | None]]]:
    """The columns with their kinds, and the values of each in every row."""
    columns, values = [], []
    for name in dict.fromkeys(asked.facts):
        better = (name in asked.higher) - (name in asked.lower)
        own = _values(table[name])
        column = column_of(name, own, better)
        if better and column.kind not in ("yes/no", "ordered"):
            raise UsageError(
                f"`{name}` holds words, and of words none is higher: {_some(table[name])}",
                next_step="leave it out of the directions, or turn it into numbers",
            )
        columns.append(column)
        values.append(own)
    return tuple(columns), values


def _values(cells: Sequence[str]) -> list[Value | None]:
    """Cells as yes and no, as numbers, or as words, whichever all of them are; unknown is None."""
    known = {cell for cell in cells if cell.casefold() not in UNKNOWN}
    if {cell.casefold() for cell in known} <= {"yes", "no", "true", "false", "1", "0"}:
        made: dict[str, Value] = {cell: cell.casefold() in YES for cell in known}
    else:
        numbers = {cell: _number(cell) for cell in known}
        made = {cell: cell if number is None else number for cell, number in numbers.items()}
        if None in numbers.values():
            made = {cell: cell for cell in known}
    return [made.get(cell) for cell in cells]


def _with_points(cells: list[str]) -> list[str]:
    """The cells with a point for each decimal comma (3,5), where all are numbers so; 1,500 may be another number."""
    if not any("," in cell for cell in cells) or any(map(_THOUSANDS.fullmatch, cells)):
        return cells
    made = [cell.replace(",", ".") for cell in cells]
    return made if all(_number(cell) is not None or cell.casefold() in UNKNOWN for cell in made) else cells


def _number(text: str) -> int | float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    if not math.isfinite(number) or abs(number) > 1e15:
        return None
    return int(number) if number == int(number) else number


def _date(cell: str) -> datetime | None:
    """A day, a day with a time (in UTC where it has a zone), or seconds since 1970; None where it is none of them."""
    number = None if _DAY.fullmatch(cell) else _number(cell)
    try:
        if number is not None:
            return datetime.fromtimestamp(number, UTC).replace(tzinfo=None) if number > 1e6 else None
        read = datetime.fromisoformat(cell)
        return read if read.tzinfo is None else read.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        return None


def _some(cells: Sequence[str]) -> str:
    common = [f"`{cell or 'nothing'}`" for cell, _ in Counter(cells).most_common(6)]
    return ", ".join(common) + (", …" if len(set(cells)) > len(common) else "")
