"""Commands about requests: the day, the inbox, one request, and what is decided about them."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from ..errors import UsageError
from .app import DAY, App, as_json, ask_first, dry_run, give_json, pass_app, remark, reported, say, yes

if TYPE_CHECKING:
    from ..desk.deciding import CameBack, Refused
    from ..desk.home import Desk
    from ..desk.inbox import Item

VERDICTS = ("accept", "not_yet", "ask", "decline")
STATES = ("open", "waiting", "snoozed", "accepted", "declined", "withdrawn")
SETTLED = ("accepted", "declined", "withdrawn")
DONE = {"accept": "accepted", "decline": "declined", "wait": "waiting", "snooze": "snoozed"}


def the_day(app: App, json_: bool = False) -> None:
    """Shows the day: what came back, what is open, what to do first."""
    from ..desk.day import day

    with app.desk() as desk:
        today = day(desk)
        if json_:
            give_json(today.as_dict())
            return
        from ..desk.words import count_of, on_which

        _came_back(desk, today.came_back)
        if not today.has_policy and not today.has_imports:
            say(
                "Welcome. doorstep answers connection requests by your own written standards.", "",
                "  1  doorstep policy new          write them down, in a minute",
                "  2  doorstep import ARCHIVE.zip  read what LinkedIn gives you (Settings › Data privacy › Get a copy)",
                "  3  doorstep inbox               see every request answered, with its reason", "",
                f"Everything stays on this machine, in {desk.home}",
            )  # fmt: skip
            return
        if not today.has_policy:
            say("There are no standards yet, so every request is yours to decide: doorstep policy new")
        if not today.open:
            nobody = today.has_imports or today.waiting or today.snoozed
            say(
                "Nobody is at the door."
                if nobody
                else "No requests yet: doorstep import ARCHIVE.zip; doorstep sources lists what can be read"
            )
        else:
            say(f"{count_of(today.open, 'open request')}{on_which(desk, today.networks)}")
            if any(today.counts.values()):
                from .screen import counts

                counts(today.counts)
            if today.unseen:
                say(f"  {count_of(today.unseen, 'answer')} to see once you have said what you think")
            say("", "First:")
            _rows(today.first)
        if today.waiting or today.snoozed:
            say("", f"{today.waiting} waiting for a step · {today.snoozed} snoozed      doorstep inbox --state waiting")
        if today.strangers and today.has_policy:
            say("", f"{count_of(today.strangers, 'request')} from people you have no record of: doorstep questions")


def _rows(some: "list[Item] | tuple[Item, ...]") -> None:
    from ..desk.words import beginning, gist, settled
    from .screen import Text, answer_text, plain_table

    rows = []
    for one in some:
        is_settled = one.request.state in SETTLED
        told = Text(settled(one.request) if is_settled else "" if one.hidden else gist(one))
        if one.request.note and one.note_kind == "personal" and not is_settled:
            told.append(f"{' · ' if told else ''}“{beginning(one.request.note)}”", style="dim")
        rows.append([
            Text(str(one.id), justify="right"),
            Text(one.request.name or "(no name)", style="bold"),
            Text(one.request.network, style="dim"),
            Text(one.request.state, style="dim") if is_settled else answer_text(one),
            told,
        ])  # fmt: skip
    plain_table(rows, flexible=4)


def _came_back(desk: "Desk", back: "tuple[CameBack, ...] | list[CameBack]") -> None:
    from .screen import Text, answer_text, console

    for one in back:
        line = Text("↩ ").append(f"{one.item.id}  {one.item.request.name}", style="bold")
        line.append(f" on {desk.display(one.item.request.network)} is back: ").append_text(
            answer_text(one.item, wide=False)
        )
        console().print(line if one.item.hidden else line.append(f", {one.why}"))


@click.command()
@as_json
@click.option("--network", help="Only this network.")
@click.option("--verdict", type=click.Choice(VERDICTS), help="Only this answer.")
@click.option(
    "--state", type=click.Choice((*STATES, "all")), default="open", show_default=True, help="Only this state."
)
@click.option("--mine", is_flag=True, help="Only where the next move is yours: to answer, or to do something alone.")
@click.option("--limit", type=click.IntRange(1), help="At most so many (a terminal shows 40).")
@pass_app
@reported
def inbox(
    app: App, json_: bool, network: str | None, verdict: str | None, state: str, mine: bool, limit: int | None
) -> None:
    """List the requests, each with its answer and the reason.

    Shapes: ✓ accept, ◔ not yet, ? ask, ✕ decline.
    """
    from ..desk.deciding import reconsider
    from ..desk.inbox import items
    from ..desk.people import network_named

    with app.desk() as desk:
        key = network_named(desk, network) if network else None
        _ = desk.policy  # its mistakes come before anything else, also where nobody is at the door
        back = reconsider(desk)
        found = items(desk, None if state == "all" else (state,), network=key)
        found = [one for one in found if verdict is None or (verdict == one.verdict and not one.hidden)]
        if mine:
            from ..desk.triage import is_mine

            found = [one for one in found if is_mine(one)]
        if json_:
            give_json([one.as_dict() for one in found[:limit]])
            return
        _came_back(desk, back)
        if not found:
            asked = network or verdict or ("--mine" if mine else "")
            _nothing(desk, asked or (state if state not in ("open", "all") else ""))
            return
        from ..desk.inbox import worth_first
        from .screen import console, counts

        found.sort(key=worth_first)
        most = limit or (40 if console().is_terminal else len(found))
        _rows(found[:most])
        numbers = dict.fromkeys(VERDICTS, 0)
        for one in found:
            numbers[one.verdict] += one.request.state not in SETTLED and not one.hidden
        say("")
        if any(numbers.values()) and verdict is None:
            counts(numbers)
        if len(found) > most:
            say(f"  and {len(found) - most:,} more: --limit {len(found)}, or narrow it: --verdict ask")
        say("  doorstep show ID tells everything about one" + ("" if desk.policy else " · doorstep policy new"))


def _nothing(desk: "Desk", narrowed: str) -> None:
    if narrowed:
        say(f"No request here for `{narrowed}`. `doorstep inbox` alone lists those that are open.")
    elif desk.ledger.counts()["requests"]:
        say("Nobody is at the door. doorstep inbox --state all lists everyone who ever was.")
    else:
        say(
            "No requests yet.",
            "Read an export that tells who asks: doorstep import ARCHIVE.zip; doorstep sources lists them",
            'Add one by hand: doorstep add facebook "NAME"',
        )


@click.command()
@click.argument("request_id", metavar="ID", type=int)
@click.option("--note", "note_kind", help="What the note really is: none, standard, template, pitch or personal.")
@click.option("--blind", is_flag=True, help="Without the answer, until you have said what you think.")
@click.option("--view", type=click.Choice(VERDICTS), help="What you think yourself; kept, and the answer shown.")
@as_json
@pass_app
@reported
def show(app: App, request_id: int, note_kind: str | None, blind: bool, view: str | None, json_: bool) -> None:
    """Show one request whole.

    The answer and its reason, what is known, the way in, the reply.
    """
    from ..desk.deciding import give_view
    from ..desk.inbox import one_item
    from ..desk.people import correct_note

    with app.desk() as desk:
        if note_kind:
            one_item(desk, request_id)
            correct_note(desk, request_id, note_kind)
        item = give_view(desk, request_id, view) if view else one_item(desk, request_id)
        item.hidden = item.hidden or (blind and not item.own_view and item.request.state not in SETTLED)
        if json_:
            from ..desk.given import request

            give_json(request(item))
            return
        from .cards import request_card

        request_card(desk, item)


_ids = click.argument("request_ids", metavar="ID…", type=int, nargs=-1)
_reason = click.option("--because", "reason", default="", help="Your reason, kept for yourself.")
_obliged = click.option("--obliged/--freely", default=None, help="Whether you felt obliged; kept for yourself.")
_all = click.option("--all", "all_", is_flag=True, help="All open requests with this answer.")
_also = click.option("--also", metavar="NAME", multiple=True, help="Among many: also this one, with open business.")
_reply = click.option("--reply", help="The words that you sent, kept with the request.")


@click.command()
@_ids
@_all
@_reason
@_obliged
@_reply
@dry_run
@yes
@as_json
@pass_app
@reported
def accept(app: App, /, **options: Any) -> None:
    """Note that you accept, and get the words for it.

    Nothing is clicked for you: doorstep gives the words and the page.
    """
    _decide(app, "accept", **options)


@click.command()
@_ids
@_all
@_also
@_reason
@_obliged
@_reply
@dry_run
@yes
@as_json
@pass_app
@reported
def decline(app: App, /, **options: Any) -> None:
    """Note that you decline, and get kind words for it.

    Among many, whoever has open business with you is left out unless you name them: --also "Nadia Lindqvist".
    """
    _decide(app, "decline", **options)


@click.command()
@_ids
@_all
@_reason
@_reply
@dry_run
@yes
@as_json
@pass_app
@reported
def wait(app: App, /, **options: Any) -> None:
    """Leave it open until a step is done.

    It comes back by itself when the door opens.
    """
    _decide(app, "wait", **options)


@click.command()
@_ids
@click.option("--until", type=DAY, help="The day to look again.")
@click.option("--days", type=click.IntRange(1, 3650), help="In so many days (14 where nothing is said).")
@_reason
@as_json
@pass_app
@reported
def snooze(app: App, /, until: date | None, days: int | None, **options: Any) -> None:
    """Put it aside until a day."""
    day = until or app.now().date() + timedelta(days=days or 14)
    _decide(app, "snooze", until=day, **options)


def _decide(
    app: App,
    action: str,
    request_ids: tuple[int, ...],
    json_: bool,
    all_: bool = False,
    also: tuple[str, ...] = (),
    reason: str = "",
    obliged: bool | None = None,
    reply: str | None = None,
    dry_run: bool = False,
    yes: bool = False,
    until: date | None = None,
) -> None:
    from ..desk.blind import is_on
    from ..desk.deciding import VERDICT_OF, Decided, decide, decide_all, named_among, which_can
    from ..desk.given import decided, result
    from ..desk.inbox import items, one_item
    from ..desk.words import count_of

    verdict = VERDICT_OF.get(action, "")
    request_ids = tuple(dict.fromkeys(request_ids))
    with app.desk() as desk:
        if not all_ and not request_ids:
            raise UsageError(f"{action} which request?", next_step=f"doorstep {action} ID; `doorstep inbox` lists them")
        if all_ and request_ids:
            raise UsageError("give numbers, or --all, not both")
        if reply is not None and len(request_ids) != 1:
            raise UsageError("--reply holds the words to one person", next_step="give one number with it")
        if len(request_ids) == 1 and not dry_run:
            done = decide(desk, request_ids[0], action, reason=reason, obliged=obliged, until=until, reply=reply)
            if json_:
                give_json(decided(done))
            else:
                from .cards import decided_card

                decided_card(desk, done)
            return
        if all_ and is_on(desk.ledger):
            raise UsageError(
                "answers are hidden until you have said what you think, so each is looked at by itself",
                next_step=f"doorstep {action} ID, or `doorstep blind off`",
            )
        chosen = (
            [one for one in items(desk) if one.verdict == verdict] if all_ else [one_item(desk, n) for n in request_ids]
        )
        # one number alone is a name
        named = {one.request.person_id for one in chosen[: len(request_ids) == 1]} | named_among(chosen, also)
        can, refused = which_can(desk, chosen, action, until, named)
        if not can and not json_:
            for one in refused:
                _left_out(one)
            say("Nothing to do: no open request has this answer." if all_ else "Nothing was changed.")
            return
        if dry_run and json_:
            give_json({"dry_run": True, "action": action, "ids": [one.id for one in can]})
            return
        if dry_run or not (yes or json_):
            _rows(can[:20])
            if len(can) > 20:
                say(f"… and {len(can) - 20:,} more")
            for with_business in (one for one in can if action == "decline" and one.has_open_business):
                say(f"{with_business.request.name} has open business with you, and you named them.")
            for one in refused:
                if one.by_name:
                    _left_out(one)
            if dry_run:
                say(f"{len(can):,} would be {DONE[action]}; nothing was written.")
                return
            ask_first(f"{action} {count_of(len(can), 'request')}?", False)
        results = decide_all(desk, chosen, action, reason=reason, obliged=obliged, until=until, named=named)
        good = [one for one in results if isinstance(one, Decided)]
        if json_:
            give_json([result(one) for one in results])
            return
        for one in refused:
            if yes or not one.by_name:  # else it was told before the question
                _left_out(one)
        say(f"{len(good):,} {DONE[action]} · doorstep undo takes all of them back")
        for each in good:
            if action == "decline" and each.item.has_open_business:
                from .cards import decided_card

                decided_card(desk, each)


def _left_out(one: "Refused") -> None:
    """Why a request is not changed, and what to add where a name would do it."""
    who = f"{one.by_name}: " if one.by_name else ""
    remark(f"{one.request_id}  not changed: {who}{one.why}")
    if one.by_name:
        remark(f"    to decline this one too, add --also {one.request_id}")  # a name may hold what a shell obeys


@click.command()
@as_json
@click.option("--list", "list_", is_flag=True, help="Only list the questions.")
@pass_app
@reported
def questions(app: App, json_: bool, list_: bool) -> None:
    """Go through what would settle most.

    One key an answer; many people at once where one answer serves.
    """
    from ..desk.questions import pending

    with app.desk() as desk:
        if json_:
            from ..desk.given import question

            give_json([question(group) for group in pending(desk)])
            return
        from .asking import go_through

        go_through(desk, list_)
