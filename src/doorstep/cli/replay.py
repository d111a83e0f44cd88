"""The command `replay`: what a policy would have answered."""

from pathlib import Path

import click

from .app import App, as_json, pass_app, reported


@click.command()
@click.option("--requests", metavar="FILES", multiple=True, required=True,
              help="Parquet or CSV files, a pattern in quotes, a folder, or FILE.duckdb#TABLE.")  # fmt: skip
@click.option("--policy", type=click.Path(path_type=Path), help="The standards to decide by (else your own).")
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="The folder for the answers.")
@click.option("--network", metavar="NAME", default="", help="The network that all of them ask on.")
@click.option("--network-column", metavar="COLUMN", default="", help="The column that names each one's network.")
@click.option("--id", "id_column", metavar="COLUMN", default="", help="The column by which you know them again.")
@click.option(
    "--unknown-if-invalid", is_flag=True, help="Count what cannot be read as a fact, and take it for unknown."
)
@click.option("--workers", type=click.IntRange(1, 256), help="How many processes (else one a core).")
@as_json
@pass_app
@reported
def replay(
    app: App, requests: tuple[str, ...], policy: Path | None, out: Path | None, network: str, network_column: str,
    id_column: str, unknown_if_invalid: bool, workers: int | None, json_: bool,
) -> None:  # fmt: skip
    """Decide requests in files, as many as there are.

    One row a request, one column a fact, named as `doorstep facts` lists them; an empty cell is unknown. A run that
    was broken off goes on where it was when it is begun again.
    """
    from .replay_files import replay_files

    replay_files(
        app, requests, policy, out, network, network_column, id_column, unknown_if_invalid, workers or 0, json_
    )
