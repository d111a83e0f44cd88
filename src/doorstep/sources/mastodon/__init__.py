"""Mastodon: the lists of an account (follows, blocks, mutes, lists) and its archive. Followers are in neither."""

from dataclasses import dataclass, field
from datetime import date

from ...errors import DriftError
from ...facts.observations import Observation
from ...facts.seen import Reading, SeenFile, SeenProfile, Suggestion, Who
from ..json_files import read_json
from ..json_rows import JsonRows
from ..labels import told_by_label
from ..members import Member
from ..reader import Reader
from ..roots import Root
from ..source import Given, Source
from ..times import day_named
from .files import LEFT_ALONE, READ, claims, kind_of, tail_of
from .lists import accounts
from .outbox import NETWORK, Outbox, outbox, owner_of, profile_url

__all__ = ["SOURCE"]

NAME = "Mastodon export"


@dataclass(slots=True)
class _Person:
    """In which files somebody is, and on which of the owner's lists."""

    who: Who
    files: set[str] = field(default_factory=set)
    lists: list[str] = field(default_factory=list)


def _read(root: Root, given: Given) -> Reading:
    """What the files tell. EmptyArchiveError where nobody is in them."""
    reader = Reader(root, given)
    by_kind: dict[str, list[Member]] = {}
    for key, member in root.members.items():
        by_kind.setdefault(kind_of(key, member.head()), []).append(member)
    owner = _owner(reader, by_kind.get("actor", []))
    home = owner.key.partition("@")[2] if owner else ""
    people: dict[str, _Person] = {}
    for kind in ("following", "blocks", "mutes", "lists"):
        for member in by_kind.get(kind, ()):
            with reader.file(member, READ[kind]) as seen:
                for key, written, label in accounts(member, seen, given, home, named=kind == "lists"):
                    person = _person(people, key, written)
                    person.files.add(kind)
                    person.lists += [label] if label else []
    published = Outbox()
    for member in by_kind.get("outbox", ()):
        with reader.file(member, READ["outbox"]) as seen, member.open(given.limits.stream_bytes) as file:
            published = outbox(JsonRows(file, member, given.progress), seen, owner.key if owner else "")
    for key in published.named:
        _person(people, key, key).files.add("named")
    _say_what_was_left(reader, by_kind, people, published)

    on = reader.exported_on(day_named(root.name))
    reading = Reading(NAME, on, owner, reader.files, warnings=reader.warnings)
    reading.posts = list({post.key: post for post in published.posts}.values())
    me = owner.key if owner else ""
    reading.profiles, reading.suggestions = _profiles([one for key, one in people.items() if key != me], on)
    if not (reading.profiles or reading.posts):
        next_step = "On your server: Preferences, Import and export, Data export. Give doorstep the files as they come."
        raise reader.nothing_in("recognised as Mastodon's, but there is nobody in it", next_step)
    return reading


def _owner(reader: Reader, members: list[Member]) -> Who | None:
    owner = None
    for member in members[:1]:
        with reader.file(member, READ["actor"]) as seen:
            seen.rows = 1
            owner = owner_of(read_json(member, reader.given.limits))
            if owner is None:
                raise DriftError("names no account", place=member.path, next_step="Download the archive again.")
            seen.kept = 1
    return owner


def _person(people: dict[str, _Person], key: str, written: str) -> _Person:
    """Somebody by the exact address; who is named without a server is nobody in particular until it is known."""
    stable = key or f"?{written.lower()}|on your own server"
    person = people.get(stable)
    if person is None:
        url = profile_url(key) if key else ""
        person = people[stable] = _Person(Who(NETWORK, stable, (key or written).partition("@")[0], bool(key), url))
    return person


def _profiles(people: list[_Person], on: date) -> tuple[list[SeenProfile], list[Suggestion]]:
    """Everybody in the files with what that tells, and what may be confirmed about them."""
    followed = Observation("on_record", True, "Mastodon, accounts you follow", on, "records")
    named = Observation("on_record", True, "Mastodon, your posts", on, "records")
    blocked = Observation("history", "bad", "Mastodon, accounts you blocked", on, "records")
    muted = Observation("history", "mixed", "Mastodon, accounts you muted", on, "records")
    found: list[SeenProfile] = []
    suggestions: list[Suggestion] = []
    for person in people:
        seen = [followed] if person.files & {"following", "lists"} else []
        seen += [named] if "named" in person.files else []
        seen += [blocked] if "blocks" in person.files else [muted] if "mutes" in person.files else []
        if person.who.exact:
            host = person.who.key.partition("@")[2]
            seen.append(Observation("server", host, "Mastodon, the address", on, "network"))
        for label in person.lists:
            told = told_by_label(label, person.who, "Mastodon list", on)
            if isinstance(told, Observation):
                seen.append(told)
            elif told is not None:
                suggestions.append(told)
        found.append(SeenProfile(person.who, tuple(seen)))
    return found, suggestions


def _say_what_was_left(
    reader: Reader, by_kind: dict[str, list[Member]], people: dict[str, _Person], published: Outbox
) -> None:
    for count, what in ((published.boosts, "boosts of others"), (published.letters, "messages to somebody alone")):
        if count:
            reader.warnings.append(f"outbox.json: {what} are no posts of yours; left out: {count:,}")
    local = sum(not one.who.exact for one in people.values())
    if local:
        reader.warnings.append(
            f"{local:,} on your own server are named without it, so they cannot be told for certain: "
            "give doorstep actor.json of your archive together with the lists"
        )
    for member in by_kind.get("", ()):
        name = member.key.rpartition("/")[2]
        if name in LEFT_ALONE:
            reader.files.append(SeenFile(member.path, LEFT_ALONE[name]))
        elif claims(member.key, member.head()):
            reader.warnings.append(
                f"{member.path}: cannot tell whether you follow, block or mute these: "
                "keep the name that Mastodon gave the file, as in following_accounts.csv"
            )


SOURCE = Source(name=NAME, networks=(NETWORK,), tail_of=tail_of, claims=claims, read=_read)
