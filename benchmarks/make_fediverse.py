"""Exports of Mastodon and Bluesky with as many rows as wanted; everybody in them is invented."""

import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

import libipld

ME = "https://home-beispiel.example/users/fred"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
A_NODE = 32  # so many records a node of Bluesky's tree names
_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"


def outbox(folder: Path, rows: int) -> Path:
    """A Mastodon archive with so many posts."""
    path = folder / "archive-20261102093000-0a1b2c.zip"
    actor = {"id": ME, "preferredUsername": "fred", "name": "Fred Doorman"}
    box = {"type": "OrderedCollection", "totalItems": rows, "orderedItems": [_post(number) for number in range(rows)]}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("actor.json", json.dumps(actor))
        archive.writestr("outbox.json", json.dumps(box))
    return path


def following(folder: Path, rows: int) -> Path:
    """A Mastodon list with so many accounts."""
    path = folder / "following_accounts.csv"
    lines = (f"nadia{number}@server{number % 900}-beispiel.example,true,false,\n" for number in range(rows))
    path.write_text("Account address,Show boosts,Notify on new posts,Languages\n" + "".join(lines), encoding="utf-8")
    return path


def repository(folder: Path, rows: int) -> Path:
    """A Bluesky repository with so many records: half of them follows, the others posts and likes."""
    records = {f"{kind}/{_key(number)}": _record(kind, number) for number in range(rows) for kind in [_kind(number)]}
    names = {key: _block(record) for key, record in records.items()}
    keys = sorted(records)
    leaves = [_node(keys[at : at + A_NODE - 1], names) for at in range(0, len(keys), A_NODE)]
    parting = [keys[at] for at in range(A_NODE - 1, len(keys), A_NODE)]
    entries = [
        {"p": 0, "k": key.encode(), "v": names[key][0], "t": leaves[at + 1][0] if at + 1 < len(leaves) else None}
        for at, key in enumerate(parting)
    ]
    top = _block({"l": leaves[0][0], "e": entries})
    commit = _block({"did": _did(0), "rev": _key(rows), "sig": b"0" * 64, "data": top[0], "prev": None, "version": 3})
    path = folder / "repo.car"
    header = libipld.encode_dag_cbor({"version": 1, "roots": [commit[0]]})
    with path.open("wb") as file:
        file.write(_varint(len(header)) + header)
        for name, data in (commit, top, *leaves, *names.values()):
            file.write(_varint(len(name) + len(data)) + name + data)
    return path


def _post(number: int) -> dict[str, object]:
    who = f"nadia{number % 20_000}"
    mention = {"type": "Mention", "href": f"https://harbour.example/users/{who}", "name": f"@{who}@harbour.example"}
    about = {
        "id": f"{ME}/statuses/{number}",
        "type": "Note",
        "published": f"2025-10-{number % 28 + 1:02}T09:00:00Z",
        "to": [PUBLIC],
        "cc": [f"{ME}/followers"],
        "content": f"<p>Tea with <span>@{who}</span> on Friday &amp; maps<br>" + "by the harbour " * 8 + "</p>",
        "tag": [mention],
    }
    return {"id": f"{about['id']}/activity", "type": "Create", "actor": ME, "object": about}


def _kind(number: int) -> str:
    return ("app.bsky.graph.follow", "app.bsky.feed.post", "app.bsky.graph.follow", "app.bsky.feed.like")[number % 4]


def _record(kind: str, number: int) -> dict[str, object]:
    at = f"2025-10-{number % 28 + 1:02}T09:00:00.000Z"
    match kind:
        case "app.bsky.graph.follow":
            return {"$type": kind, "subject": _did(number), "createdAt": at}
        case "app.bsky.feed.post":
            return {"$type": kind, "text": "Tea on Friday, by the harbour " * 4 + str(number), "createdAt": at}
        case _:
            about = {"uri": f"at://{_did(number)}/app.bsky.feed.post/{_key(number)}", "cid": "b" * 59}
            return {"$type": kind, "subject": about, "createdAt": at}


def _did(number: int) -> str:
    return "did:plc:" + "".join(_LETTERS[number >> 5 * at & 31] for at in range(24))


def _key(number: int) -> str:
    return "3ll" + "".join(_LETTERS[number >> 5 * at & 31] for at in range(9, -1, -1))


def _block(value: object) -> tuple[bytes, bytes]:
    data = libipld.encode_dag_cbor(value)
    return b"\x01\x71\x12\x20" + sha256(data).digest(), data


def _node(keys: Iterable[str], names: Mapping[str, tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    return _block({"l": None, "e": [{"p": 0, "k": key.encode(), "v": names[key][0], "t": None} for key in keys]})


def _varint(number: int) -> bytes:
    made = b""
    while number > 0x7F:
        made, number = made + bytes([number & 0x7F | 0x80]), number >> 7
    return made + bytes([number])


FORMATS: Mapping[str, Callable[[Path, int], Path]] = {
    "Mastodon posts": outbox,
    "Mastodon follows": following,
    "Bluesky repository": repository,
}
