"""Conversations: who wrote when, on which side. Never what: of the words nothing is kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ...errors import DriftError
from ...facts.seen import SeenFile
from ..json_files import read_json
from ..members import Member
from ..roots import Root
from ..tables import skip
from .letters import name_of
from .moments import moment
from .reader import Reader

_SECTION = "(?:inbox|archived_threads|filtered_threads|message_requests|e2ee_cutover)"
# The path of a part of a conversation, below whatever folder; the same in both networks.
TALK = rf"messages/{_SECTION}/[^/]+/message_\d+\.(?:json|html?)"
_TALK = re.compile(rf"(?:.*/)?{TALK}")
_PLACE = re.compile(rf"(?P<base>(?:.*/)?messages)/(?P<section>{_SECTION})/(?P<thread>[^/]+)/[^/]+")
# Written by people whom nobody has let in yet: no contact, whatever is in it.
UNASKED = frozenset({"filtered_threads", "message_requests"})
_COMINGS = frozenset({"Subscribe", "Unsubscribe"})
# What the network writes by itself, or makes of a tap, under the name of one side.
_BY_ITSELF = re.compile(
    r"say hi to your new facebook friend|you(?:'re| are) now connected on messenger|you can now (?:message|call)"
    r"|liked a message$|reacted .{1,20} to your message|.{1,80} waved at .{1,80}$|.{1,80} missed (?:a|your) call"
    r"|sag deinem neuen facebook-freund|ihr (?:seid jetzt|könnt jetzt)|hat mit .{1,20} auf deine nachricht reagiert",
    re.IGNORECASE,
)
_LONGEST_BY_ITSELF = 300


class Written(NamedTuple):
    """One message: milliseconds since 1970, who sent it, and how long it lasted where it was a call (in seconds)."""

    at: int
    sender: str
    call: int


@dataclass(slots=True)
class Thread:
    """One conversation. `mark` is stable from one export to the next; `is_group` where it says so itself."""

    mark: str
    section: str
    people: dict[str, None] = field(default_factory=dict)
    messages: list[Written] = field(default_factory=list)
    is_group: bool = False


def is_talk(key: str) -> bool:
    """True for a part of a conversation, as JSON."""
    return key.endswith(".json") and _TALK.fullmatch(key) is not None


def is_talk_page(key: str) -> bool:
    """True for a part of a conversation that was exported as a web page."""
    return not key.endswith(".json") and _TALK.fullmatch(key) is not None


def talks_of(root: Root, network: str, other: str, others_lists: str) -> list[Member]:
    """The files of conversations, without those that may be the other network's in a download of both.

    `others_lists` is a folder that only the other network has.
    """
    is_of_both = any(others_lists in f"/{key}" for key in root.members)
    is_named = network in root.name.casefold()
    return [
        member
        for key, member in root.members.items()
        if is_talk(key) and (is_named or network in key or not (is_of_both or other in key))
    ]


def threads(reader: Reader, members: Iterable[Member]) -> list[Thread]:
    """The conversations in these files, of which one may have several; all of them are one line of the report."""
    found: dict[tuple[str, bool], Thread] = {}
    some = sorted(members, key=lambda one: (len(one.key), one.key))
    seen: SeenFile | None = None
    done, size = 0, sum(member.size for member in some)
    for member in some:
        place = _PLACE.fullmatch(member.key)
        assert place is not None  # that is how they were chosen
        if seen is None:
            seen = SeenFile(member.path[: len(place["base"])], "messages", unit="entry")
            reader.files.append(seen)
        # one conversation may also lie among those from before it was encrypted, but never among the unasked
        which = place["thread"], place["section"] in UNASKED
        thread = found.setdefault(which, Thread(place["thread"], place["section"]))
        part(reader, member, seen, thread)
        if reader.given.progress is not None:
            done += member.size
            reader.given.progress(seen.name, done, size)
    return list(found.values())


def part(reader: Reader, member: Member, seen: SeenFile, thread: Thread) -> None:
    """Adds what one file of a conversation tells; a broken one becomes a problem of `seen`."""
    reader.read_into(seen, member, lambda: _add(read_json(member, reader.given.limits), member, seen, thread))


def _add(document: object, member: Member, seen: SeenFile, thread: Thread) -> None:
    people = document.get("participants") if isinstance(document, dict) else None
    messages = document.get("messages") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(people, list) or not isinstance(messages, list):
        raise DriftError(
            "is no conversation of a form that is known: no `participants` or no `messages`",
            place=member.path,
            next_step="If the file is as the network made it, the format has changed: please report it.",
        )
    for one in people:
        name = name_of(one.get("name") if isinstance(one, dict) else one)
        thread.people[name] = None
    thread.is_group |= "Group" in str(document.get("thread_type", "")) or "joinable_mode" in document
    known: dict[object, str] = {}
    for number, one in enumerate(messages, 1):
        seen.rows += 1
        if not isinstance(one, dict):
            skip(seen, number, "is no message", member.path)
            continue
        raw = one.get("sender_name", one.get("senderName"))
        sender = known.get(raw) if isinstance(raw, str) else ""
        if sender is None:
            sender = known[raw] = name_of(raw)
        if one.get("type") in _COMINGS:
            thread.is_group = True
            continue
        stamp = one.get("timestamp_ms", one.get("timestamp"))
        at = moment(stamp)
        if at is None or not isinstance(stamp, int | float):
            skip(seen, number, "no date", member.path)
            continue
        call = _seconds_of_call(one)
        if call < 0 or one.get("is_unsent") is True or one.get("isUnsent") is True or _is_by_itself(one):
            continue
        seen.kept += 1
        seen.saw(at.date())
        thread.messages.append(Written(int(stamp), sender, call))


def _seconds_of_call(message: dict[str, object]) -> int:
    """How long the call lasted, 0 where it was none, -1 where nobody took it up."""
    if "call_duration" not in message:
        return -1 if str(message.get("type")).casefold() == "call" else 0
    lasted = message["call_duration"]
    return int(lasted) if isinstance(lasted, int) and not isinstance(lasted, bool) and 0 < lasted < 864_000 else -1


def _is_by_itself(message: dict[str, object]) -> bool:
    text = message.get("content", message.get("text"))
    return isinstance(text, str) and len(text) <= _LONGEST_BY_ITSELF and _BY_ITSELF.match(name_of(text)) is not None
