"""The same request told by a network's list and by its mail is one, in any order, and comes apart again."""

import itertools
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from doorstep.facts.observations import Observation
from doorstep.facts.seen import Reading, SeenProfile, SeenRequest, Who
from doorstep.ledger import Ledger

from .cast import take_in
from .content import content, everything
from .test_properties import fresh

NADIA = Who("linkedin", "nadia-quill", "Nadia Quill")
ASKED = datetime(2026, 10, 5, 23, 30, tzinfo=UTC).replace(tzinfo=None)  # by the archive: local, without a zone
MAILED = datetime(2026, 10, 6, 4, 30, 12, tzinfo=UTC).replace(tzinfo=None)
NOTE = Observation("note", "personal", "LinkedIn invitations", date(2026, 10, 6), "asker")


def listed(*asked: datetime | None, state: str = "open", direction: str = "incoming", day: int = 20) -> Reading:
    """What an archive of that day of October tells."""
    return Reading(
        "LinkedIn archive",
        date(2026, 10, day),
        requests=[SeenRequest(NADIA, "linkedin", direction, one, state=state) for one in asked],
    )


def mailed(*asked: datetime, day: int = 18) -> Reading:
    """What mails up to that day of October tell."""
    return Reading(
        "Mail",
        date(2026, 10, day),
        requests=[
            SeenRequest(
                NADIA, "linkedin", "incoming", one, "We met at the fair.", observations=(NOTE,), seen_on=one.date(),
                told_by="mail",
            )
            for one in asked
        ],
    )  # fmt: skip


def accepted(day: int = 9) -> Reading:
    """A mail: she accepted what I had asked."""
    on = date(2026, 10, day)
    told = SeenRequest(NADIA, "linkedin", "outgoing", None, state="accepted", answered_on=on, told_by="mail")
    return Reading("Mail", date(2026, 10, 18), requests=[told])


def shown(ledger: Ledger) -> list[tuple[str, str, str, date | None]]:
    """The requests as the user sees them."""
    return [(str(one.asked_at), one.state, one.note, one.answered_on) for one in ledger.requests()]


@pytest.mark.parametrize("some", [*itertools.permutations((listed(ASKED), mailed(MAILED), listed(ASKED, day=28)))])
def test_an_invitation_in_the_archive_and_in_a_mail_is_one_request(some: tuple[Reading, ...]) -> None:
    with fresh() as ledger:
        outcomes = [ledger.record_import(one, file_name=f"{n}", file_hash=f"{n}") for n, one in enumerate(some)]
        assert shown(ledger) == [("2026-10-05 23:30:00", "open", "We met at the fair.", None)]
        assert [one.requests_new for one in outcomes] == [1, 0, 0]
        assert ledger.counts()["requests"] == ledger.counts()["open"] == 1
        (only,) = ledger.requests()
        assert (only.first_seen, only.last_seen) == (date(2026, 10, 6), date(2026, 10, 28))
        assert [one.fact for one in ledger.request_observations([only.id])[only.id]] == ["note"]
        assert [one.id for one in ledger.asked()] == [only.id]
        assert [row[0] for row in ledger.observations_of_requests()] == [only.id]


def test_it_is_two_again_where_the_one_that_told_it_is_taken_back() -> None:
    with fresh() as both, fresh() as only:
        entries = [take_in(both, one, f"{n}") for n, one in enumerate((mailed(MAILED), listed(ASKED)))]
        both.undo(entries[0])
        take_in(only, listed(ASKED), "1")
        assert content(both) == content(only)
        assert shown(both) == [("2026-10-05 23:30:00", "open", "", None)]


def test_who_was_invited_again_after_a_withdrawal_asks_twice() -> None:
    again = ASKED + timedelta(days=1)
    for some in itertools.permutations(
        (listed(ASKED, again), mailed(MAILED), mailed(MAILED + timedelta(days=1), day=19))
    ):
        with fresh() as ledger:
            for number, one in enumerate(some):
                take_in(ledger, one, f"{number}")
            assert [one.asked_at for one in ledger.requests()] == [ASKED, again]


@pytest.mark.parametrize("days", [7, 89])
def test_a_reminder_mail_of_another_day_is_no_second_request(days: int) -> None:
    reminder = mailed(MAILED + timedelta(days=days), day=20)
    for some in itertools.permutations((listed(ASKED), reminder)):
        with fresh() as ledger:
            for number, one in enumerate(some):
                take_in(ledger, one, f"{number}")
            assert shown(ledger) == [("2026-10-05 23:30:00", "open", "We met at the fair.", None)]


