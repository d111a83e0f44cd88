"""What became of requests: kept, undone, carried along by joinings and imports that are taken back."""

from datetime import date
from pathlib import Path

from doorstep.ledger import Ledger

from .cast import INES, archive, person_id, take_in

DAY = date(2026, 11, 20)


def test_outcomes_come_in_the_order_in_which_they_happened(ledger: Ledger) -> None:
    take_in(ledger, archive())
    request = ledger.requests(direction="incoming")[0]
    ledger.note_outcome(request.id, "glad", DAY, "later")
    ledger.note_outcome(request.id, "regret", date(2026, 11, 1), "earlier")
    assert [one.words for one in ledger.outcomes(person_id=request.person_id)] == ["earlier", "later"]
    assert [one.words for one in ledger.outcomes(request_id=request.id)] == ["earlier", "later"]
    ledger.undo()
    assert [one.words for one in ledger.outcomes()] == ["later"]


def test_an_outcome_stays_when_the_import_of_its_request_is_taken_back(ledger: Ledger) -> None:
    take_in(ledger, archive())
    request = ledger.requests(direction="incoming")[0]
    ledger.note_outcome(request.id, "client", DAY)
    (line,) = ledger.entries_of_imports()
    ledger.undo(line.id)
    (kept,) = ledger.requests(ids=[request.id])
    assert ledger.outcomes(person_id=kept.person_id)[0].what == "client"


def test_an_outcome_goes_along_when_two_are_joined_and_back_when_they_are_parted(ledger: Ledger) -> None:
    take_in(ledger, archive())
    request = next(one for one in ledger.requests(direction="incoming") if one.person_id != person_id(ledger, INES))
    ledger.note_outcome(request.id, "client", DAY)
    ledger.join(person_id(ledger, INES), request.person_id)
    assert len(ledger.outcomes(person_id=person_id(ledger, INES))) == 1
    ledger.undo()
    assert ledger.outcomes(person_id=person_id(ledger, INES)) == []
    assert len(ledger.outcomes(person_id=request.person_id)) == 1


def test_the_day_of_a_look_back_is_kept_and_undo_passes_it_by(ledger: Ledger) -> None:
    assert ledger.looked_back_on() is None
    take_in(ledger, archive())
    request = ledger.requests(direction="incoming")[0]
    ledger.note_outcome(request.id, "client", DAY)
    for day in (DAY, date(2026, 11, 27)):
        ledger.keep_looked_back(day)
        assert ledger.looked_back_on() == day
    ledger.undo()
    assert ledger.outcomes() == []
    assert ledger.looked_back_on() == date(2026, 11, 27)


def test_a_promise_to_nobody_in_particular_is_held_about_whom_it_names(ledger: Ledger, home: Path) -> None:
    take_in(ledger, archive())
    ines = ledger.person(person_id(ledger, INES))
    ledger.add_agenda(text=f"send {ines.name} the slides", fact="promise")
    ledger.add_agenda(text="write to the landlord", fact="promise")
    assert [one["text"] for one in ledger.about(ines.id)["agenda"]] == [f"send {ines.name} the slides"]
    ledger.forget(ines.id)
    assert [one.text for one in ledger.agenda()] == ["write to the landlord"]
    assert b"the slides" not in b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
