"""Writes the pages of the documentation that follow from the code: `python docs/generate.py` after a change.

facts.md follows from the catalogue, errors.md from errors.py and from the gallery in tests/policy/mistakes, sources.md
from what `doorstep sources` tells.
"""

from collections.abc import Iterator
from pathlib import Path

from doorstep import errors
from doorstep.facts.catalogue import CATALOGUE, Fact
from doorstep.facts.values import duration_text
from doorstep.sources.guide import Entry, entries

DOCS = Path(__file__).parent
GALLERY = DOCS.parent / "tests" / "policy" / "mistakes"
GENERATED = "<!-- Written by docs/generate.py: do not edit. -->"
SAID_BY = {"me": "you", "records": "your records", "network": "the network", "asker": "the asker"}
WHO = {"me": "you", "them": "them", "both": "both of you"}
LONG = 500  # a policy longer than this shows nothing more by its length


def facts_page() -> str:
    """Everything that can be known about a person or a request, a row a fact."""
    lines = [
        "# Facts",
        "",
        GENERATED,
        "",
        "What a rule can speak of. A fact that nobody has told is unknown: neither yes nor no. Some follow from",
        "others: whom you have met you have spoken with, and whom you have spoken with you know.",
        "",
        "*Who can tell*: you always can, with `doorstep set`. A fact that only the asker stands behind is a **claim**;",
        "`doorstep policy check` warns of a door that opens on claims alone. *Stale* after a time means unknown again.",
        "",
        "| fact | what it means | type | who can tell | stale after |",
        "|---|---|---|---|---|",
        *(_fact_row(fact) for fact in CATALOGUE),
        "",
        "## What can be brought about",
        "",
        "These can be made true by doing something; doorstep names the step when it would open a door. Durations",
        "pass by themselves.",
        "",
        "| fact | step | who | minutes | makes true as well |",
        "|---|---|---|---|---|",
        *(_step_row(fact) for fact in CATALOGUE if fact.step),
        "",
        "## The questions",
        "",
        "| fact | question |",
        "|---|---|",
        *(f"| `{fact.name}` | {fact.question} |" for fact in CATALOGUE),
    ]
    return "\n".join(lines) + "\n"


def _fact_row(fact: Fact) -> str:
    meaning = fact.meaning + (f" (only on {', '.join(fact.networks)})" if fact.networks else "")
    kind = fact.type + (": " + ", ".join(fact.options) if fact.options else "")
    kind += " 0 to 5" if fact.type == "level" else ""
    who = ", ".join(SAID_BY[one] for one in fact.said_by) + (" (claim)" if fact.is_claim else "")
    stale = duration_text(fact.stale_days) if fact.stale_days else ""
    return f"| `{fact.name}` | {meaning} | {kind} | {who} | {stale} |"


def _step_row(fact: Fact) -> str:
    assert fact.step is not None
    implied = ", ".join(f"`{name}`" for name in fact.implies)
    return f"| `{fact.name}` | {fact.step.text} | {WHO[fact.step.who]} | {fact.step.minutes} | {implied} |"


def errors_page() -> str:
    """The exit codes, and every mistake of a policy with what is printed."""
    lines = [
        "# Errors",
        "",
        GENERATED,
        "",
        "An error is a sentence with a place and a next step. It goes to stderr, and the command ends with its code.",
        "",
        "| code | error | what it is about |",
        "|---|---|---|",
        "| 0 | | all is well |",
        *(f"| {kind.exit_code} | `{kind.__name__}` | {_first_line(kind)} |" for kind in _kinds(errors.DoorstepError)),
        "",
        "## Mistakes in a policy",
        "",
        "All of them are told at once, and a policy with a mistake decides nothing. Each of these is run as a test.",
        "",
    ]
    for path in sorted(GALLERY.glob("*.toml")):
        lines += _mistake(path)
    return "\n".join(lines)


def _kinds(kind: type[errors.DoorstepError]) -> Iterator[type[errors.DoorstepError]]:
    yield kind
    for below in kind.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from _kinds(below)


def _first_line(kind: type) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0].rstrip(".")


def _mistake(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    title, _, body = text.partition("\n")
    printed = path.with_name(f"{path.stem}.expected.txt").read_text(encoding="utf-8")
    *told, _ = printed.splitlines()  # the last line is the same for all
    shown = ["```toml", *body.rstrip().splitlines(), "```"] if body.strip() and len(body) < LONG else []
    return [f"### {title.lstrip('# ') or 'An empty file'}", "", *shown, "```text", *told, "```", ""]


def sources_page() -> str:
    """What can be read, how to get it, what it tells and never tells."""
    lines = [
        "# What can be read",
        "",
        GENERATED,
        "",
        "Everything is a file that you ask for and give to doorstep; it fetches nothing by itself. That can be a zip,",
        "all its parts, the unpacked folder, or a single file, and several exports can be given at once:",
        "",
        "    doorstep import ARCHIVE.zip contacts.csv calendar.ics --dry-run",
        "",
        "tells what they would bring, and without `--dry-run` it is taken in: all or nothing, the same twice changes",
        "nothing, and `doorstep undo` takes an import back. What is exact (an address, a number, a profile's address)",
        "joins one person's profiles by itself; a name alone never does, and `doorstep same` asks.",
        "",
        "What a file does not tell stays unknown: that nothing is in it is no “no”. `doorstep sources NAME` tells the",
        "same on the command line.",
        "",
        "| | what it tells | how long it takes |",
        "|---|---|---|",
        *(f"| [{one.title}](#{_anchor(one.title)}) | {'; '.join(one.tells)} | {one.takes} |" for one in entries()),
        "",
        "The networks move these pages from time to time; the words there may differ a little.",
        *(line for one in entries() for line in _source(one)),
    ]
    return "\n".join(lines) + "\n"


def _source(one: Entry) -> Iterator[str]:
    yield from ("", f"## {one.title}", "")
    yield from (f"{number}. {step}" for number, step in enumerate(one.steps, 1))
    yield from ("", f"       {one.give}", "", f"It tells {'; '.join(one.tells)}. {one.cannot}")


def _anchor(title: str) -> str:
    return "".join(char for char in title.casefold().replace(" ", "-") if char.isalnum() or char == "-")


def pages() -> dict[str, str]:
    """The generated pages by their file's name."""
    return {"facts.md": facts_page(), "errors.md": errors_page(), "sources.md": sources_page()}


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
