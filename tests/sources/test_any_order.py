"""Exports of every source into one ledger: in any order, once or twice, the same ledger; undone, an empty one."""

import random
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from doorstep.facts.seen import Reading
from doorstep.ledger import Ledger
from doorstep.sources import read_export

from ..ledger.content import content
from .fuzz import files_of, samples
from .helpers import TODAY
from .test_any_bytes import TOLD, unpacked

NOW = datetime.combine(TODAY, datetime.min.time())


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """What every sample tells."""
    found: list[Reading] = []
    for sample in samples():
        with tempfile.TemporaryDirectory() as folder:
            found += read_export([unpacked(Path(folder) / sample.name, files_of(sample))], TOLD)
    return found


def told(home: Path, some: Sequence[Reading]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """What a ledger holds after these imports, and after all of them were undone."""
    with Ledger.open(home, now=lambda: NOW) as ledger:
        entries = [
            ledger.record_import(one, file_name="export", file_hash=f"{one.source} {number}").entry_id
            for number, one in enumerate(some)
        ]
        held = content(ledger)
        for entry in entries:
            if entry is not None:
                ledger.undo(entry)
        return held, content(ledger)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_sample_in_any_order_gives_the_same_ledger(readings: list[Reading], seed: int, tmp_path: Path) -> None:
    shuffled = random.Random(seed).sample(readings, len(readings))
    once, gone = told(tmp_path / "once", readings)
    again, also_gone = told(tmp_path / "again", shuffled + readings)
    for table, rows in once.items():
        assert again[table] == rows, table
    assert once["person"]
    assert gone == also_gone
    assert not any(gone.values())
