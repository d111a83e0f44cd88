"""A whole life in the ledger: 30,000 people and 1,000,000 contacts, and what each page over all of them takes."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median

from table import Table, at_most
from timing import seconds_of, settle, unsettle

from doorstep.desk.agenda import agenda
from doorstep.desk.circles import circles, room
from doorstep.desk.exposure import look_ahead, seen_on
from doorstep.desk.home import Desk
from doorstep.desk.touch import staying
from doorstep.facts.seen import Reading, SeenInteraction, SeenPost, SeenProfile, Who
from doorstep.ledger import Ledger

PEOPLE, CONTACTS, POSTS, STEPS = 30_000, 1_000_000, 100_000, 2_000
YEARS, PASSES, BAR = 8, 5, 1.0  # seconds
NOW = datetime(2026, 11, 2, 8, 0)  # noqa: DTZ001  (local wall time)
POLICY = """
[networks.linkedin]
closeness = 1
accept = { "there is room" = "room >= 1" }
[networks.facebook]
closeness = 3
accept = { "spoken" = "spoken" }
"""
WORDS = ("the fair in spring", "a long walk", "what the vote means", "our new office", "beer with friends", "a book")
AUDIENCES = ("public", "friends", "", "followers")


def show() -> None:
    """Prints the table."""
    table = Table(f"Life: {PEOPLE:,} people, {CONTACTS:,} contacts, {POSTS:,} posts, {STEPS:,} steps that wait",
                  ("", "median", "worst", "unit", "bar"))  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        seconds = seconds_of(lambda: make(home))
        table.notes.append(f"The ledger took {seconds:.0f} s to make.")
        with Desk(home, lambda: NOW) as desk:
            _check(desk)
        settle()
        for words, look in LOOKS.items():
            _row(table, words, home, look)
        unsettle()
    table.show()


def _row(table: Table, words: str, home: Path, look: Callable[[Desk], object]) -> None:
    def fresh() -> None:
        with Desk(home, lambda: NOW) as desk:
            look(desk)

    times = [seconds_of(fresh) for _ in range(PASSES)]
    table.row(words, median(times), max(times), "s", at_most(BAR, median(times), "s", words))


# what is measured: each a page over everybody, by a desk of its own; one line for each
LOOKS: dict[str, Callable[[Desk], object]] = {
    "room at a door": lambda desk: room(desk, "linkedin"),
    "circles and the layers in them": lambda desk: circles(desk).layers(desk.today),
    "who is drifting": staying,
    "the agenda": agenda,
    "exposure on a network": lambda desk: seen_on(desk, "linkedin"),
}


def _check(desk: Desk) -> None:
    """Stops where the ledger is not what the figures are about."""
    counts = desk.ledger.counts()
    held = circles(desk)
    if counts["people"] < PEOPLE or counts["interactions"] < CONTACTS or not held.circle_of or not staying(desk).people:
        raise SystemExit(f"this is no life: {counts}, {held.counts()}")


def make(home: Path) -> None:
    """Makes the ledger, the same each time, by one import; steps on the agenda as the user would put them there."""
    home.mkdir(parents=True)
    (home / "policy.toml").write_text(POLICY, encoding="utf-8")
    dice = Random(11)
    with Ledger.open(home, now=lambda: NOW) as ledger:
        reading = Reading("a life", NOW.date())
        people = [Who("linkedin", f"person-{number}", f"Person {number}") for number in range(PEOPLE)]
        reading.profiles = [
            SeenProfile(one, (), dice.random() < 0.9, NOW.date() - timedelta(days=dice.randrange(3000)))
            for one in people
        ]
        reading.interactions = list(_contacts(dice, people))
        reading.posts = [
            SeenPost(
                "linkedin", f"post-{number}", _when(dice), f"{dice.choice(WORDS)}, {number}", dice.choice(AUDIENCES)
            )
            for number in range(POSTS)
        ]
        ledger.record_import(reading, file_name="life.zip", file_hash="11")
        ids = sorted(ledger.people())
        with ledger.change("benchmark") as change:
            for person_id in dice.sample(ids, STEPS):
                request_id = ledger.add_request(person_id, "facebook", asked_at=_when(dice), change=change)
                ledger.decide(request_id, action="wait", state="waiting", verdict="not_yet", change=change)
                ledger.add_agenda(request_id=request_id, fact="spoken", text="have a call", change=change)
        ledger.set_setting("circles", '{"circles": {}, "minutes": 2400}')
    with Desk(home, lambda: NOW) as desk:
        look_ahead(desk)  # as every import of posts does


def _contacts(dice: Random, people: list[Who]) -> Iterator[SeenInteraction]:
    """Few are met often and most hardly ever; calls and meetings among the messages."""
    for number in range(CONTACTS):
        who = people[min(PEOPLE - 1, int(PEOPLE * dice.random() ** 4))]
        kind = dice.choice(("message", "message", "message", "message", "call", "meeting"))
        direction = dice.choice(("in", "out")) if kind == "message" else "both"
        yield SeenInteraction(who, f"contact-{number}", kind, direction, _when(dice))


def _when(dice: Random) -> datetime:
    return NOW - timedelta(seconds=dice.randrange(YEARS * 365 * 86_400))
