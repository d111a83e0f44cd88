"""Commands about the versions of your standards: compare two, list them, go back to one."""

from typing import TYPE_CHECKING

import click

from .app import App, as_json, dry_run, give_json, pass_app, remark, reported, say

if TYPE_CHECKING:
    from ..desk.home import Desk
    from ..desk.touched import Touched
    from ..policy.compare import Difference

MAX_LISTED = 40


@click.command(short_help="Tell everything that changes from one version to another.")
@click.argument("first", metavar="[A]", required=False)
@click.argument("second", metavar="[B]", required=False)
@click.option("--all", "everybody", is_flag=True, help="Also those whose requests you have decided.")
@as_json
@pass_app
@reported
def compare(app: App, first: str | None, second: str | None, everybody: bool, json_: bool) -> None:
    """Tell everything that changes from A to B, each with an example person.

    \b
    A and B are files, numbers or days of versions (policy history), or `now`.
    compare FILE   from the standards of today to those in the file
    compare        from the version before to the standards of today
    """
    from ..desk import versions
    from ..desk.blind import LEFT_OUT, is_on
    from ..desk.comparing import compared

    with app.desk() as desk:
        if first is None:
            first, second = versions.before_now(desk), versions.NOW
        elif second is None:
            first, second = versions.NOW, first
        (old, was), (new, now) = versions.named(desk, first), versions.named(desk, second)
        found = compared(desk, old, new, everybody=everybody)
        if desk.has_ledger and is_on(desk.ledger):
            remark(LEFT_OUT)
        if json_:
            give_json({"from": was, "to": now, **found.as_dict()})
            return
        say(f"From {was} to {now}:", "")
        _print(found.differences, found.ways, found.settings)
        _people(desk, found.reach.touched, everybody)


def _print(differences: "tuple[Difference, ...]", also: "tuple[Difference, ...]", else_: tuple[str, ...]) -> None:
    from .screen import Text, card

    for one in differences:
        card(Text(one.message), [Text(f"for example: {one.example_text}", style="dim")] if one.example_text else [])
    if also:
        say(*([""] if differences else []), "Answered the same in the end, but a step that would have opened the door "
            "may open it no more, or the other way round:")  # fmt: skip
        for one in also:
            card(Text(one.message), [Text(f"for example: {one.example_text}", style="dim")])
    for line in else_:
        say(line)
    if differences:
        say("", "Nobody else is accepted, put to you or declined otherwise: that is proved, not sampled.")
    elif also or else_:
        say("", "Everybody is accepted, put to you or declined as before: that is proved, not sampled.")
    else:
        say("Nothing changes: every answer stays as it is, for everybody. That is proved, not sampled.")


def _people(desk: "Desk", people: "list[Touched]", everybody: bool) -> None:
    from ..desk.words import WORDS, count_of
    from .screen import Text, plain_table

    if not desk.has_ledger:
        return
    say("")
    if not people:
        say("None of your requests is answered otherwise." if everybody else
            "None of your open requests is answered otherwise.")  # fmt: skip
        return
    whose = f"{count_of(len(people), 'request')} of yours" if everybody else f"{len(people):,} of your open requests"
    say(f"{whose} {'is' if len(people) == 1 else 'are'} answered otherwise:")
    plain_table(
        ([Text(str(one.id), justify="right"), Text(one.name or "(no name)", style="bold"),
          Text(one.network, style="dim"), Text(f"{WORDS[one.before]} → {WORDS[one.after]}"),
          Text("" if one.state == "open" else one.state, style="dim")]
         for one in people[:MAX_LISTED]), flexible=1, spare=(2,),
    )  # fmt: skip
    if len(people) > MAX_LISTED:
        say(f"and {len(people) - MAX_LISTED:,} more, all in --json")


@click.command(short_help="List the versions of your standards.")
@click.option("--show", "shown", metavar="N", help="Print this version.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@as_json
@pass_app
@reported
def history(app: App, shown: str | None, limit: int, json_: bool) -> None:
    """List the versions of your standards: what changed, and how much was decided under each."""
    from ..desk import versions

    with app.desk() as desk:
        if shown is not None:
            click.echo(versions.version(desk, shown).text, nl=False)
            return
        found = versions.history(desk, limit)
        if json_:
            give_json([one.as_dict() for one in found])
            return
        if not found:
            say("No version is kept yet: doorstep policy new")
            return
        from ..desk.words import count_of
        from .screen import Text, plain_table

        plain_table(
            ([Text(str(one.version.number), justify="right"), f"{one.version.at:%Y-%m-%d %H:%M}",
              Text("now" if one.is_now else "", style="bold"), count_of(one.version.decisions, "decision"), one.changed]
             for one in found), flexible=4, folds=True, spare=(1, 3),
        )  # fmt: skip


@click.command()
@click.argument("wanted", metavar="VERSION")
@dry_run
@pass_app
@reported
def restore(app: App, wanted: str, dry_run: bool) -> None:
    """Put a version of your standards back.

    VERSION is a number or a day. What stands now is kept as a version, so that this can be taken back too.
    """
    from contextlib import suppress

    from .. import Policy
    from ..desk import versions
    from ..errors import FactError, PolicyError

    with app.desk() as desk:
        before: Policy | None = None
        with suppress(PolicyError):
            before = desk.policy
        done = versions.restore(desk, wanted, dry_run=dry_run)
        number = done.version.number
        if before is not None:
            with suppress(FactError):
                for one in before.compare(Policy.parse(done.version.text)):
                    say(one.message)
        if dry_run:
            say(f"Version {number}, of {done.version.at:%Y-%m-%d}, would be put back. Nothing was written.")
            return
        say(f"Version {number}, of {done.version.at:%Y-%m-%d}, stands again: {desk.policy_path}")
        if done.before is not None:
            say(f"doorstep policy restore {done.before}   takes this back")
