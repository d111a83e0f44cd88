"""The page: `doorstep serve`."""

from typing import TYPE_CHECKING

import click

from .app import App, as_json, give_json, pass_app, remark, reported, say

if TYPE_CHECKING:
    from ..web.serving import Address


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="0 takes any that is free."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at; this machine alone.")
@click.option("--open-to-others", is_flag=True, help="Needed for any --host but this machine's own.")
@click.option("--name", "names", multiple=True, help="A further name by which browsers may ask for it.")
@as_json
@pass_app
@reported
def serve(app: App, port: int, host: str, open_to_others: bool, names: tuple[str, ...], json_: bool) -> None:
    """Open the page in your browser: the same desk, for those who do not live in a terminal.

    Nobody else can reach it: it listens on this machine alone, and a one-time link signs you in.
    """
    from ..errors import UsageError

    try:
        from ..web.serving import LOOPBACK, serve
    except ModuleNotFoundError as missing:
        raise UsageError(f"the page needs `{missing.name}`", next_step="pip install 'doorstep[web]'") from missing
    if host not in LOOPBACK and not open_to_others:
        raise UsageError(
            f"at {host} every machine that can reach this one could ask for your page",
            next_step="leave --host out; or add --open-to-others, in a network that you trust: nothing is encrypted",
        )

    def tell(address: "Address") -> None:
        if json_:
            give_json({"link": address.link, "host": address.host, "port": address.port, "token": address.api_token})
            return
        say("Open this link in your browser (it works once):", "", f"  {address.link}", "", "Ctrl+C ends it.")
        if host not in LOOPBACK:
            remark(f"open to every machine that can reach {host}, and not encrypted: close it when you are done")

    serve(app.folder(), app.now, host=host, port=port, names=names, tell=tell)
