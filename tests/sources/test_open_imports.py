"""What X, Mastodon, Bluesky and address books tell, remembered: twice is once, and undone is gone."""

from datetime import datetime
from pathlib import Path

import pytest

from doorstep.ledger import Ledger

from .helpers import SAMPLES, TODAY, read, zipped
from .test_open_samples import FOLDERS, packed

NOW = datetime.combine(TODAY, datetime.min.time())


@pytest.mark.parametrize("sample", FOLDERS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_importing_twice_changes_nothing_and_undo_takes_all_of_it_back(sample: Path, tmp_path: Path) -> None:
    archive = packed(sample, tmp_path)
    with Ledger.open(tmp_path / "ledger", now=lambda: NOW) as ledger:
        (found,) = read([archive])
        first = ledger.record_import(found, file_name="export", file_hash="1")
        people = len(list(ledger.people()))
        assert first.entry_id is not None
        assert people > 0
        again = ledger.record_import(read([archive])[0], file_name="export", file_hash="1")
        assert again.entry_id is None
        assert len(list(ledger.people())) == people
        ledger.undo(first.entry_id)
        assert list(ledger.people()) == []


def test_a_card_with_the_mail_address_of_a_connection_is_that_connection_in_either_order(tmp_path: Path) -> None:
    connections = (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Nadia,Quill,https://www.linkedin.com/in/nadia-quill,nadia@harbour-beispiel.example,,,20 Oct 2026\n"
    )
    (tmp_path / "cards").mkdir()
    one = read([zipped(tmp_path, {"Connections.csv": connections}, "Basic_LinkedInDataExport_11-01-2026.zip")])[0]
    other = read([packed(SAMPLES / "contacts" / "google_new", tmp_path / "cards")])[0]
    for number, order in enumerate(((one, other), (other, one))):
        with Ledger.open(tmp_path / f"ledger{number}", now=lambda: NOW) as ledger:
            for at, reading in enumerate(order):
                ledger.record_import(reading, file_name="export", file_hash=str(at))
            assert len([ledger.about(person) for person in ledger.people()]) == len(other.profiles)
