"""Bluesky: whom the owner of a repository file follows and blocks, and what they published. It tells no names."""

from datetime import UTC, date, datetime, timedelta
from typing import cast

from ...facts.observations import Observation
from ...facts.seen import Reading, SeenFile, SeenPost, SeenProfile, Who
from ...facts.text import clean, clean_line
from ..addresses import bluesky_key
from ..members import Member
from ..reader import Reader
from ..roots import Root
from ..source import Given, Source
from ..tables import skip
from ..times import FIRST_YEAR, utc_of
from .car import Blocks
from .tree import Repository, repository

__all__ = ["SOURCE"]

NAME = "Bluesky repository"
NETWORK = "bluesky"
NAME_LIMIT, TEXT_LIMIT = 200, 4000
FOLLOW, BLOCK, POST = "app.bsky.graph.follow", "app.bsky.graph.block", "app.bsky.feed.post"
PROFILE = "app.bsky.actor.profile"
_KINDS = frozenset({FOLLOW, BLOCK, POST, PROFILE})
_SORTED = {letter: at for at, letter in enumerate("234567abcdefghijklmnopqrstuvwxyz")}


class _Seen:
    """What the records of one repository tell, gathered."""

    def __init__(self) -> None:
        self.name = ""
        self.facts: dict[str, set[str]] = {}
        self.posts: list[SeenPost] = []

    def note(self, did: object, what: str) -> bool:
        """Notes that `did` is followed, blocked or named; False where it is none."""
        if not isinstance(did, str) or not did.startswith("did:") or not bluesky_key(did):
            return False
        self.facts.setdefault(did, set()).add(what)
        return True


def _tail_of(key: str) -> str | None:
    name = key.rpartition("/")[2]
    return name if name == "repo.car" else None


def _claims(key: str, head: bytes) -> bool:
    """True for a repository file by its first bytes, whatever it is called: a header of version 1 with roots."""
    return b"\xa2\x65roots" in head[:16]


def _read(root: Root, given: Given) -> Reading:
    """What the file tells; of several the newest. EmptyArchiveError where nobody and no post is in it."""
    reader = Reader(root, given)
    found: list[tuple[str, str, _Seen]] = []
    for key, member in root.members.items():
        if not (_tail_of(key) or _claims(key, member.head())):
            continue
        with reader.file(member, "your repository") as seen, member.open(given.limits.stream_bytes) as file:
            blocks = Blocks(file, member, given.progress)
            held = repository(blocks, _KINDS, member.path)
            told = _told_by(held, seen)
            _say_what_is_missing(reader, member, blocks, held)
            found.append((held.revision, held.did, told))
    revision, did, told = max(found, key=lambda one: one[0], default=("", "", _Seen()))
    if len(found) > 1:
        reader.warnings.append("of several repository files only the newest counts")
    at = time_of(revision)
    on = reader.exported_on(at.date() if at is not None else None)
    owner = Who(NETWORK, did, told.name, url=profile_url(did)) if bluesky_key(did) else None
    reading = Reading(NAME, on, owner, reader.files, warnings=reader.warnings)
    reading.posts = told.posts
    reading.profiles = _profiles(told, did, on)
    if not (reading.profiles or reading.posts):
        next_step = "On Bluesky: Settings, Account, Export my data. Give doorstep the file as it comes."
        raise reader.nothing_in("recognised as Bluesky's, but there is nobody in it", next_step)
    return reading


def profile_url(did: str) -> str:
    """The address of somebody's profile."""
    return f"https://bsky.app/profile/{did}"


def time_of(key: str) -> datetime | None:
    """The time within a record's key or a revision (13 letters, microseconds since 1970), as wall time of UTC."""
    if len(key) != 13 or not _SORTED.keys() >= set(key):
        return None
    number = 0
    for letter in key:
        number = number << 5 | _SORTED[letter]
    try:
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=(number & (1 << 63) - 1) >> 10)
    except OverflowError:
        return None
    return at.replace(tzinfo=None, microsecond=0) if FIRST_YEAR <= at.year <= 2200 else None


def _told_by(held: Repository, seen: SeenFile) -> _Seen:
    """What the records tell, each of them once."""
    found = _Seen()
    for kind, key, record in held.records(_KINDS):
        if kind == PROFILE:
            name = record.get("displayName")
            found.name = clean_line(name, NAME_LIMIT) if isinstance(name, str) else ""
            continue
        seen.rows += 1
        # the key's time is the server's; `createdAt` is whatever the app's clock said
        at = time_of(key) or utc_of(record.get("createdAt"))
        if record.get("$type") != kind:
            skip(seen, seen.rows, f"not what its place says: {clean_line(key, 40)}")
        elif kind == POST:
            _take_post(record, key, at, found)
            seen.kept += 1
        elif found.note(record.get("subject"), "follow" if kind == FOLLOW else "block"):
            seen.kept += 1
        else:
            skip(seen, seen.rows, f"no account in {clean_line(key, 40)}")
            continue
        seen.saw(at.date() if at else None)
    return found


def _take_post(record: dict[str, object], key: str, at: datetime | None, found: _Seen) -> None:
    text = record.get("text")
    found.posts.append(SeenPost(NETWORK, key, at, clean(text, TEXT_LIMIT) if isinstance(text, str) else "", "public"))
    reply = _dict(_dict(record.get("reply")).get("parent")).get("uri")
    if isinstance(reply, str):
        found.note(reply.removeprefix("at://").partition("/")[0], "named")
    facets = record.get("facets")
    for facet in facets if isinstance(facets, list) else ():
        features = _dict(facet).get("features")
        for feature in features if isinstance(features, list) else ():
            if _dict(feature).get("$type") == "app.bsky.richtext.facet#mention":
                found.note(_dict(feature).get("did"), "named")


def _dict(value: object) -> dict[str, object]:
    return cast(dict[str, object], value) if isinstance(value, dict) else {}


def _profiles(found: _Seen, me: str, on: date) -> list[SeenProfile]:
    """Everybody in the file but its owner. A follow needs no consent there, so nobody is a connection."""
    told = {
        "follow": Observation("on_record", True, "Bluesky, accounts you follow", on, "records"),
        "named": Observation("on_record", True, "Bluesky, your posts", on, "records"),
        "block": Observation("history", "bad", "Bluesky, accounts you blocked", on, "records"),
    }
    return [
        SeenProfile(
            Who(NETWORK, did, "", url=profile_url(did)), tuple(one for what, one in told.items() if what in facts)
        )
        for did, facts in found.facts.items()
        if did != me
    ]


def _say_what_is_missing(reader: Reader, member: Member, blocks: Blocks, held: Repository) -> None:
    for what, count in (
        ("blocks that are not what their names say", blocks.damaged),
        ("blocks named in a way that cannot be checked", blocks.unknown),
        ("missing nodes of its tree, and whatever hangs below them", held.missing_nodes),
        ("records that are missing or cannot be read", held.missing_records + held.unread),
    ):
        if count:
            reader.warnings.append(f"{member.path} is not whole, so download it again; {what}: {count:,}")


SOURCE = Source(name=NAME, networks=(NETWORK,), tail_of=_tail_of, claims=_claims, read=_read)
