"""Whom a change of the standards would touch: requests that two policies answer differently."""

from dataclasses import dataclass

from .. import Policy
from .blind import hidden, own_views
from .here import Here
from .home import Desk
from .inbox import UNSETTLED
from .replaying import Replay


@dataclass(frozen=True, slots=True)
class Touched:
    """A request with its verdict before and after."""

    id: int
    name: str
    network: str
    state: str
    before: str
    after: str

    def as_dict(self) -> dict[str, object]:
        """The request as `--json` gives it."""
        return {"id": self.id, "name": self.name, "network": self.network, "state": self.state,
                "before": self.before, "after": self.after}  # fmt: skip


def touched(desk: Desk, before: Policy, after: Policy, *, everybody: bool = False) -> list[Touched]:
    """The unsettled requests (or all) that `after` answers otherwise than `before`; none where there is no ledger.

    Those whose answer is hidden are left out.
    """
    if not desk.has_ledger:
        return []
    replay = Replay(desk.ledger, desk.today, Here(desk))
    changes = replay.changes(before, after)
    # of a person's repeated requests only the newest, as in the inbox
    newest = {(one.person_id, one.network, one.state in UNSETTLED or one.id): one.id for one in replay.asked}
    kept = set(newest.values()) - hidden(desk.ledger, replay.asked, own_views(desk.ledger))
    some = [(replay.asked[one.place], one) for one in changes]
    wanted = [(asked, one) for asked, one in some if asked.id in kept and (everybody or asked.state in UNSETTLED)]
    names = desk.ledger.people(asked.person_id for asked, _ in wanted)
    return [
        Touched(asked.id, names[asked.person_id].name, asked.network, asked.state, one.before, one.after)
        for asked, one in wanted
    ]
