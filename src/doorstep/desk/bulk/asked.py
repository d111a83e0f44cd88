"""What is asked of requests in bulk: which policy and network, which columns, and what is done with invalid values."""

from collections.abc import Mapping
from dataclasses import dataclass

from ... import Policy
from ...errors import NotFoundError, UsageError
from ...facts.catalogue import ALIASES
from ...facts.words import did_you_mean
from ...policy.compiled import CompiledDoor
from ...policy.tree import tests_in


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a set of requests: decided by `policy`, all on `network`, or each on the one that the column
    `network_column` names. Rows are known by the column `id_column`, or by file and row where it is empty."""

    policy: Policy
    network: str = ""
    network_column: str = ""
    id_column: str = ""
    unknown_if_invalid: bool = False

    def __post_init__(self) -> None:
        if bool(self.network) == bool(self.network_column):
            raise UsageError(
                "on which network are these requests?",
                next_step="--network linkedin for all of them, or --network-column COLUMN",
            )
        if self.network and self.policy.door(self.network) is None:
            hint = did_you_mean(self.network, self.policy.networks) or "it has " + ", ".join(self.policy.networks)
            raise NotFoundError(f"the policy has no door for `{self.network}`", next_step=hint)

    @property
    def doors(self) -> tuple[CompiledDoor, ...]:
        """The doors that are asked at."""
        names = (ALIASES.get(self.network, self.network),) if self.network else self.policy.networks
        return tuple(door for name in names if (door := self.policy.door(name)) is not None)

    @property
    def needed(self) -> tuple[str, ...]:
        """The facts that the rules of these doors look at, in the catalogue's order."""
        used = {test.fact for door in self.doors for one in door.rules for test in tests_in(one.rule.node)}
        if self.policy.standards.assume_strangers and used:
            used.add("on_record")
        return tuple(fact.name for fact in self.policy.catalogue if fact.name in used)

    @property
    def helpful(self) -> tuple[str, ...]:
        """The facts that tell something of the needed ones, and those."""
        used = {name for door in self.doors for variable in door.variables for name in variable.facts}
        used |= set(self.needed)
        return tuple(fact.name for fact in self.policy.catalogue if fact.name in used)

    def options(self) -> Mapping[str, object]:
        """What else than the policy and the requests the answers hang on."""
        return {
            "network": self.network,
            "network_column": self.network_column,
            "id": self.id_column,
            "unknown_if_invalid": self.unknown_if_invalid,
        }
