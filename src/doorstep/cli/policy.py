"""Commands about the standards: new, check, show, and trying them on somebody made up."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .app import App, as_json, give_json, pass_app, remark, reported, say

if TYPE_CHECKING:
    from .. import Policy
    from ..desk.home import Desk
    from ..desk.standards import Template
    from ..policy.check import Finding

KINDS = ("open-networker", "business-and-personal", "know-like-trust", "regulated-practice", "approval-only-account")
MOST_QUESTIONS = 3  # the kind of standards is the first, where it is not given
_file = click.argument("file", metavar="[FILE]", type=click.Path(path_type=Path), required=False)


@click.group()
def policy() -> None:
    """Your written standards: begin, check and read them."""


@policy.command()
@click.option("--template", "kind", type=click.Choice(KINDS), help="The kind of standards to begin with.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask; take the first answer of each question.")
@click.option("--replace", is_flag=True, help="Begin anew; the old standards are kept beside.")
@click.option("--dry-run", is_flag=True, help="Print the policy; write nothing.")
@pass_app
@reported
def new(app: App, kind: str | None, yes: bool, replace: bool, dry_run: bool) -> None:
    """Write your standards down, with at most three questions."""
    from ..desk import standards
    from ..errors import ConflictError

    with app.desk() as desk:
        if desk.policy_path.exists() and not replace and not dry_run:
            raise ConflictError(
                f"there are standards already: {desk.policy_path}",
                next_step="edit them, or begin anew with --replace (the old ones are kept)",
            )
        known = standards.templates()
        chosen = known[kind] if kind else _choose(list(known.values()), yes)
        picked = {} if yes else _answers(chosen, MOST_QUESTIONS - (kind is None))
        text = standards.text_from(chosen.name, picked)
        if dry_run:
            click.echo(text, nl=False)
            return
        standards.write_new(desk, text, replace=replace)
        say(f"Written: {desk.policy_path}", "",
            "doorstep policy show   reads them back in plain sentences",
            "doorstep inbox         answers every request by them",
            "Change the file as you like; doorstep policy check looks it over.")  # fmt: skip


def _choose(known: "list[Template]", is_sure: bool) -> "Template":
    if is_sure:
        return known[1]
    say("What kind of standards?", "")
    for number, one in enumerate(known, 1):
        say(f"  {number}  {one.title}: {one.about}")
    say("")
    return known[click.prompt("Number", type=click.IntRange(1, len(known)), default=2) - 1]


def _answers(chosen: "Template", most: int) -> dict[str, int]:
    picked = {}
    for question in chosen.questions[:most]:
        say("", question.text)
        for number, choice in enumerate(question.choices, 1):
            say(f"  {number}  {choice.say}")
        picked[question.key] = click.prompt("Number", type=click.IntRange(1, len(question.choices)), default=1) - 1
    return picked


def _named(desk: "Desk", file: Path | None) -> "Policy":
    from .. import Policy
    from ..desk.standards import required

    return Policy.read(str(file)) if file else required(desk)


@policy.command()
@_file
@click.option(
    "--strict", is_flag=True, help="End with exit code 1 where anything looks unintended (notes do not count)."
)
@as_json
@pass_app
@reported
def check(app: App, file: Path | None, strict: bool, json_: bool) -> None:
    """Look the standards over.

    Mistakes first; then rules that never fire or hold together with their opposite, doors that never open or open too
    wide, and what is never known of anybody. Each with somebody whom it concerns.
    """
    from ..desk.standards import real_requests
    from ..errors import LedgerError, PolicyError

    with app.desk() as desk:
        try:
            standards = _named(desk, file)
            try:
                requests = real_requests(desk, standards)
            except LedgerError as problem:
                requests = []
                remark(f"{problem}\nso nothing is told from your own records")
            found = standards.check(requests)
        except PolicyError as error:
            if json_:
                from ..desk.given import mistakes

                give_json({"mistakes": mistakes(error), "findings": []})
                raise SystemExit(error.exit_code) from None
            raise
        warnings = [one for one in found if one.severity == "warning"]
        if json_:
            from ..desk.given import finding

            give_json({"mistakes": [], "findings": [finding(one) for one in found]})
        else:
            _print_findings(warnings, [one for one in found if one.severity == "note"])
        if strict and warnings:
            raise SystemExit(1)


def _print_findings(warnings: "list[Finding]", notes: "list[Finding]") -> None:
    from .screen import Text, card

    if not warnings:
        say("No mistakes, and nothing that looks unintended.")
    for heading, some in (("", warnings), ("Good to know:", notes)):
        if some and heading:
            say("", heading)
        for one in some:
            place = ", ".join(part for part in (one.network, one.kind, f"“{one.rule}”" if one.rule else "") if part)
            head = Text(f"{place}: " if place else "", style="bold").append(one.message)
            card(head, [Text(f"for example: {one.example_text}", style="dim")] if one.example_text else [])
    if warnings:
        remark(f"{len(warnings)} to look at")


@policy.command()
@_file
@click.option("--public", is_flag=True, help="The page that can be published: nothing private in it.")
@click.option("--text", is_flag=True, help="The policy as tidy TOML.")
@click.option("--name", default="", help="Your name on the public page.")
@pass_app
@reported
def show(app: App, file: Path | None, public: bool, text: bool, name: str) -> None:
    """Read the standards back in plain sentences."""
    from ..errors import UsageError

    with app.desk() as desk:
        found = _named(desk, file)
        if text:
            click.echo(found.tidy(), nl=False)
        elif public and not (name or desk.owner):
            raise UsageError("the page needs your name", next_step='doorstep policy show --public --name "Dr Holm"')
        elif public:
            say(*found.public_page(name or (desk.owner if file is None else "")).splitlines())
        else:
            say(*found.plain().splitlines())


@click.command(name="try")
@click.argument("network")
@click.argument("facts", metavar="[FACT=VALUE…]", nargs=-1)
@as_json
@pass_app
@reported
def try_(app: App, network: str, facts: tuple[str, ...], json_: bool) -> None:
    """Try the standards on somebody made up.

    \b
    doorstep try facebook role=partner spoken=no "known_for=7 days"
    """
    from ..desk.here import Here, given_here
    from ..desk.people import network_named
    from ..desk.standards import required
    from ..errors import UsageError
    from ..facts.values import from_text

    with app.desk() as desk:
        standards = required(desk)
        key = network_named(desk, network)
        known = {}
        for one in facts:
            name, sign, text = one.partition("=")
            if not sign:
                raise UsageError(f"`{one}` needs a value", next_step=f"{one}=yes")
            fact = standards.catalogue[standards.fact_named(name.strip())]
            if text.strip() != "unknown":
                known[fact.name] = from_text(fact, text)
        answer = standards.decide(key, given_here(Here(desk), standards, key, known), desk.today)
        if json_:
            give_json(answer.as_dict())
            return
        from .cards import answer_card

        answer_card(desk, answer)


@click.command()
@as_json
@pass_app
@reported
def facts(app: App, json_: bool) -> None:
    """List the facts that a rule can ask about."""
    from ..facts.values import kind_of

    with app.desk() as desk:
        if json_:
            from ..desk import given

            give_json(given.facts(desk.catalogue))
            return
        from .screen import Text, plain_table

        plain_table(
            ([Text(fact.name, style="bold"), fact.type, fact.meaning, Text(kind_of(fact), style="dim")]
             for fact in desk.catalogue), flexible=2, folds=True,
        )  # fmt: skip
