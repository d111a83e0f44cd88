"""What the user does with a request: accept, decline, wait, snooze; and requests that come back by themselves."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from ..errors import ConflictError, NotFoundError, PolicyError, UsageError
from ..facts.text import clean, clean_line
from ..facts.values import fold
from ..ledger import AgendaItem, Change, Decision, JournalEntry, Request
from ..policy.linked import closed
from ..replies import Draft, draft
from .home import Desk
from .inbox import UNSETTLED, Item, items, one_item
from .known import values

VERDICT_OF = {"accept": "accept", "decline": "decline", "wait": "not_yet"}
STATE_AFTER = {"accept": "accepted", "decline": "declined", "wait": "waiting", "snooze": "snoozed"}
MAX_WORDS = 4_000
CAME_BACK, STEP_DONE = "came back", "step done"
BY_ITSELF = (CAME_BACK, STEP_DONE)  # changes that follow from others; undo takes them along
BY_NAME = "there is open business between you, so a no to them is said by name"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, and what belongs to it now: the words to send, where, and the steps that wait."""

    item: Item
    action: str
    state: str
    differs: bool
    draft: Draft | None
    reply: str
    steps: tuple[str, ...]
    until: date | None


@dataclass(frozen=True, slots=True)
class CameBack:
    """A waiting or snoozed request that is open again: with what was said then, what is said now, and why."""

    item: Item
    was: str
    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that could not be decided, and why; the others are decided all the same.

    `by_name` is the person's name where it would be declined if they were named.
    """

    request_id: int
    why: str
    next_step: str
    by_name: str = ""


def decide(
    desk: Desk,
    request_id: int,
    action: str,
    *,
    reason: str = "",
    obliged: bool | None = None,
    until: date | None = None,
    reply: str | None = None,
) -> Decided:
    """Keeps the user's decision, whatever doorstep had said. One `undo` takes it back whole.

    `wait` puts the way in on the agenda; `snooze` needs `until`. ConflictError where it was decided meanwhile
    or is settled already.
    """
    item = one_item(desk, request_id)
    _ensure_it_can(desk, item, action, until)
    request = item.request
    with desk.ledger.change(action, person_id=request.person_id, request_id=request.id) as change:
        others = _repeated(desk, {request.person_id})
        return _decide(desk, item, action, change, others, reason=reason, obliged=obliged, until=until, reply=reply)


def decide_all(
    desk: Desk,
    chosen: Iterable[Item],
    action: str,
    *,
    reason: str = "",
    obliged: bool | None = None,
    until: date | None = None,
    named: Collection[int] = (),
) -> list[Decided | Refused]:
    """Keeps one decision about many requests as one change; those that cannot be decided are told, not in the way.

    Whoever has open business with the user is declined only where they are among the people `named`.
    """
    can, refused = which_can(desk, chosen, action, until, named)
    if not can:
        return list(refused)
    with desk.ledger.change(action) as change:
        others = _repeated(desk, {one.request.person_id for one in can})
        done = [_decide(desk, one, action, change, others, reason=reason, obliged=obliged, until=until) for one in can]
    return [*done, *refused]


def which_can(
    desk: Desk, chosen: Iterable[Item], action: str, until: date | None = None, named: Collection[int] = ()
) -> tuple[list[Item], list[Refused]]:
    """Those that can be decided so, and the others with why not; of a person's repeated requests only the newest.

    `named` are people, by number, who are to be declined although there is open business with them.
    """
    can: dict[tuple[int, str], Item] = {}
    refused: list[Refused] = []
    for item in sorted(chosen, key=lambda one: one.id, reverse=True):
        request = item.request
        try:
            _ensure_it_can(desk, item, action, until)
        except ConflictError as error:
            refused.append(Refused(item.id, error.message, error.next_step))
            continue
        if is_by_name_alone(item, action) and request.person_id not in named:
            refused.append(Refused(item.id, BY_NAME, "name them, if you mean them too", request.name))
            continue
        first = can.setdefault((request.person_id, request.network), item)
        if first.id != item.id:
            refused.append(Refused(item.id, f"it goes along with request {first.id} of the same person", ""))
    return sorted(can.values(), key=lambda one: one.id), refused


def is_by_name_alone(item: Item, action: str) -> bool:
    """True where a decision about many leaves this person out unless they are named."""
    return action == "decline" and item.has_open_business


def named_among(chosen: Iterable[Item], names: Iterable[str]) -> frozenset[int]:
    """The people of these requests that are meant by a name, a word of it, a request's number, or `#number`.

    NotFoundError where nobody is meant, UsageError where several are.
    """
    some = list(chosen)
    people = {one.request.person_id: one.request.name for one in some}
    by_number = {str(one.id): one.request.person_id for one in some}
    found = set()
    for name in names:
        wanted = fold(name)
        meant = [one for one, full in people.items() if wanted in (f"#{one}", fold(full))]
        meant = (
            [by_number[wanted]]
            if wanted in by_number
            else meant or [one for one, full in people.items() if wanted and wanted in fold(full).split()]
        )
        if not meant:
            raise NotFoundError(
                f"nobody among these requests is called `{clean_line(name, 60)}`", next_step="the name as it is listed"
            )
        if len(meant) > 1:
            listed = ", ".join(f"#{one} {people[one]}" for one in meant[:8])
            raise UsageError(f"`{clean_line(name, 60)}` may be several people: {listed}", next_step='as in "#12"')
        found.add(meant[0])
    return frozenset(found)


def _ensure_it_can(desk: Desk, item: Item, action: str, until: date | None) -> None:
    state, now = STATE_AFTER[action], item.request.state
    if now not in UNSETTLED and (now == state or action in ("wait", "snooze")):
        raise ConflictError(
            f"request {item.id} is {now} already",
            next_step="`doorstep undo` takes the last change back; `doorstep log` lists all",
        )
    if action == "snooze" and (until is None or until <= desk.today):
        raise UsageError("snooze until a day that is still to come", next_step="--until 2030-01-31, or --days 14")


def _decide(
    desk: Desk,
    item: Item,
    action: str,
    change: Change,
    others: Mapping[tuple[int, str], list[Request]],
    *,
    reason: str = "",
    obliged: bool | None = None,
    until: date | None = None,
    reply: str | None = None,
) -> Decided:
    ledger, request, state = desk.ledger, item.request, STATE_AFTER[action]
    drafted = draft_for(item, action)
    words = clean(reply, MAX_WORDS) if reply is not None else drafted.text if drafted else ""
    if item.hidden and action in VERDICT_OF:
        ledger.give_view(request.id, VERDICT_OF[action], change=change)
    ledger.decide(
        request.id, action=action, state=state, verdict=item.verdict, because=item.because, policy=desk.print_of_policy,
        reason=clean(reason, MAX_WORDS), obliged=obliged, facts=values(item.known),
        expected_state=request.state, change=change,
    )  # fmt: skip
    for agenda in ledger.agenda(request_id=request.id):
        ledger.close_agenda(agenda.id, change=change)
    for other in others.get((request.person_id, request.network), ()):
        if other.id == request.id:
            continue
        ledger.set_request_state(other.id, state, expected_state=other.state, change=change)
    steps: list[str] = []
    if action == "wait":
        for step in item.steps():
            due = item.plan.waits[0].until if step["fact"] == "wait" and item.plan else None
            ledger.add_agenda(
                request_id=request.id, fact=str(step["fact"]), text=str(step["text"]), due=due, change=change
            )
            steps.append(str(step["text"]))
    elif action == "snooze":
        ledger.add_agenda(request_id=request.id, fact="snooze", text="look at it again", due=until, change=change)
    if reply is not None:
        ledger.keep_reply(request.id, words, change=change)
    differs = item.verdict not in ("ask", VERDICT_OF.get(action, item.verdict))
    return Decided(item, action, state, differs, drafted, words, tuple(steps), until)


def keep_obliged(desk: Desk, request_id: int, obliged: bool | None) -> Decision:
    """Keeps with the last decision about a request whether it felt obliged; None takes that back.

    ConflictError where nothing was decided yet.
    """
    item = one_item(desk, request_id)
    made = [one for one in desk.ledger.decisions(request_id=item.id) if one.action in VERDICT_OF]
    if not made:
        raise ConflictError(
            f"request {request_id} is not decided yet", next_step=f"doorstep accept {request_id} --obliged"
        )
    desk.ledger.set_obliged(made[-1].id, obliged)
    return replace(made[-1], obliged=obliged)


def give_view(desk: Desk, request_id: int, answer: str) -> Item:
    """Keeps what the user thinks before they see the answer, and gives the request with it.

    ConflictError where the request is settled: what one thinks afterwards is `rejudge`.
    """
    item = one_item(desk, request_id)
    if item.request.state not in UNSETTLED:
        raise ConflictError(
            f"request {request_id} is {item.request.state} already",
            next_step=f"`doorstep show {request_id}` tells more",
        )
    desk.ledger.give_view(request_id, answer)
    return one_item(desk, request_id)


def draft_for(item: Item, action: str) -> Draft | None:
    """The reply that goes with a decision, also where it differs from the answer; None where nothing is answered."""
    if action not in VERDICT_OF:
        return None
    verdict = VERDICT_OF[action]
    return item.draft() if verdict == item.verdict else draft(item.reply_context(verdict), item.desk.replies)


def _repeated(desk: Desk, person_ids: Collection[int]) -> dict[tuple[int, str], list[Request]]:
    """The unsettled requests of these people by person and network: those on one network share their fate."""
    found: dict[tuple[int, str], list[Request]] = {}
    for one in desk.ledger.requests(UNSETTLED, direction="incoming", person_ids=person_ids):
        found.setdefault((one.person_id, one.network), []).append(one)
    return found


def reconsider(
    desk: Desk,
    person_ids: Iterable[int] | None = None,
    *,
    change: Change | None = None,
    waiting: Iterable[Item] | None = None,
) -> list[CameBack]:
    """Opens again what waited and may be decided now: its door opened, or its day has come.

    Looks at these people, or at everybody. Part of the change that is passed on, so that one undo takes both back;
    else each that comes back is an entry of the journal. Nobody comes back while the policy holds a mistake.
    `waiting` gives the requests that wait where they were worked out already. A step whose fact is a
    yes by now is done.
    """
    try:
        _ = desk.policy
    except PolicyError:
        return []
    wanted = None if person_ids is None else set(person_ids)
    if waiting is None:
        waiting = items(desk, ("waiting", "snoozed"))
    waiting = [one for one in waiting if wanted is None or one.request.person_id in wanted]
    steps: dict[int, list[AgendaItem]] = {}
    for step in desk.ledger.agenda() if waiting else ():
        if step.request_id is not None:
            steps.setdefault(step.request_id, []).append(step)
    back = []
    for one in waiting:
        waits_for = steps.get(one.id, [])
        done = _done_meanwhile(desk, one, waits_for)
        why = _reason_to_return(desk, one, waits_for)
        if not why and done and len(done) == len(waits_for):
            why = "what it waited for is done"
        if why:
            with _part_of(desk, change, CAME_BACK, one) as open_change:
                _close(desk, done, open_change)
                open_again(desk, one.request, open_change)
            was = desk.ledger.decisions(request_id=one.id)
            back.append(CameBack(one_item(desk, one.id), was[-1].verdict if was else "", why))
        elif done:
            with _part_of(desk, change, STEP_DONE, one) as open_change:
                _close(desk, done, open_change)
    return back


def _close(desk: Desk, done: Iterable[AgendaItem], change: Change) -> None:
    for step in done:
        desk.ledger.close_agenda(step.id, "done", change=change)


@contextmanager
def _part_of(desk: Desk, change: Change | None, kind: str, item: Item) -> Iterator[Change]:
    """The change that was passed on, or an entry of the journal of its own."""
    if change is not None:
        yield change
        return
    with desk.ledger.change(kind, person_id=item.request.person_id, request_id=item.id) as own:
        yield own


def open_again(desk: Desk, request: Request, change: Change) -> None:
    """Puts a request that waited back among the open ones; what it waited for is closed."""
    desk.ledger.set_request_state(request.id, "open", expected_state=request.state, change=change)
    for agenda in desk.ledger.agenda(request_id=request.id):
        desk.ledger.close_agenda(agenda.id, change=change)


def _done_meanwhile(desk: Desk, item: Item, steps: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The steps whose fact is a yes by now: by a call that was noted, or that a calendar tells."""
    open_steps = [one for one in steps if one.fact in desk.catalogue]
    known = closed(desk.catalogue, values(item.known)) if open_steps else {}
    return [one for one in open_steps if known.get(one.fact) is True]


