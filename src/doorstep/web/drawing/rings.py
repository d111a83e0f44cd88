"""One's circles as rings: the closest in the middle, a dot a person (or several), full while in touch."""

from collections.abc import Sequence
from math import cos, pi, sin, sqrt

from markupsafe import Markup

from ...desk.pictures import DRIFTING, IN_TOUCH, NOT_TOLD, RINGS, STATES, Ring
from ...desk.words import count_of
from .svg import picture, shape, words

SIZE, CORE, MARGIN = 360.0, 34.0, 18.0
MOST_DOTS = 120
GOLDEN = pi * (3 - sqrt(5))  # the angle of sunflower seeds: no two dots in one line (Vogel 1979)
CLASSES = {IN_TOUCH: "dot touch", DRIFTING: "dot drift", NOT_TOLD: "dot untold"}


def rings(some: Sequence[Ring]) -> Markup:
    """The rings with their dots."""
    middle = SIZE / 2
    edges = radii(len(some))
    parts = [shape("circle", "ring", cx=middle, cy=middle, r=edge) for edge in edges[1:]]
    each = people_a_dot(some)
    for place, ring in enumerate(some):
        states = dots(ring, each)
        for (x, y), state in zip(spots(len(states), edges[place], edges[place + 1]), states):
            radius = {IN_TOUCH: 3.0, DRIFTING: 3.0, NOT_TOLD: 1.5}[state]
            parts.append(shape("circle", CLASSES[state], cx=middle + x, cy=middle + y, r=radius))
    for place, ring in enumerate(some):
        text = RINGS.get(ring.closeness, "")
        parts.append(words(text, middle, middle - edges[place + 1] + 5, "label halo", "middle"))
    return picture("circles", "Your circles", told(some), SIZE, SIZE, parts)


def told(some: Sequence[Ring]) -> str:
    """The picture in a sentence, from the middle outwards."""
    lines = []
    for ring in some:
        counts = ", ".join(f"{number:,} {state}" for state, number in ring.counts.items() if number)
        lines.append(
            f"{RINGS.get(ring.closeness, 'other')}: {count_of(len(ring.people), 'person', 'people')}, {counts}"
        )
    return "From the closest outwards. " + "; ".join(lines) + "."


def radii(number: int) -> list[float]:
    """The edges of the rings from the middle outwards, the first of them 0; all rings are equally wide."""
    outer = SIZE / 2 - MARGIN
    if number == 1:
        return [0.0, outer]
    return [0.0, *(CORE + 16 + (outer - CORE - 16) * place / (number - 1) for place in range(number))]


def people_a_dot(some: Sequence[Ring]) -> int:
    """How many people one dot stands for, the same in every ring: few enough that each ring has room."""
    most = max((len(one.people) for one in some), default=0)
    return max(1, -(-most // MOST_DOTS))


def dots(ring: Ring, each: int) -> list[str]:
    """The states of the dots of a ring, those in touch first; a state with anybody in it has at least one dot."""
    return [state for state in STATES for _ in range(-(-ring.counts[state] // each))]


def spots(number: int, inner: float, outer: float) -> list[tuple[float, float]]:
    """As many places between two circles, spread like the seeds of a sunflower."""
    low, high = (inner + 7) ** 2 if inner else 0.0, (outer - 7) ** 2
    found = []
    for place in range(number):
        far = sqrt(low + (high - low) * (place + 0.5) / number)
        found.append((far * cos(place * GOLDEN), far * sin(place * GOLDEN)))
    return found
