"""Commands about one's own judgement: past cases once more, and one's own view before the answer."""

from typing import TYPE_CHECKING

import click

from ..errors import UsageError
from .app import App, as_json, give_json, pass_app, reported, say

if TYPE_CHECKING:
    from ..desk.home import Desk
    from ..desk.rejudging import Hidden, Round
    from ..studies.steadiness import Steadiness

LEAST, MOST = 8, 12
KEYS = {"a": "accept", "n": "not_yet", "d": "decline"}


@click.command()
@click.argument("turn", type=click.Choice(("on", "off")), required=False)
@as_json
@pass_app
@reported
def blind(app: App, turn: str | None, json_: bool) -> None:
    """Say what you think before you see the answer: on or off.

    While it is on, the inbox and `show` keep the answer back until you have said your own view, or have decided.
    """
    from ..desk import blind as views

    with app.desk() as desk:
        if turn:
            views.turn(desk.ledger, turn == "on")
        is_on = views.is_on(desk.ledger)
        if json_:
            give_json({"blind": is_on})
        elif is_on:
            say(
                "Your own view comes first: doorstep show ID --view accept (or not_yet, ask, decline) shows the answer."
            )
        else:
            say("Answers are shown at once. doorstep blind on asks for your own view first.")


@click.command()
@click.option("--count", type=click.IntRange(LEAST, MOST), default=10, show_default=True, help="How many cases.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Picks and orders the cases (else by chance; kept).")
@click.option("--new", is_flag=True, help="Begin another round, also where one is not finished.")
@click.option("--say", "said", nargs=2, metavar="CASE ANSWER", help="Answer one case: accept, not_yet or decline.")
@as_json
@pass_app
@reported
def rejudge(app: App, count: int, seed: int | None, new: bool, said: tuple[str, str] | None, json_: bool) -> None:
    """Decide some of your own past cases again, to see how steady you are.

    8 to 12 of them, without name, answer and outcome. Stop with q at any time; the same command goes on.
    """
    import secrets

    from ..desk import rejudging

    with app.desk() as desk:
        going = None if new else rejudging.unfinished(desk)
        if said is not None:
            if going is None:
                raise UsageError("no round is going on", next_step="doorstep rejudge begins one")
            going = rejudging.answer(desk, going.id, _place(said[0]), _answer(said[1]))
        if going is None:
            going = rejudging.start(desk, count, secrets.randbelow(2**31) if seed is None else seed)
        if json_ or said is not None:
            give_json(_as_dict(desk, going)) if json_ else _kept(desk, going)
            return
        _go_through(desk, going)


def _place(text: str) -> int:
    if not text.isdecimal() or len(text) > 2:
        raise UsageError(f"`{text}` is no number of a case", next_step="doorstep rejudge --say 3 accept")
    return int(text)


def _answer(text: str) -> str:
    from ..desk.rejudging import ANSWERS
    from ..facts.words import did_you_mean

    word = text.replace(" ", "_").replace("-", "_").casefold()
    if word not in ANSWERS:
        raise UsageError(
            f"`{text}` is no answer", next_step=did_you_mean(word, ANSWERS) or "it can be " + ", ".join(ANSWERS)
        )
    return word


def _go_through(desk: "Desk", going: "Round") -> None:
    """Shows what is left, one case a key, each answer kept at once."""
    from ..desk.rejudging import answer
    from .asking import _key

    say(
        f"{going.cases - going.answered} of your own past cases, without name, answer and outcome.",
        "What would you say today? Each answer is kept at once; q stops, and doorstep rejudge goes on.",
    )
    for one in going.left:
        _card(desk, one, going.cases)
        key = _key("a accept · n not yet · d decline · s skip · q stop", "andsq")
        if key == "q":
            break
        if key in KEYS:
            going = answer(desk, going.id, one.place, KEYS[key])
    say("")
    _kept(desk, going)


def _kept(desk: "Desk", going: "Round") -> None:
    from ..desk.words import count_of

    if going.result is not None:
        _result(desk, going)
    else:
        left = count_of(going.cases - going.answered, "case")
        say(f"{going.answered} of {going.cases} are kept. doorstep rejudge goes on with the {left} left.")


def _card(desk: "Desk", one: "Hidden", of: int) -> None:
    from ..desk.words import shown
    from .screen import Text, card, console, plain_table

    console().print(Text(f"\nCase {one.place} of {of}", style="bold").append(f"  on {desk.display(one.network)}"))
    if one.note:
        card(Text(""), [Text(f"“{one.note}”", style="italic"), Text(one.note_kind, style="dim")])
    rows = [[f"  {name.replace('_', ' ')}", shown(desk.catalogue[name], value)] for name, value in one.facts.items()]
    plain_table(rows, flexible=1) if rows else say("  Nothing else was known.")


def _result(desk: "Desk", going: "Round") -> None:
    from ..desk.words import WORDS

    assert going.result is not None
    say(*told(going.result))
    for one in going.changed:
        say(
            f"  {one.request.id}  {one.request.name} on {desk.display(one.request.network)}: "
            f"{WORDS[one.first]} then, {WORDS[one.second]} now"
        )
    say(f"The cases were picked by seed {going.seed}. doorstep rejudge --new begins another round.")


def told(found: "Steadiness") -> list[str]:
    """What a round tells, in sentences."""
    from ..desk.rejudging import doubt_of

    if not found.is_enough:
        return [f"Too few cases to tell: {found.cases} were judged again, and it takes {LEAST}."]
    lines = [
        f"You gave the same answer in {found.same} of {found.cases} cases.",
        f"Over many cases it would be between {found.low:.0%} and {found.high:.0%} (95 % sure).",
        f"By chance alone, with answers as frequent as yours, it would be {found.chance:.0%}.",
    ]
    doubt = doubt_of(found)
    return [*lines, doubt] if doubt else lines


def _as_dict(desk: "Desk", going: "Round") -> dict[str, object]:
    from ..desk.words import shown

    result = going.result
    return {
        "round": going.id, "seed": going.seed, "cases": going.cases, "answered": going.answered,
        "left": [
            {"case": one.place, "network": one.network, "note": one.note, "note_kind": one.note_kind,
             "facts": {name: shown(desk.catalogue[name], value) for name, value in one.facts.items()}}
            for one in going.left
        ],
        "result": None if result is None else {
            "cases": result.cases, "same": result.same, "low": round(result.low, 4), "high": round(result.high, 4),
            "chance": round(result.chance, 4), "p": round(result.p, 4), "enough": result.is_enough,
        },
        "changed": [
            {"request": one.request.id, "name": one.request.name, "first": one.first, "second": one.second}
            for one in going.changed
        ],
    }  # fmt: skip
