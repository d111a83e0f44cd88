"""Entries that repeat: when they took place, within the past five years and at most a thousand times."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, tzinfo

from .entries import Entry
from .times import Moment, Zones, in_utc, moment_of

WINDOW = timedelta(days=5 * 365)
MOST = 1000
MOST_RULES = 50
_OLDEST = 1970
_DAY = timedelta(days=1)
_RULE = re.compile(
    r"(?:(?:FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)|INTERVAL=[1-9]\d{0,2}|COUNT=\d{1,6}|UNTIL=[\dTZ]{8,16}|WKST=[A-Z]{2}"
    r"|BYDAY=[-+\dA-Z,]{2,80}|BYMONTHDAY=[-\d,]{1,100}|BYMONTH=[\d,]{1,40}|BYSETPOS=[-\d,]{1,20})(?:;|$))+",
    re.IGNORECASE,
)


def occurrences(master: Entry, changed: Mapping[str, Entry], as_of: datetime, zones: Zones) -> list[Moment]:
    """The times of a repeating entry that had ended by `as_of` (UTC): of five years the newest thousand.

    `changed` are the instances that were moved or cancelled, by the time that they take the place of. ValueError
    where it repeats in a way that no meeting does.
    """
    if master.start.wall.year < _OLDEST:
        raise ValueError("it begins before 1970")
    if len(master.rules) > MOST_RULES:
        raise ValueError("it repeats by more rules than any meeting has")
    zone: tzinfo = UTC if master.zone == "UTC" else zones.named(master.zone) if master.zone else zones.home
    moved = (moment_of(text, master.zone, zones) for text in changed)
    gone = {one.utc for one in (*moved, *_listed(master, "EXDATE", zones)) if one is not None}
    starts = {one.utc for one in _listed(master, "RDATE", zones)} | {master.start.utc}
    for line in master.rules:
        if line[:5].upper() == "RRULE":
            starts.update(_by_rule(line.partition(":")[2], master, zone, as_of, zones))
    past = sorted(one for one in starts - gone if as_of - WINDOW <= one and one + master.length <= as_of)
    shown = zones.home if zone is UTC else zone
    return [Moment(_wall(utc, shown), utc) for utc in past[-MOST:]]


def _by_rule(rule: str, master: Entry, zone: tzinfo, as_of: datetime, zones: Zones) -> Iterator[datetime]:
    """The beginnings in UTC that one rule gives; ValueError where it is none that is followed here."""
    from dateutil.rrule import rrulestr

    # nobody meets by the hour or the second; and what falls on no day at all would be sought for ever
    if not _RULE.fullmatch(rule) or ("DAILY" in rule.upper() and "BYMONTH" in rule.upper()):
        raise ValueError("it repeats in a way that no meeting does")
    parts, last = [], as_of
    for part in filter(None, rule.split(";")):
        if not part.upper().startswith("UNTIL="):
            parts.append(part)
        elif (until := moment_of(part[6:], master.zone, zones)) is not None:
            last = min(last, until.utc + _DAY if until.is_day else until.utc)
        else:
            raise ValueError("the day up to which it repeats cannot be read")
    begin = _wall(master.start.utc, zone)
    # a day more on either side, for what zones and summer time may shift
    found = rrulestr(";".join(parts), dtstart=begin).between(as_of - WINDOW - _DAY, last + _DAY, inc=True)
    return (utc for wall in found if (utc := in_utc(wall, zone)) <= last)


def _listed(master: Entry, name: str, zones: Zones) -> Iterator[Moment]:
    """The moments that the EXDATE or RDATE lines name."""
    for line in master.rules:
        head, _, values = line.partition(":")
        if head.partition(";")[0].upper() == name:
            zone = re.search(r'TZID="?([^;"]+)', head, re.IGNORECASE)
            for value in values.split(",")[:MOST]:
                moment = moment_of(value.partition("/")[0], zone[1] if zone else master.zone, zones)
                if moment is not None:
                    yield moment


def _wall(utc: datetime, zone: tzinfo) -> datetime:
    return utc.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
