"""The requests with their answers, kept between two looks: only what has changed meanwhile is worked out again."""

from collections.abc import Collection, Mapping

from ..ledger import JournalEntry
from . import blind
from .here import Here
from .home import Desk
from .inbox import Item, items, newest

KEPT = ("open", "waiting", "snoozed", "declined")
# changes about one person alone, by which nobody else's answer can change
_OF_ONE = frozenset({
    "accept", "decline", "wait", "snooze", "came back", "step done", "note", "state facts", "state fact", "add request",
    "suggestion dismissed", "word on a decision",
})  # fmt: skip
_MOST = 50  # changes since the last look; with more, all is worked out anew


class KeptInbox:
    """The requests of a desk that stays open, for a page that is asked again and again.

    A look costs one question to the journal. After a change of one person that person is worked out again; after
    an import, a change of the policy, of the day, of blind first or of a fact of the place, everybody.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._made_for: tuple[object, ...] | None = None
        self._last = 0
        self._of_person: dict[int, list[Item]] = {}
        self._listed: dict[frozenset[str], list[Item]] = {}  # what was put in order since the last change

    def items(self, states: Collection[str] = ("open",)) -> list[Item]:
        """The requests in these states (of KEPT), the oldest first; of a person's repeated ones only the newest."""
        self._look()
        return list(self._in(frozenset(states)))

    def counts(self, groups: Mapping[str, Collection[str]]) -> dict[str, int]:
        """For each name how many requests `items` would give for its states."""
        self._look()
        return {name: len(self._in(frozenset(states))) for name, states in groups.items()}

    def _in(self, states: frozenset[str]) -> list[Item]:
        if states not in self._listed:
            found = [one for some in self._of_person.values() for one in some if one.request.state in states]
            found.sort(
                key=lambda one: (
                    one.request.asked_at is not None,
                    one.request.asked_at or one.request.first_seen,
                    one.id,
                )
            )
            kept = {one.id for one in newest([each.request for each in found])}
            self._listed[states] = [one for one in found if one.id in kept]
        return self._listed[states]

    def _look(self) -> None:
        """Works out again whatever has changed since the last look."""
        desk = self.desk
        here = Here(desk)
        made_for = (desk.today, desk.print_of_policy, blind.is_on(desk.ledger), here.everywhere(desk.policy))
        entries = self._since() if made_for == self._made_for else None
        if entries and here.asks_about("room"):
            entries = None  # whoever comes before others takes a place from them
        if entries is None:
            self._last = self.desk.ledger.last_change()
            self._of_person = self._worked_out()
            self._made_for = made_for
            self._listed.clear()
        elif entries:
            people = {one.person_id for one in entries if one.person_id is not None}
            for person_id in people:
                self._of_person.pop(person_id, None)
            self._of_person |= self._worked_out(people)
            self._listed.clear()
            self._last = max(one.id for one in entries)

    def _since(self) -> list[JournalEntry] | None:
        """The changes since the last look where each is about one person; None where all has to be worked out."""
        if self.desk.ledger.last_change() == self._last:
            return []
        entries = self.desk.ledger.log(_MOST + 1)
        new = [one for one in entries if one.id > self._last]
        if len(new) > _MOST:
            return None
        for one in new:
            kind = self.desk.ledger.entry(one.undoes).kind if one.undoes is not None else one.kind
            if one.person_id is None or kind not in _OF_ONE:
                return None
        return new

    def _worked_out(self, people: Collection[int] | None = None) -> dict[int, list[Item]]:
        """The requests of these people, or of all, as they are now."""
        asked = self.desk.ledger.requests(KEPT, person_ids=people, direction="incoming")
        found: dict[int, list[Item]] = {}
        for one in items(self.desk, None, ids=[each.id for each in asked]) if asked else ():
            found.setdefault(one.request.person_id, []).append(one)
        return found
