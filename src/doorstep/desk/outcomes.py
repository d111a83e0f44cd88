"""What became of a request later on, as the user says: kept for the user alone."""

from datetime import date

from ..errors import ConflictError, UsageError
from ..facts.text import clean
from ..ledger import Outcome, Request
from .home import Desk

MAX_WORDS = 4_000
# What can be said, of requests in which states (empty: in any), and how it is told.
KINDS: dict[str, tuple[tuple[str, ...], str]] = {
    "regret": (("accepted",), "you regret it"),
    "glad": (("accepted", "declined"), "you are glad of it"),
    "reconsider": (("declined",), "you would decide otherwise now"),
    "client": ((), "became a client"),
    "unfriended": (("accepted",), "left again"),
}
THOUGHTS = ("regret", "glad", "reconsider")  # of these the last one counts


def note_outcome(desk: Desk, request_id: int, what: str, words: str = "", on: date | None = None) -> Request:
    """Keeps what became of a request; ConflictError where that cannot be said of it."""
    request = desk.ledger.request(request_id)
    if request.direction == "outgoing" and what in THOUGHTS and request.state == "declined":
        raise ConflictError(
            f"request {request.id} is one that you made, and the answer was theirs",
            next_step="it can be client",
        )
    states, _ = KINDS[what]
    if states and request.state not in states:
        fitting = [one for one, (some, _) in KINDS.items() if not some or request.state in some]
        raise ConflictError(
            f"request {request.id} is {request.state}, so `{what}` does not fit",
            next_step="it can be " + ", ".join(fitting),
        )
    day = on or desk.today
    if day > desk.today:
        raise UsageError("that day is still to come", next_step="leave --on out for today")
    desk.ledger.note_outcome(request.id, what, day, clean(words, MAX_WORDS))
    return request


def told(one: Outcome) -> str:
    """An outcome in words."""
    return KINDS[one.what][1] if one.what in KINDS else one.what


def standing(outcomes: list[Outcome]) -> dict[str, set[int]]:
    """The requests by what stands of them: of regret, glad and reconsider the last; the others once they were said."""
    found: dict[str, set[int]] = {what: set() for what in KINDS}
    thought: dict[int, str] = {}
    for one in outcomes:
        if one.what in THOUGHTS:
            thought[one.request_id] = one.what
        elif one.what in found:
            found[one.what].add(one.request_id)
    for request_id, what in thought.items():
        found[what].add(request_id)
    return found
