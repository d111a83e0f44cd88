"""A large archive through the command line, as whole processes: wall time and peak memory, beside the floors."""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

from start import PROGRAM
from table import Table, at_most
from timing import Run, process

HERE = Path(__file__).parent
CONNECTIONS, INVITATIONS, MESSAGES = 30_000, 5_000, 100_000
IMPORT_BAR, AGAIN_BAR, INBOX_BAR = 6.0, 3.0, 1.5  # seconds
MEMORY_BAR = 400.0  # mebibytes
TEMPLATE = "business-and-personal"
State = dict[str, tuple[int, str]]


def show() -> None:
    """Prints the table."""
    table = Table(
        f"Ledger: {CONNECTIONS:,} connections, {INVITATIONS:,} invitations, {MESSAGES:,} messages; whole processes",
        ("", "seconds", "x floor", "MiB", "bar", "what came of it"),
    )
    with tempfile.TemporaryDirectory() as folder:
        _measure(table, Path(folder))
    table.show()


def _measure(table: Table, folder: Path) -> None:
    archive, zipped_again, small, home = (folder / name for name in ("archive.zip", "again.zip", "small.zip", "home"))
    table.notes.append("The archive: " + make(archive, CONNECTIONS, INVITATIONS, MESSAGES))
    table.notes.append("The inbox shows one request a person: some have asked twice.")
    make(small, 20, 10, 40)
    _doorstep(folder / "warm", "import", str(small))  # what is compiled is kept from here on
    _zip_again(archive, zipped_again)
    reading = _floor("read", str(archive))

    first = _doorstep(home, "import", str(archive))
    if first.code:
        table.row("doorstep import", None, None, None, "", _not_there(first))
    before = state(home)
    rows = sum(count for count, _ in before.values()) or CONNECTIONS + INVITATIONS + MESSAGES
    writing = _floor("write", str(archive), str(rows), str(folder / "floor.db"))
    if not first.code:
        bar = at_most(IMPORT_BAR, first.seconds, "s", "import")
        memory = at_most(MEMORY_BAR, first.mebibytes, "MiB", "import, memory")
        _row(table, "doorstep import ARCHIVE", first, writing, f"{bar}, {memory}", f"{rows:,} rows")
        for words, path in (("  the same again", archive), ("  re-zipped", zipped_again)):
            again = _doorstep(home, "import", str(path))
            after = state(home)
            bar = at_most(AGAIN_BAR, again.seconds, "s", f"import, {words.strip()}")
            _row(table, words, again, reading, bar, _not_there(again) if again.code else changed(before, after))
            before = after
    table.row("floor: csv and sqlite3 alone", writing.seconds, 1.0, writing.mebibytes, "", f"{rows:,} rows written")
    table.row("floor: reading the CSVs", reading.seconds, 1.0, reading.mebibytes, "", f"{int(reading.out):,} rows read")
    if not first.code:
        _inbox(table, home)


def make(archive: Path, connections: int, invitations: int, messages: int) -> str:
    """Writes an archive; what its maker says about it."""
    sizes = ["--connections", connections, "--invitations", invitations, "--messages", messages]
    command = [sys.executable, HERE / "make_archive.py", *sizes, archive]
    made = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    return made.stdout.strip().removeprefix(f"{archive}: ")


def _inbox(table: Table, home: Path) -> None:
    policy = _doorstep(home, "policy", "new", "--template", TEMPLATE, "--yes")
    shown = _doorstep(home, "inbox", "--json")
    if policy.code or shown.code:
        table.row("doorstep inbox --json", None, None, None, "", _not_there(policy if policy.code else shown))
        return
    runs = sorted((_doorstep(home, "inbox", "--json") for _ in range(5)), key=lambda run: run.seconds)
    floor = _floor("json", str(_databases(home)[0]))
    bar = at_most(INBOX_BAR, runs[2].seconds, "s", "inbox --json")
    _row(table, "doorstep inbox --json, median of 5", runs[2], floor, bar, told(runs[2].out))
    table.row("floor: open requests as JSON", floor.seconds, 1.0, floor.mebibytes, "", told(floor.out))


def _row(table: Table, words: str, run: Run, floor: Run, bar: str, result: str) -> None:
    table.row(words, run.seconds, run.seconds / floor.seconds, run.mebibytes, bar, result)


def _doorstep(home: Path, *words: str) -> Run:
    if not PROGRAM.exists():
        return Run(0.0, 0.0, 127, "", f"{PROGRAM} is not there")
    return process(str(PROGRAM), "--home", str(home), *words)


def _floor(*words: str) -> Run:
    run = process(sys.executable, str(HERE / "floor.py"), *words)
    if run.code:
        raise SystemExit(f"floor.py {' '.join(words)}: {run.err}")
    return run


def _not_there(run: Run) -> str:
    said = (run.err or run.out).strip().splitlines()
    return f"left out, exit {run.code}: {said[-1][:90] if said else 'it says nothing'}"


def _zip_again(archive: Path, copy: Path) -> None:
    """The same members in another order, without compression: other bytes, the same content."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as new:
        for name in reversed(old.namelist()):
            with old.open(name) as source, new.open(name, "w") as target:
                shutil.copyfileobj(source, target)


def _databases(home: Path) -> list[Path]:
    """The SQLite files of a home, backups aside."""
    found = [path for path in home.rglob("*") if path.is_file() and "backup" not in str(path.relative_to(home))]
    return [path for path in sorted(found) if path.read_bytes()[:15] == b"SQLite format 3"]


def state(home: Path) -> State:
    """For each table its number of rows and a sum over all that they hold."""
    found: State = {}
    for path in _databases(home) if home.exists() else ():
        with closing(sqlite3.connect(path)) as base:
            names = [name for (name,) in base.execute("select name from sqlite_master where type = 'table'")]
            for name in names:
                if not name.startswith("sqlite_"):
                    rows = base.execute(f'select * from "{name}" order by 1').fetchall()
                    found[name] = len(rows), blake2b(repr(rows).encode()).hexdigest()
    return found


def changed(before: State, after: State) -> str:
    """The tables that are not as they were."""
    other = [
        f"{name} {after.get(name, (0, ''))[0] - before.get(name, (0, ''))[0]:+,} rows"
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]
    return "changed: " + ", ".join(other) if other else "nothing changed"


def told(text: str) -> str:
    """How many things a JSON answer lists, with their verdicts where they have any."""
    try:
        whole = json.loads(text)
    except ValueError:
        return "no JSON"
    lists = [whole] if isinstance(whole, list) else [part for part in whole.values() if isinstance(part, list)]
    longest = max(lists, key=len, default=[])
    counts = Counter(one["verdict"] for one in longest if "verdict" in one)
    shares = ", ".join(f"{count:,} {word}" for word, count in sorted(counts.items()))
    return f"{len(longest):,} requests" + (f": {shares}" if shares else "")
