"""The command that shows where decisions were not even."""

from pathlib import Path
from typing import Any

import click

from ..errors import UsageError
from .app import App, as_json, pass_app, reported
from .evenness import given, ledger_options, over_ledger


class Names(click.ParamType["tuple[str, ...]"]):
    """Names with commas between them."""

    name = "names"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The names without the spaces around them."""
        if isinstance(value, tuple):
            return value
        return tuple(part for part in map(str.strip, str(value).split(",")) if part)


NAMES = Names()


@click.command()
@click.option("--table", type=click.Path(path_type=Path), metavar="FILE", help="A CSV file with a row a decision.")
@click.option("--decision", default="", metavar="COLUMN", help="The column with what was decided.")
@click.option("--facts", type=NAMES, default=(), metavar="A,B,C", help="The columns by which cases compare.")
@click.option(
    "--higher-is-better", "higher", type=NAMES, default=(), metavar="A,B", help="Facts of which more can only help."
)
@click.option(
    "--lower-is-better", "lower", type=NAMES, default=(), metavar="A,B", help="Facts of which more can only harm."
)
@click.option("--by", default="", metavar="COLUMN", help="Who decided.")
@click.option("--when", default="", metavar="COLUMN", help="When it was decided.")
@click.option("--standard", default="", metavar="COLUMN", help="What the written standards would have said.")
@click.option("--case", default="", metavar="COLUMN", help="Which case it is, where several judged the same ones.")
@click.option("--name", default="", metavar="COLUMN", help="What to call a row.")
@click.option("--accepted", type=NAMES, default=(), metavar="VALUE", help="The values that mean yes.")
@click.option("--seed", type=int, default=1, show_default=True, help="The seed of everything drawn at random.")
@click.option("--why", metavar="ID", help="Show what is behind one sentence.")
@ledger_options
@as_json
@pass_app
@reported
def even(
    app: App, /, table: Path | None, decision: str, facts: tuple[str, ...], higher: tuple[str, ...],
    lower: tuple[str, ...], by: str, when: str, standard: str, case: str, name: str, accepted: tuple[str, ...],
    seed: int, why: str | None, json_: bool, **ledger: Any,
) -> None:  # fmt: skip
    """Show where like cases were decided differently.

    Your own decisions, or with --table those of anybody, kept elsewhere.

    \b
    doorstep even --table decisions.csv --decision answer --facts spoken,trust,role --higher-is-better spoken,trust
    """
    if table is None:
        if decision or facts:
            raise UsageError(
                "these are columns of a table", next_step="doorstep even --table FILE.csv --decision COLUMN …"
            )
        over_ledger(app, json_, seed, why, **ledger)
        return
    if option := given(ledger):
        raise UsageError(f"{option} is for your own decisions", next_step="leave it out, or leave --table out")
    from ..desk.even_table import Asked
    from .even_table import even_table

    asked = Asked(decision, facts, higher, lower, by, when, standard, case, name, accepted)
    even_table(table, asked, app.now().date(), seed, why, json_)
