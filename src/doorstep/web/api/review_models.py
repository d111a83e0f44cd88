"""The shapes of looking back."""

from datetime import date
from typing import Literal

from .models import Verdict
from .shared import Out

What = Literal["regret", "glad", "reconsider", "client", "unfriended"]


class Due(Out):
    """When it was done last, and from when on it is time again."""

    due: bool
    last: date | None
    next: date


class Noted(Out):
    """What became of a request."""

    request: int
    what: What
    on: date
    words: str


class Common(Out):
    """What they have in common: `times` of `of` where that holds, and elsewhere."""

    where: list[str]
    times: int
    of: int
    elsewhere: int
    of_elsewhere: int
    p: float
    requests: list[int]


class Needs(Out):
    """How many decisions, and how many of this kind, are missing for it."""

    decisions: int
    of_this_kind: int


class Look(Out):
    """One kind of second thoughts."""

    what: str
    times: int
    of: int
    sentence: str
    found: Common | None
    needs: Needs


class Touched(Out):
    """A request that the rule would answer otherwise today."""

    id: int
    before: Verdict
    after: Verdict


class Advice(Out):
    """A rule that would have helped, tried over everybody who ever asked. Nothing is changed by it."""

    about: str
    kind: Literal["ask", "decline"]
    network: str | None
    name: str
    rule: str
    text: str
    caught: list[int]
    others: list[int]
    already: int
    of: int
    asked: int
    now: list[Touched]
    findings: list[str]


class Review(Due):
    """A look back. `obliged` and `outcomes` are those since the last one, `counts` are over all."""

    accepts: int
    declines: int
    obliged: list[int]
    counts: dict[str, int]
    outcomes: list[Noted]
    looks: list[Look]
    advice: Advice | None
