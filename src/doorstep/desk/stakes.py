"""What is at stake with a request: the facts about whoever asks, and the people and doors around them."""

from dataclasses import dataclass

from ..facts.observations import Known
from ..networks import load
from ..studies.stakes import Around, Line, Stakes, stakes
from .home import Desk
from .inbox import Item, one_item
from .people import FROM
from .words import on_network

DONE = {"accept": "accepted them", "decline": "declined them", "wait": "left it open", "snooze": "put it aside"}
MOST_COLLEAGUES = 50


@dataclass(frozen=True, slots=True)
class AtStake:
    """A request with both sides of it. It holds nothing of what the standards say to it."""

    item: Item
    both: Stakes

    @property
    def short(self) -> tuple[str, str]:
        """Both sides in a line each, the no first; empty where nothing is known."""
        no, yes = (
            "; ".join(dict.fromkeys(one.short for one in side if one.short)) for side in (self.both.no, self.both.yes)
        )
        return no, yes

    def as_dict(self) -> dict[str, object]:
        """As `stakes --json` gives it."""
        catalogue = self.item.desk.catalogue
        return {
            "id": self.item.id, "network": self.item.request.network,
            "person": {"id": self.item.request.person_id, "name": self.item.request.name},
            "no": [line_as_dict(one) for one in self.both.no], "yes": [line_as_dict(one) for one in self.both.yes],
            "unknown": [{"fact": name, "question": catalogue[name].question} for name in self.both.unknown],
        }  # fmt: skip


def line_as_dict(one: Line) -> dict[str, object]:
    """One line, for programs."""
    return {"kind": one.kind, "text": one.text, "source": one.source, "on": one.on.isoformat() if one.on else None}


def at_stake(desk: Desk, request_id: int) -> AtStake:
    """What is at stake with a request; NotFoundError where there is none."""
    return of_item(desk, one_item(desk, request_id))


def of_item(desk: Desk, item: Item) -> AtStake:
    """What is at stake with a request that is looked at."""
    return AtStake(item, stakes(item.known, _around(desk, item)))


def _around(desk: Desk, item: Item) -> Around:
    network, company = item.request.network, item.known.get("company")
    told = load().get(network)
    no = on_network(told, "decline") if told else None
    doors = desk.policy.standards.doors if desk.policy else {}
    closeness = doors[network].closeness if network in doors else told.closeness if told else 0
    return Around(
        network=desk.display(network),
        closeness=closeness,
        colleagues=colleagues(desk, item),
        company=str(company.shown) if company else "",
        tellers=tellers(item.known, "introduced", "vouched_for"),
        warners=tellers(item.known, "warned_about"),
        they_see=no.they_see if no and no.they_see != "not known" else "",
        they_see_source=no.source if no else "",
        they_see_on=no.as_of if no else None,
        obliged=tuple(
            (one.at.date(), DONE.get(one.action, one.action))
            for one in desk.ledger.decisions(person_id=item.request.person_id)
            if one.obliged
        ),
    )


def colleagues(desk: Desk, item: Item) -> tuple[str, ...]:
    """The user's connections at the place where whoever asks is said to work, by name."""
    company = item.known.get("company")
    if company is None or not str(company.value).strip():
        return ()
    found = desk.ledger.connections_at(str(company.value))
    return tuple(one.name for one in found if one.id != item.request.person_id)[:MOST_COLLEAGUES]


def tellers(known: dict[str, Known], *facts: str) -> tuple[str, ...]:
    """The people, by name, from whom the user has these facts."""
    seen = [one for fact in facts if fact in known and known[fact].value is True for one in known[fact].because]
    return tuple(dict.fromkeys(one.source.removeprefix(FROM) for one in seen if one.source.startswith(FROM)))
