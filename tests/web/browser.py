"""A real browser on a real server: Debian's chromium through playwright, or a reason why there is none."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TODAY = "2026-11-21"
AXE = Path(__file__).with_name("axe.min.js")
# what a machine without a screen, a sandbox or a network needs; and nothing of the browser's own goes out
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@cache
def missing() -> str:
    """What a browser test lacks here; empty where nothing."""
    if find_spec("playwright") is None:
        return "playwright is not installed"
    return "" if chromium() else "there is no chromium on this machine (on Debian: apt install chromium)"


def chromium() -> str:
    """The browser's path, or nothing."""
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
    )


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its address, the link that signs one browser in, the token for programs."""

    address: str
    link: str
    token: str


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    """`doorstep serve` on a folder, at any free port."""
    command = [
        sys.executable,
        "-m",
        "doorstep",
        "--home",
        str(home),
        "--today",
        TODAY,
        "serve",
        "--json",
        "--port",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            told = ""
            while not told.rstrip().endswith("}"):
                line = running.stdout.readline()
                assert line, "the server did not start"
                told += line
            given: dict[str, Any] = json.loads(told)
            yield Server(f"http://{given['host']}:{given['port']}", given["link"], given["token"])
        finally:
            running.terminate()
            with suppress(subprocess.TimeoutExpired):
                running.wait(10)


def violations(page: Any) -> list[str]:
    """What axe-core finds on the page with all that can be opened open, a line for each kind, with where."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:3]}" for one in found]
