"""The command `agenda`: a few things a week, as text, JSON or a calendar file; promises, done, not any more."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .app import DAY, App, as_json, give_json, pass_app, remark, reported, say

if TYPE_CHECKING:
    from ..desk.agenda import Agenda, Entry
    from ..desk.home import Desk
    from ..desk.promising import Closed

NAMED = 3  # people who are named of those for whom others act


@click.group(invoke_without_command=True)
@click.option("--all", "all_", is_flag=True, help="Everything, not only this week's few.")
@click.option("--ics", metavar="FILE", type=click.Path(path_type=Path), help="Write it as a calendar to subscribe to.")
@as_json
@click.pass_context
def agenda(ctx: click.Context, all_: bool, ics: Path | None, json_: bool) -> None:
    """What you chose to do: a few things a week.

    Steps that requests wait for, requests that you put aside, and your own promises. What took place leaves by itself.
    """
    if ctx.invoked_subcommand is None:
        reported(_shown)(ctx.find_object(App) or App(), all_, ics, json_)


def _shown(app: App, all_: bool, ics: Path | None, json_: bool) -> None:
    from ..desk.agenda import as_dict, looked_at
    from .inbox import _came_back

    with app.desk() as desk:
        _ = desk.policy  # its mistakes come before anything else
        back, found = looked_at(desk)
        if ics is not None:
            from ..desk.agenda_file import write

            written = write(desk, found, ics)
            if not json_:
                say(f"{written:,} in {ics}; the same command writes it anew, and calendars read it again by themselves")
                return
        if json_:
            give_json(as_dict(desk, found, back, whole=all_))
            return
        _came_back(desk, back)
        _print(desk, found, all_)


def _print(desk: "Desk", found: "Agenda", all_: bool) -> None:
    from ..desk.words import count_of, listed

    if found.now:
        say(f"This week, at most {found.few}" + (f" ({found.done} done)" if found.done else "") + ":")
        _rows(desk, found.now)
    elif found.rest:
        say(f"That is all for this week: {found.done} done.")
    elif not (found.later or found.waiting):
        say("Nothing is on the agenda.", 'doorstep agenda add "send Ines the slides" --who Ines --on 2026-12-01')
        return
    else:
        say("Nothing for you to do this week.")
    if all_:
        for title, some in (("Can wait", found.rest), ("Later", found.later), ("Others act", found.waiting)):
            if some:
                say("", f"{title}:")
                _rows(desk, some)
    else:
        say("")
        if found.rest:
            say(f"{count_of(len(found.rest), 'more')} can wait: doorstep agenda --all".replace("mores", "more"))
        if found.later:
            say(f"{len(found.later):,} later, the first on {found.later[0].due}")
        if found.waiting:
            names = list(dict.fromkeys(one.name for one in found.waiting))
            more = len(names) - NAMED
            shown = names[:NAMED] + ([f"{more:,} more"] if more > 0 else [])
            say(f"With others, nothing for you to do: {listed(shown)}")
    if found.now or all_:
        say("doorstep agenda done ID · doorstep agenda drop ID: not any more")


def _rows(desk: "Desk", some: "tuple[Entry, ...]") -> None:
    from ..desk.agenda import line
    from .screen import Text, plain_table

    rows = []
    for one in some:
        day = "" if one.due is None else "over since " if one.due < desk.today else "on "
        told = f"{day}{one.due}" if day else f"{one.minutes} minutes" if one.minutes else ""
        rows.append([Text(str(one.id), justify="right"), line(desk, one), Text(told, style="dim")])
    plain_table(rows, flexible=1, folds=True)


@agenda.command()
@click.argument("text")
@click.option("--who", default="", metavar="PERSON", help="Whom you promised it to.")
@click.option("--on", type=DAY, help="By which day.")
@click.option("--private", is_flag=True, help="Keep these words out of the calendar file.")
@as_json
@pass_app
@reported
def add(app: App, text: str, who: str, on: date | None, private: bool, json_: bool) -> None:
    """Put a promise of yours on the agenda."""
    from ..desk.agenda import as_rows, line
    from ..desk.promising import promise

    with app.desk() as desk:
        made = promise(desk, text, who=who, on=on, private=private)
        if json_:
            give_json(as_rows(desk, [made])[0])
            return
        say(f"{made.id}  {line(desk, made)}" + (f", on {made.due}" if made.due else ""))


@agenda.command()
@click.argument("number", metavar="ID", type=int)
@click.argument("words", required=False, default="")
@click.option("--on", type=DAY, help="The day (today where nothing is said).")
@as_json
@pass_app
@reported
def done(app: App, number: int, words: str, on: date | None, json_: bool) -> None:
    """Take something off that is done; a call is noted with it.

    WORDS are kept with the note, for you alone.
    """
    from ..desk.promising import done as close

    with app.desk() as desk:
        _told(desk, close(desk, number, words, on), "done", json_)


@agenda.command()
@click.argument("number", metavar="ID", type=int)
@as_json
@pass_app
@reported
def drop(app: App, number: int, json_: bool) -> None:
    """Take something off that is not to be any more."""
    from ..desk.promising import drop as close

    with app.desk() as desk:
        _told(desk, close(desk, number), "off the agenda", json_)


@agenda.command()
@click.argument("number", metavar="N", type=int)
@as_json
@pass_app
@reported
def few(app: App, number: int, json_: bool) -> None:
    """How many things a week you want to be told of."""
    from ..desk.promising import set_few

    with app.desk() as desk:
        set_few(desk, number)
        give_json({"few": number}) if json_ else say(f"At most {number} a week.")


def _told(desk: "Desk", closed: "Closed", what: str, json_: bool) -> None:
    from ..desk.agenda import as_rows, matter
    from .inbox import _came_back

    if json_:
        row = as_rows(desk, [closed.entry])[0]
        give_json(row | {"came_back": [one.item.as_dict() for one in closed.came_back]})
        return
    say(f"{what} · {matter(desk, closed.entry)}")
    _came_back(desk, closed.came_back)
    remark("doorstep undo takes it back")
