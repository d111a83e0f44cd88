"""The date styles of a LinkedIn archive, one reader each; every reader gives None for what it cannot read."""

from datetime import date, datetime

from ..months import MONTHS
from ..times import FIRST_YEAR

_LAST_YEAR = 2068  # a `69` is of the past century, and so no year of LinkedIn's


class Days(dict[str, date | None]):
    """`04 Apr 2021` and what spreadsheets make of it to a date; remembers, since days repeat."""

    def __missing__(self, text: str) -> date | None:
        self[text] = day = day_of(text)
        return day


def day_of(text: str) -> date | None:
    """`04 Apr 2021`, `4-Apr-21`, `05 Okt. 2020`, `2021-04-04`, `04.04.2021`, `Apr 4, 2021`.

    Slashes only where it is clear which number is the month.
    """
    words = text.strip().casefold().replace(",", " ").replace(".", " ").replace("-", " ").split()
    try:
        match words:
            case [one, two, three, *_] if one.isdecimal() and len(one) == 4:
                return date(_year(one), _month(two), int(three[:2]))
            case [one, two, three, *_] if one.isdecimal():
                return date(_year(three), _month(two), int(one))
            case [one, two, three, *_]:
                return date(_year(three), _month(one), int(two))
            case [one, *_] if one.count("/") == 2:
                return _slashed(*one.split("/"))
    except (ValueError, KeyError):
        return None
    return None


def asked_at_of(text: str) -> datetime | None:
    """`7/8/26, 3:43 PM` (month first) or ISO, with or without AM/PM and seconds, as local wall time."""
    words = text.replace("\u202f", " ").replace("\u00a0", " ").replace(",", " ").replace("T", " ").split()
    try:
        if not words:
            return None
        if words[0].count("/") == 2:
            one, two, three = words[0].split("/")
            is_iso = len(one) == 4
            on = date(_year(one), int(two), int(three)) if is_iso else date(_year(three), int(one), int(two))
        else:
            on = date.fromisoformat(words[0])
            _year(str(on.year))
        hour, minute = 0, 0
        if len(words) > 1:
            clock = words[1].upper()
            half = clock[-2:] if clock[-2:] in ("AM", "PM") else (words[2].upper() if len(words) > 2 else "")
            parts = clock.removesuffix("AM").removesuffix("PM").split(":")
            hour, minute = int(parts[0]), int(parts[1])
            if half in ("AM", "PM"):
                hour = hour % 12 + (12 if half == "PM" else 0)
        return datetime(on.year, on.month, on.day, hour, minute)  # noqa: DTZ001  the file states no zone
    except (ValueError, IndexError):
        return None


def stamp_of(text: str) -> datetime | None:
    """`2026-02-09 01:21:47 UTC` or `2024/02/01 15:02:55 UTC`, as wall time of UTC without a zone."""
    stamp = text[:19]
    try:
        at = datetime.fromisoformat(stamp if "/" not in stamp else stamp.replace("/", "-"))
    except ValueError:
        return None
    return at if at.tzinfo is None else at.replace(tzinfo=None)


def _month(word: str) -> int:
    return int(word) if word.isdecimal() else MONTHS[word]


def _year(word: str) -> int:
    if len(word) not in (2, 4):
        raise ValueError(word)
    year = int(word) + (2000 if len(word) == 2 else 0)
    if not FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(word)
    return year


def _slashed(one: str, two: str, three: str) -> date | None:
    if len(one) == 4:
        return date(_year(one), int(two), int(three))
    first, second = int(one), int(two)
    if first <= 12 < second or first == second:
        return date(_year(three), first, second)
    return date(_year(three), second, first) if second <= 12 < first else None
