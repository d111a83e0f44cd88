"""What an entry is evidence of: a meeting in person, a talk, or nothing that could be told."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from .entries import Entry, Guest

MOST_PEOPLE = 8  # in a larger round not everybody speaks with everybody
LONGEST = timedelta(hours=14)
_UNANSWERED = frozenset({"", "NEEDS-ACTION"})
_LINK = re.compile(
    r"https?://|tel:|zoom\.us|meet\.google|teams\.(?:microsoft|live)|webex\.|whereby\.|meet\.jit\.si|gotomeet|skype"
    r"|facetime|bluejeans|chime\.aws",
    re.IGNORECASE,
)
_HOSTS = re.compile(
    r"tel:\+?\d|zoom\.us/|meet\.google\.com/|teams\.(?:microsoft|live)\.com/|webex\.com/|whereby\.com/|meet\.jit\.si/"
    r"|gotomeeting\.com/|gotomeet\.me/|join\.skype\.com/|facetime\.apple\.com/|bluejeans\.com/|chime\.aws/",
    re.IGNORECASE,
)
# words that speak of a talk at a distance, wherever they stand
_AT_A_DISTANCE = re.compile(
    r"\b(?:calls?|phone|telephone|tele?fon\w*|anruf\w*|telefonat|zoom|teams|skype|facetime|webex|whatsapp|signal|video\w*"
    r"|online|remote|virtual|virtuell|webinar|dial.?in|hangout|google meet|appel|téléphon\w*|llamada|videollamada"
    r"|teléfono|ligação|chamada|chiamata|bellen|samtal|rozmowa)\b",
    re.IGNORECASE,
)
_NOWHERE = re.compile(r"(?:\W|tb[acd]|n/?a|none|unknown|offen|noch offen|à définir|por definir)*", re.IGNORECASE)
_NUMBER = re.compile(r"[\d\s()+/.,#-]{6,}")


def owner_in(entries: Iterable[Entry], own: frozenset[str], names: Iterable[str]) -> frozenset[str]:
    """The owner's addresses: those that are known, else the calendar's name, else the one that is in most entries.

    Empty where none of that tells.
    """
    present: Counter[str] = Counter()
    for entry in entries:
        present.update(
            {one.address for one in entry.guests} | ({entry.organizer.address} if entry.organizer else set())
        )
    if own:
        return own & present.keys()
    named = {name.casefold() for name in names} & present.keys()
    if named:
        return frozenset(named)
    match present.most_common(2):
        case [(address, most), (_, next_most)] if most > next_most and most > 1:
            return frozenset({address})
    return frozenset()


def others(entry: Entry, own: frozenset[str]) -> list[Guest]:
    """The other people of an entry to which the owner went, or nobody where that is not so.

    It counts where it is not cancelled, has a beginning and an end on the clock, few were asked, and the owner asked
    or accepted.
    """
    organizer = entry.organizer
    people = {one.address: one for one in entry.guests}
    if organizer is not None and organizer.address not in people:
        people[organizer.address] = Guest(organizer.address, organizer.name, "ACCEPTED")
    if entry.is_cancelled or entry.is_wide or entry.start.is_day or not timedelta() < entry.length <= LONGEST:
        return []
    if not 2 <= len(people) <= MOST_PEOPLE:
        return []
    if not any(one.address in own and _went(one, organizer) for one in people.values()):
        return []
    return [one for one in people.values() if one.address not in own]


def came(guest: Guest, entry: Entry) -> bool | None:
    """True for who accepted or asked, None for who has not answered (Exchange notes no answers), False else."""
    if _went(guest, entry.organizer):
        return True
    return None if guest.answer in _UNANSWERED else False


def is_in_person(entry: Entry) -> bool:
    """True where there is a place, and nothing that speaks of a talk at a distance."""
    place = entry.place.strip()
    if _NOWHERE.fullmatch(place) or _NUMBER.fullmatch(place) or _LINK.search(place):
        return False
    return not (_AT_A_DISTANCE.search(f"{place} {entry.words[:500]}") or _HOSTS.search(entry.words))


def _went(one: Guest, organizer: Guest | None) -> bool:
    if one.answer == "ACCEPTED":
        return True
    return organizer is not None and one.address == organizer.address and one.answer in _UNANSWERED
