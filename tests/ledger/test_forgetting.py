"""Forgetting somebody: twelve planted strings, and every byte under the folder."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from doorstep.errors import ConflictError, NotFoundError
from doorstep.facts.observations import Observation
from doorstep.facts.seen import Reading, SeenFile, SeenInteraction, SeenProfile, SeenRequest, Suggestion, Who
from doorstep.ledger import Ledger, schema
from doorstep.ledger.session import Session

from .cast import INES, NOVEMBER, OCTOBER, archive, person_id, take_in
from .conftest import now
from .content import content, everything, rows

PLANTED = {
    "name": "Zuleikha Quandt", "handle": "zq-handle-7781", "mail": "zq7781@planted.example", "company": "quandtworks",
    "note": "NOTE-zq-hello-fred", "reason": "REASON-zq-private", "reply": "REPLY-zq-thanks", "words": "CALL-zq-words",
    "suggestion": "SUGGEST-zq-why", "former": "zq-former-0042", "agenda": "AGENDA-zq-step",
    "old name": "Zuleikha Oldname",
    "merged": "Zuleikha Other", "corrected": "zq corrected company", "file": "Zuleikha Quandt.zip",
    "fact then": "zq-place-at-the-time", "undone view": "zq-view-1", "second answer": "zq-answer-2",
    "outcome": "OUTCOME-zq-sorry", "undone outcome": "zq-outcome-1", "promise": "PROMISE-zq-slides",
}  # fmt: skip
ZULEIKHA = Who("linkedin", PLANTED["former"], PLANTED["old name"], emails=(PLANTED["mail"],))


def reading(day: date = OCTOBER, who: Who = ZULEIKHA) -> Reading:
    """The archive of the cast, and somebody whose every word can be told from all others."""
    told = archive(day)
    company = Observation("company", PLANTED["company"], "LinkedIn connections", day, "asker")
    told.profiles.append(SeenProfile(who, (company,)))
    told.requests.append(
        SeenRequest(who, "linkedin", "incoming", datetime.fromisoformat("2026-09-05T08:00:00"), PLANTED["note"])
    )
    told.interactions.append(
        SeenInteraction(who, "zq-1", "message", "in", datetime.fromisoformat("2026-09-06T08:00:00"))
    )
    told.suggestions = (*told.suggestions, Suggestion("same_person", INES, PLANTED["suggestion"], other=who))
    told.files.append(SeenFile(PLANTED["file"], "connections"))
    return told


def plant(ledger: Ledger) -> int:
    """Everything that can be held about a person, each with a string of its own; the person's id."""
    take_in(ledger, reading(), PLANTED["file"])
    person = person_id(ledger, ZULEIKHA)
    profile = ledger.find_profile("linkedin", PLANTED["former"])
    assert profile is not None
    ledger.change_handle(profile.id, PLANTED["handle"])
    ledger.rename(person, PLANTED["name"])
    (request,) = ledger.requests(person_id=person)
    ledger.decide(
        request.id,
        action="decline",
        state="declined",
        verdict="ask",
        because=["my rule"],
        reason=PLANTED["reason"],
        facts={"place": PLANTED["fact then"]},
    )
    ledger.give_view(request.id, PLANTED["undone view"])
    ledger.undo()
    round_id = ledger.start_rejudging(1, [(request.id, "decline")])
    ledger.rejudge(round_id, 1, PLANTED["second answer"])
    ledger.keep_reply(request.id, PLANTED["reply"])
    ledger.add_interaction(person, "call", "both", now(), "me", PLANTED["words"])
    ledger.add_agenda(request_id=request.id, text=PLANTED["agenda"])
    ledger.close_agenda(ledger.add_agenda(text=f"{PLANTED['promise']} to {PLANTED['name']}"), "done")
    ledger.note_outcome(request.id, "reconsider", NOVEMBER, PLANTED["undone outcome"])
    ledger.undo()
    ledger.note_outcome(request.id, "reconsider", NOVEMBER, PLANTED["outcome"])
    ledger.backup()
    ledger.withdraw_fact(ledger.state_fact(person, Observation("company", PLANTED["corrected"], "me", NOVEMBER, "me")))
    other = ledger.add_person(PLANTED["merged"], "facebook")
    ledger.join(person, other)
    later = reading(NOVEMBER, replace(ZULEIKHA, name="Zuleikha Married"))
    take_in(ledger, later, "november.zip")
    ledger.backup()
    return person


