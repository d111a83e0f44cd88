"""Where requests in bulk are: Parquet and CSV files and tables of DuckDB, found, and opened for reading only."""

import csv
import glob
import gzip
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

from ...errors import DoorstepError, SourceError, UsageError
from ...facts.text import clean_line

PARQUET, CSV = (".parquet", ".pq"), (".csv", ".tsv", ".csv.gz", ".tsv.gz")
DATABASE = (".duckdb", ".db")
MOST_HEADER = 100_000  # characters of the first line of a CSV
PART_ROWS = 1 << 20  # rows of one part of the output, where the input can be cut there
MEMORY = "256MB"  # that DuckDB may use in one process, beside what passes through
SPACES = " \t\n\r\v\f"  # around the name of a network; `doorstep.spark` takes off the same
SUPPORTED = "a file that ends in .parquet or .csv, a folder of those, or a table as in requests.duckdb#requests"


@dataclass(frozen=True, slots=True)
class Source:
    """One file or table: its name as the output shows it, where it is, whether that is `parquet`, `csv` or `table`, and
    its size in bytes and time of change (nanoseconds), by which it is known again."""

    name: str
    path: str
    kind: str
    table: str = ""
    size: int = 0
    changed: int = 0
    delimiter: str = ""
    header: tuple[str, ...] = ()

    @property
    def sql(self) -> str:
        """The source as DuckDB's SQL reads it."""
        return from_sql([self])

    @property
    def print(self) -> list[object]:
        """What tells whether it is still the same."""
        return [self.name, self.size, self.changed]


def found(given: Sequence[str]) -> list[Source]:
    """The sources that files, patterns (`*.parquet`), folders and `file.duckdb#table` name, sorted within each.

    SourceError where one is not there, cannot be read this way, or is named twice.
    """
    paths: list[tuple[Path, str]] = []
    for text in given:
        place, mark, table = text.rpartition("#")
        if mark and place.endswith(DATABASE):
            paths.append((Path(place), table.removeprefix("main.")))
        elif text.endswith(DATABASE):
            raise UsageError(f"`{text}` is a database; name a table of it", next_step=f"--requests {text}#requests")
        else:
            paths += [(path, "") for path in _files(text)]
    if not paths:
        raise UsageError("no requests were named", next_step=f"--requests takes {SUPPORTED}")
    real = [path.resolve() for path, _ in paths]
    base = Path(os.path.commonpath([path.parent for path in real]))
    made = [_source(base, path, table) for path, (_, table) in zip(real, paths, strict=True)]
    names = [one.name for one in made]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise SourceError("is named twice", place=twice, next_step="name each file once")
    return made


def _files(text: str) -> list[Path]:
    path = Path(text)
    if path.is_dir():
        inside = sorted(one for one in path.iterdir() if one.name.endswith((*PARQUET, *CSV)))
        if not inside:
            raise SourceError("no file in this folder ends in .parquet or .csv", place=text)
        return inside
    if path.exists() or not glob.has_magic(text):
        return [path]
    if matched := sorted(map(Path, glob.glob(text, recursive=True))):  # noqa: PTH207  (patterns may be absolute)
        return matched
    raise SourceError("no file is named like this", place=text, next_step="quote the pattern, and check the path")


def _source(base: Path, path: Path, table: str) -> Source:
    name = path.relative_to(base).as_posix()
    try:
        held = path.stat()
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", place=name, next_step="check the path") from None
    if not S_ISREG(held.st_mode):
        raise SourceError("is no plain file", place=name, next_step=f"give {SUPPORTED}")
    if glob.has_magic(str(path)):
        raise SourceError("has *, ? or [ in its path", place=name, next_step="rename it, or its folder")
    kind = "table" if table else next((k for k, ends in _KINDS if path.name.endswith(ends)), "")
    if not kind:
        raise SourceError("its name does not say what it is", place=name, next_step=f"give {SUPPORTED}")
    shown = f"{name}#{table}" if table else name
    signs = _header(path, name) if kind == "csv" else ("", ())
    return Source(shown, str(path), kind, table, held.st_size, held.st_mtime_ns, *signs)


