"""Looking back: the commands `outcome` and `review`."""

from datetime import date
from typing import TYPE_CHECKING

import click

from .app import DAY, App, as_json, give_json, pass_app, remark, reported, say

if TYPE_CHECKING:
    from ..desk.home import Desk
    from ..desk.reviewing import Review
    from ..desk.trying import Tried
    from ..studies.review import Look

WHATS = ("regret", "glad", "reconsider", "client", "unfriended")
SEED = 1
LISTED = 40


@click.command()
@click.argument("request_id", metavar="ID", type=int)
@click.argument("what", metavar="WHAT", type=click.Choice(WHATS))
@click.argument("words", required=False, default="")
@click.option("--on", type=DAY, help="The day (today where nothing is said).")
@as_json
@pass_app
@reported
def outcome(app: App, request_id: int, what: str, words: str, on: date | None, json_: bool) -> None:
    """Note what became of a request: regret, glad, reconsider, client or unfriended.

    WORDS are for you alone, as is all of it. `doorstep review` looks for what they have in common.
    """
    from ..desk.outcomes import KINDS, note_outcome

    with app.desk() as desk:
        request = note_outcome(desk, request_id, what, words, on)
        if json_:
            give_json({"request": request.id, "what": what, "on": (on or desk.today).isoformat(), "words": words})
            return
        say(f"kept · {request.name or '(no name)'} on {desk.display(request.network)}: {KINDS[what][1]}")
        remark("doorstep undo takes it back")


@click.command()
@click.option("--anyway", is_flag=True, help="Also where the last look back is less than a week ago.")
@click.option("--who", is_flag=True, help="Name everybody whom the rule that is tried would touch.")
@as_json
@pass_app
@reported
def review(app: App, anyway: bool, who: bool, json_: bool) -> None:
    """Look back, once a week: what felt obliged, what you regret, and what it has in common.

    A rule that would have caught it is tried over your own history. It is never written into your standards.
    """
    from ..desk.review_words import as_dict
    from ..desk.reviewing import due
    from ..desk.reviewing import review as look_back

    with app.desk() as desk:
        last, day = due(desk)
        if day > desk.today and not (anyway or who):
            if json_:
                give_json({"due": False, "last": str(last), "next": day.isoformat()})
            else:
                say(f"You looked back on {last}. Next from {day} on; doorstep review --anyway shows it now.")
            return
        found = look_back(desk, SEED)
        give_json(as_dict(desk, found)) if json_ else _print(desk, found, who)


def _print(desk: "Desk", found: "Review", who: bool) -> None:
    from ..desk.outcomes import told
    from ..desk.review_words import sentence
    from ..desk.words import count_of

    if not found.then:
        say("Nothing is decided yet, so there is nothing to look back on.")
        return
    since = f" since {found.since}" if found.since else " in the past week"
    names = _names(desk, {*found.recent, *(one.request_id for one in found.outcomes)})
    say(f"Looking back, {desk.today}: {count_of(found.accepts, 'accept')}, {count_of(found.declines, 'decline')}")
    lines = [f"  {one}  {names.get(one, '')}: you felt obliged" for one in found.recent]
    lines += [f"  {one.request_id}  {names.get(one.request_id, '')}: {told(one)}" for one in found.outcomes]
    say("", f"Noted{since}:" if lines else f"Nothing was noted{since}.", *lines[:LISTED])
    say("", "In all:")
    for one in found.looks:
        if one.of:
            say("  " + sentence(desk, one))
    say(f"  Became a client: {found.counts['client']:,}. You are glad of {found.counts['glad']:,}.")
    if found.advised is not None and found.advice is not None:
        _advice(desk, found.advised, found.advice, who)
    say("", "doorstep outcome ID regret · glad · reconsider · client · unfriended notes what became of one")


def _advice(desk: "Desk", advised: "Look", advice: "Tried", who: bool) -> None:
    from ..desk.review_words import ADVICE, FLAGGED
    from ..desk.words import WORDS, count_of

    what = FLAGGED[advised.what]
    say(
        "",
        f"What would have helped: {ADVICE[advice.kind]}.",
        "",
        *(f"    {line}" for line in advice.text.split("\n")),
        "",
    )
    if advice.already and advised.what != "reconsider":
        say(f"Your standards of today do not accept {advice.already} of these {advice.flagged}: you may lean on them.")
    others = count_of(len(advice.beside), "other")
    say(f"It would have answered {len(advice.caught)} of the {advice.flagged} {what} otherwise, and {others}.")
    tail = ":" if who else "; doorstep review --who names them." if advice.now else "."
    say(f"Of {advice.asked:,} who ever asked, {len(advice.now):,} would get another answer today{tail}")
    if who:
        names = _names(desk, {one.id for one, _, _ in advice.now})
        for one, before, after in advice.now:
            say(f"  {one.id}  {names.get(one.id, '')} on {desk.display(one.network)}: {WORDS[before]} → {WORDS[after]}")
    for finding in advice.findings:
        say(f"doorstep policy check would say: {finding.message}")
    say("Nothing was changed. If you want it, it is two lines in policy.toml.")


def _names(desk: "Desk", ids: set[int]) -> dict[int, str]:
    from ..desk.reviewing import names_of

    return names_of(desk, ids)
