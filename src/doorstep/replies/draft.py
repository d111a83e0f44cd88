"""A drafted reply for every verdict: a welcome, a boundary, an offer, and never a reason that is private."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..facts.text import clean_line
from .fill import fill, tidy
from .names import first_name
from .templates import Templates

Verdict = Literal["accept", "not_yet", "ask", "decline"]
NoteKind = Literal["none", "standard", "template", "pitch", "personal"]
Action = Literal["accept", "reply", "leave", "decline"]
Silence = Literal["", "spam", "too_long"]

_SPAM = ("template", "pitch")
_ACTIONS: dict[Verdict, Action] = {
    "accept": "accept", "not_yet": "reply", "ask": "leave", "decline": "decline"
}  # fmt: skip
_WEEKS, _MONTHS = 45, 300


@dataclass(frozen=True, slots=True)
class ReplyContext:
    """All that a reply can know. There is no room for a private reason, so none can slip into a text.

    `asker` and `owner` are names as shown; `network` and `offer` are the display names of the network asked
    on and of the one whose door is open, `offer_link` is the owner's profile there. `steps` are facts of the
    catalogue, used to look up public words and never shown; `opens_on` is the day on which waiting opens the
    door, told roughly and only where `today` is given. `gentle` asks for a softer text. `limit` is how many
    characters the network takes.
    """

    asker: str
    network: str
    verdict: Verdict
    steps: tuple[str, ...] = ()
    opens_on: date | None = None
    today: date | None = None
    offer: str = ""
    offer_link: str = ""
    note: NoteKind = "none"
    owner: str = ""
    gentle: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply to look over. `text` is empty where none is suggested: `silence` then says why.

    `action` is what goes along with it on the network; `optional` is true where the verdict stands without
    the text; `template` is the key of the text used, as in `not_yet.step_offer`.
    """

    text: str
    action: Action
    template: str = ""
    optional: bool = False
    silence: Silence = ""


def draft(context: ReplyContext, templates: Templates) -> Draft:
    """The reply for this verdict: the longest variant that fits the limit, whole or not at all."""
    action = _ACTIONS[context.verdict]
    if context.verdict == "decline" and context.note in _SPAM and not context.gentle:
        return Draft("", action, silence="spam")
    key = _template(context, templates)
    optional = context.verdict != "not_yet"
    for text in _variants(context, templates, key):
        if context.limit is None or len(text) <= context.limit:
            return Draft(text, action, key, optional)
    return Draft("", action, key, optional, silence="too_long")


def _template(context: ReplyContext, templates: Templates) -> str:
    """The key of the text for this case."""
    match context.verdict:
        case "accept":
            return "accept.note" if context.note == "personal" else "accept.plain"
        case "ask":
            return "ask.question"
        case "decline":
            return "decline.offer" if context.offer else "decline.plain"
        case "not_yet":
            opened_by = "neutral"
            if _are_public(context.steps, templates):
                opened_by = "step"
            elif context.opens_on is not None and not context.steps:
                opened_by = "wait"
            return f"not_yet.{opened_by}_offer" if context.offer else f"not_yet.{opened_by}"


def _are_public(steps: tuple[str, ...], templates: Templates) -> bool:
    """True where there are steps and each may be named: half the way would be a promise that fails."""
    return bool(steps) and all(step in templates.steps for step in steps)


def _variants(context: ReplyContext, templates: Templates, key: str) -> Iterator[str]:
    """The text's variants filled, the longest first, then each again without the name, which may be long."""
    for name in dict.fromkeys((first_name(context.asker), "")):
        values = _values(context, templates, name)
        for text in templates.texts[key]:
            yield tidy(fill(text, values))


def _values(context: ReplyContext, templates: Templates, name: str) -> dict[str, str]:
    """What stands in each place. Phrases are filled first, and not read again when they are inserted."""
    owner = clean_line(context.owner, 80)
    plain = {
        "first_name": name,
        "owner": first_name(owner) or owner,
        "owner_name": owner,
        "network": clean_line(context.network, 40),
        "offer_network": clean_line(context.offer, 40),
        "offer_link": clean_line(context.offer_link, 200),
        "when": _when(context, templates),
    }
    phrases = templates.phrases
    offer = "offer" if context.verdict == "not_yet" else "instead"
    chosen = {
        "greeting": phrases[_greeting(context, name)],
        "closing": phrases["closing"] if owner else "",
        "wait": phrases["wait"],
        "offer": phrases[f"{offer}_linked" if plain["offer_link"] else offer],
        "gentle": phrases["gentle"] if context.gentle else "",
        "boundary": phrases["boundary"],
        "invite": "",
    }
    if _are_public(context.steps, templates):
        steps = [templates.steps[step] for step in context.steps]
        chosen["invite"] = " ".join(step.invite for step in steps)
        if len(steps) == 1 and steps[0].boundary:
            chosen["boundary"] = steps[0].boundary
    return plain | {place: fill(text, plain) for place, text in chosen.items()}


def _greeting(context: ReplyContext, name: str) -> str:
    """The key of the greeting: warm by default, thanks where the answer is no or a question."""
    thanks = "_thanks" if context.verdict in ("ask", "decline") else ""
    neutral = "" if name else "_neutral"
    note = "_note" if context.note == "personal" else ""
    return f"greeting{thanks}{neutral}{note}"


def _when(context: ReplyContext, templates: Templates) -> str:
    """When the door opens, as a person would say it: in a few weeks, in March; no date that is far off."""
    if context.opens_on is None or context.today is None:
        return templates.phrases["wait_later"]
    days = (context.opens_on - context.today).days
    if days <= _WEEKS:
        return templates.phrases["wait_weeks"]
    if days > _MONTHS:
        return templates.phrases["wait_later"]
    month = templates.phrases["months"].split()[context.opens_on.month - 1]
    return fill(templates.phrases["wait_month"], {"month": month})
