"""The page on one's own judgement shows what its commands print. DOORSTEP_REWRITE=1 writes that anew."""

import os
import re
from contextlib import chdir
from pathlib import Path

from ..test_examples import RUN
from .planted import planted
from .runner import Doorstep

PAGE = Path(__file__).parents[2] / "docs" / "evenness-practice.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.M | re.S)


def test_every_command_prints_what_the_page_shows(tmp_path: Path) -> None:
    door = planted(Doorstep(tmp_path / "fred"))
    rows = "".join(f"{number},{'AB'[number % 2]}\n" for number in range(1, 121))
    (tmp_path / "groups.csv").write_text(f"id,group\n{rows}", encoding="utf-8")

    def played(block: re.Match[str]) -> str:
        commands = [line for line in block[1].splitlines() if line.startswith("$ ")]
        return "```console\n" + "\n".join(RUN.played(commands, str(door.home))) + "\n```"

    text = PAGE.read_text(encoding="utf-8")
    with chdir(tmp_path):
        found = BLOCK.sub(played, text)
    if os.environ.get("DOORSTEP_REWRITE"):
        PAGE.write_text(found, encoding="utf-8", newline="\n")
    assert found == text
    assert "(exit code" not in found
