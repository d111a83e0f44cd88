"""One part of the output: its rows read, decided, and written as a file that is there whole or not at all."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ... import Policy
from ...errors import SourceError
from ...facts.catalogue import ALIASES
from ...policy.bulk import VERDICTS
from .tables import SPACES, Source, connected, from_sql, module, quoted, read_error, text

BATCH_ROWS = 1 << 17  # of which the bitmaps stay in the processor's cache
GROUP_ROWS = 1 << 20  # rows of one row group of the output
COMPRESSION = "zstd"
TOTALS = b"doorstep.totals"
Totals = dict[str, dict[str, int]]  # verdicts by network


@dataclass(frozen=True, slots=True)
class Task:
    """Parts that are read in one go: the output's numbers of those to write, and the cuts between all of them."""

    source: Source
    facts: Mapping[str, str]
    cuts: tuple[int, ...]
    first: int
    wanted: frozenset[int]


@dataclass(frozen=True, slots=True)
class Work:
    """What every part needs to know: the policy's text and name, and how the rows and their networks are known."""

    text: str
    name: str
    network: str
    network_column: str
    id_column: str
    out: Path
    run: str
    threads: int


def part_name(number: int) -> str:
    """The name of a part's file."""
    return f"part-{number:06d}.parquet"


def written(path: Path, run: str) -> tuple[int, Totals] | None:
    """The rows and totals of a part that this run has written, or None where it has not, or it is not whole."""
    try:
        meta = pq.read_metadata(path)
    except (OSError, pa.ArrowInvalid):
        return None
    told = json.loads((meta.metadata or {}).get(TOTALS, b"{}"))
    return (meta.num_rows, told["totals"]) if told.get("run") == run else None


