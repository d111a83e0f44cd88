"""The crowd, written once."""

from pathlib import Path
from typing import Any

import pyarrow.csv as csv
import pyarrow.parquet as pq
import pytest

from . import crowd

COUNT = 3000


@pytest.fixture(scope="session")
def asked() -> tuple[list[dict[str, Any]], list[str]]:
    """The people, and where they ask."""
    return crowd.people(COUNT), crowd.networks(COUNT)


@pytest.fixture(scope="session")
def requests(tmp_path_factory: pytest.TempPathFactory, asked: tuple[list[dict[str, Any]], list[str]]) -> Path:
    """A folder with the crowd as Parquet (two files), as CSV and as a table of DuckDB."""
    import duckdb

    folder = tmp_path_factory.mktemp("requests")
    made = crowd.table(*asked)
    (folder / "parquet").mkdir()
    pq.write_table(made.slice(0, 1234), folder / "parquet" / "a.parquet", row_group_size=500)
    pq.write_table(made.slice(1234), folder / "parquet" / "b.parquet", row_group_size=500)
    csv.write_csv(crowd.as_texts(made), folder / "all.csv")
    with duckdb.connect(str(folder / "all.duckdb")) as base:
        base.register("made", made)
        base.execute("create table requests as select * from made")
    (folder / "policy.toml").write_text(crowd.POLICY, encoding="utf-8")
    return folder
