"""What a zip archive says about itself, judged before anything in it is read."""

import os
import struct
import zipfile
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import IO

from ..errors import SourceError, UnsafeArchiveError

_MIB = 1024 * 1024
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_SMALLEST_ENTRY = 46
_NO_YEAR = 1980  # what archives hold that know no time


def check_directory(source: Path | IO[bytes], name: str, members: int) -> None:
    """UnsafeArchiveError where the directory is too large for `members` entries, before it is loaded."""
    if isinstance(source, Path):
        with source.open("rb") as file:
            size = _directory_size(file)
    else:
        size = _directory_size(source)
        source.seek(0)
    if size > members * (_SMALLEST_ENTRY + 1024):
        raise UnsafeArchiveError(
            f"not opened: its table of contents alone has {size // _MIB} MiB",
            place=name,
            next_step="No export is like that. Download it again, from the network itself.",
        )


def opened_zip(source: Path | IO[bytes], name: str, stack: ExitStack) -> zipfile.ZipFile:
    """The archive, open until the stack closes; SourceError where it is cut short or damaged."""
    try:
        return stack.enter_context(zipfile.ZipFile(source))
    except (zipfile.BadZipFile, struct.error, EOFError, ValueError, NotImplementedError) as error:
        raise SourceError(
            "the archive is cut short or damaged",
            place=name,
            next_step="Download it again; compare its size with what the network shows.",
        ) from error
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=name) from error


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The member's name as written; UTF-8 that the archive does not declare as such is recognised."""
    raw = entry.orig_filename
    if not raw.isascii() and not entry.flag_bits & 0x800:
        try:
            return raw.encode("cp437").decode("utf-8")
        except UnicodeError:
            return raw
    return raw.partition("\0")[0]


def day_in(entry: zipfile.ZipInfo) -> date | None:
    """The day on which the member was last changed; None where the archive does not tell."""
    try:
        day = date(*entry.date_time[:3])
    except ValueError:
        return None
    return day if day.year > _NO_YEAR else None


def is_encrypted(entry: zipfile.ZipInfo) -> bool:
    """True where the member needs a password."""
    return bool(entry.flag_bits & 0x1)


def check_bomb(entry: zipfile.ZipInfo, path: str, name: str, spent: int, total: int, ratio: int) -> None:
    """UnsafeArchiveError where the member, or all up to it, would unpack to more than an export can be."""
    if spent > total:
        raise UnsafeArchiveError(
            f"not opened: it would unpack to more than {total // _MIB:,} MiB",
            place=name,
            next_step="Ask the network for an export of the lists alone, or unpack it and give the folder.",
        )
    if entry.file_size > _MIB and entry.file_size > ratio * max(1, entry.compress_size):
        raise UnsafeArchiveError(
            f"not opened: `{path}` would unpack to more than {ratio} times its size",
            place=name,
            next_step="No export is like that. Download it again, from the network itself.",
        )


def _directory_size(file: IO[bytes]) -> int:
    """The size in bytes that the end of the archive declares for its directory; 0 where there is no end."""
    file.seek(0, os.SEEK_END)
    length = file.tell()
    file.seek(max(0, length - 65_536 - _END.size - 20 - _END64.size))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return 0
    size = int(_END.unpack_from(tail, at)[5])
    at64 = tail.rfind(b"PK\x06\x06", 0, at)
    if size == 0xFFFFFFFF and at64 >= 0:
        size = int(_END64.unpack_from(tail, at64)[8])
    return size
