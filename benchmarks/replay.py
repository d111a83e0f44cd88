"""Replay: a ledger of 30,000 requests made ready, and the list of changes after an edit of the standards."""

import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

from people import POLICY, read_policy
from start import PROGRAM
from table import Table, at_most
from timing import process, seconds_of, settle, unsettle

from doorstep import Policy
from doorstep.desk.replaying import Replay
from doorstep.facts.observations import Observation
from doorstep.ledger import Ledger
from ledger import make

CONNECTIONS, INVITATIONS, MESSAGES = 30_000, 30_000, 100_000
STATED, DECIDED = 6_000, 3_000
BUILD_BAR, EDIT_BAR = 0.5, 5.0  # seconds, milliseconds
PASSES = 9
NOW = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001  (local wall time)
# each an edit of one rule at the door that all of them ask at
EDITS = (
    ("known_for >= 2 years", "known_for >= 1 years"), ("note == pitch", "note in {pitch, template}"),
    ("trust >= 3", "trust >= 4"), ("introduced", "introduced and spoken"), ("spoken", "written"),
    ("on_record", "known"), ("client", "friend"), ("worked_together", "met"), ("not ", ""), (" or ", " and "),
    (" and ", " or "), ("partner", "vendor"),
)  # fmt: skip
VALUES: tuple[tuple[str, list[object]], ...] = (
    ("role", [frozenset({"client"}), frozenset({"partner"}), frozenset({"friend"}), frozenset({"vendor"})]),
    ("spoken", [True, False]), ("met", [True, False]), ("trust", [1, 3, 4, 5]), ("like", [1, 3, 5]),
    ("introduced", [True, False]), ("worked_together", [True, False]), ("warned_about", [True, False]),
)  # fmt: skip


def show() -> None:
    """Prints the table."""
    table = Table(f"Replay: {INVITATIONS:,} requests in the ledger, all answered anew after an edit",
                  ("", "median", "worst", "unit", "bar"))  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        archive, home = Path(folder) / "archive.zip", Path(folder) / "home"
        table.notes.append("The archive: " + make(archive, CONNECTIONS, INVITATIONS, MESSAGES))
        done = process(str(PROGRAM), "--home", str(home), "import", str(archive))
        if done.code:
            raise SystemExit(f"doorstep import: {done.err}")
        with Ledger.open(home, now=lambda: NOW) as ledger:
            say(ledger)
            _measure(table, ledger)
    table.show()


def say(ledger: Ledger) -> None:
    """States facts of some who ask, and decides some of their requests, from a seed."""
    dice = Random(3)
    asked = ledger.requests(direction="incoming")
    with ledger.change("benchmark") as change:
        for one in dice.sample(asked, STATED):
            for name, choices in dice.sample(VALUES, 3):
                day = NOW.date() - timedelta(days=dice.randint(0, 300))
                ledger.state_fact(
                    one.person_id, Observation(name, dice.choice(choices), "you", day, "me"), change=change
                )
        for one in dice.sample([one for one in asked if one.state == "open"], DECIDED):
            ledger.decide(one.id, action="accept", state="accepted", verdict="ask", change=change)


def _measure(table: Table, ledger: Ledger) -> None:
    policy = read_policy()
    edits = [edited for old, new in EDITS if (edited := _edited(policy, old, new)) is not None]
    replay = check(ledger, policy, edits)
    settle()

    def built() -> None:
        Replay(ledger, NOW.date()).ready(policy)

    times = [seconds_of(built) for _ in range(PASSES)]
    bar = at_most(BUILD_BAR, median(times), "s", "index from the ledger")
    table.row("the index, from the ledger", median(times), max(times), "s", bar)
    at_once = [[seconds_of(lambda e=one: replay.changes(policy, e)) * 1e3 for _ in range(PASSES)] for one in edits]  # type: ignore[misc]  # e
    # the first time an edited policy meets the index is what somebody who edits waits for
    anew = [Policy.parse(one.text) for one in edits]
    fresh = [seconds_of(lambda e=one: replay.changes(policy, e)) * 1e3 for one in anew]  # type: ignore[misc]  # e
    bar = at_most(EDIT_BAR, max(fresh), "ms", "the changes of an edit")
    table.row(f"the changes of an edit, the first time, {len(edits)} edits", median(fresh), max(fresh), "ms", bar)
    again = [median(some) for some in at_once]
    table.row("  the same edit again", median(again), max(again), "ms", "")
    parsed = [seconds_of(lambda e=one: Policy.parse(e.text)) * 1e3 for one in edits]  # type: ignore[misc]  # e
    table.row("  beside it: reading the edited standards", median(parsed), max(parsed), "ms", "")
    slowly = Replay(ledger, NOW.date())
    slowly.verdicts(policy)
    alone = [seconds_of(lambda e=one: slowly.changes(policy, e)) * 1e3 for one in edits[:3]]  # type: ignore[misc]  # e
    table.row("  without pyarrow, one by one", median(alone), max(alone), "ms", "")
    changed = [len(replay.changes(policy, one)) for one in edits]
    table.notes.append(f"An edit changes the answer of {min(changed):,} to {max(changed):,} requests.")
    unsettle()


def check(ledger: Ledger, policy: Policy, edits: list[Policy]) -> Replay:
    """A replay that is ready; stops where its answers are not those of deciding one by one."""
    replay, slowly = Replay(ledger, NOW.date()), Replay(ledger, NOW.date())
    if len(replay.asked) < INVITATIONS or not replay.ready(policy):
        raise SystemExit(f"{len(replay.asked):,} requests, or no pyarrow")
    counts = Counter(replay.verdicts(policy))
    if len(counts) < 3:
        raise SystemExit(f"hardly anything to tell apart: {counts}")
    for edited in edits:
        if replay.changes(policy, edited) != slowly.changes(policy, edited):
            raise SystemExit(f"all at once and one by one disagree on {edited.text}")
    return replay


def _edited(policy: Policy, old: str, new: str) -> Policy | None:
    """The policy with the first place in its LinkedIn door changed, or None where there is none."""
    head, mark, tail = policy.text.partition("[networks.linkedin")
    if old not in tail:
        return None
    return Policy.parse(head + mark + tail.replace(old, new, 1), POLICY.name)
