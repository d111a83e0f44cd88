"""The agenda: steps that requests wait for, requests that were put aside, and the user's own promises; a few a week."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..errors import NotFoundError
from ..ledger import AgendaItem
from .deciding import CameBack, reconsider
from .home import Desk
from .inbox import Item, items
from .words import WAYS, listed

FEW = 5
SETTING = "agenda few"
PROMISES = ("promise", "private promise")
THEIRS = ("them", "time")  # who acts, where there is nothing for the user to do
WAITING = ("waiting", "snoozed")
MOST_STEPS = 99
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the agenda: a `step` (with one person, for one or several requests), a `promise`, or a `look` at a
    request that was put aside.

    `ids` are the items that it stands for, `id` the first. `who` acts: me, both, them or time. `opens` counts the
    requests whose way in it is part of, `left` the steps of the shortest of these ways, `minutes` its effort.
    """

    ids: tuple[int, ...]
    kind: str
    fact: str
    text: str
    person_id: int | None
    name: str
    networks: tuple[str, ...]
    request_ids: tuple[int, ...]
    due: date | None
    who: str = "me"
    opens: int = 0
    left: int = 0
    minutes: int = 0

    @property
    def id(self) -> int:
        """The number by which it is named."""
        return self.ids[0]

    @property
    def is_mine(self) -> bool:
        """True where there is something for the user to do."""
        return self.who not in THEIRS


@dataclass(frozen=True, slots=True)
class Agenda:
    """What there is to do this week (`now`, at most `few`), and what else there is.

    `rest` could be done this week, too; `later` has its own day; in `waiting` others act, or time does. `done` were
    done since Monday.
    """

    few: int
    done: int
    now: tuple[Entry, ...]
    rest: tuple[Entry, ...]
    later: tuple[Entry, ...]
    waiting: tuple[Entry, ...]


def looked_at(desk: Desk) -> tuple[list[CameBack], Agenda]:
    """What comes back by looking, and the agenda as it stands then."""
    waiting = items(desk, WAITING)
    back = reconsider(desk, waiting=waiting)
    return back, agenda(desk, waiting)


def agenda(desk: Desk, waiting: Iterable[Item] | None = None) -> Agenda:
    """The agenda as it stands: what is due first, then what opens most. `waiting` gives the requests that wait, where
    they were worked out already."""
    every = entries(desk, waiting)
    end = desk.today + WEEK
    mine = sorted((one for one in every if one.is_mine), key=_worth_first)
    due = [one for one in mine if one.due is not None and one.due < end]
    undated = [one for one in mine if one.due is None]
    few, done = few_a_week(desk), _done_this_week(desk)
    places = max(0, few - done - len(due))
    now = (*due[:few], *undated[:places])
    return Agenda(
        few, done, now, (*due[few:], *undated[places:]),
        tuple(one for one in mine if one.due is not None and one.due >= end),
        tuple(one for one in every if not one.is_mine),
    )  # fmt: skip


def _worth_first(one: Entry) -> tuple[bool, date, int, int, int, int]:
    """By day; without one what opens most requests, then what is nearest to open, then what costs least."""
    return one.due is None, one.due or date.max, -one.opens, one.left, one.minutes, one.id


def entries(desk: Desk, waiting: Iterable[Item] | None = None) -> list[Entry]:
    """Everything on the agenda, in the order in which it was put there; steps of one kind with one person are one.

    What belongs to a request that was settled meanwhile is left out.
    """
    held = desk.ledger.agenda()
    of_requests = {one.request_id for one in held if one.request_id is not None}
    asked = {one.id: one for one in (items(desk, WAITING) if waiting is None and of_requests else waiting or ())}
    left = of_requests - asked.keys()
    mine = {one.id for one in desk.ledger.requests(ids=left, direction="outgoing")} if left else set()
    held = [one for one in held if one.request_id is None or one.request_id in asked or one.request_id in mine]
    people = desk.ledger.people({one.person_id for one in held if one.person_id is not None})
    found: dict[object, Entry] = {}
    for one in sorted(held, key=lambda item: item.id):
        name = people[one.person_id].name if one.person_id in people else ""
        item = asked.get(one.request_id or 0)
        made = _of_request(desk, one, item) if item is not None else _alone(one, name)
        key = (made.person_id, made.fact) if made.kind == "step" and made.who != "time" else one.id
        found[key] = _together(found[key], made) if key in found else made
    return list(found.values())


def entry(desk: Desk, number: int) -> Entry:
    """The entry that holds the item of this number; NotFoundError where there is none."""
    for one in entries(desk):
        if number in one.ids:
            return one
    raise NotFoundError(
        f"there is nothing open under {number} on the agenda", next_step="`doorstep agenda --all` lists what there is"
    )


