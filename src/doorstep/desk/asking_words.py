"""What a person reads about asking somebody: one sentence, what it rests on, and the table behind it."""

from datetime import date
from typing import Any

from ..studies.mirror import SAME
from ..studies.outreach import ASK, LET_GO, LONG_AGO, WAIT
from ..studies.silence import MEASURED, RULE, silence
from .asking_out import Asking
from .home import Desk
from .outgoing import Sent
from .words import WAYS, ago, count_of, listed

HEADS = {ASK: "Ask now", WAIT: "Wait", LET_GO: "Let it go"}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SHARED = {
    "met": "You have met", "spoken": "You have spoken", "worked_together": "You have worked together",
    "written": "You have written to each other", "introduced": "Somebody has introduced you",
}  # fmt: skip
PURPOSES = {"business": "for business", "personal": "for private life", "public": "public"}
OPEN_TO_MORE = ("off_purpose", "no_tie", "long_ago", "door_step")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def day_in_words(day: date, today: date) -> str:
    """`7 December`, with the year where it is another one."""
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")


def headline(desk: Desk, found: Asking) -> str:
    """The advice in one sentence, its head first: `Wait until 7 December: you asked 5 days ago.`"""
    advice, why = found.advice, _why(desk, found)
    if advice.because in ("connected", "they_asked"):
        return f"Nothing to ask: {why}."
    if advice.kind == ASK:
        return f"Ask now. {why}."
    if advice.until and not advice.step:
        return f"Wait until {day_in_words(advice.until, desk.today)}: {why}."
    if advice.step:
        return f"Wait for {_way(desk, advice.step)}: {why}."
    return f"Let it go: {why}."


def _way(desk: Desk, step: str) -> str:
    fact = desk.catalogue[step]
    return WAYS.get(step) or (f"“{fact.step.text}”" if fact.step else step.replace("_", " "))


def _why(desk: Desk, found: Asking) -> str:
    at, today, here = found.situation, desk.today, desk.display(found.network)
    match found.advice.because:
        case "connected":
            return f"you are connected on {here} already"
        case "they_asked":
            return "they have asked you there"
        case "open":
            return f"you asked {ago(at.open_since, today)}, and the next word is theirs"
        case "silent":
            return f"you asked {ago(at.open_since, today)}, and {_seldom(at.open_since, today)}"
        case "declined":
            where = "" if at.declined_at == found.network else f" on {desk.display(at.declined_at)}"
            return f"they said no{where}, and that stands until they reach out themselves"
        case "unanswered":
            return _in_vain(found)
        case "withdrawn":
            return f"you took your request back; {here} may take up to {count_of(at.ask_again, 'day')} to allow another"
        case "tried":
            return f"you reached out {ago(max(at.tries), today)}, and most answers come within {RULE.follow_up} days"
        case "elsewhere" if at.elsewhere:
            return f"you asked on {desk.display(at.elsewhere[0])} {ago(at.elsewhere[1], today)}; one question at a time"
        case "full":
            return f"you have as many connections as {here} allows"
        case "quota":
            return f"you have sent as many requests lately as {here} likes to see"
        case "shut_door":
            return f"your own door would not let you in{_rules(found)}"
        case "door_step" | "door_day":
            return f"your own door would ask it of them, too{_rules(found)}"
        case "long_ago":
            return f"you were last in touch {ago(at.heard_on, today)}, so write a line first"
        case "no_tie":
            return "they would hardly know who is asking"
        case "public":
            return f"{here} is for anyone"
        case "off_purpose":
            return f"{here} is {_purpose(desk, found.network)}, and what you share is business"
        case "open_door" if not at.has_tie and found.heard is None:
            return f"Your own door would let you in{_rules(found)}"
    fits = f", and {here} is {_purpose(desk, found.network)}" if at.fits else ""
    return f"{_tie(found, today)}{fits}"


def _seldom(since: date | None, today: date) -> str:
    rate = MEASURED.still_answered((today - since).days if since else RULE.withdraw).share
    return f"after so long about {max(1, round(100 * rate))} in 100 are still answered"


def _in_vain(found: Asking) -> str:
    number = len(found.situation.tries)
    text = NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"
    came = "nothing came of it" if found.situation.declined_closer else "nothing came back"
    return f"you reached out {text} times, and {came}"


def _rules(found: Asking) -> str:
    """The rules behind a clear word of the own door, in brackets."""
    if found.answer is None or not found.answer.has_door or found.answer.verdict == "ask":
        return ""
    names = [f"“{name}”" for name in found.answer.because]
    return f" ({listed(names)})" if names else ""


