"""What holds for every sequence of changes and every pair of exports."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from doorstep.errors import ConflictError, NotFoundError
from doorstep.facts.observations import Observation
from doorstep.facts.seen import Reading, SeenInteraction, SeenProfile, SeenRequest, Suggestion, Who
from doorstep.ledger import Ledger

from .conftest import now
from .content import content, everything

FEW = settings(
    max_examples=int(os.environ.get("DOORSTEP_EXAMPLES", "25")), deadline=None, suppress_health_check=list(HealthCheck)
)
DAYS = [date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1), date(2026, 9, 1)]
ACTS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 30)), max_size=8)
NAMES = ("Nadia", "Dora", "Ines", "Otto", "Petra")
START = datetime.fromisoformat("2026-01-05T09:00:00")


@contextmanager
def fresh() -> Iterator[Ledger]:
    """A ledger that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "home", now=now) as ledger:
        yield ledger


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """An export of a day: any of five people, in any role, with names that may have changed."""
    day = draw(st.sampled_from(DAYS))
    reading = Reading("LinkedIn archive", day)

    def somebody() -> Who:
        name = draw(st.sampled_from(NAMES))
        return Who(
            "linkedin", name.lower(), name + draw(st.sampled_from(["", " B"])), url=draw(st.sampled_from(["", "u"]))
        )

    for who in {one.key: one for one in (somebody() for _ in range(draw(st.integers(0, 4))))}.values():
        seen_on = draw(st.sampled_from([day, DAYS[0]]))
        facts = (
            Observation("company", draw(st.sampled_from(["acme", "Acme", "ACME", "zenith"])), "c", seen_on, "asker"),
            Observation("known_for", draw(st.integers(0, 2)) + (seen_on - DAYS[0]).days, "c", seen_on, "records"),
        )
        is_connected = draw(st.booleans())
        since = DAYS[0] if is_connected and draw(st.booleans()) else None
        reading.profiles.append(SeenProfile(who, facts[: draw(st.integers(0, 2))], is_connected, since))
    for _ in range(draw(st.integers(0, 3))):
        state = draw(st.sampled_from(["open", "accepted"]))
        told_by = draw(st.sampled_from(["", "mail"]))
        direction = draw(st.sampled_from(["incoming", "incoming", "outgoing"]))
        asked_at = draw(st.sampled_from([START, START + timedelta(hours=13), START + timedelta(days=9), None]))
        note = Observation("note", draw(st.sampled_from(["none", "pitch"])), "n", day, "asker")
        one = SeenRequest(
            somebody(), "linkedin", direction, asked_at, "", state, day if state == "accepted" else None, (note,),
            told_by=told_by,
        )  # fmt: skip
        if (one.who.key, direction, asked_at) not in {
            (it.who.key, it.direction, it.asked_at) for it in reading.requests
        }:
            reading.requests.append(one)
    for number in draw(st.lists(st.integers(0, 5), max_size=4)):
        who = Who("linkedin", NAMES[number % 5].lower(), NAMES[number % 5])
        reading.interactions.append(SeenInteraction(who, f"m{number}", "message", "in", START))
    if draw(st.booleans()):
        one_person, another = Who("linkedin", "nadia", "Nadia"), Who("linkedin", "dora", "Dora")
        reading.suggestions = (Suggestion("same_person", one_person, "why", other=another),)
    return reading


def take_in(ledger: Ledger, *some: Reading) -> list[int]:
    """Imports them, each as a file of its own; the entries."""
    entries = []
    for number, reading in enumerate(some):
        outcome = ledger.record_import(reading, file_name=f"{number}", file_hash=f"{number}")
        entries.append(outcome.entry_id or 0)
    return entries


@FEW
@given(readings())
def test_imported_twice_is_imported_once(reading: Reading) -> None:
    with fresh() as ledger:
        take_in(ledger, reading)
        before = everything(ledger)
        assert ledger.record_import(reading, file_name="0", file_hash="0").nothing_new
        assert everything(ledger) == before


@FEW
@given(readings(), readings())
def test_importing_two_and_undoing_the_first_is_importing_the_second(one: Reading, other: Reading) -> None:
    with fresh() as both, fresh() as only:
        first, second = take_in(both, one, other)
        assume(second)  # else it was the same export again, of which no note is taken
        if first:
            both.undo(first)
        take_in(only, other)
        assert content(both) == content(only)


@FEW
@given(st.lists(readings(), min_size=2, max_size=4), st.data())
def test_undoing_any_imports_is_as_if_they_had_never_been(some: list[Reading], data: st.DataObject) -> None:
    some = [replace(one, source="LinkedIn archive") for one in some]
    gone = data.draw(st.lists(st.sampled_from(range(len(some))), unique=True, max_size=3))
    with fresh() as all_of_them, fresh() as only:
        entries = take_in(all_of_them, *some)
        for number in gone:
            if entries[number]:
                all_of_them.undo(entries[number])
        take_in(only, *(one for number, one in enumerate(some) if number not in gone and entries[number]))
        assert content(all_of_them) == content(only)


