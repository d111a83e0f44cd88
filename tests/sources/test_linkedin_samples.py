"""Whole archives of several eras beside what is read from them. DOORSTEP_REWRITE=1 rewrites the expected files."""

import os
from pathlib import Path

import pytest

from .helpers import SAMPLES, read, shown, zipped

ARCHIVES = sorted(path for path in (SAMPLES / "linkedin").iterdir() if path.is_dir())


@pytest.mark.parametrize("sample", ARCHIVES, ids=lambda path: path.name)
def test_an_archive_reads_as_its_expected_file_says(sample: Path, tmp_path: Path) -> None:
    name = "Complete_LinkedInDataExport_11-01-2026.zip" if sample.name == "today" else "archive.zip"
    archive = zipped(tmp_path, {path.name: path.read_bytes() for path in sorted(sample.iterdir())}, name)
    (found,) = read([archive])
    expected = sample.with_suffix(".expected.txt")
    if os.environ.get("DOORSTEP_REWRITE"):
        expected.write_text(shown(found), encoding="utf-8")
    assert shown(found) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", ARCHIVES, ids=lambda path: path.name)
def test_the_unpacked_folder_tells_the_same_as_the_zip(sample: Path, tmp_path: Path) -> None:
    archive = zipped(tmp_path, {path.name: path.read_bytes() for path in sorted(sample.iterdir())}, "archive.zip")
    (packed,), (unpacked,) = read([archive]), read([sample])
    assert shown(packed) == shown(unpacked)
