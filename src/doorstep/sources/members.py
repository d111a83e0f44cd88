"""One file inside an archive or a folder, and how much of it is believed."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import IO

from ..errors import SourceError

MIB = 1024 * 1024
HEAD = 4096
MOST_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an archive is believed; the defaults are far above what any real export needs.

    `member_bytes` holds for a table or a JSON file, `stream_bytes` for one that is read row by row, as messages
    are, `mail_bytes` for a mail box, read mail by mail; `total_bytes` for all that is declared except media and mail
    boxes, `ratio` for members of more than a MiB. `rows` and `stream_rows` are the most that are read of one table.
    """

    member_bytes: int = 50 * MIB
    stream_bytes: int = 500 * MIB
    mail_bytes: int = 64 * 1024 * MIB
    rows: int = MOST_ROWS
    stream_rows: int = 1_000_000
    total_bytes: int = 2048 * MIB
    members: int = 200_000
    ratio: int = 200
    nesting: int = 1


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside what was dropped: its path as shown, the key it is compared by, its declared size.

    `modified` is the day it was last changed, as its archive or the disk tells, None where neither does.
    """

    path: str
    key: str
    size: int
    opener: Callable[[], IO[bytes]] = field(repr=False, compare=False)
    modified: date | None = None

    def head(self, length: int = HEAD) -> bytes:
        """The first bytes, whatever its size; nothing where it cannot be read."""
        try:
            with self.opener() as file:
                return file.read(length) or b""
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
            return b""

    @contextmanager
    def open(self, limit: int) -> Iterator[IO[bytes]]:
        """The bytes, to be read within the block; SourceError where they are damaged or more than `limit`."""
        if self.size > limit:
            raise SourceError(
                f"has {self.size // MIB} MiB, more than the {limit // MIB} MiB that are read",
                place=self.path,
                next_step="If this file is really yours and so large, please report it.",
            )
        try:
            with self.opener() as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise SourceError(
                "the file is damaged inside the archive; nothing of it was kept",
                place=self.path,
                next_step="Download the export again: the first download was most likely cut short.",
            ) from error
        except NotImplementedError as error:
            raise SourceError(
                "the file is packed in a way that cannot be read here",
                place=self.path,
                next_step="Unpack the archive and give doorstep the folder.",
            ) from error
        except OSError as error:
            raise SourceError(f"cannot be read: {error.strerror or error}", place=self.path) from error


def day_at(seconds: float) -> date | None:
    """The day of a moment in seconds since 1970, in UTC; None where it is before that or no such day."""
    try:
        return datetime.fromtimestamp(seconds, UTC).date() if seconds > 0 else None
    except (ValueError, OverflowError, OSError):
        return None
