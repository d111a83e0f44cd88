"""Runs an example in a fresh folder: each command is shown, then what it prints. `python examples/run.py [NAME]`."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def script_of(name: str) -> list[str]:
    """The lines of an example: `# words to the reader` and `$ doorstep …`."""
    return (HERE / name / "script.txt").read_text(encoding="utf-8").splitlines()


def played(name: str, home: str) -> str:
    """Everything that the example prints, its commands included."""
    environment = {**os.environ, "DOORSTEP_HOME": home, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
    doorstep = [sys.executable, "-m", "doorstep"]
    said = []
    for line in script_of(name):
        if not line.startswith("$ "):
            said.append(line.removeprefix("# "))
            continue
        said.append(line)
        words = shlex.split(line)[2:]
        day = ["--today", "2026-11-21"]
        done = subprocess.run(
            [*doorstep, *day, *words], cwd=HERE / name, env=environment, capture_output=True, text=True, encoding="utf-8"
        )
        said.append((done.stdout + done.stderr).replace(home, "~/doorstep").rstrip())
        if done.returncode:
            said.append(f"(exit code {done.returncode})")
    return "\n".join(said) + "\n"


def main() -> None:
    """Runs the example that is named, or the story, line by line."""
    name = sys.argv[1] if len(sys.argv) > 1 else "not-yet"
    with tempfile.TemporaryDirectory(prefix="doorstep-") as home:
        sys.stdout.write(played(name, home))


if __name__ == "__main__":
    main()
