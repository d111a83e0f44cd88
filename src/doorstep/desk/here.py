"""Facts of a place: what holds at a network's door today, whoever asks there."""

from collections.abc import Callable, Iterable, Mapping

from .. import Policy
from ..facts.catalogue import ALIASES
from ..facts.observations import Observation, add_up
from ..facts.values import Value
from .home import Desk
from .known import values

# What tells one such fact of one network: an observation of today, or None where it is not known.
Teller = Callable[[Desk, str], Observation | None]


def _would_see(desk: Desk, network: str) -> Observation | None:
    from .exposure import would_see

    return would_see(desk, network)


def _room(desk: Desk, network: str) -> Observation | None:
    from .circles import room

    return room(desk, network)


# A teller looks at what it counts only when a rule asks, so each imports what it needs by itself.
TELLERS: Mapping[str, Teller] = {"would_see": _would_see, "room": _room}


class Here:
    """The facts of the doors, each worked out once and only where a rule of that door asks about it.

    Made anew for each look: what it found is not looked at again.
    """

    def __init__(self, desk: Desk, tellers: Mapping[str, Teller] | None = None) -> None:
        self.desk = desk
        self._tellers = TELLERS if tellers is None else tellers
        self._found: dict[tuple[str, str], Observation | None] = {}

    def asked(self, policy: Policy, network: str) -> tuple[str, ...]:
        """The facts of the place about which a rule of this door asks."""
        door = policy.door(network)
        return tuple(one for one in self._tellers if door and one in door.spot_of)

    def asks_about(self, fact: str) -> bool:
        """True where a rule of any door of the user's own policy asks about this fact of the place."""
        policy = self.desk.policy
        return policy is not None and any(fact in self.asked(policy, network) for network in policy.networks)

    def tell(self, network: str, facts: Iterable[str]) -> tuple[Observation, ...]:
        """What is known of these facts at this network; nothing where nothing is kept yet."""
        if not self.desk.has_ledger:
            return ()
        key = ALIASES.get(network, network)
        found = []
        for fact in facts:
            if (fact, key) not in self._found:
                self._found[fact, key] = self._tellers[fact](self.desk, key)
            found.append(self._found[fact, key])
        return tuple(one for one in found if one is not None)

    def at(self, policy: Policy | None, network: str) -> tuple[Observation, ...]:
        """What holds at this door, of the facts about which its rules ask."""
        return self.tell(network, self.asked(policy, network)) if policy else ()

    def everywhere(self, policy: Policy | None) -> tuple[Observation, ...]:
        """What holds at all doors, in the policy's order: two looks that find the same need no new answers."""
        return tuple(one for network in (policy.networks if policy else ()) for one in self.at(policy, network))


def given_here(here: Here, policy: Policy, network: str, facts: Mapping[str, Value]) -> dict[str, Value]:
    """The facts of somebody made up, with those of the place beside them where none was given."""
    return {**values(add_up(here.at(policy, network), here.desk.today, policy.catalogue)), **facts}
