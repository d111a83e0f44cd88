"""What standards would answer today to everybody who ever asked, against what was answered and what was decided."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

NO_ROLE = "no role known"
# a decision and an answer that point in opposite directions; `ask` leaves it to the person, so it opposes nothing
AGAINST = {("accepted", "decline"), ("accepted", "not_yet"), ("declined", "accept")}
SETTLED = ("accepted", "declined", "withdrawn")


@dataclass(frozen=True, slots=True)
class Replayed:
    """One request: the state it is in, the verdict before (empty where none is on record) and the verdict now."""

    id: int
    network: str
    roles: frozenset[str]
    state: str
    before: str
    now: str

    @property
    def is_flip(self) -> bool:
        """True where another answer is on record."""
        return self.before not in ("", self.now)

    @property
    def is_against(self) -> bool:
        """True where it was decided the other way round."""
        return (self.state, self.now) in AGAINST


@dataclass(frozen=True, slots=True)
class Part:
    """How many requests of a network or a role flip, of all that have an answer on record, and of all."""

    name: str
    flips: int
    answered: int
    requests: int


@dataclass(frozen=True, slots=True)
class Totals:
    """All of it, counted. `now` and `answered` are by verdict, `flips` by (before, now), `decided` by (state, now).

    Somebody of several roles counts in each of them.
    """

    requests: int
    now: dict[str, int]
    answered: dict[str, int]
    flips: dict[tuple[str, str], int]
    decided: dict[tuple[str, str], int]
    against: int
    networks: tuple[Part, ...]
    roles: tuple[Part, ...]

    @property
    def flipped(self) -> int:
        """How many are answered otherwise than before."""
        return sum(self.flips.values())


def totals(replayed: Iterable[Replayed]) -> Totals:
    """The totals over all requests; parts with most flips first."""
    rows = list(replayed)
    networks = [(one.network, one) for one in rows]
    roles = [(role, one) for one in rows for role in (one.roles or (NO_ROLE,))]
    return Totals(
        len(rows),
        dict(Counter(one.now for one in rows)),
        dict(Counter(one.before for one in rows if one.before)),
        dict(Counter((one.before, one.now) for one in rows if one.is_flip)),
        dict(Counter((one.state, one.now) for one in rows if one.state in SETTLED)),
        sum(one.is_against for one in rows),
        _parts(networks),
        _parts(roles),
    )


def _parts(named: Iterable[tuple[str, Replayed]]) -> tuple[Part, ...]:
    flips: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    requests: Counter[str] = Counter()
    for name, one in named:
        requests[name] += 1
        answered[name] += bool(one.before)
        flips[name] += one.is_flip
    order = sorted(requests, key=lambda name: (-flips[name], -requests[name], name))
    return tuple(Part(name, flips[name], answered[name], requests[name]) for name in order)
