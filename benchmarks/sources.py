"""100,000 rows of each big format, read in a process of their own: wall time and peak memory."""

import sys
import tempfile
from datetime import date
from importlib import import_module
from pathlib import Path

from table import MISSED, Table, at_most
from timing import process

ROWS = 100_000
SECONDS_BAR, MEMORY_BAR = 10.0, 300.0
# Each has `FORMATS`: what it is called, and what writes an export with so many rows into a folder.
MAKERS = ("make_facebook", "make_instagram")


def show() -> None:
    """Prints the table."""
    table = Table(f"Sources: {ROWS:,} rows of each format", ("", "seconds", "MiB", "bar", "what was read"))
    for maker in MAKERS:
        for name, make in import_module(maker).FORMATS.items():
            with tempfile.TemporaryDirectory() as folder:
                run = process(sys.executable, __file__, str(make(Path(folder), ROWS)))
            if run.code:
                MISSED.append(f"{name}: not read")
                table.row(name, None, None, "MISS", (run.err.strip().splitlines() or ["it says nothing"])[-1])
                continue
            bars = at_most(SECONDS_BAR, run.seconds, "s", name), at_most(MEMORY_BAR, run.mebibytes, "MiB", name)
            table.row(name, run.seconds, run.mebibytes, ", ".join(bars), run.out.strip())
    table.show()


def _read(path: Path) -> str:
    from doorstep.sources import Given, read_export

    found = read_export([path], Given(today=date(2026, 12, 31)))
    parts = ("profiles", "requests", "interactions", "posts", "suggestions")
    counts = {part: sum(len(getattr(one, part)) for one in found) for part in parts}
    return ", ".join(f"{count:,} {part}" for part, count in counts.items() if count)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        print(_read(Path(sys.argv[1])))
    else:
        show()
