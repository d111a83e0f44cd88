"""Deciding on a cluster: a Spark DataFrame of requests gets its answers, by `mapInArrow`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import Policy
from .errors import DoorstepError, UsageError

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

ADDED = ("verdict", "possible", "rules")
SPACES = " \t\n\r\v\f"  # around the name of a network, as in `desk.bulk`


def decide(df: DataFrame, policy: Policy, *, network: str = "", network_column: str = "") -> DataFrame:
    """The DataFrame with three columns more: `verdict`, `possible` (as in `accept|ask`) and `rules`, the names that the
    verdict rests on, parted by ` | `.

    All requests ask on `network`, or each on the one that `network_column` names. Columns named after facts are read as
    those, null is unknown; all columns stay as they are. Only the policy's text travels to the workers, which need
    doorstep and pyarrow. Errors: UsageError and FactError for the columns, before anything runs; a value that its fact
    cannot have, or facts that contradict each other, end the job with a FactError.
    """
    try:
        import pandas  # noqa: F401  (Spark asks for it wherever Arrow comes in)
        import pyarrow  # noqa: F401
        from pyspark.sql.types import StringType, StructField, StructType
    except ImportError as missing:
        raise DoorstepError(
            f"deciding on a cluster needs {missing.name}, which is not installed",
            next_step="pip install 'doorstep[spark]'",
        ) from None
    if bool(network) == bool(network_column):
        raise UsageError("on which network are these requests?", next_step="give network= or network_column=")
    facts = [name for name in df.columns if name in policy.catalogue and name != network_column]
    _ensure_columns(df, policy, facts, network_column)
    text, name = policy.text, policy.name

    def answered(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        here = Policy.parse(text, name)
        for batch in batches:
            yield _with_answers(here, batch, facts, network, network_column)

    shape = StructType([*df.schema.fields, *(StructField(one, StringType(), nullable=False) for one in ADDED)])
    return df.mapInArrow(answered, shape)


def _ensure_columns(df: DataFrame, policy: Policy, facts: Sequence[str], network_column: str) -> None:
    """FactError, or UsageError, with all that is wrong with the columns."""
    if network_column and network_column not in df.columns:
        raise UsageError(f"there is no column `{network_column}`", next_step="it has " + ", ".join(df.columns))
    if taken := [name for name in ADDED if name in df.columns]:
        raise UsageError(f"there is a column `{taken[0]}` already", next_step="drop it, or give it another name")
    import pyarrow as pa
    from pyspark.sql.pandas.types import to_arrow_schema

    schema = to_arrow_schema(df.select(*facts).schema) if facts else pa.schema([])
    policy.index(schema.empty_table())  # its error names every column


def _with_answers(
    policy: Policy, batch: pa.RecordBatch, facts: Sequence[str], network: str, network_column: str
) -> pa.RecordBatch:
    import pyarrow as pa
    import pyarrow.compute as pc

    index = policy.index(batch, beside=[name for name in batch.schema.names if name not in facts])
    where: str | pa.Array = network
    if network_column:
        where = pc.utf8_lower(pc.utf8_trim(batch.column(network_column), SPACES))
    answers = policy.answer_many(where, index)
    columns = [*batch.columns, *(column.dictionary_decode() for column in answers.columns)]
    return pa.record_batch(columns, names=[*batch.schema.names, *ADDED])
