"""What mail and calendars do to what is known: requests from notifications, and a call that opens a door."""

from datetime import datetime
from pathlib import Path

import pytest

from doorstep.desk.deciding import decide
from doorstep.desk.home import Desk
from doorstep.desk.importing import take_in
from doorstep.desk.known import dossiers
from doorstep.facts.catalogue import CATALOGUE

from ..sources.helpers import SAMPLES

NOW = datetime.fromisoformat("2026-11-23T10:00")
FRED = "fred@doorman-beispiel.example"


TOLD = ("person", "profile", "observation", "interaction", "request", "suggestion")
EACH = [
    path
    for source in ("calendar", "mail", "crm", "monica")
    for path in sorted((SAMPLES / source).iterdir())
    if path.is_dir() and path.name not in ("outlook", "apple")  # these alone do not tell whose they are
]


def letter(number: int, *lines: str, day: int = 1) -> str:
    """One mail of November 2026."""
    head = [
        f"From x Sun Nov {day:2} 09:00:00 2026",
        f"Date: Sun, {day} Nov 2026 09:00:00 +0000",
        f"Message-ID: <{number}>",
    ]
    return "\n".join([*head, f"To: {FRED}", *lines, "", "Hello.", "", ""])


INVITATION = letter(
    1, "From: Nadia Quill via LinkedIn <invitations@linkedin.com>", "X-LinkedIn-Template: email_m2m_invite_single_01",
    "Subject: Nadia Quill wants to connect", "Authentication-Results: mx; dmarc=pass header.from=linkedin.com",
)  # fmt: skip


def test_an_old_notification_in_a_newer_mail_box_does_not_say_that_the_request_is_still_open(tmp_path: Path) -> None:
    box = tmp_path / "Inbox.mbox"
    clock = [datetime.fromisoformat("2026-11-05T10:00")]
    with Desk(tmp_path / "home", now=lambda: clock[0]) as desk:
        box.write_text(INVITATION)
        take_in(desk, [box])
        (request,) = desk.ledger.requests(("open",))
        decide(desk, request.id, "accept")
        clock[0] = NOW
        box.write_text(INVITATION + "".join(letter(n, "From: otto@beispiel.example", day=n) for n in range(10, 20)))
        take_in(desk, [box])
        (accepted,) = desk.ledger.requests(("accepted",))
        facts = dossiers(desk.ledger, [accepted.person_id], desk.today)[accepted.person_id]
        assert any(one.fact == "connected_on" for one in facts.observations)


def test_a_call_in_the_calendar_is_known_with_its_day_and_the_calendar_as_its_source(tmp_path: Path) -> None:
    with Desk(tmp_path / "home", now=lambda: NOW) as desk:
        take_in(desk, [SAMPLES / "calendar" / "google" / "fred.ics"])
        person = next(one for one in desk.ledger.people().values() if one.name == "Quill, Nadia")
        facts = dossiers(desk.ledger, [person.id], desk.today)[person.id].facts(desk.today, CATALOGUE)
        (spoken,) = facts["spoken"].because
        assert (spoken.value, spoken.source, str(spoken.seen_on)) == (True, "your calendar “fred”", "2026-10-20")
        assert facts["last_contact"].value == 34


@pytest.mark.parametrize("sample", EACH, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_importing_twice_changes_nothing_and_undo_takes_all_of_it_back(sample: Path, tmp_path: Path) -> None:
    with Desk(tmp_path / "home", now=lambda: NOW) as desk:
        before = list(desk.ledger.export())
        (first,) = take_in(desk, [sample]).imported
        whole = list(desk.ledger.export())
        again = take_in(desk, [sample])
        assert all(one.outcome.nothing_new for one in again.imported)
        assert [one for one in desk.ledger.export() if one["table"] in TOLD] == [
            one for one in whole if one["table"] in TOLD
        ]
        assert first.outcome.entry_id is not None
        desk.ledger.undo(first.outcome.entry_id)
        left = [one for one in desk.ledger.export() if one["table"] in TOLD]
        assert left == [one for one in before if one["table"] in TOLD]
