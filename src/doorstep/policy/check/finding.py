"""One thing that `check` tells of, and the codes under which it does."""

from __future__ import annotations

from collections.abc import Mapping

from ...facts.record import record
from ...facts.values import Value

CODES = (
    "dead", "redundant", "shadowed", "clash", "shut", "wide", "unknowable", "upside-down", "strategy", "assumed",
    "uneven-words", "constant", "looks",
)  # fmt: skip
SEVERITIES = ("warning", "note")


@record
class Finding:
    """One thing that is most likely not meant (a warning), or that is good to know (a note).

    `code` is of CODES, `severity` of SEVERITIES; `network` and `rule` are empty where it is not about one door or
    one rule; `kind` is the rule's (two kinds of rules can bear one name). `example` are the facts of a person who
    shows it (None where nobody can), `example_text` the same in words.
    """

    code: str
    severity: str
    message: str
    network: str = ""
    rule: str = ""
    example: Mapping[str, Value] | None = None
    example_text: str = ""
    kind: str = ""
