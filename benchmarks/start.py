"""How long it takes to start: the engine's import, and the program's help."""

import sys
from pathlib import Path
from statistics import median

from table import Table, at_most
from timing import process

IMPORT_BAR, HELP_BAR = 20.0, 150.0  # milliseconds
IMPORT = (
    "import time; start = time.perf_counter(); from doorstep import Policy; print((time.perf_counter() - start) * 1e3)"
)
PROGRAM = Path(sys.executable).with_name("doorstep")


def show() -> None:
    """Prints the table."""
    table = Table("Start, milliseconds", ("", "median", "best", "bar"))
    process(sys.executable, "-c", IMPORT)  # what is compiled is kept from here on
    inside = [float(process(sys.executable, "-c", IMPORT).out) for _ in range(15)]
    bar = at_most(IMPORT_BAR, median(inside), "ms", "importing the engine")
    table.row("from doorstep import Policy, the import alone, 15 times", median(inside), min(inside), bar)
    whole = [_whole(sys.executable, "-c", "from doorstep import Policy") for _ in range(10)]
    table.row("  the same as a whole process, 10 times", median(whole), min(whole), "")
    empty = [_whole(sys.executable, "-c", "pass") for _ in range(10)]
    table.row("python -c pass, 10 times", median(empty), min(empty), "")
    first = process(str(PROGRAM), "--help")
    if first.code or "Usage" not in first.out:
        said = (first.err or first.out).strip().splitlines()
        table.notes.append(f"Left out: `doorstep --help` is not there yet ({said[-1] if said else 'it says nothing'}).")
    else:
        shown = [_whole(str(PROGRAM), "--help") for _ in range(10)]
        bar = at_most(HELP_BAR, median(shown), "ms", "doorstep --help")
        table.row("doorstep --help, the whole process, 10 times", median(shown), min(shown), bar)
    table.show()


def _whole(*command: str) -> float:
    return process(*command).seconds * 1e3
