"""Circles, room and staying in touch over a ledger: own figures, planted ties, places by order, and gaps."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.desk.circles import circles, room
from doorstep.desk.deciding import decide
from doorstep.desk.figures import not_any_more, put, set_attention, set_circle
from doorstep.desk.home import Desk
from doorstep.desk.inbox import items, one_item, policy_order
from doorstep.desk.kept import KeptInbox
from doorstep.desk.outgoing import keep_end, keep_sent
from doorstep.desk.people import about, add_request, find, forget, note, state
from doorstep.desk.touch import staying, tie_with
from doorstep.errors import UsageError
from doorstep.facts.seen import Reading, SeenInteraction, SeenProfile, Who
from doorstep.studies.attention import ENDLESS
from doorstep.studies.ties import STRONG, WEAK
from doorstep.studies.touch import AT_MOST

from ..studies.planted_ties import Planted, planted_ties

NOW = datetime(2026, 11, 21, 12)  # noqa: DTZ001  (local wall time)
TODAY = NOW.date()
NOTES = (
    "", "Hello", "We met at Ines's talk, shall we stay in touch?", "I'd like to join your LinkedIn network.",
    "Hi, I have an exciting opportunity, 15 minutes for a quick call this week?",
)  # fmt: skip
DOORS = """
[networks.facebook]
closeness = 3
otherwise = "decline"
[networks.facebook.accept]
"there is room" = "room >= 1"
[networks.linkedin]
closeness = 1
accept = { "anyone" = "always" }
[networks.x]
closeness = 0
accept = { "while there is room" = "room >= 1" }
"""


@pytest.fixture
def fred(tmp_path: Path) -> Iterator[Desk]:
    """Fred's desk, with doors that look at room."""
    home = tmp_path / "fred"
    home.mkdir(mode=0o700)
    (home / "policy.toml").write_text(DOORS, encoding="utf-8")
    with Desk(home, lambda: NOW) as opened:
        yield opened


def days_before(number: int) -> datetime:
    return NOW - timedelta(days=number)


def talks(name: str, days: list[int], directions: str = "in out") -> list[SeenInteraction]:
    """Messages with somebody on LinkedIn so many days ago, from each of these sides."""
    who = Who("linkedin", name.casefold().replace(" ", "-"), name)
    return [
        SeenInteraction(who, f"{who.key}-{day}-{direction}", "message", direction, days_before(day))
        for day in days for direction in directions.split()
    ]  # fmt: skip


def take_in(desk: Desk, some: list[SeenInteraction], day: date = TODAY, until: date | None = None) -> None:
    """Imports contact as an archive of a day would tell of it."""
    reading = Reading("LinkedIn archive", day, interactions=some, contact_until=until)
    for who in {one.who.key: one.who for one in some}.values():
        reading.profiles.append(SeenProfile(who, (), True, date(2022, 1, 1)))
    name = f"linkedin-{day}-{len(some)}.zip"
    desk.ledger.record_import(reading, file_name=name, file_hash=sha256(name.encode()).hexdigest())


def monthly(name: str, since: int) -> list[SeenInteraction]:
    """Contact about every three weeks for a year and a half, until so many days ago."""
    return talks(name, list(range(since, 540, 20)))


# --- ties -------------------------------------------------------------------------------------------------------


def test_strong_and_weak_ties_are_told_apart_on_a_planted_ledger(tmp_path: Path) -> None:
    planted = planted_ties(11, 450, TODAY)
    with Desk(tmp_path / "fred", lambda: NOW) as desk:
        for network in ("linkedin", "facebook", "email"):
            _planted(desk, planted, network)
        told, right, middle = 0, 0, 0
        for number, one in enumerate(planted):
            person_id = desk.ledger.find_profile("linkedin", f"tie-{number}")
            assert person_id is not None
            found, _ = tie_with(desk, person_id.person_id)
            told += found.strength != "unknown"
            right += found.strength == ("strong" if one.is_strong else "weak")
            middle += (found.rank >= (STRONG + WEAK) / 2) == one.is_strong
    assert right / told >= 0.85, "of those told"
    assert told / len(planted) >= 0.75, "don't know is for the few in the middle"
    assert middle / len(planted) >= 0.85, "and where all had to be told"


