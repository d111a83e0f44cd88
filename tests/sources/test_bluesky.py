"""What goes wrong in Bluesky's repository files, each named after its symptom."""

import io
import time
from pathlib import Path

import libipld
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.errors import EmptyArchiveError, SourceError
from doorstep.facts.seen import Reading
from doorstep.sources.bluesky import time_of
from doorstep.sources.bluesky.car import Blocks
from doorstep.sources.bluesky.tree import repository as held_in
from doorstep.sources.members import Member

from .cars import DID, REV, block, car, repository, tree, varint
from .helpers import read

FOLLOW, BLOCK, POST = "app.bsky.graph.follow", "app.bsky.graph.block", "app.bsky.feed.post"


def did(name: str) -> str:
    return "did:plc:" + (name * 24)[:24]


def follow(name: str, created: str = "2026-01-05T10:00:00.000Z") -> dict[str, object]:
    return {"$type": FOLLOW, "subject": did(name), "createdAt": created}


def key(number: int) -> str:
    letters = "234567abcdefghijklmnopqrstuvwxyz"
    return "3mc" + "".join(letters[number >> 5 * at & 31] for at in range(9, -1, -1))


def follows(*names: str) -> dict[str, object]:
    return {f"{FOLLOW}/{key(at)}": follow(name) for at, name in enumerate(names)}


def told(folder: Path, raw: bytes, name: str = "repo.car") -> Reading:
    (folder / name).write_bytes(raw)
    (found,) = read([folder / name])
    return found


def dids(found: Reading) -> list[str]:
    return sorted(one.who.key for one in found.profiles)


def test_a_follow_that_was_deleted_does_not_come_back_from_an_old_block(tmp_path: Path) -> None:
    raw = repository(follows("nadia"), more=[block(follow("otto"))])
    assert dids(told(tmp_path, raw)) == [did("nadia")]


def test_people_are_known_by_did_and_have_no_name(tmp_path: Path) -> None:
    (nadia,) = told(tmp_path, repository(follows("nadia"))).profiles
    assert (nadia.who.network, nadia.who.key, nadia.who.name, nadia.who.exact) == ("bluesky", did("nadia"), "", True)
    assert not nadia.is_connection


def test_a_block_is_history_and_a_follow_is_on_record(tmp_path: Path) -> None:
    records = {**follows("nadia"), f"{BLOCK}/{key(9)}": {"$type": BLOCK, "subject": did("nadia"), "createdAt": ""}}
    (nadia,) = told(tmp_path, repository(records)).profiles
    assert [(one.fact, one.value) for one in nadia.observations] == [("on_record", True), ("history", "bad")]


def test_a_clock_that_was_wrong_does_not_count_where_the_key_tells_the_time(tmp_path: Path) -> None:
    posts = {f"{POST}/{key(5)}": {"$type": POST, "text": "hi", "createdAt": "9999-12-31T23:59:59Z"}}
    (post,) = told(tmp_path, repository(posts)).posts
    assert post.at is not None
    assert post.at.year == 2026
    own_key = {f"{POST}/my-post": {"$type": POST, "text": "hi", "createdAt": "2024-02-03T04:05:06.789+01:00"}}
    assert str(told(tmp_path, repository(own_key)).posts[0].at) == "2024-02-03 03:05:06"


def test_the_day_is_that_of_the_last_change(tmp_path: Path) -> None:
    at = time_of(REV)
    assert at is not None
    assert told(tmp_path, repository(follows("nadia"))).exported_on == at.date()


def test_a_block_that_is_not_what_its_name_says_is_not_believed(tmp_path: Path) -> None:
    records = follows("nadia", "ines")
    raw = repository(records)
    forged = raw.replace(did("nadia").encode(), did("otto").encode()[: len(did("nadia"))])
    found = told(tmp_path, forged)
    assert dids(found) == [did("ines")]
    assert any("not what their names say" in one for one in found.warnings)


def test_a_block_named_in_another_way_is_counted_and_left_out(tmp_path: Path) -> None:
    other = (b"\x01\x71\x13\x40" + b"\0" * 32, b"\xa0")
    found = told(tmp_path, repository(follows("nadia"), more=[other]))
    assert dids(found) == [did("nadia")]
    assert any("cannot be checked" in one for one in found.warnings)


