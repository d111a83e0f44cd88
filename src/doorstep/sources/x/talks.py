"""Direct messages: who wrote to whom and when. Never what: the text is passed over."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ...facts.seen import SeenFile, SeenInteraction, Who
from ..json_rows import JsonRows
from ..tables import skip
from ..times import utc_of
from .people import People, number_of


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it is kept: no text. `receiver` is empty in a group."""

    number: str
    sender: str
    receiver: str
    at: datetime


def messages(rows: JsonRows, seen: SeenFile, is_group: bool) -> list[Message]:
    """The messages of one file, whatever the order of its keys; who joins and leaves a group is no message."""
    found: list[Message] = []
    for _ in rows.entries():
        for key, conversation in _conversation(rows):
            if key != "messages":
                continue
            seen.rows += 1
            one = conversation.get("messageCreate") if isinstance(conversation, dict) else None
            if not isinstance(one, dict):
                if not isinstance(conversation, dict):
                    skip(seen, seen.rows, "no message")
                continue
            number, sender = number_of(one.get("id")), number_of(one.get("senderId"))
            receiver, at = number_of(one.get("recipientId")), utc_of(one.get("createdAt"))
            if not number or not sender or at is None or not (receiver or is_group):
                skip(seen, seen.rows, "a message without number, date, sender or receiver")
                continue
            seen.saw(at.date())
            found.append(Message(number, sender, "" if is_group else receiver, at))
    seen.kept = len(found)
    return found


def _conversation(rows: JsonRows) -> Iterator[tuple[str, object]]:
    """The messages of the conversation that stands here, one by one, each under the key `messages`."""
    if rows.peek() != "{":
        rows.value()
        return
    for outer in rows.keys():  # noqa: SIM118  no dict: each key stops before its value
        if outer != "dmConversation" or rows.peek() != "{":
            rows.value()
            continue
        for key in rows.keys():  # noqa: SIM118
            if key == "messages" and rows.peek() == "[":
                for _ in rows.entries():
                    yield key, rows.value()
            else:
                rows.value()


def likely_owner(between_two: list[Message]) -> str:
    """Whoever is in the most conversations, or nothing where that does not tell two sides apart."""
    pairs = {frozenset((one.sender, one.receiver)) for one in between_two if one.sender != one.receiver}
    match Counter(number for pair in pairs for number in pair).most_common(2):
        case [(number, most), (_, next_most)] if most > next_most:
            return number
    return ""


def interactions(
    between_two: list[Message], in_groups: list[Message], people: People, owner: str
) -> tuple[list[SeenInteraction], int]:
    """What was said between the owner and somebody, each message once; and how many name neither side as the owner."""
    made: list[SeenInteraction] = []
    used: set[str] = set()
    whos: dict[str, Who] = {}
    strange = 0

    def who(number: str) -> Who:
        if number not in whos:
            whos[number] = people.at(number).who
        return whos[number]

    for one in between_two:
        if owner not in (one.sender, one.receiver):
            strange += 1
            continue
        other = one.receiver if one.sender == owner else one.sender
        if other == owner or one.number in used:
            continue
        used.add(one.number)
        direction = "out" if one.sender == owner else "in"
        made.append(SeenInteraction(who(other), one.number, "message", direction, one.at))
    for one in in_groups:
        if one.sender == owner or one.number in used:
            continue
        used.add(one.number)
        made.append(SeenInteraction(who(one.sender), one.number, "group_message", "in", one.at))
    return made, strange
