"""The command `circles`: who is close by contact, what that asks of one's attention, and who is drifting."""

from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .app import App, as_json, give_json, pass_app, reported, say

if TYPE_CHECKING:
    from ..desk.figures import Figures


@click.group(invoke_without_command=True)
@as_json
@click.pass_context
def circles(ctx: click.Context, json_: bool) -> None:
    """Your circles: how close, how much attention, how much room, who is drifting.

    The minutes are guesses until you set your own.
    """
    if ctx.invoked_subcommand is None:
        reported(_shown)(ctx.find_object(App) or App(), json_)
    elif json_:
        raise click.UsageError(f"--json goes behind the command: doorstep circles {ctx.invoked_subcommand} --json")


@circles.command("set")
@click.argument("name", metavar="CIRCLE")
@click.option("--minutes", type=int, help="A month, for each person in it.")
@click.option("--every", metavar="TIME", help='How often you would like to be in touch, as in "14 days".')
@as_json
@pass_app
@reported
def set_(app: App, name: str, minutes: int | None, every: str | None, json_: bool) -> None:
    """Say what a circle asks for: closest, close, regular or wider.

    \b
    doorstep circles set close --minutes 60 --every "14 days"
    """
    from ..desk.figures import set_circle
    from ..facts.values import days_from_text

    days = days_from_text(every) if every is not None else None
    if every is not None and days is None:
        raise UsageError(f"`{every}` is no time", next_step='--every "14 days"')
    with app.desk() as desk:
        _told(set_circle(desk, name, minutes, days), json_)


@circles.command()
@click.argument("hours", metavar="HOURS|guess")
@as_json
@pass_app
@reported
def attention(app: App, hours: str, json_: bool) -> None:
    """Say how many hours a month you have for all of them.

    From then on standards may look at `room`; before, it is not known.
    """
    from ..desk.figures import set_attention

    try:
        wanted = None if hours == "guess" else float(hours)
    except ValueError:
        raise UsageError(f"`{hours}` is no number of hours", next_step="doorstep circles attention 30") from None
    if wanted is not None and wanted != wanted:
        raise UsageError(f"`{hours}` is no number of hours", next_step="doorstep circles attention 30")
    with app.desk() as desk:
        _told(set_attention(desk, wanted), json_)


@circles.command()
@click.argument("name")
@click.argument("circle", metavar="CIRCLE|none")
@as_json
@pass_app
@reported
def put(app: App, name: str, circle: str, json_: bool) -> None:
    """Put somebody into a circle yourself; `none` leaves it to the contact."""
    from ..desk.figures import NONE
    from ..desk.figures import put as keep

    with app.desk() as desk:
        person = keep(desk, name, circle)
        wanted = circle.strip().casefold()
        if json_:
            give_json({"id": person.id, "name": person.name, "circle": None if wanted == NONE else wanted})
        else:
            say(f"{person.name}: {'as the contact tells' if wanted == NONE else wanted}")


@circles.command()
@click.argument("name")
@as_json
@pass_app
@reported
def show(app: App, name: str, json_: bool) -> None:
    """Show somebody's circle, and how close you are by contact."""
    from ..desk.circle_words import parts
    from ..desk.circles import circles as held
    from ..desk.people import find
    from ..desk.touch import tie_with

    with app.desk() as desk:
        person, found = find(desk, name), held(desk)
        if json_:
            tie, contact = tie_with(desk, person.id)
            give_json({"id": person.id, "name": person.name, "circle": found.circle_of.get(person.id),
                       "tie": tie.strength, "parts": parts(contact)})  # fmt: skip
        else:
            from .circle_cards import person_lines

            person_lines(desk, person, found)


@circles.command("not-any-more")
@click.argument("name")
@click.option("--again", is_flag=True, help="Take it back.")
@as_json
@pass_app
@reported
def not_any_more(app: App, name: str, again: bool, json_: bool) -> None:
    """Never name somebody again as one to be in touch with."""
    from ..desk.figures import not_any_more as keep

    with app.desk() as desk:
        person = keep(desk, name, again)
        if json_:
            give_json({"id": person.id, "name": person.name, "not_any_more": not again})
        elif again:
            say(f"{person.name} may be named again.")
        else:
            say(f"{person.name} is not named again here. doorstep undo takes it back.")


def _told(own: "Figures", json_: bool) -> None:
    if json_:
        from ..desk.circle_words import figures_as_dict

        give_json(figures_as_dict(own))
        return
    from .circle_cards import figures_table, there

    figures_table(own, {})
    say("", there(own))


def _shown(app: App, json_: bool) -> None:
    from ..desk.circle_words import as_dict, layers_line
    from ..desk.circles import circles as held
    from ..desk.touch import staying
    from .circle_cards import drifting, figures_table, room_lines

    with app.desk() as desk:
        found, touch = held(desk), staying(desk)
        if json_:
            give_json(as_dict(desk, found, touch))
            return
        figures_table(found.figures, found.counts())
        say("", *room_lines(found))
        say("", layers_line(found.layers(desk.today)))
        drifting(desk, touch)
