"""What an edit of the standards would change, while it is written: mistakes, findings, whom of one's own it reaches.

Nothing is saved. What costs time, everybody who ever asked with what is known of them, is kept from one look to the
next, until the ledger or the day has changed.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from .. import Policy
from ..errors import FactError, Mistake, PolicyError
from ..facts.values import Value
from ..policy.check import Finding
from .blind import hidden, own_views
from .comparing import Comparison, compared
from .editing import same_lines
from .here import Here
from .home import Desk
from .inbox import UNSETTLED
from .replaying import Replay
from .touched import newest_of
from .uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Preview:
    """A text of standards looked over. With `mistakes` there is nothing else.

    `changes` is None where there is nothing to compare with: no standards yet, or such as hold a mistake; `why_not`
    says so. `is_same` is true where the text is the one that stands there, `everybody` where settled requests count.
    """

    mistakes: Sequence[Mistake] = ()
    findings: Sequence[Finding] = ()
    changes: Comparison | None = None
    why_not: str = ""
    is_same: bool = False
    everybody: bool = False


class Previews:
    """Looks at edits, one after the other, on a desk that stays open."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._made_for: tuple[date, int] | None = None
        self._replay: Replay | None = None

    def replay(self) -> Replay | None:
        """Everybody who ever asked, ready for any edit of the standards of today; None without a ledger."""
        if not self.desk.has_ledger:
            return None
        made_for = self.desk.today, self.desk.ledger.last_change()
        if self._replay is None or made_for != self._made_for:
            self._replay, self._made_for = Replay(self.desk.ledger, self.desk.today, Here(self.desk)), made_for
            standing = _standing(self.desk)
            if standing is not None:
                with suppress(FactError):  # told where the two are held against each other
                    self._replay.ready(standing)
        return self._replay

    def look(self, text: str, *, everybody: bool = False, most: int | None = None) -> Preview:
        """The text looked over, and held against the standards of today: the first `most` of one's own requests that
        it reaches; with `everybody` of all, else of those that are not settled."""
        with uncollected():
            return self._look(same_lines(text), everybody, most)

    def waiting(self) -> list[str]:
        """The network of everybody who waits for an answer, each once."""
        return [one.network for one in newest_of(self.replay()) if one.state in UNSETTLED]

    def findings(self, policy: Policy) -> Sequence[Finding]:
        """What is most likely not meant in this policy."""
        return policy.check(self._requests(policy, self.replay()))

    def _look(self, text: str, everybody: bool, most: int | None) -> Preview:
        try:
            edited = Policy.parse(text)
        except PolicyError as error:
            return Preview(error.mistakes)
        replay = self.replay()
        findings = edited.check(self._requests(edited, replay))
        standing = _standing(self.desk)
        if standing is None:
            return Preview(
                findings=findings, why_not="What stands now answers nobody, so there is nothing to compare with"
            )
        try:
            changes = compared(self.desk, standing, edited, everybody=everybody, replay=replay, most=most)
        except FactError as error:
            return Preview(findings=findings, why_not=f"The two cannot be compared: {error.message}")
        return Preview(findings=findings, changes=changes, is_same=text == standing.text, everybody=everybody)

    def _requests(self, policy: Policy, replay: Replay | None) -> list[tuple[str, dict[str, Value]]]:
        """What is known of everybody who ever asked, without those whose answer is not to be seen yet."""
        if replay is None:
            return []
        unseen = hidden(self.desk.ledger, replay.asked, own_views(self.desk.ledger))
        facts = replay.facts(policy)
        return [(one.network, known) for one, known in zip(replay.asked, facts, strict=True) if one.id not in unseen]


def _standing(desk: Desk) -> Policy | None:
    """The standards of today; None where there are none, or where they hold a mistake."""
    try:
        return desk.policy
    except PolicyError:
        return None
