"""On a terminal and in a pipe; completion; what a start imports."""

import re
import subprocess
import sys
import unicodedata

import pytest

from .runner import Doorstep, environment

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
ESSENTIAL = {
    "click",
    "doorstep",
    "doorstep.cli",
    "doorstep.cli.agenda",
    "doorstep.cli.app",
    "doorstep.cli.ask",
    "doorstep.cli.cases",
    "doorstep.cli.circles",
    "doorstep.cli.even",
    "doorstep.cli.evenness",
    "doorstep.cli.exposure",
    "doorstep.cli.files",
    "doorstep.cli.forecast",
    "doorstep.cli.inbox",
    "doorstep.cli.people",
    "doorstep.cli.policy",
    "doorstep.cli.replay",
    "doorstep.cli.review",
    "doorstep.cli.sameness",
    "doorstep.cli.serve",
    "doorstep.cli.sources",
    "doorstep.cli.stakes",
    "doorstep.cli.steady",
    "doorstep.cli.versions",
    "doorstep.errors",
    "doorstep.facts",
    "doorstep.policy",
}
HEAVY = (
    "sqlalchemy", "alembic", "rich", "pyarrow", "tomllib", "sqlite3", "csv", "zipfile", "asyncio", "platformdirs",
    "hashlib", "difflib", "random", "doorstep.desk", "doorstep.ledger", "doorstep.sources", "doorstep.networks",
    "doorstep.replies", "doorstep.studies", "doorstep.web", "urllib.request", "http", "ssl", "socket", "email",
    "unittest",
)  # fmt: skip


def wide(line: str) -> int:
    """How many cells the line takes on a screen."""
    return sum(
        2 if unicodedata.east_asian_width(one) in "WF" else 0 if unicodedata.combining(one) else 1 for one in line
    )


@pytest.fixture
def crowded(cast: Doorstep) -> Doorstep:
    """The cast, a long name, a wide name, somebody who waits, and much that is known."""
    cast("add", "facebook", "Maximiliana Alexandrina von Hohenstaufen-Wittelsbach zu Sachsen", "--note", "long " * 60)
    cast("add", "mastodon", "田中 美咲" * 6, "--handle", "misaki@a-very-long-server-name-indeed.example")
    cast("set", "Nadia Lindqvist", "role=client,friend,colleague,neighbour", "known_for=2 years")
    cast("note", "Nadia Lindqvist", "call", "about " + "many things " * 20)
    cast("wait", "4")
    return cast


MAIN: tuple[list[str], ...] = (["inbox"], [], ["show", "1"], ["show", "7"], ["person", "Nadia Lindqvist"], ["log"])
OTHERS = (
    ["inbox", "--state", "all"], ["show", "6"], ["about", "Nadia Lindqvist"], ["policy", "show"], ["policy", "check"],
    ["policy", "history"], ["even"], ["replay"],
    ["facts"], ["questions", "--list"], ["try", "facebook", "role=partner"], ["wait", "6"], ["backup"],
    ["policy", "show", "--public"], ["--help"], ["import", "--help"],
)  # fmt: skip


@pytest.mark.parametrize(("columns", "commands"), [(60, MAIN + OTHERS), (40, MAIN), (100, MAIN)])
def test_no_line_is_wider_than_the_terminal(crowded: Doorstep, columns: int, commands: tuple[list[str], ...]) -> None:
    for words in commands:
        written = crowded.on_terminal(*words, columns=columns)
        for line in ESCAPES.sub("", written).splitlines():
            assert wide(line) <= columns, (words, line)


def test_a_request_is_one_line_on_a_terminal_too(crowded: Doorstep) -> None:
    lines = ESCAPES.sub("", crowded.on_terminal("inbox", columns=60)).splitlines()
    numbers = [line.split()[0] for line in lines if line[:2].strip().isdecimal()]
    assert numbers == ["1", "6", "5", "2", "7", "3"]  # accept, ask, not yet, decline; words of one's own first
    assert "✓ accept" in lines[0]
    assert all(shape in "".join(lines) for shape in "✓◔?✕")


