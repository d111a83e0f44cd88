"""The user's own figures: what each circle asks for, the attention there is, and whom they put where themselves."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from ..errors import UsageError
from ..facts.observations import Observation
from ..facts.words import did_you_mean
from ..ledger import Person
from ..studies.attention import GUESSES, NAMES, Circle
from .home import Desk
from .people import ME, find

FIGURES = "circles"  # the name of the setting
# Said of people beside the facts: no standards can name them, since the name of a fact holds no space.
MY_CIRCLE, NOT_ANY_MORE = "my circle", "not any more"
NONE = "none"
MOST_MINUTES, MOST_DAYS, MOST_HOURS = 10_000, 3_650, 744


@dataclass(frozen=True, slots=True)
class Figures:
    """The circles, innermost first, and the minutes a month that there are for all of them; None: not said yet."""

    circles: tuple[Circle, ...]
    minutes: int | None

    def of(self, name: str) -> Circle | None:
        """The circle of this name."""
        return next((one for one in self.circles if one.name == name), None)


def figures(desk: Desk) -> Figures:
    """What the user has set, and guesses for the rest."""
    held = json.loads(desk.ledger.setting(FIGURES) or "{}") if desk.has_ledger else {}
    own = held.get("circles", {})
    circles = tuple(
        replace(one, is_guess=False, **own[one.name]) if one.name in own else one for one in GUESSES
    )  # fmt: skip
    return Figures(circles, held.get("minutes"))


def set_circle(desk: Desk, name: str, minutes: int | None = None, every: int | None = None) -> Figures:
    """Sets what a circle asks for: minutes a month for each person, days between two contacts. Undoable."""
    wanted = circle_named(name)
    if minutes is None and every is None:
        raise UsageError(
            "there is nothing to set", next_step='doorstep circles set close --minutes 60 --every "14 days"'
        )
    if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        raise UsageError(f"minutes a month go from 0 to {MOST_MINUTES:,}", next_step="--minutes 60")
    if every is not None and not 1 <= every <= MOST_DAYS:
        raise UsageError("a rhythm goes from a day to ten years", next_step='--every "14 days"')

    def changed(one: Circle) -> Circle:
        if one.name != wanted:
            return one
        new = one.minutes if minutes is None else minutes, one.every if every is None else every
        return replace(one, minutes=new[0], every=new[1], is_guess=False)

    return _keep(desk, lambda known: Figures(tuple(map(changed, known.circles)), known.minutes))


def set_attention(desk: Desk, hours: float | None) -> Figures:
    """Sets how many hours a month there are for all circles together; None goes back to a guess. Undoable."""
    if hours is not None and not 0 <= hours <= MOST_HOURS:
        raise UsageError(f"a month has {MOST_HOURS} hours", next_step="doorstep circles attention 30")
    minutes = None if hours is None else round(hours * 60)
    return _keep(desk, lambda known: Figures(known.circles, minutes))


def _keep(desk: Desk, changed: Callable[[Figures], Figures]) -> Figures:
    """Keeps the figures as changed from those that stand, which nobody else can change meanwhile."""
    with desk.ledger.change("own figures") as change:
        wanted = changed(figures(desk))
        own = {one.name: {"minutes": one.minutes, "every": one.every} for one in wanted.circles if not one.is_guess}
        desk.ledger.set_setting(FIGURES, json.dumps({"circles": own, "minutes": wanted.minutes}), change=change)
    return wanted


def circle_named(name: str) -> str:
    """The circle that a word means; UsageError with the nearest."""
    word = name.strip().casefold()
    if word not in NAMES:
        hint = did_you_mean(word, NAMES)
        raise UsageError(f"there is no circle `{name}`", next_step=hint or "there are " + ", ".join(NAMES))
    return word


def put(desk: Desk, who: str, circle: str) -> Person:
    """Puts somebody into a circle, or with `none` leaves it to the contact again. Undoable."""
    wanted = "" if circle.strip().casefold() == NONE else circle_named(circle)
    return _say(desk, who, MY_CIRCLE, wanted, "circle")


def not_any_more(desk: Desk, who: str, again: bool = False) -> Person:
    """Has somebody never named again as one to be in touch with; `again` takes that back. Undoable."""
    return _say(desk, who, NOT_ANY_MORE, "" if again else "yes", "not any more")


def _say(desk: Desk, who: str, name: str, value: str, kind: str) -> Person:
    """Keeps what the user says of somebody in the place of what they said before; empty takes it back."""
    person = find(desk, who)
    ledger = desk.ledger
    with ledger.change(kind, person_id=person.id) as change:
        before = [one for one in ledger.kept_observations(person_id=person.id) if one.observation.fact == name]
        if not before and not value:
            raise UsageError(f"nothing of that kind was said of {person.name}")
        for one in before:
            ledger.withdraw_fact(one.id, change=change)
        if value:
            ledger.state_fact(person.id, Observation(name, value, ME, desk.today, "me"), change=change)
    return person
