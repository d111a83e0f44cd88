"""Going through the questions, one key an answer."""

import sys
from typing import TYPE_CHECKING

import click

from ..desk.words import count_of
from .app import say
from .inbox import _came_back
from .screen import Text, console, plain_table

if TYPE_CHECKING:
    from ..desk.home import Desk
    from ..desk.questions import Group

KEYS = "123456789abcdefghijklmoprtvwxyz"  # n, q, s and u have meanings of their own
SHOWN = 30


def go_through(desk: "Desk", only_list: bool) -> None:
    """Asks what would settle most, until nothing is left or the user stops; or only lists it."""
    from ..desk.blind import is_on
    from ..desk.questions import pending

    passed: set[tuple[str, str]] = set()
    while True:
        groups = [one for one in pending(desk) if one.key not in passed]
        if not groups:
            say("Nothing left to ask." if passed else "No question would settle anything now.")
            if is_on(desk.ledger):
                say("Questions on an answer come once you have said what you think: doorstep inbox lists them.")
            return
        if only_list:
            plain_table(
                ([f"{sum(len(one.request_ids) for one in group.people):>6}", group.text] for group in groups),
                flexible=1,
            )
            say("", "the number of requests that each would help · doorstep questions asks them")
            return
        passed.add(groups[0].key)
        if not _ask(desk, groups[0]):
            say("Stopped. What you told is kept; doorstep undo takes back the last of it.")
            return


def _ask(desk: "Desk", group: "Group") -> bool:
    """Asks one question and keeps what was told; False where the user stops."""
    from ..desk.questions import answer

    helped = sum(len(one.request_ids) for one in group.people)
    console().print(Text(f"\n{group.text}", style="bold").append(f"  ({count_of(helped, 'request')})", style="dim"))
    if group.fact is not None and group.fact.name == "values_conflict":
        _in_view(desk, group)
    match group.kind:
        case "strangers":
            given, goes_on = _mark(group)
        case "suggestion":
            given, goes_on = _for_all(group)
        case _:
            given, goes_on = _one_by_one(group)
    if given:
        _came_back(desk, answer(desk, group, given))
        say(f"kept, for {count_of(len(given), 'person', 'people')}")
    return goes_on


def _in_view(desk: "Desk", group: "Group") -> None:
    """The user's own posts that those who are asked about would see, by network."""
    from ..desk.exposure import in_view

    ids = [number for one in group.people for number in one.request_ids]
    for network in dict.fromkeys(one.network for one in desk.ledger.requests(ids=ids)):
        line = in_view(desk, network)
        if line:
            say(f"  {line}")


def _mark(group: "Group") -> tuple[dict[int, str], bool]:
    """Marks those that the user knows, a page at a time: numbers, or Enter for none on this page."""
    given: dict[int, str] = {}
    for start in range(0, len(group.people), SHOWN):
        page = group.people[start : start + SHOWN]
        plain_table(
            ([f"{start + number:>5}", Text(one.name, style="bold"), Text(one.hint, style="dim")]
             for number, one in enumerate(page, 1)), flexible=2,
        )  # fmt: skip
        while True:
            try:
                text = click.prompt("numbers of those you know (Enter: none, q: stop)", default="", show_default=False)
            except click.Abort:
                say("")
                return given, False
            if text.strip().casefold() in ("q", "quit"):
                return given, False
            numbers = _numbers(text, start + len(page))
            if numbers is not None:
                break
            say(f"      numbers from 1 to {start + len(page)}, as in 3, 5 8-10")
        for number in numbers:
            given[group.people[number - 1].person_id] = "yes"
    return given, True


def _numbers(text: str, most: int) -> list[int] | None:
    """The numbers in `3, 5 8-10`; None where something in it is no number from 1 to `most`."""
    found: list[int] = []
    for part in text.replace(",", " ").split():
        low, dash, high = part.partition("-")
        ends = (low, high) if dash else (low, low)
        if not all(end.isdecimal() and len(end) < 7 and 1 <= int(end) <= most for end in ends):
            return None
        found += range(int(ends[0]), int(ends[1]) + 1)
    return found


def _for_all(group: "Group") -> tuple[dict[int, str], bool]:
    plain_table(
        ([Text(f"      {one.name}", style="bold"), Text(one.hint, style="dim")] for one in group.people[:SHOWN]), 1
    )
    if len(group.people) > SHOWN:
        say(f"      … and {len(group.people) - SHOWN} more")
    key = _key("y all of them · n none of them · s skip · q stop", "ynsq")
    given = {one.person_id: "yes" if key == "y" else "no" for one in group.people} if key in "yn" else {}
    return given, key != "q"


def _one_by_one(group: "Group") -> tuple[dict[int, str], bool]:
    if not group.choices:
        assert group.fact is not None  # what has no fact is answered by yes or no
        for one in group.people[:5]:
            say(f'      doorstep set "#{one.person_id}" {group.fact.name}=…   {one.name}')
        return {}, True
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
        hint = f"  {one.hint}" if one.hint else ""
        console().print(Text("  ").append(one.name, style="bold").append(hint, style="dim"))
        key = _key("", "".join(keys) + "sq")
        if key == "q":
            return given, False
        if key != "s":
            given[one.person_id] = keys[key]
    return given, True


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
