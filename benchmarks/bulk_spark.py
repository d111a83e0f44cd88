"""Spark in local mode against `doorstep replay` on the same files: equal to the last row, or it stops.

    python benchmarks/bulk_spark.py [--rows 10000000] [--folder DIR]

Needs the dependency group `spark`, and Java.
"""

import argparse
import os
import shutil
import sys
from pathlib import Path
from time import perf_counter

import duckdb
from bulk import folder_for, made, replay
from people import read_policy
from table import Table


def answered(files: Path, out: Path) -> float:
    """Has Spark answer the files into a folder; gives the seconds without its start."""
    from pyspark.sql import SparkSession

    from doorstep.spark import decide

    os.environ["PYSPARK_PYTHON"] = sys.executable
    built = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false")
    spark = built.config("spark.sql.execution.arrow.maxRecordsPerBatch", "131072").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    begun = perf_counter()
    df = decide(spark.read.parquet(str(files)), read_policy(), network_column="network")
    df.select("id", "network", "verdict", "possible", "rules").write.parquet(str(out))
    seconds = perf_counter() - begun
    spark.stop()
    return seconds


def main() -> None:
    """Runs both and holds them against each other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path, help="where the files are made, and stay")
    given = parser.parse_args()
    with folder_for(given.folder) as folder:
        folder.mkdir(parents=True, exist_ok=True)
        files, theirs = made(folder, given.rows), folder / "spark"
        shutil.rmtree(theirs, ignore_errors=True)
        ours = replay(files, folder / "out")
        seconds = answered(files, theirs)
        base = duckdb.connect(config={"memory_limit": "4GB", "temp_directory": str(folder / "spilled")})
        count, wrong = base.sql(f"""
            select count(*), count(*) filter (o.id is null or s.id is null or
                (o.network, o.verdict, o.possible, o.rules) is distinct from
                (s.network, s.verdict, s.possible, s.rules))
            from read_parquet('{folder}/out/part-*.parquet') o full join read_parquet('{theirs}/*.parquet') s using (id)
        """).fetchall()[0]  # fmt: skip
        if wrong or count != given.rows:
            raise SystemExit(f"they disagree on {wrong:,} of {count:,} rows")
        out = Table("Spark in local mode, beside one machine's run", ("", "seconds", "requests a second"))
        out.row("doorstep replay", ours.seconds, given.rows / ours.seconds)
        out.row("doorstep.spark.decide, without Spark's start", seconds, given.rows / seconds)
        out.notes = [f"equal in verdict, possible outcomes and rules on all {count:,} rows."]
        out.show()
        shutil.rmtree(theirs)
        shutil.rmtree(folder / "out")


if __name__ == "__main__":
    main()
