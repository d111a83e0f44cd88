"""Who is in which circle, what that asks of the user's attention, and the room that is left."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from ..facts.catalogue import CATALOGUE
from ..facts.observations import Observation
from ..ledger import Ledger
from ..ledger.rhythms import Rhythm
from ..studies.attention import Attention, attention, circle_kept, cost, places
from ..studies.layers import Layers, layers
from .figures import MY_CIRCLE, NOT_ANY_MORE, Figures, figures
from .home import Desk

RATINGS = ("know", "like", "trust", "respect")
SAID = (*RATINGS, MY_CIRCLE, NOT_ANY_MORE, "warned_about", "history", "is_organisation")
WINDOW, LEAST_WINDOW = 730, 60  # days of contact that count, and over how many a rhythm is reckoned at least
FRESH = 180  # days after which records tell nothing of whom one has time for today
PROMISED = 90  # days for which an accepted request takes a place without any contact
Said = Mapping[str, tuple[object, date]]


@dataclass(frozen=True, slots=True)
class Circles:
    """Everybody with a rhythm, as the ledger stands. `rhythms` holds those alone with whom contact went both ways.

    `is_told` holds where the records tell of contact up to half a year ago at least. `promised` are the minutes a month
    of those who were let in lately and are in no circle yet.
    """

    figures: Figures
    rhythms: Mapping[int, Rhythm]
    circle_of: Mapping[int, str]
    said: Mapping[int, Said]
    is_told: bool
    promised: int
    attention: Attention

    @property
    def left(self) -> int | None:
        """Minutes a month that are left; None while nobody can say: the user has not told how many there are, or
        nothing tells of contact lately."""
        if self.figures.minutes is None or not self.is_told:
            return None
        return self.attention.left - self.promised

    def counts(self) -> dict[str, int]:
        """How many people are in each circle, the innermost first."""
        found = dict.fromkeys((one.name for one in self.figures.circles), 0)
        for name in self.circle_of.values():
            found[name] += 1
        return found

    def layers(self, today: date) -> Layers:
        """The circles that the contact itself shows."""
        firsts = [one.first for one in self.rhythms.values()]
        told = min(WINDOW, (today - date.fromisoformat(min(firsts)[:10])).days) if firsts else 0
        return layers((one.days for one in self.rhythms.values()), told)


_kept: WeakKeyDictionary[Ledger, tuple[object, Circles]] = WeakKeyDictionary()


def circles(desk: Desk) -> Circles:
    """The circles as they stand today; worked out once until something changes."""
    key = (desk.ledger.last_change(), desk.today, desk.print_of_policy)
    held = _kept.get(desk.ledger)
    if held is None or held[0] != key:
        held = _kept[desk.ledger] = key, _circles(desk)
    return held[1]


def _circles(desk: Desk) -> Circles:
    ledger, today, own = desk.ledger, desk.today, figures(desk)
    # what is only written by one side is no tie: whoever sends newsletters is in nobody's circle
    rhythms = {one.person_id: one for one in ledger.rhythms(today) if one.came and one.went}
    said = ledger.said_of_people(SAID)
    circle_of = {}
    for person_id, one in rhythms.items():
        within = min(WINDOW, max(LEAST_WINDOW, (today - date.fromisoformat(one.first[:10])).days))
        name = circle_kept(one.days, within, own.circles)
        if name:
            circle_of[person_id] = name
    for person_id, words in said.items():
        name = str(words[MY_CIRCLE][0]) if MY_CIRCLE in words else ""
        if own.of(name):
            circle_of[person_id] = name
    exported = ledger.telling().contact.values()  # without any, nobody but who was noted by hand would cost anything
    days = [*exported, *(date.fromisoformat(one.last[:10]) for one in rhythms.values())]
    is_told = bool(exported) and (today - max(days)).days <= FRESH
    people = dict.fromkeys((one.name for one in own.circles), 0)
    for name in circle_of.values():
        people[name] += 1
    promised = _promised(desk, own, circle_of)
    return Circles(own, rhythms, circle_of, said, is_told, promised, attention(people, own.circles, own.minutes))


def _promised(desk: Desk, own: Figures, circle_of: Mapping[int, str]) -> int:
    """Minutes a month of those whom the user has let in lately and who are in no circle yet, each at the closest."""
    doors = desk.policy.standards.doors if desk.policy else {}
    since = (desk.today - timedelta(days=PROMISED)).isoformat()
    found: dict[int, int] = {}
    for person_id, network, answered_on, _, settled_by in desk.ledger.accepted_ones():
        if settled_by == "me" and answered_on and answered_on >= since and person_id not in circle_of:
            minutes = cost(doors[network].closeness, own.circles) if network in doors else 0
            found[person_id] = max(minutes, found.get(person_id, 0))
    return sum(found.values())


def rating_of(said: Said, today: date) -> tuple[int, ...]:
    """The user's own ratings of somebody that still hold."""
    found = []
    for name in RATINGS:
        if name in said:
            value, day = said[name]
            stale = CATALOGUE[name].stale_days
            if isinstance(value, int) and (stale is None or (today - day).days <= stale):
                found.append(value)
    return tuple(found)


def places_at(desk: Desk, network: str, left: int) -> int:
    """How many more people there is room for at a network's door, with so many minutes a month left."""
    doors = desk.policy.standards.doors if desk.policy else {}
    closeness = doors[network].closeness if network in doors else 0
    return places(left, cost(closeness, figures(desk).circles))


def room(desk: Desk, network: str) -> Observation | None:
    """The fact `room` at this network's door; None while the user has not said how much attention there is."""
    left = circles(desk).left
    if left is None:
        return None
    return Observation("room", places_at(desk, network, left), "your circles", desk.today, "records")
