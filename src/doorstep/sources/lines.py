"""From a file's bytes to lines of text: UTF-8 or UTF-16, else Windows-1252, a chunk at a time."""

import io
from collections.abc import Callable, Iterator
from typing import IO

from ..errors import SourceError
from .members import MIB, Member

Progress = Callable[[str, int, int], None]

LONGEST_LINE = 16 * MIB
_CHUNK = 1 * MIB


def lines_of(file: IO[bytes], member: Member, warnings: list[str], progress: Progress | None) -> Iterator[str]:
    """The file's lines with their ends, decoded: BOM, else UTF-8, else Windows-1252 with a warning."""
    first = file.read(_CHUNK)
    encoding = _utf16(first)
    done, rest = len(first), b""
    if encoding:
        text = io.TextIOWrapper(_Joined(first, file), encoding=encoding, errors="replace", newline="")  # type: ignore[type-var]
        yield from (line.replace("\0", "") for line in text)
        return
    chunk = first.removeprefix(b"\xef\xbb\xbf")
    while chunk or rest:
        cut = chunk.rfind(b"\n") + 1
        if chunk and not cut:
            rest += chunk
            if len(rest) > LONGEST_LINE:
                raise SourceError(f"no table: a line of more than {LONGEST_LINE // MIB} MiB", place=member.path)
        else:
            block, rest = (rest + chunk[:cut], chunk[cut:]) if chunk else (rest, b"")
            # unlike str.splitlines, this ends lines only at LF, CR and CRLF, and leaves them as they are
            yield from io.StringIO(_decoded(block, warnings), newline="")
        if progress is not None:
            progress(member.path, done, max(done, member.size))
        chunk = file.read(_CHUNK)
        done += len(chunk)


def _decoded(block: bytes, warnings: list[str]) -> str:
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError:
        warning = "some of it is not UTF-8 and was read as Windows-1252: accents may be wrong"
        if warning not in warnings:
            warnings.append(warning)
        text = "".join(map(_line_decoded, block.splitlines(keepends=True)))
    return text.replace("\0", "") if "\0" in text else text


def _line_decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _utf16(first: bytes) -> str:
    """The UTF-16 flavour by its mark, or by every other byte of the beginning being NUL; else nothing."""
    if first[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = first[:64]
    if len(start) >= 8 and not any(start[1:8:2]) and all(start[0:8:2]):
        return "utf-16-le"
    if len(start) >= 8 and not any(start[0:8:2]) and all(start[1:8:2]):
        return "utf-16-be"
    return ""


class _Joined(io.RawIOBase):
    """Bytes that were read already, then the rest of their file."""

    def __init__(self, first: bytes, file: IO[bytes]) -> None:
        self._first, self._file = io.BytesIO(first), file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self._first.read(len(buffer)) or self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def first_lines(head: bytes, count: int) -> str:
    """The first lines of a file by its first bytes, decoded as `lines_of` would."""
    encoding = _utf16(head)
    text = head.decode(encoding, "replace") if encoding else _decoded(head.removeprefix(b"\xef\xbb\xbf"), [])
    return "\n".join(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:count])
