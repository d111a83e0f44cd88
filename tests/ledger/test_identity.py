"""Who is one person: by exact identifiers or the user's word, whatever the order of events."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doorstep.errors import ConflictError, NotFoundError
from doorstep.facts.observations import Observation
from doorstep.facts.seen import Reading, SeenInteraction, SeenPost, SeenProfile, SeenRequest, Suggestion, Who
from doorstep.ledger import Ledger

from .cast import person_id
from .content import content, rows
from .test_properties import fresh

FEW = settings(
    max_examples=int(os.environ.get("DOORSTEP_EXAMPLES", "25")), deadline=None, suppress_health_check=list(HealthCheck)
)
DAYS = [date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)]
START = datetime.fromisoformat("2026-01-05T09:00:00")
NADIA_THERE = Who("linkedin", "nadia-quill", "Nadia Quill", emails=("nadia@quill-beispiel.example",))
NADIA_HERE = Who("facebook", "nadia.q", "Nadia Q", phones=("+31201234567",))
CARD = Who("email", "nadia@quill-beispiel.example", "Nadia Quill", phones=("+31201234567",))


def seen(source: str, *some: Who, day: date = DAYS[0]) -> Reading:
    """A reading of just these people."""
    return Reading(source, day, profiles=[SeenProfile(one) for one in some])


def take_in(ledger: Ledger, *some: Reading) -> list[int]:
    """Imports them, each as a file of its own; the entries, 0 where it was nothing new."""
    made = []
    for reading in some:
        name = f"{reading.source} {reading.exported_on} {len(reading.profiles)} {len(ledger.imports())}"
        made.append(ledger.record_import(reading, file_name=name, file_hash=name).entry_id or 0)
    return made


def people(ledger: Ledger) -> list[list[str]]:
    """The profiles of each person."""
    found: dict[int, list[str]] = {}
    for row in rows(ledger, "profile"):
        found.setdefault(row["person_id"], []).append(f"{row['network']}:{row['key']}")
    return sorted(sorted(keys) for keys in found.values())


def of(ledger: Ledger, who: Who) -> int:
    return person_id(ledger, who)


THREE = (seen("LinkedIn archive", NADIA_THERE), seen("Facebook export", NADIA_HERE), seen("Contacts", CARD))


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 0, 1), (2, 1, 0), (1, 2, 0)])
def test_a_card_with_both_makes_two_profiles_one_person_in_any_order(ledger: Ledger, order: Sequence[int]) -> None:
    entries = take_in(ledger, *(THREE[one] for one in order))
    assert of(ledger, NADIA_THERE) == of(ledger, NADIA_HERE)
    assert ledger.person(of(ledger, NADIA_HERE)).name == "Nadia Quill"
    ledger.undo(entries[order.index(2)])
    assert of(ledger, NADIA_THERE) != of(ledger, NADIA_HERE)
    assert ledger.person(of(ledger, NADIA_HERE)).name == "Nadia Q"


def test_a_former_handle_and_a_profile_elsewhere_are_the_same_person(ledger: Ledger) -> None:
    old, new = Who("x", "nadia_old", "Nadia"), Who("x", "nadia_new", "Nadia", former=("nadia_old",))
    take_in(ledger, seen("X archive", old))
    take_in(ledger, seen("X archive", new, day=DAYS[1]))
    assert of(ledger, old) == of(ledger, new)
    elsewhere = Who("linkedin", "nadia-quill", "Nadia Quill", also=(("x", "nadia_new"),))
    take_in(ledger, seen("LinkedIn archive", elsewhere))
    assert of(ledger, old) == of(ledger, elsewhere)


def test_two_profiles_of_one_network_that_share_an_address_are_a_suggestion(ledger: Ledger) -> None:
    one = Who("linkedin", "ines-prado", "Ines Prado", emails=("info@prado-beispiel.example",))
    other = Who("linkedin", "otto-prado", "Otto Prado", emails=("info@prado-beispiel.example",))
    entries = take_in(ledger, seen("LinkedIn archive", one), seen("Contacts", other))
    assert of(ledger, one) != of(ledger, other)
    (found,) = ledger.suggestions()
    assert (found.kind, found.reason) == ("same_person", "the same e-mail address")
    ledger.undo(entries[0])
    assert ledger.suggestions() == []


def test_not_the_same_holds_against_every_file_until_the_user_joins(ledger: Ledger) -> None:
    entries = take_in(ledger, *THREE)
    there, here = (ledger.find_profile(one.network, one.key) for one in (NADIA_THERE, NADIA_HERE))
    assert there
    assert here
    ledger.keep_apart(there.id, here.id)
    assert of(ledger, NADIA_THERE) != of(ledger, NADIA_HERE)
    ledger.undo(entries[2])
    take_in(ledger, replace(THREE[2], exported_on=DAYS[2]))
    assert of(ledger, NADIA_THERE) != of(ledger, NADIA_HERE)
    merge = ledger.join(of(ledger, NADIA_THERE), of(ledger, NADIA_HERE))
    assert of(ledger, NADIA_THERE) == of(ledger, NADIA_HERE)
    ledger.take_apart(merge)
    take_in(ledger, replace(THREE[2], exported_on=date(2026, 9, 1)))
    assert of(ledger, NADIA_THERE) != of(ledger, NADIA_HERE)


def test_homonyms_stay_apart(ledger: Ledger) -> None:
    take_in(
        ledger, seen("Facebook export", *(Who("facebook", f"?nadia|{n}", "Nadia Quill", exact=False) for n in "12"))
    )
    assert len(people(ledger)) == 2


def test_an_undo_of_an_unrelated_import_does_not_rename_who_was_joined_by_hand(ledger: Ledger) -> None:
    take_in(ledger, seen("X archive", Who("x", "n_q", "✨nads✨")), seen("LinkedIn archive", NADIA_THERE))
    ledger.join(of(ledger, Who("x", "n_q", "")), of(ledger, NADIA_THERE))
    assert ledger.person(of(ledger, NADIA_THERE)).name == "✨nads✨"
    (entry,) = take_in(ledger, seen("Facebook export", Who("facebook", "dora", "Dora Lind")))
    ledger.undo(entry)
    assert ledger.person(of(ledger, NADIA_THERE)).name == "✨nads✨"


def test_somebody_without_a_name_goes_by_handle_or_address(ledger: Ledger) -> None:
    take_in(
        ledger, seen("X archive", Who("x", "1234567890123456789", "")), seen("Mail", Who("email", "p@n.example", ""))
    )
    assert sorted(one.name for one in ledger.people().values()) == ["1234567890123456789", "p@n.example"]


def test_a_phone_number_is_found_forgotten_and_told(ledger: Ledger) -> None:
    take_in(ledger, *THREE)
    nadia = of(ledger, NADIA_HERE)
    assert {one["network"] for one in ledger.about(nadia)["profiles"]} == {"linkedin", "facebook", "email", "phone"}
    ledger.forget(nadia)
    assert rows(ledger, "link") == rows(ledger, "profile") == []
    take_in(ledger, seen("Phone", Who("phone", "+31201234567", "Nadia", emails=("other@quill-beispiel.example",))))
    assert people(ledger) == []


def answered(state: str, day: date, on: date | None = None) -> Reading:
    asked = SeenRequest(NADIA_HERE, "facebook", "incoming", START, state=state, answered_on=on)
    return Reading("Facebook export", day, requests=[asked])


@pytest.mark.parametrize("state", ["declined", "withdrawn", "accepted"])
def test_an_answer_in_the_records_counts_in_any_order_and_goes_with_its_import(ledger: Ledger, state: str) -> None:
    was_open, is_answered = answered("open", DAYS[0]), answered(state, DAYS[1], date(2026, 6, 20))
    first, second = take_in(ledger, is_answered, was_open)
    (request,) = ledger.requests()
    assert (request.state, request.answered_on, request.before_doorstep) == (state, date(2026, 6, 20), False)
    ledger.undo(first)
    assert [one.state for one in ledger.requests()] == ["open"]
    ledger.decide(request.id, action="wait", state="waiting")
    take_in(ledger, is_answered)
    assert [one.state for one in ledger.requests()] == ["waiting"]  # the user's word is of a later day
    ledger.undo(second)


def test_posts_are_kept_once_with_their_fullest_words(ledger: Ledger) -> None:
    def post(text: str, audience: str, day: date) -> Reading:
        return Reading("Facebook export", day, posts=[SeenPost("facebook", "p1", START, text, audience)])

    entries = take_in(ledger, post("Moved house", "", DAYS[0]), post("Moved house today", "friends", DAYS[1]))
    assert [(one.text, one.audience) for one in ledger.posts()] == [("Moved house today", "friends")]
    ledger.undo(entries[1])
    assert [(one.text, one.audience) for one in ledger.posts()] == [("Moved house", "")]
    ledger.undo(entries[0])
    assert ledger.posts() == []


def test_the_file_of_encrypted_messages_closes_the_gap_whenever_it_comes_and_alone_tells_nothing(
    ledger: Ledger,
) -> None:
    wrote = SeenInteraction(NADIA_HERE, "m1", "message", "in", START)
    gap = date(2023, 11, 30)
    apart = Reading("Facebook export", DAYS[0], interactions=[wrote], contact_from=gap)
    whole = Reading("Facebook export", DAYS[1], interactions=[replace(wrote, key="m2")], contact_until=gap)
    take_in(ledger, apart)
    assert ledger.telling().contact == {}
    (entry,) = take_in(ledger, whole)
    assert ledger.telling().contact == {"facebook": DAYS[0]}
    nadia = of(ledger, NADIA_HERE)
    found = ledger.contact_summaries([nadia], DAYS[2])[nadia]
    assert (found.told_until, found.contact_until, found.has_gap) == (DAYS[1], DAYS[0], False)
    ledger.undo(entry)
    assert ledger.telling().contact == {}


def test_mail_tells_nothing_of_silence_on_the_networks_whose_notifications_are_in_it(ledger: Ledger) -> None:
    nadia = Who("linkedin", "nadia", "Nadia", emails=("nadia@beispiel.example",))
    wrote = SeenInteraction(nadia, "m1", "message", "in", START)
    take_in(ledger, Reading("LinkedIn archive", DAYS[0], profiles=[SeenProfile(nadia)], interactions=[wrote]))
    asks = SeenRequest(Who("linkedin", "nadia", "Nadia"), "linkedin", "incoming", START, told_by="mail")
    by_mail = SeenInteraction(Who("email", "nadia@beispiel.example", "Nadia"), "m", "message", "in", START)
    profiles = [SeenProfile(asks.who), SeenProfile(by_mail.who)]
    take_in(ledger, Reading("Mail", DAYS[2], requests=[asks], interactions=[by_mail], profiles=profiles))
    assert ledger.telling().told == {"linkedin": DAYS[0], "email": DAYS[2]}
    found = ledger.contact_summaries([of(ledger, nadia)], DAYS[2])[of(ledger, nadia)]
    assert (found.told_until, found.contact_until, found.has_gap) == (DAYS[2], DAYS[0], False)


def test_a_list_of_connections_alone_tells_nothing_of_silence(ledger: Ledger) -> None:
    nadia = Who("linkedin", "nadia", "Nadia")
    wrote = SeenInteraction(nadia, "m1", "message", "in", START)
    take_in(ledger, Reading("LinkedIn archive", DAYS[0], interactions=[wrote]))
    assert not ledger.contact_summaries([of(ledger, nadia)], DAYS[2])[of(ledger, nadia)].has_gap
    take_in(ledger, Reading("LinkedIn archive", DAYS[2], profiles=[SeenProfile(nadia, (), True)]))
    found = ledger.contact_summaries([of(ledger, nadia)], DAYS[2])[of(ledger, nadia)]
    assert (found.contact_until, found.has_gap) == (DAYS[0], True)


def test_silence_after_a_known_gap_tells_nothing(ledger: Ledger) -> None:
    wrote = SeenInteraction(NADIA_HERE, "m1", "message", "in", START)
    reading = Reading("Facebook export", DAYS[0], interactions=[wrote], contact_until=date(2026, 2, 1))
    take_in(ledger, reading)
    nadia = of(ledger, NADIA_HERE)
    assert ledger.contact_summaries([nadia], DAYS[2])[nadia].has_gap
    take_in(ledger, Reading("Messenger export", DAYS[0], interactions=[replace(wrote, key="m2")]))
    assert not ledger.contact_summaries([nadia], DAYS[2])[nadia].has_gap


NAMES = ("Nadia", "Dora", "Ines")
SOURCES = {"linkedin": "LinkedIn archive", "facebook": "Facebook export", "email": "Contacts"}


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """An export of one of three sources: people of few names with addresses, numbers, handles and answers."""
    network = draw(st.sampled_from(sorted(SOURCES)))
    day = draw(st.sampled_from(DAYS))
    reading = Reading(SOURCES[network], day)
    number = st.integers(0, 2)

    def somebody() -> Who:
        one = draw(number)
        key = f"a{one}@x.example" if network == "email" else f"{NAMES[one].lower()}"
        return Who(
            network, key, draw(st.sampled_from([NAMES[one], f"{NAMES[one]} B", f"{NAMES[one]} Wolf", "Otto Fern"])),
            emails=tuple(f"a{n}@x.example" for n in draw(st.sets(number, max_size=1))),
            phones=tuple(f"+3120{n}" for n in draw(st.sets(number, max_size=1))),
            former=("old",) if network == "facebook" and draw(st.integers(0, 5)) == 0 else (),
            also=(("x", f"h{draw(number)}"),) if draw(st.integers(0, 5)) == 0 else (),
        )  # fmt: skip

    for one in {it.key: it for it in (somebody() for _ in range(draw(st.integers(0, 3))))}.values():
        fact = Observation("company", draw(st.sampled_from(["acme", "Acme", "ACME", "zenith"])), "c", day, "asker")
        reading.profiles.append(SeenProfile(one, (fact,), network != "email" and draw(st.booleans())))
    if network != "email" and draw(st.booleans()):
        state = draw(st.sampled_from(["open", "accepted", "declined", "withdrawn"]))
        reading.requests.append(SeenRequest(somebody(), network, "incoming", START, state=state))
    for n in draw(st.sets(number, max_size=2)):
        who = Who(network, f"a{n}@x.example" if network == "email" else NAMES[n].lower(), NAMES[n])
        reading.interactions.append(SeenInteraction(who, f"m{n}", "message", "in", START + timedelta(days=n)))
    return reading


@FEW
@given(st.lists(readings(), min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_imports_in_another_order_give_the_same_ledger(some: list[Reading], by: object) -> None:
    other = list(some)
    by.shuffle(other)  # type: ignore[attr-defined]  # hypothesis names no type for it
    with fresh() as one, fresh() as two:
        take_in(one, *some)
        take_in(two, *other)
        assert content(one) == content(two)


@FEW
@given(readings())
def test_an_import_in_parts_gives_the_same_ledger(whole: Reading) -> None:
    def part(**only: object) -> Reading:
        return Reading(whole.source, whole.exported_on, **only)  # type: ignore[arg-type]  # fields of a reading

    parts = [
        *(part(profiles=[one]) for one in whole.profiles),
        *(part(interactions=[one]) for one in whole.interactions),
        part(requests=whole.requests),
    ]
    with fresh() as one, fresh() as two:
        take_in(one, whole)
        take_in(two, *reversed(parts))
        assert content(one) == content(two)


@FEW
@given(st.lists(readings(), min_size=1, max_size=4), st.data())
def test_undoing_imports_is_as_if_they_had_never_been_whoever_they_joined(
    some: list[Reading], data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.sampled_from(range(len(some)))))
    with fresh() as one, fresh() as two:
        entries = take_in(one, *some)
        for number in sorted(gone):
            if entries[number]:
                one.undo(entries[number])
        take_in(two, *(reading for number, reading in enumerate(some) if number not in gone and entries[number]))
        assert content(one) == content(two)


ACTS = st.lists(
    st.tuples(st.sampled_from(["import", "join", "split", "undo", "apart", "state"]), st.integers(0, 20)), max_size=12
)


@FEW
@given(ACTS, st.lists(readings(), min_size=1, max_size=4))
def test_whatever_is_joined_split_imported_and_undone_nothing_is_lost_or_with_somebody_else(
    acts: list[tuple[str, int]], some: list[Reading]
) -> None:
    with fresh() as ledger:
        take_in(ledger, some[0])
        stated: dict[str, str] = {}  # my words, and the profile that they were said of
        for act, number in acts:
            known = sorted(ledger.people())
            try:
                if act == "import":
                    take_in(ledger, some[number % len(some)])
                elif act == "join" and len(known) > 1:
                    ledger.join(known[number % len(known)], known[(number + 1) % len(known)])
                elif act == "split" and (open_ := [one for one in ledger.merges() if one.apart_at is None]):
                    ledger.take_apart(open_[number % len(open_)].id)
                elif act == "apart" and len(rows(ledger, "profile")) > 1:
                    ids = [row["id"] for row in rows(ledger, "profile")]
                    ledger.keep_apart(ids[number % len(ids)], ids[(number + 1) % len(ids)])
                elif act == "undo" and (entries := [one for one in ledger.log(99) if one.can_undo]):
                    ledger.undo(entries[number % len(entries)].id)
                elif act == "state" and known:
                    person = known[number % len(known)]
                    word = f"w{len(stated)}"
                    ledger.state_fact(person, Observation("place", word, "me", DAYS[0], "me"))
                    (said,) = (row for row in rows(ledger, "observation") if row["value"] == f'"{word}"')
                    stated[word] = next(
                        f"{row['network']}:{row['key']}"
                        for row in rows(ledger, "profile")
                        if row["id"] == said["profile_id"]
                    )
            except (ConflictError, NotFoundError):
                continue
            ensure_whole(ledger, stated)


def ensure_whole(ledger: Ledger, stated: dict[str, str]) -> None:
    """Every row is with the person of its profile, everybody has a profile, and my words are where I said them."""
    person_of = {row["id"]: row["person_id"] for row in rows(ledger, "profile")}
    assert set(person_of.values()) == {row["id"] for row in rows(ledger, "person")}
    for table in ("observation", "interaction", "request", "agenda"):
        for row in rows(ledger, table):
            if row["person_id"] is not None:
                assert row["person_id"] == person_of[row["profile_id"]], table
    keys = {row["id"]: f"{row['network']}:{row['key']}" for row in rows(ledger, "profile")}
    for row in rows(ledger, "observation"):
        word = row["value"].strip('"')
        if word in stated:
            assert keys[row["profile_id"]] == stated[word]
    with ledger._reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_a_word_that_is_said_again_after_a_joining_is_with_the_one_person(ledger: Ledger) -> None:
    dora, petra = (ledger.add_person(name, "x", name.lower()) for name in ("Dora", "Petra"))
    ledger.state_fact(petra, Observation("place", "Leiden", "me", DAYS[0], "me"))
    said = ledger.undo()
    ledger.join(dora, petra)
    ledger.undo(said.id)
    assert [one.value for one in ledger.observations([dora])[dora]] == ["Leiden"]
    ensure_whole(ledger, {"Leiden": "x:petra"})


def test_a_guess_that_two_are_one_is_kept_whether_they_are_by_then_or_not(ledger: Ledger) -> None:
    guess = Reading("LinkedIn archive", DAYS[0], profiles=[SeenProfile(NADIA_THERE)])
    guess.suggestions = (Suggestion("same_person", NADIA_THERE, "the only one of this name", other=NADIA_HERE),)
    take_in(ledger, *THREE, guess)
    assert ledger.suggestions() == []
    assert len(rows(ledger, "suggestion")) == 1
