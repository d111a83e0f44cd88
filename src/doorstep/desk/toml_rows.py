"""Rows and tables put into a TOML text in their right place: below their like, above what is said of the next table.

Each function takes a plain table, too, and does the same to it.
"""

from collections.abc import MutableMapping
from typing import Any

import tomlkit
from tomlkit.items import Item, Key, KeyType, SingleKey, Whitespace
from tomlkit.items import Table as Written

Table = MutableMapping[str, Any]
Body = list[tuple[Key | None, Item]]


def put(rows: Table, name: str, value: str | int) -> None:
    """Sets a row; a new one comes below the others."""
    if name in rows or not isinstance(rows, Written):
        rows[name] = value
    else:
        _insert(rows.value.body, SingleKey(name), tomlkit.item(value))


def add(rows: Table, name: str, text: str, *, like: object = None, is_quoted: bool = True) -> None:
    """Adds a row below the others; it takes along the comment beside the row that it is `like`."""
    if not isinstance(rows, Written):
        rows[name] = text
        return
    item = tomlkit.item(text)
    if isinstance(like, Item):
        item.trivia.comment_ws, item.trivia.comment = like.trivia.comment_ws, like.trivia.comment
    _insert(rows.value.body, SingleKey(name, KeyType.Basic if is_quoted else None), item)


def replace(rows: Table, was: str, name: str, text: str) -> None:
    """Gives a row another name and text in its place, with the comment that stands beside it."""
    body = getattr(getattr(rows, "value", None), "body", None)
    if body is None:
        kept = list(rows.items())
        rows.clear()
        rows.update((name, text) if key == was else (key, value) for key, value in kept)
        return
    place, key, old = next((at, key, value) for at, (key, value) in enumerate(body) if key and key.key == was)
    item = tomlkit.item(text)
    for trifle in ("indent", "comment_ws", "comment", "trail"):
        setattr(item.trivia, trifle, getattr(old.trivia, trifle))
    body[place] = (key if name == was else _named_like(key, name), item)


def _named_like(key: Key, name: str) -> Key:
    """A key of this name, in quotes where the old one is, with its spaces."""
    written = key.as_string()
    space = written[len(written.rstrip()) :]
    return SingleKey(name, KeyType.Basic if written.startswith(('"', "'")) else None, space + key.sep)


def add_table(above: Table, name: str, made: Table) -> Table:
    """Adds an empty table below the others, above what is said of the next one; the table as it stands there."""
    if isinstance(above, Written) and isinstance(made, Written):
        _take_tail(above, made)
    above[name] = made
    found: Table = above[name]
    return found


def _insert(body: Body, key: Key, item: Item) -> None:
    """Puts a row below the last one, above a blank line and what comes after it."""
    rows = [at for at, (known, value) in enumerate(body) if known is not None and not isinstance(value, Written)]
    place = rows[-1] + 1 if rows else _blank_after(body, 0)
    body.insert(place, (key, item))


def _take_tail(above: Written, made: Written) -> None:
    """Moves the blank line at the end of a table, and the comments after it, to the end of the one below it."""
    last = above
    while tables := [value for key, value in last.value.body if key is not None and isinstance(value, Written)]:
        last = tables[-1]
    body = last.value.body
    rows = [at for at, (key, _) in enumerate(body) if key is not None]
    place = _blank_after(body, rows[-1] + 1 if rows else 0)
    made.value.body.extend(body[place:])
    del body[place:]
    body.append((None, Whitespace("\n")))


def _blank_after(body: Body, start: int) -> int:
    """The place of the first blank line from here on, or the end."""
    return next((at for at in range(start, len(body)) if isinstance(body[at][1], Whitespace)), len(body))
