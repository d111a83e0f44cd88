"""What the ledger gives back: frozen records, their ids as the tables have them."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ..facts.observations import Observation
from ..facts.values import Value


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, and the name that is shown; `is_mine` where the user gave the name."""

    id: int
    name: str
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A person on one network; an e-mail address is a profile on the network `email`. `former` are old handles."""

    id: int
    person_id: int
    network: str
    key: str
    exact: bool
    name: str
    url: str
    former: tuple[str, ...]
    is_connection: bool
    connected_since: date | None


@dataclass(frozen=True, slots=True)
class Request:
    """A request with the name of who asks. `settled_by` is me or records; `first_seen` and `last_seen` are the
    days of exports, None where it was added by hand; `before_doorstep`: it was accepted when first seen."""

    id: int
    person_id: int
    profile_id: int
    name: str
    key: str
    url: str
    network: str
    direction: str
    asked_at: datetime | None
    note: str
    note_reason: str
    state: str
    state_since: datetime | None
    settled_by: str
    first_seen: date | None
    last_seen: date | None
    answered_on: date | None
    before_doorstep: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """An observation as it is kept: its id, and the import that brought it (None: the user said it)."""

    id: int
    person_id: int | None
    request_id: int | None
    observation: Observation
    import_id: int | None


@dataclass(frozen=True, slots=True)
class Interaction:
    """One contact with a person; `words` are the user's own."""

    id: int
    person_id: int
    network: str
    kind: str
    direction: str
    at: datetime
    source: str
    words: str


@dataclass(frozen=True, slots=True)
class ContactSummary:
    """Contact with one person in messages between the two, calls and meetings; groups do not count.

    `past_year` counts the 365 days up to the day that was asked for. `connected` holds the networks on which
    they are connected, each with the day since when, where it is known. `told_until` is the day up to which
    the newest import of one of the person's networks tells, `contact_until` the day up to which they all tell of
    contact as far as they do; None where there is none. `has_gap` holds where on one of them contact is told only up
    to a much earlier day than the rest: silence since means nothing.
    """

    person_id: int
    first: datetime | None
    last: datetime | None
    past_year: int
    messages_in: int
    messages_out: int
    connected: tuple[tuple[str, date | None], ...]
    told_until: date | None
    has_gap: bool = False
    contact_until: date | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """Something that the user published; an empty audience means that the export does not tell."""

    id: int
    network: str
    at: datetime | None
    text: str
    audience: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user did with a request, beside what doorstep had said.

    `facts` are those that were known then, None where they were not kept (before 0.2, or forgotten since).
    """

    id: int
    request_id: int
    at: datetime
    action: str
    verdict: str
    because: tuple[str, ...]
    policy: str
    reason: str
    obliged: bool | None
    facts: dict[str, Value] | None = None


@dataclass(frozen=True, slots=True)
class OwnView:
    """What the user thought of a request before the answer was shown; `decision_id` once it was decided."""

    id: int
    request_id: int
    at: datetime
    answer: str
    decision_id: int | None


@dataclass(frozen=True, slots=True)
class Rejudged:
    """An own past case that is looked at again: what was answered then, and now (None: not yet)."""

    id: int
    request_id: int
    place: int
    first: str
    answer: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Rejudging:
    """One round of own past cases, in the order that its seed gave them."""

    id: int
    seed: int
    at: datetime
    cases: tuple[Rejudged, ...]


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """The standards as they stood from `at` on; `print` is what decisions carry, `decisions` how many were made."""

    number: int
    at: datetime
    print: str
    text: str
    decisions: int


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply that was kept."""

    id: int
    request_id: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A step or a date that a person or a request waits for, or a promise; `done_at` is None while it is open.

    `ended` says how it was closed: `done`, `dropped`, or nothing where the request was decided or came back.
    """

    id: int
    person_id: int | None
    request_id: int | None
    fact: str
    text: str
    due: date | None
    at: datetime
    done_at: datetime | None
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a request on a day, as the user says, in the user's words."""

    id: int
    request_id: int
    on: date
    at: datetime
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class OpenSuggestion:
    """Two profiles that may be one person, or a fact that may hold, and why; `state` open, confirmed or dismissed."""

    id: int
    kind: str
    person_id: int
    name: str
    other_person_id: int | None
    other_name: str
    observation: Observation | None
    reason: str
    state: str


@dataclass(frozen=True, slots=True)
class Import:
    """One import as it stands: `counts` as in ImportOutcome, `coverage` with networks, owner and files."""

    id: int
    file_name: str
    file_hash: str
    source: str
    exported_on: date
    at: datetime
    counts: dict[str, int]
    coverage: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import brought. `import_id` and `entry_id` are None where nothing was written: the same was there.

    `requests_accepted` were open and are accepted now (`accepted_ids`); `requests_open` are in this export and open.
    `forgotten_skipped` profiles were passed over because the user had them forgotten.
    """

    import_id: int | None
    entry_id: int | None
    nothing_new: bool
    people_new: int
    people_known: int
    connections_new: int
    connections_known: int
    requests_new: int
    requests_known: int
    requests_accepted: int
    requests_open: int
    interactions_new: int
    interactions_known: int
    observations_new: int
    observations_known: int
    suggestions_new: int
    forgotten_skipped: int
    posts_new: int = 0
    posts_known: int = 0
    accepted_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One line of the journal; `counts` tells rows by table. `undone_by` is the entry that took it back.

    Of an import, and of its undo, `source` and `file` tell which it was.
    """

    id: int
    kind: str
    at: datetime
    person_id: int | None
    request_id: int | None
    import_id: int | None
    counts: dict[str, int]
    undoes: int | None
    undone_by: int | None
    can_undo: bool
    source: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two people that were joined into one; `apart_at` is set once they were taken apart again."""

    id: int
    kept_id: int
    gone_id: int
    gone_name: str
    at: datetime
    apart_at: datetime | None


@dataclass(frozen=True, slots=True)
class ForgetReport:
    """What was removed, by table; how many requests stay without a name; which backups could be cleaned.

    `swept` is False where another doorstep is reading: the free pages are then cleaned at the next opening.
    `mentioned_with` are people whose notes or words name the forgotten one: those are for the user to look at.
    """

    person_id: int
    removed: dict[str, int]
    kept_without_name: int
    backups_cleaned: tuple[Path, ...]
    backups_unreached: tuple[Path, ...]
    swept: bool
    mentioned_with: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made: where, when, whether it is one of those that are kept to the newest five."""

    path: Path
    at: datetime
    automatic: bool
    is_there: bool
