"""Phone numbers in the one form in which they are compared (E.164, as +31201234567)."""

import re
import unicodedata
from functools import cache

_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_PLAIN = re.compile(r"[+\uff0b]?[\d\s().\-/\u00a0\u202f]{3,40}")
_WHOLE = re.compile(r"\+[\d ().\-/]{7,40}", re.ASCII)
_NO_DIGITS = dict.fromkeys(map(ord, "+ ().-/"))
_MOST = 10_000
# The lengths that a country's numbers can have, and what could stand before one that is no part of it.
Plan = tuple[frozenset[int], re.Pattern[str] | None]


class Phones(dict[str, str]):
    """A number as written to its exact form, or nothing where it is none for certain. Remembers the last ones.

    Without a country code a number is exact only with a `region` (`NL`) in whose plan it stands; one with an
    extension is a switchboard's, not a person's. `unplaced` counts numbers that want a region.
    """

    def __init__(self, region: str) -> None:
        self._region = region.upper() or None
        self.unplaced = 0

    def __missing__(self, text: str) -> str:
        if len(self) > _MOST:
            self.clear()
        self[text] = found = self._exact(text)
        return found

    def _exact(self, text: str) -> str:
        return _at_once(text) or self._with_care(text)

    def _with_care(self, text: str) -> str:
        import phonenumbers as library  # 30 ms, and only address books need it

        plain = text[:200]
        if not plain.isascii():
            plain = _DASHES.sub("-", "".join(char for char in plain if unicodedata.category(char) != "Cf"))
        plain = plain.strip().removeprefix("tel:").removeprefix("TEL:").partition(";phone-context=")[0]
        if not _PLAIN.fullmatch(plain):
            return ""
        is_whole = plain.startswith(("+", "\uff0b"))
        if not is_whole and self._region is None:
            self.unplaced += 1
            return ""
        try:
            number = library.parse(plain, self._region)
        except library.NumberParseException:
            return ""
        if is_whole:
            is_one = library.is_possible_number_with_reason(number) == library.ValidationResult.IS_POSSIBLE
        else:
            is_one = library.is_valid_number(number)
        return library.format_number(number, library.PhoneNumberFormat.E164) if is_one else ""


def _at_once(text: str) -> str:
    """The exact form of a number with its country code, where nothing about it has to be looked into; else nothing.

    It is what the library gives, in a twentieth of the time: a length that the country has, and no prefix to take off.
    """
    if not _WHOLE.fullmatch(text):
        return ""
    digits = text.translate(_NO_DIGITS)
    for length in (2, 1, 3):
        plan = _plan_of(digits[:length])
        if plan is not None:
            lengths, prefix = plan
            rest = digits[length:]
            is_plain = len(rest) in lengths and rest[0] != "0" and not (prefix and prefix.match(rest))
            return f"+{digits}" if is_plain else ""
    return ""


@cache
def _plan_of(code: str) -> Plan | None:
    """The plan of the numbers with this country code, or None where there is no such code."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

    regions = COUNTRY_CODE_TO_REGION_CODE.get(int(code)) if code[0] != "0" else None
    if regions is None:
        return None
    found = PhoneMetadata.metadata_for_region_or_calling_code(int(code), regions[0])
    if found is None or found.general_desc is None:
        return None
    prefix = found.national_prefix_for_parsing
    return frozenset(found.general_desc.possible_length), re.compile(prefix) if prefix else None
