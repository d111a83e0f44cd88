"""Which profiles are one person: worked out anew from what is held, so that no order of events makes a difference."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..studies.persons import is_other

EMAIL, PHONE = "email", "phone"  # an e-mail address or a phone number is a profile on this network
IDENTIFIERS = (EMAIL, PHONE)
# whose name for somebody is shown where several networks tell one
_NAMED_BY = ("linkedin", "facebook")
_MOST_NAMES = 20  # of one address that are laid beside each other
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A profile: `born_id` is the person that was made for it, None where it came with another profile."""

    id: int
    network: str
    key: str
    exact: bool
    name: str
    called: str
    born_id: int | None


@dataclass(frozen=True, slots=True)
class Parts:
    """The profiles of each person, and pairs of profiles of one network that share an address, a number or a handle."""

    people: tuple[tuple[int, ...], ...]
    shared: frozenset[tuple[int, int, str]]


class _Union:
    """Disjoint sets that can be kept apart from each other."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}
        self._apart: dict[int, set[int]] = {}

    def find(self, one: int) -> int:
        """The root of the set that it is in."""
        parent = self._parent
        root = one
        while (above := parent.get(root, root)) != root:
            root = above
        while (above := parent.get(one, one)) != root:
            parent[one], one = root, above
        return root

    def unite(self, one: int, other: int) -> bool:
        """Makes two sets one, unless they are to be kept apart."""
        one, other = self.find(one), self.find(other)
        if one == other:
            return True
        if other in self._apart.get(one, ()):
            return False
        self._parent[other] = one
        for enemy in self._apart.pop(other, ()):
            self._apart[enemy].discard(other)
            self.keep_apart(one, enemy)
        return True

    def keep_apart(self, one: int, other: int) -> None:
        """Two sets are never to be one; nothing where they are already."""
        one, other = self.find(one), self.find(other)
        if one != other:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)


def parts(nodes: Mapping[int, Node], links: Iterable[Pair], joined: Iterable[Pair], apart: Iterable[Pair]) -> Parts:
    """Who is one person.

    `links` come with the files: a profile and another by which it is known for certain. `joined` and `apart` are the
    user's own words, which count before them. An e-mail address or a number that several profiles of one network go by
    joins none of these, since one family or one firm may share it; nor does a handle that several of them had, since
    whoever takes a name that was given up is somebody else. Nor does an address join people of quite other
    names: anybody can write somebody else's address on a card.
    """
    union = _Union()
    for one, other in joined:
        union.unite(one, other)
    for one, other in apart:
        union.keep_apart(one, other)

    def content(link: Pair) -> tuple[tuple[str, str], ...]:
        return tuple((nodes[one].network, nodes[one].key) for one in link)

    ordered = sorted(((one, other) for one, other in links if one in nodes and other in nodes), key=content)
    weak = []
    for one, other in ordered:
        if nodes[other].network in (*IDENTIFIERS, nodes[one].network):
            weak.append((one, other))
        else:
            union.unite(one, other)
    doubts = _doubts(nodes, weak)
    shared = _shared(nodes, weak, union) | {link for some in doubts.values() for link in some}
    for one, other in weak:
        if (one, other) not in shared:
            union.unite(one, other)
    found: dict[int, list[int]] = {}
    for one in nodes:
        found.setdefault(union.find(one), []).append(one)
    told = frozenset(
        (min(one, two), max(one, two), nodes[other].network)
        for one, other in shared
        for two, same in shared
        if same == other and one != two and nodes[one].network == nodes[two].network
        and union.find(one) != union.find(two)
    )  # fmt: skip
    told |= {
        (min(pair), max(pair), nodes[identifier].network)
        for identifier, some in doubts.items()
        for pair in _to_ask(nodes, identifier, some)
        if union.find(pair[0]) != union.find(pair[1])
    }
    return Parts(tuple(tuple(some) for some in found.values()), told)


def _doubts(nodes: Mapping[int, Node], weak: Sequence[Pair]) -> dict[int, list[Pair]]:
    """By address or number, the links to it of profiles that go by quite another name than it does.

    Where it has no name of its own, and those who name it go by quite different ones, that is all of them.
    """
    naming: dict[int, list[Pair]] = {}
    for link in weak:
        if nodes[link[1]].network in IDENTIFIERS and nodes[link[0]].name:
            naming.setdefault(link[1], []).append(link)
    found: dict[int, list[Pair]] = {}
    for identifier, some in naming.items():
        name = nodes[identifier].name
        if name:
            others = [link for link in some if nodes[link[0]].name != name and is_other(nodes[link[0]].name, name)]
        else:
            names = sorted({nodes[one].name for one, _ in some})[:_MOST_NAMES]
            others = some if any(is_other(one, two) for one, two in combinations(names, 2)) else []
        if others:
            found[identifier] = others
    return found


def _to_ask(nodes: Mapping[int, Node], identifier: int, some: Sequence[Pair]) -> Iterable[Pair]:
    """Which two the user may be asked about: with who is named on the address, else those who name it, by twos."""
    if nodes[identifier].name:
        return [(one, identifier) for one, _ in some]
    return [(some[0][0], one) for one, _ in some[1:_MOST_NAMES]]


def _shared(nodes: Mapping[int, Node], weak: Sequence[Pair], union: _Union) -> set[Pair]:
    """The links to an identifier or handle that several profiles of one network have, which are not one already."""
    by_network: dict[tuple[int, str], list[Pair]] = {}
    for one, other in weak:
        if nodes[one].exact and nodes[one].network not in IDENTIFIERS:
            by_network.setdefault((other, nodes[one].network), []).append((one, other))
    return {
        link
        for some in by_network.values()
        if len({union.find(one) for one, _ in some}) > 1
        for link in some
    }  # fmt: skip


def core(members: Sequence[int], edges: Sequence[Pair], joined: Sequence[Pair]) -> list[int]:
    """The profiles of whom the others were joined to: the side that the newest joining kept, and so on within it.

    `joined` are (kept, gone), the oldest first; `edges` are all the links among the members.
    """
    within = list(members)
    left = list(joined)
    while left:
        kept, gone = left.pop()
        if kept in within and gone in within:
            within = _reach(kept, within, [*edges, *left])
    return within


def reaches(one: int, other: int, edges: Sequence[Pair]) -> bool:
    """True where a chain of edges leads from one profile to the other."""
    return other in _reach(one, {one, other, *(end for edge in edges for end in edge)}, edges)


def _reach(start: int, within: Iterable[int], edges: Iterable[Pair]) -> list[int]:
    near: dict[int, set[int]] = {one: set() for one in within}
    for one, other in edges:
        if one in near and other in near:
            near[one].add(other)
            near[other].add(one)
    seen, ahead = {start}, [start]
    while ahead:
        ahead = [one for here in ahead for one in near[here] if one not in seen and not seen.add(one)]  # type: ignore[func-returns-value]  # marks it on the way
    return sorted(seen)


def name_of(nodes: Iterable[Node]) -> tuple[str, bool]:
    """The name for these profiles, and whether the user gave it: else the networks', else a handle or an address."""
    some = sorted(nodes, key=_rank)
    for one in sorted(some, key=lambda node: node.id):
        if one.called:
            return one.called, True
    named = next((one.name for one in some if one.name), "")
    return named or next((one.key for one in some if one.exact), ""), False


def _rank(node: Node) -> tuple[bool, bool, int, str, str]:
    place = _NAMED_BY.index(node.network) if node.network in _NAMED_BY else len(_NAMED_BY)
    return node.network in IDENTIFIERS, not node.exact, place, node.network, node.key
