"""Written standards as records: rules, doors, words and assumptions, as the reader makes them from a file."""

from __future__ import annotations

from collections.abc import Mapping

from ..facts.catalogue import Catalogue, Fact
from ..facts.record import record
from ..facts.values import Value
from .tree import Node

KINDS = ("decline", "ask", "accept")  # in the order in which they win
STRATEGIES = ("open", "audience", "content", "hybrid")


@record
class Rule:
    """A named condition that accepts, declines or asks. `is_house` is true for a rule of every door."""

    kind: str
    name: str
    node: Node
    is_house: bool = False


@record
class Door:
    """The standard for one network. `rules` holds the house's rules first, then its own, in the file's order."""

    network: str
    purpose: str
    closeness: int
    otherwise: str
    rules: tuple[Rule, ...]


@record
class Standards:
    """All of a policy. `own` are its own facts (also in `catalogue`), `added_labels` those it adds to shipped ones."""

    strategy: str | None
    words: Mapping[str, Node]
    own: tuple[Fact, ...]
    added_labels: Mapping[str, tuple[str, ...]]
    assume: Mapping[str, Value]
    assume_strangers: Mapping[str, Value]
    house: tuple[Rule, ...]
    doors: Mapping[str, Door]
    catalogue: Catalogue
