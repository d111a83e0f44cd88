"""What a look back says: sentences on what decisions have in common, what would have helped; and all of it as data."""

from typing import Any

from ..studies.groups import plain_text
from ..studies.review import LEAST, LEAST_FLAGGED, Look
from .home import Desk
from .reviewing import EVERY, Review
from .words import listed

COUNTED = {
    "regret": "You regret {times} of {of} accepts.",
    "obliged": "You felt obliged in {times} of {of} accepts.",
    "unfriended": "Of {of} whom you let in, {times} left again.",
    "reconsider": "You would decide {times} of {of} declines otherwise now.",
}
FLAGGED = {
    "regret": "accepts that you regret", "obliged": "accepts that felt obliged", "unfriended": "who left again",
    "reconsider": "declines that you would decide otherwise",
}  # fmt: skip
ADVICE = {
    "ask": "have such requests put to you before anything is answered",
    "decline": "decline such requests by a rule of your own, so that it is not you who has to find the words",
}


def sentence(desk: Desk, one: Look) -> str:
    """How many, and what they have in common, or that it is too little to tell and how much it would take."""
    counted = COUNTED[one.what].format(times=f"{one.times:,}", of=f"{one.of:,}")
    if not one.times:
        return counted
    if not one.is_enough:
        takes = f"it takes {LEAST}, with {LEAST_FLAGGED} such among them"
        return f"{counted} Too little to tell what they have in common: {takes}."
    if one.found is None:
        return f"{counted} They have nothing in common that chance would not bring about."
    group = listed([plain_text(condition, desk.catalogue).replace("_", " ") for condition in one.found.conditions])
    return (
        f"{counted} Where {group}: {one.found.times} of {one.found.of}, "
        f"elsewhere {one.found.elsewhere} of {one.found.of_elsewhere}."
    )


def as_dict(desk: Desk, found: Review) -> dict[str, Any]:
    """A look back, as `review --json` gives it."""
    advice = found.advice
    return {
        "due": True, "last": found.since.isoformat() if found.since else None,
        "next": (desk.today + EVERY).isoformat(), "accepts": found.accepts, "declines": found.declines,
        "obliged": found.recent, "counts": found.counts,
        "outcomes": [
            {"request": one.request_id, "what": one.what, "on": one.on.isoformat(), "words": one.words}
            for one in found.outcomes
        ],
        "looks": [_look(desk, one) for one in found.looks],
        "advice": None if advice is None or found.advised is None else {
            "about": found.advised.what, "kind": advice.kind, "network": advice.network or None, "name": advice.name,
            "rule": advice.condition, "text": advice.text, "caught": advice.caught, "others": advice.beside,
            "already": advice.already, "of": advice.flagged, "asked": advice.asked,
            "now": [{"id": one.id, "before": before, "after": after} for one, before, after in advice.now],
            "findings": [one.message for one in advice.findings],
        },
    }  # fmt: skip


def _look(desk: Desk, one: Look) -> dict[str, Any]:
    common = None if one.found is None else {
        "where": [condition.text for condition in one.found.conditions], "times": one.found.times, "of": one.found.of,
        "elsewhere": one.found.elsewhere, "of_elsewhere": one.found.of_elsewhere, "p": round(one.found.p, 4),
        "requests": [int(case) for case in one.found.against],
    }  # fmt: skip
    return {
        "what": one.what, "times": one.times, "of": one.of, "sentence": sentence(desk, one), "found": common,
        "needs": {"decisions": one.need, "of_this_kind": one.need_flagged},
    }  # fmt: skip