def _alone(one: AgendaItem, name: str) -> Entry:
    """A promise, or a step of a request that the user made."""
    kind = "promise" if one.fact in PROMISES else "step"
    requests = () if one.request_id is None else (one.request_id,)
    return Entry((one.id,), kind, one.fact, one.text, one.person_id, name, (), requests, one.due)


def _of_request(desk: Desk, one: AgendaItem, item: Item) -> Entry:
    request = item.request
    kind = "look" if one.fact == "snooze" else "step"
    entry = Entry(
        (one.id,), kind, one.fact, one.text, request.person_id, request.name, (request.network,), (request.id,), one.due
    )
    if one.fact == "wait":
        return replace(entry, who="time")
    step = desk.catalogue[one.fact].step if one.fact in desk.catalogue else None
    if step is None:
        return entry
    entry = replace(entry, who=step.who, minutes=step.minutes)
    plan = item.plan
    if plan is None or one.fact not in {each.fact for each in plan.steps}:
        return replace(entry, left=MOST_STEPS)  # by the standards of today it opens nothing
    return replace(entry, opens=1, left=len(plan.steps) + len(plan.waits))


def _together(one: Entry, other: Entry) -> Entry:
    """The same step for one request more."""
    return replace(
        one,
        ids=one.ids + other.ids,
        networks=tuple(dict.fromkeys(one.networks + other.networks)),
        request_ids=one.request_ids + other.request_ids,
        opens=one.opens + other.opens,
        left=min(one.left, other.left),
    )


def _done_this_week(desk: Desk) -> int:
    """How much was done since Monday; steps that one call has done at once count once."""
    monday = desk.today - timedelta(days=desk.today.weekday())
    done = [
        one for one in desk.ledger.agenda(done=True)
        if one.ended == "done" and one.done_at is not None and one.done_at.date() >= monday
    ]  # fmt: skip
    return len({(one.person_id, one.fact) if one.request_id else one.id for one in done})


def few_a_week(desk: Desk) -> int:
    """How many things a week the user wants to be told of."""
    return int(json.loads(desk.ledger.setting(SETTING) or str(FEW)))


def week_by_week(found: Agenda, today: date) -> list[tuple[date, Entry]]:
    """The days of what is the user's to do: today where it has none or is over, and a few for each week of the year."""
    days = [(max(one.due or today, today), one) for one in found.now]
    kept: dict[tuple[int, int], int] = {}
    placed: list[tuple[date, Entry]] = []
    for day, one in [*days, *((one.due, one) for one in found.later if one.due is not None)]:
        week = day.isocalendar()[:2]
        kept[week] = kept.get(week, 0) + 1
        if kept[week] <= found.few:
            placed.append((day, one))
    return placed


def as_rows(desk: Desk, some: Iterable[Entry]) -> list[dict[str, object]]:
    """Lines of the agenda as `--json` gives them."""
    return [
        {
            "id": one.id, "ids": one.ids, "kind": one.kind, "fact": one.fact if one.kind == "step" else None,
            "text": one.text, "person": None if one.person_id is None else {"id": one.person_id, "name": one.name},
            "networks": one.networks, "requests": one.request_ids, "due": one.due.isoformat() if one.due else None,
            "who": one.who, "opens": one.opens, "minutes": one.minutes, "line": line(desk, one),
        }
        for one in some
    ]  # fmt: skip


def as_dict(desk: Desk, found: Agenda, back: Iterable[CameBack], *, whole: bool) -> dict[str, object]:
    """The agenda as `agenda --json` gives it; `whole`: with everything that can wait, not only how much it is."""
    others = {"rest": found.rest, "later": found.later, "waiting": found.waiting}
    more = {name: as_rows(desk, some) if whole else len(some) for name, some in others.items()}
    return {
        "few": found.few, "done": found.done, "now": as_rows(desk, found.now), **more,
        "came_back": [one.item.id for one in back],
    }  # fmt: skip


def line(desk: Desk, one: Entry) -> str:
    """The entry in words, for the user's own eyes: what, with whom, and what it would open."""
    told = matter(desk, one)
    if one.kind != "step" or one.who == "time":
        return told
    where = listed([desk.display(network) for network in one.networks])
    return f"{told}, " + (
        f"would open {where}" if one.left == 1 else f"for {where}" if one.opens else "which opens nothing by now"
    )


def matter(desk: Desk, one: Entry) -> str:
    """The entry in words, without what it would open."""
    where = listed([desk.display(network) for network in one.networks])
    if one.kind == "promise":
        return one.text + (f" ({one.name})" if one.name and one.name not in one.text else "")
    if one.kind == "look":
        return f"look at {one.name}’s request on {where} again"
    return f"{one.name} on {where}: {one.text}" if one.who == "time" else f"{WAYS.get(one.fact, one.text)}: {one.name}"
