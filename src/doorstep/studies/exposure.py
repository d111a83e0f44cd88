"""What somebody would see of one's own posts, were they let in: counts, the few one would mind most, how often new."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from heapq import nlargest

from ..facts.audience import EVERYBODY, LET_IN, NOT_TOLD, ONLY_ME, seen_by
from .topics import Topics

SHOWN = 5
LEAST_DAYS = 28  # with less there is no telling how often new posts come


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A post that would be seen, its tags in the order of the lists; `seen_by` is everybody, let in or not told."""

    day: str
    text: str
    tags: tuple[str, ...]
    seen_by: str


@dataclass(frozen=True, slots=True)
class Exposure:
    """What somebody newly let in would see.

    `seen_by` counts the posts that they would see by who else can: everybody, those let in, not told. `hidden` are for
    the user alone. `tags` counts posts by tag, `sensitive` those with any, `anybody` those of them that everybody can
    see already. `worst` are at most five. `days` are covered, from the first dated post to the last day told.
    """

    posts: int
    seen_by: dict[str, int]
    hidden: int
    tags: dict[str, int]
    sensitive: int
    anybody: int
    worst: tuple[Sensitive, ...]
    days: int
    in_days: int

    @property
    def visible(self) -> int:
        """How many posts they would see."""
        return sum(self.seen_by.values())

    @property
    def a_week(self) -> float | None:
        """Sensitive posts a week over the days covered; None where those are too few to tell."""
        return self.in_days * 7 / self.days if self.days >= LEAST_DAYS else None


def visible(audience: str, stated: str = "") -> bool:
    """True where somebody who is let in sees the post. `stated` stands for what is not told; else that is visible."""
    return audience_of(audience, stated) != ONLY_ME


def audience_of(audience: str, stated: str = "") -> str:
    """Who sees the post: as the export tells, else as the user states for the network, else not told."""
    told = seen_by(audience)
    return told if told != NOT_TOLD else seen_by(stated)


def exposure(
    posts: Iterable[tuple[str, str, str]],
    topics: Topics,
    until: date,
    stated: str = "",
    tag: str = "",
    tags_of: Callable[[str], tuple[str, ...]] | None = None,
) -> Exposure:
    """What is to be seen of posts on one network (day as ISO text or nothing, text, audience), the newest first.

    `until` is the day up to which the records tell, `stated` the audience of posts of which that is not told. With
    `tag` only posts of that tag count as sensitive. `tags_of` gives a text's tags where they are kept already.
    """
    tags_of = tags_of or topics.tags
    who: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    found: list[Sensitive] = []
    first, hidden, total = "", 0, 0
    meant: dict[str, str] = {}
    for day, text, audience in posts:
        total += 1
        first = day or first
        if audience not in meant:
            meant[audience] = audience_of(audience, stated)
        seen = meant[audience]
        if seen == ONLY_ME:
            hidden += 1
            continue
        who[seen] += 1
        named = tags_of(text)
        if named and (not tag or tag in named):
            tags.update(named)
            found.append(Sensitive(day, text, named, seen))
    days = max(0, (until - date.fromisoformat(first)).days + 1) if first else 0
    in_days = sum(bool(one.day) and one.day <= until.isoformat() for one in found)
    worst = nlargest(SHOWN, found, key=lambda one: (len(topics.minded.intersection(one.tags)), len(one.tags), one.day))
    return Exposure(
        total,
        {one: who[one] for one in (EVERYBODY, LET_IN, NOT_TOLD)},
        hidden,
        {one: tags[one] for one in topics.names if tags[one]},
        len(found),
        sum(one.seen_by == EVERYBODY for one in found),
        tuple(worst),
        days,
        in_days,
    )
