"""What standards would answer today to everybody who ever asked, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import Policy
from ..studies.replay import Replayed
from .blind import hidden, own_views
from .here import Here
from .home import Desk
from .inbox import UNSETTLED
from .replaying import Replay


@dataclass(frozen=True, slots=True)
class Line:
    """One request: who asked and when, what the study looks at, and the rules behind the answer now.

    `on_record` is False where `before` is what the standards of today answer, since nothing was decided yet.
    """

    study: Replayed
    name: str
    day: str
    on_record: bool
    because: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """The line as `--json` and `--csv` give it."""
        one = self.study
        return {
            "id": one.id, "person": self.name, "network": one.network, "asked_on": self.day or None,
            "roles": sorted(one.roles), "state": one.state, "answered": one.before or None, "on_record": self.on_record,
            "now": one.now, "because": list(self.because), "flips": one.is_flip, "against": one.is_against,
        }  # fmt: skip


def replayed(
    desk: Desk,
    policy: Policy,
    *,
    network: str | None = None,
    since: date | None = None,
    is_other: bool = False,
    explain: bool = False,
) -> list[Line]:
    """Every incoming request as `policy` answers it with what is known today, the oldest first; not the hidden ones.

    With `is_other` (not the standards of today) a request that is not settled, and has no answer on record, is held
    against what the standards of today say. With `explain` every line has its rules, else those that stand out.
    """
    return list(_lines(desk, policy, network, since, is_other, explain))


def _lines(
    desk: Desk, policy: Policy, network: str | None, since: date | None, is_other: bool, explain: bool
) -> Iterator[Line]:
    replay = Replay(desk.ledger, desk.today, Here(desk))
    now = replay.verdicts(policy)
    today = replay.verdicts(desk.policy) if is_other and desk.policy else None
    facts = replay.facts(policy)
    names = desk.ledger.people({one.person_id for one in replay.asked})
    first = since.isoformat() if since else ""
    unseen = hidden(desk.ledger, replay.asked, own_views(desk.ledger))
    for place, one in enumerate(replay.asked):
        if (network and one.network != network) or one.day < first or one.id in unseen:
            continue
        before = one.answered
        if not before and today is not None and one.state in UNSETTLED:
            before = today[place]
        roles = facts[place].get("role")
        study = Replayed(
            one.id, one.network, roles if isinstance(roles, frozenset) else frozenset(), one.state, before, now[place]
        )
        is_told = explain or study.is_flip or study.is_against
        because = policy.decide(one.network, facts[place], desk.today).because if is_told else ()
        yield Line(study, names[one.person_id].name, one.day, bool(one.answered), because)
