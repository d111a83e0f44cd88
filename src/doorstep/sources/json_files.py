"""From a file's bytes to what a JSON document says, within limits of size and depth."""

import codecs
import json
import math
import re

from ..errors import SourceError
from .members import Limits, Member

DEEPEST = 64
MOST_LISTS, MOST_VALUES = 1_000_000, 5_000_000  # in a file; each takes some hundred bytes of memory
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_AGAIN = "Download the export again: the first download was most likely cut short."
# halves of a character alone: no text can hold them
_HALVES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)


def read_json(member: Member, limits: Limits) -> object:
    """What the file says: whole numbers of any length intact, of a key given twice the last value.

    SourceError where it is no UTF-8 or no JSON (with the byte where it breaks off), larger than `member_bytes`
    or nested deeper than 64, of more values than any export's file has, or empty. Its shape is the caller's business.
    """
    with member.open(limits.member_bytes) as file:
        raw = file.read(limits.member_bytes + 1)
    if len(raw) > limits.member_bytes:
        raise SourceError("is larger than its archive says", place=member.path, next_step=_AGAIN)
    return parse_json(raw, member.path)


def parse_json(raw: bytes, place: str) -> object:
    """What these bytes say; errors as in `read_json`, naming the place."""
    text = _text(raw, place)
    if not text.strip():
        raise SourceError("the file is empty", place=place, next_step=_AGAIN)
    if raw.count(b"{") + raw.count(b"[") > MOST_LISTS or raw.count(b",") > MOST_VALUES:
        raise SourceError(
            "holds more values than a file of any export",
            place=place,
            next_step="If this file is really yours and so large, please report it.",
        )
    if "\\ud" in text or "\\uD" in text:
        text = _HALVES.sub(lambda found: "\\ufffd" if found[1] else found[0], text)
    try:
        value = json.loads(text, parse_constant=_no_number, parse_float=_number)
    except json.JSONDecodeError as error:
        at = len(text[: error.pos].encode("utf-8", "replace"))
        raise SourceError(
            f"is no whole JSON file: it breaks off or is damaged at byte {at:,} of {len(raw):,}",
            place=place,
            next_step=_AGAIN,
        ) from error
    except RecursionError as error:
        raise _too_deep(place) from error
    except ValueError as error:  # a number of thousands of digits
        raise SourceError(f"cannot be read: {error}", place=place, next_step="No export holds that.") from error
    _ensure_flat(value, place)
    return value


def _text(raw: bytes, place: str) -> str:
    if raw[:2] in _UTF16:
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"is not UTF-8 text: it breaks off or is damaged at byte {error.start:,} of {len(raw):,}",
            place=place,
            next_step="Use the file as the network made it, not a changed copy.",
        ) from error


def _ensure_flat(value: object, place: str) -> None:
    """SourceError where lists and objects are nested deeper than any export does."""
    level: list[object] = [value]
    for _ in range(DEEPEST):
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise _too_deep(place)


def _too_deep(place: str) -> SourceError:
    return SourceError(
        f"is nested deeper than {DEEPEST} levels", place=place, next_step="No export is like that: it was not read."
    )


def _number(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None


def _no_number(_: str) -> None:
    return None
