"""Strong and weak ties, told from one's own contact: each part in sight, never a lone number.

The parts are those that told strong from weak best in Gilbert and Karahalios (CHI 2009): days since the last contact
before all else, then how often, who begins, for how long, in how many ways, since when, and the people one shares. Of
their 74 variables only those are here that one's own records hold. The weights are set, not learnt: recency weighs as
much as all the others together, so that nothing makes up for silence.
"""

from dataclasses import dataclass
from datetime import timedelta

WINDOW = timedelta(days=730)  # contact further back tells of another time
HALF = 90  # days of silence that halve what recency gives
OFTEN, LONG, SHARED = 12, 730, 5  # months with contact in the past year, days, people: as good as can be
# in touch today, with half of all else: strong from here on; with a quarter of all else: weak below
STRONG, WEAK = 0.75, 0.625
WEIGHTS = {
    "recency": 0.5, "frequency": 0.25, "reciprocity": 0.1, "channels": 0.06, "duration": 0.04, "known": 0.03,
    "shared": 0.02,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """The contact with one person. Days are whole days; None is not known.

    `silent` counts the days since the last contact, `months` the calendar months of the past year with any: a busy
    week is one month, whatever was written in it. `theirs` and `mine` are the exchanges of two years that each side
    began (a call or a meeting counts for both), `channels` the ways they took, `lasted` first to last.
    """

    silent: int | None
    months: int
    theirs: int
    mine: int
    channels: int
    lasted: int
    known: int | None = None
    shared: int | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """How close two people are by their contact: `strong`, `weak` or `unknown`, and the parts it rests on (0 to 1).

    What is not known has no part, and the others count for more. `rank` orders people, and is not for showing.
    """

    strength: str
    parts: dict[str, float]
    rank: float


def tie(contact: Contact) -> Tie:
    """The tie that this contact tells of; unknown where nobody knows how long the silence is."""
    parts = parts_of(contact)
    weight = sum(WEIGHTS[name] for name in parts)
    rank = sum(WEIGHTS[name] * part for name, part in parts.items()) / weight
    if "recency" not in parts:
        return Tie("unknown", parts, rank / 2)  # nobody whose silence is not known goes before those in touch
    return Tie("strong" if rank >= STRONG else "weak" if rank < WEAK else "unknown", parts, rank)


def parts_of(contact: Contact) -> dict[str, float]:
    """Each part that is known, from 0 to 1."""
    both = contact.theirs + contact.mine
    found = {
        "frequency": min(1.0, contact.months / OFTEN),
        "reciprocity": 2 * min(contact.theirs, contact.mine) / both if both else 0.0,
        "channels": min(1.0, max(0, contact.channels - 1) / 2),
        "duration": min(1.0, contact.lasted / LONG),
    }
    if contact.silent is not None:
        found["recency"] = 0.5 ** (contact.silent / HALF)
    if contact.known is not None:
        found["known"] = min(1.0, contact.known / LONG)
    if contact.shared is not None:
        found["shared"] = min(1.0, contact.shared / SHARED)
    return {name: found[name] for name in WEIGHTS if name in found}
