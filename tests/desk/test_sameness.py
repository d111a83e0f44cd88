"""Who may be one person, and what an older “no” is worth once something has happened."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from doorstep.desk.home import Desk
from doorstep.desk.importing import take_in
from doorstep.desk.sameness import pairs
from doorstep.facts.observations import Observation, add_up

NOW = datetime.fromisoformat("2026-11-23T10:00")
TODAY = NOW.date()


def questions(folder: Path, namesakes: int) -> int:
    """How often the ledger is asked to find so many pairs of namesakes."""
    folder.mkdir()
    rows = "".join(f"Nadia,Quill{n},nadia{n}@{place}-beispiel.example\n" for n in range(namesakes) for place in "ab")
    (folder / "contacts.csv").write_text("First Name,Last Name,E-mail 1 - Value\n" + rows)
    with Desk(folder / "home", now=lambda: NOW) as desk:
        take_in(desk, [folder / "contacts.csv"])
        asked: list[str] = []
        event.listen(desk.ledger._engine, "after_cursor_execute", lambda *given: asked.append(given[2]))
        assert len(pairs(desk)) == namesakes
    return len(asked)


def test_many_namesakes_take_no_more_questions_to_the_ledger_than_a_few(tmp_path: Path) -> None:
    assert questions(tmp_path / "many", 150) <= questions(tmp_path / "few", 3) + 5


def seen(fact: str, value: bool, day: str, said_by: str) -> Observation:
    """One observation."""
    return Observation(fact, value, said_by, date.fromisoformat(day), said_by)


@pytest.mark.parametrize(
    ("said", "told", "spoken"),
    [
        (seen("spoken", False, "2026-11-20", "me"), seen("spoken", True, "2026-11-22", "records"), True),
        (seen("spoken", False, "2026-11-22", "me"), seen("spoken", True, "2026-11-22", "records"), False),
        (seen("spoken", False, "2026-11-22", "me"), seen("spoken", True, "2026-11-20", "records"), False),
        (seen("spoken", False, "2026-11-20", "me"), seen("spoken", True, "2026-11-22", "asker"), False),
        (seen("spoken", True, "2026-11-20", "me"), seen("spoken", False, "2026-11-22", "records"), True),
        (seen("spoken", False, "2026-11-20", "me"), seen("met", True, "2026-11-22", "records"), None),
        (seen("spoken", False, "2026-11-22", "me"), seen("met", True, "2026-11-20", "records"), False),
    ],
    ids=["later", "same day", "before", "a claim", "a yes stays", "a meeting is a talk, too", "an older meeting"],
)
def test_a_no_ends_with_a_later_day_on_which_it_happened(
    said: Observation, told: Observation, spoken: bool | None
) -> None:
    for order in ([said, told], [told, said]):
        known = add_up(order, TODAY)
        assert (known["spoken"].value if "spoken" in known else None) is spoken
        assert ("met" in known) is (told.fact == "met" and spoken is None)
