"""The command that shows where decisions were not even."""

from typing import Any

import click

from .app import App, as_json, pass_app, reported
from .evenness import ledger_options, over_ledger


@click.command()
@click.option("--seed", type=int, default=1, show_default=True, help="The seed of everything drawn at random.")
@click.option("--why", metavar="ID", help="Show what is behind one sentence.")
@ledger_options
@as_json
@pass_app
@reported
def even(app: App, /, seed: int, why: str | None, json_: bool, **ledger: Any) -> None:
    """Show where like cases were decided differently."""
    over_ledger(app, json_, seed, why, **ledger)
