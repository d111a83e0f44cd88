"""What the pictures show: who is at the door since when, and who is how close and in touch."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .home import Desk
from .inbox import Item
from .known import still_listed
from .touch import states

UNSEEN = "hidden_yet"  # a request whose answer waits for the user's own view
VERDICTS = ("accept", "not_yet", "ask", "decline", UNSEEN)
MOST_BARS = 18
IN_TOUCH, DRIFTING, NOT_TOLD = "in touch", "drifting", "not told"
STATES = (IN_TOUCH, DRIFTING, NOT_TOLD)
RINGS = {3: "private", 2: "close", 1: "for business", 0: "public"}


@dataclass(frozen=True, slots=True)
class Bar:
    """The open requests of one week, month or year on one network, by verdict; `first` is its first day, None where
    the day is not known."""

    first: date | None
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many requests."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Waiting:
    """The open requests of one network over time; `step` is week, month or year, the same on every network."""

    network: str
    step: str
    bars: tuple[Bar, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each verdict, those that there are."""
        found = Counter[str]()
        for one in self.bars:
            found.update(one.counts)
        return {verdict: found[verdict] for verdict in VERDICTS if found[verdict]}

    @property
    def total(self) -> int:
        """How many requests."""
        return sum(one.total for one in self.bars)


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody among the user's connections: how close the closest door is that they came in by, and the contact."""

    person_id: int
    name: str
    networks: tuple[str, ...]
    closeness: int
    last: date | None
    state: str


@dataclass(frozen=True, slots=True)
class Ring:
    """Everybody whose closest door is of one closeness; `networks` are those doors with how many came in by each."""

    closeness: int
    networks: Mapping[str, int]
    people: tuple[Someone, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many are in each of STATES."""
        found = Counter(one.state for one in self.people)
        return {state: found[state] for state in STATES}


def waiting(items: Iterable[Item], today: date) -> list[Waiting]:
    """The requests by network, verdict and time of asking, the network with most first; all over the same span."""
    rows = [(one.request.network, one.asked_on, UNSEEN if one.hidden else one.verdict) for one in items]
    days = [min(day, today) for _, day, _ in rows if day is not None]
    step, starts = spans(min(days, default=today), today)
    earliest = starts[0]
    firsts: list[date | None] = [*([None] if any(day is None for _, day, _ in rows) else []), *starts]
    counts: dict[str, dict[date | None, Counter[str]]] = {}
    for network, day, verdict in rows:
        first = max(begin(min(day, today), step), earliest) if day is not None else None
        counts.setdefault(network, {}).setdefault(first, Counter())[verdict] += 1
    found = [
        Waiting(network, step, tuple(Bar(first, dict(of.get(first, {}))) for first in firsts))
        for network, of in counts.items()
    ]
    return sorted(found, key=lambda one: (-one.total, one.network))


def spans(oldest: date, today: date) -> tuple[str, list[date]]:
    """Weeks, or where those were too many bars months, else years; with the first day of each, up to today."""
    for step in ("week", "month", "year"):
        starts = [begin(oldest, step)]
        while len(starts) <= MOST_BARS and (following := _after(starts[-1], step)) <= today:
            starts.append(following)
        if len(starts) <= MOST_BARS:
            return step, starts
    return "year", [date(year, 1, 1) for year in range(today.year - MOST_BARS + 1, today.year + 1)]


def begin(day: date, step: str) -> date:
    """The first day of the week (a Monday), month or year of a day."""
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day.replace(month=1, day=1)


def _after(first: date, step: str) -> date:
    return begin(first + timedelta(days={"week": 7, "month": 31, "year": 366}[step]), step)


def circles(desk: Desk) -> list[Ring]:
    """One's connections, the closest first; who is in touch and who is drifting as `doorstep circles` has it."""
    doors = desk.policy.standards.doors if desk.policy else {}
    closeness = {name: one.closeness for name, one in desk.networks.items()}
    closeness |= {name: one.closeness for name, one in doors.items()}
    known, names = states(desk), desk.ledger.people()
    some = []
    for one, networks in _connected(desk).items():
        told, last = known.get(one, (NOT_TOLD, None))
        closest = max(closeness.get(it, 0) for it in networks)
        state = told if told in STATES else NOT_TOLD
        some.append(Someone(one, names[one].name, tuple(networks), closest, last, state))
    return rings(some, closeness)


def _connected(desk: Desk) -> dict[int, list[str]]:
    """The networks on which the user is connected with each person: as exports tell, or as it was accepted here."""
    found: dict[int, set[str]] = {}
    for person_id, network, _ in desk.ledger.connected():
        found.setdefault(person_id, set()).add(network)
    for person_id, network, answered_on, last_seen, settled_by in desk.ledger.accepted_ones():
        if not still_listed(settled_by, answered_on, last_seen):
            found.setdefault(person_id, set()).add(network)
    return {person_id: sorted(networks) for person_id, networks in found.items()}


def rings(some: Iterable[Someone], closeness: Mapping[str, int]) -> list[Ring]:
    """Those who are equally close together, the closest first; in each those who drift first, the latest of them on
    top. `closeness` is that of each network's door."""
    by_closeness: dict[int, list[Someone]] = {}
    for one in some:
        by_closeness.setdefault(one.closeness, []).append(one)
    found = []
    for level in sorted(by_closeness, reverse=True):
        people = sorted(
            by_closeness[level],
            key=lambda one: (one.state != DRIFTING, -(one.last or date.min).toordinal(), one.name, one.person_id),
        )
        counts = Counter(it for one in people for it in one.networks if closeness.get(it, 0) == level)
        found.append(Ring(level, dict(counts.most_common()), tuple(people)))
    return found
