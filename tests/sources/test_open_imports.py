"""What X, Mastodon, Bluesky and address books tell, remembered: twice is once, and undone is gone."""

from datetime import datetime
from itertools import permutations
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


def test_a_card_joins_the_linkedin_connection_and_the_x_account_that_it_names_in_any_order(tmp_path: Path) -> None:
    connections = (
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        "Nadia,Quill,https://www.linkedin.com/in/nadia-quill,,,,20 Oct 2026\n"
    )
    linkedin = zipped(tmp_path, {"Connections.csv": connections}, "Basic_LinkedInDataExport_11-01-2026.zip")
    readings = [read([linkedin])[0]]
    for name in ("x/protected", "contacts/cards"):
        folder = tmp_path / name
        folder.mkdir(parents=True)
        readings += read([packed(SAMPLES / name, folder)])
    for number, order in enumerate(permutations(readings)):
        with Ledger.open(tmp_path / f"ledger{number}", now=lambda: NOW) as ledger:
            for at, reading in enumerate(order):
                ledger.record_import(reading, file_name="export", file_hash=str(at))
            with ledger._reading() as connection:
                rows = connection.exec_driver_sql("SELECT person_id, network FROM profile WHERE exact = 1").all()
            of_nadia = [network for person, network in rows if (person, "linkedin") in rows]
            assert {"linkedin", "x", "email", "phone", "mastodon"} <= set(of_nadia)
