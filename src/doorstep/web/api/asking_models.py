"""The shapes of asking others."""

from datetime import date
from typing import Literal

from .models import Verdict, Who
from .shared import Out


class Sent(Out):
    """A request of the user's that is open; leave it be until a day (if any is known), or take it back."""

    id: int
    person: Who
    network: str
    asked_on: date | None
    days: int | None
    suggestion: Literal["leave", "withdraw"]
    until: date | None
    link: str


class Kept(Sent):
    """The same, with what was kept of it."""

    kept: Literal["sent", "withdrawn", "accepted", "declined"]


class Somebody(Out):
    """Somebody who may not be known: then without a number."""

    id: int | None
    name: str


class OwnDoor(Out):
    """What the user's own door would say, were it they who ask."""

    verdict: Verdict
    because: list[str]


class Asking(Out):
    """Whether to ask, in one sentence with what else belongs to it; `note` is a draft for `note_for`."""

    person: Somebody
    network: str
    advice: Literal["ask", "wait", "let_go"]
    because: str
    text: str
    more: list[str]
    until: date | None
    step: str | None
    own_door: OwnDoor | None
    tries: list[date]
    better: str | None
    note: str
    note_for: str | None
    limit: int | None
    link: str


class Silence(Out):
    """What silence means: answers by days gone by, and those still to come after so many silent days, of how many."""

    first_contacts: int
    answered: int
    within: dict[str, int]
    silent: dict[str, tuple[int, int]]
    after: list[tuple[int, int]]


class Figures(Out):
    """As it was measured, and as it is with the user, with whether that is enough to tell."""

    measured: Silence
    own: Silence
    own_is_enough: bool
