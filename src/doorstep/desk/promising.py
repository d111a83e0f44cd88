"""What the user does with the agenda: promise something, say that a thing is done, or that it is not to be any more."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time

from ..errors import UsageError
from ..facts.observations import Observation
from ..facts.text import clean_line
from ..ledger import Change
from .agenda import PROMISES, SETTING, Entry, entry
from .deciding import CameBack, open_again, reconsider
from .home import Desk
from .inbox import one_item
from .people import ME, find, took_place

MAX_TEXT, MOST_FEW = 400, 20
# What has taken place once a step is done, as it would be noted.
TOOK_PLACE = {"spoken": "call", "met": "met", "written": "message", "introduced": "introduced"}


@dataclass(frozen=True, slots=True)
class Closed:
    """An entry that is off the agenda, and the requests that are open again by it."""

    entry: Entry
    came_back: tuple[CameBack, ...]


def promise(desk: Desk, text: str, *, who: str = "", on: date | None = None, private: bool = False) -> Entry:
    """Puts a promise of the user's own on the agenda; `private`: its words stay out of the calendar file."""
    words = clean_line(text, MAX_TEXT)
    if not words:
        raise UsageError("a promise needs words", next_step='doorstep agenda add "send Ines the slides"')
    if on is not None and on < desk.today:
        raise UsageError("that day is over", next_step="name a day that is still to come, or leave --on out")
    person_id = find(desk, who).id if who else None
    with desk.ledger.change("promise", person_id=person_id) as change:
        made = desk.ledger.add_agenda(person_id=person_id, fact=PROMISES[private], text=words, due=on, change=change)
    return entry(desk, made)


def set_few(desk: Desk, number: int) -> None:
    """Sets how many things a week the user wants to be told of; UsageError beyond 1 to 20."""
    if not 1 <= number <= MOST_FEW:
        raise UsageError(f"a few are 1 to {MOST_FEW} a week", next_step="doorstep agenda few 5")
    desk.ledger.set_setting(SETTING, json.dumps(number))


def done(desk: Desk, number: int, words: str = "", on: date | None = None) -> Closed:
    """Takes what is done off the agenda. A step is noted as what took place, so its request may come back."""
    one = entry(desk, number)
    day = on or desk.today
    if day > desk.today:
        raise UsageError("that day is still to come", next_step="leave --on out for today")
    if one.who == "time":
        raise UsageError(
            "this waits for a day, and comes back by itself",
            next_step=f"doorstep agenda drop {number}, if it shall not",
        )
    with desk.ledger.change("agenda done", person_id=one.person_id, request_id=_request_of(one)) as change:
        _close(desk, one, "done", change)
        if one.kind == "step" and one.person_id is not None:
            at = datetime.combine(day, time()) if on else desk.now().replace(microsecond=0)
            took_place(desk, one.person_id, TOOK_PLACE.get(one.fact, ""), words, at, change)
            if one.fact not in TOOK_PLACE and one.fact in desk.catalogue:
                desk.ledger.state_fact(one.person_id, Observation(one.fact, True, ME, day, "me"), change=change)
        elif one.person_id is not None and words:
            took_place(desk, one.person_id, "", words, desk.now().replace(microsecond=0), change)
        back = reconsider(desk, [one.person_id], change=change) if one.person_id is not None else []
        return Closed(one, (*back, *_with_nothing_left(desk, one, change)))


def drop(desk: Desk, number: int) -> Closed:
    """Takes something off the agenda that is not to be done any more. A request with nothing left to wait for is open
    again, so that nobody is lost."""
    one = entry(desk, number)
    with desk.ledger.change("agenda dropped", person_id=one.person_id, request_id=_request_of(one)) as change:
        _close(desk, one, "dropped", change)
        return Closed(one, tuple(_with_nothing_left(desk, one, change)))


def _request_of(one: Entry) -> int | None:
    return one.request_ids[0] if one.request_ids else None


def _close(desk: Desk, one: Entry, ended: str, change: Change) -> None:
    for number in one.ids:
        desk.ledger.close_agenda(number, ended, change=change)


def _with_nothing_left(desk: Desk, one: Entry, change: Change) -> list[CameBack]:
    """Opens the requests of an entry again that wait for nothing else; each with why."""
    back = []
    for request_id in one.request_ids:
        request = desk.ledger.request(request_id)
        if request.state in ("waiting", "snoozed") and not desk.ledger.agenda(request_id=request_id):
            was = desk.ledger.decisions(request_id=request_id)
            open_again(desk, request, change)
            why = "you want to look at it now" if one.kind == "look" else "nothing is left that it waits for"
            back.append(CameBack(one_item(desk, request_id), was[-1].verdict if was else "", why))
    return back
