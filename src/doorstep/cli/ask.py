"""The outgoing side: ask now, wait, or let it go; and the requests that were sent."""

from datetime import date
from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .app import DAY, App, as_json, give_json, pass_app, reported, say

if TYPE_CHECKING:
    from ..desk.asking_out import Asking
    from ..desk.home import Desk
    from ..desk.outgoing import Sent

SHOWN = 40


@click.command()
@click.argument("name", required=False)
@click.argument("network", required=False)
@click.option("--sent", "end", flag_value="sent", help="Keep that you asked.")
@click.option("--withdrawn", "end", flag_value="withdrawn", help="Keep that you took your request back.")
@click.option("--accepted", "end", flag_value="accepted", help="Keep that they accepted.")
@click.option("--declined", "end", flag_value="declined", help="Keep that they declined.")
@click.option("--on", type=DAY, help="The day you asked, with --sent (today where nothing is said).")
@click.option("--note", default="", help="What you wrote with it, with --sent.")
@click.option("--why", is_flag=True, help="Show how long answers take, which the days of waiting follow from.")
@as_json
@pass_app
@reported
def ask(
    app: App, name: str | None, network: str | None, end: str | None, on: date | None, note: str, why: bool, json_: bool
) -> None:
    """Should you ask? Now, later, or let it go.

    Alone it lists the requests that you sent and that are open, never whom to ask next.

    \b
    doorstep ask "Nadia Lindqvist" linkedin
    doorstep ask "Nadia Lindqvist" linkedin --sent
    """
    if (on or note) and end != "sent":
        raise UsageError("--on and --note go with --sent", next_step='doorstep ask "NAME" NETWORK --sent --on DAY')
    if name and not network:
        raise UsageError("ask them on which network?", next_step=f'doorstep ask "{name}" linkedin')
    if end and not name:
        raise UsageError(f"--{end} for whom?", next_step=f'doorstep ask "NAME" NETWORK --{end}')
    with app.desk() as desk:
        if not (name and network):
            _list(desk, json_, why)
        elif end:
            _keep(desk, name, network, end, on, note, json_)
        else:
            from ..desk.asking_out import asking

            found = asking(desk, name, network)
            if json_:
                from ..desk.asking_words import as_dict, figures

                give_json(as_dict(desk, found) | (figures(desk) if why else {}))
                return
            _card(desk, found)
            if why:
                _table(desk)


def _list(desk: "Desk", json_: bool, why: bool) -> None:
    from ..desk.asking_words import to_do
    from ..desk.outgoing import outgoing
    from ..desk.words import ago
    from .screen import Text, console, plain_table

    found = outgoing(desk)
    if json_:
        give_json([one.as_dict(desk.today) for one in found])
        return
    if not found:
        say("No request of yours is open.", 'doorstep ask "NAME" NETWORK says whether to ask somebody')
    else:
        console().print(Text("Requests that you sent", style="bold"))
        most = SHOWN if console().is_terminal else len(found)
        plain_table(
            (
                [Text(f"  {one.name}", style="bold"), desk.display(one.network), ago(one.asked_on, desk.today),
                 to_do(desk, one)]
                for one in found[:most]
            ), flexible=0,
        )  # fmt: skip
        if len(found) > most:
            say(f"  and {len(found) - most:,} more: doorstep ask --json")
        say("", 'doorstep ask "NAME" NETWORK --withdrawn, --accepted or --declined keeps how one ended')
    if why:
        _table(desk)


def _keep(desk: "Desk", name: str, network: str, end: str, on: date | None, note: str, json_: bool) -> None:
    from ..desk.asking_words import day_in_words
    from ..desk.outgoing import keep_end, keep_sent

    sent: Sent = (
        keep_sent(desk, name, network, on=on, words=note) if end == "sent" else keep_end(desk, name, network, end)
    )
    if json_:
        give_json(sent.as_dict(desk.today) | {"kept": end})
        return
    done = {"sent": "asked", "withdrawn": "taken back", "accepted": "they accepted", "declined": "they declined"}[end]
    say(f"kept · {sent.name} on {desk.display(sent.network)}: {done}")
    if end == "sent" and sent.until:
        say(f"Leave it be until {day_in_words(sent.until, desk.today)}: most answers come by themselves.")


def _card(desk: "Desk", found: "Asking") -> None:
    from ..desk.asking_words import grounds, headline
    from .screen import Text, card, console

    console().print(Text(found.name, style="bold").append(f" on {desk.display(found.network)}", style="dim"))
    card(Text(headline(desk, found), style="bold"), [*grounds(desk, found)])
    if found.note:
        most = f" of {found.limit}" if found.limit else ""
        console().print(Text(""))
        where = f" for {desk.display(found.note_for)}" if found.note_for != found.network else ""
        card(Text(f"A note{where}, if you like ({len(found.note)}{most} characters)", style="bold"), [found.note])
    who = f"#{found.person.id}" if found.person else found.name
    ends = []
    if found.advice.because == "they_asked":
        ends.append(f"doorstep show {found.situation.they_asked} shows what they ask")
    if found.advice.kind == "ask" and found.silent_there:
        ends.append("doorstep ask lists what is open")
    if found.link:
        ends.append(f"  {found.link}")
    if found.person is None:
        ends.append("You have nothing about this person yet; a name written otherwise is somebody else here.")
    if found.advice.because == "silent":
        ends.append(f'doorstep ask "{who}" {found.network} --withdrawn keeps that you took it back')
    elif found.advice.kind == "ask" or found.better:
        ends.append(f'doorstep ask "{who}" {found.better or found.network} --sent keeps it, once you have asked')
    if ends:
        say("", *ends)


def _table(desk: "Desk") -> None:
    from ..desk.silence_words import own_figures, rule_in_words, table
    from ..studies.silence import MEASURED, silence
    from .screen import Text, console, plain_table

    console().print(
        Text(f"\nWhat silence means: {MEASURED.first_contacts:,} first messages, among students", style="bold")
    )
    plain_table(([f"  {words}", share] for words, share in table(MEASURED)), flexible=0, folds=True)
    say("", rule_in_words(), "")
    own = silence(*desk.ledger.openings())
    say(own_figures(own))
    if own.is_enough:
        plain_table(([f"  {words}", share] for words, share in table(own)), flexible=0, folds=True)
