"""Each example is played as `make run` plays it. DOORSTEP_REWRITE=1 writes its expected.txt anew."""

import os
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"


def player() -> ModuleType:
    """The script behind `make run`."""
    spec = spec_from_file_location("examples_run", EXAMPLES / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RUN = player()


@pytest.mark.parametrize("name", RUN.names())
def test_an_example_prints_what_is_expected(name: str, tmp_path: Path) -> None:
    found, expected = RUN.transcript(name, str(tmp_path)), EXAMPLES / name / "expected.txt"
    if os.environ.get("DOORSTEP_REWRITE"):
        expected.write_text(found, encoding="utf-8", newline="\n")
    assert found == expected.read_text(encoding="utf-8")
    assert "(exit code" not in found


def test_the_story_goes_from_not_yet_to_accept(tmp_path: Path) -> None:
    told = RUN.transcript("not-yet", str(tmp_path))
    not_yet, offer, back = "a phone call would open it", "LinkedIn is open: offer that", "is back: ✓ accept"
    assert told.index(not_yet) < told.index(offer) < told.index(back) < told.index("on Facebook: accepted")


def test_two_patients_get_the_same_words_after_the_thanks(tmp_path: Path) -> None:
    told = RUN.transcript("practice", str(tmp_path))
    replies = {
        told.split(f"Reply, if you like\n  {name}")[1].split("doorstep accept")[0].partition("\n")[2]
        for name in ("Emil", "Petra")
    }
    assert len(replies) == 1
    assert "patient" not in replies.pop()


def test_what_two_patients_are_published_nowhere(tmp_path: Path) -> None:
    told = RUN.transcript("practice", str(tmp_path))
    page = told.split("$ doorstep policy show --public")[1]
    assert "clients, patients" in page
    assert not any(name in page for name in ("Petra", "Sandoval", "Emil", "Hartwig", "Ida", "Otto"))


def test_the_story_ends_by_saying_what_to_do_with_an_export_of_your_own() -> None:
    ending = "\n".join(RUN.script_of("not-yet")).split("# ── Your turn.")[1]
    for told in ("Get a copy of your data", "within minutes", "within about a day", "within three days"):
        assert told in ending
    commands = [line.split()[1:3] for line in ending.splitlines() if ".venv/bin/doorstep" in line]
    assert commands == [
        [".venv/bin/doorstep", "policy"],
        [".venv/bin/doorstep", "import"],
        [".venv/bin/doorstep", "inbox"],
    ]
    assert not any("Your turn" in line for name in RUN.names() if name != "not-yet" for line in RUN.script_of(name))


def test_everybody_in_the_examples_is_invented() -> None:
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES.rglob("*.csv")]
    links = [slug for text in texts for slug in re.findall(r"/in/([^,\s\"]+)", text)]
    assert links
    assert all(slug.endswith("-beispiel") for slug in links)


def test_what_an_example_prints_names_no_folder_of_this_machine(tmp_path: Path) -> None:
    for name in RUN.names():
        home = tmp_path / name
        told = RUN.transcript(name, str(home))
        assert str(tmp_path) not in told
        assert str(EXAMPLES.parent) not in told


def test_a_run_ends_by_saying_how_to_open_the_page() -> None:
    done = subprocess.run(
        [sys.executable, EXAMPLES / "run.py", "one-person"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1].endswith("doorstep serve")
