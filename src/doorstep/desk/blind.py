"""Blind first: the user's own view is asked before the answer is shown, and both are kept."""

from collections.abc import Iterable

from ..ledger import Ledger, Request
from ..ledger.history import Asked

ANSWERS = ("accept", "not_yet", "ask", "decline")
UNDECIDED = ("open", "snoozed")
SETTING = "blind first"
LEFT_OUT = "left out: requests whose answer is hidden until you have said what you think"


def is_on(ledger: Ledger) -> bool:
    """True where answers stay hidden until the user has said what they think."""
    return ledger.setting(SETTING) == "on"


def turn(ledger: Ledger, on: bool) -> None:
    """Turns it on or off."""
    ledger.set_setting(SETTING, "on" if on else "off")


def own_views(ledger: Ledger) -> dict[int, str]:
    """What the user thinks of requests that are not decided yet, by request."""
    return {one.request_id: one.answer for one in ledger.views(pending=True)}


def hidden(ledger: Ledger, requests: Iterable[Request | Asked], views: dict[int, str]) -> frozenset[int]:
    """The requests whose answer is not to be shown now: where it is on, those that are open or put aside without a
    view of the user's."""
    if not is_on(ledger):
        return frozenset()
    return frozenset(one.id for one in requests if one.state in UNDECIDED and one.id not in views)