def test_a_narrow_screen_leaves_columns_out_and_cuts_no_answer(crowded: Doorstep) -> None:
    crowded("set", "Nadia Lindqvist", "role=partner")
    path = crowded.home / "policy.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("prospect, partner,", "prospect,"), "utf-8")
    for words in (["policy", "compare"], ["replay", "--policy", "1"]):
        written = ESCAPES.sub("", crowded.on_terminal(*words, columns=50))
        turns = [line for line in written.splitlines() if line[:2].strip().isdecimal() and "→" in line]
        assert turns
        assert all(line.split("→")[1].split()[0] in ("accept", "not", "ask", "decline") for line in turns), turns


def test_numbers_by_answer_stay_beside_their_words(crowded: Doorstep) -> None:
    said = ESCAPES.sub("", crowded.on_terminal("inbox", columns=44)).splitlines()
    assert [line.strip()[:1] for line in said if re.fullmatch(r"  [✓◔?✕] .* \d+", line)] == ["✓", "◔", "?", "✕"]
    assert re.search(r"✓ accept \d+   ◔ not yet \d+   \? ask \d+   ✕ decline \d+", crowded("inbox"))


def test_colour_is_on_a_terminal_only(crowded: Doorstep) -> None:
    assert "\x1b[32m✓ accept" in crowded.on_terminal("inbox")
    for words in (["inbox"], ["show", "1"], [], ["facts"], ["log"]):
        said = crowded.process(*words)
        assert said.code == 0
        assert "\x1b" not in said.out + said.err
        assert "…" not in said.out, "nothing is cut in a pipe"
    assert "Maximiliana Alexandrina von Hohenstaufen-Wittelsbach zu Sachsen" in crowded.process("inbox").out


def test_the_words_keep_their_shape_without_colour(crowded: Doorstep) -> None:
    said = crowded.process("inbox", env={"NO_COLOR": "1"})
    assert "✓ accept" in said.out


def test_the_questions_take_one_key_on_a_terminal(crowded: Doorstep) -> None:
    written = crowded.on_terminal("questions", columns=200, typed=[("q: stop): ", "\n"), ("q stop", "q")])
    assert "q stop" in written
    assert "Stopped." in written


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes(empty: Doorstep, shell: str) -> None:
    script = empty.process(env={"_DOORSTEP_COMPLETE": f"{shell}_source"})
    assert script.code == 0
    assert "_DOORSTEP_COMPLETE" in script.out


def test_the_shell_completes_commands_and_options(empty: Doorstep) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "doorstep"], capture_output=True, text=True, check=True,
        env={**environment(), "_DOORSTEP_COMPLETE": "bash_complete", "COMP_WORDS": "doorstep in", "COMP_CWORD": "1"},
    )  # fmt: skip
    assert done.stdout.split() == ["plain,inbox"]
    done = subprocess.run(
        [sys.executable, "-m", "doorstep"], capture_output=True, text=True, check=True,
        env={**environment(), "_DOORSTEP_COMPLETE": "bash_complete", "COMP_WORDS": "doorstep inbox --verdict ",
             "COMP_CWORD": "3"},
    )  # fmt: skip
    assert done.stdout.split() == ["plain,accept", "plain,not_yet", "plain,ask", "plain,decline"]


@pytest.mark.parametrize("words", [["--help"], ["import", "--help"], ["policy", "new", "--help"]])
def test_a_start_imports_nothing_heavy(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "doorstep", *words],
        capture_output=True,
        text=True,
        env=environment(),
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert loaded >= ESSENTIAL
    own = {one for one in loaded if one.startswith("doorstep")}
    found = [one for one in loaded if any(one == name or one.startswith(name + ".") for name in HEAVY)]
    assert found == [], found
    engine = {one for one in own if one.startswith(("doorstep.policy.", "doorstep.facts."))}
    assert own <= ESSENTIAL | engine, own - ESSENTIAL
