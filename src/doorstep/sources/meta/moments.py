"""Moments as Meta writes them: seconds or milliseconds since 1970 in JSON, words on web pages."""

import re
from datetime import UTC, datetime

from ..months import MONTHS

_FIRST, _LAST = 1_072_915_200, 4_102_444_800  # 2004, when Facebook began, and 2100
_MILLI = 100_000_000_000  # no number of seconds is as large
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::\d{2})?(?: ?([ap])\.? ?m)?", re.IGNORECASE)
_ASIAN = re.compile(r"(\d{1,2})[月월]")
_FILLERS = frozenset(["de", "del", "at", "um", "à", "t", "年", "日", "년", "일"])
_WORDS = re.compile(r"[^\W\d_]+|\d+")


def moment(value: object) -> datetime | None:
    """Seconds or milliseconds since 1970 as wall time of UTC without a zone; None where it cannot be one."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < _LAST * 1000:
        return None
    seconds = value / 1000 if value >= _MILLI else value
    if not _FIRST <= seconds < _LAST:
        return None
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)


def written_moment(text: str) -> datetime | None:
    """The moment in words, as local wall time; None where the language or the order is not known.

    `Nov 14, 2023 10:13:20 pm`, `14. Nov. 2023, 22:13`, `01.01.2025, 10:00`, `8月 10, 2026 6:32 PM`, ISO. Of a day and
    a month with slashes between, only where it is clear which is which.
    """
    if len(text) > 60 or not any(char.isdigit() for char in text):
        return None
    flat = _ASIAN.sub(r"\1month ", text.replace("\u202f", " ").replace("\u00a0", " "))
    clock = _CLOCK.search(flat)
    day = flat[: clock.start()] if clock else flat
    try:
        year, month, number = _day(day)
        return datetime(year, month, number, *(_hour(clock) if clock else (0, 0)))  # noqa: DTZ001  the page has no zone
    except (ValueError, KeyError):
        return None


def _day(text: str) -> tuple[int, int, int]:
    """Year, month, day; ValueError or KeyError where they cannot be told."""
    words = [word for word in _WORDS.findall(text.casefold()) if word not in _FILLERS]
    match words:
        case [month, "month", day, year, *_]:
            pass
        case [year, month, "month", day, *_] if len(year) == 4:
            pass
        case [day, month, year, *_] if day.isdecimal() and not month.isdecimal():
            month = str(MONTHS[month])
        case [month, day, year, *_] if not month.isdecimal():
            month = str(MONTHS[month])
        case [year, month, day, *_] if len(year) == 4:
            pass
        case [day, month, year, *_] if "." in text:
            pass
        case [first, second, year, *_]:
            if int(first) <= 12 and int(second) <= 12 and first != second:
                raise ValueError(text)
            day, month = (second, first) if int(first) <= 12 else (first, second)
        case _:
            raise ValueError(text)
    if len(year) != 4:
        raise ValueError(text)
    return int(year), int(month), int(day)


def _hour(clock: re.Match[str]) -> tuple[int, int]:
    hour, minute, half = int(clock[1]), int(clock[2]), (clock[3] or "").casefold()
    return (hour % 12 + (12 if half == "p" else 0) if half else hour), minute
