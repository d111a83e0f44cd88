"""Notifications as requests: a reminder is the same request, and what is long past is not taken for open."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from ...facts.observations import Observation
from ...facts.seen import Reading, SeenProfile, SeenRequest, Who
from ...facts.values import fold
from ...studies.notes import Note, classify
from .notices import Notice, address_in
from .senders import REQUEST, SENDERS

REMINDER = timedelta(days=90)
STALE = timedelta(days=180)  # by then LinkedIn's have expired, and others were most likely answered
MUTUAL = frozenset({"linkedin", "facebook"})  # where accepting connects both
_SHOWN = {one.network: one.shown for one in SENDERS} | {"mastodon": "Mastodon"}


def add_requests(notices: Iterable[Notice], reading: Reading) -> None:
    """Adds the requests that the notifications tell of, and the people in them."""
    firsts, reminders = _firsts(sorted(notices, key=lambda one: (one.at, one.network, one.name)))
    asked = [one for one in firsts if one.kind == REQUEST]
    judged = dict(zip(map(id, asked), classify(
        [Note(one.key or one.name, one.note or "", one.at.date(), one.name) for one in asked]
    ), strict=True))  # fmt: skip
    before: Counter[tuple[str, str]] = Counter()
    old = 0
    for one in firsts:
        who = _who(one)
        source, day = f"{_SHOWN[one.network]} notifications", one.at.date()
        if one.kind != REQUEST:
            accepted = SeenRequest(
                who, one.network, "outgoing", None, state="accepted", answered_on=day, told_by="mail"
            )
            reading.requests.append(accepted)
            if one.network in MUTUAL:
                linked = Observation("connected_on", frozenset({one.network}), source, day, "records")
                reading.profiles.append(SeenProfile(who, (linked,), True, day))
            continue
        seen: list[Observation] = []
        if one.key:
            seen.append(Observation("asked_before", before[one.network, one.key], source, day, "records"))
            before[one.network, one.key] += 1
        if day < reading.exported_on - STALE:
            old += 1
            continue
        request = SeenRequest(who, one.network, "incoming", one.at, one.note or "", seen_on=day, told_by="mail")
        if one.note is not None:
            note = judged[id(one)]
            seen.append(Observation("note", note.kind, source, day, "asker"))
            seen.append(Observation("claims_to_know_me", bool(note.claim), source, day, "asker"))
            request = replace(request, note_reason=note.reason)
        reading.requests.append(replace(request, observations=tuple(seen)))
        works = (Observation("company", one.company, source, day, "asker"),) if one.company else ()
        reading.profiles.append(SeenProfile(who, works))
    if reminders:
        reading.warnings.append(f"{_count(reminders, 'mail')} only reminded you of a request; each request counts once")
    if old:
        reading.warnings.append(
            f"{_count(old, 'request')} from before {reading.exported_on - STALE} left out: most likely answered or "
            "expired since, which mails do not tell"
        )


def _firsts(notices: list[Notice]) -> tuple[list[Notice], int]:
    """Each request once, by the network's number, else by who asked within 90 days; and how many were reminders.

    Another number is another request, as of somebody who took theirs back and asked again.
    """
    kept: list[Notice] = []
    last: dict[tuple[str, ...], tuple[date, str]] = {}
    numbers: set[tuple[str, str, str]] = set()
    for one in notices:
        person = (one.network, one.kind, one.key or f"?{fold(one.name)}")
        number = (one.network, one.kind, one.number)
        day = one.at.date()
        since, its_number = last.get(person, (date.min, ""))
        if one.number and its_number:
            is_known = number in numbers
        else:
            is_known = (bool(one.number) and number in numbers) or day - since <= REMINDER
        numbers.add(number)
        if not is_known:
            last[person] = day, one.number
            kept.append(one)
    return kept, len(notices) - len(kept)


def _who(one: Notice) -> Who:
    if one.key:
        return Who(one.network, one.key, one.name, True, address_in(one.network, one.key))
    # Facebook tells names alone: the same name on the same day is who stands on its lists under this key
    anchor = "asked on" if one.kind == REQUEST else "friend since"
    return Who(one.network, f"?{fold(one.name)}|{anchor} {one.at.date()}", one.name, False)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