def _planted(desk: Desk, planted: list[Planted], network: str) -> None:
    """One archive of a network with what was planted there; calls and meetings come with LinkedIn's."""
    reading = Reading(network, TODAY)
    for number, one in enumerate(planted):
        mail = f"tie-{number}@example.org"
        key = mail if network == "email" else f"tie-{number}"
        who = Who(network, key, f"Tie {number}", emails=(mail,))
        reading.profiles.append(SeenProfile(who, (), network == "linkedin", one.known_since))
        for place, touch in enumerate(one.touches):
            on = touch.network if touch.kind == "message" else "linkedin"
            if on == network:
                at = datetime.combine(touch.day, NOW.time())
                reading.interactions.append(SeenInteraction(who, f"{key}-{place}", touch.kind, touch.direction, at))
    desk.ledger.record_import(reading, file_name=network, file_hash=sha256(network.encode()).hexdigest())


def test_where_the_records_have_a_gap_a_tie_is_not_known(fred: Desk) -> None:
    take_in(fred, monthly("Ines Prado", 300), until=days_before(290).date())
    found, contact = tie_with(fred, find(fred, "Ines Prado").id)
    assert (found.strength, contact.silent) == ("unknown", None)


def test_who_begins_is_told_by_exchange_since_an_answer_says_nothing_of_it(fred: Desk) -> None:
    take_in(fred, [*talks("Ines Prado", list(range(10, 200, 20))), *talks("Otto Reiter", [10, 40], "out in")])
    found = [tie_with(fred, find(fred, name).id)[1] for name in ("Ines Prado", "Otto Reiter")]
    assert [(one.theirs, one.mine) for one in found] == [(10, 0), (0, 2)]
    note(fred, "Otto Reiter", "call")
    _, contact = tie_with(fred, find(fred, "Otto Reiter").id)
    assert (contact.theirs, contact.mine) == (1, 3), "a call is of both"


# --- circles and attention --------------------------------------------------------------------------------------


def test_people_are_in_the_circle_whose_rhythm_they_keep_or_where_the_user_puts_them(fred: Desk) -> None:
    take_in(fred, [*monthly("Ines Prado", 5), *talks("Otto Reiter", [10, 300]), *talks("Dora Vance", [3, 4, 5], "in")])
    names = {fred.ledger.person(one).name: name for one, name in circles(fred).circle_of.items()}
    assert names == {"Ines Prado": "close", "Otto Reiter": "regular"}, "who only writes is in no circle"
    put(fred, "Otto Reiter", "closest")
    assert circles(fred).counts() == {"closest": 1, "close": 1, "regular": 0, "wider": 0}
    put(fred, "Otto Reiter", "none")
    assert circles(fred).counts()["regular"] == 1


def test_own_figures_replace_the_guesses_and_one_undo_takes_them_back(fred: Desk) -> None:
    take_in(fred, monthly("Ines Prado", 5))
    assert circles(fred).attention.is_guess
    set_circle(fred, "close", 90, 14)
    set_attention(fred, 2)
    held = circles(fred)
    close = held.figures.of("close")
    assert close is not None
    assert (close.minutes, close.every, close.is_guess) == (90, 14, False)
    assert held.counts()["close"] == 0, "every three weeks is less than every 14 days"
    assert (held.attention.there, held.attention.used) == (120, 10)
    last = fred.ledger.log(1)[0].id
    fred.ledger.undo(last)
    assert circles(fred).attention.is_guess
    fred.ledger.undo(last - 1)
    assert circles(fred).counts()["close"] == 1


def test_figures_that_mean_nothing_are_named(fred: Desk) -> None:
    for name, minutes, every in (("clos", 5, None), ("close", -1, None), ("close", 10**9, None), ("close", None, 0)):
        with pytest.raises(UsageError):
            set_circle(fred, name, minutes, every)
    with pytest.raises(UsageError):
        set_circle(fred, "close")
    for hours in (-1, 745, float("inf")):
        with pytest.raises(UsageError):
            set_attention(fred, hours)


# --- room -------------------------------------------------------------------------------------------------------


def test_room_is_not_known_until_the_user_says_how_much_attention_there_is(fred: Desk) -> None:
    take_in(fred, monthly("Ines Prado", 5))
    asked = add_request(fred, "facebook", "Nadia Lindqvist")
    assert room(fred, "facebook") is None
    assert asked.verdict == "ask", "a guess opens no door"
    set_attention(fred, 3)
    seen = room(fred, "facebook")
    assert seen is not None
    assert seen.value == 2, "three hours, one for Ines, one each"
    assert one_item(fred, asked.id).verdict == "accept"


