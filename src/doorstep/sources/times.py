"""Points in time as networks write them, as wall time of UTC without a zone; None for what cannot be read."""

import re
from datetime import UTC, date, datetime

_MONTHS = {"JanFebMarAprMayJunJulAugSepOctNovDec"[at : at + 3]: at // 3 + 1 for at in range(0, 36, 3)}
_IN_A_NAME = re.compile(r"(?<![0-9])(\d{4})([-_.]?)(\d\d)\2(\d\d)(?:\d{6})?(?![0-9])", re.ASCII)
FIRST_YEAR = 1995  # no network is older


def utc_of(text: object) -> datetime | None:
    """`2026-02-09T01:21:47.000Z`, `2026-02-09T02:21:47+01:00`; without a zone as it stands."""
    if not isinstance(text, str) or len(text) > 40:
        return None
    try:
        at = datetime.fromisoformat(text)
        at = at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at
    except (ValueError, OverflowError):
        return None
    return at.replace(microsecond=0) if at.year >= FIRST_YEAR else None


def posted_at_of(text: object) -> datetime | None:
    """`Sun Mar 21 12:53:22 +0000 2021`, as X writes it: always UTC, always English."""
    words = text.split() if isinstance(text, str) else []
    if len(words) != 6 or words[4] != "+0000":
        return None
    try:
        hour, minute, second = words[3].split(":")
        at = datetime(int(words[5]), _MONTHS[words[1]], int(words[2]), int(hour), int(minute), int(second))  # noqa: DTZ001
    except (ValueError, KeyError, OverflowError):
        return None
    return at if at.year >= FIRST_YEAR else None


def day_named(text: str) -> date | None:
    """The first day of the form `2026-11-01`, `20261101` or `20261101093000` in a name, or None."""
    for found in _IN_A_NAME.finditer(text):
        try:
            day = date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            continue
        if FIRST_YEAR <= day.year <= 2200:
            return day
    return None
