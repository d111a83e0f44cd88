"""Requests in files: the answers of deciding one, the same bytes however it went, and nothing half done."""

import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as csv
import pyarrow.parquet as pq
import pytest

from doorstep import Policy
from doorstep.desk.bulk import parts, replaying, tables
from doorstep.desk.bulk.asked import Asked
from doorstep.errors import ConflictError, DoorstepError, FactError, NotFoundError, SourceError, UsageError
from doorstep.policy.grounds import rules_text

from . import crowd
from .runs import MIXED, Crowd, answers, files, run


def told(policy: Policy, people: list[dict[str, Any]], networks: list[str]) -> list[tuple[str, str, str, str]]:
    """What deciding one says."""
    found = []
    for known, name in zip(people, networks, strict=True):
        network = {"twitter": "x"}.get(name.strip().lower(), name.strip().lower())
        answer = policy.decide(network, known)
        found.append((network, answer.verdict, "|".join(sorted(answer.possible)), rules_text(answer.because)))
    return found


def in_short(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """The answers alone."""
    return [(row["network"], row["verdict"], row["possible"], row["rules"]) for row in rows]


def test_every_row_is_answered_as_deciding_one_answers_it(tmp_path: Path, requests: Path, asked: Crowd) -> None:
    done = run(tmp_path / "out", requests / "parquet")
    rows = answers(tmp_path / "out")
    assert in_short(rows) == told(MIXED.policy, *asked)
    assert [row["id"] for row in rows] == list(range(len(rows)))
    assert {row["verdict"] for row in rows} == {"accept", "not_yet", "ask", "decline"}
    counted: dict[str, dict[str, int]] = {}
    for row in rows:
        counts = counted.setdefault(row["network"], dict.fromkeys(("ask", "not_yet", "decline", "accept"), 0))
        counts[row["verdict"]] += 1
    assert done.manifest["verdicts"] == counted
    assert done.manifest["rows"] == len(rows)


def test_a_csv_and_a_table_are_answered_like_the_parquet_files(tmp_path: Path, requests: Path) -> None:
    run(tmp_path / "parquet", requests / "parquet")
    run(tmp_path / "table", f"{requests / 'all.duckdb'}#requests")
    text_ids = Asked(MIXED.policy, network_column="network")
    run(tmp_path / "csv", requests / "all.csv", asked=text_ids)
    expected = in_short(answers(tmp_path / "parquet"))
    assert in_short(answers(tmp_path / "table")) == expected
    assert in_short(answers(tmp_path / "csv")) == expected


def test_all_requests_on_one_network_need_only_the_columns_of_its_door(tmp_path: Path, asked: Crowd) -> None:
    some = Asked(MIXED.policy, network="twitter")
    made = crowd.table(*asked).select(["account_age", "mutuals", "warned_about", "on_record"])
    pq.write_table(made, tmp_path / "some.parquet")
    run(tmp_path / "out", tmp_path / "some.parquet", asked=some)
    seen = [{n: one[n] for n in made.column_names} for one in asked[0]]
    rows = answers(tmp_path / "out")
    assert [row[1:] for row in in_short(rows)] == [row[1:] for row in told(some.policy, seen, ["x"] * len(seen))]
    assert [(row["file"], row["row"]) for row in rows] == [("some.parquet", n + 1) for n in range(len(rows))]


def test_the_bytes_hang_neither_on_workers_nor_on_batches(
    tmp_path: Path, requests: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "PART_ROWS", 1000)
    monkeypatch.setattr("doorstep.desk.bulk.checking.PART_ROWS", 1000)
    monkeypatch.setattr(replaying, "SMALL", 0)
    run(tmp_path / "one", requests / "parquet", workers=1)
    run(tmp_path / "two", requests / "parquet", workers=2)
    assert len(files(tmp_path / "one")) == 5  # two parts of each file, and the manifest
    assert files(tmp_path / "one") == files(tmp_path / "two")
    monkeypatch.setattr(parts, "BATCH_ROWS", 2048)
    run(tmp_path / "small", requests / "parquet", workers=1)
    assert files(tmp_path / "small") == files(tmp_path / "one")


def test_a_part_of_several_row_groups_is_the_same_rows(
    tmp_path: Path, requests: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path / "one", requests / "parquet")
    monkeypatch.setattr(parts, "GROUP_ROWS", 700)
    run(tmp_path / "groups", requests / "parquet")
    assert pq.read_metadata(tmp_path / "groups" / "part-000001.parquet").num_row_groups == 3
    assert answers(tmp_path / "groups") == answers(tmp_path / "one")


def test_a_finished_run_is_left_alone(tmp_path: Path, requests: Path) -> None:
    run(tmp_path / "out", requests / "parquet")
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    assert run(tmp_path / "out", requests / "parquet").was_finished
    assert {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()} == before


def test_a_folder_of_another_run_is_refused_and_the_reason_named(tmp_path: Path, requests: Path) -> None:
    out = tmp_path / "out"
    run(out, requests / "parquet")
    before = files(out)
    others = {
        "the policy is another one": Asked(
            Policy.parse(crowd.POLICY.replace("21", "22").replace("> 20", "> 19"), "crowd.toml"),
            network_column="network", id_column="id",
        ),
        "the options are others": Asked(MIXED.policy, network_column="network"),
    }  # fmt: skip
    for reason, other in others.items():
        with pytest.raises(ConflictError, match=reason):
            run(out, requests / "parquet", asked=other)
    with pytest.raises(ConflictError, match="the requests are others"):
        run(out, requests / "all.csv")
    assert files(out) == before


def test_a_folder_with_other_things_or_a_file_is_refused(tmp_path: Path, requests: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ConflictError, match=r"notes\.txt"):
        run(tmp_path, requests / "parquet")
    with pytest.raises(UsageError, match="is a file"):
        run(tmp_path / "notes.txt", requests / "parquet")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_damaged_note_of_a_run_begun_is_no_run_of_ours(tmp_path: Path, requests: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "run.json").write_text("{", encoding="utf-8")
    with pytest.raises(ConflictError, match="holds another run"):
        run(tmp_path / "out", requests / "parquet")


def test_two_runs_at_once_in_one_folder_are_refused(tmp_path: Path, requests: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    (tmp_path / "out").mkdir()
    with (tmp_path / "out" / ".lock").open("a") as lock:
        fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
        with pytest.raises(ConflictError, match="just now"):
            run(tmp_path / "out", requests / "parquet")
    run(tmp_path / "out", requests / "parquet")


# --- what cannot be read ------------------------------------------------------------------------------


def spoilt(folder: Path, asked: Crowd) -> Path:
    """Two files in which much is wrong."""
    made = crowd.table(*asked)
    folder.mkdir()
    rows = made.slice(0, 300).to_pylist()
    rows[3]["like"], rows[4]["known_for"], rows[5]["mutuals"] = 9, -3, -1
    rows[6]["role"], rows[7]["note"], rows[8]["mood"] = ["boss", "client"], "sonnet", "grim"
    rows[9]["met"], rows[9]["spoken"] = True, False
    rows[10]["network"] = None
    rows[11]["role"] = ["client", None]
    first = pa.Table.from_pylist(rows, schema=made.schema)
    pq.write_table(first, folder / "a.parquet")
    second = made.slice(300, 300).drop(["account_age"]).rename_columns(
        ["vouched" if name == "vouched_for" else name for name in made.column_names if name != "account_age"]
    )  # fmt: skip
    second = second.set_column(second.column_names.index("like"), "like", pa.array(["3"] * 300))
    pq.write_table(second, folder / "b.parquet")
    return folder


def test_all_that_is_wrong_is_told_before_the_first_row(tmp_path: Path, asked: Crowd) -> None:
    folder = spoilt(tmp_path / "in", asked)
    with pytest.raises(FactError) as refused:
        run(tmp_path / "out", folder)
    lines = refused.value.message.splitlines()
    expected = (
        "a.parquet: column `like` holds `9` in 1 row; the fact is a level from 0 to 5",
        "a.parquet: column `known_for` holds `-3` in 1 row; the fact is a duration",
        "a.parquet: column `mutuals` holds `-1` in 1 row; the fact is a count, 0 or more",
        "a.parquet: column `role` holds",
        "a.parquet: column `note` holds `sonnet` in 1 row",
        "a.parquet: column `mood` holds `grim` in 1 row; the fact is one of sunny, it's complicated",
        "a.parquet: 1 row contradicts itself about",
        "a.parquet: column `network` is empty in 1 row",
        "b.parquet: there is no column `account_age`",
        "b.parquet: there is no column `vouched_for` (did you mean `vouched`?)",
        "b.parquet: column `like` holds VARCHAR; the fact is a level from 0 to 5",
    )
    for one in expected:
        assert any(line.startswith(one) for line in lines), f"{one}\n{refused.value}"
    assert len(lines) == len(expected), refused.value
    assert "--unknown-if-invalid" in refused.value.next_step
    assert not (tmp_path / "out").exists()


def test_what_is_wrong_is_unknown_where_that_is_asked_for(tmp_path: Path, asked: Crowd) -> None:
    folder = spoilt(tmp_path / "in", asked)
    lenient = Asked(MIXED.policy, network_column="network", id_column="id", unknown_if_invalid=True)
    done = run(tmp_path / "out", folder, asked=lenient)
    first, second = (one["taken_for_unknown"] for one in done.manifest["sources"])
    assert first == {"like": 1, "known_for": 1, "mutuals": 1, "role": 2, "note": 1, "mood": 1, "network": 1,
                     "known, met, spoken, signed": 1}  # fmt: skip
    assert second == {"account_age": -1, "vouched_for": -1, "like": -1}
    people = [dict(one) for one in asked[0][:600]]
    for row, names in ((3, ["like"]), (4, ["known_for"]), (5, ["mutuals"]), (6, ["role"]), (7, ["note"]), (8, ["mood"]),
                       (9, ["met", "spoken", "known", "signed"]), (11, ["role"])):  # fmt: skip
        people[row] |= dict.fromkeys(names)
    for one in people[300:]:
        one |= dict.fromkeys(("account_age", "vouched_for", "like"))
    expected: list[Any] = told(MIXED.policy, people, asked[1][:600])
    expected[10] = (None, "ask", "ask", "no standards yet for this network")
    assert in_short(answers(tmp_path / "out")) == expected


def test_one_linked_fact_alone_that_cannot_be_read_is_unknown(tmp_path: Path) -> None:
    policy = Policy.parse('[networks.x.accept]\n"spoken" = "spoken"')
    (tmp_path / "in.csv").write_text("spoken\nperhaps\nyes\n", encoding="utf-8")
    done = run(tmp_path / "out", tmp_path / "in.csv", asked=Asked(policy, "x", unknown_if_invalid=True))
    assert done.manifest["sources"][0]["taken_for_unknown"] == {"spoken": 1}
    assert [row["verdict"] for row in answers(tmp_path / "out")] == ["ask", "accept"]


def test_a_csv_is_refused_for_the_same_reasons(tmp_path: Path, asked: Crowd) -> None:
    made = crowd.as_texts(crowd.table(*asked).slice(0, 50)).to_pylist()
    made[0]["like"], made[1]["known_for"], made[2]["met"] = "9", "a while", "perhaps"
    made[3]["role"], made[4]["met"], made[4]["spoken"] = "boss", "yes", "no"
    csv.write_csv(pa.Table.from_pylist(made), tmp_path / "in.csv")
    with pytest.raises(FactError) as refused:
        run(tmp_path / "out", tmp_path / "in.csv")
    for one in ("`like` holds `9`", "`known_for` holds `a while`", "`met` holds `perhaps`", "`role` holds `boss`",
                "1 row contradicts itself"):  # fmt: skip
        assert one in refused.value.message
    assert len(refused.value.message.splitlines()) == 5


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("none.parquet", None, "cannot be read"),
        ("text.parquet", b"this is no Parquet", "cannot be read"),
        ("notes.txt", b"a,b\n", "does not say what it is"),
        ("broken.csv", b'id;network\n1;"x\n2;x\n3', "cannot be read"),
        ("twice.csv", b"id,network,id\n1,x,2\n", "does not name each column"),
        ("latin.csv", b"id,network,role\n1,x,caf\xe9\n", "cannot be read"),
        ("a[1].parquet", b"", "rename it"),
        ("no.duckdb#requests", None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes | None, sentence: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises((SourceError, FactError), match=sentence) as refused:
        run(tmp_path / "out", tmp_path / name)
    assert name.split("#")[0] in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_a_table_that_is_not_there_is_named_with_those_that_are(tmp_path: Path, requests: Path) -> None:
    with pytest.raises(SourceError) as refused:
        run(tmp_path / "out", f"{requests / 'all.duckdb'}#people")
    assert "requests" in refused.value.next_step
    with pytest.raises(UsageError, match="name a table"):
        run(tmp_path / "out", requests / "all.duckdb")


def test_a_table_with_rows_deleted_keeps_the_row_ids_of_the_rest(
    tmp_path: Path, asked: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    import duckdb

    monkeypatch.setattr("doorstep.desk.bulk.checking.PART_ROWS", 500)
    with duckdb.connect(str(tmp_path / "some.duckdb")) as base:
        base.register("made", crowd.table(*asked))
        base.execute("create table asks as select * from made")
        base.execute("delete from asks where id < 1100 or id % 3 = 0")
    run(tmp_path / "out", f"{tmp_path / 'some.duckdb'}#asks", asked=Asked(MIXED.policy, network_column="network"))
    rows, expected = answers(tmp_path / "out"), told(MIXED.policy, *asked)
    assert [row["row"] for row in rows] == [n for n in range(1100, len(expected)) if n % 3]
    assert in_short(rows) == [expected[row["row"]] for row in rows]


def test_nothing_outside_the_named_files_is_in_reach(tmp_path: Path, requests: Path) -> None:
    import duckdb

    (source,) = tables.found([str(requests / "all.csv")])
    with tables.connected([source], 1) as base:
        for query in (
            f"select * from read_parquet('{requests / 'parquet' / 'a.parquet'}')",
            "select * from read_csv('https://example.invalid/x.csv')",
            f"copy (select 1) to '{tmp_path / 'x.csv'}'",
            "install httpfs",
        ):
            with pytest.raises(duckdb.Error):
                base.execute(query)


def test_a_network_is_needed_and_has_to_have_a_door() -> None:
    with pytest.raises(UsageError, match="on which network"):
        Asked(MIXED.policy)
    with pytest.raises(NotFoundError, match="no door for `linkedln`"):
        Asked(MIXED.policy, network="linkedln")


def test_an_empty_file_gives_an_empty_run(tmp_path: Path, asked: Crowd) -> None:
    pq.write_table(crowd.table(*asked).slice(0, 0), tmp_path / "none.parquet")
    done = run(tmp_path / "out", tmp_path / "none.parquet")
    assert (done.manifest["rows"], done.manifest["verdicts"]) == (0, {})


@pytest.mark.parametrize("module", ["duckdb", "pyarrow"])
def test_a_missing_extra_is_told_with_the_line_that_installs_it(
    tmp_path: Path, requests: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(DoorstepError, match=module) as told:
        run(tmp_path / "out", requests / "parquet")
    assert "pip install 'doorstep[bulk]'" in told.value.next_step
    assert not (tmp_path / "out").exists()
