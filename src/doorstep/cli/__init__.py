"""The command line: thin over the desk. Nothing heavy is imported before a command runs."""

import gc
from datetime import date

import click

from .app import DAY, App, as_json
from .files import backup, export, import_, log, restore, undo
from .inbox import accept, decline, inbox, questions, show, snooze, the_day, wait
from .people import about, add, forget, note, person, rate, set_
from .policy import facts, policy, try_

SECTIONS = (
    ("Begin", (policy, import_)),
    ("Requests", (inbox, show, questions, accept, decline, wait, snooze, add)),
    ("People", (person, note, rate, set_)),
    ("Standards", (try_, facts)),
    ("What is kept", (log, undo, about, forget, export, backup, restore)),
)


class Front(click.Group):
    """The commands in the order of use, under their headings."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands section by section."""
        for title, commands in SECTIONS:
            with formatter.section(title):
                formatter.write_dl([(one.name or "", one.get_short_help_str(72)) for one in commands])


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
    if ctx.invoked_subcommand is None:
        from .app import reported

        reported(the_day)(ctx.obj, json_)


for _, _commands in SECTIONS:
    for _command in _commands:
        main.add_command(_command)
