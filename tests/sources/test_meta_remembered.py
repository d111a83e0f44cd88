"""Exports of Facebook and Instagram in the ledger: nothing twice, and nobody joined by a name."""

from datetime import datetime
from pathlib import Path

import pytest

from doorstep.desk.known import dossiers, values
from doorstep.facts.catalogue import CATALOGUE
from doorstep.facts.seen import Reading
from doorstep.ledger import Ledger

from .helpers import SAMPLES, TODAY, read
from .meta import FRED, PROFILE, RECEIVED, facebook, named, talk

NOW = datetime.combine(TODAY, datetime.min.time())
TALK = "your_facebook_activity/messages/inbox/nadiaquill_1/message_1.json"
EXPORTS = sorted(path for name in ("facebook", "instagram") for path in (SAMPLES / name).iterdir() if path.is_dir())


def opened(folder: Path) -> Ledger:
    return Ledger.open(folder / "ledger", now=lambda: NOW)


def recorded(ledger: Ledger, *some: Reading) -> None:
    for one in some:
        ledger.record_import(one, file_name="export", file_hash=str(one.exported_on))


@pytest.mark.parametrize("sample", EXPORTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_export_imported_again_changes_nothing(sample: Path, tmp_path: Path) -> None:
    (found,) = read([sample])
    with opened(tmp_path) as ledger:
        first = ledger.record_import(found, file_name="export", file_hash="1")
        before = ledger.counts()
        again = ledger.record_import(read([sample])[0], file_name="export.zip", file_hash="2")
        assert (first.nothing_new, again.nothing_new, ledger.counts()) == (False, True, before)


def test_who_asks_and_who_writes_under_one_name_are_two_until_somebody_says_so(tmp_path: Path) -> None:
    both = talk(("Nadia Quill", 1), ("Fred Doorman", 2))
    found = facebook(tmp_path, {PROFILE: FRED, RECEIVED: named("Nadia Quill", key="received_requests_v2"), TALK: both})
    with opened(tmp_path) as ledger:
        recorded(ledger, found)
        (request,) = ledger.requests()
        (suggestion,) = ledger.suggestions()
        assert len(ledger.people()) == 2
        known = dossiers(ledger, [request.person_id], TODAY)[request.person_id].facts(TODAY, CATALOGUE)
        assert "written" not in values(known)
        ledger.resolve_suggestion(suggestion.id, "confirmed")
        (request,) = ledger.requests()
        known = dossiers(ledger, [request.person_id], TODAY)[request.person_id].facts(TODAY, CATALOGUE)
        assert values(known)["written"] is True


def test_an_export_read_by_pages_first_and_by_json_later_keeps_the_same_people(tmp_path: Path) -> None:
    box = '<div class="uiBoxWhite"><div class="_a6-h">{}</div><div class="_a72d">{}</div></div>'
    page = box.format("Nadia Quill", "Nov 14, 2023 9:00 pm")
    friends = "connections/friends/your_friends."
    by_page = facebook(tmp_path, {friends + "html": page})
    by_json = facebook(tmp_path, {friends + "json": named("Nadia Quill")})
    with opened(tmp_path) as ledger:
        recorded(ledger, by_page, by_json)
        assert len(ledger.people()) == 1