def test_room_is_not_known_where_nothing_tells_of_contact(fred: Desk) -> None:
    set_attention(fred, 3)
    assert room(fred, "facebook") is None


def test_one_call_noted_by_hand_where_no_export_tells_of_contact_makes_no_room(fred: Desk) -> None:
    set_attention(fred, 30)
    add_request(fred, "facebook", "Nadia Lindqvist")
    note(fred, "Nadia Lindqvist", "call")
    assert circles(fred).rhythms
    assert room(fred, "facebook") is None


def test_records_that_ended_half_a_year_ago_tell_no_room(fred: Desk) -> None:
    take_in(fred, monthly("Ines Prado", 200), day=days_before(190).date())
    set_attention(fred, 3)
    assert room(fred, "facebook") is None
    note(fred, "Ines Prado", "call")
    assert room(fred, "facebook") is not None


def test_more_asked_for_than_there_is_leaves_no_room_and_followers_have_no_end(fred: Desk) -> None:
    take_in(fred, [one for name in ("Ines Prado", "Otto Reiter", "Petra Novak") for one in monthly(name, 5)])
    set_attention(fred, 1)
    found = {network: room(fred, network) for network in ("facebook", "linkedin", "x")}
    assert {name: one.value for name, one in found.items() if one} == {"facebook": 0, "linkedin": 0, "x": ENDLESS}


def test_whoever_is_let_in_takes_a_place_at_once_and_gives_it_back_by_undo(fred: Desk) -> None:
    take_in(fred, monthly("Ines Prado", 5))
    set_attention(fred, 3)
    asked = add_request(fred, "facebook", "Nadia Lindqvist")
    decide(fred, asked.id, "accept")
    left = room(fred, "facebook")
    assert left is not None
    assert left.value == 1
    fred.ledger.undo(fred.ledger.log(1)[0].id)
    again = room(fred, "facebook")
    assert again is not None
    assert again.value == 2


@settings(max_examples=12)
@given(
    st.lists(st.sampled_from(NOTES), min_size=1, max_size=9),
    st.integers(0, 10), st.booleans(),
)  # fmt: skip
def test_with_k_places_the_first_k_by_the_policys_own_order_are_let_in(
    tmp_path_factory: pytest.TempPathFactory, notes: list[str], k: int, is_kept: bool
) -> None:
    home = tmp_path_factory.mktemp("line")
    (home / "policy.toml").write_text(DOORS, encoding="utf-8")
    with Desk(home, lambda: NOW) as desk:
        take_in(desk, monthly("Ines Prado", 5))
        set_attention(desk, 1 + k)
        for number, words in enumerate(notes):
            add_request(desk, "facebook", f"Asker {number}", note=words)
        (home / "policy.toml").write_text(DOORS.replace("room >= 1", "always"), encoding="utf-8")
        with Desk(home, lambda: NOW) as without:
            order = [one.id for one in sorted(items(without), key=policy_order)]
        found = KeptInbox(desk).items() if is_kept else items(desk)
        assert {one.id for one in found if one.verdict == "accept"} == set(order[:k])
        assert {one.id for one in found if one.verdict == "decline"} == set(order[k:])
        assert {one.id: one_item(desk, one.id).verdict for one in found} == {one.id: one.verdict for one in found}


def test_when_the_first_in_line_is_settled_the_next_one_moves_up(fred: Desk) -> None:
    take_in(fred, monthly("Ines Prado", 5))
    set_attention(fred, 2)
    first, second = (add_request(fred, "facebook", name) for name in ("Nadia Lindqvist", "Otto Reiter"))
    kept = KeptInbox(fred)
    assert [one.verdict for one in kept.items()] == ["accept", "decline"]
    decide(fred, first.id, "decline")
    assert [(one.id, one.verdict) for one in kept.items()] == [(second.id, "accept")]


# --- staying in touch -------------------------------------------------------------------------------------------


def test_a_call_noted_two_days_ago_is_contact_and_nobody_is_named_again(fred: Desk) -> None:
    take_in(fred, monthly("Ines Prado", 40))
    assert [one.name for one in staying(fred).people] == ["Ines Prado"]
    note(fred, "Ines Prado", "call", on=days_before(2).date())
    found = staying(fred)
    assert (found.people, found.in_touch) == ((), 1)


