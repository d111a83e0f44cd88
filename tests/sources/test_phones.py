"""The quick way to a number's exact form gives what the library gives, or nothing."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.sources.phones import Phones, _at_once

CODES = sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
KINDS = range(11)


def with_care(text: str) -> str:
    """What the library makes of it."""
    return Phones("")._with_care(text)


@given(st.sampled_from(CODES), st.from_regex(r"([ .\-/]?[0-9]|\([0-9]\)){3,13}", fullmatch=True))
def test_a_number_at_once_is_what_the_library_makes_of_it(code: int, rest: str) -> None:
    quick = _at_once(f"+{code}{rest}")
    assert quick in ("", with_care(f"+{code}{rest}"))


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_numbers_of_every_country_are_what_the_library_makes_of_them(region: str) -> None:
    for kind in KINDS:
        example = phonenumbers.example_number_for_type(region, kind)
        if example is not None:
            for shape in (phonenumbers.PhoneNumberFormat.E164, phonenumbers.PhoneNumberFormat.INTERNATIONAL):
                text = phonenumbers.format_number(example, shape)
                assert _at_once(text) in ("", with_care(text))


@pytest.mark.parametrize("text", ["+31 6 10000001", "+49 30 9000000", "+1 (212) 555-0100", "+46 70 174 06 05"])
def test_ordinary_numbers_take_the_quick_way(text: str) -> None:
    assert _at_once(text) == with_care(text) != ""


@pytest.mark.parametrize(
    "text", ["+44 (0)20 7946 0958", "+37588175482", "+39 06 1234567", "+999 1234567", "+31 6 1", "06 10000001", "+"]
)
def test_whatever_has_to_be_looked_into_is_left_to_the_library(text: str) -> None:
    assert _at_once(text) == ""
