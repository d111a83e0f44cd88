"""The Facebook export: one export in, everything that it tells about requests, friends and conversations out."""

from collections.abc import Callable
from functools import partial

from ...facts.seen import Reading, SeenPost
from ...facts.values import fold
from ..members import Member
from ..meta import talks
from ..meta.people import People
from ..meta.reader import PAGES, Reader
from ..meta.threads import is_talk, is_talk_page, talks_of, threads
from ..roots import Root
from ..source import Given, Source
from . import encrypted, lists, people, posts, profile
from .files import LEFT_ALONE, claims, is_encrypted_talk, is_posts, is_profile, list_of, stem_of, tail_of
from .lists import Row

__all__ = ["SOURCE"]

NAME = "Facebook export"
_READ_AS = {
    "friends": "friends",
    "received": "requests received",
    "sent": "requests sent",
    "rejected": "requests declined",
    "removed": "friends removed",
}


def _read(root: Root, given: Given) -> Reading:
    """What the export tells. EmptyArchiveError, HtmlExportError or DriftError where it tells nothing about people."""
    reader = Reader("Facebook", root, given)
    members = dict(root.members)
    mine = profile.Owner()
    for member in _taken(members, is_profile):
        mine = reader.json(member, "profile", profile.owner) or mine
    listed = {part: _list(reader, part) for part in _READ_AS}
    published = _posts(reader, _taken(members, is_posts))
    talks_read = talks_of(root, "facebook", "instagram", "/followers_and_following/")
    talked = threads(reader, talks_read)
    apart = encrypted.threads(reader, _taken(members, lambda key: is_encrypted_talk(key, members[key].head)))
    on = reader.exported_on()
    reading = Reading(NAME, on, people.owner_of(mine), reader.files, posts=published, warnings=reader.warnings)
    found = People(people.NETWORK)
    reading.requests = people.add_lists(found, listed, on)
    # a file of encrypted messages alone does not tell whose it is
    names = frozenset(filter(None, [fold(mine.name or given.called.get(people.NETWORK, ""))]))
    reading.interactions = talks.add_to(reader, found, [*talked, *apart], names)
    reading.profiles, reading.suggestions = found.profiles(), people.suggestions(found)
    if not (reading.profiles or reading.posts):
        raise reader.nothing_in()
    _say_what_is_missing(reader, reading, listed, bool(talked), bool(apart))
    doubtful = sum(is_talk(key) and "instagram" not in key for key in root.members) - len(talks_read)
    if doubtful > 0:
        reading.warnings.append(
            f"{doubtful} files of conversations were not read: it cannot be told whether they are Facebook's or "
            "Instagram's; give the export of one of the two by itself"
        )
    return reading


def _say_what_is_missing(
    reader: Reader, reading: Reading, listed: dict[str, list[Row]], has_talks: bool, has_apart: bool
) -> None:
    on = reading.exported_on
    if has_apart and not has_talks:
        reading.contact_from = encrypted.COMPLETE_UNTIL
    if not has_apart and on > encrypted.COMPLETE_UNTIL:
        reading.contact_until = encrypted.COMPLETE_UNTIL
        if has_talks:
            reading.warnings.append(encrypted.GAP)
    reader.warn_of_pages(sum(is_talk_page(key) for key in reader.root.members))
    reader.warn_of_range("friends", (row.at.date() if row.at else None for row in listed["friends"]), on)
    for key, member in sorted(reader.root.members.items()):
        is_instagrams = "instagram" in key or "followers_and_following/" in key
        if not is_instagrams and (stem := stem_of(key)) in LEFT_ALONE and key.endswith((".json", *PAGES)):
            reader.leave(member, LEFT_ALONE[stem])


def _taken(members: dict[str, Member], wanted: Callable[[str], bool]) -> list[Member]:
    return [member for key, member in members.items() if wanted(key)]


def _list(reader: Reader, part: str) -> list[Row]:
    """A list as JSON; where there is none that can be read, as web pages."""
    found: list[Row] = []
    members = [one for key, one in reader.root.members.items() if list_of(key) == part]
    documents = [one for one in members if not one.key.endswith(PAGES)]
    pages = [one for one in members if one.key.endswith(PAGES)]
    use = partial(lists.rows, what=part, warnings=reader.warnings)
    are_read = False
    for member in documents:
        rows = reader.json(member, _READ_AS[part], lambda document, seen: use(document, seen=seen))
        are_read |= rows is not None
        found += rows or ()
    for member in pages:
        if are_read:
            reader.leave(member, "the same list is there as JSON")
        else:
            found += reader.page(member, _READ_AS[part], lists.page_rows) or ()
    return found


def _posts(reader: Reader, members: list[Member]) -> list[SeenPost]:
    use = partial(posts.posts, network=people.NETWORK)
    return [one for member in members for one in reader.json(member, "your posts", use) or ()]


SOURCE = Source(name=NAME, networks=(people.NETWORK,), tail_of=tail_of, claims=claims, read=_read)
