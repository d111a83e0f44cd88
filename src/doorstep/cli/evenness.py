"""`doorstep even` over one's own decisions: the audit, one sentence's grounds, the report, an auditor's groups."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..errors import UsageError
from .app import DAY, App, give_json, say

if TYPE_CHECKING:
    from ..desk.evenness import DoorAudit, Evenness
    from ..desk.report import Report
    from ..studies.sentences import Sentence

Command = TypeVar("Command", bound=Callable[..., Any])
FILE = click.Path(path_type=Path, dir_okay=False)
SHOWN = 8
_OPTIONS = (
    click.option("--from", "from_", type=DAY, metavar="DAY", help="Only what was decided from this day on."),
    click.option("--to", "to", type=DAY, metavar="DAY", help="Only what was decided up to this day."),
    click.option("--report", type=FILE, metavar="FILE", help="Write a report for your files: .html or .json."),
    click.option("--with-names", is_flag=True, help="Names, reasons in full and ratings in the report, too."),
    click.option("--with", "with_", type=FILE, metavar="FILE", help="An auditor's table of groups; nothing is kept."),
    click.option("--group", default="", metavar="COLUMN", help="The column of the group in that table."),
    click.option("--id", "id_column", default="id", show_default=True, metavar="COLUMN",
                 help="Its column with the request's number or the profile's address."),
    click.option("--out", type=FILE, metavar="FILE", help="Where the rates of the groups go: .html or .json."),
)  # fmt: skip


def ledger_options(command: Command) -> Command:
    """The command with the options of one's own decisions."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def given(options: dict[str, Any]) -> str:
    """The first of these options that was given, as it is typed; empty where none was."""
    names = {"from_": "--from", "to": "--to", "report": "--report", "with_names": "--with-names", "with_": "--with",
             "group": "--group", "out": "--out"}  # fmt: skip
    return next((typed for name, typed in names.items() if options.get(name)), "")


def over_ledger(
    app: App, json_: bool, seed: int, why: str | None, *, from_: date | None, to: date | None, report: Path | None,
    with_names: bool, with_: Path | None, group: str, id_column: str, out: Path | None,
) -> None:  # fmt: skip
    """What `doorstep even` does over one's own decisions."""
    if from_ is not None and to is not None and from_ > to:
        raise UsageError("this period ends before it begins", next_step="--from 2026-01-01 --to 2026-12-31")
    if with_ is not None or group or out is not None:
        if with_ is None or not group or out is None:
            raise UsageError(
                "groups need a table, its column, and a file to write to",
                next_step="doorstep even --with TABLE.csv --group COLUMN --out REPORT.html",
            )
        _groups(app, json_, with_, group, id_column, out)
        return
    if report is not None:
        _report(app, json_, seed, report, from_, to, with_names)
        return
    if with_names:
        raise UsageError("--with-names goes with a report", next_step="doorstep even --report FILE.html --with-names")
    from ..desk.evenness import evenness

    with app.desk() as desk:
        found = evenness(desk, seed, start=from_, end=to)
        if why:
            _why(found, found.sentence(why), json_)
        elif json_:
            from ..desk.even_told import as_dict

            give_json(as_dict(found))
        else:
            _all(found)


def _all(found: "Evenness") -> None:
    from ..desk.words import count_of, from_to

    if not found.then:
        say("There are no decisions yet, so there is nothing to hold side by side.")
        return
    say(f"{count_of(len(found.then), 'decision')}, {from_to(found.first, found.last)}. Each request counts once.")
    for door in found.doors:
        _door(found, door)
    say("", "In all")
    for one in found.general:
        _line(one)
    if any(one.id == "steady" and "need" in one.numbers for one in found.general):
        say("    doorstep rejudge shows some of your past cases again")
    say("", "doorstep even --why ID shows the numbers and the people behind a sentence")


def _door(found: "Evenness", door: "DoorAudit") -> None:
    from ..desk.even_told import TITLES, chosen
    from ..desk.evenness import is_pair
    from ..desk.words import count_of
    from .screen import Text, console

    name = found.desk.display(door.network)
    cases = door.decisions.cases
    accepted = sum(case.accepted for case in cases)
    console().print(Text(f"\n{name}", style="bold").append(f"  {count_of(len(cases), 'decision')}, {accepted} let in"))
    tier = ""
    some = chosen(door)
    for one in some.shown:
        if one.tier != tier and one.tier in TITLES:
            console().print(Text(f"\n{TITLES[one.tier]}"))
        tier = one.tier
        _line(one)
        if is_pair(one):
            _pair(found, one)
        elif one.id.endswith("uneven") and some.again:
            say("    the pairs above are among these")
        elif one.tier == "habit" and one.cases:
            more = f" and {len(one.cases) - SHOWN} more" if len(one.cases) > SHOWN else ""
            say("    " + ", ".join(found.names[case] for case in one.cases[:SHOWN]) + more)
    if some.details:
        say(f"  and {some.details} more on what moved the decisions: doorstep even --json")


