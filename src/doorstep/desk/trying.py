"""A rule that is not in the standards yet, tried over the user's own history; never written into them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .. import Policy
from ..errors import FactError
from ..facts.record import replace
from ..ledger.history import Asked
from ..policy.check import Finding
from ..policy.render import condition_text, condition_toml, tidy
from ..policy.standards import Door, Rule, Standards
from ..policy.tree import Node
from ..studies.groups import Condition, node_of
from .blind import hidden, own_views
from .home import Desk
from .replaying import Replay
from .then import Then


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule would have done. `text` is how it stands in the policy, at one door or (network empty) in the house.

    `caught` of the `flagged` requests, and `beside` of the others, would have been answered otherwise with what was
    known when they were decided; `already` of the flagged ones today's standards do not accept anyway. `now` are those
    of `asked` who would get another answer with what is known today, each with both verdicts. `findings` are what
    `policy check` finds with the rule and not without it.
    """

    kind: str
    network: str
    name: str
    condition: str
    text: str
    caught: tuple[int, ...]
    beside: tuple[int, ...]
    already: int
    flagged: int
    asked: int
    now: tuple[tuple[Asked, str, str], ...]
    findings: tuple[Finding, ...]


def tried(
    desk: Desk,
    kind: str,
    conditions: Sequence[Condition],
    networks: Collection[str],
    then: Mapping[int, Then],
    flagged: Collection[int],
    replay: Replay,
) -> Tried | None:
    """The rule with what it would have changed, at the door of `networks` where it is one, else in the house.

    `then` are the decisions it is about, `flagged` those of them that it should have caught. None where there are no
    standards.
    """
    before = desk.policy
    if before is None or not conditions:
        return None
    network = next(iter(networks)) if len(networks) == 1 else ""
    if before.door(network) is None:
        network = ""
    name = _name(before.standards, desk.today)
    node = node_of(conditions)
    after = Policy.parse(tidy(_with(before.standards, network, Rule(kind, name, node, not network))))
    otherwise, already = [], 0
    for request_id, one in then.items():
        was, now = (_verdict(policy, one, desk.today) for policy in (before, after))
        already += request_id in flagged and was != "accept"
        if was != now:
            otherwise.append(request_id)
    unseen = hidden(desk.ledger, replay.asked, own_views(desk.ledger))
    changes = [(replay.asked[one.place], one.before, one.after) for one in replay.changes(before, after)]
    known = {(one.code, one.network, one.rule, one.message) for one in before.check()}
    return Tried(
        kind, network, name, condition_text(node, before.catalogue), _text(kind, network, name, node, before),
        tuple(one for one in otherwise if one in flagged), tuple(one for one in otherwise if one not in flagged),
        already, len(flagged), len(replay.asked) - len(unseen),
        tuple(one for one in changes if one[0].id not in unseen),
        tuple(one for one in after.check() if (one.code, one.network, one.rule, one.message) not in known),
    )  # fmt: skip


def _verdict(policy: Policy, one: Then, today: date) -> str:
    """What the standards say with what was known then; nothing where that contradicts them by now."""
    try:
        return policy.decide(one.request.network, one.facts, today).verdict
    except FactError:
        return ""


def _name(standards: Standards, today: date) -> str:
    """A name that no rule has."""
    taken = {rule.name for door in standards.doors.values() for rule in door.rules} | {
        rule.name for rule in standards.house
    }
    name = f"looked back on {today.isoformat()}"
    while name in taken:
        name += ", once more"
    return name


def _with(standards: Standards, network: str, rule: Rule) -> Standards:
    """The standards with a rule more, at one door or at all of them."""
    house = standards.house if network else (*standards.house, rule)

    def changed(door: Door) -> Door:
        own = tuple(one for one in door.rules if not one.is_house)
        more = (rule,) if door.network == network else ()
        return replace(door, rules=(*house, *own, *more))

    return replace(standards, house=house, doors={key: changed(door) for key, door in standards.doors.items()})


def _text(kind: str, network: str, name: str, node: Node, policy: Policy) -> str:
    place = f"networks.{network}.{kind}" if network else f"house.{kind}"
    return f'[{place}]\n"{name}" = {condition_toml(node, policy.catalogue)}'
