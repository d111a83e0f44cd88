"""Monica, the personal CRM: its JSON export (version 4); its vCards are an address book's."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ...errors import DriftError, EmptyArchiveError, SourceError
from ...facts.observations import Observation
from ...facts.seen import Reading, SeenFile, SeenInteraction, SeenProfile, Suggestion, Who
from ...facts.text import clean_line
from ..addresses import SERVICES, profile_at, profile_on
from ..json_files import read_json
from ..phones import Phones
from ..roots import Root
from ..source import Given, Source, no_tail
from ..tables import skip
from .tree import Thing, collections_in, things

__all__ = ["SOURCE"]

NAME = "Monica export"
NETWORK, EMAIL, PHONE = "monica", "email", "phone"
NAME_LIMIT = 1000
_YEAR = timedelta(days=365)


@dataclass(slots=True)
class _Contact:
    """One contact of the export; `kinds` tells what each of its fields is."""

    thing: Thing
    kinds: Mapping[str, str]
    phones: Phones
    emails: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    profiles: list[tuple[str, str]] = field(default_factory=list)
    calls: list[tuple[str, datetime, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for one in self.thing.held("contact_field"):
            data = clean_line(one.text("data"), 1000)
            kind = self.kinds.get(one.text("type"), one.text("type")).casefold()
            if "@" in data and (kind.startswith("email") or kind == "mail"):
                self.emails.append(data.casefold().removeprefix("mailto:"))
            elif kind in ("phone", "whatsapp", "telegram", "signal", "mobile") and (number := self.phones[data]):
                self.numbers.append(number)
            elif profile := profile_at(data) or (profile_on(kind, data) if kind in SERVICES else None):
                self.profiles.append(profile)
        for one in self.thing.held("call"):
            at = stamp_of(one.text("called_at"))
            if at is not None:
                self.calls.append((one.uuid, at, one.value("contact_called") is True))

    @property
    def name(self) -> str:
        """The name on one line; the nickname where there is nothing else."""
        parts = (self.thing.text(one) for one in ("first_name", "middle_name", "last_name"))
        return clean_line(" ".join(filter(None, parts)), NAME_LIMIT) or clean_line(
            self.thing.text("nickname"), NAME_LIMIT
        )

    def who(self) -> Who:
        """The profile by its first address, else its first number, else Monica's own mark, which nobody else has."""
        also = tuple(dict.fromkeys(self.profiles))
        if self.emails:
            first, *more = dict.fromkeys(self.emails)
            return Who(EMAIL, first, self.name or first, True, "", tuple(more), tuple(self.numbers), also=also)
        if self.numbers:
            return Who(PHONE, self.numbers[0], self.name, True, "", (), tuple(self.numbers[1:]), also=also)
        return Who(NETWORK, self.thing.uuid, self.name, True, also=also)


def _claims(key: str, head: bytes) -> bool:
    if key.endswith(".sql"):
        return b"monica" in head.lower() and (b"INSERT " in head or b"CREATE TABLE" in head or b"-- " in head)
    return b'"version"' in head and (b'"app_version"' in head or b'"1.0-preview' in head) and b'"account"' in head


def _read(root: Root, given: Given) -> Reading:
    """What the exports tell. DriftError where one is of another shape, EmptyArchiveError where nobody is in it."""
    made: list[Reading] = []
    for key, member in root.members.items():
        if key.endswith(".sql"):
            raise SourceError(
                "is Monica's SQL export, which only Monica can read",
                place=member.path,
                next_step="In Monica: Settings, Export, and choose JSON.",
            )
        whole = read_json(member, given.limits)
        account = whole.get("account") if isinstance(whole, dict) else None
        if not isinstance(whole, dict) or not isinstance(account, dict):
            raise DriftError(
                "this is no Monica export as doorstep knows it: there is no `account` in it",
                place=member.path,
                next_step="Use the file as Monica made it. If it is that, the format has changed: please report it.",
            )
        made.append(
            _account(
                account,
                _day(whole.get("export_date")),
                SeenFile(member.path, NAME, unit="entry"),
                given,
                member.modified,
            )
        )
    reading = max(made, key=lambda one: one.exported_on)
    for other in made:
        if other is not reading:
            reading.files += other.files
            reading.profiles += other.profiles
            reading.interactions += other.interactions
    return reading


