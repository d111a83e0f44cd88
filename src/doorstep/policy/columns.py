"""A table of facts made ready for deciding many: which rows are in which class, one bit a row in plain integers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_

import pyarrow as pa
import pyarrow.compute as pc

from ..errors import FactError
from ..facts.catalogue import LEVEL_MAX, Catalogue, Fact
from ..facts.values import Value, kind_of, normal
from ..facts.words import did_you_mean
from .linked import groups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

Bits = int
A_DAY = {"s": 86_400, "ms": 86_400 * 10**3, "us": 86_400 * 10**6, "ns": 86_400 * 10**9}  # by Arrow's unit of a duration
SEPARATOR = "\x1f"  # between the labels of one row; no label can hold it


class Index:
    """A table of facts, a row a request, made ready to be decided by any policy with the same facts.

    Columns are named after facts; null is unknown, and so is a column that is not there. Columns in `beside` are
    left alone. FactError lists every column that cannot be a fact's, and rows whose facts contradict each other.
    """

    def __init__(self, table: pa.Table, catalogue: Catalogue, beside: Sequence[str] = ()) -> None:
        self.catalogue = catalogue
        self.rows: int = table.num_rows
        self.all: Bits = (1 << self.rows) - 1
        self.columns: dict[str, pa.Array] = {}
        self._words: dict[str, tuple[list[Value | None], pa.Array]] = {}
        wrong = []
        for name in dict.fromkeys(table.column_names):
            if name in beside:
                continue
            if name not in catalogue:
                hint = did_you_mean(name, [fact.name for fact in catalogue]) or "name it in `beside` to leave it alone"
                wrong.append(f"column `{name}` is no fact; {hint}")
                continue
            fact = catalogue[name]
            if table.column_names.count(name) > 1:
                wrong.append(f"there is more than one column `{name}`")
                continue
            try:
                self.columns[name] = column = _column(fact, table.column(name))
                if pa.types.is_dictionary(column.type):
                    self._words[name] = _distinct(fact, column, _is_list(table.schema.field(name).type)), column.indices
            except FactError as error:
                wrong.append(error.message)
        if wrong:
            raise FactError("\n".join(wrong), next_step="nothing was decided")
        self._known: dict[str, Bits] = {}
        self._at_least: dict[tuple[str, int], Bits] = {}
        self._yes_no: dict[tuple[str, ...], dict[str, tuple[Bits, Bits]]] = {}
        self._of_words: dict[tuple[str, frozenset[int]], Bits] = {}
        self.cells: dict[object, list[Bits]] = {}  # where each cell of a variable is possible, under its assumptions
        for group in groups(catalogue):
            self.linked(group)

    def row(self, number: int) -> dict[str, Any]:
        """The facts of one row, in plain values."""
        facts = {name: column[number].as_py() for name, column in self.columns.items()}
        for name, value in facts.items():
            if self.catalogue[name].type == "labels" and value is not None:
                facts[name] = frozenset(value.split(SEPARATOR)) - {""}
        return facts

    def known(self, fact: str) -> Bits:
        """The rows in which the fact is known."""
        if fact not in self._known:
            column = self.columns.get(fact)
            if column is None:
                self._known[fact] = 0
            elif fact in self._words:
                told = frozenset(place for place, value in enumerate(self._words[fact][0]) if value is not None)
                self._known[fact] = self.of_words(self.catalogue[fact], told)
            else:
                self._known[fact] = valid_bits(column)
        return self._known[fact]

    def at_least(self, fact: str, number: int) -> Bits:
        """The rows in which the number is known and at least this."""
        key = (fact, number)
        if key not in self._at_least:
            column = self.columns.get(fact)
            self._at_least[key] = 0 if column is None else bits_of(_at_least(column, number))
        return self._at_least[key]

    def linked(self, group: tuple[str, ...]) -> dict[str, tuple[Bits, Bits]]:
        """For each yes/no fact of a group the rows that surely say yes and those that surely say no."""
        if group not in self._yes_no:
            told = {}
            for name in group:
                column = self.columns.get(name)
                yes = 0 if column is None else bits_of(column)
                told[name] = (yes, self.known(name) & ~yes)
            told = self.closed(group, told)
            clash = reduce(or_, (yes & no for yes, no in told.values()), 0)
            if clash:
                rows = [str(row) for row in range(self.rows) if clash >> row & 1][:5] if self.rows < 10**5 else ["…"]
                raise FactError(
                    f"{clash.bit_count()} rows contradict themselves about {', '.join(group)}: rows {', '.join(rows)}",
                    next_step="who has met somebody has spoken with them, and who has spoken with them knows them",
                )
            self._yes_no[group] = told
        return self._yes_no[group]

    def closed(self, group: tuple[str, ...], told: dict[str, tuple[Bits, Bits]]) -> dict[str, tuple[Bits, Bits]]:
        """The same with everything implied."""
        told = dict(told)
        for _ in group:
            for name in group:
                for other in self.catalogue[name].implies:
                    if other in told:
                        (yes, no), (other_yes, other_no) = told[name], told[other]
                        told[other] = (other_yes | yes, other_no)
                        told[name] = (yes, no | other_no)
        return told

    def words(self, fact: Fact) -> tuple[list[Value | None], pa.Array]:
        """The distinct values of a column of words or labels (None: unknown), and which of them each row has."""
        return self._words[fact.name]

    def of_words(self, fact: Fact, wanted: frozenset[int]) -> Bits:
        """The rows whose value is one of the distinct values at these places."""
        key = (fact.name, wanted)
        if key not in self._of_words:
            values, indices = self.words(fact)
            # as small numbers: taking those is several times as quick as taking bits
            member = pa.array([int(place in wanted) for place in range(len(values))], pa.uint8())
            self._of_words[key] = bits_of(member.take(indices).cast(pa.bool_())) if values else 0
        return self._of_words[key]


def bits_of(column: pa.Array) -> Bits:
    """A column of yes and no as one integer, row 0 in the lowest bit; null is no."""
    bits: Bits = _whole(column.buffers()[1], column)
    return bits & valid_bits(column) if column.null_count else bits


def valid_bits(column: pa.Array) -> Bits:
    """The rows that are not null, of a column of any type but null."""
    return _whole(column.buffers()[0], column) if column.null_count else (1 << len(column)) - 1


def _whole(buffer: pa.Buffer | None, column: pa.Array) -> Bits:
    """The bits of a buffer that belong to the column, which may be a slice of a larger one."""
    if buffer is None:
        return 0
    offset: int = column.offset
    length: int = len(column)
    first, skip = divmod(offset, 8)
    last = (offset + length + 7) // 8
    bits = int.from_bytes(memoryview(buffer)[first:last], "little") >> skip
    return bits & (1 << length) - 1


def _at_least(column: pa.Array, number: int) -> pa.Array:
    """Where the number is at least this; compared in the column's own width, which is much quicker."""
    try:
        return pc.greater_equal(column, pa.scalar(number, column.type))
    except (pa.ArrowInvalid, OverflowError):  # no value of this width reaches it
        return pc.greater_equal(column, number)


