"""Whatever bytes a source is given, it tells what it can or names its error, and the ledger stays whole."""

import os
import resource
import tempfile
import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorstep.errors import SourceError
from doorstep.ledger import Ledger
from doorstep.sources import SOURCES, Given, Limits, read_export

from .fuzz import damaged, files_of, samples
from .helpers import TODAY, zipped

NOW = datetime.combine(TODAY, datetime.min.time())
FEW = settings(
    max_examples=int(os.environ.get("DOORSTEP_EXAMPLES", "25")), deadline=None, suppress_health_check=list(HealthCheck)
)
LIMITS = Limits(member_bytes=2_000_000, stream_bytes=4_000_000, mail_bytes=8_000_000, total_bytes=20_000_000)
TOLD = Given(today=TODAY, limits=LIMITS, own=frozenset({"fred@doorman-beispiel.example"}), region="NL")


def unpacked(folder: Path, files: dict[str, bytes]) -> Path:
    """The files in a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def peak() -> int:
    """The most memory that this process ever held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.mark.parametrize("sample", samples(), ids=lambda path: f"{path.parent.name}/{path.name}")
@FEW
@given(data=st.data())
def test_whatever_happened_to_an_export_it_is_told_or_refused_and_the_ledger_stays_whole(
    sample: Path, data: st.DataObject
) -> None:
    files = data.draw(damaged(sample))
    start, before = time.process_time(), peak()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        as_zip = data.draw(st.booleans())
        given_path = zipped(home, files, "export.zip") if as_zip else unpacked(home / "export", files)
        try:
            readings = read_export([given_path], TOLD)
        except SourceError:
            readings = []
        with Ledger.open(home / "ledger", now=lambda: NOW) as ledger:
            entries = [
                ledger.record_import(one, file_name="export", file_hash=str(number)).entry_id
                for number, one in enumerate(readings)
            ]
            for person in list(ledger.people())[:5]:
                ledger.about(person)
            for entry in entries:
                if entry is not None:
                    ledger.undo(entry)
            with ledger._reading() as connection:
                assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
                assert connection.exec_driver_sql("SELECT count(*) FROM person").scalar() == 0
    assert time.process_time() - start < 60  # bounds against blow-ups, not timings
    assert peak() - before < 300


def test_every_registered_source_has_a_sample_that_it_reads() -> None:
    read = set()
    for sample in samples():
        with tempfile.TemporaryDirectory() as folder:
            read |= {one.source for one in read_export([unpacked(Path(folder) / sample.name, files_of(sample))], TOLD)}
    assert {source.name for source in SOURCES} <= read
