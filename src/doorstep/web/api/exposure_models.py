"""The shapes of what somebody would see of one's posts, and of what stands out about whoever asks."""

from datetime import date

from .models import Who
from .shared import Out


class Post(Out):
    """A post that the user may mind; `seen_by` says whom it is for."""

    day: date | None
    tags: list[str]
    seen_by: str
    text: str


class Seen(Out):
    """One network: how many posts would be seen, how many of them are on topics one may mind, and the worst five."""

    network: str
    person: Who | None
    stated: str | None
    posts: int
    visible: int
    seen_by: dict[str, int]
    hidden: int
    sensitive: int
    sensitive_for_everybody: int
    tags: dict[str, int]
    a_week: float | None
    days: int
    worst: list[Post]


class Observed(Out):
    """Something that was seen, with where it comes from and the days."""

    kind: str
    text: str
    source: str
    first: date | None
    last: date | None
    rows: list[str]


class Way(Out):
    """Something that can be done to make sure, and the command that notes it."""

    text: str
    command: str


class WhoIsIt(Out):
    """What stands out about whoever asks. No score."""

    id: int
    network: str
    person: Who
    observed: list[Observed]
    as_they_are: list[Observed]
    ways: list[Way]
