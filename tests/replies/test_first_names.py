"""People are greeted by a name that they go by, or without one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.replies import first_name


@pytest.mark.parametrize(
    ("shown", "greeted"),
    [
        ("Nadia Lindqvist", "Nadia"),
        ("Nadia", "Nadia"),
        ("  nadia   lindqvist ", "Nadia"),
        ("NADIA LINDQVIST", "Nadia"),
        ("ANNE-MARIE DUBOIS", "Anne-Marie"),
        ("DeShawn O'Neil", "DeShawn"),
        ("LINDQVIST Nadia", "Nadia"),
        ("Lindqvist, Nadia", "Nadia"),
        ("Nadia Lindqvist, PhD, MBA", "Nadia"),
        ("Nadia Lindqvist, Speaker and Author", "Nadia"),
        ("Lindqvist, PhD", "Lindqvist"),
        ("Dr. Nadia Lindqvist", "Nadia"),
        ("Prof. Dr. Petra Vogel", "Petra"),
        ("Petra Vogel MD", "Petra"),
        ("Dr. med. Petra Vogel", "Petra"),
        ("🚀 Dora Benning 🚀", "Dora"),
        ("Dora✨Benning", "Dora"),
        ("Dora Benning | We are hiring", "Dora"),
        ("Dora Benning (she/her)", "Dora"),
        ("Dora Benning - Talent Partner", "Dora"),
        ("J. Otto Brandt", "Otto"),
        ('Ines "Nesi" Costa', "Ines"),
        ("Élodie Martin", "Élodie"),
        ("Надежда Петрова", "Надежда"),
        ("山田 太郎", "山田 太郎"),
        ("王小明", "王小明"),
        ("김민준", "김민준"),
        ("عبد الرحمن", "عبد الرحمن"),
    ],
)
def test_a_name_is_found(shown: str, greeted: str) -> None:
    assert first_name(shown) == greeted


@pytest.mark.parametrize(
    "shown",
    [
        "", "   ", "🚀", "N. Lindqvist", "N Lindqvist", "N.", "J.R. Lindqvist", "Dr. N. Lindqvist", "PhD",
        "LinkedIn Member", "Facebook User", "nadia_l", "Nadia93", "@nadia", "nadia@fjord.example", "van Dijk",
        "www.fjord.example", "https://fjord.example", "The Fjord Bakery", "FJORD GmbH", "Dr.Petra",
        "Na" * 20, "…", "Dr.",
    ],
)  # fmt: skip
def test_where_none_can_be_told_there_is_none(shown: str) -> None:
    assert first_name(shown) == ""


@given(st.text(max_size=200))
def test_whatever_stands_in_the_field_a_greeting_holds_only_letters(shown: str) -> None:
    greeted = first_name(shown)
    assert len(greeted) <= 30
    assert greeted == greeted.strip()
    assert greeted == "" or greeted.isprintable()
    assert not set(greeted) & set("{}<>:/@\\0123456789")
