"""A policy to its owner in parts: each door, each rule as a plain sentence, for text in one piece or side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..facts.record import record
from ..facts.values import Value
from .phrases import network_name, person_in_words, sentence_for, to_owner
from .standards import KINDS, Door, Rule
from .tree import Node, Test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import Policy

CLOSENESS = ("public", "semi-public", "fairly private", "private")
PURPOSES = {"business": "for business", "personal": "for people you are close to", "public": "for anyone"}
KIND_HEADS = {"decline": "It declines", "ask": "It asks you first about", "accept": "It accepts"}


@record
class ToldRule:
    """A rule: its kind, its name, and the plain sentence (`when you have spoken`)."""

    kind: str
    name: str
    says: str


@record
class ToldDoor:
    """A door: the network's key and its name, what it is for, its own rules as they win, and what happens otherwise."""

    network: str
    name: str
    head: str
    rules: tuple[ToldRule, ...]
    otherwise: str


@record
class Told:
    """All standards: defined words with their meaning, what is assumed, the house's rules, doors from public to
    private."""

    words: tuple[tuple[str, str], ...]
    assumed: tuple[str, ...]
    house: tuple[ToldRule, ...]
    doors: tuple[ToldDoor, ...]


def told(policy: Policy) -> Told:
    """The whole policy in plain sentences, part by part."""
    standards = policy.standards
    return Told(
        tuple((name, _owner(policy, node)) for name, node in standards.words.items()),
        tuple(_assumptions(policy)),
        _rules(policy, standards.house),
        tuple(_door(policy, door) for door in from_public_to_private(standards.doors)),
    )


def from_public_to_private(doors: Mapping[str, Door]) -> list[Door]:
    """The doors, the most public first; those alike in the file's order."""
    return sorted(doors.values(), key=lambda door: door.closeness)


def _door(policy: Policy, door: Door) -> ToldDoor:
    what = "it asks you" if door.otherwise == "ask" else "it declines, unless something would open the door"
    name = network_name(door.network)
    return ToldDoor(
        door.network, name, f"{name} is {CLOSENESS[door.closeness]}, {PURPOSES[door.purpose]}.",
        _rules(policy, [rule for rule in door.rules if not rule.is_house]), f"Otherwise {what}.",
    )  # fmt: skip


def _rules(policy: Policy, rules: Sequence[Rule]) -> tuple[ToldRule, ...]:
    return tuple(
        ToldRule(rule.kind, rule.name, _when(policy, rule.node))
        for kind in reversed(KINDS) for rule in rules if rule.kind == kind
    )  # fmt: skip


def _when(policy: Policy, node: Node) -> str:
    sentence = _owner(policy, node)
    return sentence if sentence in ("always", "never") else f"when {sentence}"


def _owner(policy: Policy, node: Node) -> str:
    return sentence_for(node, to_owner(policy.catalogue), _word)


def _word(name: str, holds: bool) -> str:
    return f"“{name}” {'holds' if holds else 'does not hold'}"


def is_renamed_fact(policy: Policy, word: str) -> bool:
    """True for a word that only gives another name to a single test: sentences say the test itself."""
    return isinstance(policy.standards.words[word], Test)


def _assumptions(policy: Policy) -> list[str]:
    standards, found = policy.standards, []
    if standards.assume:
        found.append(f"Until you say otherwise, take it that {_facts(policy, standards.assume)}.")
    if standards.assume_strangers:
        taken = _facts(policy, standards.assume_strangers)
        found.append(f"Of somebody with nothing on record, until you say otherwise, take it that {taken}.")
    return found


def _facts(policy: Policy, facts: Mapping[str, Value]) -> str:
    """Assumed values as one clause."""
    who, *rest = person_in_words(dict(facts), policy.catalogue).split("; ")
    return "; ".join([*([f"this person is {who}"] if "role" in facts else []), *rest])
