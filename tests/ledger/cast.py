"""The people who ask Fred, as a LinkedIn archive would tell of them. All invented."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from doorstep.facts.observations import Observation
from doorstep.facts.seen import Reading, SeenInteraction, SeenProfile, SeenRequest, Suggestion, Who
from doorstep.ledger import Ledger

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
NADIA = Who("linkedin", "nadia-haddad", "Nadia Haddad", url="https://linkedin.example/in/nadia-haddad")
DORA = Who("linkedin", "dora-recruits", "Dora Lind")
INES = Who("linkedin", "ines-prado", "Inés Prado", emails=("ines@example.org",))
OTTO = Who("linkedin", "?otto berg|2026-09-01", "Otto Berg", exact=False)
PETRA = Who("linkedin", "petra-novak", "Petra Novak")
ASKED = datetime.fromisoformat("2026-09-01T10:00:00")


def company(name: str, day: date = OCTOBER) -> Observation:
    """Where somebody says that they work."""
    return Observation("company", name, "LinkedIn connections", day, "asker")


def note_kind(kind: str, day: date = OCTOBER) -> Observation:
    """What a note was taken for."""
    return Observation("note", kind, "LinkedIn invitations", day, "asker")


def archive(
    day: date = OCTOBER,
    *,
    accepted: tuple[Who, ...] = (),
    without: tuple[Who, ...] = (),
    works_at: str = "acme",
) -> Reading:
    """Ines is connected and writes; Nadia, Dora and Otto ask; a suggestion about Petra and Ines."""
    reading = Reading("LinkedIn archive", day)
    if INES not in without:
        said = (company(works_at, day), Observation("written", True, "LinkedIn messages", day, "records"))
        reading.profiles.append(SeenProfile(INES, said, True, date(2021, 5, 4)))
        for number in range(4):
            reading.interactions.append(
                SeenInteraction(
                    INES, f"ines-{number}", "message", "in" if number % 2 else "out",
                    datetime.combine(OCTOBER, ASKED.time()) - timedelta(days=30 * number),
                )
            )  # fmt: skip
    if PETRA not in without:
        reading.profiles.append(SeenProfile(PETRA, (company("clinic", day),), True, date(2024, 1, 9)))
    for number, who in enumerate((NADIA, DORA, OTTO)):
        if who in without:
            continue
        is_in = who in accepted
        reading.requests.append(
            SeenRequest(
                who, "linkedin", "incoming", ASKED + timedelta(hours=number), f"Hello Fred, {who.name} here",
                "accepted" if is_in else "open", day if is_in else None, (note_kind("personal", day),), "names you",
            )
        )  # fmt: skip
        if is_in:
            reading.profiles.append(SeenProfile(who, (), True, day))
    if PETRA not in without and INES not in without:
        both = Observation("worked_together", True, "LinkedIn positions", day, "records")
        reading.suggestions = (
            Suggestion("same_person", PETRA, "the same employer and town", other=INES),
            Suggestion("fact", PETRA, "both were at the clinic in 2019", observation=both),
        )
    return reading


def take_in(ledger: Ledger, reading: Reading, name: str = "") -> int:
    """Imports a reading under a name of its own; the journal's entry."""
    name = name or f"linkedin-{reading.exported_on}.zip"
    outcome = ledger.record_import(reading, file_name=name, file_hash=sha256(name.encode()).hexdigest())
    assert outcome.entry_id is not None
    return outcome.entry_id


def person_id(ledger: Ledger, who: Who) -> int:
    """The person with this profile."""
    found = ledger.find_profile(who.network, who.key)
    assert found is not None
    return found.person_id


def request_id(ledger: Ledger, who: Who) -> int:
    """The one request of this person."""
    (found,) = ledger.requests(person_id=person_id(ledger, who))
    return found.id