def _tie(found: Asking, today: date) -> str:
    """What connects the two, by the last contact where it is known."""
    if found.heard is None:
        return SHARED.get(found.tie or "", "You know each other")
    day = ago(found.heard.at.date(), today)
    match found.heard.kind, found.heard.direction:
        case "call", _:
            return f"You spoke {day}"
        case "meeting", _:
            return f"You saw each other {day}"
        case "message", "in":
            return f"They wrote to you {day}"
    return f"You were in touch {day}"


def _purpose(desk: Desk, network: str) -> str:
    door = desk.policy.standards.doors.get(network) if desk.policy else None
    known = desk.networks.get(network)
    return PURPOSES.get(door.purpose if door else known.purpose if known else "", "the place for it")


def grounds(desk: Desk, found: Asking) -> list[str]:
    """What else belongs to it, line by line: the own door, what is not known, what asking means there."""
    here, told = desk.display(found.network), []
    if found.advice.kind == ASK:
        told += _own_door(desk, found)
        if found.advice.is_last:
            told.append(f"{_first_try(desk, found)}. Once more is fine; after that, leave it.")
        if found.situation.heard_on and (desk.today - found.situation.heard_on).days > LONG_AGO:
            told.append("It has been a while: say who you are.")
        if found.silent_there:
            silent = count_of(found.silent_there, "request")
            told.append(f"On {here} {silent} of yours got no answer in two weeks.")
    if found.advice.because == "silent":
        told.append(_take_back(desk, found.network))
    if found.is_unseen:
        told.append("Your own door is not asked while a request of theirs waits for what you think.")
    elif question := _to_tell(found):
        told.append(f"It would help to tell: {question}")
    if found.better:
        told.append(f"{desk.display(found.better)} is open: ask there instead.")
    if found.told_until:
        told.append(
            f"Your records tell of contact up to {found.told_until.isoformat()}; what came since is not counted."
        )
    known = desk.networks.get(found.network)
    if known and known.asking and found.advice.because not in ("connected", "they_asked"):
        told.append(f"On {here}: {known.asking[0].lower()}{known.asking[1:]}")
    if found.notes_left == 0:
        told.append("You have sent your notes for this month, as free accounts count them: ask without one.")
    return told


def _first_try(desk: Desk, found: Asking) -> str:
    closer = found.situation.declined_closer
    return f"They said no on {desk.display(closer)}, which is closer" if closer else "One try went unanswered"


def _own_door(desk: Desk, found: Asking) -> list[str]:
    if found.answer is None or not found.answer.has_door:
        return [] if found.is_unseen else [f"You have no standards for {desk.display(found.network)} yet."]
    if found.answer.verdict == "accept":
        if not found.situation.has_tie and found.heard is None:
            return []  # the headline says it
        return [f"Your own door would let you in{_rules(found)}."]
    return ["Your own door would leave it to you."]


def _to_tell(found: Asking) -> str:
    """A question on what the two share that would settle what the own door says; nothing where none would."""
    if found.answer is None or found.answer.verdict != "ask" or found.advice.because not in OPEN_TO_MORE:
        return ""
    return next((one.text for one in found.answer.questions if one.fact in (*SAME, "role")), "")


def _take_back(desk: Desk, network: str) -> str:
    known = desk.networks.get(network)
    action = known.actions.get("withdraw") if known else None
    if action is None:
        return f"Whether a request can be taken back on {desk.display(network)} is not known; leaving it does no harm."
    return f"Take it back, if you like. {action.how} {action.undo_how}"


def to_do(desk: Desk, sent: Sent) -> str:
    """What to do about a request that is open: leave it until a day, or take it back."""
    if sent.suggestion == "withdraw":
        return "take it back"
    return f"leave it until {day_in_words(sent.until, desk.today)}" if sent.until else "leave it"


def as_dict(desk: Desk, found: Asking) -> dict[str, Any]:
    """What there is to say about asking somebody, as `ask --json` gives it."""
    advice, door = found.advice, found.answer
    return {
        "person": {"id": found.person.id if found.person else None, "name": found.name}, "network": found.network,
        "advice": advice.kind, "because": advice.because, "text": headline(desk, found), "more": grounds(desk, found),
        "until": advice.until.isoformat() if advice.until else None, "step": advice.step or None,
        "own_door": None if door is None or not door.has_door else
        {"verdict": door.verdict, "because": list(door.because)},
        "tries": [day.isoformat() for day in found.situation.tries],
        "better": found.better or None, "note": found.note, "note_for": found.note_for or None, "limit": found.limit,
        "link": found.link,
    }  # fmt: skip


def figures(desk: Desk) -> dict[str, Any]:
    """What silence means, as `ask --why --json` gives it: as it was measured, and as it is with the user."""
    own = silence(*desk.ledger.openings())
    return {"measured": MEASURED.as_dict(), "own": own.as_dict(), "own_is_enough": own.is_enough}
