"""Requests in bulk, from Parquet files to Parquet files: `doorstep replay` against one DuckDB query with CASE.

    python benchmarks/bulk.py [--rows 1000000 10000000 100000000] [--folder DIR]

The files are made from a seed in the folder (about 15 MB a million requests), else in one that is removed. Both read
the same files in the same run, each as a program of its own, with all cores. Peak memory is that of all its processes
together.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import bulk_data
import duckdb
from people import POLICY
from table import Table, at_least, at_most

SIZES = (1_000_000, 10_000_000)
LARGE = 10_000_000  # from here on it is held against DuckDB
MEMORY_BAR = 1_536.0  # MiB
PAGE = os.sysconf("SC_PAGE_SIZE")
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds, seconds of all cores, and the peak of the memory of all processes in MiB."""

    seconds: float
    cores: float
    mebibytes: float


def cost(*command: str) -> Cost:
    """What a program costs; SystemExit with what it says where it fails."""
    before, begun = os.times(), perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    peak, is_over = [0], threading.Event()

    def watch() -> None:
        while not is_over.wait(0.05):
            peak[0] = max(peak[0], tree(process.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, told = process.communicate()
    seconds = perf_counter() - begun
    is_over.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}\n{told.decode()}")
    after = os.times()
    cores = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(seconds, cores, peak[0] / 2**20)


def tree(root: int) -> int:
    """The memory of a process and of all below it, in bytes; what they share counts for each."""
    parents, sizes = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)], sizes[int(path.parent.name)] = int(told[1]), int(told[21]) * PAGE
    total, todo = 0, [root]
    while todo:
        one = todo.pop()
        total += sizes.get(one, 0)
        todo += [child for child, parent in parents.items() if parent == one]
    return total


@contextmanager
def folder_for(given: Path | None) -> Iterator[Path]:
    """The folder given, or one that is removed in the end."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def made(folder: Path, rows: int) -> Path:
    """The files with so many requests, made where they are not there."""
    files, marker = folder / f"requests-{rows}", folder / f"requests-{rows}" / "made"
    if not marker.exists():
        shutil.rmtree(files, ignore_errors=True)
        bulk_data.write(files, rows)
        marker.touch()
    return files


def replay(files: Path, out: Path) -> Cost:
    """The run of doorstep, into a new folder."""
    shutil.rmtree(out, ignore_errors=True)
    words = ("--requests", str(files), "--policy", str(POLICY), "--out", str(out), "--network-column", "network")
    return cost(sys.executable, "-m", "doorstep", "replay", *words, "--id", "id")


def case(files: Path, out: Path) -> Cost:
    """The query of DuckDB, into a new file."""
    out.unlink(missing_ok=True)
    return cost(sys.executable, str(HERE / "bulk_case.py"), f"{files}/*.parquet", str(out))


def compare(ours: str, theirs: str, rows: int) -> int:
    """How many rows DuckDB calls closed; SystemExit where the two disagree on what SQL can tell."""
    count, wrong, closed = duckdb.sql(f"""
        select count(*), count(*) filter (o.id <> t.id or o.network <> t.network or o.possible <> t.possible
            or case t.verdict when 'closed' then o.verdict = 'accept'
               else o.verdict <> t.verdict or o.rules <> t.rules end),
          count(*) filter (t.verdict = 'closed')
        from (select * from read_parquet('{ours}')) o positional join (select * from read_parquet('{theirs}')) t
    """).fetchall()[0]  # fmt: skip
    if wrong or count != rows:
        raise SystemExit(f"they disagree on {wrong:,} of {count:,} rows")
    return int(closed)


def show(sizes: Sequence[int] = SIZES, given: Path | None = None) -> None:
    """Prints the table."""
    out = Table(
        "In bulk: from Parquet to Parquet, verdict, possible outcomes and deciding rules",
        (
            "requests",
            "doorstep s",
            "a second",
            "ns each",
            "core s",
            "MiB",
            "DuckDB CASE s",
            "core s",
            "MiB",
            "x",
            "bar",
        ),
    )
    with folder_for(given) as folder:
        folder.mkdir(parents=True, exist_ok=True)
        for rows in sizes:
            files = made(folder, rows)
            theirs = case(files, folder / "case.parquet")
            ours = replay(files, folder / "out")
            closed = compare(f"{folder}/out/part-*.parquet", f"{folder}/case.parquet", rows)
            memory = at_most(MEMORY_BAR, ours.mebibytes, "MiB", f"memory for {rows:,} requests")
            ratio, what = theirs.seconds / ours.seconds, f"{rows:,} requests in bulk against DuckDB's CASE"
            faster = at_least(1.0, ratio, what) if rows >= LARGE else "no bar: starting two processes is most of it"
            each = ours.seconds / rows * 1e9
            own = (ours.seconds, rows / ours.seconds, each, ours.cores, ours.mebibytes)
            peer = (theirs.seconds, theirs.cores, theirs.mebibytes, theirs.seconds / ours.seconds)
            out.row(f"{rows:,}", *own, *peer, f"{memory}, {faster}")
            shutil.rmtree(folder / "out")
            (folder / "case.parquet").unlink()
    out.notes = [
        "a straight line: the nanoseconds of each request stay alike, apart from the start of the programs.",
        "doorstep also looks every value over before the first row, and knows the plans behind not yet; for these rows",
        f"({closed / rows:.0%}) SQL says only that nothing opens as things stand. All else is equal, row by row.",
    ]
    out.show()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES)
    parser.add_argument("--folder", type=Path, help="where the files are made, and stay")
    options = parser.parse_args()
    show(options.rows, options.folder)
