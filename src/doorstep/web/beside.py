"""What takes seconds to work out: by a desk of its own, so that the pages go on; kept until something changes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from ..desk.home import Desk
from .until_change import UntilChange

T = TypeVar("T")


class Beside(Generic[T]):
    """The newest of one such thing in one running server. Two who ask at once wait for the same."""

    def __init__(self, home: Path, now: Callable[[], datetime], make: Callable[[Desk], T]) -> None:
        self.home, self.now = home, now
        self._lock = Lock()
        self._told = UntilChange(make)

    def told(self) -> T:
        """It, as things stand."""
        with self._lock, Desk(self.home, self.now) as desk:
            return self._told(desk)