def test_a_tree_that_is_not_whole_says_so(tmp_path: Path) -> None:
    records = {name: block(value) for name, value in follows(*"abcdefghijklmnopqrst").items()}
    root, nodes = tree({name: cid for name, (cid, _) in records.items()}, 2)
    commit = block({"did": DID, "rev": REV, "data": root, "prev": None, "version": 3, "sig": b""})
    gone = next(cid for cid, _ in nodes if cid != root)
    blocks = [commit, *(one for one in nodes if one[0] != gone), *list(records.values())[1:]]
    found = told(tmp_path, car([commit[0]], blocks))
    assert any(one.endswith("missing nodes of its tree, and whatever hangs below them: 1") for one in found.warnings)
    assert 0 < len(found.profiles) < 20


def test_a_tree_whose_branches_meet_again_and_again_is_walked_once(tmp_path: Path) -> None:
    record = block(follow("nadia"))
    entry = {"p": 0, "k": f"{FOLLOW}/{key(1)}".encode(), "v": record[0], "t": None}
    nodes = [block({"l": None, "e": [entry]})]
    for _ in range(60):  # 2 to the 60 ways down
        below = nodes[-1][0]
        nodes.append(block({"l": below, "e": [{**entry, "t": below}]}))
    commit = block({"did": DID, "rev": REV, "data": nodes[-1][0], "prev": None, "version": 3, "sig": b""})
    start = time.process_time()
    assert dids(told(tmp_path, car([commit[0]], [commit, *nodes, record]))) == [did("nadia")]
    assert time.process_time() - start < 10


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_file_cut_short_says_at_which_byte(tmp_path: Path, cut: int) -> None:
    with pytest.raises(SourceError, match=r"at byte|no repository file"):
        told(tmp_path, repository(follows("nadia", "ines"))[:-cut])


@pytest.mark.parametrize(
    "raw",
    [
        varint(1 << 60),
        b"\xff" * 20,
        varint(9) + libipld.encode_dag_cbor({"roots": []}),
        car([], []),
        car([block({"a": 1})[0]], [block({"a": 1})]),
        car([block({"did": DID, "data": 5})[0]], [block({"did": DID, "data": 5})]),
        car([], [])[:-1] + varint(5_000_000) + b"x" * 100,
    ],
)
def test_a_file_of_another_shape_is_an_error_of_its_own(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(SourceError):
        told(tmp_path, raw)


def test_a_repository_with_nobody_in_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(EmptyArchiveError):
        told(tmp_path, repository({"app.bsky.feed.like/a": {"$type": "app.bsky.feed.like", "subject": "x"}}))


def test_something_that_is_no_tree_below_the_commit_is_not_walked(tmp_path: Path) -> None:
    record = block(follow("nadia"))
    commit = block({"did": DID, "rev": REV, "data": record[0], "prev": None, "version": 3, "sig": b""})
    with pytest.raises(EmptyArchiveError):
        told(tmp_path, car([commit[0]], [commit, record]))


def test_a_record_of_another_shape_costs_that_record(tmp_path: Path) -> None:
    records = {
        **follows("nadia"),
        f"{FOLLOW}/{key(7)}": {"$type": FOLLOW, "subject": {"deep": 1}},
        f"{FOLLOW}/{key(8)}": {"$type": BLOCK, "subject": did("otto")},
        f"{POST}/{key(9)}": {"$type": POST, "text": 5, "facets": [{"features": 1}, 2], "reply": "x"},
    }
    found = told(tmp_path, repository(records))
    assert dids(found) == [did("nadia")]
    assert len(found.files[0].skipped) == 2
    assert [post.text for post in found.posts] == [""]


def test_of_two_files_only_the_newer_counts(tmp_path: Path) -> None:
    (tmp_path / "old.car").write_bytes(repository(follows("otto"), rev="3maaaaaaaaa2a"))
    (tmp_path / "new.car").write_bytes(repository(follows("nadia")))
    (found,) = read([tmp_path / "old.car", tmp_path / "new.car"])
    assert dids(found) == [did("nadia")]


@given(st.dictionaries(st.integers(0, 10**6), st.sampled_from("abcdef"), min_size=1, max_size=40), st.integers(2, 6))
def test_every_tree_gives_back_what_was_put_in(records: dict[int, str], width: int) -> None:
    put_in = {f"{FOLLOW}/{key(number)}": follow(name) for number, name in records.items()}
    raw = repository(put_in, width=width)
    held = held_in(Blocks(io.BytesIO(raw), Member("repo.car", "repo.car", len(raw), io.BytesIO)), {FOLLOW}, "repo.car")
    assert {f"{kind}/{name}": record for kind, name, record in held.records({FOLLOW})} == put_in
    assert (held.missing_nodes, held.missing_records, held.unread) == (0, 0, 0)
