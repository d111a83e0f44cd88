"""Whose turn it is where there is little room: each request sees what is left once the better ones have theirs.

The order is the one in which requests are worked on (`policy_order`, then the oldest first), never chance. Who gets no
place is answered by the user's own rules, as if there were no room.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..studies.attention import cost, places
from .circles import circles
from .here import Here
from .home import Desk

if TYPE_CHECKING:
    from .inbox import Item

ROOM = "room"


def in_line(desk: Desk, items: Iterable["Item"]) -> list["Item"]:
    """All open requests, in the order given, each answered with the room that is left when its turn comes."""
    from .inbox import item, policy_order

    found, left = list(items), circles(desk).left
    if left is None or desk.policy is None:
        return found
    here = Here(desk)
    networks = {one for one in desk.policy.networks if ROOM in here.asked(desk.policy, one)}
    own, doors = circles(desk).figures.circles, desk.policy.standards.doors
    answered = {}
    for one in sorted(found, key=policy_order):
        network = one.request.network
        if network not in networks or one.answer is None or one.answer.verdict != "accept":
            continue
        minutes = cost(doors[network].closeness, own)
        there = places(left, minutes)
        seen = tuple(replace(each, value=there) if each.fact == ROOM else each for each in one.of_request)
        now = item(desk, one.request, one.dossier, seen)
        now.own_view, now.hidden = one.own_view, one.hidden
        answered[one.id] = now
        left -= minutes if now.verdict == "accept" else 0
    return [answered.get(one.id, one) for one in found]
