"""How a source looks: what it is called, how its files are known, and what reads them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from ..facts.seen import Reading
from .lines import Progress
from .members import Limits
from .roots import Root


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a source is told besides the files.

    `today` counts where nothing in the files or their names tells a day. `own` holds the user's own e-mail addresses,
    casefolded; `called` the user's name by network, as earlier archives tell it; `region` is for phone numbers without
    a country code (`NL`; empty: only numbers with + are exact).
    `mapping` holds the column mappings that the user confirmed, by the print of the header; `stages` is the text of the
    user's own stages.toml.
    """

    today: date
    limits: Limits = field(default_factory=Limits)
    progress: Progress | None = None
    own: frozenset[str] = frozenset()
    called: Mapping[str, str] = field(default_factory=dict)
    region: str = ""
    mapping: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stages: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something that can be read.

    An export of many files is known by the tails of its paths: `tail_of` gives the part of a path key that lies below
    the export's root, or None. A loose file is known by its content: `claims` gets its path key and its first bytes.
    `read` gives what one export tells, or a SourceError.
    """

    name: str
    networks: tuple[str, ...]
    tail_of: Callable[[str], str | None]
    claims: Callable[[str, bytes], bool]
    read: Callable[[Root, Given], Reading]


def no_tail(key: str) -> str | None:
    """The `tail_of` of a source whose files are known by their content alone."""
    return None


def no_claim(key: str, head: bytes) -> bool:
    """The `claims` of a source whose files are known by their paths alone."""
    return False
