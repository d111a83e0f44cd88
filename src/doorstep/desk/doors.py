"""All doors side by side: what they say, what is most likely not meant, and who asks where there is none."""

from collections import Counter
from dataclasses import dataclass

from ..facts.catalogue import NETWORKS, Catalogue
from ..facts.values import kind_of
from ..policy.check import Finding
from ..policy.told import Told, ToldRule, told
from .home import Desk
from .previewing import Previews
from .standards import required


@dataclass(frozen=True, slots=True)
class Doors:
    """The standards in plain sentences; findings; networks on which somebody waits before no door, with how many; and
    those that could have a door yet."""

    told: Told
    findings: tuple[Finding, ...]
    doorless: tuple[tuple[str, int], ...]
    free: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        """As programs get it."""
        return {
            "words": [{"name": name, "means": means} for name, means in self.told.words],
            "assumed": list(self.told.assumed),
            "house": [_rule(one) for one in self.told.house],
            "doors": [
                {"network": one.network, "name": one.name, "head": one.head,
                 "rules": [_rule(each) for each in one.rules], "otherwise": one.otherwise}
                for one in self.told.doors
            ],
            "without_door": [{"network": network, "requests": count} for network, count in self.doorless],
        }  # fmt: skip


def _rule(one: ToldRule) -> dict[str, str]:
    return {"kind": one.kind, "name": one.name, "says": one.says}


def doors(desk: Desk, previews: Previews) -> Doors:
    """Everything that the page of all doors shows; NotFoundError without standards, PolicyError where they hold a
    mistake."""
    policy = required(desk)
    waiting = Counter(previews.waiting())
    doorless = [(network, count) for network, count in waiting.most_common() if network not in policy.networks]
    known = dict.fromkeys([*(network for network, _ in doorless), *NETWORKS])
    free = [one for one in known if one not in policy.networks]
    return Doors(told(policy), tuple(previews.findings(policy)), tuple(doorless), tuple(free))


def help_with_facts(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    """Each fact that a rule can ask about: its name, what it means, and what it can be."""
    return [
        (one.name, one.meaning, ", ".join(one.options) if one.type == "labels" and one.options else kind_of(one))
        for one in catalogue
    ]  # fmt: skip
