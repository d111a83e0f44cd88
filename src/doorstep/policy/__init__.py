"""The policy language: written standards in, answers out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..errors import FactError, Mistake, PolicyError
from ..facts.catalogue import ALIASES, Catalogue
from ..facts.values import Value, normal
from ..facts.words import did_you_mean
from .answer import Answer, NoDoor, facts_for_offer
from .boxes import TooManyError
from .cells import TooFineError
from .compiled import CompiledDoor, normal_facts
from .linked import closed
from .plans import Moves
from .standards import Standards

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    import pyarrow as pa

    from .check import Finding
    from .columns import Index
    from .compare import Difference
    from .tree import Test


class Policy:
    """Written standards, ready to decide. Made by `parse` or `read`; never changes."""

    def __init__(self, standards: Standards, text: str = "", name: str = "policy.toml") -> None:
        self.standards = standards
        self.text = text
        self.name = name
        self.catalogue: Catalogue = standards.catalogue
        self._names = frozenset(fact.name for fact in self.catalogue)
        self._doors: dict[str, CompiledDoor] = {}
        mistakes = []
        for network, door in standards.doors.items():
            try:
                self._doors[network] = CompiledDoor(door, standards, self)
            except TooManyError:
                mistakes.append(Mistake(f"{name}, {network}", "its rules can hold in too many ways; make them simpler"))
            except TooFineError as error:
                mistakes.append(Mistake(f"{name}, {network}", f"tells too many values of `{error}` apart"))
        if mistakes:
            raise PolicyError(mistakes)

    @classmethod
    def parse(cls, text: str, name: str = "policy.toml") -> Policy:
        """The policy that `text` (TOML) states; PolicyError lists every mistake at once."""
        from .reader import read_standards

        return cls(read_standards(text, name), text, name)

    @classmethod
    def read(cls, path: str) -> Policy:
        """The policy in a file (UTF-8); PolicyError lists every mistake, or says that it cannot be read."""
        try:
            with open(path, encoding="utf-8-sig") as file:  # noqa: PTH123  (pathlib costs the engine's start)
                text = file.read()
        except (OSError, UnicodeDecodeError) as error:
            if isinstance(error, UnicodeDecodeError):
                raise PolicyError([Mistake(str(path), "this is not UTF-8 text", hint="save it as UTF-8")]) from None
            hint = "doorstep policy new makes one" if isinstance(error, FileNotFoundError) else "see who may read it"
            raise PolicyError([Mistake(str(path), f"cannot be read: {error.strerror}", hint=hint)]) from None
        return cls.parse(text, str(path).replace("\\", "/").rsplit("/", 1)[-1])

    @property
    def networks(self) -> tuple[str, ...]:
        """The networks that have a door, in the file's order."""
        return tuple(self._doors)

    def door(self, network: str) -> CompiledDoor | None:
        """The compiled door of a network, or None where the policy has none."""
        return self._doors.get(ALIASES.get(network, network))

    def decide(self, network: str, facts: Mapping[str, Any], today: date | None = None) -> Answer:
        """The answer to a request on `network` by somebody of whom `facts` are known; left out or None is unknown.

        Durations are timedelta or days, labels a set or one word. `today` only dates the waits. FactError for an
        unknown fact, a value that it cannot have, or facts that contradict each other.
        """
        try:
            door = self._doors[network]
            if self._names.issuperset(facts):
                masks = door.rule_masks[door.decide_bits(facts)]
                return Answer(door, facts.copy(), masks, today)  # type: ignore[attr-defined]
        except KeyError:  # another name of the network, no door, or values that were not met yet
            return self._decide_slowly(ALIASES.get(network, network), facts, today, meets=True)
        except (TypeError, AttributeError):  # values in a form that has to be looked at each time, as timedelta
            pass
        return self._decide_slowly(ALIASES.get(network, network), facts, today)

    def _decide_slowly(self, network: str, facts: Mapping[str, Any], today: date | None, meets: bool = False) -> Answer:
        known: dict[str, Any] = dict(normal_facts(facts, self.catalogue))
        door = self._doors.get(network)
        if door is None:
            return Answer(NoDoor(self, network), known, (0, 0), today)
        if meets:
            try:  # noqa: SIM105  (contextlib takes long to load)
                door.bits_of(facts)
            except TypeError:
                pass
        try:
            bits = door.decide_bits(known)
        except KeyError:
            bits = door.bits_of(known)
        return Answer(door, known, door.rule_masks[bits], today)

    def index(self, table: pa.Table, beside: Sequence[str] = ()) -> Index:
        """The table (a row a request, a column a fact, null unknown), ready for `decide_many` of any policy with the
        same facts. Columns named in `beside` are left alone. FactError lists all that is wrong with the columns."""
        from .columns import Index

        return Index(table, self.catalogue, beside)

    def decide_many(self, network: str, index: Index) -> pa.Array:
        """The verdict of every row of the index at one door, in order. Needs the extra `doorstep[bulk]`."""
        from .bulk import decide_many

        return decide_many(self, ALIASES.get(network, network), index)

    def answer_many(self, network: str | pa.Array, index: Index) -> pa.RecordBatch:
        """`verdict`, `possible` (as in `accept|ask`) and `rules` (the names that the verdict rests on, parted by ` | `)
        of every row of the index, in order. `network` is one door, or a column with the network of each row; where the
        policy has no door, the verdict is ask. Needs the extra `doorstep[bulk]`."""
        from .grounds import answer_many

        return answer_many(self, network, index)

    def offers(self, network: str, facts: Mapping[str, Any]) -> tuple[str, ...]:
        """Other networks whose door says accept now, not shared yet, never closer than `network`, closest first."""
        asked = self._doors.get(network)
        limit = asked.door.closeness if asked else 3
        stated = facts.get("connected_on")
        shared = () if stated is None else normal(self.catalogue["connected_on"], stated)
        assert isinstance(shared, tuple | frozenset)
        there = facts_for_offer(facts)
        found = []
        for other, door in self._doors.items():
            near = door.door.closeness
            if other == network or other in shared or near > limit:
                continue
            if door.outlook(door.knowledge(there).masks).possible == {"accept"}:
                found.append((-near, other))
        order = list(self._doors)
        return tuple(other for _, other in sorted(found, key=lambda one: (one[0], order.index(one[1]))))

    def settled(self, facts: Mapping[str, Any]) -> dict[str, Value]:
        """The facts in normal form, with all that they imply and all that is assumed beside them."""
        known = closed(self.catalogue, normal_facts(facts, self.catalogue))
        layers = [self.standards.assume]
        if known.get("on_record", self.standards.assume.get("on_record")) is False:
            layers.insert(0, self.standards.assume_strangers)
        for layer in layers:
            known = closed(self.catalogue, {**layer, **known})
        return known

    def after(self, facts: Mapping[str, Any], moves: Moves) -> dict[str, Value]:
        """All that is known once the moves are made: questions answered, steps done with what follows, days passed."""
        known = closed(self.catalogue, {**self.settled(facts), **dict(moves.asks)})
        todo = list(moves.steps)
        while todo:
            name = todo.pop()
            known[name] = True
            todo += [one for one in self.catalogue[name].implies if known.get(one) is not True]
        for name, value in known.items():
            if moves.days and self.catalogue[name].type == "duration" and isinstance(value, int):
                known[name] = value + moves.days
        return known

    def compare(self, other: Policy) -> tuple[Difference, ...]:
        """Everybody whom `other` would answer differently, under full knowledge: each kind of people in plain words,
        with an example person. FactError where the two mean different things by one fact."""
        from .compare import compare

        return compare(self, other)

    def check(self, requests: Sequence[tuple[str, Mapping[str, Any]]] = ()) -> tuple[Finding, ...]:
        """What is most likely not meant: rules that never fire, doors that never open, each with an example person.

        With real `requests`, as (network, facts), also what is never known of anybody."""
        from .check import check

        return check(self, requests)

    def tidy(self) -> str:
        """The policy as tidy TOML; reading it gives the same standards. Comments are not kept."""
        from .render import tidy

        return tidy(self.standards)

    def plain(self) -> str:
        """The policy in plain sentences, door by door from public to private."""
        from .show import plain

        return plain(self)

    def public_page(self, owner: str) -> str:
        """A page in Markdown that `owner` can publish: no private fact, and no rule that rests on one, is in it."""
        from .show import public_page

        return public_page(self, owner)

    def text_of(self, test: Test) -> str:
        """A test as it is written in a policy."""
        from .render import condition_text

        return condition_text(test, self.catalogue)

    def fact_named(self, name: str) -> str:
        """The name itself where the catalogue has it; FactError with the nearest one otherwise."""
        if name not in self.catalogue:
            raise FactError(
                f"unknown fact `{name}`", next_step=did_you_mean(name, [fact.name for fact in self.catalogue])
            )
        return name
