"""A Bluesky repository file: its blocks one after the other, each checked against its own name.

That a block is what its name says is checked here, and the names hang together from the commit down. Whether the
commit is signed by the account's key is not: the key stands in a document on the network, and nothing is fetched.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import IO

from ...errors import DriftError, SourceError
from ..lines import Progress
from ..members import MIB, Member

# A content identifier of version 1: DAG-CBOR (0x71) or raw bytes (0x55), SHA-256 of 32 bytes.
_NAMES = (b"\x01\x71\x12\x20", b"\x01\x55\x12\x20")
_NAME_LENGTH = 36
_LARGEST_HEADER = 1 * MIB
LARGEST_BLOCK = 4 * MIB
_AGAIN = "Download the file again: on Bluesky, Settings, Account, Export my data."


class Blocks:
    """Iterates over (name, bytes) of the blocks that are what their name says. `roots` are the names of the commits.

    `damaged` counts blocks that are not what their name says, `unknown` those named in a way that cannot be checked.
    SourceError where the file breaks off or is none of this kind.
    """

    def __init__(self, file: IO[bytes], member: Member, progress: Progress | None = None) -> None:
        self._file, self._member, self._progress = file, member, progress
        self._buffer, self._at, self._read = b"", 0, 0
        self.damaged = self.unknown = 0
        self.roots = self._roots()

    def __iter__(self) -> Iterator[tuple[bytes, bytes]]:
        while (length := self._length()) is not None:
            if length > LARGEST_BLOCK:
                raise self._broken(f"a block of more than {LARGEST_BLOCK // MIB} MiB")
            block = self._take(length)
            name, data = block[:_NAME_LENGTH], block[_NAME_LENGTH:]
            if not name.startswith(_NAMES) or len(name) < _NAME_LENGTH:
                self.unknown += 1
            elif sha256(data).digest() != name[4:]:
                self.damaged += 1
            else:
                yield name, data

    def _roots(self) -> list[bytes]:
        import libipld

        length = self._length()
        header: object = None
        if length is not None and length <= _LARGEST_HEADER:
            try:
                header = libipld.decode_dag_cbor(self._take(length))
            except (ValueError, RecursionError, SourceError):
                header = None
        if not isinstance(header, dict) or header.get("version") != 1 or not isinstance(header.get("roots"), list):
            raise DriftError(
                "is no repository file (CAR, version 1)",
                place=self._member.path,
                next_step="Use the file as Bluesky made it. If it is that, the format has changed: please report it.",
            )
        return [one for one in header["roots"] if isinstance(one, bytes)]

    def _length(self) -> int | None:
        """The next number (unsigned LEB128), or None at the end."""
        number = 0
        for shift in range(0, 63, 7):
            if self._at >= len(self._buffer) and not self._more(1):
                if shift:
                    raise self._broken("it breaks off")
                return None
            byte = self._buffer[self._at]
            self._at += 1
            number |= (byte & 0x7F) << shift
            if byte < 0x80:
                return number
        raise self._broken("a length beyond all measure")

    def _take(self, length: int) -> bytes:
        end = self._at + length
        if end > len(self._buffer) and not self._more(length):
            raise self._broken("it breaks off")
        found = self._buffer[self._at : self._at + length]
        self._at += length
        return found

    def _more(self, wanted: int) -> bool:
        """Reads on until `wanted` bytes are there; False where the file ends before."""
        parts = [self._buffer[self._at :]]
        there = len(parts[0])
        while there < wanted:
            chunk = self._file.read(max(MIB, wanted - there))
            if not chunk:
                break
            parts.append(chunk)
            there += len(chunk)
            self._read += len(chunk)
        self._buffer, self._at = b"".join(parts), 0
        if self._progress is not None:
            self._progress(self._member.path, self._read, max(self._read, self._member.size))
        return there >= wanted

    def _broken(self, why: str) -> SourceError:
        at = self._read - len(self._buffer) + self._at
        return SourceError(
            f"is no whole repository file: {why} at byte {at:,} of {self._member.size:,}",
            place=self._member.path,
            next_step=_AGAIN,
        )
