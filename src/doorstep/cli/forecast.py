"""The command `forecast`: a year ahead with these standards, and with others beside them."""

from typing import TYPE_CHECKING

import click

from .app import App, as_json, give_json, pass_app, reported, say

if TYPE_CHECKING:
    from ..desk.forecast import YearAhead
    from ..studies.forecast import Range

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

    with app.desk() as desk:
        wanted = [versions.NOW, *([other] if other else [])]
        policies = {name: policy for policy, name in (versions.named(desk, one) for one in wanted)}
        found = year_ahead(desk, policies, seed)
        there, is_guess = minutes_there(desk)
        is_open = [one.standards.strategy == "open" for one in policies.values()]
        if json_:
            give_json({"attention_minutes": there, "is_guess": is_guess, "seed": seed,
                       "policies": [_as_dict(one) for one in found]})  # fmt: skip
            return
        _print(found, there, is_guess)
        for one, shows in zip(found, is_open, strict=True):
            if one.example and (shows or one.standing.connections >= OPEN):
                _example(desk.display(one.example_network), one, there)


def _print(found: "list[YearAhead]", there: int, is_guess: bool) -> None:
    from ..desk.words import count_of
    from ..studies.forecast import LEAST_FOLLOWED, LEAST_REQUESTS, LEAST_WEEKS
    from .circle_cards import hours_of
    from .screen import Text, plain_table

    first = found[0].ahead
    if first.accepted is None:
        say(
            f"Too little to tell: it takes {LEAST_WEEKS} weeks with {LEAST_REQUESTS} requests whose day is known. "
            f"So far: {count_of(first.requests, 'request')} in {count_of(first.weeks, 'week')}."
        )
        return
    by = f"{first.requests:,} requests in {first.weeks} weeks"
    say(f"In a year like the past, by {by}; the ranges hold four of five:", "")
    titles = ["your standards" if one.name == "now" else one.name for one in found]
    rows = [["", *titles]]
    rows.append(["  let in", *(_range(one.ahead.accepted) for one in found)])
    rows.append(["  left to you", *(f"{one.left_to_me:,}" for one in found)])
    rows.append(["  connections, now", *(f"{one.standing.connections:,}" for one in found)])
    rows.append(["  connections, in a year", *(_range(one.ahead.accepted, one.standing.connections) for one in found)])
    rows.append(["  attention they ask for a month, now", *(hours_of(one.standing.minutes) for one in found)])
    rows.append(
        [
            "  attention they ask for a month, in a year",
            *(_range(one.ahead.minutes, one.standing.minutes, hours=True) for one in found),
        ]
    )
    rows.append(["  in touch, now", *(_share(one.standing.in_touch, one.standing.told) for one in found)])
    rows.append(["  in touch, of those to come", *(_percent(one) for one in found)])
    plain_table([[Text(cell) for cell in row] for row in rows], flexible=0)
    say("", f"There {'may be' if is_guess else 'are'} {hours_of(there)} of attention a month"
            + (", by a guess: doorstep circles attention 30 says 30 hours." if is_guess else "."))  # fmt: skip
    if any(one.ahead.in_touch is None for one in found):
        say(f"Who comes to be in touch is told from {LEAST_FOLLOWED} people let in whose contact is on record.")


def _range(found: "Range | None", more: int = 0, *, hours: bool = False) -> str:
    """`82 (74 to 91)`, in hours where these are minutes."""
    from .circle_cards import hours_of

    if found is None:
        return "too little to tell"
    low, middle, high = (value + more for value in (found.low, found.middle, found.high))
    if hours:
        return f"{hours_of(middle)} ({round(low / 60):,} to {round(high / 60):,})"
    return f"{middle:,.0f} ({low:,.0f} to {high:,.0f})"


def _percent(one: "YearAhead") -> str:
    found = one.ahead.in_touch
    return "too little to tell" if found is None else f"{found.middle:.0%} ({found.low:.0%} to {found.high:.0%})"


def _share(count: int, of: int) -> str:
    return f"{count / of:.0%} of {of:,} whose contact is told" if of else "not told"


def _example(network: str, one: "YearAhead", there: int) -> None:
    from ..desk.forecast import EXAMPLE
    from .circle_cards import hours_of

    say(
        f"{EXAMPLE:,} people on {network} would ask for {hours_of(one.example)} a month, at these minutes each. "
        f"There are {hours_of(there)}, and a month has 744 in all."
    )


def _as_dict(one: "YearAhead") -> dict[str, object]:
    from ..desk.forecast import EXAMPLE

    def told(found: "Range | None") -> dict[str, float] | None:
        return None if found is None else {
            "low": round(found.low, 4), "middle": round(found.middle, 4), "high": round(found.high, 4)
        }  # fmt: skip

    return {
        "policy": one.name, "weeks": one.ahead.weeks, "requests": one.ahead.requests, "followed": one.ahead.followed,
        "let_in": told(one.ahead.accepted), "minutes_more": told(one.ahead.minutes),
        "in_touch_of_new": told(one.ahead.in_touch), "left_to_you": one.left_to_me,
        "connections": one.standing.connections, "minutes": one.standing.minutes,
        "contact_told_of": one.standing.told, "in_touch": one.standing.in_touch,
        "example": {"people": EXAMPLE, "network": one.example_network, "minutes": one.example},
    }  # fmt: skip
