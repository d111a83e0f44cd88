"""The peers that decide many: the policy as expressions of polars, and as SQL of DuckDB.

Both know three-valued logic, so a rule is one expression, null where it is open. Two tables are put to them:

the same columns: the table that doorstep's index is built from (words as text, labels as lists); implications and
    assumptions stand in the expressions.
made ready ahead: words as an enumeration, labels as bits of one integer, implications and assumptions filled in. This
    is done before the clock starts, as building the index is for doorstep.
"""

from collections.abc import Callable, Sequence
from functools import reduce
from itertools import combinations
from operator import and_, ge, gt, le, lt, or_
from typing import assert_never

import duckdb
import polars as pl
import pyarrow as pa
from timing import seconds_of

from doorstep import Policy
from doorstep.policy.tree import And, AtLeast, Constant, Node, Not, Or, Test, Word

NEITHER, ACCEPT, DECLINE = 0, 1, 2
COMPARED = {"<": lt, "<=": le, ">": gt, ">=": ge}


class Peer:
    """A peer with one of the tables. `run` gives the codes of all rows at a door."""

    def __init__(self, policy: Policy, table: pa.Table, is_ready: bool) -> None:
        self.policy, self.table, self.is_ready = policy, table, is_ready

    def of_kinds(self, network: str) -> list[list[Node]]:
        """The conditions of a door's decline, ask and accept rules."""
        rules = self.policy.standards.doors[network].rules
        return [[rule.node for rule in rules if rule.kind == kind] for kind in ("decline", "ask", "accept")]

    def bits(self, test: Test) -> int:
        """The labels of a test as bits."""
        options = self.policy.catalogue[test.fact].options
        return sum(1 << options.index(str(value)) for value in test.values)


class Polars(Peer):
    """Expressions over a DataFrame in memory."""

    name = "polars"

    def __init__(self, policy: Policy, table: pa.Table, is_ready: bool) -> None:
        super().__init__(policy, table, is_ready)
        frame = pl.from_arrow(table, rechunk=True)
        assert isinstance(frame, pl.DataFrame)
        words = [fact for fact in policy.catalogue if fact.type == "one of" and fact.name in frame.columns]
        enums = [pl.col(fact.name).cast(pl.Enum(fact.options)) for fact in words]
        self.frame = frame.with_columns(enums) if is_ready else frame

    def query(self, network: str) -> Callable[[], pl.Series]:
        """What is called for one door."""
        decline, ask, accept = map(self.any_of, self.of_kinds(network))
        code = {number: pl.lit(number, pl.Int8) for number in (NEITHER, ACCEPT, DECLINE)}
        first = pl.when(decline).then(code[DECLINE])
        expression = first.when(accept & ~(decline | ask)).then(code[ACCEPT]).otherwise(code[NEITHER])
        return lambda: self.frame.select(expression.alias("outcome"))["outcome"]

    def any_of(self, nodes: Sequence[Node]) -> pl.Expr:
        """True where any holds."""
        return reduce(or_, [self.holds(node) for node in nodes], pl.lit(False))

    def holds(self, node: Node) -> pl.Expr:
        """The condition; null where it is open."""
        match node:
            case Test():
                return self.test(node)
            case Word():
                return self.holds(node.meaning)
            case Not():
                return ~self.holds(node.inner)
            case And():
                return reduce(and_, [self.holds(part) for part in node.parts])
            case Or():
                return reduce(or_, [self.holds(part) for part in node.parts])
            case AtLeast():
                ways = combinations([self.holds(part) for part in node.parts], node.count)
                return reduce(or_, [reduce(and_, way) for way in ways])
            case Constant():
                return pl.lit(node.value)
            case _:
                assert_never(node)

    def test(self, test: Test) -> pl.Expr:
        """One test."""
        column, fact = pl.col(test.fact), self.policy.catalogue[test.fact]
        match fact.type:
            case "yes/no" if not self.is_ready:
                return self.filled(test.fact)
            case "yes/no":
                return column
            case "labels" if self.is_ready:
                return (column & self.bits(test)) != 0
            case "labels":
                return reduce(or_, [column.list.contains(str(value)) for value in sorted(map(str, test.values))])
            case "one of":
                return reduce(or_, [column == value for value in test.values])
            case _:
                compared: pl.Expr = COMPARED[test.op](column, test.values[0])
                return compared

    def filled(self, name: str) -> pl.Expr:
        """A yes/no fact with its assumption, or with what is implied."""
        column, assumed = pl.col(name), self.policy.standards.assume
        if name in assumed:
            return column.fill_null(bool(assumed[name]))
        if name == "spoken":
            return pl.coalesce(column, pl.when(pl.col("met")).then(True))
        return pl.coalesce(column, pl.when(~pl.col("spoken")).then(False)) if name == "met" else column


