"""What is wrong with a policy that reads well: rules that never fire, doors that never open, and their like.

Every finding is proved over all people that there can be, on the doors' boxes, and comes with an example person where
there is one; the example is decided again before it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from . import across, assumed, doors, looks, rules, strategy, supply, words
from .finding import CODES, SEVERITIES, Finding
from .inspection import Inspection

__all__ = ["CODES", "SEVERITIES", "Finding", "check"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .. import Policy


def check(policy: Policy, requests: Sequence[tuple[str, Mapping[str, Any]]] = ()) -> tuple[Finding, ...]:
    """Everything that is found, in the order of the file: the whole policy first, then door by door.

    `requests` are real ones, as (network, facts): with them it is also told which facts are never known, and how
    many requests stay undecided for want of each.
    """
    return tuple(_found(Inspection(policy), requests))


def _found(look: Inspection, requests: Sequence[tuple[str, Mapping[str, Any]]]) -> Iterator[Finding]:
    yield from strategy.contradicted(look)
    yield from looks.judged(look)
    yield from words.uneven(look)
    yield from rules.constant_words(look)
    yield from rules.of_the_house(look)
    yield from assumed.opening(look)
    yield from across.upside_down(look)
    for door in look.doors:
        yield from doors.shut(look, door)
        yield from doors.shut_for_roles(look, door)
        yield from doors.open_to_all(look, door)
        for rule in door.rules:
            if not rule.rule.is_house:
                yield from rules.of_one_rule(look, door, rule)
            yield from supply.unknowable(look, door, rule)
        yield from rules.clashing(look, door)
        yield from supply.claims(look, door)
        yield from supply.never_held(look, door, [facts for network, facts in requests if network == door.network])
