"""The shapes of what is given back about the standards."""

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
    """The standards: as text, and in plain sentences."""

    text: str
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
