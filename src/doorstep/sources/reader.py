"""Reads the files of one export one by one, so that a broken file costs that file and no other."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from ..errors import EmptyArchiveError, SourceError
from ..facts.seen import Problem, SeenFile
from .members import Member
from .roots import Root
from .source import Given

_OF_ENTRIES = (".json", ".js", ".car")  # in these nobody counts lines


class Files:
    """What happens while one export is read: its files, warnings, and the errors of files that were given up."""

    def __init__(self, root: Root, given: Given) -> None:
        self.root, self.given = root, given
        self.files: list[SeenFile] = []
        self.warnings: list[str] = []
        self.errors: list[SourceError] = []

    @contextmanager
    def file(self, member: Member, read_as: str, unit: str = "") -> Iterator[SeenFile]:
        """Holds for the reading of one file: a SourceError within becomes its problem, and the file counts nothing.

        `unit` is what its problems count; what kind of file it is tells, where it is left out.
        """
        seen = SeenFile(member.path, read_as, unit=unit or ("entry" if member.key.endswith(_OF_ENTRIES) else "line"))
        self.files.append(seen)
        try:
            yield seen
        except SourceError as error:
            self.errors.append(error)
            reason = " ".join(filter(None, (error.message, error.next_step)))
            seen.skipped, seen.rows, seen.kept = [Problem(member.path, 0, reason)], 0, 0
            seen.first = seen.last = None


class Reader(Files):
    """The same, with the day of the export and what is said of one that told nothing."""

    def exported_on(self, told: date | None) -> date:
        """The day `told`; else the newest day in the files, the day they were last changed, or today."""
        if told is not None:
            return told
        today = self.given.today
        days = [min(seen.last, today) for seen in self.files if seen.last is not None]
        days = days or [min(one.modified, today) for one in self.root.members.values() if one.modified is not None]
        return max(days, default=today)

    def nothing_in(self, what: str, next_step: str) -> SourceError:
        """The error for an export that was recognised and told nothing: a file's own where there is just one."""
        if len(self.errors) == 1 and len(self.files) == 1:
            return self.errors[0]
        why = [f"{error.place}: {error.message}" for error in self.errors]
        why += [f"{seen.name}: nothing in it" for seen in self.files if not seen.rows and not seen.skipped]
        why += [f"{one.place}: {one.reason}" for seen in self.files for one in seen.skipped[:1] if one.row]
        return EmptyArchiveError(
            f"{what}: " + ("; ".join(why[:10]) or "none of the files with people is there"),
            place=self.root.name,
            next_step=next_step,
        )
