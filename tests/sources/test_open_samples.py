"""Exports of X, Mastodon, Bluesky and address books beside what is read from them. DOORSTEP_REWRITE=1 rewrites."""

import os
from pathlib import Path

import pytest

from .fuzz import files_of
from .helpers import SAMPLES, read, zipped
from .shown_whole import shown_whole

# A folder for each sample; the zip made of it is called as the network would call it.
NAMES = {"x": "twitter-2026-11-02-0a1b2c.zip", "mastodon": "archive-20261102093000-0a1b2c.zip"}
FOLDERS = sorted(
    path for kind in ("x", "mastodon", "bluesky", "contacts") for path in (SAMPLES / kind).glob("*") if path.is_dir()
)


def packed(sample: Path, folder: Path) -> Path:
    """The sample as a zip."""
    return zipped(folder, dict(sorted(files_of(sample).items())), NAMES.get(sample.parent.name, "export.zip"))


@pytest.mark.parametrize("sample", FOLDERS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_an_export_reads_as_its_expected_file_says(sample: Path, tmp_path: Path) -> None:
    (found,) = read([packed(sample, tmp_path)])
    expected = sample.with_name(f"{sample.name}.expected.txt")
    if os.environ.get("DOORSTEP_REWRITE"):
        expected.write_text(shown_whole(found), encoding="utf-8")
    assert shown_whole(found) == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", FOLDERS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_reading_it_twice_tells_the_same(sample: Path, tmp_path: Path) -> None:
    archive = packed(sample, tmp_path)
    (one,), (two,) = read([archive]), read([archive])
    assert shown_whole(one) == shown_whole(two)
