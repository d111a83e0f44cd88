"""The one desk behind all pages: asked by one page at a time, and fresh whenever the files beside it have changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import RLock

from ..desk.deciding import reconsider
from ..desk.home import Desk
from ..desk.kept import KeptInbox
from ..desk.pictures import circles
from ..desk.previewing import Previews
from .until_change import UntilChange

_READ_ONCE = ("policy", "print_of_policy", "replies", "owner")


class SharedDesk:
    """A desk for many windows. Use it in a `with`; what takes long belongs outside."""

    def __init__(self, home: Path, now: Callable[[], datetime]) -> None:
        self.home, self.now = home, now
        self._desk = Desk(home, now)
        self._lock = RLock()
        self._seen: object = None
        self.kept = KeptInbox(self._desk)
        self.circles = UntilChange(circles)
        self.previews = Previews(self._desk)

    @contextmanager
    def __call__(self) -> Iterator[Desk]:
        """The desk, for the length of the block. On a new day, and after new standards, what waited may be back."""
        with self._lock:
            seen = (self._desk.today, *map(_state_of, (self._desk.policy_path, self._desk.replies_path)))
            if seen != self._seen:
                self.refresh()
                if self._desk.has_ledger:
                    reconsider(self._desk)
                self._seen = seen
            yield self._desk

    def refresh(self) -> None:
        """Reads the standards, the texts and whose it is again when they are next asked for."""
        with self._lock:
            for name in _READ_ONCE:
                self._desk.__dict__.pop(name, None)

    def close(self) -> None:
        """Closes the ledger."""
        with self._lock:
            self._desk.__exit__(None, None, None)


def _state_of(path: Path) -> object:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino
