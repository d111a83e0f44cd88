"""Exports of Facebook and Instagram of every layout beside what is read from them. DOORSTEP_REWRITE=1 rewrites."""

import os
from pathlib import Path

import pytest

from .helpers import SAMPLES, read, shown, zipped

EXPORTS = sorted(path for name in ("facebook", "instagram") for path in (SAMPLES / name).iterdir() if path.is_dir())


def files_in(sample: Path) -> dict[str, bytes]:
    """The sample's files by their paths in it."""
    return {
        path.relative_to(sample).as_posix(): path.read_bytes() for path in sorted(sample.rglob("*.*")) if path.is_file()
    }


@pytest.mark.parametrize("sample", EXPORTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_export_reads_as_its_expected_file_says(sample: Path, tmp_path: Path) -> None:
    name = f"{sample.parent.name}-fred.doorman-2026-11-01-AbCdE.zip" if "2026" in sample.name else "export.zip"
    (found,) = read([zipped(tmp_path, files_in(sample), name)])
    expected = sample.with_suffix(".expected.txt")
    if os.environ.get("DOORSTEP_REWRITE"):
        expected.write_text(shown(found), encoding="utf-8")
    assert shown(found) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", EXPORTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_unpacked_folder_tells_the_same_as_the_zip(sample: Path, tmp_path: Path) -> None:
    (packed,) = read([zipped(tmp_path, files_in(sample), "export.zip")])
    (unpacked,) = read([sample])
    assert shown(packed) == shown(unpacked)
