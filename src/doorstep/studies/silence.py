"""What silence after a first message means: how long answers take, and how often one still comes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from operator import itemgetter

DAYS = (1, 7, 14, 21, 28, 30)  # after so many days it is looked whether an answer came
WEEKS = (7, 14, 21, 28)
MESSAGES = 4  # unanswered ones, one after the other, that are counted
WATCHED = 60  # days: who was written to later than that before the end may still answer
ENOUGH = 100  # first contacts; of fewer, a share near a half is not known to ten points
MOST, RARELY, SELDOM = 9 / 10, 1 / 20, 1 / 8
Message = tuple[int, datetime, bool]  # with whom, when, whether it is mine


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def share(self) -> float:
        """The share, 0 where there is nothing to share."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Silence:
    """What became of first contacts. `within` counts the answers that had come within so many days; `silent` are,
    of those without an answer after so many days, the ones that were still answered; `after` tells of the first,
    second … message without an answer how often the next message was an answer."""

    first_contacts: int
    answered: int
    within: Mapping[int, int]
    silent: Mapping[int, Share]
    after: tuple[Share, ...]

    @property
    def is_enough(self) -> bool:
        """True where these are enough first contacts to tell anything."""
        return self.first_contacts >= ENOUGH

    def as_dict(self) -> dict[str, object]:
        """The counts, ready for JSON: each share as [so many, of so many]."""
        return {
            "first_contacts": self.first_contacts, "answered": self.answered,
            "within": {str(days): count for days, count in self.within.items()},
            "silent": {str(days): [one.count, one.of] for days, one in self.silent.items()},
            "after": [[one.count, one.of] for one in self.after],
        }  # fmt: skip

    def still_answered(self, days: int) -> Share:
        """Of those who have been silent for so many days: how many still answered, by the row at or before it."""
        return self.silent[max((one for one in DAYS if one <= days), default=DAYS[0])]


@dataclass(frozen=True, slots=True)
class WaitingRule:
    """Days before one may follow up once, days after which to take a request back, unanswered messages to stop at."""

    follow_up: int
    withdraw: int
    messages: int


def silence(messages: Iterable[Message], last: datetime | None = None) -> Silence:
    """What became of the conversations that I began, out of the messages of each, in the order of time.

    What comes after the other's first message makes no difference and may be left out; `last` is then the time of the
    last message of all. A first contact is the first message with somebody, where it is mine; counted are those that
    were watched for WATCHED whole days, a day being one since the first message of all. An answer is the other's first
    message.
    """
    rows = sorted(messages, key=itemgetter(0))  # stable: what was in order stays in order
    times = [at for _, at, _ in rows]
    delays: list[timedelta | None] = []
    after = [[0, 0] for _ in range(MESSAGES)]
    if times:
        origin = min(times)
        until = (max(last or origin, *times) - origin).days - WATCHED
        for _, group in groupby(rows, key=itemgetter(0)):
            told = list(group)
            _, begun, is_mine = told[0]
            if is_mine and (begun - origin).days <= until:
                delays.append(next((at - begun for _, at, mine in told if not mine), None))
                _count(told, after)
    answers = [one for one in delays if one is not None]
    never = len(delays) - len(answers)
    within = {days: sum(one <= timedelta(days) for one in answers) for days in DAYS}
    return Silence(
        len(delays), len(answers), within,
        {days: Share(len(answers) - within[days], len(answers) - within[days] + never) for days in DAYS},
        tuple(Share(*each) for each in after),
    )  # fmt: skip


def _count(told: list[Message], after: list[list[int]]) -> None:
    """Adds the unanswered messages at the beginning of a conversation: for the first, the second …, whether the next
    message was an answer, and one more that was looked at."""
    mine = next((place for place, one in enumerate(told) if not one[2]), len(told))
    for place in range(min(mine, MESSAGES)):
        after[place][0] += place + 1 == mine < len(told)
        after[place][1] += 1


def waiting_rule(found: Silence) -> WaitingRule:
    """The rule that follows: follow up after the first whole week by which nine of ten answers have come; take back
    after the first whole week whose silence is broken in less than one of twenty; stop after as many unanswered
    messages as leave less than one in eight for the next. The longest that was looked at, where none is so."""
    follow_up = next((week for week in WEEKS if found.within[week] >= MOST * found.answered), WEEKS[-1])
    withdraw = next((week for week in WEEKS if found.silent[week].share < RARELY), WEEKS[-1])
    stop = next((n for n, (_, each) in enumerate(pairwise(found.after), 1) if each.share < SELDOM), MESSAGES)
    return WaitingRule(follow_up, withdraw, stop)


# Messages among students in 2004 (Panzarasa, Opsahl and Carley 2009; SNAP, CollegeMsg), counted by `silence`.
MEASURED = Silence(
    first_contacts=13_248,
    answered=6_184,
    within={1: 4_543, 7: 5_602, 14: 5_860, 21: 5_983, 28: 6_038, 30: 6_050},
    silent={
        1: Share(1_641, 8_705), 7: Share(582, 7_646), 14: Share(324, 7_388), 21: Share(201, 7_265),
        28: Share(146, 7_210), 30: Share(134, 7_198),
    },
    after=(Share(5_107, 13_248), Share(517, 3_216), Share(188, 1_610), Share(103, 1_001)),
)  # fmt: skip
RULE = waiting_rule(MEASURED)
