"""What a Bluesky repository holds now: from its commit down its tree, so that nothing deleted comes back."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from ...errors import DriftError
from .car import Blocks

# How the bytes of a tree's node begin: a map of two, its first key `e`.
_NODE = b"\xa2\x61\x65"
_LONGEST_KEY = 1024


@dataclass(slots=True)
class Repository:
    """The commit's own words, and how much of the tree is not in the file."""

    did: str
    revision: str
    missing_nodes: int = 0
    missing_records: int = 0
    unread: int = 0
    _kept: dict[bytes, bytes] = field(default_factory=dict, repr=False)
    _root: bytes = b""

    def records(self, kinds: Collection[str]) -> Iterator[tuple[str, str, dict[str, object]]]:
        """Each record of these kinds, as (kind, its own key, what it says)."""
        todo, seen = [self._root], set[bytes]()
        while todo:
            name = todo.pop()
            if name in seen:  # a tree names each node once: to follow a second name could take for ever
                continue
            seen.add(name)
            node = _decoded(self._kept.get(name))
            if node is None:
                self.missing_nodes += 1
                continue
            left, entries = node.get("l"), node.get("e")
            todo += [left] if isinstance(left, bytes) else []
            last = b""
            for entry in entries if isinstance(entries, list) else ():
                if not isinstance(entry, dict):
                    continue
                shared, rest, value, right = (entry.get(one) for one in "pkvt")
                todo += [right] if isinstance(right, bytes) else []
                if not isinstance(shared, int) or not isinstance(rest, bytes) or not isinstance(value, bytes):
                    self.unread += 1
                    continue
                last = last[: max(0, shared)] + rest[:_LONGEST_KEY]
                kind, _, key = last[:_LONGEST_KEY].decode("ascii", "replace").partition("/")
                if kind not in kinds:
                    continue
                record = _decoded(self._kept.get(value))
                if record is not None:
                    yield kind, key, record
                else:
                    self.missing_records += 1


def repository(blocks: Blocks, kinds: Collection[str], place: str) -> Repository:
    """The repository in these blocks. Of the records only those of these kinds are kept in memory."""
    marks = [kind.encode() for kind in kinds]
    roots = frozenset(blocks.roots)
    kept = {
        name: data
        for name, data in blocks
        if data.startswith(_NODE) or name in roots or any(mark in data for mark in marks)
    }
    for root in blocks.roots:
        commit = _decoded(kept.get(root))
        if commit is None:
            continue
        did, data, revision = commit.get("did"), commit.get("data"), commit.get("rev")
        if isinstance(did, str) and isinstance(data, bytes):
            return Repository(did, revision if isinstance(revision, str) else "", _kept=kept, _root=data)
    raise DriftError(
        "there is no commit in it that says whose it is",
        place=place,
        next_step="Download the file again: on Bluesky, Settings, Account, Export my data.",
    )


def _decoded(data: bytes | None) -> dict[str, object] | None:
    import libipld  # seldom needed

    try:
        found = libipld.decode_dag_cbor(data) if data is not None else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
