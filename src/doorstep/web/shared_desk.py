"""The one desk behind all pages: asked by one page at a time, and fresh whenever the files beside it have changed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Lock, RLock

from ..desk.deciding import reconsider
from ..desk.home import Desk
from ..desk.kept import KeptInbox
from ..desk.pictures import circles
from ..desk.previewing import Previews
from ..errors import ConflictError
from .until_change import UntilChange

PATIENCE = 20  # seconds that a look waits for the one before it
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
        self._beside = Desk(home, now)
        self._looking = Lock()
        self._looked_at: object = None
        self._previews = Previews(self._beside)

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

    @contextmanager
    def looking(self) -> Iterator[Previews]:
        """Looks at edits, one at a time, by a desk of their own: a text may take long, and no other page waits for it.

        Whoever needs the shared desk too asks for it within, never the other way round. ConflictError where the look
        before this one takes too long.
        """
        if not self._looking.acquire(timeout=PATIENCE):
            raise ConflictError(
                "another text is still being looked at, and takes long", next_step="Look again in a moment."
            )
        try:
            seen = _state_of(self._beside.policy_path)
            if seen != self._looked_at:
                self._beside.forget_policy()
                self._looked_at = seen
            yield self._previews
        finally:
            self._looking.release()

    def refresh(self) -> None:
        """Reads the standards, the texts and whose it is again when they are next asked for."""
        with self._lock:
            for name in _READ_ONCE:
                self._desk.__dict__.pop(name, None)

    def close(self) -> None:
        """Closes the ledger."""
        with self._looking, self._lock:
            self._beside.__exit__(None, None, None)
            self._desk.__exit__(None, None, None)


def _state_of(path: Path) -> object:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size, state.st_ino
