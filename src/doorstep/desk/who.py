"""Who is this really: what stands out about whoever asks, as observations with dates, and ways to make sure."""

from dataclasses import dataclass
from datetime import date

from ..facts.observations import Known
from ..facts.text import clean_line
from ..ledger import Profile
from ..sources.guide import entry_of
from ..studies.notes import Note, claim_in, copies
from ..studies.persons import likeness, words_of
from ..studies.rush import rush
from .home import Desk
from .inbox import Item, one_item
from .people import FROM
from .stakes import colleagues, tellers
from .words import ago, count_of, listed, said

_REACHED_BY = ("email", "phone")
_AS_THEY_ARE = ("account_age", "is_bot", "is_organisation", "server", "mutuals", "close_mutuals")
MOST_NAMESAKES = 5
MOST_CHANNELS = 3
_PATIENT = "patient"


@dataclass(frozen=True, slots=True)
class Observed:
    """Something that was seen, with where it comes from and the days; `rows` are single cases of it."""

    kind: str
    text: str
    source: str
    first: date | None = None
    last: date | None = None
    rows: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """As `who --json` gives it."""
        return {
            "kind": self.kind, "text": self.text, "source": self.source, "first": self.first, "last": self.last,
            "rows": list(self.rows),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done to make sure, and the command that notes it.

    `other` is somebody who may be the same person; `asks` whom to ask for a word, without what is noted of it.
    """

    text: str
    command: str
    other: int | None = None
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Who:
    """What was seen of whoever asks, and what can be done. No score, and nothing of what the standards say."""

    item: Item
    observed: tuple[Observed, ...]
    as_they_are: tuple[Observed, ...]
    ways: tuple[Way, ...]

    def as_dict(self) -> dict[str, object]:
        """As `who --json` gives it."""
        return {
            "id": self.item.id, "network": self.item.request.network,
            "person": {"id": self.item.request.person_id, "name": self.item.request.name},
            "observed": [one.as_dict() for one in self.observed],
            "as_they_are": [one.as_dict() for one in self.as_they_are],
            "ways": [{"text": one.text, "command": one.command} for one in self.ways],
        }  # fmt: skip


def who(desk: Desk, request_id: int) -> Who:
    """What is known of who asks; NotFoundError where there is no such request."""
    item = one_item(desk, request_id)
    alike = _namesakes(desk, item)
    own = desk.ledger.profiles([item.request.person_id])[item.request.person_id]
    seen = [*_same_text(desk, item), *_second_profile(desk, item, own), *(one for one, _ in alike),
            *_asked_before(desk, item), *_words(item), *_claim(item), *_rush(desk, item)]  # fmt: skip
    profiles = [*own, *(one for _, some in alike for one in some)]
    return Who(item, tuple(seen), tuple(_as_they_are(desk, item)), tuple(_ways(desk, item, profiles)))


def _same_text(desk: Desk, item: Item) -> list[Observed]:
    if not item.request.note.strip():
        return []
    asked = [one for one in desk.ledger.requests(direction="incoming") if one.note.strip()]
    notes = [Note(str(one.person_id), one.note, name=one.name) for one in asked]
    place = next((at for at, one in enumerate(asked) if one.id == item.id), None)
    same = [asked[at] for at in copies(notes, place, desk.owner)] if place is not None else []
    askers = len({one.person_id for one in same})
    if askers < 2:
        return []
    days = sorted(one.asked_at.date() for one in same if one.asked_at)
    span = (days[-1] - days[0]).days + 1 if days else 0
    when = "" if not days else " on one day" if span == 1 else f" within {span:,} days"
    rows = tuple(
        f"{one.asked_at.date() if one.asked_at else 'some day'}  {one.name} on {desk.display(one.network)}, {one.state}"
        for one in sorted(same, key=lambda one: (one.asked_at is None, one.asked_at, one.id))
    )
    text = f"Nearly the same text came from {askers:,} people{when}."
    return [
        Observed(
            "same text", text, "the notes of your requests", min(days, default=None), max(days, default=None), rows
        )
    ]


def _second_profile(desk: Desk, item: Item, own: list[Profile]) -> list[Observed]:
    """The same person is connected on this very network already, under another profile."""
    found = []
    for one in own:
        is_other = one.network == item.request.network and one.key != item.request.key
        if is_other and one.is_connection:
            name = "" if one.key.startswith("?") else f" as {one.key}"
            text = f"They are your connection on {desk.display(one.network)} already{name}; this is another profile."
            found.append(Observed("second profile", text, _source(desk, one), one.connected_since, one.connected_since))
    return found


def _namesakes(desk: Desk, item: Item) -> list[tuple[Observed, list[Profile]]]:
    """Others of nearly the same name, connections first, with their profiles; not those who are kept apart."""
    ledger, me = desk.ledger, item.request.person_id
    mine = {word for word in words_of(item.request.name) if len(word) > 1}
    apart = ledger.kept_apart()
    alike = [
        other
        for other in ledger.people().values()
        if other.id != me and mine.intersection(words_of(other.name)) and likeness(item.request.name, other.name)
    ]
    alike = [other for other in alike if frozenset((me, other.id)) not in apart]
    profiles = ledger.profiles(other.id for other in alike)
    alike.sort(key=lambda one: (not any(it.is_connection for it in profiles[one.id]), one.id))
    found = []
    for other in alike[:MOST_NAMESAKES]:
        of_other = profiles[other.id]
        connected = [one for one in of_other if one.is_connection]
        connected.sort(key=lambda one: one.network != item.request.network)
        who_ = f"{other.name} (#{other.id})"
        if connected:
            first = connected[0]
            since = f" since {first.connected_since}" if first.connected_since else ""
            where = f"on {desk.display(first.network)}{since}, under another profile"
            text = f"{who_} is your connection {where}: a second account, or somebody else under that name."
            seen = Observed("same name", text, _source(desk, first), first.connected_since, first.connected_since)
        else:
            seen = Observed("same name", f"There is another {who_} in your records.", "your records")
        found.append((seen, of_other if connected else []))
    if len(alike) > MOST_NAMESAKES:
        more = count_of(len(alike) - MOST_NAMESAKES, "person more has", "people more have")
        found.append((Observed("same name", f"{more} nearly this name.", "your records"), []))
    return found


def _asked_before(desk: Desk, item: Item) -> list[Observed]:
    asked = desk.ledger.requests(direction="incoming", person_id=item.request.person_id)
    before = [one for one in asked if one.id != item.id]
    if not before:
        return []
    by_request = {one.request_id: one for one in desk.ledger.decisions(person_id=item.request.person_id)}
    rows = []
    for one in before:
        day = one.asked_at.date() if one.asked_at else "some day"
        done = by_request.get(one.id)
        came = f"{one.state} on {done.at.date()}" if done else one.state
        reason = f", “{clean_line(done.reason, 200)}”" if done and done.reason else ""
        rows.append(f"{day}  {desk.display(one.network)}, {came}{reason}")
    days = [one.asked_at.date() for one in before if one.asked_at]
    text = f"They have asked {count_of(len(before), 'more time', 'more times')}."
    first, last = min(days, default=None), max(days, default=None)
    return [Observed("asked before", text, "your requests", first, last, tuple(rows))]


def _words(item: Item) -> list[Observed]:
    """Who vouches for them, introduced them or warned of them, by name where it was named."""
    found = []
    for fact, does in (("warned_about", "warned you of them"), ("vouched_for", "vouches for them"),
                       ("introduced", "introduced you")):  # fmt: skip
        known = item.known.get(fact)
        if known is None or known.value is not True:
            continue
        named = tellers(item.known, fact)
        for name in named:
            day = max(one.seen_on for one in known.because if one.source == FROM + name)
            found.append(Observed(fact, f"{name} {does}.", "you noted it", day, day))
        if not named:
            best = known.because[0]
            text = f"Somebody whom you did not name {does}." if best.said_by == "me" else f"Somebody {does}."
            found.append(Observed(fact, text, best.source, best.seen_on, best.seen_on))
    return found


def _claim(item: Item) -> list[Observed]:
    """They write that the two know each other, and the records hold nothing of it."""
    claim, seen = claim_in(item.request.note), item.known.get("on_record")
    if not claim or (seen is not None and seen.value is True):
        return []
    text = f"They write “{claim}”, and you have nothing of them beyond the request."
    return [Observed("claim", text, "their note", item.asked_on, item.asked_on)]


def _rush(desk: Desk, item: Item) -> list[Observed]:
    if item.asked_on is None:
        return []
    asked = desk.ledger.requests(direction="incoming", network=item.request.network)
    found = rush([one.asked_at.date() for one in asked if one.asked_at], item.asked_on, desk.today)
    if found is None:
        return []
    usual = "fewer than one" if found.usual < 1 else f"about {found.usual:.0f}"
    where = desk.display(item.request.network)
    text = f"{found.count:,} requests came on {where} around that day; usual is {usual} in as many days."
    return [Observed("many at once", text, "your requests", found.first, found.last)]


def _as_they_are(desk: Desk, item: Item) -> list[Observed]:
    """What the network tells of the account, as it is: none of it is a proof of anything."""
    found = []
    for name in _AS_THEY_ARE:
        known: Known | None = item.known.get(name)
        if known is not None:
            best = known.because[0]
            text = said(desk.catalogue[name], known.shown)
            found.append(Observed(name, text, best.source, best.seen_on, best.seen_on))
    return found


def _ways(desk: Desk, item: Item, profiles: list[Profile]) -> list[Way]:
    """Ways to make sure that leave a trace, those by a channel that is already known first."""
    me = item.request.person_id
    number = f'"#{me}"'
    found: list[Way] = []
    for one in profiles:
        is_asking = (one.network, one.key) == (item.request.network, item.request.key)
        if is_asking or len(found) == MOST_CHANNELS or not (one.network in _REACHED_BY or one.is_connection):
            continue
        whose = "" if one.person_id == me else f" of #{one.person_id}"
        source = f"{_source(desk, one)}{whose}"
        if one.network == "phone":
            found.append(Way(f"Call {one.key} ({source}).", f"doorstep note {number} call"))
        elif one.network == "email":
            found.append(Way(f"Write to {one.key} ({source}).", f"doorstep note {number} message"))
        else:
            since = f" since {one.connected_since}" if one.connected_since else ""
            whom = "them" if one.person_id == me else f"#{one.person_id}"
            where = f"{desk.display(one.network)}, where you are connected{since}"
            found.append(Way(f"Write to {whom} on {where}.", f"doorstep note {number} message"))
    others = sorted({one.person_id for one in profiles if one.person_id != me})
    for other in others[:2]:
        found.append(Way(f"If it is the same person as #{other}:", f'doorstep same {number} "#{other}"', other))
        found.append(Way("And if it is not:", f'doorstep same {number} "#{other}" --no', other))
    if not any("call" in one.command for one in found):
        found.append(Way("Ask for a short call.", f"doorstep note {number} call"))
    if _is_labelled(item.known, _PATIENT):  # that they are one is nobody else's to know
        return found
    both = list(dict.fromkeys((*tellers(item.known, "introduced", "vouched_for"), *colleagues(desk, item)[:3])))
    asks = f"Ask {listed(both)}." if both else "Ask somebody whom you both know."
    found.append(Way(f"{asks} If they vouch:", f"doorstep note {number} vouched --by NAME", asks=asks))
    found.append(Way("And if they warn you:", f"doorstep note {number} warned --by NAME", asks=asks))
    return found


def _is_labelled(known: dict[str, Known], label: str) -> bool:
    """True where this is among what they are to the user."""
    role = known.get("role")
    return role is not None and isinstance(role.value, frozenset) and label in role.value


def _source(desk: Desk, profile: Profile) -> str:
    """Where a profile comes from: `your LinkedIn export`, `you`."""
    source = desk.ledger.sources_of_profiles([profile.person_id]).get(profile.id)
    if source is None:
        return "you"
    entry = entry_of(source)
    return f"your {entry.title.partition(':')[0] if entry else source} export"


def dated(one: Observed, today: date) -> str:
    """`your requests, 2026-11-01 to 2026-11-09`, `you noted it, 3 days ago`."""
    if one.first is None:
        return one.source
    when = ago(one.first, today) if one.first == one.last or one.last is None else f"{one.first} to {one.last}"
    return f"{one.source}, {when}"
