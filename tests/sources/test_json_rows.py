"""A large JSON file read value by value tells what the whole would."""

import contextlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.errors import SourceError
from doorstep.sources import json_rows
from doorstep.sources.json_rows import JsonRows
from doorstep.sources.members import Member

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


def rows(raw: bytes) -> JsonRows:
    return JsonRows(io.BytesIO(raw), Member("rows.json", "rows.json", len(raw), lambda: io.BytesIO(raw)))


def values_of(found: JsonRows) -> list[object]:
    return [found.value() for _ in found.entries()]


@given(st.lists(VALUES, max_size=8), st.integers(1, 40), st.booleans())
def test_every_value_comes_out_whole_wherever_the_chunks_end(values: list[object], chunk: int, is_ascii: bool) -> None:
    raw = json.dumps(values, ensure_ascii=is_ascii, indent=1).encode("utf-8", "surrogatepass")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_rows, "_CHUNK", chunk)
        assert values_of(rows(raw)) == json.loads(raw.decode("utf-8", "replace"))


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=5), st.integers(1, 40))
def test_every_key_stops_before_its_value(value: dict[str, object], chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_rows, "_CHUNK", chunk)
        found = rows(json.dumps(value).encode())
        assert {key: found.value() for key in found.keys()} == json.loads(json.dumps(value))  # noqa: SIM118


@given(st.binary(max_size=60))
def test_bytes_that_are_no_json_are_refused_and_never_endless(raw: bytes) -> None:
    with contextlib.suppress(SourceError):
        assert len(values_of(rows(b"[" + raw))) <= len(raw)


def test_a_single_value_beyond_all_measure_is_refused() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_rows, "_CHUNK", 10)
        patch.setattr(json_rows, "LARGEST_VALUE", 100)
        with pytest.raises(SourceError, match="single value"):
            values_of(rows(b'["' + b"x" * 1000 + b'"]'))
