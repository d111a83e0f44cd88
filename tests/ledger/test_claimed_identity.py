"""What somebody can write about themselves, and who they do not become by it."""

from dataclasses import replace
from time import process_time

import pytest

from doorstep.facts.observations import Observation
from doorstep.facts.seen import Reading, SeenProfile, Who
from doorstep.ledger import Ledger

from .test_identity import CARD, DAYS, NADIA_THERE, THREE, of, people, seen, take_in


def test_a_handle_that_two_accounts_had_one_after_the_other_joins_neither(ledger: Ledger) -> None:
    friend, asker = (Who("x", number, name, former=("nadia_q",)) for number, name in (("11", "Nadia"), ("22", "Otto")))
    entries = take_in(ledger, seen("X archive", friend), seen("X archive", asker, day=DAYS[1]))
    assert of(ledger, friend) != of(ledger, asker)
    assert [one.reason for one in ledger.suggestions()] == ["both went by one handle"]
    ledger.undo(entries[1])
    assert of(ledger, friend) == of(ledger, Who("x", "nadia_q", ""))


INES = Who("linkedin", "ines-wolf", "Ines Wolf", emails=("ines@wolf-beispiel.example",))
CLAIMS = {
    "as its only address": Who("email", "ines@wolf-beispiel.example", "Otto Fern", also=(("facebook", "otto.fern"),)),
    "beside an own one": Who(
        "email", "otto@fern-beispiel.example", "Otto Fern", also=(("facebook", "otto.fern"),),
        emails=("otto@fern-beispiel.example", "ines@wolf-beispiel.example"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("turn", [1, -1])
def test_who_writes_a_friends_address_on_a_card_does_not_become_the_friend(
    ledger: Ledger, claim: str, turn: int
) -> None:
    take_in(ledger, *(seen("LinkedIn archive", INES), seen("Address book", CLAIMS[claim]))[::turn])
    asker = ledger.find_profile("facebook", "otto.fern")
    assert asker is not None
    assert asker.person_id != of(ledger, INES)
    assert [one.reason for one in ledger.suggestions()] == ["the same e-mail address"]


def test_undoing_a_large_address_book_of_people_one_knows_does_not_take_minutes(ledger: Ledger) -> None:
    known = (Observation("on_record", True, "c", DAYS[0], "records"),)
    some = [Who("email", f"p{n}@beispiel.example", "Ines", phones=(f"+3120{n}",)) for n in range(6000)]
    there = [Who("linkedin", f"p-{n}", one.name, emails=(one.key,)) for n, one in enumerate(some)]
    first, second = (Reading(name, DAYS[0], profiles=[SeenProfile(one, known) for one in whos])
                     for name, whos in (("LinkedIn archive", there), ("Address book", some)))  # fmt: skip
    entries = take_in(ledger, first, second)
    began = process_time()
    ledger.undo(entries[1])
    assert process_time() - began < 5  # it grew with the square: 8 s, and ten minutes for 50,000
    assert len(people(ledger)) == 6000


@pytest.mark.parametrize(
    "name", ["Nadia Lindqvist", "Quill, N.", "nadia", "\u041d\u0430\u0434\u044f \u041a\u0432\u0438\u043b\u043b", ""]
)
def test_a_name_that_changed_or_is_written_otherwise_still_joins_by_the_address(ledger: Ledger, name: str) -> None:
    take_in(ledger, THREE[0], seen("Contacts", replace(CARD, name=name)))
    assert of(ledger, NADIA_THERE) == of(ledger, CARD)
