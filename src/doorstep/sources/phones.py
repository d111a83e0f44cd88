"""Phone numbers in the one form in which they are compared (E.164, as +31201234567)."""

import re
import unicodedata

_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_PLAIN = re.compile(r"[+\uff0b]?[\d\s().\-/\u00a0\u202f]{3,40}")
_MOST = 10_000


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
