"""What a person reads about their own posts: who sees how many, how many may be minded, how often such come."""

from ..facts.audience import EVERYBODY, LET_IN, NOT_TOLD
from ..facts.text import clean_line
from ..studies.exposure import LEAST_DAYS
from .exposure import Seen
from .words import about, count_of

QUOTED = 200


def sees(one: Seen) -> list[tuple[int, str]]:
    """How many of the posts that would be seen are for whom, without those of which there are none."""
    by = one.seen.seen_by
    found = [
        (by[EVERYBODY], "everybody can see already"),
        (by[LET_IN], f"you {'say' if one.stated else 'wrote'} for those whom you let in"),
        (by[NOT_TOLD], "do not tell whom they are for, and count as seen"),
    ]
    return [(number, text) for number, text in found if number]


def by_count(tags: dict[str, int]) -> list[tuple[str, int]]:
    """The topics, those with most posts first."""
    return sorted(tags.items(), key=lambda one: -one[1])


def minded(one: Seen) -> str:
    """How many posts the user may mind."""
    seen = one.seen
    already = f", {seen.anybody:,} of them for everybody already" if seen.anybody else ""
    return count_of(seen.sensitive, "post") + already


def often(one: Seen, *, is_sentence: bool = False) -> str:
    """How often such posts come, or that there is too little to tell."""
    rate = one.seen.a_week
    if rate is None:
        text = f"too little to tell how often: {count_of(one.seen.days, 'day')} of posts, it takes {LEAST_DAYS}"
    elif rate == 0:
        text = "no new ones come"
    elif rate >= 1:
        text = f"about {rate:.0f} new a week"
    else:
        text = f"about one new in {about(round(7 / rate))}"
    return text[0].upper() + text[1:] + "." if is_sentence else text


def quoted(text: str) -> str:
    """A post on one line, cut where it is long."""
    line = clean_line(text, 100_000)
    return line if len(line) <= QUOTED else line[: QUOTED - 1].rstrip() + "…"