def test_five_are_named_at_most_those_rated_first_and_none_who_was_put_aside(fred: Desk) -> None:
    names = ["Ada Lind", "Ben Ruiz", "Cleo Hart", "Dag Moen", "Eva Stein", "Finn Aalto", "Gia Rossi", "Hugo Blanc"]
    take_in(fred, [one for place, name in enumerate(names) for one in monthly(name, 35 + place)])
    state(fred, "Hugo Blanc", ["like=5"])
    state(fred, "Gia Rossi", ["trust=4"])
    state(fred, "Ada Lind", ["like=1"])
    found = [one.name for one in staying(fred).people]
    assert len(found) == AT_MOST
    assert found[:2] == ["Hugo Blanc", "Gia Rossi"]
    assert "Ada Lind" not in found, "nobody whom the user does not like is suggested"
    not_any_more(fred, "Hugo Blanc")
    assert "Hugo Blanc" not in [one.name for one in staying(fred).people]
    fred.ledger.undo(fred.ledger.log(1)[0].id)
    assert staying(fred).people[0].name == "Hugo Blanc"
    not_any_more(fred, "Hugo Blanc")
    not_any_more(fred, "Hugo Blanc", again=True)
    assert staying(fred).people[0].name == "Hugo Blanc"


def test_who_has_not_answered_twice_is_never_chased(fred: Desk) -> None:
    take_in(fred, [*monthly("Ines Prado", 60), *talks("Ines Prado", [50, 45], "out")])
    assert staying(fred).people == ()


def test_a_gap_in_the_records_is_unknown_and_not_drifting(fred: Desk) -> None:
    take_in(fred, monthly("Ines Prado", 200), until=days_before(190).date())
    found = staying(fred)
    assert (found.people, found.unknown) == ((), 1)


def test_somebody_who_matters_is_named_after_years_without_contact(fred: Desk) -> None:
    take_in(fred, talks("Tomas Reyes", [900, 901]))
    assert staying(fred).people == ()
    state(fred, "Tomas Reyes", ["like=5"])
    assert [one.name for one in staying(fred).people] == ["Tomas Reyes"]


def test_somebody_put_into_a_circle_has_its_rhythm(fred: Desk) -> None:
    take_in(fred, talks("Tomas Reyes", [20, 300]))
    assert staying(fred).people == ()
    put(fred, "Tomas Reyes", "close")
    set_circle(fred, "close", every=14)
    assert [one.circle for one in staying(fred).people] == ["close"]


# --- what is held of a person -----------------------------------------------------------------------------------


def test_what_was_said_of_somebody_is_shown_and_forgotten_with_them(fred: Desk) -> None:
    take_in(fred, monthly("Ines Prado", 40))
    put(fred, "Ines Prado", "closest")
    not_any_more(fred, "Ines Prado")
    told = str(about(fred, "Ines Prado"))
    assert "my circle" in told
    assert "not any more" in told
    forget(fred, "Ines Prado")
    assert circles(fred).said == {}
    assert circles(fred).circle_of == {}


def test_standards_cannot_look_at_a_circle_and_no_facts_hold_it(fred: Desk) -> None:
    asked = add_request(fred, "linkedin", "Nadia Lindqvist")
    put(fred, "Nadia Lindqvist", "closest")
    assert not {"my circle", "not any more"} & set(one_item(fred, asked.id).as_dict()["facts"])  # type: ignore[call-overload]


# --- whom one has reached out to in vain ------------------------------------------------------------------------


def test_a_word_in_a_group_does_not_hide_two_messages_without_an_answer(fred: Desk) -> None:
    take_in(fred, [*monthly("Ines Prado", 300), *talks("Ines Prado", [280, 260], "out")])
    assert staying(fred).people == ()
    who = Who("linkedin", "ines-prado", "Ines Prado")
    group = [SeenInteraction(who, f"group-{day}", "group_message", "in", days_before(day)) for day in (250, 240)]
    take_in(fred, [*group, *monthly("Otto Reiter", 60)], TODAY)
    assert [one.name for one in staying(fred).people if one.name == "Ines Prado"] == []


@pytest.mark.parametrize("end", ["declined", ""])
def test_nobody_is_named_who_said_no_or_has_not_answered_a_request(fred: Desk, end: str) -> None:
    take_in(fred, monthly("Ines Prado", 200))
    assert [one.name for one in staying(fred).people] == ["Ines Prado"]
    keep_sent(fred, "Ines Prado", "facebook", on=TODAY - timedelta(days=20))
    if end:
        keep_end(fred, "Ines Prado", "facebook", end)
    assert staying(fred).people == ()
