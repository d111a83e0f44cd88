"""Names that may be one person's, and names that only look like it. All invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.studies.persons import Sign, likeness, match, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nadia Quill", "nadia quill"), ("Nadia Quill", "Quill Nadia"), ("Quill, Nadia", "Nadia Quill"),
        ("Nadia Quill, PhD", "Dr. Nadia Quill"), ("✨ Nadia Quill 🚀", "Nadia Quill"),
        ("Inês Prado", "Ines Prado"), ("Łukasz Wójcik", "Lukasz Wojcik"), ("Jürgen Groß", "JÜRGEN GROSS"),
        ("Nadia (she/her) Quill", "Nadia Quill"), ("Nadia “Nads” Quill", "Nadia Quill"),
        ("Ｎａｄｉａ Ｑｕｉｌｌ", "Nadia Quill"),
        ("山田 花子", "山田花子"), ("花子 山田", "山田 花子"), ("김민서", "김민서"), ("Надя Перова", "ПЕРОВА НАДЯ"),
        ("نادية قلم", "قلم نادية"), ("O'Hara Otto", "Otto OHara"),
    ],
)  # fmt: skip
def test_one_name_written_in_two_ways_is_the_same(one: str, other: str) -> None:
    assert likeness(one, other) == "same"


@pytest.mark.parametrize(
    ("one", "other"), [("N. Quill", "Nadia Quill"), ("Nadia Q", "Nadia Quill"), ("Nadia Quill", "Nadja Quill")]
)
def test_an_initial_or_a_letter_makes_a_name_alike(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one) == "alike"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nadia", "Nadia"), ("N Q", "N Q"), ("", ""), ("Q", "Nadia Quill"), ("Nadia Quill", "Nadia Lind"), ("🚀", "🚀"),
        ("Dora Lind", "Nora Lind"), ("Mina Lindquist", "Nina Lindquist"), ("A. Quill", "Nadia Quill"), ("山", "山"), ("Dr", "Dr"),
    ],
)  # fmt: skip
def test_too_little_of_a_name_or_another_one_is_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) == ""


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_two_names_compare_alike_from_both_sides(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) in ("same", "")
    assert words_of(" ".join(reversed(one.split()))) == words_of(one) or any(sign in one for sign in "([{（「\"“”'‘’")


def test_names_alone_are_weak_and_what_stands_beside_them_makes_them_stronger() -> None:
    here = Sign(("Nadia Quill",), ("lantern works",), ("lantern-beispiel.example", "gmail.com"), ("2026-11-02",))
    alone = match(Sign(("Nadia Quill",), domains=("gmail.com",)), here)
    assert alone is not None
    assert (alone.strength, alone.reasons) == ("weak", ("the same name",))
    with_company = match(Sign(("Nadia Quill",), ("lantern works",)), here)
    assert with_company is not None
    assert (with_company.strength, with_company.reasons[0]) == ("good", "both at lantern works")
    with_both = match(Sign(("Quill Nadia",), ("lantern works",), ("lantern-beispiel.example",)), here)
    assert with_both is not None
    assert with_both.strength == "strong"


def test_a_name_that_is_only_alike_needs_something_beside_it() -> None:
    assert match(Sign(("N. Quill",)), Sign(("Nadia Quill",))) is None
    found = match(Sign(("N. Quill",), ("lantern works",)), Sign(("Nadia Quill",), ("lantern works",)))
    assert found is not None
    assert found.strength == "weak"


def test_all_that_is_shared_but_the_name_joins_nobody() -> None:
    assert match(Sign(("Dora Lind",), ("acme",), days=("x",)), Sign(("Otto Berg",), ("acme",), days=("x",))) is None
