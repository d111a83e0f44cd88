"""Commands about what can be read: sources, and what they need to know of the user."""

import click

from ..errors import UsageError
from .app import App, as_json, give_json, pass_app, reported, say


@click.command()
@click.argument("name", required=False)
@as_json
@reported
def sources(name: str | None, json_: bool) -> None:
    """List what can be read, and how to get it.

    With a name, step by step: `doorstep sources facebook`.
    """
    from ..desk.me import readable

    found = readable()
    if name:
        wanted = name.casefold()
        chosen = [one for one in found if wanted in (one.key, one.of.casefold()) or wanted in one.title.casefold()]
        if not chosen:
            from ..facts.words import did_you_mean

            hint = did_you_mean(wanted, [one.key for one in found])
            raise UsageError(f"there is no source `{name}`", next_step=hint or "`doorstep sources` lists them")
        found = chosen
    if json_:
        from ..desk.given import source

        give_json([source(one) for one in found])
        return
    from .screen import Text, console, plain_table

    if not name:
        rows = [[one.key, "; ".join(one.tells)] for one in found]
        plain_table(rows, flexible=1, folds=True)
        say("", f"doorstep sources {found[0].key} tells step by step how to get it.")
        return
    for one in found:
        console().print(Text(one.title, style="bold"))
        for number, step in enumerate(one.steps, 1):
            say(f"  {number}. {step}")
        say("", f"It takes: {one.takes}.", f"It tells: {'; '.join(one.tells)}.", one.cannot, "", f"  {one.give}")


@click.command()
@click.argument("addresses", metavar="[EMAIL…]", nargs=-1)
@click.option("--remove", metavar="EMAIL", multiple=True, help="An address that is not yours (any more).")
@click.option("--region", metavar="COUNTRY", help="For phone numbers without a country code, as in NL; '' for none.")
@as_json
@pass_app
@reported
def me(app: App, addresses: tuple[str, ...], remove: tuple[str, ...], region: str | None, json_: bool) -> None:
    """Say which e-mail addresses are yours.

    Calendars and mail need it to tell your side from the other. Alone it shows what is known.
    """
    from ..desk.me import change_me
    from ..desk.me import me as known

    with app.desk() as desk:
        changed = bool(addresses or remove or region is not None)
        found = change_me(desk, addresses, remove, region) if changed else known(desk)
        if json_:
            from ..desk import given

            give_json(given.me(found))
            return
        say(f"yours: {', '.join(found.said) or 'none said yet'}")
        if found.told:
            say(f"yours too, as your archives tell: {', '.join(found.told)}")
        say(f"country of phone numbers without a code: {found.region or 'none, so only numbers with + are exact'}")