def test_a_name_told_by_two_undone_imports_is_again_what_the_first_said() -> None:
    dora, dora_b = (Who("linkedin", "dora", name) for name in ("Dora", "Dora B"))
    day, at = date(2026, 6, 1), datetime.fromisoformat("2026-01-05T09:00:00")
    asks = Reading("LinkedIn archive", day, requests=[SeenRequest(dora_b, "linkedin", "incoming", at)])
    writes = Reading("LinkedIn archive", day, interactions=[SeenInteraction(dora, "m1", "message", "in", at)])
    there = Reading("LinkedIn archive", day, profiles=[SeenProfile(dora), SeenProfile(Who("linkedin", "n", "Nadia"))])
    with fresh() as ledger:
        _, second, third = take_in(ledger, asks, writes, there)
        ledger.undo(second)
        ledger.undo(third)
        assert [one.name for one in ledger.people().values()] == ["Dora B"]


def test_a_name_that_an_import_agreed_with_outlives_all_the_others_that_told_it() -> None:
    def named(name: str, day: date) -> Reading:
        return Reading("LinkedIn archive", day, profiles=[SeenProfile(Who("linkedin", "nadia", name))])

    nobody = Reading("LinkedIn archive", DAYS[0], profiles=[SeenProfile(Who("linkedin", "otto", "Otto"))])
    some = (named("Nadia B", DAYS[2]), named("Nadia", DAYS[1]), named("Nadia", DAYS[2]), named("Nadia B", DAYS[1]))
    with fresh() as ledger:
        take_in(ledger, nobody)
        first, _, third, _ = take_in(ledger, *(replace(one, source=f"{n}") for n, one in enumerate(some)))
        ledger.undo(first)
        ledger.undo(third)
        assert sorted(one.name for one in ledger.people().values()) == ["Nadia B", "Otto"]


def act(ledger: Ledger, choice: int, number: int) -> None:
    """One of the things that a user does, where it can be done."""
    people, requests = sorted(ledger.people()), ledger.requests()
    person = people[number % len(people)] if people else None
    request = requests[number % len(requests)] if requests else None
    match choice:
        case 0:
            ledger.add_person(NAMES[number % 5], "x", None if number % 2 else f"h{number}")
        case 1 if person:
            ledger.add_request(person, ("x", "facebook")[number % 2], asked_at=START + timedelta(days=number))
        case 2 if person:
            ledger.state_fact(person, Observation("trust", number % 6, "me", DAYS[0], "me"))
        case 3 if request:
            states = ("accepted", "declined", "waiting", "snoozed")
            ledger.decide(
                request.id, action="decide", state=states[number % 4], because=["a rule"], obliged=bool(number % 2)
            )
        case 4 if person:
            ledger.rename(person, NAMES[number % 5] + "!")
        case 5 if len(people) > 1:
            ledger.join(people[number % len(people)], people[(number + 1) % len(people)])
        case 6 if any(one.apart_at is None for one in ledger.merges()):
            ledger.take_apart([one.id for one in ledger.merges() if one.apart_at is None][-1])
        case 7 if person and ledger.kept_observations(person_id=person):
            ledger.withdraw_fact(ledger.kept_observations(person_id=person)[0].id)
        case 8 if request:
            ledger.add_agenda(request_id=request.id, text="call", due=DAYS[number % 4])
        case 9 if ledger.agenda():
            ledger.close_agenda(ledger.agenda()[0].id)
        case 10 if person:
            ledger.add_interaction(person, "call", "both", START + timedelta(days=number), "me", "words")
        case _:
            pass


@FEW
@given(st.lists(st.tuples(st.integers(0, 10), st.integers(0, 30)), min_size=1, max_size=12))
def test_undoing_everything_and_doing_it_again_returns_to_equal_content(acts: list[tuple[int, int]]) -> None:
    with fresh() as ledger:
        states = [everything(ledger)]
        for choice, number in acts:
            entries = len(ledger.log(1000))
            try:
                act(ledger, choice, number)
            except (ConflictError, NotFoundError):
                continue
            if len(ledger.log(1000)) > entries:
                states.append(everything(ledger))
        undone = []
        for before in reversed(states[:-1]):
            undone.append(ledger.undo().id)
            assert everything(ledger) == before
        for after in states[1:]:
            ledger.undo(undone.pop())
            assert everything(ledger) == after


@FEW
@given(
    readings(), st.lists(st.tuples(st.integers(0, 10), st.integers(0, 30)), max_size=8), readings(), st.integers(0, 20)
)
def test_an_undo_in_any_order_restores_or_refuses_and_changes_nothing(
    first: Reading, acts: list[tuple[int, int]], second: Reading, pick: int
) -> None:
    with fresh() as ledger:
        take_in(ledger, first)
        for choice, number in acts:
            try:
                act(ledger, choice, number)
            except (ConflictError, NotFoundError):
                continue
        take_in(ledger, second)
        entries = [one for one in ledger.log(1000) if one.can_undo]
        if not entries:
            return
        before = everything(ledger)
        try:
            ledger.undo(entries[pick % len(entries)].id)
        except ConflictError:
            assert everything(ledger) == before
        with ledger._reading() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            astray = connection.exec_driver_sql(
                "SELECT 1 FROM observation o JOIN profile p ON p.id = o.profile_id "
                "WHERE o.person_id IS NOT NULL AND o.person_id != p.person_id"
            ).all()
            assert astray == []
