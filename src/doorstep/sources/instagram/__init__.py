"""The Instagram export: one export in, everything that it tells about requests, followers and conversations out."""

from ...facts.seen import Reading, SeenFile
from ...facts.values import fold
from ..members import Member
from ..meta import talks
from ..meta.people import People
from ..meta.reader import PAGES, Reader
from ..meta.threads import is_talk_page, talks_of, threads
from ..roots import Root
from ..source import Given, Source
from . import lists, people, profile
from .files import LEFT_ALONE, READ_AS, THREADS, claims, is_of_threads, is_profile, list_of, number_of, tail_of
from .lists import Row
from .users import user_in_name

__all__ = ["SOURCE"]

NAME = "Instagram export"
Lists = dict[str, list[Row]]


def _read(root: Root, given: Given) -> Reading:
    """What the export tells. EmptyArchiveError, HtmlExportError or DriftError where it tells nothing about people."""
    reader = Reader("Instagram", root, given)
    mine = profile.Owner()
    for key, member in root.members.items():
        if is_profile(key):
            found = reader.json(member, "profile", profile.owner)
            mine = found if found and not mine.user else mine
    listed = _lists(reader)
    talked = threads(reader, talks_of(root, "instagram", "facebook", "/friends/"))
    on = reader.exported_on()
    owner = people.owner_of(mine, user_in_name(root.name))
    reading = Reading(NAME, on, owner, reader.files, warnings=reader.warnings)
    found_people = People(people.NETWORK)
    people.add_lists(found_people, listed, is_public=mine.is_public, on=on)
    reading.requests = people.requests(found_people, listed)
    names = frozenset(filter(None, (fold(mine.name), owner.key if owner else "")))
    reading.interactions = talks.add_to(reader, found_people, talked, names)
    reading.profiles = found_people.profiles()
    reading.suggestions = people.suggestions(found_people, listed, on)
    if not reading.profiles:
        raise reader.nothing_in()
    if mine.is_public:
        reading.warnings.append("your account is public: of your followers only those whom you follow count")
    reader.warn_of_pages(sum(is_talk_page(key) for key in root.members))
    reader.warn_of_range("followers", (row.at.date() if row.at else None for row in listed["followers"]), on)
    return reading


def _lists(reader: Reader) -> Lists:
    """The people on each list: as JSON, and where there is none that can be read, as web pages."""
    found: Lists = {part: [] for part in READ_AS}
    documents: dict[str, list[Member]] = {}
    pages: dict[str, list[Member]] = {}
    for key, member in sorted(reader.root.members.items()):
        part = list_of(key)
        if key.rpartition("/")[2] == "connections.json":
            for name, rows in (reader.json(member, "connections", lists.old_rows) or {}).items():
                found[name] += rows
        elif part and is_of_threads(key):
            reader.leave(member, THREADS)
        elif part in LEFT_ALONE and key.endswith((".json", *PAGES)):
            reader.leave(member, LEFT_ALONE[part])
        elif part and key.endswith(".json"):
            documents.setdefault(part, []).append(member)
        elif part and key.endswith(PAGES):
            pages.setdefault(part, []).append(member)
    are_read = {part for part, members in documents.items() if _documents(reader, part, members, found)}
    for part, members in pages.items():
        for member in members:
            if part in are_read:
                reader.leave(member, "the same list is there as JSON")
            else:
                found[part] += reader.page(member, READ_AS[part], lists.page_rows) or ()
        if part not in are_read:
            _warn_of_gaps(reader, part, members)
    return found


def _documents(reader: Reader, part: str, members: list[Member], found: Lists) -> bool:
    """Reads the files of one list, each as what the key at its top says that it is; False where none could be read."""
    are_read = False

    def use(document: object, seen: SeenFile) -> None:
        told = lists.part_in(document) or part
        if told not in READ_AS:
            seen.read_as = f"not read: {LEFT_ALONE.get(told, THREADS)}"
            return
        seen.read_as = READ_AS[told]
        found[told] += lists.rows(document, seen)

    for member in members:
        failed = len(reader.errors)
        reader.json(member, READ_AS[part], use)
        are_read |= len(reader.errors) == failed
    _warn_of_gaps(reader, part, members)
    return are_read


def _warn_of_gaps(reader: Reader, part: str, members: list[Member]) -> None:
    numbers = {number_of(member.key) for member in members} - {0}
    missing = [number for number in range(1, max(numbers, default=0)) if number not in numbers]
    if missing:
        which = ", ".join(f"{part}_{number}" for number in missing[:5])
        reader.warnings.append(
            f"{which} is missing: who is not listed is not known to be missing; get the whole export"
        )


SOURCE = Source(name=NAME, networks=(people.NETWORK,), tail_of=tail_of, claims=claims, read=_read)
