"""The README and the quickstart do what they show. DOORSTEP_REWRITE=1 writes the output in them anew.

In a ```console block each line `$ doorstep …` is run, and what stands below it is what it printed. A ```toml append
block is added to the policy, any other ```toml block is a policy, and a ```pycon block is a doctest.
"""

import doctest
import os
import re
from contextlib import chdir
from importlib.util import find_spec
from pathlib import Path

import pytest

from doorstep import Policy

from .test_examples import RUN

ROOT = Path(__file__).parent.parent
PLAYED = (
    "README.md",
    "docs/quickstart.md",
    "docs/evenness.md",
    "docs/asking.md",
    "docs/stakes.md",
    "docs/exposure.md",
    "docs/after.md",
    "docs/circles.md",
)
PAGES = (*PLAYED, "CHANGELOG.md", "docs/code.md", "docs/decisions.md", "docs/contributing.md", "docs/bulk.md")
_BLOCK = re.compile(r"^```(?P<kind>[a-z]+(?: append)?)\n(?P<body>.*?)^```$", re.M | re.S)


def text_of(page: str) -> str:
    """A page's text."""
    return (ROOT / page).read_text(encoding="utf-8")


def replayed(page: str, home: Path) -> str:
    """The page with the output that its commands print now, run one after the other in one fresh folder."""

    def played(block: re.Match[str]) -> str:
        kind, body = block["kind"], block["body"]
        if kind == "toml append":
            with (home / "policy.toml").open("a", encoding="utf-8") as file:
                file.write(f"\n{body}")
        if kind != "console":
            return block[0]
        commands = [line for line in body.splitlines() if line.startswith("$ ")]
        told = "\n".join(RUN.played(commands, str(home)))
        return f"```console\n{told}\n```"

    with chdir(ROOT):
        return _BLOCK.sub(played, text_of(page))


@pytest.mark.parametrize("page", PLAYED)
def test_every_command_prints_what_the_page_shows(page: str, tmp_path: Path) -> None:
    found = replayed(page, tmp_path)
    if os.environ.get("DOORSTEP_REWRITE"):
        (ROOT / page).write_text(found, encoding="utf-8", newline="\n")
    assert found == text_of(page)
    assert "(exit code" not in found


@pytest.mark.parametrize("page", PLAYED)
def test_every_policy_on_the_page_is_without_mistakes(page: str) -> None:
    for block in _BLOCK.finditer(text_of(page)):
        if block["kind"].startswith("toml"):
            assert not Policy.parse(block["body"]).check()


@pytest.mark.parametrize("page", PLAYED)
def test_the_library_does_what_the_page_shows(page: str) -> None:
    for block in _BLOCK.finditer(text_of(page)):
        if block["kind"] == "pycon":
            shown = doctest.DocTestParser().get_doctest(block["body"], {}, page, page, 0)
            assert doctest.DocTestRunner().run(shown).failed == 0


def test_the_readme_is_short_and_names_the_two_commands() -> None:
    readme = text_of("README.md")
    assert len(readme.splitlines()) <= 120
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.M))
    shown = re.findall(r"^    make (.+)$", readme.split("## Two commands")[1].split("\n## ")[0], re.M)
    assert [line.split()[0] for line in shown] == ["run", "test"]
    assert targets >= {"run", "test"}


def test_the_readme_names_every_way_to_go_on() -> None:
    readme = text_of("README.md")
    for command in (
        "policy check",
        "policy test",
        "policy compare",
        "policy history",
        "replay",
        "even",
        "rejudge",
        "serve",
        "stakes",
        "who",
        "ask",
        "agenda",
        "review",
        "circles",
        "forecast",
        "exposure",
    ):
        assert f"doorstep {command} " in readme, command
    for page in (
        "policy-tools",
        "bulk",
        "evenness-practice",
        "evenness",
        "stakes",
        "asking",
        "after",
        "circles",
        "exposure",
        "page",
    ):
        assert f"(docs/{page}.md)" in readme


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)", text_of(page)):
        assert (ROOT / page).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_an_address_or_a_folder_of_some_machine(page: str) -> None:
    assert not re.search(r"https?://(?!www\.linkedin\.com/in/[^\s]+-beispiel)|/home/|/tmp/", text_of(page))


def test_the_house_names_every_module() -> None:
    told = text_of("docs/code.md")
    for path in (ROOT / "src/doorstep").rglob("*.py"):
        name = path.relative_to(ROOT / "src/doorstep")
        if name.stem not in ("__init__", "__main__") and "migrations" not in name.parts:
            assert f"`{name.stem}`" in told, str(name)


def test_every_function_that_the_house_names_is_there() -> None:
    told = text_of("docs/code.md").split("## One request")[1]
    for module, name in re.findall(r"`((?:[a-z_]+/)+[a-z_]+)\.py` `([A-Za-z_.]+)", told):
        dotted = "doorstep." + module.replace("/", ".")
        assert find_spec(dotted), dotted
        source = text_of(f"src/doorstep/{module}.py")
        assert re.search(rf"^\s*(?:def|class) {name.rpartition('.')[2]}\b", source, re.M), f"{module}.py {name}"
