"""Words that a person reads: verdicts, days gone by, ways to an open door."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..facts.values import as_text

if TYPE_CHECKING:
    from ..facts.catalogue import Catalogue, Fact
    from ..facts.values import Value
    from ..ledger import Request
    from ..networks import Action, Network
    from ..policy.answer import Plan
    from .home import Desk
    from .inbox import Item
    from .people import Portrait

SHAPES = {"accept": "✓", "not_yet": "◔", "ask": "?", "decline": "✕"}
WORDS = {"accept": "accept", "not_yet": "not yet", "ask": "ask", "decline": "decline"}
NOTHING = "nothing would open this door"
NOT_SHOWN = ("on_record", "note", "asked_before", "claims_to_know_me")  # facts that a card tells in other ways
WAYS = {
    "spoken": "a phone call",
    "met": "meeting in person",
    "written": "a few messages",
    "introduced": "an introduction",
    "vouched_for": "a word from someone you both know",
}
CHANGES = {
    "state facts": "told", "state fact": "told", "answer suggestions": "answered", "add request": "added",
    "suggestion confirmed": "joined", "suggestion dismissed": "kept apart", "withdraw fact": "taken out",
}  # fmt: skip


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


def change(kind: str) -> str:
    """A kind of change in the journal as a person would call it."""
    return CHANGES.get(kind, kind)


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


def on_which(desk: "Desk", networks: dict[str, int]) -> str:
    """` on LinkedIn`, or `: 3 on LinkedIn, 2 on X` where there are several."""
    if len(networks) == 1:
        return f" on {desk.display(next(iter(networks)))}"
    return ": " + ", ".join(f"{number:,} on {desk.display(key)}" for key, number in networks.items())


def from_to(first: date | None, last: date | None) -> str:
    """`2026-11-02 to 2026-11-21`, or the one day."""
    return f"{first}" if first == last else f"{first} to {last}"


def about(days: int) -> str:
    """Days as a person says them: `18 days`, `7 weeks`, `4 months`, `6 years`."""
    for size, unit, least in ((365, "year", 730), (30, "month", 90), (7, "week", 28)):
        if days >= least:
            return count_of(round(days / size), unit)
    return count_of(days, "day")


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


def doors_to(desk: "Desk", found: "Portrait") -> list[tuple[str, str, str]]:
    """Each door with what it says to a person and what would open it, from public to private."""
    if desk.policy is None:
        return []
    shared = {one.network for one in found.profiles if one.is_connection}
    doors = desk.policy.standards.doors
    told = []
    for network in sorted(found.answers, key=lambda name: (doors[name].closeness, name)):
        answer = found.answers[network]
        if network in shared:
            way = "you are connected there"
        elif answer.verdict == "not_yet" and answer.plans:
            way = opens(answer.plans[0], desk.catalogue)
        elif answer.verdict == "ask" and answer.questions and "accept" in answer.possible:
            way = answer.questions[0].text
        elif answer.because:
            way = listed([f"“{name}”" for name in answer.because])
        else:
            way = NOTHING
        told.append((network, answer.verdict, way))
    return told


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


def reason(item: "Item") -> str:
    """Why the answer is what it is, by the user's own names: `“spoken” would open it`; empty where no rule says it."""
    if item.answer is None or not item.answer.has_door:
        return listed(item.because)
    names = listed([f"“{name}”" for name in item.because])
    if item.verdict == "not_yet":
        return f"{names} would open it"
    if item.verdict == "ask" and item.answer.questions:
        return f"it hangs on {names}"
    return names


def grounds(item: "Item") -> list[str]:
    """What is to be said beside the reason: the ways in, that there is none, what can be offered."""
    body: list[str] = []
    if item.answer is None or not item.answer.has_door:
        body.append("Your standards say nothing about this network, so it is yours to decide.")
    elif item.verdict == "not_yet":
        body.append(way_in(item))
        body += [f"or: {_other(item, number)}" for number in range(1, len(item.answer.plans))]
    elif "accept" not in item.answer.possible and not item.answer.plans and not _is_refused_by_rule(item):
        body.append(NOTHING if item.because else f"no rule of yours lets them in, and {NOTHING}")
    if not item.draft().silence:  # nothing is offered where nothing is said
        body += offered([item.desk.display(one) for one in item.offers])
    return body


def taken_for_granted(item: "Item") -> str:
    """The assumptions that the answer rests on, in words; empty where it rests on none."""
    if item.answer is None or not item.answer.assumed:
        return ""
    return "taken for granted until you say otherwise: " + listed(
        [_assumed(item, name) for name in item.answer.assumed]
    )


def _is_refused_by_rule(item: "Item") -> bool:
    return item.answer is not None and any(one.kind == "decline" and one.truth == "yes" for one in item.answer.rules)


def offered(names: Sequence[str]) -> list[str]:
    """The offer in words: `LinkedIn is open: offer that`, and what else is open."""
    if not names:
        return []
    others = f" ({listed(names[1:])} {'is' if len(names) == 2 else 'are'} open too)" if len(names) > 1 else ""
    return [f"{names[0]} is open: offer that{others}"]


def _other(item: "Item", number: int) -> str:
    from .inbox import plan_steps

    assert item.answer is not None
    plan = item.answer.plans[number]
    steps = [str(step["text"]) for step in plan_steps(plan)]
    facts = [said(item.desk.catalogue[one.fact], one.helpful) for one in plan.questions if one.helpful is not None]
    return listed(steps) + (f"{', ' if steps else ''}if {listed(facts)}" if facts else "")


def _assumed(item: "Item", name: str) -> str:
    policy = item.desk.policy
    assert policy is not None
    strangers, everyone = policy.standards.assume_strangers, policy.standards.assume
    value = strangers.get(name, everyone.get(name))
    return said(item.desk.catalogue[name], value) if value is not None else name


def on_network(network: "Network", kind: str) -> "Action | None":
    """What the network calls it; where it has no way to decline, one ignores."""
    return network.actions.get(kind) or (network.actions.get("ignore") if kind == "decline" else None)
