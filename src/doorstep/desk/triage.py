"""Choosing among many requests: filters with their counts, search, the order of work, and what comes next."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from itertools import chain

from ..facts.values import fold
from .inbox import Item, worth_first

STATES = {"open": ("open",), "waiting": ("waiting",), "snoozed": ("snoozed",), "declined": ("declined",)}
VERDICTS = ("accept", "ask", "not_yet", "decline")
AGES = {"week": 7, "month": 30, "older": 0}


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user looks for; an empty field takes all. `age` is of AGES, `words` are in a name or a note.

    `mine` is `yes` for those that wait for the user (`is_mine`).
    """

    state: str = "open"
    network: str = ""
    verdict: str = ""
    role: str = ""
    age: str = ""
    mine: str = ""
    words: str = ""

    @property
    def is_all(self) -> bool:
        """True where nothing is filtered but the state."""
        return not self.given.keys() - {"state"}

    @property
    def given(self) -> dict[str, str]:
        """The filters that say something, by name: what an address has to hold."""
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in told.items() if value and (name, value) != ("state", "open")}


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that a filter can take, and how many requests it would leave."""

    value: str
    count: int


def chosen(items: Iterable[Item], choice: Choice, today: date) -> list[Item]:
    """The requests that the choice leaves, those that can be done at once first, then the oldest."""
    tests = _tests(choice, today)
    return sorted((one for one in items if all(test(one) for test in tests.values())), key=worth_first)


def facets(items: Sequence[Item], choice: Choice, today: date) -> dict[str, list[Facet]]:
    """For each filter its values with counts, as the other filters leave them."""
    tests = _tests(choice, today)
    left: dict[str, list[Item]] = {name: [] for name in _VALUES}
    for one in items:
        failing = [key for key, test in tests.items() if not test(one)] if tests else ()
        for name in failing or left:
            if len(failing) < 2 and name in left:
                left[name].append(one)
    counts = {
        name: Counter(chain.from_iterable(values_of(one, today) for one in left[name]))
        for name, (values_of, _) in _VALUES.items()
    }
    return {
        name: [Facet(value, counts[name][value]) for value in order or sorted(counts[name]) if counts[name][value]]
        for name, (_, order) in _VALUES.items()
    }


def roles_of(item: Item, _today: date | None = None) -> tuple[str, ...]:
    """What this person is to the user, as far as it is known."""
    known = item.known.get("role")
    return tuple(sorted(known.value)) if known is not None and isinstance(known.value, frozenset) else ()


def age_of(item: Item, today: date) -> str:
    """Of AGES; older where the day is not known."""
    if item.asked_on is None:
        return "older"
    days = (today - item.asked_on).days
    return "week" if days <= AGES["week"] else "month" if days <= AGES["month"] else "older"


def is_mine(item: Item) -> bool:
    """True where the next move is the user's: the answer is ask, or the cheapest way in holds something that the user
    alone can do or say. Never while the answer is hidden: it would tell it.
    """
    if item.hidden or item.verdict != "not_yet":
        return item.verdict == "ask" and not item.hidden
    return item.plan is not None and (bool(item.plan.questions) or any(one.who == "me" for one in item.plan.steps))


# for each filter the values that a request has, and all values in their order where they have one
_VALUES: dict[str, tuple[Callable[[Item, date], tuple[str, ...]], tuple[str, ...]]] = {
    "verdict": (lambda item, _: () if item.hidden else (item.verdict,), VERDICTS),
    "network": (lambda item, _: (item.request.network,), ()),
    "role": (roles_of, ()),
    "age": (lambda item, today: (age_of(item, today),), tuple(AGES)),
    "mine": (lambda item, _: ("yes",) if is_mine(item) else (), ("yes",)),
}


def _tests(choice: Choice, today: date) -> dict[str, Callable[[Item], bool]]:
    tests: dict[str, Callable[[Item], bool]] = {}
    if choice.network:
        tests["network"] = lambda one: one.request.network == choice.network
    if choice.verdict:
        tests["verdict"] = lambda one: not one.hidden and one.verdict == choice.verdict
    if choice.role:
        tests["role"] = lambda one: choice.role in roles_of(one)
    if choice.age:
        tests["age"] = lambda one: age_of(one, today) == choice.age
    if choice.mine:
        tests["mine"] = is_mine
    if choice.words:
        words = fold(choice.words)
        tests["words"] = lambda one: words in one.folded
    return tests


def place_of(items: Sequence[Item], request_id: int | None) -> int:
    """Where a request stands in the list, 0 where it is not in it."""
    return next((spot for spot, one in enumerate(items) if one.id == request_id), 0)