def test_a_mail_of_the_week_before_of_long_after_or_of_somebody_else_is_another_request() -> None:
    otto = Who("linkedin", "otto", "Otto")
    his = SeenRequest(otto, "linkedin", "incoming", MAILED, told_by="mail")
    with fresh() as ledger:
        for number, one in enumerate(
            (
                listed(ASKED),
                mailed(MAILED - timedelta(days=7), MAILED + timedelta(days=91)),
                Reading("Mail", date(2026, 10, 9), requests=[his]),
            )
        ):
            take_in(ledger, one, f"{number}")
        assert len(ledger.requests()) == 4


def test_who_asks_again_after_an_answer_asks_a_second_time() -> None:
    declined = SeenRequest(NADIA, "linkedin", "incoming", ASKED, state="declined", answered_on=date(2026, 10, 8))
    for some in itertools.permutations(
        (Reading("LinkedIn archive", date(2026, 10, 20), requests=[declined]), mailed(MAILED + timedelta(days=7)))
    ):
        with fresh() as ledger:
            for number, one in enumerate(some):
                take_in(ledger, one, f"{number}")
            assert sorted(one.state for one in ledger.requests()) == ["declined", "open"]


def test_an_acceptance_by_mail_closes_the_invitation_that_i_sent() -> None:
    before = ASKED - timedelta(days=200)
    for some in itertools.permutations((listed(before, ASKED, direction="outgoing"), accepted())):
        with fresh() as ledger:
            outcomes = [ledger.record_import(one, file_name=f"{n}", file_hash=f"{n}") for n, one in enumerate(some)]
            assert [(one.asked_at, one.state) for one in ledger.requests()] == [(before, "open"), (ASKED, "accepted")]
            assert ledger.requests(["accepted"])[0].answered_on == date(2026, 10, 9)
            assert outcomes[1].requests_accepted == (1 if some[1].source == "Mail" else 0)
            assert [one.asked_at for one in ledger.requests(["open"])] == [before]


def test_an_acceptance_from_before_is_not_that_of_a_later_invitation() -> None:
    with fresh() as ledger:
        take_in(ledger, listed(ASKED, direction="outgoing"), "1")
        take_in(ledger, accepted(day=1), "2")
        assert sorted(one.state for one in ledger.requests()) == ["accepted", "open"]


@pytest.mark.parametrize("first", [mailed(MAILED), listed(ASKED)])
def test_what_was_decided_on_one_is_decided_on_both(first: Reading) -> None:
    second = listed(ASKED) if first.source == "Mail" else mailed(MAILED)
    with fresh() as ledger:
        take_in(ledger, first, "1")
        (asked,) = ledger.requests()
        ledger.decide(asked.id, action="wait", state="waiting", expected_state="open")
        decided = ledger.log(1)[0].id
        entry = take_in(ledger, second, "2")
        (one,) = ledger.requests()
        assert (one.id, one.state, len(ledger.decisions(request_id=one.id))) == (asked.id, "waiting", 1)
        before = everything(ledger)
        ledger.undo(decided)
        (one,) = ledger.requests()
        assert (one.state, ledger.request(asked.id)) == ("open", one)
        ledger.undo(ledger.log(1)[0].id)
        assert everything(ledger) == before
        ledger.undo(entry)
        assert [(one.id, one.state) for one in ledger.requests()] == [(asked.id, "waiting")]


def test_either_number_names_the_request() -> None:
    with fresh() as ledger:
        take_in(ledger, mailed(MAILED), "1")
        (by_mail,) = ledger.requests()
        take_in(ledger, listed(ASKED), "2")
        (now,) = ledger.requests()
        ledger.decide(by_mail.id, action="accept", state="accepted", expected_state="open")
        assert [(one.id, one.state) for one in ledger.requests()] == [(now.id, "accepted")]
        assert ledger.decisions()[0].request_id == now.id


def test_who_is_connected_since_was_let_in_whichever_tells_it() -> None:
    friends = Reading("LinkedIn archive", date(2026, 10, 21))
    friends.profiles.append(SeenProfile(NADIA, (), True, date(2026, 10, 7)))
    with fresh() as ledger:
        for number, one in enumerate((mailed(MAILED), listed(ASKED), friends)):
            take_in(ledger, one, f"{number}")
        assert shown(ledger) == [("2026-10-05 23:30:00", "accepted", "We met at the fair.", date(2026, 10, 7))]
        (asked,) = ledger.requests()
        ledger.set_request_state(asked.id, "declined", expected_state="accepted")
        assert ledger.request(asked.id).state == "declined"


def test_forgetting_takes_both_rows(tmp_path: Path) -> None:
    with fresh() as ledger:
        for number, one in enumerate((mailed(MAILED), listed(ASKED))):
            take_in(ledger, one, f"{number}")
        (person,) = ledger.people()
        ledger.forget(person)
        assert not any(content(ledger).values())
