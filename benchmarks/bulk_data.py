"""Requests in bulk, made from a seed: 20 facts of the benchmark's policy, a quarter unknown, as Parquet files.

    python benchmarks/bulk_data.py FOLDER --rows 1000000 [--csv]

Made a million rows at a time, so that the memory it takes does not hang on how many there are.
"""

import argparse
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
from people import MOST, RARE, UNKNOWN, WEIGHTS, facts_of, read_policy

from doorstep import Policy

CHUNK_ROWS, FILE_ROWS, GROUP_ROWS = 1_000_000, 10_000_000, 122_880
TWO_LABELS = 0.15
WIDTH = {"level": pa.int8(), "count": pa.int32(), "duration": pa.int32()}


class Dice:
    """Columns of chance; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def shares(self, count: int) -> pa.Array:
        """Numbers from 0 to below 1."""
        self.seed += 1
        return pc.random(count, initializer=self.seed)

    def below(self, count: int, most: int) -> pa.Array:
        """Whole numbers from 0 to below `most`."""
        return pc.floor(pc.multiply(self.shares(count), float(most))).cast(pa.int32())

    def known(self, values: pa.Array) -> pa.Array:
        """The values, a quarter of them unknown."""
        return pc.if_else(pc.less(self.shares(len(values)), UNKNOWN), pa.scalar(None, values.type), values)


def table(policy: Policy, first: int, count: int, seed: int) -> pa.Table:
    """`count` requests whose ids begin at `first`; each asks on one of the policy's networks."""
    dice = Dice((seed << 40) + (first << 8))
    doors = pa.array(policy.networks)
    made: dict[str, pa.Array] = {
        "id": pa.array(range(first, first + count), pa.int64()),
        "network": doors.take(dice.below(count, len(doors))),
    }
    met = pc.less(dice.shares(count), 0.5)
    for name in facts_of(policy):
        fact = policy.catalogue[name]
        match fact.type:
            case "yes/no":
                values = met if name == "met" else pc.less(dice.shares(count), RARE.get(name, 0.5))
                made[name] = dice.known(pc.or_(met, values) if name == "spoken" else values)
            case "labels":
                made[name] = labels(dice, pa.array(fact.options), count)
            case "one of":
                weights = WEIGHTS.get(name, {})
                often = [option for option in fact.options for _ in range(weights.get(option, 1))]
                made[name] = dice.known(pa.array(often).take(dice.below(count, len(often))))
            case kind:
                numbers = dice.below(count, MOST.get(name, MOST["level"]) + 1)
                made[name] = dice.known(numbers.cast(WIDTH[kind]))
    return pa.table(made)


def labels(dice: Dice, options: pa.Array, count: int) -> pa.Array:
    """Lists of one or two labels, a quarter of them unknown."""
    lengths = pc.add(pc.less(dice.shares(count), TWO_LABELS).cast(pa.int32()), 1)
    ends = pc.cumulative_sum(lengths).cast(pa.int32())
    starts = pa.concat_arrays([pa.array([0], pa.int32()), ends])
    first = dice.below(ends[-1].as_py(), len(options))
    lists = pa.ListArray.from_arrays(starts, options.take(first))
    unknown = pc.less(dice.shares(count), UNKNOWN)
    return pc.if_else(unknown, pa.scalar(None, lists.type), lists)


def write(folder: Path, rows: int, seed: int = 20, is_csv: bool = False) -> int:
    """Writes the requests, ten million a file; gives their bytes."""
    policy = read_policy()
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number, begin in enumerate(range(0, rows, FILE_ROWS)):
        path = folder / f"requests-{number:03d}.{'csv' if is_csv else 'parquet'}"
        end = min(begin + FILE_ROWS, rows)
        chunks = (table(policy, at, min(CHUNK_ROWS, end - at), seed) for at in range(begin, end, CHUNK_ROWS))
        if is_csv:
            made = next(chunks)
            texts = pc.binary_join(made["role"], ",")
            pcsv.write_csv(made.set_column(made.column_names.index("role"), "role", texts), path)
        else:
            writer = None
            for made in chunks:
                writer = writer or pq.ParquetWriter(path, made.schema)
                writer.write_table(made, row_group_size=GROUP_ROWS)
            if writer:
                writer.close()
        size += path.stat().st_size
    return size


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--csv", action="store_true", help="at most a million rows, in one CSV file")
    given = parser.parse_args()
    if given.csv and given.rows > CHUNK_ROWS:
        parser.error("a CSV of at most a million rows")
    print(f"{write(given.folder, given.rows, given.seed, given.csv):,} bytes")