def _header(path: Path, name: str) -> tuple[str, tuple[str, ...]]:
    """What parts the columns of a CSV, and their names: its first line says both."""
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8-sig", newline="") as file:
            line = file.readline(MOST_HEADER)
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise SourceError(f"cannot be read: {error}", place=name, next_step="save it as UTF-8") from None
    delimiter = max(",;\t|", key=line.count)
    names = next(csv.reader([line], delimiter=delimiter), [])
    if not names or len(set(names)) < len(names) or not all(names):
        raise SourceError("cannot be read: its first line does not name each column", place=name)
    return delimiter, tuple(names)


_KINDS = (("parquet", PARQUET), ("csv", CSV))


def connected(sources: Sequence[Source], threads: int) -> Any:
    """DuckDB with these sources in reach and nothing else: no other file, no network, no extension, no settings."""
    duckdb = module()
    connection = duckdb.connect(":memory:", config={"threads": threads, "memory_limit": MEMORY})
    connection.execute("set autoinstall_known_extensions = false; set autoload_known_extensions = false")
    for path in dict.fromkeys(one.path for one in sources if one.kind == "table"):
        try:
            connection.execute(f"attach {text(path)} as {quoted(path)} (read_only)")
        except duckdb.Error as error:
            raise read_error(error, Path(path).name) from None
    allowed = ", ".join(text(one.path) for one in sources if one.kind != "table")
    connection.execute(f"set allowed_paths = [{allowed}]")
    connection.execute("set enable_external_access = false; set lock_configuration = true")
    return connection


def module() -> Any:
    """DuckDB, where it is installed together with pyarrow."""
    try:
        import duckdb
        import pyarrow  # noqa: F401
    except ImportError as missing:
        raise DoorstepError(
            f"requests in bulk need {missing.name}, which is not installed",
            next_step="pip install 'doorstep[bulk]'",
        ) from None
    return duckdb


def from_sql(sources: Sequence[Source], more: str = "") -> str:
    """Sources of one kind as one relation; `more` are further options of the reader."""
    first = sources[0]
    if first.kind == "table":
        schema, _, table = first.table.rpartition(".")
        return f"{quoted(first.path)}.{quoted(schema or 'main')}.{quoted(table)}"
    paths = "[" + ", ".join(text(one.path) for one in sources) + "]"
    if first.kind == "csv":
        # without any guess: every value is judged as a fact's, with or without quotes
        signs = f"delim = {text(first.delimiter)}, quote = '\"', escape = '\"', auto_detect = false"
        names = ", ".join(f"{text(name)}: 'VARCHAR'" for name in first.header)
        return f"read_csv({paths}, header = true, {signs}, columns = {{{names}}}, nullstr = ''{more})"
    return f"read_parquet({paths}, union_by_name = true{more})"


def durations(source: Source) -> dict[str, str]:
    """The columns of a Parquet file that Arrow wrote as durations, as `duration[s]`: to DuckDB they are bare numbers.

    SourceError where two columns have one name, of which DuckDB would take the first.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(source.path)
    except (OSError, pa.ArrowException) as error:
        raise read_error(error, source.name) from None
    if twice := next((name for name in schema.names if schema.names.count(name) > 1), ""):
        raise SourceError(f"has more than one column `{clean_line(twice, 60)}`", place=source.name)
    return {field.name: str(field.type) for field in schema if pa.types.is_duration(field.type)}


def quoted(name: str) -> str:
    """A name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text for SQL."""
    return "'" + value.replace("'", "''") + "'"


def read_error(error: Exception, name: str) -> SourceError:
    """What DuckDB says about a file, in one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return SourceError(f"cannot be read: {clean_line(lines[0] if lines else '', 200)}", place=name)
