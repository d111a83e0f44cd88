"""Notes without what tells whose they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.studies.masking import HIDDEN, masked, words_of

NADIA = ("Nadia Lindqvist", "nadia-lindqvist-beispiel", "Möwe Werke")


@pytest.mark.parametrize(
    ("note", "shown"),
    [
        ("Hi Fred, it was good to meet you. Nadia", "Hi Fred, it was good to meet you. ▒▒▒"),
        ("NADIA LINDQVIST here", "▒▒▒ here"),
        ("Nadia's talk, from nadia", "▒▒▒'s talk, from ▒▒▒"),
        ("Na\u0301dia und LINDQVISTs Haus", "▒▒▒ und ▒▒▒ Haus"),
        ("see www.example.org/nadia or write to nl@example.org", "see ▒▒▒ or write to ▒▒▒"),
        ("example.com/x and +49 170 1234567.", "▒▒▒ and ▒▒▒."),
        ("I work at Mowe Werke", "I work at ▒▒▒"),
        ("We met at Ines's talk, not in an ines", "We met at ▒▒▒'s talk, not in an ines"),
        ("3 of 10, at 9:30", "3 of 10, at 9:30"),
        ("nothing to hide", "nothing to hide"),
        ("", ""),
    ],
)
def test_a_note_is_shown_without_whose_it_is(note: str, shown: str) -> None:
    assert masked(note, NADIA, words_of("Ines Prado")) == shown


def test_names_in_scripts_without_spaces_are_hidden_within_their_line() -> None:
    assert "王伟" not in masked("你好我是王伟很高兴", ("王伟",))


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_name_never_gets_through(before: str, after: str) -> None:
    shown = masked(f"{before} Zuleikha Quandt {after}", ("Zuleikha Quandt",))
    assert "zuleikha" not in shown.casefold()
    assert "quandt" not in shown.casefold()
    assert HIDDEN in shown
