"""The day: what came back, what is open, what waits, and what to do first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .deciding import CameBack, reconsider
from .home import Desk
from .inbox import Item, items
from .questions import is_stranger


@dataclass(frozen=True, slots=True)
class Day:
    """What there is to do today. `counts` are the open requests by verdict; `strangers` can be marked as known.

    `unseen` are those whose answer waits for the user's own view; they are not among the counts.
    """

    has_policy: bool
    has_imports: bool
    came_back: tuple[CameBack, ...]
    counts: dict[str, int]
    networks: dict[str, int]
    waiting: int
    snoozed: int
    first: tuple[Item, ...]
    strangers: int
    suggestions: int
    unseen: int = 0

    @property
    def open(self) -> int:
        """How many requests are open."""
        return sum(self.counts.values()) + self.unseen

    def as_dict(self) -> dict[str, object]:
        """The day as `--json` gives it."""
        return {
            "open": self.open, "counts": self.counts, "unseen": self.unseen, "networks": self.networks,
            "waiting": self.waiting, "snoozed": self.snoozed, "came_back": [one.item.id for one in self.came_back],
            "first": [one.id for one in self.first], "suggestions": self.suggestions,
            "has_policy": self.has_policy, "has_imports": self.has_imports,
        }  # fmt: skip


def day(desk: Desk, asked: Callable[[], Sequence[Item]] | None = None) -> Day:
    """The day as it stands; requests whose day has come, or whose door has opened, come back by looking.

    `asked` gives the open requests where they are kept already.
    """
    ledger = desk.ledger
    back = tuple(reconsider(desk))
    open_items = asked() if asked else items(desk)
    counts = dict.fromkeys(("accept", "not_yet", "ask", "decline"), 0)
    networks: dict[str, int] = {}
    for one in open_items:
        counts[one.verdict] += not one.hidden
        networks[one.request.network] = networks.get(one.request.network, 0) + 1
    held = ledger.counts()
    seen = [one for one in open_items if not one.hidden]
    first = [one for one in seen if one.verdict == "accept"][:3]
    for verdict in ("ask", "not_yet", "decline"):
        first += [one for one in seen if one.verdict == verdict][: 5 - len(first)]
    unseen = [one for one in open_items if one.hidden]
    first += unseen[: 5 - len(first)]
    strangers = sum(is_stranger(one) for one in seen)
    return Day(
        desk.policy is not None, bool(ledger.imports()), back, counts, networks,
        held.get("waiting", 0), held.get("snoozed", 0), tuple(first), strangers,
        held.get("suggestions", 0), len(unseen),
    )  # fmt: skip
