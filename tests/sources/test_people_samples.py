"""Calendars, mail, CRM tables and Monica beside what is read from them. DOORSTEP_REWRITE=1 rewrites what is expected.

Each sample is read as on a day that stands still, with one address of the owner known.
"""

import os
from datetime import date
from pathlib import Path

import pytest

from doorstep.sources import Given, read_export

from .helpers import SAMPLES, shown, zipped

TOLD = Given(today=date(2026, 11, 23), own=frozenset({"fred@doorman-beispiel.example"}), region="NL")
PARTS = [
    path
    for source in ("calendar", "mail", "crm", "monica")
    if (SAMPLES / source).exists()
    for path in sorted((SAMPLES / source).iterdir())
    if path.is_dir()
]


@pytest.mark.parametrize("sample", PARTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_is_read_is_as_its_expected_file_says(sample: Path, tmp_path: Path) -> None:
    files = {str(path.relative_to(sample)): path.read_bytes() for path in sorted(sample.rglob("*")) if path.is_file()}
    (found,) = read_export([zipped(tmp_path, files, "export.zip")], TOLD)
    expected = sample.with_suffix(".expected.txt")
    if os.environ.get("DOORSTEP_REWRITE"):
        expected.write_text(shown(found), encoding="utf-8")
    assert shown(found) == expected.read_text(encoding="utf-8")
