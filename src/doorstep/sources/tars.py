"""Tar archives, packed or not: read once from front to back, and what may be asked for kept in a nameless file."""

import gzip
import io
import tarfile
import tempfile
import zlib
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import IO, Any

from ..errors import SourceError, UnsafeArchiveError
from .members import MIB, Limits, Member, day_at
from .paths import is_leftover, is_media, path_key, safe_path

GZIP = b"\x1f\x8b"
_HEADERS = 8 * MIB  # more than any real archive spends between two members
_AGAIN = "No network makes such an archive. Download the export again, from the network itself."


def is_tar(head: bytes) -> bool:
    """True for the first bytes (512 at least) of a tar archive, also of a packed one."""
    return head.startswith(GZIP) or head[257:262] == b"ustar"


def tar_members(path: Path, limits: Limits, stack: ExitStack) -> list[Member]:
    """The members that are files and no media; open until the stack closes.

    UnsafeArchiveError where it holds links or devices, climbs out of its folder, or would unpack to more than an
    export can be; SourceError where it is cut short or is no archive.
    """
    packed = path.stat().st_size
    copy = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=32 * MIB))  # noqa: SIM115  the stack closes it
    members: list[Member] = []
    try:
        with path.open("rb") as file:
            plain: Any = gzip.GzipFile(fileobj=file) if file.read(2) == GZIP else file
            file.seek(0)
            counted = _Counted(plain, max(MIB, packed) * limits.ratio, path.name)
            with tarfile.open(fileobj=counted, mode="r|") as archive:
                previous = 0
                while True:
                    counted.allow(previous + _HEADERS)
                    entry = archive.next()
                    if entry is None:
                        break
                    previous = entry.size
                    counted.allow(previous + _HEADERS)
                    member = _kept(archive, entry, path.name, copy, limits)
                    members += [member] if member else []
                    if len(members) > limits.members:
                        raise UnsafeArchiveError(f"not opened: more than {limits.members:,} files", place=path.name)
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceError(
            "the archive is cut short or damaged, or is none that doorstep opens",
            place=path.name,
            next_step="Download it again; or unpack it and give doorstep the folder.",
        ) from error
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=path.name) from error
    return members


def _kept(
    archive: tarfile.TarFile, entry: tarfile.TarInfo, name: str, copy: IO[bytes], limits: Limits
) -> Member | None:
    shown = safe_path(entry.name, name)
    if entry.isdir():
        return None
    if not entry.isreg() or entry.issparse():
        what = "a link to another place" if entry.islnk() or entry.issym() else "no plain file"
        raise UnsafeArchiveError(f"not opened: `{shown}` is {what}", place=name, next_step=_AGAIN)
    if not shown or is_leftover(shown) or is_media(shown):
        return None
    start = copy.seek(0, io.SEEK_END)
    if start + entry.size > limits.total_bytes:
        raise UnsafeArchiveError(
            f"not opened: it would unpack to more than {limits.total_bytes // MIB:,} MiB", place=name, next_step=_AGAIN
        )
    content = archive.extractfile(entry)
    while content is not None and (chunk := content.read(MIB)):
        copy.write(chunk)
    size = copy.tell() - start
    return Member(shown, path_key(shown), size, partial(_slice, copy, start, size), day_at(entry.mtime))


def _slice(file: IO[bytes], start: int, size: int) -> IO[bytes]:
    return io.BufferedReader(_Slice(file, start, size))  # type: ignore[type-var]  # a raw file, as it should be


class _Counted(io.RawIOBase):
    """A file that gives no more bytes than were allowed, in all and until the next member."""

    def __init__(self, file: IO[bytes], most: int, name: str) -> None:
        self._file, self._most, self._name, self._until = file, most, name, _HEADERS
        self._done = 0

    def allow(self, more: int) -> None:
        self._until = self._done + more

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self._done += len(data)
        if self._done > min(self._most, self._until):
            raise UnsafeArchiveError(
                "not opened: it would unpack to more than an export can be", place=self._name, next_step=_AGAIN
            )
        return data


class _Slice(io.RawIOBase):
    """A part of a file, read from its own place."""

    def __init__(self, file: IO[bytes], start: int, size: int) -> None:
        self._file, self._at, self._left = file, start, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        self._file.seek(self._at)
        data = self._file.read(min(len(buffer), self._left))
        self._at, self._left = self._at + len(data), self._left - len(data)
        buffer[: len(data)] = data
        return len(data)
