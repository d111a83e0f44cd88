"""Facts of one's own that are about looks or descent, not about a relationship."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .finding import Finding
from .inspection import Inspection

_OF_LOOKS = re.compile(
    r"(has_|is_|their_)?(photo|picture|avatar|gender|sex|male|female|man|woman|age|young|old|attractive|pretty|"
    r"handsome|race|skin|skin_colou?r|ethnicity|nationality|religion|religious|accent)"
)


def judged(look: Inspection) -> Iterator[Finding]:
    """Own facts whose name says that people would be judged by looks, age, sex, descent or belief."""
    for fact in look.policy.standards.own:
        if _OF_LOOKS.fullmatch(fact.name.casefold()):
            message = f"`{fact.name}` is about what somebody is or looks like, not about what there is between you"
            yield look.finding("looks", message)
