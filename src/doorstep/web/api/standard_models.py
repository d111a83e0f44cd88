"""The shapes of what is given back about the standards."""

from pydantic import Field

from .shared import Out


class Fact(Out):
    """A fact that a rule can ask about."""

    name: str
    type: str
    means: str
    said_by: list[str]
    options: list[str]
    question: str
    step: str | None


class Policy(Out):
    """The standards: as text with its print (saving asks for it), and in plain sentences."""

    text: str
    print: str
    plain: str


class Mistake(Out):
    """A mistake in the standards, with its place and the spot in the text."""

    place: str
    message: str
    text: str
    column: int
    hint: str


class Finding(Out):
    """Something that is most likely not meant."""

    code: str
    severity: str
    message: str
    network: str
    kind: str
    rule: str
    example: str


class Checked(Out):
    """The standards looked over."""

    mistakes: list[Mistake]
    findings: list[Finding]


class Choice(Out):
    """A question of a kind of standards, with its answers."""

    key: str
    text: str
    choices: list[str]


class Kind(Out):
    """A kind of standards to begin with."""

    name: str
    title: str
    about: str
    questions: list[Choice]


class ToldRule(Out):
    """A rule as a plain sentence."""

    kind: str
    name: str
    says: str


class ToldWord(Out):
    """A word of the user's own, and what it means."""

    name: str
    means: str


class ToldDoor(Out):
    """A door in plain sentences."""

    network: str
    name: str
    head: str
    rules: list[ToldRule]
    otherwise: str


class Doorless(Out):
    """A network without a door, and how many wait before it."""

    network: str
    requests: int


class Doors(Out):
    """All doors side by side, from public to private."""

    words: list[ToldWord]
    assumed: list[str]
    house: list[ToldRule]
    doors: list[ToldDoor]
    without_door: list[Doorless]


class Difference(Out):
    """One kind of people that is answered differently, with an example."""

    network: str
    before: str
    after: str
    message: str
    example: str


class Touched(Out):
    """A request of one's own with its verdict before and after."""

    id: int
    name: str
    network: str
    state: str
    before: str
    after: str


class Changes(Out):
    """All that changes from one text of standards to another."""

    differences: list[Difference]
    ways: list[Difference]
    settings: list[str]
    requests: list[Touched]


class Comparison(Changes):
    """All that changes from one version to another, and what the two are called."""

    from_: str = Field(alias="from")
    to: str


class Preview(Out):
    """A text looked over: with mistakes nothing else; `changes` is null where there is nothing to compare with.

    `changed` of the `of` requests that were looked at would be answered differently.
    """

    mistakes: list[Mistake]
    findings: list[Finding]
    changes: Changes | None
    changed: int
    of: int


class Version(Out):
    """A version of the standards: since when, what changed, how many decisions were made under it."""

    number: int
    at: str
    print: str
    changed: str
    decisions: int
    now: bool


class VersionText(Out):
    """A version as it was written."""

    number: int
    at: str
    text: str


class Saved(Out):
    """The standards after they were saved: their print, their version, and the version of what stood before."""

    print: str
    version: int | None
    before: int | None


class Text(Out):
    """A text."""

    text: str