def found_in(home: Path) -> dict[str, list[str]]:
    """The planted strings that stand in any file under the folder, however they are written."""
    found: dict[str, list[str]] = {}
    for path in (one for one in home.rglob("*") if one.is_file()):
        data = path.read_bytes()
        for text in [*PLANTED.values(), "Zuleikha", "zuleikha"]:
            if text.encode() in data or text.casefold().encode() in data:
                found.setdefault(text, []).append(path.name)
    return found


def test_no_planted_string_is_left_in_any_file(ledger: Ledger, home: Path) -> None:
    person = plant(ledger)
    assert set(PLANTED.values()) <= set(found_in(home)), "the test must plant what it looks for"
    report = ledger.forget(person)
    assert found_in(home) == {}
    assert report.swept
    assert len(report.backups_cleaned) == 2
    assert report.backups_unreached == ()
    ledger.close()
    assert found_in(home) == {}


def test_the_others_are_as_they_were(ledger: Ledger, tmp_path: Path) -> None:
    person = plant(ledger)
    ledger.forget(person)
    with Ledger.open(tmp_path / "other", now=now) as other:
        take_in(other, archive())
        take_in(other, archive(NOVEMBER))
        mine, theirs = content(ledger), content(other)
    for table in ("person", "profile", "observation", "interaction", "suggestion"):
        assert mine[table] == theirs[table]
    assert [one for one in mine["request"] if "null" not in one.split('"profile_id"')[1][:8]] == theirs["request"]
    for one in ledger.backups():
        with Session_of(one.path) as backup:
            assert len(backup.people()) == 5


class Session_of:  # noqa: N801 - reads as a function
    """A backup, opened as a ledger of its own in a folder beside it."""

    def __init__(self, path: Path) -> None:
        self.home = path.parent / (path.stem + "-opened")
        self.home.mkdir()
        (self.home / "ledger.db").write_bytes(path.read_bytes())

    def __enter__(self) -> Ledger:
        self.ledger = Ledger.open(self.home, now=now)
        return self.ledger

    def __exit__(self, *_: object) -> None:
        self.ledger.close()


def test_a_decided_request_stays_without_a_name(ledger: Ledger) -> None:
    person = plant(ledger)
    report = ledger.forget(person)
    assert report.kept_without_name == 1
    (row,) = [one for one in rows(ledger, "request") if one["person_id"] is None]
    assert (row["network"], row["direction"], row["asked_at"], row["state"], row["note"]) == (
        "linkedin", "incoming", "2026-09", "declined", "",
    )  # fmt: skip
    (decision,) = ledger.decisions()
    assert (decision.verdict, decision.action, decision.reason, decision.because) == ("ask", "decline", "", ())
    assert all(one.person_id is not None for one in ledger.requests())
    with pytest.raises(NotFoundError):
        ledger.request(row["id"])


def test_importing_the_same_archive_again_does_not_bring_them_back(ledger: Ledger, home: Path) -> None:
    ledger.forget(plant(ledger))
    again = reading(date(2026, 12, 1))
    again.files.clear()  # a file named after the person is the user's own doing
    outcome = ledger.record_import(again, file_name="c.zip", file_hash="c")
    assert outcome.forgotten_skipped
    assert found_in(home) == {}
    under_another_key = replace(ZULEIKHA, network="facebook", key="zuleikha")
    ledger.record_import(
        Reading("Facebook", OCTOBER, profiles=[SeenProfile(under_another_key)]), file_name="d", file_hash="d"
    )
    assert ledger.find_people("Zuleikha") == []


