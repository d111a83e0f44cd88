"""What takes long to work out and is asked for again and again: kept until something of the desk changes."""

from collections.abc import Callable
from datetime import date
from typing import Generic, TypeVar

from ..desk.home import Desk

T = TypeVar("T")


class UntilChange(Generic[T]):
    """The newest value of one thing. A change in the journal, new standards, or a night has it worked out anew."""

    def __init__(self, make: Callable[[Desk], T]) -> None:
        self.make = make
        self._kept: tuple[tuple[date, str, int], T] | None = None

    def __call__(self, desk: Desk) -> T:
        """The value as the desk stands."""
        made_for = (desk.today, desk.print_of_policy, desk.ledger.last_change())
        if self._kept is None or self._kept[0] != made_for:
            self._kept = (made_for, self.make(desk))
        return self._kept[1]