def _reason_to_return(desk: Desk, item: Item, waits_for: Iterable[AgendaItem]) -> str:
    """Why the request comes back now, in words; empty where it goes on waiting."""
    due = [one.due for one in waits_for if one.due]
    if item.request.state == "snoozed":
        return "its day has come" if any(day <= desk.today for day in due) else ""
    decisions = desk.ledger.decisions(request_id=item.id) if item.verdict != "not_yet" else []
    was = decisions[-1].verdict if decisions else ""
    reason = f": “{item.because[0]}”" if item.because else ""
    if item.verdict == "accept" and was != "accept":
        return f"its door is open{reason}"
    if item.verdict == "decline" and was != "decline":
        return f"it would be declined now{reason}"
    same_policy = bool(decisions) and decisions[-1].policy == desk.print_of_policy
    if item.verdict == "ask" and was == "not_yet" and same_policy:  # else it may be the policy that is half written
        return "it may be open now, if you can tell: " + ", ".join(one.text for one in item.answer.questions[:1]) \
            if item.answer and item.answer.questions else "it is for you to decide now"  # fmt: skip
    return "its day has come" if any(day <= desk.today for day in due) else ""


def undo(desk: Desk, entry_id: int | None = None) -> JournalEntry:
    """Takes a change back: the one named, or the last that the user made, with what came back by itself since."""
    last = last_change(desk)
    if entry_id is not None and (last is None or last.id != entry_id):
        return desk.ledger.undo(entry_id)
    while True:
        newest = next((one for one in desk.ledger.log(50) if one.can_undo and one.undoes is None), None)
        entry = desk.ledger.undo(newest.id if newest else None)
        if newest is None or newest.kind not in BY_ITSELF:
            return entry


def last_change(desk: Desk) -> JournalEntry | None:
    """The last change that the user made and that can be taken back; None where there is none."""
    for most in (8, 50):
        for one in desk.ledger.log(most):
            if one.can_undo and one.undoes is None and one.kind not in BY_ITSELF:
                return one
    return None
