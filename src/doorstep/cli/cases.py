"""Commands about cases beside the standards: run them, and make one of a real request."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .app import App, as_json, dry_run, give_json, pass_app, reported, say

if TYPE_CHECKING:
    from datetime import datetime

    from ..desk.testing import Tested
    from ..policy.testing import Reach, Result

ENDING = ".cases.toml"
MAX_LISTED = 40
_path = click.Path(path_type=Path)


@click.command()
@click.argument("file", metavar="[FILE]", type=_path, required=False)
@click.argument("cases", metavar="[CASES…]", type=_path, nargs=-1)
@click.option("--junit", "to", metavar="FILE", type=_path, help="Write the result as JUnit XML too.")
@click.option("--strict", is_flag=True, help="Fail where no case reaches a door or a rule.")
@as_json
@pass_app
@reported
def test(app: App, file: Path | None, cases: tuple[Path, ...], to: Path | None, strict: bool, json_: bool) -> None:
    """Run the cases beside your standards.

    FILE is the policy (else your own), CASES are files or folders (else FILE.cases.toml and cases/ beside it).
    Ends with code 1 where a case does not hold, so that it can stand in a script.
    """
    from .. import Policy
    from ..desk import testing
    from ..desk.standards import required

    if file is not None and file.name.endswith(ENDING):
        cases, file = (file, *cases), None
    with app.desk() as desk:
        policy = Policy.read(str(file)) if file else required(desk)
        tested = testing.test(policy, testing.case_files(file or desk.policy_path, cases))
        if to is not None:
            _write_junit(tested, policy.name, to, desk.now())
    if json_:
        give_json(as_dict(tested))
    else:
        _print(tested)
    if tested.failed or (strict and tested.unreached):
        raise SystemExit(1)


def _write_junit(tested: "Tested", policy_name: str, to: Path, at: "datetime") -> None:
    from ..errors import UsageError
    from .junit import junit

    try:
        to.write_text(junit(tested, policy_name.removesuffix(".toml"), at), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"it cannot be written: {error.strerror}", place=str(to)) from None


def as_dict(tested: "Tested") -> dict[str, object]:
    """The result as `--json` gives it."""
    return {
        "cases": len(tested.results),
        "failed": len(tested.failed),
        "results": [
            {"name": one.case.name, "file": one.case.file, "network": one.case.network, "holds": one.holds,
             "verdict": one.answer.verdict, "because": list(one.answer.because),
             "misses": [{"what": miss.what, "expected": list(miss.expected), "got": list(miss.got)}
                        for miss in one.misses]}
            for one in tested.results
        ],
        "coverage": [
            {"network": one.network or "house", "kind": one.kind, "rule": one.rule, "cases": one.cases}
            for one in tested.reach
        ],
    }  # fmt: skip


def _print(tested: "Tested") -> None:
    from ..desk.words import count_of

    for result in tested.failed:
        _failure(result)
    held = len(tested.results) - len(tested.failed)
    failed = f", {len(tested.failed)} {'does' if len(tested.failed) == 1 else 'do'} not" if tested.failed else ""
    say(f"{count_of(held, 'case')} {'holds' if held == 1 else 'hold'}{failed}.")
    rules = [one for one in tested.reach if one.rule]
    doors = [one for one in tested.reach if not one.rule]
    for some, what in ((rules, "rule"), (doors, "door")):
        left = [one for one in some if not one.cases]
        if left:
            say("", f"{len(some) - len(left)} of {count_of(len(some), what)} "
                    f"{'is' if len(some) - len(left) == 1 else 'are'} reached by a case. No case reaches:",
                *(f"  {_place(one)}" for one in left[:MAX_LISTED]),
                *([f"  and {len(left) - MAX_LISTED} more"] if len(left) > MAX_LISTED else []))  # fmt: skip
    if not tested.unreached:
        say("Every door and every rule is reached by a case.")


def _place(one: "Reach") -> str:
    return ", ".join(part for part in (one.network or "house", one.kind, f"“{one.rule}”" if one.rule else "") if part)


def _failure(result: "Result") -> None:
    """One case that does not hold: what was expected and what came, side by side, and the reason."""
    from .junit import reasons, side
    from .screen import Text, console, plain_table

    head = Text("✕ ", style="red").append(result.case.name, style="bold")
    console().print(head.append(f"  {result.case.file}, {result.case.network}", style="dim"))
    rows = [["", Text("  expected", style="dim"), Text("got", style="dim")]]
    rows += [[f"  {miss.what}", "  " + side(miss, miss.expected), side(miss, miss.got)] for miss in result.misses]
    plain_table(rows, flexible=2, folds=True)
    say(*("  " + line for line in reasons(result)), "")


@click.command()
@click.argument("request_id", metavar="ID", type=int)
@click.option("--expect", type=click.Choice(("accept", "not yet", "not_yet", "ask", "decline")), metavar="ANSWER",
              help="What should be answered: accept, not yet, ask or decline (else what is today).")  # fmt: skip
@click.option(
    "--as", "name", metavar="WORDS", default="", help="The case's name, a sentence (else request ID on NETWORK)."
)
@click.option("--to", type=_path, help="The file to add it to (else policy.cases.toml beside your standards).")
@dry_run
@pass_app
@reported
def case(app: App, request_id: int, expect: str | None, name: str, to: Path | None, dry_run: bool) -> None:
    """Make a case of a real request.

    What is known today and matters to a rule goes into it, never a name, a note or your reasons.
    """
    from ..desk import testing
    from ..desk.standards import required
    from ..policy.case_text import case_text

    with app.desk() as desk:
        made = testing.case_of(desk, request_id, name, (expect or "").replace(" ", "_"))
        path = to or testing.cases_path(desk.policy_path)
        if dry_run:
            click.echo(case_text(made, required(desk).catalogue))
            return
        click.echo(testing.add_case(desk, made, path))
        say("", f"Added to {path}", "doorstep policy test runs the cases")
