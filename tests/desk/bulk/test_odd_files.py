"""Requests in files that are not what they seem are read for what they are, or refused: never for something else."""

from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from doorstep import Policy
from doorstep.desk.bulk.asked import Asked
from doorstep.errors import ConflictError, SourceError

from .runs import answers, files, run

POLICY = Policy.parse('[networks.x.accept]\n"we go back" = "known_for >= 2 years"\n"we have spoken" = "spoken"\n')
ON_X = Asked(POLICY, "x")


def verdicts(out: Path) -> list[str]:
    return [row["verdict"] for row in answers(out)]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_durations_in_parquet_are_days_and_not_bare_numbers(tmp_path: Path, unit: str) -> None:
    spans = [timedelta(days=30), timedelta(days=731, hours=5), None]
    made = pa.table({"known_for": pa.array(spans, pa.duration(unit)), "spoken": [False] * 3})
    pq.write_table(made, tmp_path / "some.parquet")
    run(tmp_path / "out", tmp_path / "some.parquet", asked=ON_X)
    alone = [POLICY.decide("x", {"known_for": span, "spoken": False}).verdict for span in spans]
    assert verdicts(tmp_path / "out") == alone
    assert alone[:2] == ["not_yet", "accept"]


def test_two_columns_of_one_name_are_refused(tmp_path: Path) -> None:
    columns = [pa.array([True]), pa.array([False]), pa.array([1])]
    pq.write_table(pa.table(columns, names=["spoken", "spoken", "known_for"]), tmp_path / "some.parquet")
    with pytest.raises(SourceError, match="has more than one column `spoken`"):
        run(tmp_path / "out", tmp_path / "some.parquet", asked=ON_X)


def test_a_column_called_rowid_hides_no_rows(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "some.duckdb"
    with duckdb.connect(str(path)) as base:
        base.execute("create table requests (spoken boolean, known_for integer, RowID bigint)")
        base.execute("insert into requests values (true, 1, 5), (false, 1, null), (true, 1, 5)")
    with pytest.raises(SourceError, match="has a column `RowID`, by which DuckDB numbers the rows"):
        run(tmp_path / "out", f"{path}#requests", asked=ON_X)
    pq.write_table(pa.table({"spoken": [True], "known_for": [1], "file_row_number": [7]}), tmp_path / "some.parquet")
    with pytest.raises(SourceError, match="has a column `file_row_number`"):
        run(tmp_path / "out", tmp_path / "some.parquet", asked=ON_X)


def test_one_table_under_two_names_is_decided_once(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "some.duckdb"
    with duckdb.connect(str(path)) as base:
        base.execute("create table requests as select true as spoken, 1 as known_for")
    with pytest.raises(SourceError, match="is named twice"):
        run(tmp_path / "out", f"{path}#requests", f"{path}#main.requests", asked=ON_X)


def test_ids_of_a_type_that_no_file_holds_are_refused_in_a_sentence(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "some.duckdb"
    with duckdb.connect(str(path)) as base:
        base.execute("create table requests as select true as spoken, 1 as known_for, interval 3 month as id")
    with pytest.raises(SourceError, match="cannot be read"):
        run(tmp_path / "out", f"{path}#requests", asked=Asked(POLICY, "x", id_column="id"))


def test_spaces_of_any_kind_around_a_network_are_taken_off(tmp_path: Path) -> None:
    asks = [" X ", "\tx", "x\r\n", "Twitter\t"]
    made = pa.table({"spoken": [True] * 4, "known_for": [1] * 4, "where": asks})
    pq.write_table(made, tmp_path / "some.parquet")
    run(tmp_path / "out", tmp_path / "some.parquet", asked=Asked(POLICY, network_column="where"))
    assert verdicts(tmp_path / "out") == ["accept"] * 4


def test_a_part_that_is_gone_from_a_finished_run_is_decided_again(tmp_path: Path) -> None:
    pq.write_table(pa.table({"spoken": [True], "known_for": [1]}), tmp_path / "some.parquet")
    assert not run(tmp_path / "out", tmp_path / "some.parquet", asked=ON_X).was_finished
    before = files(tmp_path / "out")
    for harm in (Path.unlink, lambda path: path.write_bytes(b"PAR1")):
        harm(tmp_path / "out" / "part-000000.parquet")
        assert not run(tmp_path / "out", tmp_path / "some.parquet", asked=ON_X).was_finished
        assert files(tmp_path / "out") == before
    assert run(tmp_path / "out", tmp_path / "some.parquet", asked=ON_X).was_finished


def test_a_lock_that_has_just_been_taken_away_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from doorstep.desk.bulk import folder

    pq.write_table(pa.table({"spoken": [True], "known_for": [1]}), tmp_path / "some.parquet")
    monkeypatch.setattr(folder, "_lock", lambda handle: (tmp_path / "out" / folder.LOCK).unlink())
    with pytest.raises(ConflictError, match="another run is writing there just now"):
        run(tmp_path / "out", tmp_path / "some.parquet", asked=ON_X)
