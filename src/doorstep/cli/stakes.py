"""Commands before a decision and after: who this really is, what is at stake, whether it felt obliged."""

from typing import TYPE_CHECKING

import click

from .app import App, as_json, give_json, pass_app, reported, say

if TYPE_CHECKING:
    from ..studies.stakes import Line

_id = click.argument("request_id", metavar="ID", type=int)


@click.command()
@_id
@as_json
@pass_app
@reported
def who(app: App, request_id: int, json_: bool) -> None:
    """Tell what stands out about whoever asks.

    Observations with their dates and where they come from, never a score; and ways to make sure.
    """
    from ..desk.who import dated
    from ..desk.who import who as looked

    with app.desk() as desk:
        found = looked(desk, request_id)
        if json_:
            give_json(found.as_dict())
            return
        from .cards import numbered
        from .screen import Text, console, plain_table

        request = found.item.request
        console().print(numbered(request).append(f" on {desk.display(request.network)}"))
        if not found.observed:
            say("", "Nothing stands out in what you have. That does not tell who it is.")
        for one in found.observed:
            console().print(Text(f"\n{one.text}  ").append(dated(one, desk.today), style="dim"))
            for row in one.rows[:12]:
                console().print(Text(f"  {row}"))
            if len(one.rows) > 12:
                say(f"  and {len(one.rows) - 12:,} more")
        if found.as_they_are:
            console().print(Text("\nAs it is told", style="bold"))
            plain_table(([f"  {one.text}", Text(dated(one, desk.today), style="dim")] for one in found.as_they_are),
                        flexible=0, folds=True)  # fmt: skip
        console().print(Text("\nTo make sure", style="bold"))
        plain_table(([f"  {one.text}", Text(one.command, style="dim")] for one in found.ways), flexible=0, folds=True)


@click.command()
@_id
@as_json
@pass_app
@reported
def stakes(app: App, request_id: int, json_: bool) -> None:
    """Show what a no may cost, and what a yes may cost.

    In words, each line with where it comes from. It weighs nothing for you.
    """
    from ..desk.stakes import at_stake

    with app.desk() as desk:
        found = at_stake(desk, request_id)
        if json_:
            give_json(found.as_dict())
            return
        from .cards import numbered
        from .screen import Text, console

        request = found.item.request
        console().print(numbered(request).append(f" on {desk.display(request.network)}"))
        _side("What a no may cost", found.both.no, app)
        _side("What a yes may cost", found.both.yes, app)
        if found.both.unknown:
            console().print(Text("\nNot known, and it would tell more", style="bold"))
            for name in found.both.unknown:
                fact = desk.catalogue[name]
                value = "yes" if fact.type == "yes/no" else "3"
                console().print(Text(f"  ? {fact.question}"))
                console().print(Text(f'      doorstep set "#{request.person_id}" {name}={value}', style="dim"))
        say("", "Do you feel obliged? Keep that with your answer, for you alone:")
        say(f"  doorstep accept {request.id} --obliged, or --freely")


def _side(title: str, lines: "tuple[Line, ...]", app: App) -> None:
    from ..desk.words import ago
    from .screen import Text, console, plain_table

    console().print(Text(f"\n{title}", style="bold"))
    if not lines:
        say("  nothing that is known")
        return
    today = app.now().date()
    plain_table(
        ([f"  {one.text}", Text(", ".join([one.source, *([ago(one.on, today)] if one.on else [])]), style="dim")]
         for one in lines), flexible=0, folds=True,
    )  # fmt: skip


@click.command()
@_id
@click.option("--freely", is_flag=True, help="No, it was freely given.")
@click.option("--unsaid", is_flag=True, help="Take back what you said of it.")
@as_json
@pass_app
@reported
def obliged(app: App, request_id: int, freely: bool, unsaid: bool, json_: bool) -> None:
    """Keep that you felt obliged by your last answer.

    For yourself alone: it is in no reply, and no page that leaves the house.
    """
    from ..desk.deciding import keep_obliged

    with app.desk() as desk:
        kept = keep_obliged(desk, request_id, None if unsaid else not freely)
        if json_:
            give_json({"id": kept.request_id, "action": kept.action, "obliged": kept.obliged})
            return
        word = "nothing said of it" if kept.obliged is None else "you felt obliged" if kept.obliged else "freely"
        say(f"kept · {request_id} {kept.action}: {word}")
