"""An import of any source that is killed while it writes leaves nothing, and the next one makes it whole."""

import os
import random
import signal
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from doorstep.facts.seen import Reading
from doorstep.ledger import Ledger
from doorstep.sources import read_export

from ..ledger.content import content
from .fuzz import files_of, samples
from .helpers import TODAY
from .test_any_bytes import TOLD, unpacked

NOW = datetime.combine(TODAY, datetime.min.time())
KILLS = 3


def taken_in(home: Path, readings: list[Reading], kill_at: int = 0) -> tuple[int, dict[str, list[str]]]:
    """How many statements the imports took and what is held then; at `kill_at` this very process is killed."""
    with Ledger.open(home, now=lambda: NOW) as ledger:
        count = 0

        def counted(*_: Any) -> None:
            nonlocal count
            count += 1
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(ledger._engine, "before_cursor_execute", counted)
        for number, one in enumerate(readings):
            ledger.record_import(one, file_name="export", file_hash=f"{one.source} {number}")
        written = count  # what follows only looks
        return written, content(ledger)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="it takes a process that can be copied")
@pytest.mark.parametrize("sample", samples(), ids=lambda one: f"{one.parent.name}-{one.name}")
def test_an_import_that_is_killed_while_it_writes_leaves_nothing(sample: Path, tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        readings = read_export([unpacked(Path(folder) / sample.name, files_of(sample))], TOLD)[:1]
    home = tmp_path / "killed"
    _, nothing = taken_in(home, [])
    statements, whole = taken_in(tmp_path / "whole", readings)
    dice = random.Random(sample.name)
    for at in (*(dice.randrange(2, statements) for _ in range(KILLS - 1)), statements // 2):
        child = os.fork()
        if child == 0:  # it never comes back: were it not killed, it must not go on as a test
            taken_in(home, readings, at)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status)
        assert os.WTERMSIG(status) == signal.SIGKILL
        assert taken_in(home, [])[1] == nothing
    assert taken_in(home, readings)[1] == whole