def _line(one: "Sentence") -> None:
    from .screen import Text, console

    console().print(Text(f"  {one.text}").append(f"  [{one.id}]", style="dim"))


def _pair(found: "Evenness", one: "Sentence") -> None:
    """The two people of a pair side by side: what they had in common, what differed."""
    from ..desk.even_told import decided, facts_in_words
    from .screen import plain_table

    common, differs = found.side_by_side(one)
    if common:
        say("    in common: " + facts_in_words(common))
    rows = [["", *(found.names[case] for case in one.cases)]]
    rows.append(["", *(decided(found, case).replace(" on ", " ") for case in one.cases)])
    rows += [[name.replace("_", " "), *pair] for name, pair in differs.items()]
    plain_table(([f"    {row[0]}", *row[1:]] for row in rows), flexible=1)


def _why(found: "Evenness", one: "Sentence", json_: bool) -> None:
    from ..desk.even_told import decided, facts_in_words, number, why

    if json_:
        give_json(why(found, one))
        return
    from ..desk.words import WORDS
    from .screen import plain_table

    say(one.text, "")
    plain_table(([f"  {name.replace('_', ' ')}", number(value)] for name, value in one.numbers.items()), flexible=1)
    rows = []
    for case in one.cases:
        if case in found.then:
            decision = found.then[case].decision
            said = f"standards said {WORDS[decision.verdict]}" if decision.verdict in WORDS else ""
            reason = f"“{decision.reason}” · " if decision.reason else ""
            facts = facts_in_words(found.facts_of(case))
            rows.append([f"  {found.names[case]}", decided(found, case), said, reason + facts])
    if rows:
        say("")
        plain_table(rows, flexible=3, folds=True)
        say("", "doorstep show ID tells everything about one")


def _report(
    app: App, json_: bool, seed: int, path: Path, start: date | None, end: date | None, with_names: bool
) -> None:
    import json

    from ..desk.paper import ensure_new, page, write_new
    from ..desk.report import report

    with app.desk() as desk:
        kind = ensure_new(path, desk.home)
        made = report(desk, seed, start=start, end=end, with_names=with_names)
        if kind == "json":
            text = json.dumps(made.as_dict(), ensure_ascii=False, indent=1, default=str) + "\n"
        else:
            period = f"{start or 'the beginning'} to {end or made.made_on}"
            people = "People are by name." if with_names else "People are numbers: those of their requests in doorstep."
            text = page("Connection requests, and how evenly they were decided", [
                f"From {period}. Made on {made.made_on} with doorstep.", people
            ], made.parts())  # fmt: skip
        write_new(path, [text])
        if json_:
            give_json({"written": path, "requests": len(made.requests), "decisions": len(made.decisions)})
        else:
            say(f"Written: {path}", "It holds names and private reasons: keep it where only you can read it."
                if with_names else "People are numbers in it; --with-names writes their names, too.",
                *_reasons(made, with_names))  # fmt: skip


def _reasons(made: "Report", with_names: bool) -> list[str]:
    """What to look at before the report is given away: reasons may name people of whom nothing is on record."""
    has_reasons = any(one.reason for one in made.decisions)
    return (
        ["It quotes reasons of yours; look them over before you give it away."]
        if has_reasons and not with_names
        else []
    )


def _groups(app: App, json_: bool, table: Path, column: str, id_column: str, out: Path) -> None:
    import json

    from ..desk.groups import joined
    from ..desk.paper import ensure_new, page, write_new

    with app.desk() as desk:
        kind = ensure_new(out, desk.home)
        found = joined(desk, table, column, id_column)
        if kind == "json":
            text = json.dumps(found.as_dict(), ensure_ascii=False, indent=1) + "\n"
        else:
            period = f"Decisions from {found.first} to {found.last}. " if found.first else ""
            text = page(f"How often each group was let in: {found.column}", [
                f"{period}Made on {found.made_on} with doorstep."], found.parts())  # fmt: skip
        write_new(out, [text])
        if json_:
            give_json({"written": out, "decisions": found.joined, "groups": len(found.rates)})
        else:
            say(f"Written: {out}", f"{found.joined:,} decisions joined. Nothing of the table is kept.")
