"""Which unknown fact settles most: expected loss of doubt about the outcome, for each minute of asking."""

from __future__ import annotations

from itertools import product
from math import log2

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .compiled import CompiledDoor

MAX_WAYS = 256  # beyond this many ways the unknown is sampled, always alike


def ask_first(door: CompiledDoor, masks: tuple[int, ...]) -> tuple[str, ...]:
    """The unknown facts whose answer can still change the outcome, the most telling first.

    Every way in which the unknown can turn out counts alike. Source of the measure: information gain, Quinlan,
    Induction of decision trees, Machine Learning 1, 1986.
    """
    ways = ways_from(door, masks)
    if len({outcome for _, outcome in ways}) < 2:
        return ()
    doubt = _entropy([outcome for _, outcome in ways])
    scored = []
    for spot, variable in enumerate(door.variables):
        known = variable.values_in(masks[spot])
        for place, name in enumerate(variable.facts):
            if known[place] is not None or masks[spot].bit_count() < 2:
                continue
            by_answer: dict[object, list[str]] = {}
            for cells, outcome in ways:
                cell = cells[spot]
                answer: object = variable.examples[cell][place] if variable.cell is None else cell
                by_answer.setdefault(answer, []).append(outcome)
            left = sum(len(outcomes) * _entropy(outcomes) for outcomes in by_answer.values()) / len(ways)
            if doubt - left > 1e-9:
                scored.append((-(doubt - left), spot, place, name))
    return tuple(name for *_, name in sorted(scored))


def ways_from(door: CompiledDoor, masks: tuple[int, ...]) -> list[tuple[tuple[int, ...], str]]:
    """All ways in which the unknown can turn out (the cell of each variable, and the outcome), or MAX_WAYS of them."""
    choices = [[cell for cell in range(mask.bit_length()) if mask >> cell & 1] for mask in masks]
    total = 1
    for cells in choices:
        total *= len(cells)
    if total <= MAX_WAYS:
        picked = list(product(*choices))
    else:
        from random import Random  # takes long to load and is seldom needed

        dice = Random(total)
        picked = [tuple(dice.choice(cells) for cells in choices) for _ in range(MAX_WAYS)]
    return [(cells, outcome_of(door, cells)) for cells in picked]


def outcome_of(door: CompiledDoor, cells: tuple[int, ...]) -> str:
    """The outcome when everything is known."""
    for kind, boxes in (("decline", door.decline), ("ask", door.ask), ("accept", door.accept)):
        if any(all(mask >> cells[spot] & 1 for spot, mask in box) for box in boxes):
            return kind
    return door.door.otherwise


def _entropy(outcomes: list[str]) -> float:
    size = len(outcomes)
    shares = [outcomes.count(one) / size for one in set(outcomes)]
    return -sum(share * log2(share) for share in shares)
