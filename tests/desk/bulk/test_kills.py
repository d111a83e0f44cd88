"""Real kills and full disks: a run goes on where it was, and ends with the same bytes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ...cli.runner import environment
from . import crowd
from .runs import Crowd, files, run


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, asked: Crowd) -> Path:
    """Half a million requests in fifty files."""
    folder = tmp_path_factory.mktemp("many")
    made = pa.concat_tables([crowd.table(*asked)] * 4).drop(["id"])
    for number in range(50):
        ids = pa.array(range(number * len(made), (number + 1) * len(made)), pa.int64())
        some = pa.concat_tables([made.slice(number * 7), made.slice(0, number * 7)]).add_column(0, "id", ids)
        pq.write_table(some, folder / f"requests-{number:02d}.parquet")
    return folder


def command(many: Path, requests: Path, out: Path) -> list[str]:
    """The run as a program of its own."""
    words = ["replay", "--requests", str(many), "--policy", str(requests / "policy.toml"), "--out", str(out),
             "--network-column", "network", "--id", "id", "--workers", "2"]  # fmt: skip
    return [sys.executable, "-m", "doorstep", *words]


def test_a_killed_run_goes_on_and_ends_with_the_same_bytes(tmp_path: Path, requests: Path, many: Path) -> None:
    whole, out = tmp_path / "whole", tmp_path / "killed"
    subprocess.run(command(many, requests, whole), env=environment(), check=True, capture_output=True)
    kills = 0
    for parts_there in (3, 17, 35):
        process = subprocess.Popen(
            command(many, requests, out), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and len(list(out.glob("part-*.parquet"))) < parts_there:
            time.sleep(0.002)
        os.kill(process.pid, signal.SIGKILL)
        kills += process.wait() == -signal.SIGKILL
        assert not (out / "manifest.json").exists(), "a run that was killed is not whole"
        kept = {path.name: path.stat().st_mtime_ns for path in out.glob("part-*.parquet")}
    assert kills == 3
    assert len(kept) < 50
    said = subprocess.run(command(many, requests, out), env=environment(), check=True, capture_output=True, text=True)
    assert "had been decided before" in said.stderr
    assert files(out) == files(whole)
    for name, changed in kept.items():
        assert (out / name).stat().st_mtime_ns == changed, "what was decided is not decided again"


@pytest.mark.skipif(not Path("/proc").exists(), reason="this system does not list its processes in /proc")
def test_the_workers_of_a_killed_run_end_with_it(tmp_path: Path, requests: Path, many: Path) -> None:
    out = tmp_path / "killed"
    process = subprocess.Popen(
        command(many, requests, out), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while process.poll() is None and not list(out.glob("part-*.parquet")):
        time.sleep(0.002)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    assert children
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    until = time.monotonic() + 20
    while any(Path(f"/proc/{child}/stat").exists() for child in children) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{child}/stat").exists() for child in children)


def test_a_worker_that_is_ended_from_outside_is_told(tmp_path: Path, requests: Path, many: Path) -> None:
    children = Path("/proc/self/task")
    if not children.exists():
        pytest.skip("this system does not list its processes in /proc")
    out = tmp_path / "out"
    process = subprocess.Popen(
        command(many, requests, out), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    while process.poll() is None and not list(out.glob("part-*.parquet")):
        time.sleep(0.002)
    workers = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    commands = {one: Path(f"/proc/{one}/cmdline").read_text() for one in workers}
    os.kill(next(int(one) for one, text in commands.items() if "spawn_main" in text), signal.SIGKILL)
    _, told = process.communicate()
    assert process.returncode == 1
    assert "ended from outside" in told
    assert "Traceback" not in told


def test_a_full_disk_is_told_and_the_run_goes_on_later(tmp_path: Path, requests: Path) -> None:
    resource = pytest.importorskip("resource")
    out, words = tmp_path / "out", command(requests / "parquet", requests, tmp_path / "out")
    full = subprocess.run(
        words, env=environment(), capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
    )  # fmt: skip
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert "goes on where it was" in full.stderr
    assert [path.name for path in out.iterdir()] == ["run.json"], "nothing half-written is left"
    subprocess.run(words, env=environment(), check=True, capture_output=True)
    run(tmp_path / "whole", requests / "parquet")
    assert files(out) == files(tmp_path / "whole")


def test_the_command_gives_the_manifest_as_json(tmp_path: Path, requests: Path) -> None:
    words = [*command(requests / "parquet", requests, tmp_path / "out"), "--json"]
    said = subprocess.run(words, env=environment(), check=True, capture_output=True, text=True)
    assert json.loads(said.stdout) == json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
