"""What a source saw in a user's files: profiles, connections, requests, interactions, and rows it could not use.

Sources make these, the ledger keeps them; neither knows the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from .observations import Observation


@dataclass(frozen=True, slots=True)
class Who:
    """A profile on a network, as a file names it.

    `key` is stable from one export to the next. Where the file has an exact identifier (handle, profile URL)
    it is that, normalised, and `exact` is true. Where there is only a name, `key` starts with `?`, is made of
    what else is stable in the row, and never joins anybody by itself. The other identifiers are exact ones of the
    same person: `emails`, `phones` (E.164, as +31201234567), `former` keys on the same network, and `also`, profiles
    elsewhere as (network, key).
    """

    network: str
    key: str
    name: str
    exact: bool = True
    url: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SeenProfile:
    """Somebody a file tells about, with what it tells; `connected_since` is set for a connection."""

    who: Who
    observations: tuple[Observation, ...] = ()
    is_connection: bool = False
    connected_since: date | None = None


@dataclass(frozen=True, slots=True)
class SeenRequest:
    """Somebody asks (incoming) or I asked (outgoing). `asked_at` is local wall time where the file has no zone.

    `state` is open (unanswered as of the export), accepted, declined or withdrawn. `observations` are about the
    request itself (note, claims_to_know_me); `note_reason` says why the note was taken for what it was. `seen_on` is
    set where the state is that of an earlier day than the export's: a mail tells that somebody asked, and no more.
    `told_by` is `mail` where a notification tells of it, and no list of the network's.
    """

    who: Who
    network: str
    direction: str
    asked_at: datetime | None
    note: str = ""
    state: str = "open"
    answered_on: date | None = None
    observations: tuple[Observation, ...] = ()
    note_reason: str = ""
    seen_on: date | None = None
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class SeenInteraction:
    """One contact with a person: `kind` message, group_message, call, meeting, recommendation, endorsement;
    `direction` in, out or both. `key` is stable from one export to the next."""

    who: Who
    key: str
    kind: str
    direction: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SeenPost:
    """Something that I published: on which network, when, its words, and its `audience` as the file calls it.

    An empty audience means that the file does not tell. `key` is stable from one export to the next.
    """

    network: str
    key: str
    at: datetime | None
    text: str
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that a person may confirm: two profiles that may be one, or a fact that may hold.

    `kind` is `same_person` (then `other` is set) or `fact` (then `observation` is set).
    """

    kind: str
    who: Who
    reason: str
    other: Who | None = None
    observation: Observation | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A row or a file that could not be used: where, and why. `row` counts lines, or whatever else `unit` names
    (`entry`, `mail`), from 1; 0 is the file."""

    file: str
    row: int
    reason: str
    unit: str = "line"

    @property
    def place(self) -> str:
        """Where it is, as a person would say it."""
        return f"{self.file}, {self.unit} {self.row}" if self.row else self.file


@dataclass(slots=True)
class SeenFile:
    """One file of an import: what it was read as, how many rows it had, how many were kept, first and last date.

    `unit` is what a row of it is: a `line`, an `entry` or a `mail`.
    """

    name: str
    read_as: str
    rows: int = 0
    kept: int = 0
    skipped: list[Problem] = field(default_factory=list)
    first: date | None = None
    last: date | None = None
    unit: str = "line"

    def saw(self, day: date | None) -> None:
        """Widens the range of dates by one more day."""
        if day is not None:
            self.first = day if self.first is None or day < self.first else self.first
            self.last = day if self.last is None or day > self.last else self.last


@dataclass(slots=True)
class Reading:
    """Everything that one source saw in one export. `exported_on` is the day up to which it tells.

    `contact_until` is set where it tells of contact only up to an earlier day: silence after it means nothing;
    `contact_from` where it does so only from a day on.
    """

    source: str
    exported_on: date
    owner: Who | None = None
    files: list[SeenFile] = field(default_factory=list)
    profiles: list[SeenProfile] = field(default_factory=list)
    requests: list[SeenRequest] = field(default_factory=list)
    interactions: list[SeenInteraction] = field(default_factory=list)
    posts: list[SeenPost] = field(default_factory=list)
    suggestions: Sequence[Suggestion] = ()
    contact_until: date | None = None
    contact_from: date | None = None
    warnings: list[str] = field(default_factory=list)


def as_of(reading: Reading, day: date) -> Reading:
    """The same reading, dated otherwise: what was seen on the day of the export is seen on that other day."""
    was = reading.exported_on

    def dated(some: tuple[Observation, ...]) -> tuple[Observation, ...]:
        return tuple(replace(one, seen_on=day) if one.seen_on == was else one for one in some)

    return replace(
        reading,
        exported_on=day,
        profiles=[replace(one, observations=dated(one.observations)) for one in reading.profiles],
        requests=[replace(one, observations=dated(one.observations)) for one in reading.requests],
        suggestions=[
            replace(one, observation=dated((one.observation,))[0]) if one.observation else one
            for one in reading.suggestions
        ],
    )
