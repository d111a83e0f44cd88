"""The page about changing one's standards does what it shows. DOORSTEP_REWRITE=1 writes the output in it anew.

A block ```toml NAME is written into the user's folder under that name, and each `$ doorstep …` of a ```console block is
run there, one after the other.
"""

import os
import re
from contextlib import chdir
from pathlib import Path

from .test_examples import RUN

PAGE = Path(__file__).parent.parent / "docs" / "policy-tools.md"
_BLOCK = re.compile(r"^```(?P<kind>toml|console)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$", re.M | re.S)


def test_the_page_about_changing_standards_prints_what_it_shows(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)

    def played(block: re.Match[str]) -> str:
        if block["kind"] == "toml":
            (tmp_path / block["name"]).write_text(block["body"], encoding="utf-8")
            return block[0]
        commands = [line for line in block["body"].splitlines() if line.startswith("$ ")]
        told = "\n".join(RUN.played(commands, str(tmp_path)))
        return f"```console\n{told}\n```"

    text = PAGE.read_text(encoding="utf-8")
    with chdir(tmp_path):
        found = _BLOCK.sub(played, text)
        cases = (tmp_path / "policy.cases.toml").read_text(encoding="utf-8")
        (python,) = re.findall(r"^```python\n(.*?)^```$", text, re.M | re.S)
        exec(python, {"text": cases})  # the page's own example
    if os.environ.get("DOORSTEP_REWRITE"):
        PAGE.write_text(found, encoding="utf-8", newline="\n")
    assert found == text
    assert found.count("(exit code") == 1, "the case that fails on purpose"
