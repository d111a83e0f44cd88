"""Commands about people: add, note, rate, set, show, about, forget."""

from datetime import date
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .app import DAY, App, as_json, ask_first, give_json, pass_app, remark, reported, say, yes
from .inbox import _came_back

if TYPE_CHECKING:
    from ..desk.deciding import CameBack
    from ..desk.home import Desk

HAPPENED = ("call", "met", "message", "introduced", "vouched", "warned")
RATINGS = ("know", "like", "trust", "respect")


@click.command()
@click.argument("network")
@click.argument("name")
@click.option("--note", default="", help="What they wrote with the request.")
@click.option("--handle", help="Their handle there, as in nadia.lindqvist.")
@click.option("--same-as", metavar="PERSON", help='Somebody you have already, by name or number ("#12").')
@click.option("--on", type=DAY, help="The day they asked (today where nothing is said).")
@as_json
@pass_app
@reported
def add(
    app: App,
    network: str,
    name: str,
    note: str,
    handle: str | None,
    same_as: str | None,
    on: date | None,
    json_: bool,
) -> None:
    """Add a request by hand, on any network."""
    from ..desk.people import add_request, namesakes

    with app.desk() as desk:
        item = add_request(desk, network, name, note=note, handle=handle, asked_on=on, same_as=same_as)
        if json_:
            give_json(item.as_dict())
            return
        from .cards import request_card

        request_card(desk, item)
        for other in namesakes(desk, item.request.person_id)[:3]:
            say("", f"You have another {other.name}, #{other.id}. If they are one person:")
            say(f'  doorstep undo, then add once more with --same-as "#{other.id}"')


@click.command()
@click.argument("name")
@as_json
@pass_app
@reported
def person(app: App, name: str, json_: bool) -> None:
    """Show a person: facts, doors, requests, contact."""
    from ..desk.people import portrait

    with app.desk() as desk:
        found = portrait(desk, name)
        if json_:
            from ..desk import given

            give_json(given.person(found, desk.catalogue))
            return
        from .cards import person_card

        person_card(desk, found)


@click.command()
@click.argument("name")
@click.argument("what")
@click.argument("words", default="")
@click.option("--on", type=DAY, help="The day it happened (today where nothing is said).")
@click.option("--by", default="", metavar="NAME", help="Who introduced, vouched or warned.")
@as_json
@pass_app
@reported
def note(app: App, name: str, what: str, words: str, on: date | None, by: str, json_: bool) -> None:
    """Note a call, a meeting, a message, a word from somebody.

    WHAT is call, met, message, introduced, vouched or warned, or only words, which state nothing.

    \b
    doorstep note "Nadia Lindqvist" call --on 2026-11-20 "about the fair"
    doorstep note "Nadia Lindqvist" vouched --by "Ines Prado"
    doorstep note "Nadia Lindqvist" "likes tea"
    """
    from ..desk.people import note as keep

    if what not in HAPPENED:
        if words:
            raise UsageError(
                f"`{what}` is not {', '.join(HAPPENED[:-1])} or {HAPPENED[-1]}", next_step='put your words into one "…"'
            )
        what, words = "", what
    with app.desk() as desk:
        kept, back = keep(desk, name, what, words, on, by)
        _told(desk, f"{kept.name}: {what or 'noted'}", back, json_)


@click.command()
@click.argument("name")
@click.argument("what", metavar="know|like|trust|respect")
@click.argument("level")
@as_json
@pass_app
@reported
def rate(app: App, name: str, what: str, level: str, json_: bool) -> None:
    """Rate somebody, for you alone.

    How well you know them, how much you like, trust or respect them: 0 to 5.
    """
    if what not in RATINGS:
        from ..facts.words import did_you_mean

        hint = did_you_mean(what, RATINGS) or "it can be " + ", ".join(RATINGS)
        raise UsageError(f"`{what}` is no rating", next_step=hint)
    _set(app, name, (f"{what}={level}",), json_)