def test_no_undo_brings_them_back(ledger: Ledger, home: Path) -> None:
    person = plant(ledger)
    entries = [one.id for one in ledger.log(100)]
    ledger.forget(person)
    for entry in entries:
        try:
            undone = ledger.undo(entry)
            ledger.undo(undone.id)
        except ConflictError:
            continue
    assert found_in(home) == {}


def test_undone_entries_hold_nothing_of_them_either(ledger: Ledger, home: Path) -> None:
    person = plant(ledger)
    fact = ledger.state_fact(person, Observation("place", "PLACE-zq", "me", NOVEMBER, "me"))
    assert fact
    ledger.undo()
    ledger.forget(person)
    assert not any(b"PLACE-zq" in one.read_bytes() for one in home.rglob("*") if one.is_file())


def test_a_backup_elsewhere_is_cleaned_or_named(ledger: Ledger, tmp_path: Path) -> None:
    person = plant(ledger)
    near, far = ledger.backup(tmp_path / "near.db"), ledger.backup(tmp_path / "far.db")
    far.unlink()
    report = ledger.forget(person)
    assert near in report.backups_cleaned
    assert report.backups_unreached == (far,)
    assert found_in(near.parent) == {}


def test_restoring_an_older_backup_does_not_bring_them_back(ledger: Ledger, home: Path, tmp_path: Path) -> None:
    person = plant(ledger)
    kept = ledger.backup(tmp_path / "kept.db").read_bytes()
    ledger.forget(person)
    (tmp_path / "stick.db").write_bytes(kept)
    ledger.restore(tmp_path / "stick.db")
    assert ledger.find_people("Zuleikha") == []
    assert found_in(home) == {}
    assert len(ledger.people()) == 5


def test_about_tells_everything_that_is_held(ledger: Ledger) -> None:
    person = plant(ledger)
    told = str(ledger.about(person))
    for what in PLANTED.keys() - {"corrected", "old name", "undone view", "undone outcome"}:
        assert PLANTED[what] in told, what


def test_a_forgetting_stopped_before_the_sweep_is_finished_at_the_next_opening(
    ledger: Ledger, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = plant(ledger)
    monkeypatch.setattr(Ledger, "finish_sweep", lambda _: False)
    assert not ledger.forget(person).swept
    monkeypatch.undo()
    ledger.close()
    with Ledger.open(home, now=now) as again:
        assert found_in(home) == {}
        assert again.setting("sweep pending") is None


def test_those_whose_notes_name_the_forgotten_are_told(ledger: Ledger) -> None:
    person = plant(ledger)
    ines = person_id(ledger, INES)
    ledger.add_interaction(ines, "call", "both", now(), "me", "about Zuleikha Quandt and the weather")
    assert ledger.forget(person).mentioned_with == (ines,)


def test_the_journal_itself_holds_ids_only(ledger: Ledger) -> None:
    plant(ledger)
    with Session._reading(ledger) as connection:
        lines = str(connection.execute(select(schema.journal)).all())
    assert not any(text in lines for text in PLANTED.values())
    assert everything(ledger)


def test_a_former_handle_does_not_bring_them_back_either(ledger: Ledger) -> None:
    ledger.forget(plant(ledger))
    old = replace(ZULEIKHA, emails=())
    told = Reading("LinkedIn archive", OCTOBER, profiles=[SeenProfile(old)])
    assert ledger.record_import(told, file_name="d", file_hash="d").forgotten_skipped == 1
    assert ledger.find_people("Zuleikha") == []


def test_somebody_forgotten_can_be_added_by_hand(ledger: Ledger) -> None:
    ledger.forget(plant(ledger))
    person = ledger.add_person("Zuleikha", "linkedin", PLANTED["former"])
    told = Reading("LinkedIn archive", OCTOBER, profiles=[SeenProfile(replace(ZULEIKHA, emails=()))])
    assert ledger.record_import(told, file_name="d", file_hash="d").forgotten_skipped == 0
    assert person_id(ledger, ZULEIKHA) == person
