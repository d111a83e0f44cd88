"""A file that tells no day of its own, taken in again as a copy that bears another one."""

from dataclasses import replace
from datetime import date

from doorstep.desk.home import Desk
from doorstep.desk.importing import _as_first_told
from doorstep.facts.observations import Observation
from doorstep.facts.seen import Reading, SeenFile, SeenProfile, Who

DAY, LATER = date(2026, 10, 1), date(2026, 10, 30)


def card(day: date) -> Reading:
    """An address book as of the day of its last change."""
    works = Observation("company", "lantern works", "Address book", day, "asker")
    nadia = SeenProfile(Who("email", "nadia@quill-beispiel.example", "Nadia Quill"), (works,))
    return Reading("Address book", day, files=[SeenFile("contacts.vcf", "contacts", 1, 1)], profiles=[nadia])


def test_the_same_content_of_another_day_changes_nothing(desk: Desk) -> None:
    desk.ledger.record_import(card(DAY), file_name="contacts.vcf", file_hash="print")
    (again,) = _as_first_told(desk, [card(LATER)], "print")
    assert (again.exported_on, again.profiles) == (DAY, card(DAY).profiles)
    assert desk.ledger.record_import(again, file_name="copy.vcf", file_hash="print").nothing_new


def test_other_content_is_as_of_its_own_day(desk: Desk) -> None:
    desk.ledger.record_import(card(DAY), file_name="contacts.vcf", file_hash="print")
    other = replace(card(LATER), source="Calendar")
    assert _as_first_told(desk, [card(LATER)], "other print") == [card(LATER)]
    assert _as_first_told(desk, [other], "print") == [other]
