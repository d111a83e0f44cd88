"""Makes a Bluesky repository file of records written down as JSON."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import libipld

Block = tuple[bytes, bytes]
DID = "did:plc:fredfredfredfredfredfred"
REV = "3mcwyyszs7k2a"


def block(value: object) -> Block:
    """A block's CID and bytes."""
    data = libipld.encode_dag_cbor(value)
    return b"\x01\x71\x12\x20" + sha256(data).digest(), data


def varint(number: int) -> bytes:
    """An unsigned number as CAR files write it."""
    made = b""
    while number > 0x7F:
        made, number = made + bytes([number & 0x7F | 0x80]), number >> 7
    return made + bytes([number])


def tree(records: Mapping[str, bytes], width: int = 4) -> tuple[bytes, list[Block]]:
    """The root's CID and the nodes over these records by their CIDs: keys in order, `width` entries a node, the others
    below the gaps. (A real one splits by the keys' hashes; a reader that walks it sees the same shapes.)"""
    keys = sorted(records)
    nodes: list[Block] = []

    def node(keys: list[str]) -> bytes | None:
        if not keys:
            return None
        step = max(1, len(keys) // width)
        own = keys[step - 1 :: step][:width] if len(keys) > width else keys
        places = [keys.index(one) for one in own]
        entries: list[dict[str, Any]] = []
        last = b""
        for at, key in zip(places, own, strict=True):
            following = next((one for one in places if one > at), len(keys))
            raw = key.encode()
            shared = next((n for n, (a, b) in enumerate(zip(raw, last)) if a != b), min(len(raw), len(last)))
            entries.append({"p": shared, "k": raw[shared:], "v": records[key], "t": node(keys[at + 1 : following])})
            last = raw
        made = block({"l": node(keys[: places[0]]), "e": entries})
        nodes.append(made)
        return made[0]

    root = node(keys)
    if root is None:
        empty = block({"l": None, "e": []})
        return empty[0], [empty]
    return root, nodes


def car(roots: Iterable[bytes], blocks: Iterable[Block]) -> bytes:
    """A CAR file, version 1."""
    header = libipld.encode_dag_cbor({"version": 1, "roots": list(roots)})
    return varint(len(header)) + header + b"".join(varint(len(cid) + len(data)) + cid + data for cid, data in blocks)


def repository(records: Mapping[str, object], more: Iterable[Block] = (), rev: str = REV, width: int = 4) -> bytes:
    """The file of a repository that holds these records, with further blocks that no tree points at."""
    made = {key: block(value) for key, value in records.items()}
    root, nodes = tree({key: cid for key, (cid, _) in made.items()}, width)
    commit = block({"did": DID, "rev": rev, "sig": b"\0" * 64, "data": root, "prev": None, "version": 3})
    return car([commit[0]], [commit, *nodes, *made.values(), *more])


def car_of(text: bytes) -> bytes:
    """The file made of a JSON object of records by their paths."""
    return repository(json.loads(text))
