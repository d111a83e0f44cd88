"""Taking in what the user exported: read, recorded all or nothing, and reported."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from ..errors import ConflictError
from ..facts.seen import Reading, as_of
from ..facts.text import clean_line
from ..ledger import Import, ImportOutcome, JournalEntry
from ..sources import read_export
from ..sources.guide import Entry, entry_of
from ..studies.persons import is_other
from .deciding import CameBack, reconsider
from .exposure import look_ahead
from .home import Desk
from .known import is_still_open_there
from .mapping import Mappings, with_mapping
from .me import given
from .uncollected import uncollected

Progress = Callable[[str, int, int], None]
FIRST_CHUNK = 1 << 20
_BY_NAME = ("linkedin", "facebook")  # where people go by their names


@dataclass(frozen=True, slots=True)
class Imported:
    """One export that was taken in (or, in a dry run, would have been)."""

    reading: Reading
    outcome: ImportOutcome

    @property
    def guide(self) -> Entry | None:
        """What such an export tells and what it never does."""
        return entry_of(self.reading.source)


@dataclass(frozen=True, slots=True)
class Report:
    """What an import brought: each export, and the requests that came back by it."""

    imported: tuple[Imported, ...]
    came_back: tuple[CameBack, ...]
    dry_run: bool
    still_open_there: tuple[int, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The report as `import --json` gives it."""
        outcomes = [one.outcome for one in self.imported]
        return {
            "files": [
                {
                    "name": seen.name, "read_as": seen.read_as, "rows": seen.rows, "kept": seen.kept,
                    "skipped": [{"row": one.row, "unit": one.unit, "reason": one.reason} for one in seen.skipped],
                    "first": seen.first.isoformat() if seen.first else None,
                    "last": seen.last.isoformat() if seen.last else None,
                }
                for one in self.imported for seen in one.reading.files
            ],
            "sources": [
                {"source": one.reading.source, "exported_on": one.reading.exported_on.isoformat(),
                 "tells": list(one.guide.tells) if one.guide else [],
                 "cannot": one.guide.cannot if one.guide else "", "missing": list(one.reading.warnings)}
                for one in self.imported
            ],
            "totals": {
                "people": sum(one.people_new + one.people_known for one in outcomes),
                "requests": sum(one.requests_new + one.requests_known for one in outcomes),
                "interactions": sum(one.interactions_new + one.interactions_known for one in outcomes),
                "connections": sum(one.connections_new + one.connections_known for one in outcomes),
            },
            "new": {
                "people": sum(one.people_new for one in outcomes),
                "requests": sum(one.requests_new for one in outcomes),
                "interactions": sum(one.interactions_new for one in outcomes),
                "connections": sum(one.connections_new for one in outcomes),
            },
            "accepted_since": sum(one.requests_accepted for one in outcomes),
            "came_back": [one.item.id for one in self.came_back],
            "still_open_there": list(self.still_open_there),
            "nothing_new": all(one.nothing_new for one in outcomes),
            "undo": [one.entry_id for one in outcomes if one.entry_id is not None],
            "warnings": [warning for one in self.imported for warning in one.reading.warnings],
            "dry_run": self.dry_run,
        }  # fmt: skip


@uncollected()
def take_in(
    desk: Desk,
    paths: Sequence[Path],
    *,
    dry_run: bool = False,
    anyway: bool = False,
    progress: Progress | None = None,
    mapping: Mappings | None = None,
) -> Report:
    """Reads the files and records what they tell; each export all or nothing. SourceError where one cannot be read,
    ConflictError where it is another person's archive than the last one (unless it is taken in `anyway`)."""
    readings = read_export(paths, with_mapping(desk, given(desk, progress), mapping))
    digest = digest_of(paths)
    readings = _as_first_told(desk, readings, digest)
    if not anyway:
        _ensure_it_is_mine(desk, readings)
        _point_out_others(desk, readings)
    name = clean_line(", ".join(path.name for path in paths), 400)
    if dry_run:
        outcomes = desk.ledger.dry_run_imports(readings)
    else:
        outcomes = [
            desk.ledger.record_import(one, file_name=name, file_hash=digest, progress=progress) for one in readings
        ]
    imported = [Imported(reading, outcome) for reading, outcome in zip(readings, outcomes, strict=True)]
    changed = not dry_run and any(not one.outcome.nothing_new for one in imported)
    if changed and any(one.posts for one in readings):
        look_ahead(desk)
    networks = {reading.owner.network for reading in readings if reading.owner}
    waiting = [
        one.id
        for one in (desk.ledger.requests(("accepted",), direction="incoming") if changed else [])
        if one.network in networks and is_still_open_there(one)
    ]
    return Report(tuple(imported), tuple(reconsider(desk)) if changed else (), dry_run, tuple(waiting))


def imports_as_they_stand(desk: Desk) -> list[tuple[Import, JournalEntry | None]]:
    """The imports that were not taken back, the newest first, each with the change that can be taken back."""
    standing = desk.ledger.imports()
    if not standing:
        return []
    entries = {one.import_id: one for one in desk.ledger.entries_of_imports()}
    return [(one, entries.get(one.id)) for one in reversed(standing)]


def _ensure_it_is_mine(desk: Desk, readings: Sequence[Reading]) -> None:
    """ConflictError where an archive's owner is somebody else than the one of earlier archives."""
    for reading in readings:
        known = desk.ledger.owner(reading.owner.network) if reading.owner else None
        if reading.owner and known:
            key, name, _ = known
            other = reading.owner
            is_other = key != other.key if key and other.key and other.exact else name and name != other.name
            if is_other and name != other.name:
                raise ConflictError(
                    f"this is the archive of {other.name}; here are those of {name}",
                    next_step="give another folder with --home, or add --anyway where you have changed your name",
                )


def _point_out_others(desk: Desk, readings: Sequence[Reading]) -> None:
    """Warns of an archive whose owner goes by quite another name than those on other networks: names may differ."""
    names = [name for network in _BY_NAME if (known := desk.ledger.owner(network)) and (name := known[1])]
    for reading in readings:
        mine = reading.owner
        if mine and mine.network in _BY_NAME and names and all(is_other(mine.name, name) for name in names):
            reading.warnings.append(
                f"this is the archive of {mine.name}; here are those of {names[0]}. If it is somebody else's, "
                "doorstep undo takes it back"
            )


def _as_first_told(desk: Desk, readings: Sequence[Reading], digest: str) -> list[Reading]:
    """The readings, those of a file that was taken in before as of that day.

    A file that tells no day goes by the day of its last change, and a copy or an unpacked one bears another.
    """
    known = [one for one in desk.ledger.imports() if one.file_hash == digest]
    found = []
    for reading in readings:
        names = [seen.name for seen in reading.files]
        days = {
            one.exported_on
            for one in known
            if one.source == reading.source and [file["name"] for file in one.coverage["files"]] == names
        }
        found.append(as_of(reading, min(days)) if days and reading.exported_on not in days else reading)
    return found


def digest_of(paths: Sequence[Path]) -> str:
    """A print of the files' contents: of a folder, of the names and sizes in it."""
    if len(paths) == 1 and paths[0].is_file():
        with paths[0].open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    total = sha256()
    for path in sorted(paths):
        for one in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if one.is_file() and not one.is_symlink():
                total.update(f"{one.name}\0{one.stat().st_size}\0".encode())
    return total.hexdigest()
