"""The command `forecast`: a year ahead with these standards, and with others beside them."""

from typing import TYPE_CHECKING

import click

from .app import App, as_json, give_json, pass_app, reported, say

if TYPE_CHECKING:
    from ..desk.forecast import YearAhead

OPEN = 10_000  # connections from which on an example of what they mean is worth a line


@click.command()
@click.argument("other", metavar="[POLICY]", required=False)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True, help="Draws the years.")
@as_json
@pass_app
@reported
def forecast(app: App, other: str | None, seed: int, json_: bool) -> None:
    """See a year ahead with your standards, or also with others.

    POLICY is a file, or a version by number or day. Years are drawn from your own history; the range holds four of
    five. What is known of people today counts, and `room` as it is today.
    """
    from ..desk import versions
    from ..desk.forecast import minutes_there, year_ahead
    from ..desk.forecast_words import as_dict

    with app.desk() as desk:
        wanted = [versions.NOW, *([other] if other else [])]
        policies = {name: policy for policy, name in (versions.named(desk, one) for one in wanted)}
        found = year_ahead(desk, policies, seed)
        there, is_guess = minutes_there(desk)
        is_open = [one.standards.strategy == "open" for one in policies.values()]
        if json_:
            give_json({"attention_minutes": there, "is_guess": is_guess, "seed": seed,
                       "policies": [as_dict(one) for one in found]})  # fmt: skip
            return
        _print(found, there, is_guess)
        for one, shows in zip(found, is_open, strict=True):
            if one.example and (shows or one.standing.connections >= OPEN):
                _example(desk.display(one.example_network), one, there)


def _print(found: "list[YearAhead]", there: int, is_guess: bool) -> None:
    from ..desk import forecast_words as words
    from ..desk.circle_words import hours_of
    from .screen import Text, plain_table

    if told := words.too_little(found):
        say(told)
        return
    say(words.heading(found), "")
    titles = ["your standards" if one.name == "now" else one.name for one in found]
    rows = [["", *titles], *([f"  {name}", *cells] for name, cells in words.rows(found))]
    plain_table([[Text(cell) for cell in row] for row in rows], flexible=0)
    say("", f"There {'may be' if is_guess else 'are'} {hours_of(there)} of attention a month"
            + (", by a guess: doorstep circles attention 30 says 30 hours." if is_guess else "."))  # fmt: skip
    if told := words.not_followed(found):
        say(told)


def _example(network: str, one: "YearAhead", there: int) -> None:
    from ..desk.circle_words import hours_of
    from ..desk.forecast import EXAMPLE

    say(
        f"{EXAMPLE:,} people on {network} would ask for {hours_of(one.example)} a month, at these minutes each. "
        f"There are {hours_of(there)}, and a month has 744 in all."
    )
