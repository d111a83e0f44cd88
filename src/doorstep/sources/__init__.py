"""Files that the user has, read into what they tell. Every source is registered here."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from ..errors import SourceError, UnsafeArchiveError
from ..facts.seen import Reading
from . import (
    bluesky,
    calendar,
    contacts,
    crm,
    facebook,
    instagram,
    linkedin,
    mail,
    mastodon,
    monica,
    x,
)  # fmt: skip
from .bundles import Bundle
from .container import opened
from .lines import Progress
from .members import Limits, Member
from .paths import is_media
from .platforms import refusal
from .plausible import without_days_to_come
from .roots import Root, claimed, roots
from .source import Given, Source

__all__ = ["LIMITS", "SOURCES", "Given", "Limits", "Progress", "Source", "read_export"]

LIMITS = Limits()
_OF_AN_EXPORT = (".csv", ".tsv", ".txt", ".json", ".js", ".html", ".htm")

# Where two claim one file, the first has it.
# a table of a CRM may have any columns, so it is asked last
SOURCES: tuple[Source, ...] = (
    linkedin.SOURCE, facebook.SOURCE, instagram.SOURCE, x.SOURCE, mastodon.SOURCE, bluesky.SOURCE, calendar.SOURCE,
    mail.SOURCE, monica.SOURCE, contacts.SOURCE, crm.SOURCE,
)  # fmt: skip


def read_export(paths: Sequence[Path], given: Given) -> list[Reading]:
    """What the files tell: one reading for each export found in them, the oldest first.

    A broken file within an export becomes a problem of that reading, and an export that tells nothing a warning of
    its neighbour in the same archive. SourceError, or the class of it that fits, where an archive is broken, unsafe,
    empty, of another network, of a day to come, or no export.
    """
    with opened(paths, given.limits) as bundles:
        by_dropped: dict[str, list[Bundle]] = {}
        for bundle in bundles:
            by_dropped.setdefault(bundle.dropped, []).append(bundle)
        readings = [reading for several in by_dropped.values() for reading in _readings(several, given)]
    return sorted(readings, key=lambda reading: reading.exported_on)


def _readings(bundles: list[Bundle], given: Given) -> list[Reading]:
    """What one thing that the user gave tells."""
    found: list[Reading] = []
    errors: list[SourceError] = []
    for bundle in bundles:
        for source, root in _exports(bundle):
            try:
                reading = source.read(root, given)
                _ensure_of_today(reading, root, given)
                without_days_to_come(reading, given.today)
                found.append(reading)
            except UnsafeArchiveError:
                raise
            except SourceError as error:
                errors.append(error)
    if not found:
        if errors:
            raise errors[0]
        keys = [member.key for bundle in bundles for member in bundle.members]
        raise refusal(bundles[0].name, keys, {one for source in SOURCES for one in source.networks})
    found[0].warnings += [f"{error.place}: {error.message}" for error in errors]
    found[0].warnings += [warning for bundle in bundles for warning in bundle.warnings]
    read = {one.name for reading in found for one in reading.files}
    found[0].warnings += [
        f"{member.path}: nothing that doorstep knows; it was not read"
        for bundle in bundles
        if bundle.is_loose
        for member in bundle.members
        if member.path not in read
    ]
    return found


def _exports(bundle: Bundle) -> list[tuple[Source, Root]]:
    """The exports in a bundle: those known by their paths, then what is known by its content."""
    found: list[tuple[Source, Root]] = []
    for source in SOURCES:
        found += [(source, root) for root in roots(bundle, source.tail_of)]
    left = _left(bundle, [root for _, root in found])
    for source in SOURCES:
        root = claimed(bundle, left, source.claims)
        if root is not None:
            found.append((source, root))
            left = [one for one in left if one not in root.members.values()]
    return found


def _left(bundle: Bundle, found: list[Root]) -> list[Member]:
    """The members that may be known by their content: tables and pages of an export belong to that export."""
    rooted = set() if bundle.is_loose else {one.path for root in found for one in root.members.values()}
    return [
        member
        for member in bundle.members
        if not is_media(member.path)
        and not (member.path in rooted and member.key.endswith(_OF_AN_EXPORT))
        and all(source.tail_of(member.key) is None for source in SOURCES)
    ]


def _ensure_of_today(reading: Reading, root: Root, given: Given) -> None:
    # a day more, since the export may come from where it is tomorrow already
    if reading.exported_on > given.today + timedelta(days=1):
        raise SourceError(
            f"says that it was made on {reading.exported_on}, which is a day to come",
            place=root.name,
            next_step="Look at this computer's date, and at the file's name and dates.",
        )
