"""doorstep as a person types it: in this process for most tests, as a program of its own where that matters."""

import fcntl
import json
import os
import pty
import select
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from doorstep.cli import main

STOCK = ("alembic_version", "sqlite_sequence", "policy_version")  # versions are kept by looking
TODAY = "2026-11-21"


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Doorstep:
    """The command line over one folder, on a day that stands still."""

    home: Path
    today: str = TODAY

    def run(self, *words: str, keys: str = "") -> Said:
        """The command in this process; `keys` is what the user types."""
        given = ["--home", str(self.home), "--today", self.today, *words]
        done = CliRunner().invoke(main, given, input=keys, prog_name="doorstep", catch_exceptions=False)
        return Said(done.exit_code, done.stdout, done.stderr)

    def __call__(self, *words: str, keys: str = "") -> str:
        """What a command that works prints."""
        said = self.run(*words, keys=keys)
        assert said.code == 0, said
        return said.out

    def json(self, *words: str) -> Any:
        """What a command gives with --json."""
        return json.loads(self(*words, "--json"))

    def fails(self, code: int, *words: str, keys: str = "") -> str:
        """What a command that ends with this code says on the error channel; nothing else, and nothing is changed."""
        before = self.content()
        said = self.run(*words, keys=keys)
        assert said.code == code, said
        assert said.out == "" or "[y/N]" in said.err, "a result only where a question was asked about it"
        assert self.content() == before, "nothing half done"
        return said.err

    def row(self, person: str, **options: str) -> dict[str, Any]:
        """The row of `inbox --json` of the person with this name."""
        words = [word for key, value in options.items() for word in (f"--{key}", value)]
        (found,) = [one for one in self.json("inbox", *words) if one["person"]["name"] == person]
        return dict(found)

    def at(self, today: str) -> "Doorstep":
        """The same folder on another day."""
        return Doorstep(self.home, today)

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, the journal too; empty where there is no ledger, or a new one."""
        path = self.home / "ledger.db"
        if not path.exists():
            return {}
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as raw:
            try:
                names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
                found = {name: raw.execute(f"SELECT * FROM {name}").fetchall() for name in names if name not in STOCK}
                found["setting"] = [row for row in found["setting"] if row[1] != "salt"]
            except sqlite3.DatabaseError:
                found = {}
        raw.close()
        return {name: rows for name, rows in found.items() if rows}

    def command(self, *words: str) -> list[str]:
        """The words of a process."""
        return [sys.executable, "-m", "doorstep", "--home", str(self.home), "--today", self.today, *words]

    def process(self, *words: str, env: Mapping[str, str] | None = None, text: str = "") -> Said:
        """The command as a program of its own."""
        done = subprocess.run(
            self.command(*words), capture_output=True, text=True, encoding="utf-8", input=text, timeout=60,
            env={**environment(), **(env or {})},
        )  # fmt: skip
        return Said(done.returncode, done.stdout, done.stderr)

    def on_terminal(self, *words: str, columns: int = 60, typed: Sequence[tuple[str, str]] = ()) -> str:
        """What the command writes on a terminal so wide, escapes included; `typed` are keys for after some words."""
        screen, other_end = pty.openpty()
        fcntl.ioctl(other_end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        env = {**environment(), "TERM": "xterm-256color"}
        process = subprocess.Popen(
            self.command(*words), stdin=other_end, stdout=other_end, stderr=other_end, env=env, close_fds=True
        )
        os.close(other_end)
        written, to_type = b"", list(typed)
        while select.select([screen], [], [], 30)[0]:
            try:
                chunk = os.read(screen, 65536)
            except OSError:  # the other end was closed
                break
            if not chunk:
                break
            written += chunk
            if to_type and to_type[0][0].encode() in written:
                time.sleep(0.3)  # a program that is about to wait for one key drops what was typed before
                os.write(screen, to_type.pop(0)[1].encode())
        os.close(screen)
        assert process.wait(30) == 0, written
        return written.decode("utf-8").replace("\r\n", "\n")


def environment() -> dict[str, str]:
    """The environment without what would change how doorstep looks or where it works."""
    unwanted = ("DOORSTEP_", "COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TERM", "CLICOLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return {**kept, "PYTHONIOENCODING": "utf-8"}
