"""What is known about the people who ask: observations of every kind, added up to facts for today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ..facts.catalogue import Catalogue
from ..facts.observations import Known, Observation, add_up
from ..facts.values import Value
from ..ledger import ContactSummary, Ledger, Request

Day = TypeVar("Day", date, str)
# What the asker says of themselves tells nothing beyond the request.
_CLAIMED = ("asker",)


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of one person: facts with what they rest on, and the contact there was."""

    person_id: int
    observations: tuple[Observation, ...]
    contact: ContactSummary

    def facts(self, today: date, catalogue: Catalogue, more: Iterable[Observation] = ()) -> dict[str, Known]:
        """The facts on a day, with more observations (those of a request) beside the person's own."""
        return add_up([*self.observations, *more], today, catalogue)


def dossiers(ledger: Ledger, person_ids: Iterable[int], today: date) -> dict[int, Dossier]:
    """The dossier of each person."""
    wanted = list(dict.fromkeys(person_ids))
    observed = ledger.observations(wanted)
    contacts = ledger.contact_summaries(wanted, today)
    accepted: dict[int, list[Observation]] = {}
    for request in ledger.requests(("accepted",), person_ids=wanted):
        if is_still_open_there(request):
            continue
        shared = Observation(
            "connected_on", frozenset({request.network}), "accepted", request.answered_on or today, "records"
        )
        accepted.setdefault(request.person_id, []).append(shared)
    found = {}
    for one in wanted:
        own = [*observed[one], *accepted.get(one, ())]
        found[one] = Dossier(one, (*own, *derived(own, contacts[one], today)), contacts[one])
    return found


def is_still_open_there(request: Request) -> bool:
    """True where the user accepted it here, and an export of a later day still lists it as open on the network."""
    return still_listed(request.settled_by, request.answered_on, request.last_seen)


def still_listed(settled_by: str, answered_on: Day | None, last_seen: Day | None) -> bool:
    """The same of an accepted request's columns; days in ISO text come in the order of the days."""
    return bool(settled_by == "me" and answered_on and last_seen and last_seen > answered_on)


def derived(observed: Iterable[Observation], contact: ContactSummary, today: date) -> list[Observation]:
    """What follows from contact and connections: written, known_for, last_contact, contacts_past_year, on_record.

    Where the records have a gap, silence tells nothing: then only what is there counts.
    """
    told = contact.told_until or today
    until = contact.contact_until or told
    found = []
    is_connected = bool(contact.connected)
    is_mutual = contact.messages_in > 0 and contact.messages_out > 0
    for network, since in contact.connected:
        found.append(Observation("connected_on", frozenset({network}), "your connections", since or told, "records"))
    if is_mutual or ((contact.messages_in or contact.messages_out) and not contact.has_gap):
        source = "your messages" if is_mutual else "your messages, from one side only"
        found.append(Observation("written", is_mutual, source, until, "records"))
    # what somebody can bring about alone, by writing and writing again, tells nothing of the two of us
    only_theirs = (
        contact.messages_in > 0 and contact.messages_out == 0 and not any(one.said_by == "me" for one in observed)
    )
    if contact.last is not None and contact.first is not None and not only_theirs and not contact.has_gap:
        last = contact.last.date()
        found.append(
            Observation("last_contact", max(0, (until - last).days), "your contacts", max(until, last), "records")
        )
        found.append(Observation("contacts_past_year", contact.past_year, "your contacts", max(until, last), "records"))
    since = first_known(contact)
    if since is not None:
        found.append(Observation("known_for", 0, "your connections and messages", since, "records"))
    has_contact = contact.last is not None and not only_theirs
    is_on_record = is_connected or has_contact or any(one.said_by not in _CLAIMED for one in observed)
    source = "your records" if is_on_record else "nothing in your records"
    found.append(Observation("on_record", is_on_record, source, told, "records"))
    return found


def first_known(contact: ContactSummary) -> date | None:
    """The first day of knowing each other: of a connection, or of an exchange of messages."""
    days = [since for _, since in contact.connected if since is not None]
    # a call noted today tells nothing of when the two came to know each other; an exchange of messages does
    if contact.first is not None and contact.messages_in and contact.messages_out:
        days.append(contact.first.date())
    return min(days, default=None)


def asked_before(requests: Iterable[Request]) -> dict[int, int]:
    """For each request how often the same person had asked before on the same network."""
    seen: dict[tuple[int, str], int] = {}
    found = {}
    for one in sorted(requests, key=lambda r: (r.asked_at is not None, r.asked_at or r.first_seen, r.id)):
        if one.direction == "incoming":
            key = (one.person_id, one.network)
            found[one.id] = seen.get(key, 0)
            seen[key] = found[one.id] + 1
    return found


def values(known: Mapping[str, Known]) -> dict[str, Value]:
    """The facts alone, as the policy takes them."""
    return {name: one.value for name, one in known.items()}
