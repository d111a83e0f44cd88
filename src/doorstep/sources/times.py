"""Points in time as networks write them, as wall time of UTC without a zone; None for what cannot be read."""

from datetime import UTC, date, datetime

_MONTHS = {"JanFebMarAprMayJunJulAugSepOctNovDec"[at : at + 3]: at // 3 + 1 for at in range(0, 36, 3)}
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
    except (ValueError, KeyError):
        return None
    return at if at.year >= FIRST_YEAR else None


def day_named(text: str) -> date | None:
    """The last day of the form `2026-11-01` or `20261101` in a name, or None."""
    digits = "".join(char if char.isdigit() and char.isascii() else " " for char in text).split()
    for at in range(len(digits) - 1, -1, -1):
        for parts in (digits[at : at + 3], [digits[at][:4], digits[at][4:6], digits[at][6:8]]):
            if [len(part) for part in parts] == [4, 2, 2]:
                try:
                    day = date(*map(int, parts))
                except ValueError:
                    continue
                if FIRST_YEAR <= day.year <= 2200:
                    return day
    return None
