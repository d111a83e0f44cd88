"""Calendar times: wall time for what people remember, UTC for what is past."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache

_LONGEST = timedelta(days=400)


@dataclass(slots=True)
class Zones:
    """The time zones of one file: by name, by Windows name, else by the offset that the file itself defines.

    `home` is the zone that the calendar says is its own; UTC times are shown in it.
    """

    home: tzinfo = UTC
    offsets: dict[str, timedelta] = field(default_factory=dict)

    def named(self, name: str) -> tzinfo:
        """The zone of this name; the calendar's own where it cannot be told."""
        found = zone_of(name)
        if found is None and name in self.offsets:
            found = timezone(self.offsets[name])
        return found or self.home


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day, `wall` as the clock showed it and `utc`, neither with a zone; or a whole day's beginning."""

    wall: datetime
    utc: datetime
    is_day: bool = False


@cache
def zone_of(name: str) -> tzinfo | None:
    """The zone called so, by IANA's or by Windows' name, or None."""
    from zoneinfo import ZoneInfo

    plain = name.strip().strip('"').removeprefix("/")
    for known_as in (str, _last_parts, _windows):
        try:
            return ZoneInfo(known_as(plain))
        except (KeyError, ValueError, OSError):
            continue
    return None


def _last_parts(name: str) -> str:
    """`Europe/Berlin` of `mozilla.org/20050126_1/Europe/Berlin`."""
    return "/".join(name.split("/")[-2:])


def _windows(name: str) -> str:
    """The name by which a zone goes outside Windows, or the name itself."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # loads a whole library

    return str(WINDOWS_TO_OLSON.get(name, name))


def moment_of(value: str, zone: str, zones: Zones) -> Moment | None:
    """`20260304`, `20260304T100000`, `20260304T090000Z` as a moment; None where it is none."""
    text = value.strip()
    try:
        if len(text) == 8:
            day = date.fromisoformat(text)
            start = datetime(day.year, day.month, day.day)  # noqa: DTZ001  wall time
            return Moment(start, start, True)
        if text.endswith(("Z", "z")):
            utc = datetime.fromisoformat(text[:-1])
            return Moment(utc.replace(tzinfo=UTC).astimezone(zones.home).replace(tzinfo=None), utc)
        wall = datetime.fromisoformat(text)
        if wall.tzinfo is not None:
            return None
        return Moment(wall, in_utc(wall, zones.named(zone) if zone else zones.home))
    except (ValueError, OverflowError):
        return None


def in_utc(wall: datetime, zone: tzinfo) -> datetime:
    """Wall time in a zone as UTC, without a zone."""
    return wall.replace(tzinfo=zone).astimezone(UTC).replace(tzinfo=None)


def length_of(value: str) -> timedelta | None:
    """`PT1H30M`, `P1D`, `P2W` as a length of time; None where it is none, runs backwards or lasts for years."""
    total, number = timedelta(), ""
    units = {"W": "weeks", "D": "days", "H": "hours", "M": "minutes", "S": "seconds"}
    for char in value.strip().upper().removeprefix("+"):
        if char.isascii() and char.isdigit() and len(number) < 6:
            number += char
        elif char in units and number:
            total += timedelta(**{units[char]: int(number)})
            number = ""
        elif char not in "PT":
            return None
    return total if total <= _LONGEST else None


def offset_of(value: str) -> timedelta | None:
    """`+0100` as a length of time, or None."""
    sign, digits = value.strip()[:1], value.strip()[1:]
    if sign not in ("+", "-") or len(digits) not in (4, 6) or not (digits.isascii() and digits.isdigit()):
        return None
    length = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return (length if sign == "+" else -length) if length < timedelta(hours=24) else None
