"""Imports: nothing twice, nothing lost, and the whole of one taken back."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from doorstep.errors import ConflictError
from doorstep.facts.observations import Observation
from doorstep.facts.seen import Reading, SeenInteraction, SeenProfile, SeenRequest, Who
from doorstep.ledger import Ledger

from .cast import (
    ASKED,
    DORA,
    INES,
    NADIA,
    NOVEMBER,
    OCTOBER,
    OTTO,
    PETRA,
    archive,
    company,
    person_id,
    request_id,
    take_in,
)  # fmt: skip
from .content import content, everything, rows

MONTH = timedelta(days=31)


def test_a_first_import_tells_what_was_new(ledger: Ledger) -> None:
    outcome = ledger.record_import(archive(), file_name="a.zip", file_hash="1")
    assert (outcome.people_new, outcome.connections_new, outcome.requests_new, outcome.requests_open) == (5, 2, 3, 3)
    assert (outcome.interactions_new, outcome.observations_new, outcome.suggestions_new) == (4, 6, 2)
    assert ledger.counts() == {
        "people": 5, "connections": 2, "requests": 3, "interactions": 4, "imports": 1, "suggestions": 2, "open": 3,
    }  # fmt: skip


def test_the_same_again_changes_nothing_and_leaves_no_entry(ledger: Ledger) -> None:
    take_in(ledger, archive())
    before, journal = everything(ledger), ledger.log()
    again = ledger.record_import(archive(), file_name="copy.zip", file_hash="another")
    assert again.nothing_new
    assert again.import_id is again.entry_id is None
    assert (again.people_new, again.people_known, again.interactions_known) == (0, 5, 4)
    assert everything(ledger) == before
    assert ledger.log() == journal


def test_a_rehearsal_tells_the_same_and_writes_nothing(ledger: Ledger) -> None:
    before = everything(ledger)
    rehearsed = ledger.dry_run_imports([archive()])[0]
    assert everything(ledger) == before
    real = ledger.record_import(archive(), file_name="a.zip", file_hash="1")
    assert replace(real, import_id=None, entry_id=None) == rehearsed


def test_a_month_later_the_accepted_are_known_and_nothing_doubles(ledger: Ledger) -> None:
    take_in(ledger, archive())
    outcome = ledger.record_import(archive(NOVEMBER, accepted=(DORA,)), file_name="b.zip", file_hash="2")
    assert (outcome.requests_new, outcome.requests_accepted, outcome.requests_open) == (0, 1, 2)
    assert outcome.accepted_ids == (request_id(ledger, DORA),)
    dora = ledger.request(outcome.accepted_ids[0])
    assert (dora.state, dora.answered_on, dora.settled_by, dora.before_doorstep) == (
        "accepted", NOVEMBER, "records", False,
    )  # fmt: skip
    assert (dora.first_seen, dora.last_seen) == (OCTOBER, NOVEMBER)
    assert ledger.counts()["people"] == 5
    assert {one.seen_on for one in ledger.observations([person_id(ledger, INES)])[person_id(ledger, INES)]} == {
        NOVEMBER
    }


def test_accepted_when_first_seen_is_accepted_before_doorstep(ledger: Ledger) -> None:
    take_in(ledger, archive(accepted=(DORA,)))
    assert ledger.request(request_id(ledger, DORA)).before_doorstep


def test_a_new_company_is_a_new_observation(ledger: Ledger) -> None:
    take_in(ledger, archive())
    take_in(ledger, archive(NOVEMBER, works_at="zenith"))
    ines = person_id(ledger, INES)
    assert [one.value for one in ledger.observations([ines])[ines] if one.fact == "company"] == ["acme", "zenith"]


def test_a_duration_that_has_only_grown_is_the_same_observation(ledger: Ledger) -> None:
    for day, days in ((OCTOBER, 100), (NOVEMBER, 131)):
        one = Observation("known_for", days, "LinkedIn connections", day, "records")
        take_in(ledger, Reading("LinkedIn archive", day, profiles=[SeenProfile(NADIA, (one,))]))
    nadia = person_id(ledger, NADIA)
    (kept,) = ledger.observations([nadia])[nadia]
    assert (kept.value, kept.seen_on) == (131, NOVEMBER)


def test_a_request_absent_from_a_newer_export_stays_open(ledger: Ledger) -> None:
    take_in(ledger, archive())
    take_in(ledger, archive(NOVEMBER, without=(DORA,)))
    assert ledger.request(request_id(ledger, DORA)).state == "open"


def test_a_decision_is_not_overturned_by_an_older_export(ledger: Ledger) -> None:
    take_in(ledger, archive())
    dora = request_id(ledger, DORA)
    ledger.decide(dora, action="decline", state="declined", verdict="ask")
    outcome = ledger.record_import(archive(NOVEMBER, accepted=(DORA,)), file_name="b.zip", file_hash="2")
    assert (ledger.request(dora).state, outcome.requests_accepted) == ("declined", 0)
    later = date(2026, 12, 24)
    take_in(ledger, archive(later, accepted=(DORA,)))
    assert (ledger.request(dora).state, ledger.request(dora).answered_on) == ("accepted", later)


def test_a_name_joins_nobody_and_an_e_mail_address_does(ledger: Ledger) -> None:
    take_in(ledger, archive())
    reading = Reading("Facebook archive", OCTOBER)
    reading.profiles = [
        SeenProfile(Who("facebook", "ines.p", "Ines P", emails=("INES@example.org",))),
        SeenProfile(Who("facebook", "nadia.h", "Nadia Haddad")),
    ]
    take_in(ledger, reading, "facebook.zip")
    ines = person_id(ledger, INES)
    assert {one.network for one in ledger.profiles([ines])[ines]} == {"linkedin", "email", "facebook"}
    assert len(ledger.find_people("nadia haddad")) == 2


def test_one_address_with_two_known_people_is_a_suggestion(ledger: Ledger) -> None:
    take_in(ledger, archive())
    reading = Reading("LinkedIn archive", NOVEMBER, profiles=[SeenProfile(replace(NADIA, emails=INES.emails))])
    take_in(ledger, reading)
    found = [one for one in ledger.suggestions() if one.reason == "the same e-mail address"]
    assert {found[0].person_id, found[0].other_person_id} == {person_id(ledger, NADIA), person_id(ledger, INES)}


def test_a_former_handle_is_still_known(ledger: Ledger) -> None:
    take_in(ledger, archive())
    profile = ledger.find_profile("linkedin", "nadia-haddad")
    assert profile is not None
    ledger.change_handle(profile.id, "nadia-h")
    assert ledger.record_import(archive(NOVEMBER), file_name="b", file_hash="b").people_new == 0
    assert [one.id for one in ledger.find_people("nadia-haddad")] == [profile.person_id]


def test_a_dismissed_suggestion_never_comes_again(ledger: Ledger) -> None:
    take_in(ledger, archive())
    for one in ledger.suggestions():
        ledger.resolve_suggestion(one.id, "dismissed")
    assert ledger.record_import(archive(NOVEMBER), file_name="b", file_hash="b").suggestions_new == 0
    assert ledger.suggestions() == []


def test_a_withdrawn_fact_stays_out_when_imported_again(ledger: Ledger) -> None:
    take_in(ledger, archive())
    ines = person_id(ledger, INES)
    (kept,) = [one for one in ledger.kept_observations(person_id=ines) if one.observation.fact == "company"]
    ledger.withdraw_fact(kept.id)
    take_in(ledger, archive(NOVEMBER))
    assert [one.fact for one in ledger.observations([ines])[ines]] == ["written"]


def test_a_new_name_on_the_network_is_shown_unless_the_user_gave_one(ledger: Ledger) -> None:
    take_in(ledger, archive())
    ledger.rename(person_id(ledger, PETRA), "Petra from the clinic")
    reading = Reading("LinkedIn archive", NOVEMBER)
    reading.profiles = [SeenProfile(replace(who, name="Married Name")) for who in (PETRA, NADIA)]
    entry = take_in(ledger, reading)
    names = [ledger.person(person_id(ledger, who)).name for who in (PETRA, NADIA)]
    assert names == ["Petra from the clinic", "Married Name"]
    ledger.undo(entry)
    assert ledger.person(person_id(ledger, NADIA)).name == "Nadia Haddad"


def test_undoing_the_only_import_leaves_nothing(ledger: Ledger) -> None:
    empty = content(ledger)
    entry = take_in(ledger, archive())
    undone = ledger.undo(entry)
    assert content(ledger) == empty
    assert (undone.kind, undone.undoes, undone.can_undo) == ("undo", entry, False)
    with pytest.raises(ConflictError, match="import the file again"):
        ledger.undo(undone.id)
    assert take_in(ledger, archive())  # and it can be


def test_undoing_the_second_import_gives_the_first_back(ledger: Ledger) -> None:
    take_in(ledger, archive())
    before = content(ledger)
    entry = take_in(ledger, archive(NOVEMBER, accepted=(DORA,), works_at="zenith"))
    ledger.undo(entry)
    assert content(ledger) == before


def test_undoing_the_first_import_leaves_what_the_second_alone_would_have_told(
    ledger: Ledger, tmp_path: object
) -> None:
    from pathlib import Path

    from .conftest import now

    entry = take_in(ledger, archive(without=(PETRA,)))
    second = archive(NOVEMBER, accepted=(DORA,), without=(OTTO,))
    take_in(ledger, second)
    ledger.undo(entry)
    with Ledger.open(Path(str(tmp_path)) / "other", now=now) as other:
        take_in(other, second)
        assert content(ledger) == content(other)


def test_what_the_user_said_or_decided_stays_when_the_import_goes(ledger: Ledger) -> None:
    entry = take_in(ledger, archive())
    nadia, petra = person_id(ledger, NADIA), person_id(ledger, PETRA)
    ledger.decide(request_id(ledger, NADIA), action="wait", state="waiting")
    ledger.state_fact(petra, Observation("trust", 4, "me", NOVEMBER, "me"))
    ledger.undo(entry)
    assert [one.name for one in ledger.requests()] == ["Nadia Haddad"]
    assert [one.fact for one in ledger.observations([petra])[petra]] == ["trust"]
    assert sorted(ledger.people()) == sorted([nadia, petra])
    assert [row["import_id"] for row in rows(ledger, "interaction")] == []
    outcome = ledger.record_import(archive(), file_name="again", file_hash="again")
    assert (outcome.people_new, ledger.request(request_id(ledger, NADIA)).state) == (3, "waiting")


def test_undo_of_a_later_import_gives_the_users_decision_back(ledger: Ledger) -> None:
    take_in(ledger, archive())
    dora = request_id(ledger, DORA)
    ledger.decide(dora, action="decline", state="declined")
    entry = take_in(ledger, archive(date(2026, 12, 24), accepted=(DORA,)))
    assert ledger.request(dora).state == "accepted"
    ledger.undo(entry)
    assert (ledger.request(dora).state, ledger.request(dora).settled_by) == ("declined", "me")


def test_a_decision_on_what_an_import_changed_since_is_not_undone(ledger: Ledger) -> None:
    take_in(ledger, archive())
    ledger.decide(request_id(ledger, DORA), action="decline", state="declined")
    decided = ledger.log()[0].id
    entry = take_in(ledger, archive(date(2026, 12, 24), accepted=(DORA,)))
    with pytest.raises(ConflictError, match=f"entry {entry} changed the same since"):
        ledger.undo(decided)


def test_an_import_that_fails_halfway_leaves_the_ledger_as_it_was(ledger: Ledger) -> None:
    take_in(ledger, archive())
    before = everything(ledger)
    broken = archive(NOVEMBER, works_at="zenith")
    broken.interactions.append(SeenInteraction(INES, "x", "message", "in", "yesterday"))  # type: ignore[arg-type]  # on purpose
    with pytest.raises(AttributeError):
        ledger.record_import(broken, file_name="b", file_hash="b")
    assert everything(ledger) == before


def test_the_same_row_twice_in_one_reading_is_one(ledger: Ledger) -> None:
    reading = archive()
    reading.profiles *= 2
    reading.requests *= 2
    reading.interactions *= 2
    ledger.record_import(reading, file_name="a", file_hash="a")
    counts = ledger.counts()
    assert (counts["people"], counts["requests"], counts["interactions"]) == (5, 3, 4)
    assert len(rows(ledger, "observation")) == 6


def test_contact_is_summed_up_without_groups(ledger: Ledger) -> None:
    reading = archive()
    reading.interactions.append(
        SeenInteraction(INES, "group", "group_message", "in", datetime.fromisoformat("2026-10-05T08:00:00"))
    )
    take_in(ledger, reading)
    ines, otto = person_id(ledger, INES), person_id(ledger, OTTO)
    found = ledger.contact_summaries([ines, otto], NOVEMBER)
    assert (found[ines].past_year, found[ines].messages_in, found[ines].messages_out) == (4, 2, 2)
    assert str(found[ines].last) == "2026-10-01 10:00:00"
    assert (found[ines].connected, found[ines].told_until) == ((("linkedin", date(2021, 5, 4)),), OCTOBER)
    assert (found[otto].first, found[otto].past_year, found[otto].connected) == (None, 0, ())


def test_asked_again_is_another_request(ledger: Ledger) -> None:
    take_in(ledger, archive())
    again = SeenRequest(DORA, "linkedin", "incoming", ASKED + MONTH, "Me again")
    take_in(ledger, Reading("LinkedIn archive", NOVEMBER, requests=[again]))
    assert len(ledger.requests(person_id=person_id(ledger, DORA))) == 2


def test_accents_and_case_do_not_matter_for_finding(ledger: Ledger) -> None:
    take_in(ledger, archive())
    assert [one.name for one in ledger.find_people("INES prado")] == ["Inés Prado"]
    assert [one.name for one in ledger.find_people("@dora-recruits")] == ["Dora Lind"]
    assert ledger.find_people("100%_") == []
    assert company("x").fact == "company"


def test_an_older_export_does_not_bring_an_old_name_back(ledger: Ledger) -> None:
    reading = Reading("LinkedIn archive", NOVEMBER, profiles=[SeenProfile(replace(NADIA, name="Nadia Married"))])
    take_in(ledger, reading)
    take_in(ledger, archive(OCTOBER))
    assert ledger.person(person_id(ledger, NADIA)).name == "Nadia Married"


def test_undo_of_a_third_import_gives_the_decision_between_back(ledger: Ledger) -> None:
    take_in(ledger, archive())
    take_in(ledger, archive(NOVEMBER))
    dora = request_id(ledger, DORA)
    ledger.decide(dora, action="snooze", state="snoozed")
    entry = take_in(ledger, archive(date(2026, 12, 24), accepted=(DORA,)))
    assert ledger.request(dora).state == "accepted"
    ledger.undo(entry)
    assert (ledger.request(dora).state, ledger.request(dora).last_seen) == ("snoozed", NOVEMBER)


def test_undo_of_an_import_gives_back_a_decision_made_against_an_earlier_one(ledger: Ledger) -> None:
    take_in(ledger, archive())
    take_in(ledger, archive(NOVEMBER, accepted=(DORA,)))
    dora = request_id(ledger, DORA)
    ledger.decide(dora, action="decline", state="declined")
    entry = take_in(ledger, archive(date(2026, 12, 24), accepted=(DORA,)))
    assert ledger.request(dora).state == "accepted"
    ledger.undo(entry)
    assert ledger.request(dora).state == "declined"
