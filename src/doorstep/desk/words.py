"""Words that a person reads: verdicts, days gone by, ways to an open door."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..facts.values import as_text

if TYPE_CHECKING:
    from ..facts.catalogue import Catalogue, Fact
    from ..facts.values import Value
    from ..ledger import Request
    from ..policy.answer import Plan
    from .inbox import Item

SHAPES = {"accept": "✓", "not_yet": "◔", "ask": "?", "decline": "✕"}
WORDS = {"accept": "accept", "not_yet": "not yet", "ask": "ask", "decline": "decline"}
NOTHING = "nothing would open this door"
WAYS = {
    "spoken": "a phone call",
    "met": "meeting in person",
    "written": "a few messages",
    "introduced": "an introduction",
    "vouched_for": "a word from someone you both know",
}


def ago(day: date | None, today: date) -> str:
    """`today`, `3 days ago`, `2 months ago`; `some time ago` where the day is not known."""
    if day is None:
        return "some time ago"
    days = (today - day).days
    if days < 0:
        return f"on {day.isoformat()}"
    for size, unit in ((365, "year"), (30, "month"), (1, "day")):
        if days >= size:
            count = days // size
            return f"{count} {unit}{'' if count == 1 else 's'} ago" if (count, unit) != (1, "day") else "yesterday"
    return "today"


def settled(request: "Request") -> str:
    """When a request was settled: `before doorstep`, `on 2026-11-21`."""
    if request.before_doorstep and request.settled_by != "me":
        return f"before doorstep, on {request.answered_on}" if request.answered_on else "before doorstep"
    return f"on {request.answered_on}" if request.answered_on else ""


def shown(fact: "Fact", value: "Value") -> str:
    """A value as a person would say it: `4 years` for 1,509 days; the exact one is in --json."""
    if fact.type != "duration" or not isinstance(value, int) or value <= 60:
        return as_text(fact, value).replace("_", " ")
    return count_of(value // 365, "year") if value >= 730 else count_of(value // 30, "month")


def count_of(number: int, noun: str, plural: str = "") -> str:
    """`1 request`, `12 requests`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def way_in(item: "Item") -> str:
    """What would open the door: `a phone call would open it`; empty where nothing has to happen."""
    return opens(item.plan, item.desk.catalogue) if item.verdict == "not_yet" and item.plan else ""


def opens(plan: "Plan", catalogue: "Catalogue") -> str:
    """A plan in one line: `a phone call would open it, if role is partner`."""
    ways = [WAYS.get(step.fact, f"“{step.text}”") for step in plan.steps]
    ways += [f"waiting until {wait.until}" if wait.until else f"waiting {wait.days} days" for wait in plan.waits]
    text = listed(ways) + " would open it"
    answers = [said(catalogue[one.fact], one.helpful) for one in plan.questions if one.helpful is not None]
    return text + (f", if {listed(answers)}" if answers else "")


def said(fact: "Fact", value: "Value") -> str:
    """A fact and its value in a few words: `spoken`, `not spoken`, `role partner`, `known for 2 years`."""
    name = fact.name.replace("_", " ")
    if isinstance(value, bool):
        return name if value else f"not {name}"
    return f"{name} {as_text(fact, value).replace('_', ' ')}"


def beginning(note: str, most: int = 48) -> str:
    """The first words of a note, on one line, with a sign where there is more."""
    words = " ".join(note.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " ..."


def listed(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return ", ".join(words[:-1]) + (" and " if len(words) > 1 else "") + words[-1] if words else ""


def gist(item: "Item") -> str:
    """The answer in one line, without the verdict: the reason, the way in, the offer."""
    parts: list[str] = []
    if item.verdict == "not_yet":
        parts.append(way_in(item))
    elif item.verdict == "ask" and item.answer is not None:
        questions = item.answer.questions
        if questions and "accept" in item.answer.possible:
            parts.append(questions[0].text)
        else:
            parts += [f"“{name}”" for name in item.because[:1]]
    else:
        parts += [f"“{name}”" for name in item.because[:1]] or [NOTHING]
    if item.offers and item.verdict == "not_yet":
        parts.append(f"{item.desk.display(item.offers[0])} is open")
    return " · ".join(part for part in parts if part)
