"""100,000 rows of each big format and a mail box of 1 GiB, each read in a process of its own: time and peak memory."""

import gc
import sys
import tempfile
from datetime import date
from importlib import import_module
from pathlib import Path

from made import mail
from table import MISSED, Table, at_most
from timing import Run, process

ROWS, MAIL_BOX = 100_000, 1 << 30
SECONDS_BAR, MEMORY_BAR, MAIL_MEMORY_BAR = 10.0, 300.0, 200.0
# Each has `FORMATS`: what it is called, and what writes an export with so many rows into a folder.
MAKERS = (
    "make_facebook", "make_instagram", "make_x", "make_fediverse", "make_contacts", "made.calendar", "made.crm",
)  # fmt: skip


def show() -> None:
    """Prints the table."""
    table = Table(
        f"Sources: {ROWS:,} rows of each format, and a mail box of {MAIL_BOX >> 20:,} MiB",
        ("", "seconds", "of processor", "MiB", "bar", "what was read"),
    )
    for maker in MAKERS:
        for name, make in import_module(maker).FORMATS.items():
            with tempfile.TemporaryDirectory() as folder:
                run = process(sys.executable, __file__, str(make(Path(folder), ROWS)))
            bars = at_most(SECONDS_BAR, run.seconds, "s", name), at_most(MEMORY_BAR, run.mebibytes, "MiB", name)
            _row(table, name, run, ", ".join(bars), run.out.strip())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mail.mbox"
        mails = mail.make(path, MAIL_BOX)
        run = process(sys.executable, __file__, str(path))
        told = f"{path.stat().st_size / run.seconds / 1e6:,.0f} MB/s; {mails:,} mails: {run.out.strip()}"
    _row(table, "Mail box", run, at_most(MAIL_MEMORY_BAR, run.mebibytes, "MiB", "mail box"), told)
    table.notes = ["Seconds of processor tell the same on a busy machine, where the seconds by the clock do not."]
    table.show()


def _row(table: Table, name: str, run: Run, bars: str, told: str) -> None:
    if run.code:
        MISSED.append(f"{name}: not read")
        told, bars = (run.err.strip().splitlines() or ["it says nothing"])[-1], "MISS"
    table.row(name, run.seconds, run.cpu, run.mebibytes, bars, told)


def _read(path: Path) -> str:
    from doorstep.sources import Given, read_export

    gc.disable()  # as an import does
    found = read_export([path], Given(today=date(2026, 12, 31)))
    parts = ("profiles", "requests", "interactions", "posts", "suggestions")
    counts = {part: sum(len(getattr(one, part)) for one in found) for part in parts}
    return ", ".join(f"{count:,} {part}" for part, count in counts.items() if count)


if __name__ == "__main__":
    if len(sys.argv) == 2:
        print(_read(Path(sys.argv[1])))
    else:
        show()
