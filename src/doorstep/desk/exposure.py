"""What somebody would see of the user's own posts on a network: the posts, the topics, and what the user states."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from ..errors import Mistake, NotFoundError, PolicyError, UsageError
from ..facts.audience import STATED
from ..facts.observations import Observation
from ..facts.text import clean_line
from ..facts.words import did_you_mean
from ..ledger import Ledger
from ..studies.exposure import Exposure, exposure
from ..studies.lexicon import read_topics
from ..studies.topics import Topics
from .home import Desk, ensure_plain
from .tagged import LEAST, Tagged

FILE = "topics.toml"
AUDIENCE = "audience"  # the name of the setting
SOURCE = "your posts"


@dataclass(frozen=True, slots=True)
class Seen:
    """One network with what would be seen there, and the audience that the user states where none is told."""

    network: str
    stated: str
    seen: Exposure


def topics(desk: Desk) -> tuple[Topics, tuple[Mistake, ...]]:
    """The topics that come along with the user's own, and the mistakes in those."""
    own, unread = _own(desk)
    found, mistakes = _read(own)
    return found, (*unread, *mistakes)


@lru_cache(4)
def _read(own: str) -> tuple[Topics, tuple[Mistake, ...]]:
    shipped = files("doorstep.studies").joinpath(FILE).read_text(encoding="utf-8")
    return read_topics(shipped, own, FILE)


def _own(desk: Desk) -> tuple[str, tuple[Mistake, ...]]:
    path = desk.home / FILE
    if not path.exists():
        return "", ()
    try:
        ensure_plain(path)
        return path.read_text(encoding="utf-8-sig"), ()
    except PolicyError as error:
        return "", error.mistakes
    except OSError as error:
        return "", (Mistake(FILE, f"cannot be read: {error.strerror}"),)
    except UnicodeDecodeError:
        return "", (Mistake(FILE, "this is not UTF-8 text", hint="save it as UTF-8"),)


def stated(ledger: Ledger) -> dict[str, str]:
    """The audience that the user states for posts of which the export does not tell it, by network."""
    found: dict[str, str] = json.loads(ledger.setting(AUDIENCE) or "{}")
    return found


def state_audience(desk: Desk, network: str, word: str) -> None:
    """Keeps whom the posts on a network are for where the export does not tell; UsageError where it is no such word."""
    wanted = clean_line(word, 40).casefold().replace("-", " ")
    if wanted not in STATED:
        hint = did_you_mean(wanted, STATED) or "it is one of " + ", ".join(STATED)
        raise UsageError(f"`{wanted}` is no audience", next_step=hint)
    with desk.ledger.change("setting") as change:
        told = {**stated(desk.ledger), network: wanted}
        desk.ledger.set_setting(AUDIENCE, json.dumps(told, sort_keys=True), change=change)


def networks_with_posts(desk: Desk) -> tuple[str, ...]:
    """The networks on which there are posts of the user's, those with most first."""
    if not desk.has_ledger:
        return ()
    counted = desk.ledger.posts_counted()
    return tuple(sorted(counted, key=lambda one: (-counted[one], one)))


def seen_on(desk: Desk, network: str, tag: str = "") -> Seen:
    """What somebody newly let in on this network would see; NotFoundError where there is no post, or no such tag."""
    known, _ = topics(desk)
    if tag and tag not in known.names:
        hint = did_you_mean(tag, known.names) or "there are " + ", ".join(known.names)
        raise NotFoundError(f"there is no topic `{clean_line(tag, 40)}`", next_step=hint)
    posts = desk.ledger.published(network) if desk.has_ledger else []
    if not posts:
        raise NotFoundError(
            f"no posts of yours on {desk.display(network)} yet", next_step="`doorstep sources` says how to get them"
        )
    told = desk.ledger.posts_told(network) or desk.today
    word = stated(desk.ledger).get(network, "")
    return Seen(network, word, _exposure(desk, posts, known, told, word, tag))


def _exposure(
    desk: Desk, posts: list[tuple[str, str, str]], known: Topics, told: date, word: str, tag: str = ""
) -> Exposure:
    """The study over these posts, with the tags that are kept from the last look."""
    kept = _tagged(desk, known) if len(posts) >= LEAST else None
    found = exposure(posts, known, told, word, tag, kept.tags if kept else None)
    if kept:
        kept.keep()
    return found


def _tagged(desk: Desk, known: Topics) -> Tagged:
    return Tagged(desk.home, known, desk.ledger.setting("salt") or "")


def look_ahead(desk: Desk) -> None:
    """Reads the posts once and keeps what each speaks of, so that no later look waits for it; few need none of that."""
    if sum(desk.ledger.posts_counted().values()) < LEAST:
        return
    kept = _tagged(desk, topics(desk)[0])
    for network in networks_with_posts(desk):
        for _, text, _ in desk.ledger.published(network):
            kept.tags(text)
    kept.keep()


def would_see(desk: Desk, network: str) -> Observation | None:
    """How many sensitive posts somebody let in would see, as of the day that the records tell; None: not known.

    Not known either while the user's own topics hold a mistake: fewer might be counted than are meant.
    """
    own, unread = _own(desk)
    known, mistakes = _read(own)
    told = desk.ledger.posts_told(network)
    if unread or mistakes or told is None:
        return None
    word = stated(desk.ledger).get(network, "")
    mark = (desk.ledger.posts_mark(), word, told, own)
    if desk.counted.get(network, (None, None))[0] != mark:
        posts = desk.ledger.published(network)
        desk.counted[network] = (mark, _exposure(desk, posts, known, told, word).sensitive if posts else None)
    count = desk.counted[network][1]
    return Observation("would_see", count, SOURCE, told, "records") if isinstance(count, int) else None


def in_view(desk: Desk, network: str, more: str = ": doorstep exposure {}") -> str:
    """One line to have in view before saying whether one would mind: how many posts, and `more`; or nothing."""
    if network not in networks_with_posts(desk):
        return ""
    seen = seen_on(desk, network).seen
    counted = f"{seen.sensitive:,} of the {seen.visible:,} posts to be seen on {desk.display(network)} may be such"
    return counted + more.format(network)
