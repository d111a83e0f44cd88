"""Plays an example in a fresh folder: each command, and what it prints. `python examples/run.py [NAME]`."""

import os
import shlex
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import chdir
from io import TextIOWrapper
from pathlib import Path

HERE = Path(__file__).resolve().parent
STORY = "not-yet"
TODAY = "2026-11-21"  # the examples were written for this day
HOME = "~/doorstep"  # what is shown in the place of the fresh folder
# Set to nothing, so that the same is printed wherever it is played.
PAGE = "The same as a page in your browser, with people and standards of your own: .venv/bin/doorstep serve"
UNSET = ("DOORSTEP_DATABASE", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")


def names() -> list[str]:
    """The examples that come along."""
    return sorted(path.parent.name for path in HERE.glob("*/script.txt"))


def script_of(name: str) -> list[str]:
    """The lines of an example: `# words to the reader` and `$ doorstep …`."""
    return (HERE / name / "script.txt").read_text(encoding="utf-8").splitlines()


def answer_to(command: str, home: str) -> str:
    """What `doorstep …` prints, played on the day of the examples; another exit code than 0 is told at the end."""
    from click.testing import CliRunner

    from doorstep.cli import main

    words = shlex.split(command)
    if words[0] != "doorstep":
        raise ValueError(f"an example plays doorstep alone, not `{words[0]}`")
    environment = {**dict.fromkeys(UNSET), "DOORSTEP_HOME": home, "TERM": "dumb"}
    done = CliRunner(env=environment).invoke(main, ["--today", TODAY, *words[1:]], catch_exceptions=False)
    lines = [line.rstrip() for line in done.output.replace(home, HOME).splitlines()]
    if done.exit_code:
        lines.append(f"(exit code {done.exit_code})")
    return "\n".join(lines).strip("\n")


def played(lines: Iterable[str], home: str) -> Iterator[str]:
    """The lines as they are shown, each command followed by what it prints, as soon as it is there."""
    has_answered = False
    for line in lines:
        if not line.startswith("$ "):
            has_answered = False
            yield line.removeprefix("#").removeprefix(" ")
            continue
        if has_answered:
            yield ""
        yield line
        yield answer_to(line.removeprefix("$ "), home)
        has_answered = True


def transcript(name: str, home: str) -> str:
    """Everything that an example shows, its commands included."""
    with chdir(HERE / name):
        return "\n".join(played(script_of(name), home)) + "\n"


def main() -> None:
    """Plays the example that is named, or the story, line by line; commands stand out on a terminal."""
    name = sys.argv[1] if len(sys.argv) > 1 else STORY
    if name not in names():
        sys.exit(f"there is no example `{name}`; there are {', '.join(names())}")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # the shapes and names are not in every system's own
    is_bold = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    with tempfile.TemporaryDirectory(prefix="doorstep-") as home, chdir(HERE / name):
        for text in played(script_of(name), home):
            bold = is_bold and text.startswith(("$ ", "── "))
            sys.stdout.write(f"\x1b[1m{text}\x1b[0m\n" if bold else f"{text}\n")
            sys.stdout.flush()
    sys.stdout.write(f"\n{PAGE}\n")


if __name__ == "__main__":
    main()
