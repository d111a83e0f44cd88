"""Conversations judged: which are between two, which side is the owner, who the other one is."""

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from ...facts.observations import Observation
from ...facts.seen import SeenInteraction
from ...facts.values import fold
from .moments import moment
from .people import People
from .reader import Reader
from .threads import UNASKED, Thread

# What an account that was closed is called.
_CLOSED = frozenset(
    {
        "", "facebook user", "facebook-nutzer", "facebook-nutzer/in", "utilisateur de facebook", "utilisateur facebook",
        "usuario de facebook", "utente di facebook", "utente facebook", "usuário do facebook", "facebook-gebruiker",
        "facebookanvändare", "facebook-användare", "użytkownik facebooka", "instagram user", "instagrammer",
        "instagram-nutzer", "instagram-nutzer/in", "utilisateur instagram", "usuario de instagram",
        "utente di instagram", "usuário do instagram", "instagram-gebruiker",
    }
)  # fmt: skip


_LEFT_OUT = {
    "group": "of several people: no contact with one of them",
    "unasked": "not let in (message requests): no contact, whatever they wrote",
    "closed": "with accounts that were closed",
    "alone": "in which nobody else is named",
}


def _likely_owner(found: Iterable[Thread]) -> frozenset[str]:
    """The name of whoever is in every conversation, where there are at least two and nobody else is; else none."""
    present: Counter[str] = Counter()
    count = 0
    for thread in found:
        if len(thread.people) > 1:
            count += 1
            present.update({fold(name) for name in thread.people})
    match present.most_common(2):
        case [(name, most), (_, next_most)] if most == count > 1 and next_most < most:
            return frozenset({name})
    return frozenset()


def add_to(reader: Reader, people: People, found: list[Thread], told: frozenset[str]) -> list[SeenInteraction]:
    """What was said between the owner and one other person; `told` holds the owner's names, folded.

    A conversation of several tells nothing of one of them for certain, and one that nobody let in is no contact.
    Each of the others has a person of its own: the name in it is no account. A call that was taken up is `spoken`.
    """
    made: list[SeenInteraction] = []
    if not found:
        return made
    owner = told if any(fold(name) in told for thread in found for name in thread.people) else _likely_owner(found)
    if not owner:
        reader.warnings.append(
            "messages: cannot tell which side is you, so no message counts; give the whole export, with your profile"
        )
        return made
    left_out: Counter[str] = Counter()
    for thread in found:
        names = dict.fromkeys([*thread.people, *sorted({message.sender for message in thread.messages})])
        others = {fold(name): name for name in names if fold(name) not in owner}
        if thread.section in UNASKED:
            left_out["unasked"] += 1
        elif thread.is_group or len(others) > 1:
            left_out["group"] += 1
        elif not others:
            left_out["alone"] += 1
        elif not others.keys().isdisjoint(_CLOSED):
            left_out["closed"] += 1
        elif thread.messages:
            made += _between_two(thread, next(iter(others.values())), people, owner, f"{reader.network} calls")
    for why, count in left_out.items():
        plural = "s" if count > 1 else ""
        reader.warnings.append(f"messages: {count} conversation{plural} {_LEFT_OUT[why]}")
    return made


def _between_two(
    thread: Thread, name: str, people: People, owner: frozenset[str], source: str
) -> list[SeenInteraction]:
    made = []
    mark = blake2b(thread.mark.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    person = people.named(name, f"conversation {mark}", "conversation")
    used: set[str] = set()
    last_call = None
    for at_ms, sender, call in sorted(thread.messages):
        at = moment(at_ms)
        assert at is not None  # else it would not be among them
        is_own = fold(sender) in owner
        kind = "call" if call else "message"
        direction = "both" if call else ("out" if is_own else "in")
        key = f"{mark}-{at_ms:x}-{kind[0]}{direction[0]}"
        if key in used:
            continue
        used.add(key)
        made.append(SeenInteraction(person.who, key, kind, direction, at))
        last_call = at if call else last_call
    if last_call is not None:
        person.observations.append(Observation("spoken", True, source, last_call.date(), "records"))
    return made
