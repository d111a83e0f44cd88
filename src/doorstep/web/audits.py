"""The audit of the user's own decisions: by a desk of its own, as it may take seconds; kept until something changes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock

from ..desk.even_told import EvennessTold, told
from ..desk.evenness import evenness
from ..desk.home import Desk
from .until_change import UntilChange

SEED = 1  # as `doorstep even` has it


class Audits:
    """The newest audit of one running server."""

    def __init__(self, home: Path, now: Callable[[], datetime]) -> None:
        self.home, self.now = home, now
        self._lock = Lock()
        self._told = UntilChange(lambda desk: told(evenness(desk, SEED)))

    def told(self) -> EvennessTold:
        """What there is to say, as things stand."""
        with self._lock, Desk(self.home, self.now) as desk:
            return self._told(desk)
