"""Days to come taken out of what a file tells: a wrong clock, or a year with two digits, is no evidence."""

from dataclasses import replace
from datetime import date, timedelta

from ..facts.seen import Reading


def without_days_to_come(reading: Reading, today: date) -> None:
    """Drops contact of a later day than tomorrow (there it may be today already), and such days of all else."""
    last = today + timedelta(days=1)
    contact = [one for one in reading.interactions if one.at.date() <= last]
    dropped = len(reading.interactions) - len(contact)
    if dropped:
        reading.interactions = contact
    cleared = 0
    for at, request in enumerate(reading.requests):
        if request.asked_at is not None and request.asked_at.date() > last:
            reading.requests[at] = request = replace(request, asked_at=None)
            cleared += 1
        if request.answered_on is not None and request.answered_on > last:
            reading.requests[at] = replace(request, answered_on=None)
            cleared += 1
    for at, profile in enumerate(reading.profiles):
        if profile.connected_since is not None and profile.connected_since > last:
            reading.profiles[at] = replace(profile, connected_since=None)
            cleared += 1
    for seen in reading.files:
        seen.last = min(seen.last, last) if seen.last is not None else None
        seen.first = min(seen.first, last) if seen.first is not None else None
    if dropped or cleared:
        reading.warnings.append(
            f"{dropped + cleared:,} of a day to come: left out, or kept without the day; was a clock wrong?"
        )
