"""Reads the files of one export of Meta's one by one: a broken file costs that file, a broken row that row."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

from ...errors import DriftError, EmptyArchiveError, HtmlExportError, SourceError
from ...facts.seen import SeenFile
from ..json_files import read_json
from ..members import Member
from ..reader import Files
from ..roots import Root
from ..source import Given
from ..tables import skip
from .pages import Entry, entries

_T = TypeVar("_T")
_DAY = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_NO_DAY = "the export's name tells no date"
_FEW = 5  # in so short a list the dates lie together by chance
PAGES = (".html", ".htm")


class Reader(Files):
    """The export's files as far as they were read, with what went wrong. `network` is its name for people."""

    def __init__(self, network: str, root: Root, given: Given) -> None:
        super().__init__(root, given)
        self.network = network

    def json(self, member: Member, read_as: str, use: Callable[[object, SeenFile], _T]) -> _T | None:
        """What `use` makes of the document; None where the file is broken or of a shape not known."""
        return self._read(member, read_as, lambda seen: use(read_json(member, self.given.limits), seen))

    def page(self, member: Member, read_as: str, use: Callable[[list[Entry], SeenFile], _T]) -> _T | None:
        """What `use` makes of the entries of a web page; None where it is broken or has none."""
        return self._read(member, read_as, lambda seen: use(entries(member, self.given.limits), seen))

    def read_into(self, seen: SeenFile, member: Member, use: Callable[[], None]) -> None:
        """Reads one of several files that share a line of the report; a broken one becomes a problem of that line."""
        try:
            use()
        except SourceError as error:
            self.errors.append(error)
            skip(seen, 0, " ".join(filter(None, (error.message, error.next_step))), member.path)

    def leave(self, member: Member, reason: str) -> None:
        """Notes a file that is known and not read."""
        self.files.append(SeenFile(member.path, f"not read: {reason}"))

    def _read(self, member: Member, read_as: str, use: Callable[[SeenFile], _T]) -> _T | None:
        with self.file(member, read_as, "entry") as seen:
            if self.given.progress is not None:
                self.given.progress(member.path, member.size, member.size)
            return use(seen)
        return None

    def exported_on(self) -> date:
        """The day in the export's name; else the newest in its files, else that on which they were made, else today."""
        today = self.given.today
        for year, month, day in reversed(_DAY.findall(self.root.name)):
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                continue
        days = [seen.last for seen in self.files if seen.last is not None and seen.last <= today]
        made = [one.modified for one in self.root.members.values() if one.modified and one.modified <= today]
        on, why = today, "nothing in it tells a date either: taken as of today"
        if days:
            on, why = max(days), f"taken as of {max(days)}, the newest day in its files"
        elif made:
            on, why = max(made), f"taken as of {max(made)}, the day on which its files were made"
        self.warnings.append(f"{_NO_DAY}: {why}")
        return on

    def warn_of_range(self, what: str, days: Iterable[date | None], on: date) -> None:
        """Warns where everything in a list lies within the spans that one can ask an export for."""
        known = [day for day in days if day is not None]
        if len(known) < _FEW:
            return
        for span, words in ((31, "the past month"), (92, "the past three months"), (366, "the past year")):
            if min(known) >= on - timedelta(days=span):
                self.warnings.append(
                    f"all {what} are of {words}: if you asked {self.network} for a range of dates, ask for all time; "
                    "who is not listed here is not known to be missing"
                )
                return

    def warn_of_pages(self, talks: int) -> None:
        """Warns of what is lost where the export was made as web pages; `talks` are the pages of conversations."""
        if any(seen.kept and seen.name.casefold().endswith(PAGES) for seen in self.files):
            self.warnings.append(
                "lists that were read from web pages: their days may be off by one, since pages do not tell the zone; "
                f"ask {self.network} for JSON to have them exact"
            )
        if talks:
            pages = "page" if talks == 1 else "pages"
            self.warnings.append(
                f"{talks} {pages} of conversations not read: web pages do not tell who is in them; "
                f"ask {self.network} for JSON"
            )

    def nothing_in(self) -> SourceError:
        """The error for an export that was recognised and told nothing: the file's own if there is just one."""
        only_pages = all(seen.name.casefold().endswith(PAGES) for seen in self.files)
        if only_pages and any(key.endswith(PAGES) for key in self.root.members):
            said = "; ".join(f"{error.place}: {error.message}" for error in self.errors[:3])
            return HtmlExportError(
                f"this is an export of {self.network} made as web pages, and no list of people could be read from it"
                + (f": {said}" if said else ""),
                place=self.root.name,
                next_step=f"Ask {self.network} for the export again and choose JSON.",
            )
        if len(self.errors) == 1 and len(self.files) == 1:
            return self.errors[0]
        why = [f"{error.place}: {error.message}" for error in self.errors]
        why += [f"{seen.name}: nothing in it" for seen in self.files if not seen.kept and not seen.skipped]
        why += [warning for warning in self.warnings if not warning.startswith(_NO_DAY)]
        drifted = any(isinstance(error, DriftError) for error in self.errors)
        return (DriftError if drifted else EmptyArchiveError)(
            f"recognised as {self.network}'s, but nothing about people could be read from it: "
            + ("; ".join(why) or "none of the files with people is there"),
            place=self.root.name,
            next_step=f"Ask {self.network} for the export again: all of your information, all time, as JSON.",
        )
