"""The requests that the user sent: kept, shown with their age, and ended. Never whom to ask next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ..errors import ConflictError, NotFoundError, UsageError
from ..facts.text import clean, clean_line
from ..ledger import Person, Request
from ..networks import load, profile_link
from ..studies.silence import RULE
from .home import Desk
from .inbox import UNSETTLED
from .people import MAX_NAME, MAX_NOTE, find, network_named

ENDS = {"accepted": "they accepted", "declined": "they declined", "withdrawn": "withdrawn"}


@dataclass(frozen=True, slots=True)
class Sent:
    """A request of the user's that is open: to whom, where, since when, and what to do about it.

    `ids` are its rows, of which there are two where it was noted and is in an archive. `suggestion` is leave or
    withdraw; leave has the day `until`, or none where nothing is known of taking it back there.
    """

    person_id: int
    name: str
    network: str
    ids: tuple[int, ...]
    asked_on: date | None
    suggestion: str
    until: date | None
    link: str

    def as_dict(self, today: date) -> dict[str, object]:
        """One row of `ask --json`."""
        return {
            "id": self.ids[0], "person": {"id": self.person_id, "name": self.name}, "network": self.network,
            "asked_on": self.asked_on.isoformat() if self.asked_on else None,
            "days": (today - self.asked_on).days if self.asked_on else None,
            "suggestion": self.suggestion, "until": self.until.isoformat() if self.until else None, "link": self.link,
        }  # fmt: skip


def asked_on(request: Request) -> date | None:
    """The day of a request, or the first on which it is known to have been there."""
    return request.asked_at.date() if request.asked_at else request.first_seen


def standing(requests: Iterable[Request], today: date) -> list[Request]:
    """The outgoing requests of all networks that are still open there, as far as one can tell.

    One that a newer list of the network no longer holds is gone, as is one that the network has let lapse.
    """
    waiting = [one for one in requests if one.direction == "outgoing" and one.state in UNSETTLED]
    newest: dict[str, date] = {}
    for one in waiting:
        if one.last_seen is not None:
            newest[one.network] = max(one.last_seen, newest.get(one.network, one.last_seen))
    return [
        one
        for one in waiting
        if not (one.last_seen is not None and one.last_seen < newest[one.network]) and not _has_lapsed(one, today)
    ]


def _has_lapsed(request: Request, today: date) -> bool:
    known, day = load().get(request.network), asked_on(request)
    limit = known.limits.get("expires_days") if known else None
    return limit is not None and day is not None and today - day > timedelta(limit.number)


def outgoing(desk: Desk) -> list[Sent]:
    """The open requests of the user's, the oldest first; those of no known day first of all."""
    together: dict[tuple[int, str], list[Request]] = {}
    for one in standing(desk.ledger.requests(direction="outgoing"), desk.today):
        together.setdefault((one.person_id, one.network), []).append(one)
    found = [_sent(rows, desk.today) for rows in together.values()]
    return sorted(found, key=lambda one: (one.asked_on or date.min, one.ids))


def _sent(rows: list[Request], today: date) -> Sent:
    first = rows[0]
    day = min((told for one in rows if (told := asked_on(one))), default=None)
    until = day + timedelta(RULE.withdraw) if day else None
    known = load().get(first.network)
    is_due = until is not None and until <= today
    can = known is not None and "withdraw" in known.actions
    link = profile_link(first.network, first.key) if not first.key.startswith("?") else ""
    return Sent(
        first.person_id, first.name, first.network, tuple(one.id for one in rows), day,
        "withdraw" if is_due and can else "leave", None if is_due else until, link,
    )  # fmt: skip


def keep_sent(desk: Desk, name: str, network: str, *, on: date | None = None, words: str = "") -> Sent:
    """Keeps that the user asked somebody, who is added where nobody is called so.

    ConflictError where a request of theirs to the same person is open there, or they are connected.
    """
    key, day = network_named(desk, network), on or desk.today
    if day > desk.today:
        raise UsageError("note what you have sent, not what is to come", next_step="leave --on out for today")
    person = known_person(desk, name)
    ledger, shown = desk.ledger, clean_line(name, MAX_NAME)
    if person is None and (not shown or shown.startswith("#")):
        raise UsageError("somebody needs a name", next_step='doorstep ask "Nadia Lindqvist" linkedin --sent')
    moment = datetime.combine(day, time()) if on else desk.now().replace(microsecond=0)
    with ledger.change("asked", person_id=person.id if person else None) as change:
        person = known_person(desk, name)  # as it is now that nobody else can change it
        if person is not None:
            _ensure_new(desk, person, key)
        person_id = person.id if person else ledger.add_person(shown, key, change=change)
        text = clean(words, MAX_NOTE)
        made = ledger.add_request(person_id, key, "outgoing", asked_at=moment, note=text, change=change)
    return _sent([ledger.request(made)], desk.today)  # one of long ago may have lapsed already, and is on no list


def _ensure_new(desk: Desk, person: Person, key: str) -> None:
    """ConflictError where the two are connected there, or a request of the user's is open."""
    if any(one.is_connection and one.network == key for one in desk.ledger.profiles([person.id])[person.id]):
        raise ConflictError(f"you are connected with {person.name} on {desk.display(key)} already")
    if any((one.person_id, one.network) == (person.id, key) for one in outgoing(desk)):
        raise ConflictError(
            f"you asked {person.name} on {desk.display(key)} already", next_step="`doorstep ask` lists it"
        )


def keep_end(desk: Desk, name: str, network: str, end: str) -> Sent:
    """Keeps how a request of the user's ended (accepted, declined or withdrawn), and gives it as it was: the one that
    is open, else one that the network has let lapse, or lists no more."""
    key, person = network_named(desk, network), find(desk, name)
    sent = desk.ledger.requests(person_id=person.id, direction="outgoing", network=key)
    mine = [one for one in outgoing(desk) if (one.person_id, one.network) == (person.id, key)]
    if not mine and (unsettled := [one for one in sent if one.state in UNSETTLED]):
        mine = [_sent(unsettled, desk.today)]
    if not mine:
        raise NotFoundError(
            f"no request of yours to {person.name} is open on {desk.display(key)}",
            next_step="`doorstep ask` lists those that are; --sent keeps one",
        )
    (ended,) = mine
    with desk.ledger.change(ENDS[end], person_id=person.id, request_id=ended.ids[0]) as change:
        for row_id in ended.ids:
            desk.ledger.set_request_state(row_id, end, change=change)
    return ended


def known_person(desk: Desk, name: str) -> Person | None:
    """The one person of this name, None where there is none; UsageError with the choices where there are several."""
    try:
        return find(desk, name)
    except NotFoundError:
        if name.strip().startswith("#"):
            raise
        return None
