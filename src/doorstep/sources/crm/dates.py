"""Days in a CRM's columns: whether the day or the month comes first is decided for a column, never for a cell."""

import re
from collections.abc import Callable, Iterable
from datetime import date

DAY_FIRST, MONTH_FIRST = "day first", "month first"
_ISO = re.compile(r"(\d{4})[-/](\d\d?)[-/](\d\d?)(?!\d)")
_DOTTED = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})(?!\d)")
_SLASHED = re.compile(r"(\d\d?)[/-](\d\d?)[/-](\d{4}|\d\d)(?!\d)")


def reader_of(cells: Iterable[str], hint: str = "") -> tuple[Callable[[str], date | None], bool]:
    """What reads the days of one column, and whether day and month cannot be told apart in it.

    Where they cannot, and no hint (`day first`, `month first`) says it, slashed dates give None.
    """
    order = hint
    if hint not in (DAY_FIRST, MONTH_FIRST):
        firsts, seconds, order = 0, 0, ""
        for cell in cells:
            found = _SLASHED.match(cell.strip())
            if found is not None:
                firsts, seconds = max(firsts, int(found[1])), max(seconds, int(found[2]))
        if firsts > 12 >= seconds:
            order = DAY_FIRST
        elif seconds > 12 >= firsts:
            order = MONTH_FIRST
        elif firsts or seconds:
            return lambda text: _day(text, ""), True
    return lambda text: _day(text, order), False


def _day(text: str, order: str) -> date | None:
    text = text.strip()
    try:
        if found := _ISO.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DOTTED.match(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if order and (found := _SLASHED.match(text)):
            one, two, year = int(found[1]), int(found[2]), int(found[3])
            day, month = (one, two) if order == DAY_FIRST else (two, one)
            return date(year + (2000 if year < 100 else 0), month, day)
    except ValueError:
        return None
    return None