class Sql(Peer):
    """The conditions as DuckDB's SQL."""

    def holds(self, node: Node) -> str:
        """The condition; null where it is open."""
        match node:
            case Test():
                return self.test(node)
            case Word():
                return self.holds(node.meaning)
            case Not():
                return f"(not {self.holds(node.inner)})"
            case And():
                return "(" + " and ".join(map(self.holds, node.parts)) + ")"
            case Or():
                return "(" + " or ".join(map(self.holds, node.parts)) + ")"
            case AtLeast():
                ways = combinations(map(self.holds, node.parts), node.count)
                return "(" + " or ".join("(" + " and ".join(way) + ")" for way in ways) + ")"
            case Constant():
                return str(node.value)
            case _:
                assert_never(node)

    def test(self, test: Test) -> str:
        """One test."""
        column = f'"{test.fact}"'
        values = ", ".join(f"'{value}'" for value in sorted(map(str, test.values)))
        match self.policy.catalogue[test.fact].type:
            case "yes/no" if not self.is_ready:
                return self.filled(test.fact)
            case "yes/no":
                return column
            case "labels" if self.is_ready:
                return f"(({column} & {self.bits(test)}) <> 0)"
            case "labels":
                return f"list_has_any({column}, [{values}])"
            case "one of":
                return f"({column} in ({values}))"
            case _:
                return f"({column} {test.op} {test.values[0]})"

    def filled(self, name: str) -> str:
        """A yes/no fact with its assumption, or with what is implied."""
        assumed = self.policy.standards.assume
        if name in assumed:
            return f"coalesce({name}, {assumed[name]})"
        more = {"spoken": "case when met then true end", "met": "case when not spoken then false end"}.get(name)
        return f"coalesce({name}, {more})" if more else name


class DuckDB(Sql):
    """SQL over a table of its own, or over the Arrow table where that is faster."""

    name = "duckdb"

    def __init__(self, policy: Policy, table: pa.Table, is_ready: bool) -> None:
        super().__init__(policy, table, is_ready)
        self.base = duckdb.connect()
        self.base.register("arrow", table)
        words = [fact for fact in policy.catalogue if fact.type == "one of" and fact.name in table.column_names]
        for fact in words if is_ready else ():
            options = ", ".join(f"'{option}'" for option in fact.options)
            self.base.execute(f"create type {fact.name}_word as enum ({options})")
        casts = ", ".join(f"{fact.name}::{fact.name}_word as {fact.name}" for fact in words)
        self.base.execute(f"create table own as select * {f'replace ({casts})' if is_ready else ''} from arrow")

    def query(self, network: str) -> Callable[[], pa.ChunkedArray]:
        """What is called for one door: over its own table or the Arrow table, whichever is faster."""
        decline, ask, accept = (
            "(" + (" or ".join(map(self.holds, nodes)) or "false") + ")" for nodes in self.of_kinds(network)
        )
        outcome = f"case when {decline} then 2 when {accept} and not ({decline} or {ask}) then 1 else 0 end"

        def over(source: str) -> Callable[[], pa.ChunkedArray]:
            text = f"select ({outcome})::tinyint as outcome from {source}"
            return lambda: self.base.sql(text).to_arrow_table()["outcome"]

        ways = [over("own")] if self.is_ready else [over("own"), over("arrow")]
        return min(ways, key=lambda way: min(seconds_of(way) for _ in range(3)))


PEERS = (Polars, DuckDB)