class Decider:
    """Writes parts, one task after the other, with one policy and what it has learnt of it."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.policy = Policy.parse(work.text, work.name)

    def decide(self, task: Task) -> Iterator[int]:
        """Writes the wanted parts of a task; gives the number of rows each time some are decided."""
        with closing(connected([task.source], self.work.threads)) as connection:
            try:
                batches = connection.sql(self._query(task)).to_arrow_reader(BATCH_ROWS)
                rows = _Rows(batches)
                for place, (start, stop) in enumerate(pairwise(task.cuts)):
                    count = None if task.source.kind == "table" else stop - start
                    if place in task.wanted:
                        yield from self._write(task, place, rows.next(count))
                    else:
                        for _ in rows.next(count):
                            pass
            except (module().Error, pa.ArrowException) as error:
                raise read_error(error, task.source.name) from None

    def _query(self, task: Task) -> str:
        work, source = self.work, task.source
        columns = [f"{sql} as {quoted(name)}" for name, sql in task.facts.items()]
        if work.network_column:
            columns.append(f'{_network(work.network_column)} as " network"')
        if work.id_column:
            columns.append(f'{quoted(work.id_column)} as " id"')
        listed = ", ".join(columns) or 'true as " nothing"'
        first, last = task.cuts[0], task.cuts[-1]
        if source.kind == "parquet":
            numbered = from_sql([source], ", file_row_number = true")
            return f"select {listed} from {numbered} where file_row_number >= {first} and file_row_number < {last}"
        if source.kind == "table":
            return f'select {listed}, rowid as " row" from {source.sql} where rowid >= {first} and rowid < {last}'
        return f"select {listed} from {source.sql}"

    def _write(self, task: Task, place: int, batches: Iterator[pa.RecordBatch]) -> Iterator[int]:
        number = task.first + place
        path = self.work.out / part_name(number)
        staged = path.with_name(f".{path.name}.{os.getpid()}.new")
        totals: Totals = {}
        at = task.cuts[place]
        try:
            with staged.open("wb") as file:
                groups = self._groups(task, batches, at)
                first = next(groups)
                coded = [field.name for field in first.schema if pa.types.is_dictionary(field.type)]
                counted = {one.name: "DELTA_BINARY_PACKED" for one in first.schema if pa.types.is_integer(one.type)}
                writer = pq.ParquetWriter(
                    file, first.schema, use_dictionary=coded, column_encoding=counted, compression=COMPRESSION
                )
                for group in chain([first], groups):
                    writer.write_table(group, row_group_size=GROUP_ROWS)
                    _add(totals, group)
                    yield group.num_rows
                told = {"run": self.work.run, "totals": totals}
                writer.add_key_value_metadata({TOTALS: json.dumps(told, sort_keys=True).encode()})
                writer.close()
                file.flush()
                os.fsync(file.fileno())
            staged.replace(path)
        finally:
            staged.unlink(missing_ok=True)

    def _groups(self, task: Task, batches: Iterator[pa.RecordBatch], at: int) -> Iterator[pa.Table]:
        """The answers in row groups, which do not hang on the batches that they were decided in."""
        gathered: list[pa.RecordBatch] = []
        rows = 0
        for batch in batches:
            if not batch.num_rows:  # of a part that has no rows at all
                gathered.append(self._answers(task, batch, at))
            while batch.num_rows:
                some = batch.slice(0, GROUP_ROWS - rows)
                gathered.append(self._answers(task, some, at))
                rows += some.num_rows
                at += some.num_rows
                batch = batch.slice(some.num_rows)
                if rows == GROUP_ROWS:
                    yield _joined(gathered)
                    gathered, rows = [], 0
        if gathered:
            yield _joined(gathered)

    def _answers(self, task: Task, batch: pa.RecordBatch, at: int) -> pa.RecordBatch:
        work, rows = self.work, batch.num_rows
        facts = batch.select(list(task.facts)) if task.facts else pa.record_batch({" nothing": pa.nulls(rows)})
        index = self.policy.index(facts, beside=(" nothing",))
        network: str | pa.Array = work.network
        if work.network_column:
            network = shown = batch.column(" network").dictionary_encode()
        else:
            shown = _constant(work.network, rows)
        answers = self.policy.answer_many(network, index)
        if work.id_column:
            known = {"id": batch.column(" id")}
        else:
            is_table = task.source.kind == "table"
            numbers = batch.column(" row") if is_table else pc.add(_PLACES.slice(0, rows), at + 1)
            known = {"file": _constant(task.source.name, rows), "row": numbers}
        return pa.record_batch({**known, "network": shown, **dict(zip(answers.schema.names, answers.columns))})


class _Rows:
    """A stream of batches, cut at given numbers of rows."""

    def __init__(self, batches: Any) -> None:
        self.batches = batches
        self.left: pa.RecordBatch | None = None

    def next(self, count: int | None) -> Iterator[pa.RecordBatch]:
        """The next rows, none of them in a batch without rows; all that are left where no number is given."""
        begun = False
        while count is None or count > 0:
            batch = self.left if self.left is not None else next(self.batches, None)
            self.left = None
            if batch is None:
                break
            if count is not None:
                if batch.num_rows > count:
                    batch, self.left = batch.slice(0, count), batch.slice(count)
                count -= batch.num_rows
            begun = True
            yield batch
        if count:
            raise SourceError("has fewer rows than a moment ago", next_step="let nobody write to it, and begin anew")
        if not begun:
            yield pa.RecordBatch.from_pylist([], schema=self.batches.schema)


def _joined(batches: list[pa.RecordBatch]) -> pa.Table:
    """The batches as one table of one chunk, with one dictionary for each column."""
    return pa.Table.from_batches(batches).unify_dictionaries().combine_chunks()


def _network(column: str) -> str:
    """The network of a row as SQL, by the name that a policy has for it."""
    name = f"nullif(lower(trim({quoted(column)}::VARCHAR, {text(SPACES)})), '')"
    return (
        f"case {name} " + " ".join(f"when {text(a)} then {text(b)}" for a, b in ALIASES.items()) + f" else {name} end"
    )


def _add(totals: Totals, group: pa.Table) -> None:
    """Counts the verdicts of a row group by network."""
    counted = group.group_by(["network", "verdict"]).aggregate([([], "count_all")])
    for network, verdict, count in zip(*(counted.column(n).to_pylist() for n in ("network", "verdict", "count_all"))):
        found = totals.setdefault(network or "", dict.fromkeys(VERDICTS, 0))
        found[verdict] += count


def _constant(word: str, rows: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), rows), pa.array([word]))


_PLACES = pa.array(range(BATCH_ROWS), pa.int64())
