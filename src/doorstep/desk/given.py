"""What programs get, as plain data: the same names on the command line's `--json` and at the page's own door."""

from collections.abc import Iterable, Mapping
from typing import Any

from .. import Policy
from ..errors import Mistake, PolicyError
from ..facts.catalogue import Catalogue
from ..facts.observations import Known
from ..facts.values import Value, as_text, from_text
from ..ledger import JournalEntry, Person
from ..policy.check import Finding
from ..sources.guide import Entry
from .deciding import VERDICT_OF, Decided, Refused
from .exposure import Seen
from .here import Here, given_here
from .home import Desk
from .inbox import Item
from .me import Me
from .people import Portrait
from .questions import Group


def decided(done: Decided) -> dict[str, Any]:
    """One decision, as `accept --json` gives it. Putting aside what is not judged yet tells no answer."""
    unseen = done.item.hidden and done.action not in VERDICT_OF
    return {
        "id": done.item.id, "action": done.action, "state": done.state,
        "verdict": None if unseen else done.item.verdict, "differs": done.differs,
        "because": [] if unseen else done.item.because, "reply": done.reply, "steps": list(done.steps),
        "until": done.until.isoformat() if done.until else None, "link": done.item.link,
    }  # fmt: skip


def result(one: Decided | Refused) -> dict[str, Any]:
    """One of many decisions: what was done, or why it was not."""
    return decided(one) if isinstance(one, Decided) else {"id": one.request_id, "refused": one.why}


def request(item: Item) -> dict[str, Any]:
    """One request whole, as `show --json` gives it."""
    answer = item.answer.as_dict() if item.answer and not item.hidden else None
    return {**item.as_dict(), "answer": answer, "known": known(item.known, item.desk.catalogue)}


def source(one: Entry) -> dict[str, Any]:
    """What can be read, as `sources --json` gives it."""
    return {
        "name": one.key, "title": one.title, "takes": one.takes, "steps": list(one.steps), "give": one.give,
        "tells": list(one.tells), "cannot": one.cannot,
    }  # fmt: skip


def me(found: Me) -> dict[str, Any]:
    """What is known of the user, as `me --json` gives it."""
    return {"own": list(found.said), "told": list(found.told), "region": found.region}


def known(facts: Mapping[str, Known], catalogue: Catalogue) -> dict[str, Any]:
    """Facts with what they rest on, and what speaks against them."""
    return {
        name: {
            "value": as_text(catalogue[name], one.shown),
            "because": [
                {"source": seen.source, "seen_on": seen.seen_on.isoformat(), "said_by": seen.said_by}
                for seen in one.because
            ],
            "against": [
                {"value": as_text(catalogue[name], seen.value), "source": seen.source, "said_by": seen.said_by}
                for seen in one.against if seen.fact == name
            ],
        }
        for name, one in facts.items()
    }  # fmt: skip


def person(found: Portrait, catalogue: Catalogue) -> dict[str, Any]:
    """A person, as `person --json` gives them."""
    return {
        "id": found.person.id, "name": found.person.name,
        "profiles": [
            {"network": one.network, "key": one.key,
             "connected_since": one.connected_since.isoformat() if one.connected_since else None}
            for one in found.profiles
        ],
        "facts": {fact: as_text(catalogue[fact], one.shown) for fact, one in found.known.items()},
        "doors": found.doors, "requests": [one.as_dict() for one in found.requests],
    }  # fmt: skip


def entry(one: JournalEntry) -> dict[str, Any]:
    """A line of the journal, as `log --json` gives it."""
    return {
        "id": one.id, "kind": one.kind, "at": one.at.isoformat(), "person_id": one.person_id,
        "request_id": one.request_id, "counts": one.counts, "undoes": one.undoes, "undone_by": one.undone_by,
        "can_undo": one.can_undo, "source": one.source, "file": one.file,
    }  # fmt: skip


def question(group: Group) -> dict[str, Any]:
    """A question about one or many people, as `questions --json` gives it."""
    return {
        "kind": group.kind, "fact": group.fact.name if group.fact else None, "text": group.text,
        "choices": list(group.choices),
        "people": [
            {"id": one.person_id, "name": one.name, "hint": one.hint, "requests": list(one.request_ids)}
            for one in group.people
        ],
    }  # fmt: skip


def facts(catalogue: Catalogue) -> list[dict[str, Any]]:
    """The catalogue, as `facts --json` gives it."""
    return [
        {"name": fact.name, "type": fact.type, "means": fact.meaning, "said_by": list(fact.said_by),
         "options": list(fact.options), "question": fact.question, "step": fact.step.text if fact.step else None}
        for fact in catalogue
    ]  # fmt: skip


def finding(one: Finding) -> dict[str, Any]:
    """Something that the check of a policy found, as `policy check --json` gives it."""
    return {
        "code": one.code, "severity": one.severity, "message": one.message, "network": one.network,
        "kind": one.kind, "rule": one.rule, "example": one.example_text,
    }  # fmt: skip


def mistakes(error: PolicyError) -> list[dict[str, Any]]:
    """The mistakes in a policy, as `policy check --json` gives them."""
    return listed_mistakes(error.mistakes)


def listed_mistakes(some: Iterable[Mistake]) -> list[dict[str, Any]]:
    """The same for mistakes by themselves."""
    return [
        {"place": one.place, "message": one.message, "text": one.text, "column": one.column, "hint": one.hint}
        for one in some
    ]


def seen(one: Seen, person: Person | None = None) -> dict[str, Any]:
    """What somebody would see of the user's posts on a network, as `exposure --json` gives it."""
    found = one.seen
    return {
        "network": one.network,
        "person": {"id": person.id, "name": person.name} if person else None,
        "stated": one.stated or None,
        "posts": found.posts,
        "visible": found.visible,
        "seen_by": found.seen_by,
        "hidden": found.hidden,
        "sensitive": found.sensitive,
        "sensitive_for_everybody": found.anybody,
        "tags": found.tags,
        "a_week": None if found.a_week is None else round(found.a_week, 2),
        "days": found.days,
        "worst": [
            {"day": each.day or None, "tags": list(each.tags), "seen_by": each.seen_by, "text": each.text}
            for each in found.worst
        ],
    }


def tried(desk: Desk, policy: Policy, network: str, given: Mapping[str, str]) -> dict[str, Any]:
    """The answer to somebody made up, as `try --json` gives it; FactError where a fact cannot be so."""
    values: dict[str, Value] = {}
    for name, text in given.items():
        fact = policy.catalogue[policy.fact_named(name.strip())]
        if text.strip() != "unknown":
            values[fact.name] = from_text(fact, text)
    return policy.decide(network, given_here(Here(desk), policy, network, values), desk.today).as_dict()
