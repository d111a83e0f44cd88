"""Real kills of a real import: all of it or nothing, and the next command works."""

import os
import random
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from .runner import Doorstep, environment

KILLS = 10
NOTHING, ALL = (0, 0, 0, 0, 0), (3536, 570, 9910, 1, 1)


def held(door: Doorstep) -> tuple[int, ...]:
    """How many people, requests, interactions, imports and journal entries there are; SQLite finds the file whole."""
    with sqlite3.connect(door.home / "ledger.db") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = ("person", "request", "interaction", "import", "journal")
        found = tuple(raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names)
    raw.close()
    return found


def started(door: Doorstep, path: Path) -> "subprocess.Popen[bytes]":
    """An import under way."""
    return subprocess.Popen(
        door.command("import", str(path)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
    )


def test_an_import_that_is_killed_leaves_all_of_it_or_nothing(tmp_path: Path, large: Path) -> None:
    begun = time.perf_counter()
    whole = Doorstep(tmp_path / "whole")
    assert started(whole, large).wait() == 0
    length = time.perf_counter() - begun
    assert held(whole) == ALL
    dice, found = random.Random(20261121), []
    for number in range(KILLS):
        door = Doorstep(tmp_path / str(number))
        process = started(door, large)
        # the first ones within the work itself, the last at its very end, where it is committed
        time.sleep(length * ((0.2 + 0.7 * dice.random()) if number < 7 else (0.85 + 0.2 * dice.random())))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert "Traceback" not in door.run("inbox", "--limit", "1").err
        found.append(held(door))
        assert found[-1] in (NOTHING, ALL)
        if number == 0 or found[-1] == ALL:
            door("import", str(large))
            assert held(door) == ALL, "the next import makes it whole, or changes nothing"
    assert NOTHING in found, found
