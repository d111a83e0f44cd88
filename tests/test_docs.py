"""What the documentation says is so: its examples are run, and its generated pages are up to date."""

import doctest
import os
import re
import runpy
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from doorstep import Policy
from doorstep.facts.catalogue import Catalogue
from doorstep.facts.values import from_text

from .test_examples import RUN

DOCS = Path(__file__).parent.parent / "docs"
LANGUAGE = (DOCS / "policy.md").read_text(encoding="utf-8")
CONDITION, ANSWER = "| condition | holds for | and not for |", "| facts | at the door | answer |"


def blocks(kind: str) -> list[tuple[int, str]]:
    """The fenced blocks of a kind, each with the place where it ends."""
    return [(found.end(), found[1]) for found in re.finditer(rf"```{kind}\n(.*?)```", LANGUAGE, re.DOTALL)]


def policy_before(place: int) -> Policy:
    """The policy that the text has shown last."""
    return Policy.parse([text for end, text in blocks("toml") if end <= place][-1])


def rows(head: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of every table with this head, each with its place."""
    for found in re.finditer(re.escape(head) + r"\n\|[-|]+\n((?:\|.*\n)+)", LANGUAGE):
        for row in found[1].splitlines():
            yield found.start(), [cell.strip().strip("`") for cell in row.strip("|").split("|")]


def facts_of(text: str, catalogue: Catalogue) -> dict[str, Any]:
    """`role=client, spoken=no` as facts."""
    pairs = [pair.split("=", 1) for pair in text.split(", ") if pair]
    return {name: from_text(catalogue[name], value) for name, value in pairs}


ANSWERS = list(rows(ANSWER))


@pytest.mark.parametrize(("place", "row"), ANSWERS, ids=[" at ".join(row[:2]) for _, row in ANSWERS])
def test_every_answer_in_the_language_guide_is_given(place: int, row: list[str]) -> None:
    policy = policy_before(place)
    facts, network, verdict = row
    assert policy.decide(network, facts_of(facts, policy.catalogue)).verdict == verdict.replace(" ", "_")


@pytest.mark.parametrize("row", [row for _, row in rows(CONDITION)], ids=lambda row: row[0])
def test_every_condition_in_the_language_guide_holds_as_told(row: list[str]) -> None:
    condition, holds, fails = row
    policy = Policy.parse(f'[networks.linkedin.accept]\n"it holds" = "{condition}"')
    for facts, truth in ((holds, "yes"), (fails, "no")):
        if facts:
            (rule,) = policy.decide("linkedin", facts_of(facts, policy.catalogue)).rules
            assert rule.truth == truth


def test_the_language_guide_shows_every_keyword_and_sign() -> None:
    shown = " ".join(row[0] for _, row in rows(CONDITION))
    for word in ("and", "or", "not", "in", "not in", "of", "always", "never", "==", "!=", "<", "<=", ">", ">="):
        assert f" {word} " in f" {shown} ", word


def test_every_policy_in_the_language_guide_reads() -> None:
    for _, text in blocks("toml"):
        Policy.parse(text)


@pytest.mark.parametrize(("place", "text"), blocks("python"))
def test_every_session_in_the_language_guide_runs_as_printed(place: int, text: str) -> None:
    example = doctest.DocTestParser().get_doctest(text, {"policy": policy_before(place)}, "policy.md", None, 0)
    assert doctest.DocTestRunner().run(example).failed == 0


def test_the_page_on_many_requests_does_what_it_shows(tmp_path: Path) -> None:
    path, named = DOCS / "bulk.md", re.compile(r"`([\w.]+)`[^`]*\Z")
    page = path.read_text(encoding="utf-8")

    def played(block: re.Match[str]) -> str:
        kind, body = block[1], block[2]
        if kind in ("csv", "toml"):
            name = named.search(page[: block.start()])
            assert name is not None
            (tmp_path / name[1]).write_text(body, encoding="utf-8")
        elif kind == "console":
            commands = [line for line in body.splitlines() if line.startswith("$ ")]
            body = "\n".join(RUN.played(commands, str(tmp_path / "home"))) + "\n"
        elif kind == "python":
            lines = [line for line in body.splitlines() if line.startswith((">>> ", "... "))]
            told = StringIO()
            with redirect_stdout(told):
                exec("\n".join(line[4:] for line in lines), {})
            body = "\n".join(lines) + "\n" + told.getvalue()
        return f"```{kind}\n{body}```"

    with chdir(tmp_path):
        found = re.sub(r"```(\w+)\n(.*?)```", played, page, flags=re.DOTALL)
    if os.environ.get("DOORSTEP_REWRITE"):
        path.write_text(found, encoding="utf-8", newline="\n")
    assert found == page


def test_the_generated_pages_are_up_to_date() -> None:
    pages = runpy.run_path(str(DOCS / "generate.py"))["pages"]()
    for name, text in pages.items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, "run python docs/generate.py"


def test_every_link_between_the_pages_leads_somewhere() -> None:
    for page in DOCS.glob("*.md"):
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (DOCS / link).exists(), f"{page.name}: {link}"


def test_every_picture_is_small_and_shown_on_a_page() -> None:
    shown = {
        name for page in DOCS.glob("*.md") for name in re.findall(r"pictures/[\w-]+\.png", page.read_text("utf-8"))
    }
    assert shown == {f"pictures/{path.name}" for path in (DOCS / "pictures").iterdir()}
    assert all(path.stat().st_size <= 120 * 1024 for path in (DOCS / "pictures").iterdir())
