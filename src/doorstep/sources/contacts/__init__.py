"""Address books: Google's and Outlook's tables, and contact cards. Who is in one is on record, and reachable there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from ...facts.observations import Observation
from ...facts.seen import Reading, SeenFile, SeenProfile, Suggestion, Who
from ...facts.values import fold
from ..labels import told_by_label
from ..members import MOST_ROWS, Member
from ..phones import Phones
from ..reader import Reader
from ..roots import Root
from ..source import Given, Source, no_tail
from ..tables import skip, table, too_many
from ..times import day_named
from . import properties, sheets, vcards
from .card import Card
from .kinds import READ, claims, kind_of
from .people import Person, members_labelled, people

__all__ = ["SOURCE"]

NAME = "Address book"
_SHAPES = {"google": sheets.GOOGLE, "outlook": sheets.OUTLOOK}
_SHARED = {"email": "the same e-mail address", "phone": "the same phone number"}


def _read(root: Root, given: Given) -> Reading:
    """What the address book tells. EmptyArchiveError where nobody is in it."""
    reader, phones = Reader(root, given), Phones(given.region)
    cards: list[Card] = []
    for key, member in root.members.items():
        kind = kind_of(key, member.head())
        if kind:
            with reader.file(member, READ[kind]) as seen:
                found = list(_cards(kind, member, seen, reader, phones))
                seen.kept = len(found)
                cards += found
    groups = members_labelled(cards)
    everybody, pairs = people(cards)
    for person in everybody:
        for card in person.cards:
            person.labels += [label for label in groups.get(card.uid, ()) if card.uid and label not in person.labels]
    names = [root.name, *(member.path.rpartition("/")[2] for member in root.members.values())]
    on = reader.exported_on(next(filter(None, map(day_named, names)), None))
    reading = Reading(NAME, on, files=reader.files, warnings=reader.warnings)
    if phones.unplaced:
        reading.warnings.append(
            f"{phones.unplaced:,} phone number{'s' * (phones.unplaced != 1)} without a country code: which country is "
            "meant is not known, so nobody is joined by them; doorstep me --region NL would say it"
        )
    whos = _whos(everybody)
    mine = {one for one in everybody if not given.own.isdisjoint(one.emails)}
    # a card that somebody handed over may bear the user's address: so it tells no further one of the user's
    reading.owner = next(
        (
            replace(whos[one], emails=tuple(it for it in one.emails if it in given.own))
            for one in everybody
            if one in mine
        ),
        None,
    )
    reading.profiles, told = _profiles({one: who for one, who in whos.items() if one not in mine}, on)
    reading.suggestions = told + [
        Suggestion("same_person", whos[one], f"{_SHARED.get(kind, 'the same profile')} on both cards", whos[other])
        for one, other, kind in pairs
        if one in whos and other in whos and mine.isdisjoint((one, other))
    ]
    if not reading.profiles:
        raise reader.nothing_in(
            "recognised as an address book, but there is nobody in it",
            "Export the contacts again, all of them, as vCard or as CSV.",
        )
    return reading


def _cards(kind: str, member: Member, seen: SeenFile, reader: Reader, phones: Phones) -> Iterator[Card]:
    """The contacts of one file."""
    limits, progress = reader.given.limits, reader.given.progress
    if kind in _SHAPES:
        with table(member, _SHAPES[kind], seen, limits.member_bytes, progress) as rows:
            yield from sheets.cards(rows, _SHAPES[kind], phones)
        reader.warnings += [f"{member.path}: {warning}" for warning in rows.warnings]
        return
    warnings: list[str] = []
    with member.open(limits.stream_bytes) as file:
        for number, (line, found) in enumerate(properties.cards(file, member, seen, warnings, progress)):
            if number == MOST_ROWS:
                too_many(seen, line)
                break
            card = vcards.card(line, found, phones)
            if card.is_empty:
                skip(seen, line, "neither a name nor an address nor a number that is exact")
            else:
                yield card
    reader.warnings += [f"{member.path}: {warning}" for warning in warnings]


def _whos(everybody: list[Person]) -> dict[Person, Who]:
    """Each person's profile: under the first exact identifier, else under the name, which joins nobody."""
    found: dict[Person, Who] = {}
    nth: Counter[str] = Counter()
    for one in everybody:
        first = next(iter(one.emails or one.phones), "")
        if first:
            network = "email" if one.emails else "phone"
            found[one] = Who(network, first, one.name, True, "", one.emails, one.phones, also=one.profiles)
        elif one.profiles:
            (network, key), *rest = one.profiles
            found[one] = Who(network, key, one.name, also=tuple(rest))
        else:
            apart = one.cards[0].apart.strip("\0").encode("utf-8", "surrogatepass")
            mark = f" {blake2b(apart, digest_size=4).hexdigest()}" if apart else ""
            key = f"?{fold(one.name)}|contact{mark}"
            nth[key] += 1
            found[one] = Who("contacts", key if nth[key] == 1 else f"{key} #{nth[key]}", one.name, False)
    return found


def _profiles(whos: dict[Person, Who], on: date) -> tuple[list[SeenProfile], list[Suggestion]]:
    """What having a card tells, and what the groups that it is in may tell."""
    on_record = Observation("on_record", True, "your address book", on, "records")
    firm = Observation("is_organisation", True, "your address book", on, "me")
    profiles: list[SeenProfile] = []
    suggestions: list[Suggestion] = []
    for person, who in whos.items():
        seen = [on_record]
        if all(card.is_firm for card in person.cards):
            seen.append(firm)
        for label in person.labels:
            told = told_by_label(label, who, "your address book", on)
            if isinstance(told, Observation):
                seen.append(told)
            elif told is not None:
                suggestions.append(told)
        profiles.append(SeenProfile(who, tuple(seen)))
    return profiles, suggestions


SOURCE = Source(name=NAME, networks=(), tail_of=no_tail, claims=claims, read=_read)
