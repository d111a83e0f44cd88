"""Runs over the crowd, and what they leave behind."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from doorstep.desk.bulk.asked import Asked
from doorstep.desk.bulk.replaying import Done, replay

from . import crowd

MIXED = Asked(crowd.policy(), network_column="network", id_column="id")
Crowd = tuple[list[dict[str, Any]], list[str]]


def answers(out: Path) -> list[dict[str, Any]]:
    """All rows of an output folder, in order."""
    return [row for path in sorted(out.glob("part-*.parquet")) for row in pq.read_table(path).to_pylist()]


def files(out: Path) -> dict[str, bytes]:
    """Every file of an output folder."""
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def run(out: Path, *requests: Path | str, asked: Asked = MIXED, workers: int = 1) -> Done:
    """A run in this process, or in as many as are named."""
    return replay(asked, [str(one) for one in requests], out, workers)
