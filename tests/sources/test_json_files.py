"""JSON as it comes out of exports, and as it comes out of trouble."""

import io
from functools import partial

import pytest

from doorstep.errors import SourceError
from doorstep.sources.json_files import read_json
from doorstep.sources.members import Limits, Member

LIMITS = Limits(member_bytes=10_000)


def said(raw: bytes) -> object:
    """What a file of these bytes says."""
    return read_json(Member("lists/friends.json", "lists/friends.json", len(raw), partial(io.BytesIO, raw)), LIMITS)


@pytest.mark.parametrize(
    "raw",
    ['["Zoë"]'.encode(), '\ufeff["Zoë"]'.encode(), '["Zoë"]'.encode("utf-16"), rb'["Zo\u00eb"]'],
    ids=["plain", "with a mark", "UTF-16", "escaped"],
)
def test_text_is_read_whatever_its_unicode_form(raw: bytes) -> None:
    assert said(raw) == ["Zoë"]


def test_a_download_that_was_cut_short_names_the_byte() -> None:
    with pytest.raises(SourceError, match="byte 17 of 17") as caught:
        said('["Zoë", "Nadia",'.encode())
    assert caught.value.place == "lists/friends.json"
    with pytest.raises(SourceError, match="byte 2 of 4"):
        said(b'["\xc3"')


def test_ids_beyond_what_a_float_holds_stay_exact() -> None:
    assert said(b'{"id": 9007199254740993001}') == {"id": 9007199254740993001}


def test_nesting_like_no_export_is_refused() -> None:
    assert said(b"[" * 64 + b"]" * 64)
    for depth in (65, 4000):
        with pytest.raises(SourceError, match="64 levels"):
            said(b"[" * depth + b"]" * depth)
    assert said(b'["' + b"[{" * 100 + rb"\"" + b'"]')  # brackets in a text are text


def test_hostile_keys_and_numbers_do_no_harm() -> None:
    assert said(b'{"__proto__": 1, "name": "Nadia", "name": "Dora"}') == {"__proto__": 1, "name": "Dora"}
    assert said(b"[NaN, -Infinity, 1e999]") == [None, None, None]
    with pytest.raises(SourceError, match="digits"):
        said(b"[" + b"9" * 5000 + b"]")


def test_half_a_character_becomes_a_mark_and_a_whole_one_stays() -> None:
    found = said(rb'["\ud83d\ude00", "\ud83d", "\ude00x", "\\ud83d"]')
    assert found == ["\U0001f600", "\ufffd", "\ufffdx", r"\ud83d"]
    str(found).encode()


def test_a_file_larger_than_the_limit_or_than_it_says_is_refused() -> None:
    with pytest.raises(SourceError, match="MiB"):
        said(b"[" + b" " * 10_000 + b"]")
    raw = b"[" + b" " * 10_000 + b"]"
    with pytest.raises(SourceError, match="larger than its archive says"):
        read_json(Member("a.json", "a.json", 5, partial(io.BytesIO, raw)), LIMITS)


def test_an_empty_file_says_that_it_is_empty() -> None:
    with pytest.raises(SourceError, match="empty"):
        said(b" \n")


@pytest.mark.parametrize("unit", [b"[],", b"{},", b"1,"])
def test_a_file_of_nothing_but_brackets_is_refused_before_it_fills_the_memory(unit: bytes) -> None:
    raw = b"[" + unit * 5_000_001 + b"1]"
    with pytest.raises(SourceError, match="more values than a file of any export"):
        read_json(Member("a.json", "a.json", len(raw), partial(io.BytesIO, raw)), Limits())
