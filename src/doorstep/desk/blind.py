"""Blind first: the user's own view is asked before the answer is shown, and both are kept."""

from collections.abc import Iterable

from ..ledger import Ledger, Request

ANSWERS = ("accept", "not_yet", "ask", "decline")
SETTING = "blind first"


def is_on(ledger: Ledger) -> bool:
    """True where answers stay hidden until the user has said what they think."""
    return ledger.setting(SETTING) == "on"


def turn(ledger: Ledger, on: bool) -> None:
    """Turns it on or off."""
    ledger.set_setting(SETTING, "on" if on else "off")


def own_views(ledger: Ledger) -> dict[int, str]:
    """What the user thinks of requests that are not decided yet, by request."""
    return {one.request_id: one.answer for one in ledger.views(pending=True)}


def hidden(ledger: Ledger, requests: Iterable[Request], views: dict[int, str]) -> frozenset[int]:
    """The requests whose answer is not to be shown now: open ones without a view of the user's, where it is on."""
    if not is_on(ledger):
        return frozenset()
    return frozenset(one.id for one in requests if one.state == "open" and one.id not in views)
