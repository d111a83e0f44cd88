"""Looking requests over before the first is decided: every column of every file, and every value in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ...errors import FactError, SourceError
from ...facts.text import clean_line
from ...facts.values import kind_of
from ...facts.words import did_you_mean
from ...policy.linked import groups
from .asked import Asked
from .tables import PART_ROWS, SPACES, Source, connected, durations, from_sql, module, quoted, read_error, text
from .values import Reading, clash, reading

MOST_NETWORKS = 1_000  # different names in one column
MOST_SHOWN = 40  # lines of one refusal


@dataclass(frozen=True, slots=True)
class Looked:
    """A source that was looked over: its rows, where it is cut into parts, and its facts as SQL. `invalid` counts the
    rows with values that are taken for unknown, by column; -1 is all of them."""

    source: Source
    rows: int
    cuts: tuple[int, ...]
    facts: Mapping[str, str]
    invalid: Mapping[str, int]


def looked_over(asked: Asked, sources: Sequence[Source], threads: int) -> list[Looked]:
    """The sources, looked over. FactError lists all that is wrong; with `unknown_if_invalid` only what cannot be mended
    by taking it for unknown."""
    with closing(connected(sources, threads)) as connection:
        return _Check(asked, connection).all(sources)


def looked_over_before(asked: Asked, sources: Sequence[Source], noted: Sequence[Mapping[str, Any]]) -> list[Looked]:
    """The same from what was noted of them then: `rows`, `cuts` and `invalid` of each; their values are not read."""
    with closing(connected(sources, 1)) as connection:
        check = _Check(asked, connection)
        made = []
        for source, one in zip(sources, noted, strict=True):
            readings = check.readings(source, check.columns_of(source))
            check.invalid[source.name] = dict(one["invalid"])
            made.append(Looked(source, one["rows"], tuple(one["cuts"]), check.chosen(source, readings), one["invalid"]))
        return made


class _Check:
    def __init__(self, asked: Asked, connection: Any) -> None:
        self.asked, self.connection = asked, connection
        self.catalogue = asked.policy.catalogue
        self.wrong: list[str] = []
        self.mendable = 0
        self.invalid: dict[str, dict[str, int]] = {}

    def all(self, sources: Sequence[Source]) -> list[Looked]:
        """Everything that is wrong with any of them, before anything is refused."""
        shaped = [(one, self.columns_of(one)) for one in sources]
        readings = {one.name: self.readings(one, columns) for one, columns in shaped}
        self.check_ids(shaped)
        for _, some in groupby(sorted(shaped, key=_shape), key=_shape):
            together = [one for one, _ in some]
            self.check_values(together, readings[together[0].name])
        if self.wrong:
            raise self.refusal()
        made = []
        for one in sources:
            rows, cuts = self.rows_of(one)
            made.append(Looked(one, rows, cuts, self.chosen(one, readings[one.name]), self.invalid.get(one.name, {})))
        return made

    def refusal(self) -> FactError:
        """All that is wrong, in one error."""
        shown = self.wrong[:MOST_SHOWN]
        if more := len(self.wrong) - len(shown):
            shown.append(f"and {more:,} more")
        step = "nothing was decided"
        if self.mendable == len(self.wrong):
            step += "; mend it, or take all of this for unknown with --unknown-if-invalid"
        return FactError("\n".join(shown), next_step=step)

    @property
    def is_hopeless(self) -> bool:
        """True where something is wrong that cannot be taken for unknown, as a column of networks that is not there."""
        return len(self.wrong) > self.mendable

    def tell(self, message: str, is_mendable: bool = True) -> None:
        """Notes something that is wrong, unless it may be taken for unknown."""
        if not (is_mendable and self.asked.unknown_if_invalid):
            self.wrong.append(message)
            self.mendable += is_mendable

    def rows(self, query: str, name: str) -> list[tuple[Any, ...]]:
        """What a query gives; SourceError where the file cannot be read."""
        try:
            found: list[tuple[Any, ...]] = self.connection.execute(query).fetchall()
            return found
        except module().Error as error:
            raise read_error(error, name) from None

    def columns_of(self, source: Source) -> dict[str, str]:
        """The columns with their types."""
        if source.kind == "table":
            schema, _, table = source.table.rpartition(".")
            query = (f"select schema_name, table_name from duckdb_tables() where database_name = {text(source.path)} "
                     "order by all")  # fmt: skip
            there = self.rows(query, source.name)
            if (schema or "main", table) not in there:
                names = [table if schema == "main" else f"{schema}.{table}" for schema, table in there]
                raise SourceError(
                    f"there is no table `{source.table}`",
                    place=source.name,
                    next_step=f"it has {_joined(names)}" if names else "it has no tables",
                )
        columns = {name: kind for name, kind, *_ in self.rows(f"describe select * from {source.sql}", source.name)}
        hidden = {"parquet": "file_row_number", "table": "rowid"}.get(source.kind)
        if taken := [name for name in columns if name.lower() == hidden]:
            raise SourceError(
                f"has a column `{taken[0]}`, by which DuckDB numbers the rows",
                place=source.name,
                next_step="give it another name",
            )
        return {**columns, **durations(source)} if source.kind == "parquet" else columns

    def readings(self, source: Source, columns: Mapping[str, str]) -> dict[str, Reading]:
        """How each fact that helps is read; what is missing or of another type is told."""
        found = {}
        for name in self.asked.helpful:
            fact = self.catalogue[name]
            if name not in columns:
                if name in self.asked.needed:
                    others = [one for one in columns if one not in self.catalogue]
                    hint = did_you_mean(name, others)
                    self.tell(f"{source.name}: there is no column `{name}`" + (f" ({hint})" if hint else ""))
                    self.count(source, name, None)
                continue
            read = reading(fact, name, columns[name], source.kind == "csv")
            if read is None:
                kind = clean_line(columns[name], 40)
                self.tell(f"{source.name}: column `{name}` holds {kind}; the fact is {kind_of(fact)}")
                self.count(source, name, None)
            else:
                found[name] = read
        for column in filter(None, (self.asked.network_column, self.asked.id_column)):
            if column not in columns:
                hint = did_you_mean(column, list(columns))
                self.tell(f"{source.name}: there is no column `{column}`" + (f" ({hint})" if hint else ""), False)
        column = self.asked.network_column
        if column in columns and columns[column] != "VARCHAR" and not columns[column].startswith("ENUM"):
            self.tell(f"{source.name}: column `{column}` holds {columns[column]}; a network is a word", False)
        return found

    def count(self, source: Source, column: str, rows: int | None) -> None:
        """Notes how many rows of a column count as unknown; None is all of them."""
        self.invalid.setdefault(source.name, {})[column] = -1 if rows is None else rows

    def check_ids(self, shaped: Iterable[tuple[Source, Mapping[str, str]]]) -> None:
        """One column of ids can hold one type only."""
        column = self.asked.id_column
        kinds = {columns[column]: one.name for one, columns in shaped if column in columns}
        if len(kinds) > 1:
            told = ", ".join(f"{kind} in {name}" for kind, name in sorted(kinds.items()))
            self.tell(f"column `{column}` holds {told}; one type is needed", False)

    def check_values(self, sources: Sequence[Source], readings: Mapping[str, Reading]) -> None:
        """The values of sources whose columns are the same; which file a wrong one is in is looked for only then."""
        source = from_sql(sources)
        for name in self.suspects(sources, readings):
            kind = kind_of(self.catalogue[name])
            for one, count, example in self.where(sources, readings[name].invalid, quoted(name)):
                self.count(one, name, count)
                shown = clean_line(str(example), 60)
                self.tell(f"{one.name}: column `{name}` holds `{shown}` in {_rows(count, 'such ')}; the fact is {kind}")
        for group in groups(self.catalogue):
            values = {name: readings[name].safe for name in group if name in readings}
            clashing = clash(self.catalogue, group, values)
            if clashing and self.rows(f"select 1 from {source} where {clashing} limit 1", sources[0].name):
                for one, count, _ in self.where(sources, clashing, "null"):
                    self.count(one, _joined(values), count)
                    themselves = "contradicts itself" if count == 1 else "contradict themselves"
                    self.tell(f"{one.name}: {_rows(count)} {themselves} about {_joined(values)}")
        self.check_networks(sources, source)

    def suspects(self, sources: Sequence[Source], readings: Mapping[str, Reading]) -> list[str]:
        """The facts of which some value is not one."""
        source = from_sql(sources)
        asked = {name: read for name, read in readings.items() if read.invalid != "false"}
        if asked and sources[0].kind == "csv":  # reading the text is what takes long: once for all
            told = ", ".join(f"bool_or({read.invalid})" for read in asked.values())
            (row,) = self.rows(f"select {told} from {source}", sources[0].name)
            return [name for name, is_bad in zip(asked, row, strict=True) if is_bad]
        return [name for name, read in asked.items() if self.rows(read.first(source), sources[0].name)]

    def check_networks(self, sources: Sequence[Source], source: str) -> None:
        """The column of networks: each row has one, and there are not so many that it is another column."""
        column = self.asked.network_column
        if not column or self.is_hopeless:
            return
        name = f"nullif(trim({quoted(column)}::VARCHAR, {text(SPACES)}), '')"
        count = self.rows(f"select count(*) from (select distinct {name} from {source} limit {MOST_NETWORKS + 1})",
                          sources[0].name)[0][0]  # fmt: skip
        if count > MOST_NETWORKS:
            where = sources[0].name if len(sources) == 1 else f"{sources[0].name} and others"
            self.tell(
                f"{where}: column `{column}` holds more than {MOST_NETWORKS:,} different names of networks", False
            )
        if self.rows(f"select 1 from {source} where {name} is null limit 1", sources[0].name):
            for one, empty, _ in self.where(sources, f"{name} is null", "null"):
                self.count(one, column, empty)
                self.tell(f"{one.name}: column `{column}` is empty in {_rows(empty)}")

    def where(self, sources: Sequence[Source], wrong: str, value: str) -> Iterator[tuple[Source, int, object]]:
        """In which sources something is wrong: in how many rows, and with which value for example."""
        for one in sources:
            query = f"select count(*), min({value}::VARCHAR) from {one.sql} where {wrong}"
            ((count, example),) = self.rows(query, one.name)
            if count:
                yield one, count, example

    def chosen(self, source: Source, readings: Mapping[str, Reading]) -> dict[str, str]:
        """The facts of a source as SQL: as they are where all is well, mended where not."""
        invalid = self.invalid.get(source.name, {})
        found = {name: read.safe if name in invalid else read.plain for name, read in readings.items()}
        for group in groups(self.catalogue):
            values = {name: readings[name].safe for name in group if name in readings}
            clashing = clash(self.catalogue, group, values)
            if clashing and _joined(values) in invalid:
                found |= {name: f"case when {clashing} then null else {value} end" for name, value in values.items()}
        return found

    def rows_of(self, source: Source) -> tuple[int, tuple[int, ...]]:
        """How many rows there are, and the rows (or, of a table, the row ids) at which the parts begin and end."""
        if source.kind == "parquet":
            query = (f"select row_group_num_rows from parquet_metadata({text(source.path)}) "
                     "where column_id = 0 order by row_group_id")  # fmt: skip
            return _cut([count for (count,) in self.rows(query, source.name)])
        if source.kind == "csv":
            ((rows,),) = self.rows(f"select count(*) from {source.sql}", source.name)
            return rows, (*range(0, rows, PART_ROWS), rows)
        ((rows, last),) = self.rows(f"select count(*), coalesce(max(rowid) + 1, 0) from {source.sql}", source.name)
        return rows, (*range(0, last, PART_ROWS), last)


def _cut(row_groups: Sequence[int]) -> tuple[int, tuple[int, ...]]:
    """All rows, and where parts of whole row groups begin and end, of as many as make no more than a part."""
    cuts, at = [0], 0
    for rows in row_groups:
        if at > cuts[-1] and at + rows - cuts[-1] > PART_ROWS:
            cuts.append(at)
        at += rows
    return at, (*cuts, at) if at else (0,)


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)


def _rows(count: int, such: str = "") -> str:
    return "1 row" if count == 1 else f"{count:,} {such}rows"


def _shape(pair: tuple[Source, Mapping[str, str]]) -> tuple[object, ...]:
    """What has to be the same for sources to be looked over in one query; each CSV may be written in its own way."""
    source, columns = pair
    alone = source.name if source.kind != "parquet" else ""
    return source.kind, alone, sorted(columns.items())
