"""The people of an address book: which cards are of one person, and which identifiers are of several."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from ...facts.values import fold
from .card import Card

_MOST_NAMES = 8  # so many different names under one number: it is nobody's own
Identifier = tuple[str, str]


@dataclass(slots=True, eq=False)
class Person:
    """All cards of one person, and the identifiers on them that nobody else's cards bear."""

    cards: list[Card]
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    profiles: tuple[Identifier, ...] = ()
    labels: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The longest name on the cards, the first of several."""
        return max((card.name for card in self.cards), key=len)


def people(cards: list[Card]) -> tuple[list[Person], list[tuple[Person, Person, str]]]:
    """The people, in the order of their first cards; and pairs of them that share what is usually one person's, with
    its kind.

    Two cards are of one person where they bear one id, or one identifier and names that do not contradict each other.
    Equal names alone join nobody, unless nothing else is on the cards, as in the copies that each group has.
    """
    cards = [card for card in cards if not card.members]
    groups = _Groups(len(cards))
    borne = [list(identifiers(card)) for card in cards]
    shared = _join(cards, borne, groups)
    by_root: dict[int, list[int]] = {}
    for at in range(len(cards)):
        by_root.setdefault(groups.root(at), []).append(at)
    made = {
        root: _person([cards[at] for at in places], [one for at in places for one in borne[at]], shared)
        for root, places in by_root.items()
    }
    pairs = [
        (made[one], made[other], kind)
        for (kind, _), places in shared.items()
        for one, other in list(combinations(sorted({groups.root(at) for at in places}), 2))[:3]
    ]
    return [one for one in made.values() if one.name or one.emails or one.phones or one.profiles], pairs


def identifiers(card: Card) -> Iterator[Identifier]:
    """What on the card could tell for certain whom it is of."""
    yield from (("email", one) for one in card.emails)
    yield from (("phone", one) for one in card.phones)
    yield from card.profiles


def _join(cards: list[Card], borne: list[list[Identifier]], groups: "_Groups") -> dict[Identifier, list[int]]:
    """Joins the cards of one person; gives back the identifiers that several bear, with the cards' places."""
    by_uid: dict[str, int] = {}
    alone: dict[str, int] = {}
    bearing: dict[Identifier, list[int]] = {}
    for at, card in enumerate(cards):
        if card.uid:
            groups.join(by_uid.setdefault(card.uid, at), at)
        for one in borne[at]:
            bearing.setdefault(one, []).append(at)
        if not borne[at] and not card.uid:
            groups.join(alone.setdefault(f"{fold(card.name)}\0{card.apart}", at), at)
    shared: dict[Identifier, list[int]] = {}
    for one, places in bearing.items():
        if len(places) == 1:
            continue
        names: dict[str, list[int]] = {}
        for at in places:
            names.setdefault(fold(cards[at].name), []).append(at)
        told = [name for name in names if name]
        if len(told) <= _MOST_NAMES and all(_agree(a, b) for a, b in combinations(told, 2)):
            groups.join_all(places)
            continue
        shared[one] = places
        for same in names.values():
            groups.join_all(same if cards[same[0]].name else same[:1])
    return shared


def _agree(one: str, other: str) -> bool:
    """True where every word of the shorter name begins a word of the longer: `nadia q.` and `nadia quill`."""
    shorter, longer = sorted((one.replace(".", "").split(), other.replace(".", "").split()), key=len)
    left = list(longer)
    for word in shorter:
        found = next((at for at, full in enumerate(left) if full.startswith(word) or word.startswith(full)), -1)
        if found < 0:
            return False
        del left[found]
    return True


def _person(cards: list[Card], borne: list[Identifier], shared: dict[Identifier, list[int]]) -> Person:
    own = dict.fromkeys(one for one in borne if one not in shared)
    return Person(
        cards,
        tuple(key for kind, key in own if kind == "email"),
        tuple(key for kind, key in own if kind == "phone"),
        tuple(one for one in own if one[0] not in ("email", "phone")),
        list(dict.fromkeys(label for card in cards for label in card.labels)),
    )


def members_labelled(cards: Iterable[Card]) -> dict[str, list[str]]:
    """The names of the groups that cards are in, by the cards' ids, where groups are cards of their own."""
    found: dict[str, list[str]] = {}
    for card in cards:
        for uid in card.members:
            found.setdefault(uid, []).append(card.name)
    return found


class _Groups:
    """Which of so many things belong together."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, at: int) -> int:
        """The first of those that belong with this one."""
        above = self._above
        while above[at] != at:
            above[at] = above[above[at]]
            at = above[at]
        return at

    def join(self, one: int, other: int) -> None:
        """Puts two together, under the earlier one."""
        first, second = sorted((self.root(one), self.root(other)))
        self._above[second] = first

    def join_all(self, several: list[int]) -> None:
        """Puts all of them together."""
        for other in several[1:]:
            self.join(several[0], other)
