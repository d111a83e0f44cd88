"""How the user has reached out to somebody so far, what came back, and how much the network still takes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ..ledger import Interaction, Person, Request
from ..ledger.contacts import CONTACTS, SAME_TIME
from ..networks import load
from ..studies.silence import RULE
from .home import Desk
from .inbox import UNSETTLED
from .outgoing import asked_on, standing

LAST_CONTACTS = 500
WINDOWS = {"requests_a_day": 1, "requests_a_week": 7}  # limits on requests, and the days that they look back
MONTH = 30


@dataclass(frozen=True, slots=True)
class Reached:
    """What there was between the user and somebody, seen from one network.

    `sent` are all requests of the user's, `mine` those to this person, `theirs` the person's own. `open_since` is the
    day of an open one there, `elsewhere` the newest open one on another network. `tries` are the days on which the user
    reached out since `heard`, the last contact in which the other had a part: messages of one day are one try.
    `told_until` is set where the records of contact end long before today. `silent_there` counts the requests of the
    user's, to whomever, that have been silent on this network for so long that they could be taken back.
    """

    network: str
    sent: tuple[Request, ...]
    mine: tuple[Request, ...]
    theirs: tuple[Request, ...]
    open_since: date | None
    elsewhere: tuple[str, date] | None
    tries: tuple[date, ...]
    heard: Interaction | None
    told_until: date | None
    silent_there: int

    @property
    def they_asked(self) -> int | None:
        """The number of an open request of theirs on this network."""
        return next((one.id for one in self.theirs if one.network == self.network and one.state in UNSETTLED), None)

    @property
    def withdrawn_on(self) -> date | None:
        """The newest day on which the user took a request back there."""
        ends = [one for one in self.mine if one.network == self.network and one.state == "withdrawn"]
        return max((day for one in ends if (day := _end(one))), default=None)

    @property
    def declined(self) -> tuple[tuple[date, str], ...]:
        """The days on which they said no, on whichever network, the newest first."""
        ends = [one for one in self.mine if one.state == "declined"]
        return tuple(sorted(((day, one.network) for one in ends if (day := _end(one))), reverse=True))


def reached(desk: Desk, person: Person | None, network: str, told: date | None) -> Reached:
    """What there was so far; `told` is the day up to which the records tell of contact with this person."""
    ledger, today = desk.ledger, desk.today
    sent = ledger.requests(direction="outgoing")
    mine = [one for one in sent if person and one.person_id == person.id]
    theirs = ledger.requests(person_id=person.id, direction="incoming") if person else []
    met = _met(desk, person)
    heard = next((one for one in met if not (one.kind == "message" and one.direction == "out")), None)
    is_old = told is not None and today - told > SAME_TIME
    open_now = standing(sent, today)
    still = {one.id for one in open_now}
    overdue = [one for one in open_now if one.network == network and (day := asked_on(one))
               and (today - day).days >= RULE.withdraw]  # fmt: skip
    days = [(one.network, day) for one in mine if one.id in still and (day := asked_on(one))]
    return Reached(
        network, tuple(sent), tuple(mine), tuple(theirs),
        min((day for key, day in days if key == network), default=None),
        max((one for one in days if one[0] != network), key=lambda one: one[1], default=None),
        _tries(met, mine, heard, told if is_old else None), heard, told if is_old else None, len(overdue),
    )  # fmt: skip


def _met(desk: Desk, person: Person | None) -> list[Interaction]:
    """The contact with a person up to today, the newest first."""
    rows = desk.ledger.interactions(person.id, LAST_CONTACTS) if person else []
    return [one for one in rows if one.kind in CONTACTS and one.at.date() <= desk.today]


def _tries(
    met: list[Interaction], mine: list[Request], heard: Interaction | None, told_until: date | None
) -> tuple[date, ...]:
    """The days on which the user reached out since the last contact: messages, and requests that led nowhere.

    To answer a message is not to reach out. Where the records end at `told_until`, an answer to what was written
    shortly before may not be in them.
    """
    since = heard.at.date() if heard else date.min
    last = told_until - timedelta(RULE.withdraw) if told_until else date.max
    written = sorted({one.at.date() for one in met if heard is None or one.at > heard.at})
    if heard and heard.kind == "message" and written and (written[0] - since).days <= RULE.withdraw:
        del written[0]
    days = {day for day in written if day <= last}
    days |= {day for one in mine if one.state != "accepted" and (day := asked_on(one)) is not None and day > since}
    return tuple(sorted(days))


def _end(one: Request) -> date | None:
    return one.answered_on or (one.state_since.date() if one.state_since else asked_on(one))


def number(network: str, limit: str) -> int | None:
    """A limit of the network's, None where none is known."""
    known = load().get(network)
    return known.limits[limit].number if known and limit in known.limits else None


def is_full(desk: Desk, network: str) -> bool:
    """True where the user has as many connections as the network allows."""
    most = number(network, "connections")
    return most is not None and desk.ledger.connections_on(network) >= most


def quota(sent: Iterable[Request], network: str, today: date) -> date | None:
    """The day on which one more request fits the network's limits; None where it fits today."""
    days = sorted((day for one in sent if one.network == network and (day := asked_on(one))), reverse=True)
    found = []
    for limit, window in WINDOWS.items():
        most = number(network, limit)
        if most is not None and len(days) >= most:
            found.append(days[most - 1] + timedelta(window))
    return max((day for day in found if day > today), default=None)


def notes_left(sent: Iterable[Request], network: str, today: date) -> int | None:
    """How many more requests with a note a free account may send this month, None where no limit is known."""
    most = number(network, "notes_a_month")
    if most is None:
        return None
    days = [day for one in sent if one.network == network and one.note and (day := asked_on(one))]
    return max(0, most - sum((today - day).days < MONTH for day in days))
