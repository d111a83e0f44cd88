"""Staying in touch: whom the user may like to hear from again, five at most, and how close they are by contact."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ..facts.catalogue import CATALOGUE
from ..facts.observations import is_stale
from ..ledger import ContactSummary, Interaction
from ..ledger.contacts import CONTACTS
from ..ledger.rhythms import Rhythm
from ..studies.ties import WINDOW, Contact, Tie, tie
from ..studies.touch import AT_MOST, MATTERS, Acquaintance, drifting, state
from .circles import Circles, Said, circles, rating_of
from .figures import NOT_ANY_MORE
from .home import Desk
from .outgoing import asked_on, standing

LOOKED_AT = 60  # people whose last contacts are read to find AT_MOST
UNANSWERED = 2  # messages of mine in a row: then it is theirs to write
EXCHANGE, YEAR = timedelta(days=2), timedelta(days=365)  # after so much silence an exchange begins anew
SHARED = "close_mutuals"
RATED_CIRCLE = "wider"  # for somebody who matters by the user's ratings and is in no circle


@dataclass(frozen=True, slots=True)
class Drifting:
    """Somebody to be in touch with again: since when it is silent, in which rhythm they were, how close the tie is."""

    person_id: int
    name: str
    circle: str
    every: int
    last: date
    tie: Tie
    contact: Contact


@dataclass(frozen=True, slots=True)
class InTouch:
    """Who is drifting, those who matter first, and of how many it cannot be told."""

    people: tuple[Drifting, ...]
    in_touch: int
    unknown: int


def staying(desk: Desk) -> InTouch:
    """Who is drifting today, AT_MOST of them."""
    held, today = circles(desk), desk.today
    everybody = list(_acquaintances(desk, held))
    states = [state(one, today) for one in everybody]
    named: list[Drifting] = []
    for one in drifting(everybody, today)[:LOOKED_AT]:
        if len(named) == AT_MOST:
            break
        if not _is_theirs(desk, one.person_id):
            person = desk.ledger.person(one.person_id)
            contact = contact_of(desk, held, one.person_id)
            named.append(Drifting(person.id, person.name, one.circle, one.every, one.last, tie(contact), contact))
    return InTouch(tuple(named), states.count("in touch"), states.count("unknown"))


def states(desk: Desk) -> dict[int, tuple[str, date]]:
    """How it stands with everybody who has a rhythm and was not put aside: `in touch`, `drifting` or `unknown`, and the
    day of the last contact."""
    return {one.person_id: (state(one, desk.today), one.last) for one in _acquaintances(desk, circles(desk))}


def tie_with(desk: Desk, person_id: int) -> tuple[Tie, Contact]:
    """How close the tie with somebody is by their contact."""
    contact = contact_of(desk, circles(desk), person_id)
    return tie(contact), contact


def contact_of(desk: Desk, held: Circles, person_id: int) -> Contact:
    """The contact with somebody as a tie is told from it; their silence is not known where the records have a gap."""
    ledger, today = desk.ledger, desk.today
    summary = ledger.contact_summaries([person_id], today)[person_id]
    known = [since for _, since in summary.connected if since is not None]
    if summary.first is not None:
        known.append(summary.first.date())
    days = (today - min(known)).days if known else None
    shared = [
        one.value for one in ledger.observations([person_id])[person_id]
        if one.fact == SHARED and isinstance(one.value, int) and not is_stale(one, today, CATALOGUE[SHARED])
    ]  # fmt: skip
    since = datetime.combine(today - WINDOW, datetime.min.time())
    recent = [one for one in ledger.interactions(person_id) if one.kind in CONTACTS and one.at >= since]
    theirs, mine = _begun(recent)
    return Contact(
        silent=(today - summary.last.date()).days if summary.last and not _is_untold(summary, today) else None,
        months=len({(one.at.year, one.at.month) for one in recent if one.at.date() > today - YEAR}),
        theirs=theirs, mine=mine,
        channels=len({(one.network, one.kind) for one in recent}),
        lasted=(summary.last - summary.first).days if summary.last and summary.first else 0,
        known=days, shared=shared[-1] if shared else None,
    )  # fmt: skip


def _begun(contacts: Iterable[Interaction]) -> tuple[int, int]:
    """How many exchanges they began and how many I did, the contacts newest first; a call or a meeting is of both."""
    theirs = mine = 0
    before: datetime | None = None
    for one in sorted(contacts, key=lambda one: (one.at, one.id)):
        if before is None or one.at - before > EXCHANGE or one.direction == "both":
            theirs += one.direction in ("in", "both")
            mine += one.direction in ("out", "both")
        before = one.at
    return theirs, mine


def _is_untold(summary: ContactSummary, today: date) -> bool:
    """True where the silence since the last contact may be one of the records alone."""
    assert summary.last is not None
    until = summary.contact_until or summary.told_until or today
    untold = (today - max(until, summary.last.date())).days
    return summary.has_gap or untold > max(31, (until - summary.last.date()).days)


def _acquaintances(desk: Desk, held: Circles) -> Iterable[Acquaintance]:
    """Everybody with a rhythm whom the user has not put aside, with what the records tell of their silence."""
    today, own = desk.today, held.figures
    ratings = {one: rating_of(said, today) for one, said in held.said.items()}
    names = dict(held.circle_of)
    for person_id, some in ratings.items():
        if some and sum(some) / len(some) >= MATTERS:
            names.setdefault(person_id, RATED_CIRCLE)
    wanted = [one for one in names if not _is_put_aside(held.said.get(one, {}), today)]
    lasts = {one: date.fromisoformat(held.rhythms[one].last[:10]) for one in wanted if one in held.rhythms}
    missing = [one for one in wanted if one not in lasts]
    for person_id, summary in (desk.ledger.contact_summaries(missing, today) if missing else {}).items():
        if summary.last is not None:
            lasts[person_id] = summary.last.date()
    rhythm_of = {one.name: one.every for one in own.circles}
    silent = {one for one, last in lasts.items() if (today - last).days > rhythm_of[names[one]]}
    told = desk.ledger.told_of(silent)
    for one, last in lasts.items():
        day, until, has_gap = told.get(one, (None, None, False))
        is_ranked = one in silent and one in held.rhythms
        rank = tie(_roughly(held.rhythms[one], today)).rank if is_ranked else 0.0
        yield Acquaintance(
            one, names[one], rhythm_of[names[one]], last, until or day or today, has_gap, ratings.get(one, ()), rank
        )


def _roughly(one: Rhythm, today: date) -> Contact:
    """The contact as its rhythm tells it, without a question more: enough to put people in order."""
    last, first = date.fromisoformat(one.last[:10]), date.fromisoformat(one.first[:10])
    return Contact((today - last).days, one.months, one.came, one.went, one.channels, (last - first).days)


def _is_put_aside(said: Said, today: date) -> bool:
    """True where the user said not any more, or anything against being in touch."""

    def is_so(name: str, *values: object) -> bool:
        return name in said and said[name][0] in values

    return (
        NOT_ANY_MORE in said or is_so("warned_about", True) or is_so("history", "bad")
        or is_so("is_organisation", True) or is_so("like", 0, 1)
    )  # fmt: skip


def _is_theirs(desk: Desk, person_id: int) -> bool:
    """True where the last messages were all mine and went unanswered, or a request of mine since they were last heard
    from did: it is open, or they said no."""
    met = [one for one in desk.ledger.interactions(person_id) if one.kind in CONTACTS and one.at.date() <= desk.today]
    last = met[:UNANSWERED]
    if len(last) == UNANSWERED and all(_is_mine(one) for one in last):
        return True
    heard = next((one.at.date() for one in met if not _is_mine(one)), date.min)
    sent = desk.ledger.requests(person_id=person_id, direction="outgoing")
    days = [one.answered_on or asked_on(one) for one in sent if one.state == "declined"]
    days += [asked_on(one) for one in standing(sent, desk.today)]
    return any(day is not None and day >= heard for day in days)


def _is_mine(one: Interaction) -> bool:
    return one.kind == "message" and one.direction == "out"
