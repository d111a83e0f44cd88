"""What a row becomes when an import sees it again: plain functions, used for importing and for undoing an import.

A sighting tells the columns of a row as that import alone would have written them. A row is what its first
import wrote, with the later sightings applied; taking an import back is applying the others again. In which order
they come makes no difference, except where the user has decided in between.
"""

from collections.abc import Callable, Mapping
from typing import Any

from ..facts.audience import wider

Fields = Mapping[str, Any]

PROFILE = ("exact", "name", "url", "is_connection", "connected_since", "told_on")
OBSERVATION = ("value", "seen_on")
REQUEST = (
    "note", "note_reason", "state", "state_since", "settled_by", "first_seen", "last_seen", "answered_on",
    "before_doorstep", "told_by",
)  # fmt: skip
POST = ("audience", "text", "at")
SUGGESTION = ("source", "seen_on", "said_by", "reason")
# what an export can tell of a request, the weaker first: one that was answered does not become open again
_TOLD = ("open", "withdrawn", "declined", "accepted")


def profile(now: Fields, said: Fields) -> dict[str, Any]:
    """The newest export that tells a name gives it; a connection stays one, since the earliest day told."""
    since = [day for day in (now["connected_since"], said["connected_since"]) if day]
    named = max(now, said, key=lambda one: (one["told_on"], len(one["name"]), one["name"]))
    return {
        "exact": max(now["exact"], said["exact"]),
        "name": named["name"],
        "url": longer(now["url"], said["url"]),
        "is_connection": max(now["is_connection"], said["is_connection"]),
        "connected_since": min(since) if since else None,
        "told_on": named["told_on"],
    }


def observation(now: Fields, said: Fields) -> dict[str, Any]:
    """The same statement, as of the later of the two days; of one day the word that is written with capitals."""
    return dict(max(now, said, key=lambda one: (one["seen_on"], one["value"] != one["value"].casefold(), one["value"])))


def request(now: Fields, said: Fields) -> dict[str, Any]:
    """An open request that turns up as answered is answered; what the user decided later than the export stays.

    Of several answers the stronger counts (accepted, declined, withdrawn), with the first day that one tells.
    """
    after = dict(now)
    after["first_seen"] = min(filter(None, (now["first_seen"], said["first_seen"])), default=None)
    after["last_seen"] = max(filter(None, (now["last_seen"], said["last_seen"])), default=None)
    after["note"] = longer(now["note"], said["note"])
    newer = max(now, said, key=lambda one: (one["last_seen"] or "", one["note_reason"]))
    after["note_reason"] = newer["note_reason"] or now["note_reason"] or said["note_reason"]
    answer = {column: said[column] for column in ("state", "state_since", "settled_by", "answered_on")}
    is_mine = now["settled_by"] == "me"
    if said["state"] == now["state"]:
        days = [day for day in (now["answered_on"], said["answered_on"]) if day]
        if not is_mine:
            after["answered_on"] = min(days, default=None)
            after["state_since"] = min(now["state_since"], said["state_since"])
        elif not now["answered_on"]:
            after["answered_on"] = said["answered_on"]
    elif is_mine and said["state"] != "open":
        if (said["last_seen"] or "") > now["state_since"][:10]:
            after |= answer
    elif not is_mine and _TOLD.index(said["state"]) > _TOLD.index(now["state"]):
        after |= answer
    after["told_by"] = min(now["told_by"], said["told_by"])  # a list, where one tells of it
    is_answered = after["state"] != "open"
    after["before_doorstep"] = int(bool(now["before_doorstep"] and said["before_doorstep"] and is_answered))
    return after


def post(now: Fields, said: Fields) -> dict[str, Any]:
    """The fuller words, and the audience wherever one is told; of two the wider, so that nothing seems hidden."""
    return {
        "audience": wider(now["audience"], said["audience"]),
        "text": longer(now["text"], said["text"]),
        "at": min(filter(None, (now["at"], said["at"])), default=""),
    }


def suggestion(now: Fields, said: Fields) -> dict[str, Any]:
    """The same guess, as the newest export tells it."""
    return dict(max(now, said, key=lambda one: (one["seen_on"], one["source"], one["reason"])))


def longer(one: str, other: str) -> str:
    """The fuller of two texts."""
    return max(one, other, key=lambda text: (len(text), text))


APPLY: Mapping[str, tuple[tuple[str, ...], Callable[[Fields, Fields], dict[str, Any]]]] = {
    "profile": (PROFILE, profile),
    "observation": (OBSERVATION, observation),
    "request": (REQUEST, request),
    "post": (POST, post),
    "suggestion": (SUGGESTION, suggestion),
}


def differing(now: Fields, said: Fields) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns in which a sighting differs from the row: as they were, and as it tells them."""
    names = [name for name in now if now[name] != said[name]]
    return {name: now[name] for name in names}, {name: said[name] for name in names}
