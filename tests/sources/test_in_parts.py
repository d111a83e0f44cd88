"""Mail boxes and CRM tables given one by one, then together: the same ledger as given together at once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from doorstep.errors import EmptyArchiveError
from doorstep.ledger import Ledger
from doorstep.sources import read_export

from ..ledger.content import content
from .test_mail import LETTERS, TOLD, mail

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PEOPLE = (
    "Person - ID,Person - Name,Person - Email,Person - Phone,Organization - Name,Person - Label,"
    "Person - Last activity date\n"
    "1,Nadia Quill,nadia@beispiel.example,,Acme,Customer,2026-10-05\n2,Otto Stein,otto@beispiel.example,,,,\n"
)
ACTIVITIES = (
    "Activity - Subject,Activity - Type,Activity - Due date,Activity - Due time,Activity - Done,Person - Name,"
    "Person - Email\n"
    "Call,Call,2026-10-05,10:00,Done,Nadia Quill,nadia@beispiel.example\n"
)


def held(folder: Path, *given: Sequence[Path]) -> dict[str, list[str]]:
    """What a new ledger holds after these were taken in, one after the other; what tells nothing alone is refused."""
    with Ledger.open(folder, now=lambda: NOW) as ledger:
        for number, paths in enumerate(given):
            try:
                readings = read_export(paths, TOLD)
            except EmptyArchiveError:
                continue
            for reading in readings:
                ledger.record_import(reading, file_name=f"{number}", file_hash=f"{number}")
        return content(ledger)


def test_inbox_and_sent_mail_one_by_one_leave_no_trace_and_together_they_tell_all(tmp_path: Path) -> None:
    inbox, sent = tmp_path / "Inbox.mbox", tmp_path / "Sent.mbox"
    inbox.write_text(mail(*LETTERS[0]))
    sent.write_text(mail(*LETTERS[1]))
    assert not any(held(tmp_path / "parts", [inbox], [sent]).values())
    whole = held(tmp_path / "whole", [inbox, sent])
    assert whole["interaction"]
    assert held(tmp_path / "late", [inbox], [sent], [inbox, sent]) == whole
    assert held(tmp_path / "again", [inbox, sent], [sent], [inbox, sent], [inbox]) == whole


def test_people_and_activities_of_a_crm_one_by_one_are_those_of_both_together(tmp_path: Path) -> None:
    # both tables tell the same newest day: a table without any is as of the day on which its file was made
    people, done = tmp_path / "people.csv", tmp_path / "activities.csv"
    people.write_text(PEOPLE)
    done.write_text(ACTIVITIES)
    whole = held(tmp_path / "whole", [people, done])
    assert whole["interaction"]
    assert held(tmp_path / "parts", [done], [people]) == whole
    assert held(tmp_path / "late", [people], [done], [people, done]) == whole