def _account(
    account: Mapping[str, object], exported: date | None, seen: SeenFile, given: Given, modified: date | None
) -> Reading:
    """What one account's contacts tell."""
    on = min(exported or modified or given.today, given.today)
    reading = Reading(NAME, on, files=[seen])
    phones = Phones(given.region)
    kinds = {
        one.uuid: one.text("type") or one.text("name") for one in things(account.get("instance"), "contact_field_type")
    }
    contacts: dict[str, _Contact] = {}
    for number, one in enumerate(collections_in(account).get("contact", ()), 1):
        seen.rows += 1
        contact = _Contact(one, kinds, phones)
        if one.value("is_partial") is True:
            continue  # only named beside somebody else
        if not one.uuid or not (contact.name or contact.emails):
            skip(seen, number, "a contact without a name")
            continue
        contacts[one.uuid] = contact
        seen.kept += 1
    if not contacts:
        raise EmptyArchiveError(
            "nobody is in it", place=seen.name, next_step="Export the account that holds your people."
        )
    holders = Counter(number for contact in contacts.values() for number in set(contact.numbers))
    for contact in contacts.values():  # a number that a household shares is nobody's
        contact.numbers = [number for number in dict.fromkeys(contact.numbers) if holders[number] == 1]
    related: dict[str, set[str]] = {}
    for one in collections_in(account).get("relationship", ()):
        pair = one.text("contact_is"), one.text("of_contact")
        for mine, other in (pair, pair[::-1]):
            if mine in contacts and other in contacts and mine != other:
                related.setdefault(mine, set()).add(other)
    talked = {uuid: _talked(contact, on) for uuid, contact in contacts.items()}
    suggestions: list[Suggestion] = []
    for uuid, contact in contacts.items():
        who = contact.who()
        close = sum(1 for other in related.get(uuid, ()) if (day := talked[other]) is not None and day >= on - _YEAR)
        reading.profiles.append(SeenProfile(who, tuple(_observed(contact, on, talked[uuid], close))))
        for mark, at, was_called in contact.calls:
            if at.date() <= on:
                seen.saw(at.date())
                key = f"monica {mark or f'{uuid} {at}'}"
                reading.interactions.append(SeenInteraction(who, key, "call", "in" if was_called else "out", at))
        by = contacts.get(contact.thing.text("first_met_through"))
        if by is not None:
            met = Observation("introduced", True, "Monica", on, "records")
            suggestions.append(Suggestion("fact", who, f"Monica says that you met through {by.name}", observation=met))
    reading.suggestions = suggestions
    return reading


def _talked(contact: _Contact, on: date) -> date | None:
    """The day on which the two last talked, as far as the export tells."""
    days = [at.date() for _, at, _ in contact.calls]
    last = _day(contact.thing.value("last_talked_to"))
    return max((day for day in (*days, *([last] if last else [])) if day <= on), default=None)


def _observed(contact: _Contact, on: date, talked: date | None, close: int) -> list[Observation]:
    source = "Monica"
    seen = []
    if talked is not None:
        seen.append(Observation("spoken", True, source, talked, "records"))
        seen.append(Observation("last_contact", 0, source, talked, "records"))
    first = _day(contact.thing.value("first_met_date"))
    if first is not None and first <= on:
        seen.append(Observation("met", True, source, first, "records"))
        seen.append(Observation("known_for", 0, source, first, "records"))
    company = clean_line(contact.thing.text("company"), 300)
    if company:
        seen.append(Observation("company", company, source, on, "records"))
    if close:
        seen.append(Observation("close_mutuals", close, source, on, "records"))
    return seen


def _day(value: object) -> date | None:
    """A day as text, or as Monica's own record of one; None where its year is not known."""
    if isinstance(value, Mapping):
        if value.get("is_year_unknown") is True or value.get("is_age_based") is True:
            return None
        value = value.get("date")
    at = stamp_of(value) if isinstance(value, str) else None
    return at.date() if at is not None and at.year >= 1900 else None


def stamp_of(text: str) -> datetime | None:
    """ISO text as a time without a zone, or None."""
    try:
        return datetime.fromisoformat(text.strip()[:40]).replace(tzinfo=None)
    except ValueError:
        return None


SOURCE = Source(name=NAME, networks=(NETWORK, EMAIL, PHONE), tail_of=no_tail, claims=_claims, read=_read)
