"""The X archive: whom the owner follows, blocks and writes with. Requests to a protected account are not in it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from ...errors import DriftError, EmptyArchiveError, SourceError
from ...facts.observations import Observation
from ...facts.seen import Reading, SeenFile, SeenProfile, Who
from ..json_rows import JsonRows
from ..members import Member
from ..reader import Reader
from ..roots import Root
from ..source import Given, Source, no_claim
from ..times import day_named
from .files import LEFT_ALONE, MANIFEST, READ, is_old, is_read, parts, tail_of
from .lists import LISTS, account, numbers, owner, protections
from .manifest import Manifest, manifest
from .people import NETWORK, People
from .posts import posts
from .talks import Message, interactions, likely_owner, messages

__all__ = ["SOURCE"]

NAME = "X archive"
_T = TypeVar("_T")
_COUNTED = frozenset({*LISTS, "tweets"})


class _Archive(Reader):
    """One X archive while it is read: its files by what they hold, and what it says of itself."""

    def __init__(self, root: Root, given: Given) -> None:
        super().__init__(root, given)
        self.by_kind = parts(root.members)
        self.told = Manifest()
        member = root.members.get(MANIFEST)
        if member is not None:
            try:
                self.told = manifest(member, given.limits)
            except SourceError as error:
                self.warnings.append(f"{member.path}: {error.message}; whether files are missing is not known")

    def each(self, kind: str, use: Callable[[JsonRows, SeenFile], _T]) -> list[_T]:
        """What each part of this kind gives."""
        found: list[_T] = []
        for _, member in self.by_kind.get(kind, ()):
            with self.file(member, READ[kind]) as seen, member.open(self.given.limits.stream_bytes) as file:
                rows = JsonRows(file, member, self.given.progress)
                if rows.peek() == "w":
                    rows.skip_past("=")
                if rows.peek() != "[":
                    raise DriftError(
                        "is no list, as all files of an X archive are",
                        place=member.path,
                        next_step="Use the file as X made it. If it is that, the format has changed: please report it.",
                    )
                found.append(use(rows, seen))
                if kind in _COUNTED:
                    self._compare(member, seen.rows)
        return found

    def _compare(self, member: Member, rows: int) -> None:
        count = next((count for name, count in self.told.counts.items() if _is(member.key, name)), rows)
        if count != rows:
            self.warnings.append(f"{member.path}: holds {rows:,} entries; the archive itself says {count:,}")


def _read(root: Root, given: Given) -> Reading:
    """What the archive tells. EmptyArchiveError where nothing about people could be read from it."""
    if is_old(root.members):
        raise EmptyArchiveError(
            "this is a Twitter archive from before 2019, which holds posts alone",
            place=root.name,
            next_step="Ask X for a new one: Settings, Your account, Download an archive of your data.",
        )
    archive, people = _Archive(root, given), People()
    told = archive.told
    accounts = [one for one in archive.each("account", account) if one is not None]
    changes = [one for part in archive.each("protectedhistory", protections) for one in part]
    # the file tells of the last six months alone: without a line in it nobody knows
    audience = {True: "protected", False: "public"}[max(changes)[1]] if changes else ""
    for kind in LISTS:
        for part in archive.each(kind, partial(numbers, kind=kind)):
            for number in part:
                people.at(number).lists.add(kind)
    made = [one for part in archive.each("tweets", partial(posts, people=people, audience=audience)) for one in part]
    two = [one for part in archive.each("directmessages", partial(messages, is_group=False)) for one in part]
    groups = [one for part in archive.each("directmessagesgroup", partial(messages, is_group=True)) for one in part]

    on = archive.exported_on(told.made_on or day_named(root.name))
    reading = Reading(NAME, on, files=archive.files, warnings=archive.warnings)
    reading.owner = _owner(accounts, told, two)
    me = reading.owner.key if reading.owner else ""
    reading.posts = list({post.key: post for post in made}.values())
    if me:
        reading.interactions, strange = interactions(two, groups, people, me)
        if strange:
            reading.warnings.append(f"{strange:,} direct messages name neither side as you; they do not count")
    elif two or groups:
        reading.warnings.append("cannot tell which side of the messages is you: give account.js or manifest.js too")
    reading.profiles = _profiles(people, me, audience == "protected", on)
    _say_what_is_missing(archive, reading)
    if not (reading.profiles or reading.interactions or reading.posts):
        next_step = "Give doorstep the archive as X made it, all of its parts together."
        raise archive.nothing_in("recognised as X's, but there is nobody in it", next_step)
    return reading


def _profiles(people: People, me: str, is_protected: bool, on: date) -> list[SeenProfile]:
    """Everybody in the archive but its owner. Whoever follows a public account did that alone: it is no connection.

    It is one where both follow each other, or where the account is protected, so that they had to be let in.
    """
    followed = Observation("on_record", True, "X, those you follow", on, "records")
    mentioned = Observation("on_record", True, "X, your posts", on, "records")
    connected = Observation("connected_on", frozenset({NETWORK}), "X followers", on, "records")
    blocked = Observation("history", "bad", "X, those you blocked", on, "records")
    muted = Observation("history", "mixed", "X, those you muted", on, "records")
    found = []
    for person in people:
        lists = person.lists
        if person.number == me:
            continue
        is_connection = "follower" in lists and (is_protected or "following" in lists)
        seen = [followed] if "following" in lists else []
        seen += [mentioned] if "mentioned" in lists else []
        seen += [connected] if is_connection else []
        seen += [blocked] if "block" in lists else [muted] if "mute" in lists else []
        found.append(SeenProfile(person.who, tuple(seen), is_connection))
    return found


def _owner(accounts: list[Who], told: Manifest, two: list[Message]) -> Who | None:
    if accounts:
        return accounts[0]
    if told.number:
        return owner(told.number, told.handle, told.name)
    number = likely_owner(two)
    return Who(NETWORK, number, "") if number else None


def _say_what_is_missing(archive: _Archive, reading: Reading) -> None:
    """Warnings for parts that are not there, and lines for files that are known and left alone."""
    there = [member.key for several in archive.by_kind.values() for _, member in several]
    told = archive.told
    gone = sorted(name for name in told.counts if is_read(name) and not any(_is(key, name) for key in there))
    for name in gone:
        reading.warnings.append(f"{name} is missing: give doorstep all parts of the archive together")
    if told.is_partial and not gone:
        reading.warnings.append("X says that this is one part of an archive: give doorstep all parts together")
    for kind, several in sorted(archive.by_kind.items()):
        have = {number for number, _ in several}
        if kind in READ and not told.counts and have != set(range(len(have))):
            reading.warnings.append(f"a part of “{READ[kind]}” is missing: give doorstep all parts together")
        if kind in LEFT_ALONE:
            reading.files += [SeenFile(member.path, LEFT_ALONE[kind]) for _, member in several]


def _is(key: str, name: str) -> bool:
    return key == name or key.endswith("/" + name)


SOURCE = Source(name=NAME, networks=(NETWORK,), tail_of=tail_of, claims=no_claim, read=_read)
