"""Every request that was ever made, ready to be answered by any standards: what an edit changes, at once.

Facts are those known today. Where pyarrow is installed (`doorstep[bulk]`) and `ready` was called, all rows of a network
are decided together; else one after the other, with the same answers.
"""

from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from .. import Policy
from ..facts.catalogue import Catalogue
from ..facts.values import Value
from ..ledger import Ledger
from ..ledger.history import Asked
from .asked import Asking
from .here import Here
from .uncollected import uncollected

if TYPE_CHECKING:
    import pyarrow as pa

    from ..policy.columns import Index

VERDICTS = ("ask", "not_yet", "decline", "accept")
Codes = dict[str, "pa.Array"]


class Changed(NamedTuple):
    """A request that is answered otherwise: `place` among `asked`, and both verdicts."""

    place: int
    before: str
    after: str


class Replay:
    """All incoming requests of a ledger. Made once; then any number of policies are held against it.

    `asked` are the requests, in the order of asking; every list of verdicts is in the same order.
    """

    def __init__(self, ledger: Ledger, today: date, here: Here | None = None) -> None:
        self.today = today
        self._here = here
        self._of_place: dict[str, tuple[str, ...]] = {}
        with uncollected():
            self._asking = Asking(ledger, today)
        self.asked: Sequence[Asked] = self._asking.asked
        self.places: dict[str, list[int]] = {}
        for place, one in enumerate(self.asked):
            self.places.setdefault(one.network, []).append(place)
        self._facts: tuple[object, list[dict[str, Value]]] | None = None
        self._indices: tuple[object, dict[str, Index]] | None = None
        self._standing: tuple[Policy, Codes] | None = None  # what the edits are held against
        self._said: tuple[Policy, list[str]] | None = None  # the same, one by one
        self._is_ready = False

    def facts(self, policy: Policy) -> list[dict[str, Value]]:
        """What is known today of each request, for policies that ask about the same facts."""
        key = self._key(policy)
        if self._facts is None or self._facts[0] != key:
            of_place = {one: self._here.tell(one, facts) for one, facts in self._of_place.items()} if self._here else {}
            with uncollected():
                self._facts = (key, self._asking.facts(policy.catalogue, of_place))
        return self._facts[1]

    def _key(self, policy: Policy) -> object:
        """The same for policies for which the same is known; facts of a place count once any of them asks."""
        for one in self.places if self._here else ():
            asked = self._here.asked(policy, one) if self._here else ()
            self._of_place[one] = tuple(dict.fromkeys((*self._of_place.get(one, ()), *asked)))
        return _meant(policy.catalogue), tuple(self._of_place.items())

    def ready(self, policy: Policy) -> bool:
        """Builds the index for this policy and all edits of it; False where pyarrow is not there to do so."""
        self._is_ready = find_spec("pyarrow") is not None
        if self._is_ready:
            self._standing = (policy, self._codes(policy))
        return self._is_ready

    def verdicts(self, policy: Policy) -> list[str]:
        """The verdict of each request by this policy. FactError where the index cannot hold what is known."""
        if self._is_ready:
            found = [""] * len(self.asked)
            for network, codes in self._codes(policy).items():
                for place, code in zip(self.places[network], codes.to_pylist(), strict=True):
                    found[place] = VERDICTS[code]
            return found
        facts, today = self.facts(policy), self.today
        return [policy.decide(one.network, known, today).verdict for one, known in zip(self.asked, facts, strict=True)]

    def changes(self, before: Policy, after: Policy) -> list[Changed]:
        """The requests that `after` answers otherwise than `before`, in order; from the index where it is ready."""
        if not self._is_ready:
            if self._said is None or self._said[0] is not before:
                self._said = (before, self.verdicts(before))
            pairs = zip(self._said[1], self.verdicts(after), strict=True)
            return [Changed(place, was, now) for place, (was, now) in enumerate(pairs) if was != now]
        if self._standing is None or self._standing[0] is not before:
            self._standing = (before, self._codes(before))
        return self._changed(self._standing[1], self._codes(after))

    # --- all at once, by the index ------------------------------------------------------------------------------

    def _codes(self, policy: Policy) -> Codes:
        """For each network the place among VERDICTS of each of its requests."""
        import pyarrow.compute as pc

        found = {}
        for network, index in self._index(policy).items():
            verdicts = policy.decide_many(network, index)
            words = verdicts.dictionary.to_pylist()
            codes = verdicts.indices
            if tuple(words) != VERDICTS:
                import pyarrow as pa

                codes = pa.array([VERDICTS.index(word) for word in words], pa.int8()).take(codes)
            found[network] = pc.cast(codes, "int8")
        return found

    def _changed(self, before: Codes, after: Codes) -> list[Changed]:
        import pyarrow.compute as pc

        found: list[Changed] = []
        word = VERDICTS.__getitem__
        for network, codes in after.items():
            differ = pc.indices_nonzero(pc.not_equal(codes, before[network]))
            if len(differ):
                places = map(self.places[network].__getitem__, differ.to_pylist())
                was, now = before[network].take(differ).to_pylist(), codes.take(differ).to_pylist()
                found += map(Changed._make, zip(places, map(word, was), map(word, now), strict=True))
        return sorted(found) if len(after) > 1 else found

    def _index(self, policy: Policy) -> dict[str, "Index"]:
        """An index for each network, kept for every policy with the same facts."""
        key = self._key(policy)
        if self._indices is None or self._indices[0] != key:
            facts = self.facts(policy)
            made = {
                network: policy.index(_table(policy.catalogue, [facts[place] for place in places]))
                for network, places in self.places.items()
            }
            self._indices = (key, made)
        return self._indices[1]


def _meant(catalogue: Catalogue) -> object:
    """What two catalogues share whose facts mean the same."""
    return tuple(
        (fact.name, fact.type, fact.options, fact.implies, fact.stale_days, fact.combine) for fact in catalogue
    )


def _table(catalogue: Catalogue, rows: list[dict[str, Value]]) -> "pa.Table":
    """The facts as a table, a column for each fact that is known of anybody."""
    import pyarrow as pa

    kinds = {"yes/no": pa.bool_(), "level": pa.int8(), "count": pa.int64(), "duration": pa.int64(),
             "labels": pa.list_(pa.string())}  # fmt: skip
    told: dict[str, list[object]] = {}
    for place, row in enumerate(rows):
        for name, value in row.items():
            if name not in told:
                told[name] = [None] * len(rows)
            told[name][place] = value
    columns = {}
    for name, values in told.items():
        fact = catalogue[name]
        given = _listed(values) if fact.type == "labels" else values
        columns[name] = pa.array(given, kinds.get(fact.type, pa.string()))
    if not columns:
        return pa.table({"on_record": pa.array([None] * len(rows), pa.bool_())})
    return pa.table(columns)


def _listed(values: list[object]) -> list[object]:
    """Sets of labels as sorted lists, one for all that are the same."""
    lists: dict[object, object] = {None: None}
    for value in values:
        if value not in lists:
            lists[value] = sorted(value)  # type: ignore[call-overload]  # a set of labels
    return [lists[value] for value in values]
