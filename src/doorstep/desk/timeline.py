"""One person's story with the user: when they were connected, asked, were in touch, and what was decided."""

from dataclasses import dataclass
from datetime import date

from ..facts.text import clean_line
from .home import Desk
from .outcomes import told

MOST_WORDS = 400
DIRECTIONS = {"in": "from them", "out": "from you"}
KINDS = {"group_message": "message in a group", "note": "you noted"}


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day (None: it is not known when): what, and words about it."""

    on: date | None
    what: str
    words: str = ""


def timeline(desk: Desk, person_id: int, most: int = 12) -> list[Event]:
    """The events with one person, the newest first, at most so many."""
    ledger = desk.ledger
    found: list[Event] = []
    for contact in ledger.interactions(person_id, most):
        kind = KINDS.get(contact.kind, contact.kind.replace("_", " "))
        side = DIRECTIONS.get(contact.direction, "")
        found.append(Event(contact.at.date(), f"{kind} {side}".strip(), contact.words))
    requests = {one.id: one for one in ledger.requests(person_id=person_id)}
    for one in requests.values():
        who = "asked" if one.direction == "incoming" else "you asked"
        if one.asked_at:
            found.append(Event(one.asked_at.date(), f"{who} on {desk.display(one.network)}"))
    for decision in ledger.decisions(person_id=person_id):
        where = desk.display(requests[decision.request_id].network) if decision.request_id in requests else ""
        what = f"you: {decision.action}" + (f", {where}" if where else "")
        found.append(Event(decision.at.date(), what, f"“{decision.reason}”" if decision.reason else ""))
    for outcome in ledger.outcomes(person_id=person_id):
        found.append(Event(outcome.on, told(outcome), outcome.words))
    for profile in ledger.profiles([person_id])[person_id]:
        if profile.is_connection:
            found.append(Event(profile.connected_since, f"connected on {desk.display(profile.network)}"))
    found.sort(key=lambda one: one.on or date.min, reverse=True)
    return [Event(one.on, one.what, clean_line(one.words, MOST_WORDS)) for one in found[:most]]
