"""Files on the disk: what kind of thing was given, and everything below a folder."""

import io
import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ..errors import SourceError, UnsafeArchiveError
from .members import Limits, Member, day_at
from .paths import is_leftover, path_key

_OTHERS = {
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"!BDN": "an Outlook data file",
    b"\xd0\xcf\x11\xe0": "a file of an old Office program",
}


def head_of(path: Path) -> bytes:
    """The first bytes of a plain file; SourceError where it is none (a pipe would never end) or cannot be read."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError("is no plain file", place=path.name, next_step="Give doorstep the file itself.")
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=str(path)) from error
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise SourceError(
                f"is {what}, which doorstep cannot open",
                place=path.name,
                next_step="Unpack it, or export it again as CSV, mbox or zip, and give doorstep that.",
            )
    return head


def plain(path: Path, shown: str) -> Member:
    """The member for a file on the disk."""
    about = path.stat()
    return Member(shown, path_key(shown), about.st_size, partial(io.FileIO, path), day_at(about.st_mtime))


def files_below(folder: Path, limits: Limits) -> Iterator[tuple[Path, str]]:
    """Every file below a folder with its path as shown, in order; UnsafeArchiveError for links and too many files."""
    count = 0
    try:
        next(folder.iterdir(), None)  # a folder that may not be read would seem to be empty
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=str(folder)) from error
    for where, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted([*names, *(one for one in folders if (Path(where) / one).is_symlink())]):
            path = Path(where) / name
            shown = path.relative_to(folder).as_posix()
            if path.is_symlink():
                raise UnsafeArchiveError(
                    f"not opened: `{shown}` is a link to another place",
                    place=str(folder),
                    next_step="Remove the link, or give doorstep the export's own folder.",
                )
            if is_leftover(shown) or not path.is_file():
                continue
            count += 1
            if count > limits.members:
                raise too_many(str(folder), limits)
            yield path, shown


def too_many(place: str, limits: Limits) -> UnsafeArchiveError:
    """The error for more files than any export has."""
    return UnsafeArchiveError(
        f"not opened: it holds more than {limits.members:,} files",
        place=place,
        next_step="Give doorstep the export itself, not the folder around it.",
    )
