"""Kills at any moment, and two doorsteps at once: all or nothing, and nothing lost."""

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from doorstep.ledger import Ledger

from .conftest import now
from .readings import big

TESTS = Path(__file__).parents[1]
START = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(TESTS)!r})
from ledger.conftest import now
from ledger.readings import big
from doorstep.ledger import Ledger
home = Path(sys.argv[1])
"""
IMPORT = (
    START
    + """
reading = big(1500, 500, 6000)
with Ledger.open(home, now=now) as ledger:
    print("ready", flush=True)
    ledger.record_import(reading, file_name="a.zip", file_hash="a")
    print("done", flush=True)
    sys.stdin.read()
"""
)
RESTORE = (
    START
    + """
with Ledger.open(home, now=now) as ledger:
    print("ready", flush=True)
    ledger.restore(Path(sys.argv[2]))
    print("done", flush=True)
    sys.stdin.read()
"""
)
FORGET = (
    START
    + """
with Ledger.open(home, now=now) as ledger:
    print("ready", flush=True)
    ledger.forget(int(sys.argv[2]))
    print("done", flush=True)
    sys.stdin.read()
"""
)
WRITE = (
    START
    + """
with Ledger.open(home, now=now, wait_ms=20_000) as ledger:
    for number in range(40):
        ledger.add_person(f"{sys.argv[2]} {number}", "x")
"""
)


def run(code: str, *words: object) -> subprocess.Popen[bytes]:
    """A doorstep of its own."""
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def killed(process: subprocess.Popen[bytes], after: float | None) -> float:
    """Kills it so many seconds after it is ready (None: once it is done); how long it had run."""
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    start = time.perf_counter()
    if after is None:
        assert process.stdout.readline() == b"done\n"
    else:
        time.sleep(after)
    ran = time.perf_counter() - start
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    return ran


def integrity(path: Path) -> str:
    """What SQLite says of the file."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    finally:
        connection.close()


def test_a_killed_import_leaves_all_of_it_or_nothing(tmp_path: Path) -> None:
    whole = killed(run(IMPORT, tmp_path / "whole"), None)
    moments = [whole * (0.05 + 0.1 * number + random.random() * 0.05) for number in range(10)]
    found = set()
    for number, after in enumerate([*moments, None]):
        home = tmp_path / str(number)
        killed(run(IMPORT, home), after)
        assert integrity(home / "ledger.db") == "ok"
        with Ledger.open(home, now=now) as ledger:
            counts = ledger.counts()
            assert (counts["people"], counts["requests"], counts["interactions"], counts["imports"]) in (
                (0, 0, 0, 0), (2000, 500, 6000, 1),
            )  # fmt: skip
            found.add(counts["people"])
            assert len(ledger.log()) == counts["imports"]
            outcome = ledger.record_import(big(1500, 500, 6000), file_name="a.zip", file_hash="a")
            assert outcome.nothing_new == bool(counts["people"])
    assert found == {0, 2000}, "kills on both sides of the commit"


def test_a_killed_restore_leaves_the_one_or_the_other(tmp_path: Path) -> None:
    home, backup = tmp_path / "fred", tmp_path / "backup.db"
    with Ledger.open(home, now=now) as ledger:
        ledger.record_import(big(1500, 500, 6000), file_name="a.zip", file_hash="a")
        ledger.backup(backup)
        ledger.undo()
        otto = ledger.add_person("Otto", "x")
    whole = killed(run(RESTORE, home, backup), None)
    for _ in range(6):
        with Ledger.open(home, now=now) as ledger:
            if otto not in ledger.people():
                ledger.undo(1)
                otto = ledger.add_person("Otto", "x")
        killed(run(RESTORE, home, backup), whole * random.random())
        assert integrity(home / "ledger.db") == "ok"
        with Ledger.open(home, now=now) as ledger:
            assert len(ledger.people()) in (1, 2000)


def test_a_killed_forgetting_can_be_asked_for_again(tmp_path: Path) -> None:
    home = tmp_path / "fred"
    with Ledger.open(home, now=now) as ledger:
        ledger.record_import(big(1500, 500, 6000), file_name="a.zip", file_hash="a")
        ledger.backup()
    whole = killed(run(FORGET, home, 1), None)
    for person in range(2, 8):
        killed(run(FORGET, home, person), whole * random.random())
        with Ledger.open(home, now=now) as ledger:
            if person in ledger.people():
                ledger.forget(person)
        assert integrity(home / "ledger.db") == "ok"
        whole_name = re.compile(rb"Person Number%d(?!\d)person number%d(?!\d)" % (person - 1, person - 1))
        for path in (one for one in home.rglob("*") if one.is_file()):
            assert not whole_name.search(path.read_bytes())


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    Ledger.open(tmp_path, now=now).close()
    both = [run(WRITE, tmp_path, name) for name in ("Nadia", "Dora")]
    for one in both:
        one.communicate(timeout=60)
        assert one.returncode == 0
    with Ledger.open(tmp_path, now=now) as ledger:
        assert len(ledger.people()) == len(ledger.log(1000)) == 80


def test_two_that_find_no_ledger_make_one(tmp_path: Path) -> None:
    home = tmp_path / "new"
    both = [run(WRITE, home, name) for name in ("Nadia", "Dora")]
    assert [one.communicate(timeout=60) and one.returncode for one in both] == [0, 0]
    with Ledger.open(home, now=now) as ledger:
        assert len(ledger.people()) == 80


@pytest.mark.parametrize("size", [3000])
def test_an_import_does_not_grow_out_of_bounds(tmp_path: Path, size: int) -> None:
    """A loop gone quadratic takes far longer."""
    reading = big(size, size // 6, size * 10 // 3)
    with Ledger.open(tmp_path, now=now) as ledger:
        start = time.process_time()
        ledger.record_import(reading, file_name="a", file_hash="a")
        assert time.process_time() - start < 30
