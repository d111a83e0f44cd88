"""Ask now, wait, or let it go: what speaks for asking somebody to connect, in the order in which it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from .silence import WaitingRule

PRIVATE = 2  # from this closeness on it matters what a network is for
LONG_AGO = 365  # days after which words of old acquaintance are due before anything else
ASK, WAIT, LET_GO = "ask", "wait", "let_go"


@dataclass(frozen=True, slots=True)
class OwnDoor:
    """What my own door would say to me with the roles swapped: a verdict, and of the cheapest way in that takes more
    than answers the first step (a fact) and the day. `verdict` is empty where no door is there, or to be looked at."""

    verdict: str = ""
    step: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that counts. Days are None where there is nothing of the kind, or nothing is known.

    `they_asked` is their own open request there. `open_since` is my open request there, `elsewhere` the newest on
    another network; `withdrawn_on` is when I last took one back there. `declined_on` is when they last said no there or
    on a network no closer (`declined_at`); `declined_closer` a closer network on which they did. `tries` are the days
    on which I reached out since `heard_on`, the day I last heard from them: messages of one day are one try.
    `ask_again` is how many days a network keeps a withdrawn request shut, `full` whether no more connections fit,
    `quota_until` the day on which a request fits again. `has_tie` is true where we have met, spoken, written, worked
    together or were introduced; `fits` and `is_off` tell whether what we share is what the network is for, or is
    business where that is private.
    """

    today: date
    closeness: int
    door: OwnDoor = OwnDoor()
    is_connected: bool = False
    they_asked: int | None = None
    open_since: date | None = None
    elsewhere: tuple[str, date] | None = None
    withdrawn_on: date | None = None
    declined_on: date | None = None
    declined_at: str = ""
    declined_closer: str = ""
    tries: tuple[date, ...] = ()
    heard_on: date | None = None
    ask_again: int = 0
    is_full: bool = False
    quota_until: date | None = None
    has_tie: bool = False
    fits: bool = False
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do: `kind` is ask, wait or let_go, `because` the reason's name; `until` a day or `step` a fact to wait
    for; `is_last` where asking is the one time to follow up."""

    kind: str
    because: str
    until: date | None = None
    step: str = ""
    is_last: bool = False


def advise(at: Situation, rule: WaitingRule) -> Advice:
    """The first reason that speaks against asking now, else the own door's word."""
    found = next((advice for reason in _REASONS if (advice := reason(at, rule)) is not None), None)
    return found or _by_the_door(at)


def _nothing_to_ask(at: Situation, rule: WaitingRule) -> Advice | None:
    if at.is_connected:
        return Advice(LET_GO, "connected")
    return Advice(LET_GO, "they_asked") if at.they_asked is not None else None


def _asked_already(at: Situation, rule: WaitingRule) -> Advice | None:
    if at.open_since is None:
        return None
    until = max(at.open_since, at.heard_on or at.open_since) + timedelta(rule.withdraw)
    return Advice(WAIT, "open", until) if at.today < until else Advice(LET_GO, "silent")


def _they_said_no(at: Situation, rule: WaitingRule) -> Advice | None:
    """A no stands until they reach out themselves, and on every network as close as where it was said, or closer."""
    if at.declined_on is None or (at.heard_on is not None and at.heard_on > at.declined_on):
        return None
    return Advice(LET_GO, "declined")


def _too_often(at: Situation, rule: WaitingRule) -> Advice | None:
    return Advice(LET_GO, "unanswered") if len(at.tries) >= rule.messages else None


def _withdrawn_lately(at: Situation, rule: WaitingRule) -> Advice | None:
    if at.withdrawn_on is None or not at.ask_again:
        return None
    until = at.withdrawn_on + timedelta(at.ask_again)
    return Advice(WAIT, "withdrawn", until) if at.today < until else None


def _tried_lately(at: Situation, rule: WaitingRule) -> Advice | None:
    if not at.tries:
        return None
    until = max(at.tries) + timedelta(rule.follow_up)
    return Advice(WAIT, "tried", until) if at.today < until else None


def _asked_elsewhere(at: Situation, rule: WaitingRule) -> Advice | None:
    if at.elsewhere is None:
        return None
    until = at.elsewhere[1] + timedelta(rule.withdraw)
    return Advice(WAIT, "elsewhere", until) if at.today < until else None


def _no_room(at: Situation, rule: WaitingRule) -> Advice | None:
    if at.is_full:
        return Advice(LET_GO, "full")
    return Advice(WAIT, "quota", at.quota_until) if at.quota_until and at.today < at.quota_until else None


_REASONS: tuple[Callable[[Situation, WaitingRule], Advice | None], ...] = (
    _nothing_to_ask, _asked_already, _they_said_no, _too_often, _withdrawn_lately, _tried_lately, _asked_elsewhere,
    _no_room,
)  # fmt: skip


def _by_the_door(at: Situation) -> Advice:
    """What my own door says to me: yes, no, not before a step or a day; where it leaves it open, a tie decides."""
    is_last = bool(at.tries)
    match at.door.verdict:
        case "accept":
            return Advice(ASK, "open_door", is_last=is_last)
        case "decline":
            return Advice(LET_GO, "shut_door")
        case "not_yet" if at.door.step or at.door.until:
            return Advice(WAIT, "door_step" if at.door.step else "door_day", at.door.until, at.door.step)
        case "ask" if at.door.step and at.closeness >= PRIVATE:
            return Advice(WAIT, "door_step", step=at.door.step)
    if at.is_off and at.closeness >= PRIVATE:
        return Advice(LET_GO, "off_purpose")
    if at.has_tie and at.heard_on is not None and (at.today - at.heard_on).days > LONG_AGO and at.closeness > 0:
        return Advice(WAIT, "long_ago", step="written")
    if at.has_tie or at.closeness == 0:
        return Advice(ASK, "tie" if at.has_tie else "public", is_last=is_last)
    return Advice(WAIT, "no_tie", step="written")


def may_be_elsewhere(advice: Advice) -> bool:
    """True where another network may be better: the reason lies in the door or the network, not with the person."""
    return advice.because in ("shut_door", "door_step", "door_day", "no_tie", "off_purpose", "full", "quota")
