"""A cluster gives the answers of one machine, to the row. Runs where pyspark and Java are (make spark)."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from doorstep.desk.bulk.asked import Asked
from doorstep.desk.bulk.replaying import replay
from doorstep.errors import FactError, UsageError

from .desk.bulk import crowd

for _module in ("pyspark", "pandas"):
    pytest.importorskip(_module, reason=f"{_module} is not installed (make spark)")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java, which is not on this machine", allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("ignore")  # Spark's own are not ours to mend

COUNT = 20_000


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Spark on this machine, two tasks at a time."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    built = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    built = built.config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("spark")))
    session = built.config("spark.sql.execution.arrow.maxRecordsPerBatch", "3000").getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def requests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The requests as one Parquet file."""
    path = tmp_path_factory.mktemp("requests") / "all.parquet"
    pq.write_table(crowd.table(crowd.people(COUNT, 7), crowd.networks(COUNT, 7)), path)
    return path


@pytest.mark.parametrize("network", ["", "facebook"])
def test_a_cluster_gives_the_same_answers_to_the_row(spark: Any, requests: Path, tmp_path: Path, network: str) -> None:
    from doorstep.spark import decide

    where = {"network": network} if network else {"network_column": "network"}
    asked = Asked(crowd.policy(), network, "" if network else "network", "id")
    replay(asked, [str(requests)], tmp_path / "out", 1)
    names = ["id", "verdict", "possible", "rules"]
    expected = pq.read_table(tmp_path / "out" / "part-000000.parquet", columns=names).to_pylist()
    df = spark.read.parquet(str(requests)).repartition(5)
    answered = decide(df, crowd.policy(), **where)
    assert answered.columns == [*df.columns, "verdict", "possible", "rules"]
    found = sorted(map(tuple, answered.select(*names).collect()))
    assert found == [tuple(row[name] for name in names) for row in expected]


def test_wrong_columns_are_refused_before_anything_runs(spark: Any) -> None:
    from doorstep.spark import decide

    shape = "network string, spoken string, like string, verdict string"
    df = spark.createDataFrame([("linkedin", "yes", "client", "mine")], shape)
    with pytest.raises(UsageError, match="already"):
        decide(df, crowd.policy(), network="linkedin")
    df = df.drop("verdict")
    with pytest.raises(FactError) as refused:
        decide(df, crowd.policy(), network="linkedin")
    assert "`spoken`" in str(refused.value)
    assert "`like`" in str(refused.value)
    with pytest.raises(UsageError, match="no column `door`"):
        decide(df, crowd.policy(), network_column="door")
    with pytest.raises(UsageError, match="on which network"):
        decide(df, crowd.policy())


def test_a_value_that_its_fact_cannot_have_ends_the_job(spark: Any) -> None:
    from doorstep.spark import decide

    df = spark.createDataFrame([(1, 3), (2, 9)], "id long, like int")
    with pytest.raises(Exception, match="out of range"):
        decide(df, crowd.policy(), network="linkedin").collect()
