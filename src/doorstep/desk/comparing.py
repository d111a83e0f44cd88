"""Two versions of the standards side by side: who is answered differently, of all people and of one's own."""

from dataclasses import dataclass
from typing import Any

from .. import Policy
from ..errors import NotFoundError
from ..policy.compare import Difference, settings, ways
from .home import Desk
from .replaying import Replay
from .touched import Reach, reach
from .versions import NOW, named, version

_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changes from one to the other: kinds of people, each proved, with an example; ways to a door that open or
    close; settings; and whom of one's own requests it reaches."""

    differences: tuple[Difference, ...]
    ways: tuple[Difference, ...]
    settings: tuple[str, ...]
    reach: Reach

    def as_dict(self) -> dict[str, Any]:
        """As `policy compare --json` gives it."""
        return {
            "differences": [_as_dict(one) for one in self.differences], "ways": [_as_dict(one) for one in self.ways],
            "settings": list(self.settings), "requests": [one.as_dict() for one in self.reach.touched],
        }  # fmt: skip


def compared(
    desk: Desk,
    old: Policy,
    new: Policy,
    *,
    everybody: bool = False,
    replay: Replay | None = None,
    most: int | None = None,
) -> Comparison:
    """Everything that changes from `old` to `new`, with the first `most` of one's own requests, unsettled or all.

    FactError where the two mean different things by one fact.
    """
    whom = reach(desk, old, new, everybody=everybody, replay=replay, most=most)
    return Comparison(old.compare(new), ways(old, new), settings(old, new), whom)


def kept_one(desk: Desk, wanted: str) -> tuple[Policy, str]:
    """A version by its number, or `now`, and what to call it; NotFoundError for anything else, as the name of a file.

    PolicyError where it holds a mistake.
    """
    if wanted == NOW:
        return named(desk, NOW)
    if not wanted.isdecimal() or len(wanted) > _MOST_DIGITS:
        raise NotFoundError("there is no such version of your standards", next_step="Pick one of the list.")
    kept = version(desk, wanted)
    return Policy.parse(kept.text, f"version {kept.number}"), f"version {kept.number}, of {kept.at:%Y-%m-%d}"


def _as_dict(one: Difference) -> dict[str, object]:
    return {"network": one.network, "before": one.before, "after": one.after, "message": one.message,
            "example": one.example_text}  # fmt: skip
