"""Commands about who is who: same, apart."""

from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .app import App, as_json, give_json, pass_app, reported, say
from .inbox import _came_back

if TYPE_CHECKING:
    from ..desk.home import Desk
    from ..desk.sameness import Pair, Side


@click.command()
@click.argument("one", required=False)
@click.argument("other", required=False)
@click.option("--no", "is_no", is_flag=True, help="They are not the same person: remembered for good.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@as_json
@pass_app
@reported
def same(app: App, one: str | None, other: str | None, is_no: bool, limit: int, json_: bool) -> None:
    """Show who may be one person, and say so.

    \b
    doorstep same                   who may be one, side by side
    doorstep same "#12" "#40"       they are: everything of the second goes to the first
    doorstep same "#12" "#40" --no  they are not
    """
    from ..desk.sameness import join, keep_apart, pairs

    if (one is None) != (other is None) or (is_no and one is None):
        raise UsageError("it takes two to be the same", next_step='doorstep same "#12" "#40"')
    with app.desk() as desk:
        if one is None or other is None:
            _list(desk, pairs(desk), limit, json_)
        elif is_no:
            first, second = keep_apart(desk, one, other)
            if json_:
                give_json({"apart": [first.id, second.id]})
                return
            say(f"kept · {first.name} (#{first.id}) and {second.name} (#{second.id}) are two people")
        else:
            kept, back = join(desk, one, other)
            if json_:
                give_json({"id": kept.id, "name": kept.name, "came_back": [one.item.as_dict() for one in back]})
                return
            say(f"kept · {kept.name} (#{kept.id}) is one person", "doorstep undo takes it back")
            _came_back(desk, back)


def _list(desk: "Desk", found: "list[Pair]", limit: int, json_: bool) -> None:
    if json_:
        give_json([one.as_dict() for one in found[:limit]])
        return
    if not found:
        say("Nobody here seems to be there twice.")
        return
    from .screen import Text, console, plain_table

    for pair in found[:limit]:
        console().print(Text(f"{pair.strength}: {', '.join(pair.reasons)}", style="bold"))
        for change in pair.changes:
            say(f"  {change}")
        left, right = _told(desk, pair.one), _told(desk, pair.other)
        plain_table([["  " + name, mine, theirs] for name, mine, theirs in zip(left, left.values(), right.values())
                     if mine or theirs], flexible=2)  # fmt: skip
        say(f'  doorstep same "#{pair.one.person.id}" "#{pair.other.person.id}"    or with --no', "")
    if len(found) > limit:
        say(f"… and {len(found) - limit} more: --limit")


def _told(desk: "Desk", side: "Side") -> dict[str, str]:
    span = f"{side.first} to {side.last}" if side.first else ""
    return {
        "": f"#{side.person.id} {side.person.name}",
        "on": ", ".join(f"{desk.display(one.network)} {'' if one.key.startswith('?') else one.key}".strip()
                        for one in side.profiles),
        "at": ", ".join(side.companies),
        "contact": span,
        "asks": ", ".join(f"{one.id} ({desk.display(one.request.network)})" for one in side.waiting),
    }  # fmt: skip


@click.command()
@click.argument("name")
@click.argument("network")
@as_json
@pass_app
@reported
def apart(app: App, name: str, network: str, json_: bool) -> None:
    """Take a profile out of a person whom it is not of.

    What stands with the profile goes with it; NETWORK may also be email or phone. No file joins them again.
    """
    from ..desk.sameness import apart as take_apart

    with app.desk() as desk:
        stays, gone = take_apart(desk, name, network)
        if json_:
            give_json({"stays": stays.id, "gone": gone.id})
            return
        say(f"kept · {stays.name} (#{stays.id}) and {gone.name} (#{gone.id}) are two people")