def as_array(bits: Bits, rows: int) -> pa.Array:
    """The bits as a column of yes and no."""
    return pa.BooleanArray.from_buffers(
        pa.bool_(), rows, [None, pa.py_buffer(bits.to_bytes((rows + 7) // 8, "little"))]
    )


def bits_at(places: Iterable[int], rows: int) -> Bits:
    """The integer in which the bits at these places are set."""
    marks = bytearray(rows)
    for place in places:
        marks[place] = 1
    return bits_of(pa.Array.from_buffers(pa.uint8(), rows, [None, pa.py_buffer(marks)]).cast(pa.bool_()))


def as_words(low: Bits, high: Bits, rows: int, words: Sequence[str]) -> pa.Array:
    """Two bits a row to a word a row: its place among `words`."""
    places = [as_array(bits, rows).cast(pa.int8()) for bits in (low, high)]
    indices = pc.add(places[0], pc.shift_left(places[1], pa.scalar(1, pa.int8())))
    return pa.DictionaryArray.from_arrays(indices, pa.array(list(words)))


def _column(fact: Fact, chunked: pa.ChunkedArray) -> pa.Array:
    """The column as one array of the fact's own kind; FactError where it is of another, or a value is out of range."""
    column = chunked.combine_chunks() if isinstance(chunked, pa.ChunkedArray) else chunked
    if isinstance(column, pa.ChunkedArray):
        column = pa.concat_arrays(column.chunks) if column.num_chunks else pa.array([], chunked.type)
    kind = column.type
    if pa.types.is_null(kind):
        empty = {"yes/no": pa.bool_(), "level": pa.int64(), "count": pa.int64(), "duration": pa.int64()}
        column = column.cast(empty.get(fact.type, pa.string()))
        kind = column.type
    is_coded = pa.types.is_dictionary(kind)
    is_text = _is_text(kind.value_type if is_coded else kind)
    match fact.type:
        case "yes/no" if pa.types.is_boolean(kind):
            return column
        case "level" | "count" | "duration" if pa.types.is_integer(kind) or pa.types.is_duration(kind):
            in_a_day = 0
            if pa.types.is_duration(kind):
                column, in_a_day = column.cast(pa.int64()), A_DAY[kind.unit]
            zero, most = pa.scalar(0, column.type), pa.scalar(LEVEL_MAX, column.type)
            # two comparisons are several times as quick as the least and the most
            if bits_of(pc.less(column, zero)) or (fact.type == "level" and bits_of(pc.greater(column, most))):
                ends = pc.min_max(column).as_py()
                raise FactError(f"column `{fact.name}` has values out of range, from {ends['min']} to {ends['max']}")
            return pc.divide(column, in_a_day) if in_a_day else column
        case "labels" if _is_list(kind) and (_is_text(kind.value_type) or pa.types.is_null(kind.value_type)):
            return _coded(pc.binary_join(_plain_labels(fact, column), SEPARATOR))
        case "labels" | "one of" | "word" if is_text:
            return _coded(column)
    raise FactError(f"column `{fact.name}` holds {kind}; the fact is {kind_of(fact)}")


def _plain_labels(fact: Fact, column: pa.Array) -> pa.Array:
    """The lists of labels, each of which is a text that can be joined with others; FactError where one is not."""
    column = column.cast(pa.list_(pa.string()))
    labels = column.flatten()
    is_odd = bool(labels.null_count) or (len(labels) and not pc.min(pc.binary_length(labels)).as_py())
    # a look at the bytes is many times as quick as one at each text
    if not is_odd and len(labels) and SEPARATOR.encode() in labels.buffers()[2].to_pybytes():
        is_odd = pc.any(pc.match_substring(labels, SEPARATOR)).as_py()
    if is_odd:
        raise FactError(f"column `{fact.name}` holds lists with an element that is no label")
    return column


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _coded(column: pa.Array) -> pa.Array:
    """The words as places in a list of distinct ones; unknown is one of them, since indices without nulls are quick."""
    if not pa.types.is_dictionary(column.type):
        return pc.dictionary_encode(column, null_encoding="encode")
    if not column.null_count:
        return column
    words = pa.concat_arrays([column.dictionary, pa.nulls(1, column.dictionary.type)])
    indices = column.indices.cast(pa.int32()).fill_null(len(words) - 1)
    return pa.DictionaryArray.from_arrays(indices, words)


def _distinct(fact: Fact, column: pa.Array, is_list: bool) -> list[Value | None]:
    """The distinct words (of a column of lists, joined) as the fact's values, None where unknown; FactError where the
    fact does not know one."""
    found: list[Value | None] = []
    for place, text in enumerate(column.dictionary.to_pylist()):
        labels = () if text is None else tuple(filter(None, text.split(SEPARATOR))) if is_list else (text,)
        for label in labels if fact.type != "word" else ():
            if label not in fact.options:
                if pc.any(pc.equal(column.indices, place)).as_py():
                    raise FactError(f"column `{fact.name}` holds `{label}`, which the fact does not know")
                text = None  # a word of the dictionary that no row has
        found.append(None if text is None else normal(fact, labels if fact.type == "labels" else text))
    return found
