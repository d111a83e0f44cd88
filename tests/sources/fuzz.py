"""Samples of the sources, and everything that can happen to a file on its way."""

from pathlib import Path

from hypothesis import strategies as st

from .cars import car_of
from .helpers import SAMPLES

Files = dict[str, bytes]
_ENCODINGS = ("utf-16", "utf-16-be", "utf-8-sig", "cp1252", "utf-7")
_NASTY = (
    b"\x00",
    b'"',
    b"\xff",
    b"\r",
    b"[" * 500,
    b'{"__proto__":',
    b"=HYPERLINK(",
    b"\xe2\x80\xae",
    b"9" * 40,
    b"\\ud83d",
)


def samples() -> list[Path]:
    """Every sample there is: the folders in the folder of each source."""
    return sorted(one for source in SAMPLES.iterdir() if source.is_dir() for one in source.iterdir() if one.is_dir())


def files_of(sample: Path) -> Files:
    """A sample's files by their paths below it; Bluesky's records, plain text there, as the file they come in."""
    files = {one.relative_to(sample).as_posix(): one.read_bytes() for one in sorted(sample.rglob("*")) if one.is_file()}
    return {"repo.car": car_of(files["records.json"])} if sample.parent.name == "bluesky" else files


EVERY_FILE = [content for sample in samples() for content in files_of(sample).values()]


@st.composite
def damaged(draw: st.DrawFn, sample: Path) -> Files:
    """The sample's files after some mishaps: cut, flipped, re-encoded, shuffled, swapped with other sources' files."""
    files = files_of(sample)
    for _ in range(draw(st.integers(0, 4))):
        name = draw(st.sampled_from(sorted(files)))
        files[name] = draw(_mishap(files[name]))
    if draw(st.booleans()):  # a file under the name of another
        one, other = draw(st.sampled_from(sorted(files))), draw(st.sampled_from(sorted(files)))
        files[one], files[other] = files[other], files[one]
    return files


def _mishap(content: bytes) -> st.SearchStrategy[bytes]:
    place = st.integers(0, len(content))
    return st.one_of(
        place.map(lambda at: content[:at]),
        place.map(lambda at: content[at:]),
        st.tuples(place, st.binary(min_size=1, max_size=8)).map(
            lambda hit: content[: hit[0]] + hit[1] + content[hit[0] + len(hit[1]) :]
        ),
        st.tuples(place, st.sampled_from(_NASTY)).map(lambda hit: content[: hit[0]] + hit[1] + content[hit[0] :]),
        st.sampled_from(_ENCODINGS).map(lambda name: content.decode("utf-8", "replace").encode(name, "replace")),
        st.integers(1, 7).map(lambda by: _columns_turned(content, by)),
        st.randoms(use_true_random=False).map(lambda by: b"\n".join(by.sample(*_lines(content)))),
        st.tuples(place, place).map(lambda cut: content[: max(cut)] + content[min(cut) :]),
        st.sampled_from(EVERY_FILE),
        st.binary(max_size=64),
    )


def _lines(content: bytes) -> tuple[list[bytes], int]:
    lines = content.split(b"\n")
    return lines, len(lines)


def _columns_turned(content: bytes, by: int) -> bytes:
    """Every line with its cells in another order, the same for all."""
    turned = []
    for line in content.split(b"\n"):
        cells = line.split(b",")
        cut = by % len(cells)
        turned.append(b",".join(cells[cut:] + cells[:cut]))
    return b"\n".join(turned)