@click.command(name="set")
@click.argument("name")
@click.argument("facts", metavar="FACT=VALUE…", nargs=-1, required=True)
@as_json
@pass_app
@reported
def set_(app: App, name: str, facts: tuple[str, ...], json_: bool) -> None:
    """State facts about somebody.

    `fact=unknown` takes back what you said.

    \b
    doorstep set "Nadia Lindqvist" role=partner spoken=no "known_for=7 days"
    """
    _set(app, name, facts, json_)


def _set(app: App, name: str, facts: tuple[str, ...], json_: bool) -> None:
    from ..desk.people import state

    with app.desk() as desk:
        kept, shown, back = state(desk, name, list(facts))
        _told(desk, f"{kept.name}: " + ", ".join(f"{fact} {value}" for fact, value in shown), back, json_)


def _told(desk: "Desk", text: str, back: "list[CameBack]", json_: bool) -> None:
    if json_:
        give_json({"kept": text, "came_back": [one.item.as_dict() for one in back]})
        return
    say(f"kept · {text}")
    _came_back(desk, back)


@click.command()
@click.argument("name")
@as_json
@pass_app
@reported
def about(app: App, name: str, json_: bool) -> None:
    """Show everything that is held about a person.

    With its sources: a page that can be sent to them.
    """
    from ..desk.people import about as everything

    with app.desk() as desk:
        held = everything(desk, name)
        if json_:
            give_json(held)
            return
        say(f"Everything that is held about {held.pop('name') or 'this person'}, as of {desk.today}")
        for part, content in held.items():
            if content in (None, "", [], {}) or part == "id":
                continue
            say("", part.replace("_", " ").capitalize())
            for line in _lines_of(content):
                say(f"  {line}")
        remark("All of it is here, your own thoughts and the names of others too: read it before you send it.")


def _lines_of(content: object) -> list[str]:
    """A part of the page: a line a row, its columns in words, without those that are empty."""
    if isinstance(content, list | tuple):
        return ["; ".join(_lines_of(one)) if isinstance(one, dict) else _plain(one) for one in content]
    if isinstance(content, dict):
        told = {key: value for key, value in content.items() if value not in (None, "", [], {})}
        return [f"{key.removeprefix('is_').replace('_', ' ')} {_plain(value, key)}" for key, value in told.items()]
    return [_plain(content)]


def _plain(value: object, key: str = "") -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(_lines_of(value))
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    text = " ".join(str(value).split())
    return text.replace("_", " ") if key == "fact" else text.replace("T", " ") if key in ("at", "asked_at") else text


@click.command()
@click.argument("name")
@yes
@as_json
@pass_app
@reported
def forget(app: App, name: str, yes: bool, json_: bool) -> None:
    """Erase everything about a person, in backups too.

    This cannot be undone.
    """
    from ..desk.people import find
    from ..desk.people import forget as erase
    from ..desk.words import count_of

    with app.desk() as desk:
        who = find(desk, name)
        ask_first(f"Erase everything about {who.name}? This cannot be undone.", yes)
        _, report = erase(desk, f"#{who.id}")
        if json_:
            give_json({
                "removed": report.removed, "kept_without_name": report.kept_without_name,
                "backups_cleaned": report.backups_cleaned, "backups_unreached": report.backups_unreached,
                "mentioned_with": report.mentioned_with,
            })  # fmt: skip
            return
        say("Erased: " + ", ".join(f"{number} {table}" for table, number in report.removed.items() if number))
        if report.kept_without_name:
            stay = count_of(report.kept_without_name, "request stays", "requests stay")
            say(f"{stay} without a name, so that you can still be shown to be even.")
        if report.removed.get("agenda"):
            say("A calendar that you wrote before may still name them: doorstep agenda --ics FILE writes it anew.")
        for path in report.backups_unreached:
            say(f"This backup could not be reached and still holds it: {path}")
        if report.mentioned_with:
            say("Notes about others may name them: " + ", ".join(f"#{one}" for one in report.mentioned_with))
        if not report.swept:
            say("Another doorstep is open; the last traces go when you next start this one.")
