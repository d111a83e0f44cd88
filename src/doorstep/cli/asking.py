"""Going through the questions, one key an answer."""

import sys
from typing import TYPE_CHECKING

import click

from .app import say
from .inbox import _came_back
from .screen import Text, console, plain_table
from .words import count_of

if TYPE_CHECKING:
    from ..desk.home import Desk
    from ..desk.questions import Group

KEYS = "123456789abcdefghijklmoprtvwxyz"  # n, q, s and u have meanings of their own
SHOWN = 30


def go_through(desk: "Desk", only_list: bool) -> None:
    """Asks what would settle most, until nothing is left or the user stops; or only lists it."""
    from ..desk.questions import pending

    passed: set[tuple[str, str]] = set()
    first = True
    while True:
        groups = [one for one in pending(desk) if (one.kind, one.text) not in passed]
        if not groups:
            say("Nothing left to ask." if not first else "No question would settle anything now.")
            return
        if only_list:
            plain_table(
                ([f"{sum(len(one.request_ids) for one in group.people):>6}", group.text] for group in groups),
                flexible=1,
            )
            say("", "the number of requests that each would help · doorstep questions asks them")
            return
        first = False
        passed.add((groups[0].kind, groups[0].text))
        if not _ask(desk, groups[0]):
            say("Stopped. What you told is kept; doorstep undo takes back the last of it.")
            return


def _ask(desk: "Desk", group: "Group") -> bool:
    from ..desk.questions import answer

    helped = sum(len(one.request_ids) for one in group.people)
    console().print(Text(f"\n{group.text}", style="bold").append(f"  ({count_of(helped, 'request')})", style="dim"))
    match group.kind:
        case "strangers":
            given = _mark(group)
        case "suggestion":
            given = _for_all(group)
        case _:
            given = _one_by_one(group)
    if given is None:
        return False
    if given:
        _came_back(desk, answer(desk, group, given))
        say(f"kept, for {count_of(len(given), 'person', 'people')}")
    return True


def _mark(group: "Group") -> dict[int, str] | None:
    """Marks those that the user knows, a page at a time: numbers, or Enter for none on this page."""
    given: dict[int, str] = {}
    for start in range(0, len(group.people), SHOWN):
        page = group.people[start : start + SHOWN]
        plain_table(
            ([f"{start + number:>5}", Text(one.name, style="bold"), Text(one.hint, style="dim")]
             for number, one in enumerate(page, 1)), flexible=2,
        )  # fmt: skip
        text = click.prompt("numbers of those you know (Enter: none here, q: stop)", default="", show_default=False)
        if text.strip().casefold() in ("q", "quit"):
            break
        for number in _numbers(text, start + len(page)):
            given[group.people[number - 1].person_id] = "yes"
    return given


def _numbers(text: str, most: int) -> list[int]:
    """The numbers in `3, 5 8-10`, those from 1 to `most`."""
    found: list[int] = []
    for part in text.replace(",", " ").split():
        low, _, high = part.partition("-")
        if low.isdecimal() and (high.isdecimal() or not high) and len(part) < 15:
            found += [number for number in range(int(low), min(int(high or low), most) + 1) if number >= 1]
    return [number for number in found if number <= most]


def _for_all(group: "Group") -> dict[int, str] | None:
    plain_table(
        ([Text(f"      {one.name}", style="bold"), Text(one.hint, style="dim")] for one in group.people[:SHOWN]), 1
    )
    if len(group.people) > SHOWN:
        say(f"      … and {len(group.people) - SHOWN} more")
    key = _key("y all of them · n none of them · s skip · q stop", "ynsq")
    if key == "q":
        return None
    return {one.person_id: "yes" if key == "y" else "no" for one in group.people} if key in "yn" else {}


def _one_by_one(group: "Group") -> dict[int, str] | None:
    if not group.choices:
        say("      answer with doorstep set: " + ", ".join(one.name for one in group.people[:5]))
        return {}
    if group.choices == ("yes", "no"):
        keys = {"y": "yes", "n": "no"}
    elif all(choice.isdecimal() for choice in group.choices):
        keys = {choice: choice for choice in group.choices}
    else:
        keys = dict(zip(KEYS, group.choices, strict=False))
    legend = " · ".join(f"{key} {choice.replace('_', ' ')}" for key, choice in keys.items()) + " · s skip · q stop"
    say("      " + legend)
    given: dict[int, str] = {}
    for one in group.people:
        console().print(Text("  ").append(one.name, style="bold").append(f"  {one.hint}", style="dim"))
        key = _key("", "".join(keys) + "sq")
        if key == "q":
            break
        if key != "s":
            given[one.person_id] = keys[key]
    return given


def _key(legend: str, allowed: str) -> str:
    """The next key among those allowed; a line of input serves where there is no terminal. The end means stop."""
    if legend:
        say("      " + legend)
    while True:
        try:
            pressed = click.getchar() if sys.stdin.isatty() else input()[:1]
        except (EOFError, KeyboardInterrupt):
            return "q"
        if pressed.casefold() in allowed and pressed:
            return pressed.casefold()
        say("      one of " + " ".join(allowed))
