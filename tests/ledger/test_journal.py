"""The journal: each user action is one entry, taken back exactly, and done again."""

from datetime import date

import pytest

from doorstep.errors import ConflictError, NotFoundError
from doorstep.facts.observations import Observation
from doorstep.ledger import Ledger

from .cast import DORA, INES, NADIA, NOVEMBER, PETRA, archive, person_id, request_id, take_in
from .conftest import now
from .content import everything

TRUST = Observation("trust", 4, "me", NOVEMBER, "me")


def test_a_change_that_fails_leaves_nothing(ledger: Ledger) -> None:
    before = everything(ledger)

    def fail() -> None:
        with ledger.change(kind="note") as change:
            change.insert("person", {"name": "Otto"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert everything(ledger) == before
    assert ledger.log() == []


def test_several_changes_in_one_are_one_entry_and_one_undo(ledger: Ledger) -> None:
    before = everything(ledger)
    with ledger.change(kind="add") as change:
        nadia = ledger.add_person("Nadia Haddad", "facebook", change=change)
        request = ledger.add_request(nadia, "facebook", note="Hi Fred", change=change)
        ledger.state_fact(nadia, Observation("role", frozenset({"partner"}), "me", NOVEMBER, "me"), change=change)
        assert ledger.request(request).name == "Nadia Haddad"  # what is read sees it already
    (entry,) = ledger.log()
    assert (entry.kind, entry.person_id, entry.can_undo) == ("add", nadia, True)
    assert entry.counts == {"person": 1, "profile": 1, "request": 1, "observation": 1}
    ledger.undo()
    assert everything(ledger) == before


def test_undo_restores_and_undoing_the_undo_does_it_again(ledger: Ledger) -> None:
    take_in(ledger, archive())
    before = everything(ledger)
    ledger.decide(request_id(ledger, NADIA), action="accept", state="accepted", verdict="not_yet", because=["business"])
    after = everything(ledger)
    undone = ledger.undo()
    assert everything(ledger) == before
    ledger.undo(undone.id)
    assert everything(ledger) == after
    ledger.undo()
    assert everything(ledger) == before


def test_nothing_is_undone_twice(ledger: Ledger) -> None:
    ledger.add_person("Otto", "x")
    entry = ledger.log()[0].id
    ledger.undo(entry)
    with pytest.raises(ConflictError, match="undone already"):
        ledger.undo(entry)
    with pytest.raises(NotFoundError, match="nothing to undo"):
        ledger.undo()
    with pytest.raises(NotFoundError):
        ledger.undo(999)


def test_what_changed_since_names_the_entry_in_the_way(ledger: Ledger) -> None:
    otto = ledger.add_person("Otto", "x")
    added = ledger.log()[0].id
    ledger.state_fact(otto, TRUST)
    rated = ledger.log()[0].id
    with pytest.raises(ConflictError, match=f"entry {rated} changed the same since"):
        ledger.undo(added)
    ledger.rename(otto, "Otto B")
    ledger.rename(otto, "Otto C")
    with pytest.raises(ConflictError, match=f"entry {rated + 2} changed the same since"):
        ledger.undo(rated + 1)
    for entry in (rated + 2, rated + 1, rated, added):
        ledger.undo(entry)
    assert ledger.people() == {}


def test_a_decision_on_what_somebody_else_decided_meanwhile_is_refused(ledger: Ledger) -> None:
    take_in(ledger, archive())
    nadia = request_id(ledger, NADIA)
    ledger.set_request_state(nadia, "waiting", expected_state="open")
    with pytest.raises(ConflictError, match="its state is `waiting`, not `open`"):
        ledger.decide(nadia, action="accept", state="accepted", expected_state="open")
    assert ledger.decisions() == []


def test_the_log_pages_backwards(ledger: Ledger) -> None:
    for number in range(5):
        ledger.add_person(f"Otto {number}", "x")
    assert [one.id for one in ledger.log(2)] == [5, 4]
    assert [one.id for one in ledger.log(2, before=4)] == [3, 2]


def test_joined_people_are_taken_apart_without_loss(ledger: Ledger) -> None:
    take_in(ledger, archive())
    ines, petra = person_id(ledger, INES), person_id(ledger, PETRA)
    ledger.state_fact(petra, TRUST)
    before = everything(ledger)
    merge = ledger.join(ines, petra)
    assert ledger.profiles([ines])[ines][-1].name == "Petra Novak"
    assert petra not in ledger.people()
    ledger.take_apart(merge)
    after = everything(ledger)
    assert after.pop("merge")
    before.pop("merge")
    assert after == before


@pytest.mark.parametrize("by_undo", [False, True])
def test_what_came_after_the_join_goes_to_whom_it_belongs(ledger: Ledger, by_undo: bool) -> None:
    take_in(ledger, archive())
    ines, petra = person_id(ledger, INES), person_id(ledger, PETRA)
    merge = ledger.join(ines, petra)
    joined = ledger.log()[0].id
    ledger.add_interaction(ines, "call", "both", now(), "me", "with Ines")
    later = archive(NOVEMBER)
    later.profiles[1] = type(later.profiles[1])(PETRA, (Observation("place", "brno", "LinkedIn", NOVEMBER, "asker"),))
    take_in(ledger, later)
    if by_undo:
        ledger.undo(joined)
    else:
        ledger.take_apart(merge)
    assert "place" in {one.fact for one in ledger.observations([petra])[petra]}
    assert ledger.interactions(ines)[0].words == "with Ines"
    assert ledger.interactions(petra) == []


@pytest.mark.parametrize("from_the_top", [False, True])
def test_a_merge_of_a_merge_comes_apart_in_any_order(ledger: Ledger, from_the_top: bool) -> None:
    take_in(ledger, archive())
    ines, petra, nadia = (person_id(ledger, one) for one in (INES, PETRA, NADIA))
    before = everything(ledger)
    inner = ledger.join(petra, nadia)
    outer = ledger.join(ines, petra)
    for merge in (outer, inner) if from_the_top else (inner, outer):
        ledger.take_apart(merge)
    after = everything(ledger)
    after.pop("merge")
    before.pop("merge")
    assert after == before


def test_a_confirmed_suggestion_joins_or_states_and_one_undo_takes_both_back(ledger: Ledger) -> None:
    take_in(ledger, archive())
    before = everything(ledger)
    same, fact = ledger.suggestions()
    ledger.resolve_suggestion(fact.id, "confirmed")
    petra = person_id(ledger, PETRA)
    assert [
        (one.value, one.said_by) for one in ledger.observations([petra])[petra] if one.fact == "worked_together"
    ] == [(True, "me")]
    ledger.resolve_suggestion(same.id, "confirmed")
    assert person_id(ledger, PETRA) == person_id(ledger, INES)
    ledger.undo()
    ledger.undo()
    assert everything(ledger) == before


def test_waiting_steps_stand_on_the_agenda_until_they_are_done(ledger: Ledger) -> None:
    take_in(ledger, archive())
    dora = request_id(ledger, DORA)
    item = ledger.add_agenda(request_id=dora, fact="spoken", text="have a phone call", due=date(2026, 12, 1))
    assert ledger.agenda(due_before=date(2026, 12, 1)) == []
    assert [one.text for one in ledger.agenda(due_before=date(2026, 12, 2))] == ["have a phone call"]
    ledger.close_agenda(item)
    assert ledger.agenda() == []
    with pytest.raises(NotFoundError):
        ledger.close_agenda(item)
