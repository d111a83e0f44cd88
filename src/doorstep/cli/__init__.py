"""The command line: thin over the desk. Nothing heavy is imported before a command runs."""

import functools
import gc
import sys
from collections.abc import Sequence
from datetime import date
from io import TextIOWrapper
from typing import Any

import click

from ..errors import UsageError
from .agenda import agenda
from .app import DAY, App, as_json
from .ask import ask
from .cases import case, test
from .circles import circles
from .even import even
from .exposure import exposure
from .files import backup, export, import_, log, restore, undo
from .forecast import forecast
from .inbox import accept, decline, inbox, questions, show, snooze, the_day, wait
from .people import about, add, forget, note, person, rate, set_
from .policy import facts, policy, try_
from .replay import replay
from .review import outcome, review
from .sameness import apart, same
from .serve import serve
from .sources import me, sources
from .stakes import obliged, stakes, who
from .steady import blind, rejudge
from .versions import compare, history
from .versions import restore as restore_policy

SECTIONS = (
    ("Begin", (policy, sources, me, import_, serve)),
    ("Requests", (inbox, show, who, stakes, questions, accept, decline, wait, snooze, obliged, add)),
    ("People", (person, note, rate, set_, same, apart)),
    ("Asking, and keeping up", (ask, agenda, circles)),
    ("Looking ahead and back", (exposure, forecast, outcome, review)),
    ("Standards", (try_, replay, facts)),
    ("Evenness", (even, rejudge, blind)),
    ("What is kept", (log, undo, about, forget, export, backup, restore)),
)

for _one in (test, case, compare, history, restore_policy):
    policy.add_command(_one)


class Front(click.Group):
    """The commands in the order of use, under their headings."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands section by section."""
        for title, commands in SECTIONS:
            with formatter.section(title):
                formatter.write_dl([(one.name or "", one.get_short_help_str(200)) for one in commands])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Runs a command; what is off with its words is told as a sentence with the next step, exit code 2."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper) and "utf" not in stream.encoding.casefold():
                stream.reconfigure(errors="replace")  # a name that the terminal cannot show is no reason to stop
        run = functools.partial(super().main, args, prog_name, complete_var, **extra)
        if not standalone_mode:
            return run(standalone_mode=False)
        try:
            code: object = run(standalone_mode=False)
        except click.UsageError as wrong:
            click.echo(wrong.format_message(), err=True)
            if wrong.ctx is not None:
                click.echo(f"{wrong.ctx.command_path} --help says how", err=True)
            sys.exit(UsageError.exit_code)
        except click.ClickException as wrong:
            click.echo(wrong.format_message(), err=True)
            sys.exit(wrong.exit_code)
        except click.Abort:
            click.echo("Stopped.", err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=Front, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", metavar="DIR", help="The folder to work in (else DOORSTEP_HOME, else your data folder).")
@click.option("--today", type=DAY, metavar="DAY", help="Act as if it were this day, as in 2026-11-30.")
@click.version_option(package_name="doorstep", message="doorstep %(version)s")
@as_json
@click.pass_context
def main(ctx: click.Context, home: str | None, today: date | None, json_: bool) -> None:
    """Somebody asks to connect with you: answer by your own written standards, evenly.

    Alone it shows the day: what is waiting, and what to do first.
    """
    ctx.obj = App(home, today)
    gc.set_threshold(100_000, 50, 50)  # one command makes many small records and few cycles
    if ctx.invoked_subcommand is not None and json_:
        raise click.UsageError(f"--json goes behind the command: doorstep {ctx.invoked_subcommand} --json")
    if ctx.invoked_subcommand is None:
        from .app import reported

        reported(the_day)(ctx.obj, json_)


for _, _commands in SECTIONS:
    for _command in _commands:
        main.add_command(_command)
