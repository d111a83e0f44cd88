"""Strong and weak ties: what outweighs what, and when it cannot be told."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from doorstep.studies.ties import HALF, WEIGHTS, Contact, tie

WEEKLY = Contact(silent=4, months=12, theirs=60, mine=55, channels=3, lasted=1500, known=2000, shared=6)
contacts = st.builds(
    Contact, st.integers(0, 3000), st.integers(0, 12), st.integers(0, 500), st.integers(0, 500), st.integers(1, 5),
    st.integers(0, 9000), st.none() | st.integers(0, 9000), st.none() | st.integers(0, 50),
)  # fmt: skip


def test_somebody_one_meets_every_week_is_a_strong_tie_and_a_card_a_year_is_a_weak_one() -> None:
    assert tie(WEEKLY).strength == "strong"
    assert tie(Contact(silent=200, months=1, theirs=2, mine=1, channels=1, lasted=900, known=900)).strength == "weak"


def test_recency_weighs_as_much_as_all_the_rest_together() -> None:
    assert WEIGHTS["recency"] >= sum(weight for name, weight in WEIGHTS.items() if name != "recency")
    assert abs(sum(WEIGHTS.values()) - 1) < 1e-9


def test_after_a_year_of_silence_nothing_makes_up_for_it_and_a_pause_alone_does_not_make_it_weak() -> None:
    assert tie(replace(WEEKLY, silent=365)).strength == "weak"
    assert tie(replace(WEEKLY, silent=HALF)).strength != "weak"


@given(contacts, st.integers(1, 400))
def test_a_longer_silence_never_makes_a_tie_stronger(contact: Contact, more: int) -> None:
    assert contact.silent is not None
    assert tie(replace(contact, silent=contact.silent + more)).rank <= tie(contact).rank


def test_an_old_friend_is_not_scored_as_new() -> None:
    old, new = Contact(20, 10, 25, 25, 2, 5000, 6000), Contact(20, 1, 25, 25, 2, 10, 10)
    assert (tie(old).strength, tie(new).strength) == ("strong", "weak")


@given(contacts)
def test_a_silence_that_nobody_knows_is_told_as_not_known_and_goes_last(contact: Contact) -> None:
    found = tie(replace(contact, silent=None))
    assert found.strength == "unknown"
    assert "recency" not in found.parts
    assert found.rank <= 0.5


@given(contacts)
def test_every_part_is_in_sight_and_what_is_not_known_has_none(contact: Contact) -> None:
    found = tie(contact)
    assert set(found.parts) == set(WEIGHTS) - ({"known"} if contact.known is None else set()) - (
        {"shared"} if contact.shared is None else set()
    )
    assert all(0 <= part <= 1 for part in found.parts.values())


def test_whoever_only_writes_to_me_gets_nothing_for_it() -> None:
    assert tie(replace(WEEKLY, mine=0)).parts["reciprocity"] == 0
    assert tie(replace(WEEKLY, theirs=55)).parts["reciprocity"] == 1
