"""The audit of the user's own decisions: by a desk of its own, as it may take seconds; kept until something changes."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from threading import Lock

from ..desk.even_told import EvennessTold, told
from ..desk.evenness import evenness
from ..desk.home import Desk

SEED = 1  # as `doorstep even` has it


class Audits:
    """The newest audit of one running server."""

    def __init__(self, home: Path, now: Callable[[], datetime]) -> None:
        self.home, self.now = home, now
        self._lock = Lock()
        self._made_for: tuple[date, str, int] | None = None
        self._told: EvennessTold | None = None

    def told(self) -> EvennessTold:
        """What there is to say; worked out anew after a change, new standards, or a night."""
        with self._lock, Desk(self.home, self.now) as desk:
            last = max((one.id for one in desk.ledger.log(1)), default=0)
            made_for = (desk.today, desk.print_of_policy, last)
            if self._told is None or made_for != self._made_for:
                self._told, self._made_for = told(evenness(desk, SEED)), made_for
            return self._told
