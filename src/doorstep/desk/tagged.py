"""The tags of posts kept between two looks, by a print of each text: a hundred thousand are not read anew each time.

The file holds prints and numbers, no words, and both the prints and the whole are sealed with the ledger's own salt:
nobody can look a sentence up in it, and tags put there by another hand do not count. It is made anew where the lists or
the program are others, or where it is damaged.
"""

from array import array
from base64 import b64decode, b64encode
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from struct import unpack

from ..errors import LedgerError
from ..studies.topics import Topics
from .home import write_private

FILE = "topics.kept"
LEAST = 2_000  # new texts; for fewer it is not worth a file
_MOST_TOPICS = 64  # a bit each


class Tagged:
    """The tags of texts by these topics; `keep` writes down what was worked out anew."""

    def __init__(self, home: Path, topics: Topics, salt: str) -> None:
        from importlib.metadata import version  # slow to load, and for many posts only

        self._topics, self._path = topics, home / FILE
        self._key = blake2b(f"{salt} topics".encode()).digest()
        read_by = f"{version('doorstep')} {topics.topics!r}"
        self._print = blake2b(read_by.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        self._known = self._read() if len(topics.names) <= _MOST_TOPICS else {}
        self._before = len(self._known)
        self._meant: dict[int, tuple[str, ...]] = {}

    def tags(self, text: str) -> tuple[str, ...]:
        """The tags of a post."""
        key = unpack("<Q", self._sealed(text.encode("utf-8", "surrogatepass"), 8))[0]
        bits = self._known.get(key)
        if bits is None:
            found = self._topics.tags(text)
            bits = self._known[key] = sum(1 << n for n, name in enumerate(self._topics.names) if name in found)
        if bits not in self._meant:
            self._meant[bits] = tuple(name for n, name in enumerate(self._topics.names) if bits >> n & 1)
        return self._meant[bits]

    def keep(self) -> None:
        """Writes down what is new where that is much; that it cannot be written is no reason to stop."""
        if len(self._known) - self._before < LEAST or len(self._topics.names) > _MOST_TOPICS:
            return
        body = array("Q", self._known.keys()).tobytes() + array("Q", self._known.values()).tobytes()
        whole = self._print + self._sealed(body, 16) + body
        with suppress(LedgerError):
            write_private(self._path, b64encode(whole).decode())

    def _sealed(self, content: bytes, size: int) -> bytes:
        return blake2b(content, digest_size=size, key=self._key).digest()

    def _read(self) -> dict[int, int]:
        try:
            whole = b64decode(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        head, check, body = whole[:16], whole[16:32], whole[32:]
        if head != self._print or check != self._sealed(body, 16) or len(body) % 16:
            return {}
        numbers = array("Q", body)
        half = len(numbers) // 2
        return dict(zip(numbers[:half], numbers[half:], strict=True))
