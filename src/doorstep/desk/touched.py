"""Whom a change of the standards would touch: requests that two policies answer differently."""

from dataclasses import dataclass

from .. import Policy
from ..ledger.history import Asked
from .blind import hidden, own_views
from .here import Here
from .home import Desk
from .inbox import UNSETTLED
from .replaying import Replay


@dataclass(frozen=True, slots=True)
class Touched:
    """A request with its verdict before and after."""

    id: int
    person_id: int
    name: str
    network: str
    state: str
    before: str
    after: str

    def as_dict(self) -> dict[str, object]:
        """The request as `--json` gives it."""
        return {"id": self.id, "name": self.name, "network": self.network, "state": self.state,
                "before": self.before, "after": self.after}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a change touches among one's own: `count` of the `of` that were looked at, the first of them in `touched`.

    `is_partly_hidden` is true where some were left out, since their answer is not to be seen yet.
    """

    touched: list[Touched]
    count: int
    of: int
    is_partly_hidden: bool = False


def touched(desk: Desk, before: Policy, after: Policy, *, everybody: bool = False) -> list[Touched]:
    """The unsettled requests (or all) that `after` answers otherwise than `before`; none where there is no ledger.

    Those whose answer is hidden are left out.
    """
    return reach(desk, before, after, everybody=everybody).touched


def newest_of(replay: Replay | None) -> list[Asked]:
    """Those who asked: of a person's repeated requests that are not settled only the newest, as in the inbox."""
    asked = replay.asked if replay else ()
    return list({(one.person_id, one.network, one.state in UNSETTLED or one.id): one for one in asked}.values())


def reach(
    desk: Desk,
    before: Policy,
    after: Policy,
    *,
    everybody: bool = False,
    replay: Replay | None = None,
    most: int | None = None,
) -> Reach:
    """The same, the first `most` of them, with how many were looked at; `replay` is one that was kept."""
    if not desk.has_ledger:
        return Reach([], 0, 0)
    replay = replay or Replay(desk.ledger, desk.today, Here(desk))
    changes = replay.changes(before, after)
    unseen = hidden(desk.ledger, replay.asked, own_views(desk.ledger))
    looked_at = {one.id for one in newest_of(replay) if everybody or one.state in UNSETTLED}
    kept = looked_at - unseen
    wanted = [(asked, one) for one in changes if (asked := replay.asked[one.place]).id in kept]
    shown = wanted[:most]
    names = desk.ledger.people(asked.person_id for asked, _ in shown)
    found = [
        Touched(
            asked.id, asked.person_id, names[asked.person_id].name, asked.network, asked.state, one.before, one.after
        )
        for asked, one in shown
    ]
    return Reach(found, len(wanted), len(kept), len(kept) < len(looked_at))
