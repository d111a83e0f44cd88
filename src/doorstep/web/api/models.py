"""The shapes of what is given back, field by field."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .shared import Out

Verdict = Literal["accept", "not_yet", "ask", "decline"]
Outcome = Literal["accept", "ask", "decline"]
Truth = Literal["yes", "no", "unknown"]
State = Literal["open", "waiting", "snoozed", "accepted", "declined", "withdrawn"]
Moment = Annotated[str, Field(description="Local wall time, as in 2026-11-21T12:00:00.")]
Action = Literal["accept", "decline", "wait", "snooze"]


class Who(Out):
    """Somebody, by number and name."""

    id: int
    name: str


class Step(Out):
    """Something to do, or days to wait (`fact` is then `wait`, and `minutes` counts days)."""

    fact: str
    text: str
    who: str
    minutes: int


class Question(Out):
    """Something that the user can tell right away."""

    fact: str
    text: str


class Row(Out):
    """A request with its answer."""

    id: int
    network: str
    direction: str
    person: Who
    asked_on: date | None
    note: str
    note_kind: str
    note_reason: str
    verdict: Verdict | None
    because: list[str]
    possible: list[Outcome]
    steps: list[Step]
    questions: list[Question]
    offers: list[str]
    assumed: list[str]
    reply: str
    link: str
    state: State
    facts: dict[str, str]
    own_view: Verdict | None


class Test(Out):
    """One test of a rule, and its truth."""

    test: str
    truth: Truth


class Rule(Out):
    """One rule of a door, and its truth."""

    kind: Outcome
    name: str
    truth: Truth
    tests: list[Test]


class Asked(Question):
    """A question of a plan; `helpful` is the answer that it counts on."""

    helpful: str | None


class Wait(Out):
    """Days to let pass."""

    days: int
    text: str
    until: date | None


class Plan(Out):
    """Moves after which accept is certain."""

    steps: list[Step]
    questions: list[Asked]
    waits: list[Wait]
    minutes: int


class Answer(Out):
    """All that the standards say to a request."""

    network: str
    verdict: Verdict
    because: list[str]
    possible: list[Outcome]
    rules: list[Rule]
    plans: list[Plan]
    questions: list[Question]
    offers: list[str]
    assumed: list[str]


class Ground(Out):
    """What a fact rests on."""

    source: str
    seen_on: date
    said_by: str


class Contrary(Out):
    """What speaks against a fact."""

    value: str
    source: str
    said_by: str


class Known(Out):
    """A fact, what it rests on, and what speaks against it."""

    value: str
    because: list[Ground]
    against: list[Contrary]


class Whole(Row):
    """A request whole."""

    answer: Answer | None
    known: dict[str, Known]


class Day(Out):
    """The day: what is open, what came back, what to do first."""

    open: int
    counts: dict[Verdict, int]
    networks: dict[str, int]
    waiting: int
    snoozed: int
    came_back: list[int]
    first: list[int]
    suggestions: int
    has_policy: bool
    has_imports: bool
    unseen: int


class Decided(Out):
    """A decision that was kept, and the words that go with it; no verdict where it is not to be seen yet."""

    id: int
    action: Action
    state: State
    verdict: Verdict | None
    differs: bool
    because: list[str]
    reply: str
    steps: list[str]
    until: date | None
    link: str


class Refused(Out):
    """A request that was not decided, and why."""

    id: int
    refused: str


class Results(Out):
    """One decision about many: `ids` are those that were (or in a dry run would be) decided."""

    dry_run: bool
    action: Action
    ids: list[int]
    results: list[Decided | Refused]


class Undone(Out):
    """A change that was taken back: the number of the undo, and what it undoes."""

    id: int
    undoes: int | None


class Entry(Out):
    """A line of the journal."""

    id: int
    kind: str
    at: Moment
    person_id: int | None
    request_id: int | None
    counts: dict[str, int]
    undoes: int | None
    undone_by: int | None
    can_undo: bool
    source: str
    file: str


class Profile(Out):
    """A person on one network."""

    network: str
    key: str
    connected_since: date | None


class Person(Who):
    """A person: facts, what each door says, requests."""

    profiles: list[Profile]
    facts: dict[str, str]
    doors: dict[str, Verdict]
    requests: list[Row]


class Told(Out):
    """What was kept, and the requests that came back by it."""

    kept: str
    came_back: list[Row]


class Event(Out):
    """Something that happened with a person."""

    on: date | None
    what: str
    words: str


class SameProfile(Out):
    """A profile by its network and key."""

    network: str
    key: str


class SameSide(Out):
    """One of two people who may be one: where they are, where they work, contact, requests that wait."""

    id: int
    name: str
    profiles: list[SameProfile]
    companies: list[str]
    first: date | None
    last: date | None
    waiting: list[int]


class Pair(Out):
    """Two people who may be one, why, and what would become of requests if they are."""

    strength: str
    reasons: list[str]
    changes: list[str]
    one: SameSide
    other: SameSide


class Blind(Out):
    """Whether the user's own view comes before the answer."""

    blind: bool


class Joined(Out):
    """Somebody who was joined into a person."""

    id: int
    name: str
    at: Moment


class Suggestion(Out):
    """Two who may be one, or a fact that may hold, and why."""

    id: int
    kind: str
    person: Who
    other: Who | None
    fact: str | None
    value: str | None
    reason: str


class Settled(Out):
    """The person that a suggestion was about, and the requests that came back by the answer."""

    person_id: int
    came_back: list[Row]


class Forgotten(Out):
    """What was erased, by table; what stays without a name; the backups."""

    removed: dict[str, int]
    kept_without_name: int
    backups_cleaned: list[str]
    backups_unreached: list[str]
    mentioned_with: list[int]


class AskedAbout(Out):
    """Somebody whom a question is about."""

    id: int
    name: str
    hint: str
    requests: list[int]


class Group(Out):
    """One question about one or many people."""

    kind: str
    fact: str | None
    text: str
    choices: list[str]
    people: list[AskedAbout]
