"""The coming year with these standards: connections, attention, and who will be in touch, from one's own history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .. import Policy
from ..studies.attention import cost
from ..studies.forecast import Forecast, Week, forecast
from .circles import circles
from .here import Here
from .home import Desk
from .replaying import Replay

HISTORY = 3 * 365  # days; what lies further back tells of another life
FOLLOWED = 90  # days after which it can be said whether somebody came to be in touch
EXAMPLE = 25_000  # people: what an open networker may come to


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands today by some standards: connections, the minutes a month that they ask for if each gets what
    their circle asks, and how many of those whose contact is told were in touch in the past year."""

    connections: int
    minutes: int
    told: int
    in_touch: int


@dataclass(frozen=True, slots=True)
class YearAhead:
    """A year with one policy: `left_to_me` are requests a year about which it would ask, and which are not settled.

    `example` are the minutes a month that EXAMPLE people would ask for at the door that most come to.
    """

    name: str
    standing: Standing
    ahead: Forecast
    left_to_me: int
    example: int
    example_network: str


def year_ahead(desk: Desk, policies: Mapping[str, Policy], seed: int) -> list[YearAhead]:
    """The coming year with each of these policies, over the same history."""
    replay = Replay(desk.ledger, desk.today, Here(desk))
    return [_with(desk, replay, name, policy, seed) for name, policy in policies.items()]


def _with(desk: Desk, replay: Replay, name: str, policy: Policy, seed: int) -> YearAhead:
    costs = {one: cost(door.closeness, circles(desk).figures.circles) for one, door in policy.standards.doors.items()}
    weeks, left_to_me = _weeks(desk, replay, policy, costs)
    network = max(replay.places, key=lambda one: len(replay.places[one]), default="")
    yearly = round(left_to_me * 52 / len(weeks)) if weeks else 0
    return YearAhead(
        name, _standing(desk, costs), forecast(weeks, seed), yearly, EXAMPLE * costs.get(network, 0), network
    )  # fmt: skip


def _weeks(desk: Desk, replay: Replay, policy: Policy, costs: Mapping[str, int]) -> tuple[list[Week], int]:
    """The past week by week, the oldest first, as this policy would have had it; and how many it leaves to the user.

    Who is asked about counts as it was decided. Of requests whose day is not known nothing can be said.
    """
    dated = [(place, date.fromisoformat(one.day)) for place, one in enumerate(replay.asked) if one.day]
    told = desk.ledger.telling().told
    until = max([*told.values(), *(day for _, day in dated)], default=desk.today)
    since = until - timedelta(days=HISTORY)
    recent = [(place, day) for place, day in dated if since < day <= until]
    if not recent:
        return [], 0
    verdicts, reachable = replay.verdicts(policy), _contact_is_told(desk, replay)
    rhythms = circles(desk).rhythms
    count = (until - min(day for _, day in recent)).days // 7 + 1
    sums = [[0, 0, 0, 0, 0] for _ in range(count)]
    left_to_me = 0
    for place, day in recent:
        one, row = replay.asked[place], sums[count - 1 - (until - day).days // 7]
        row[0] += 1
        verdict = verdicts[place]
        if verdict == "ask" and one.state not in ("accepted", "declined", "withdrawn"):
            left_to_me += 1
        if verdict == "accept" or (verdict == "ask" and one.state == "accepted"):
            row[1] += 1
            row[2] += costs.get(one.network, 0)
            if one.state == "accepted" and (until - day).days >= FOLLOWED and one.person_id in reachable:
                rhythm = rhythms.get(one.person_id)
                row[3] += 1
                row[4] += rhythm is not None and rhythm.last[:10] > one.day
    return [Week(*row) for row in sums], left_to_me


def _contact_is_told(desk: Desk, replay: Replay) -> set[int]:
    """Those who asked of whom the records tell contact without a gap."""
    told = desk.ledger.told_of({one.person_id for one in replay.asked})
    return {one for one, (_, until, has_gap) in told.items() if until is not None and not has_gap}


def _standing(desk: Desk, costs: Mapping[str, int]) -> Standing:
    ledger = desk.ledger
    asks: dict[int, int] = {}
    here = [(one, network) for one, network, _ in ledger.connected()]
    for person_id, network in [*here, *((one, network) for one, network, *_ in ledger.accepted_ones())]:
        asks[person_id] = max(asks.get(person_id, 0), costs.get(network, 0))
    rhythms, year = circles(desk).rhythms, (desk.today - timedelta(days=365)).isoformat()
    told = [one for one, (_, until, gap) in ledger.told_of(asks).items() if until is not None and not gap]
    in_touch = sum(one in rhythms and rhythms[one].last >= year for one in told)
    return Standing(len(asks), sum(asks.values()), len(told), in_touch)


def minutes_there(desk: Desk) -> tuple[int, bool]:
    """The minutes a month that there are, and whether that is a guess."""
    held = circles(desk).attention
    return held.there, held.is_guess
