"""Finds the user names in rows of labels and values: by the shape of the values, since labels are in any language."""

import re

from ...errors import DriftError
from ...facts.text import clean_line
from ..meta.labels import NAMES
from ..meta.letters import name_of
from .users import user_in

Pairs = list[tuple[str, str]]
_MOST_LABELS = 60
_USER = re.compile(r"[a-z0-9._]{1,30}")


def users_and_names(rows: list[Pairs], place: str) -> list[tuple[str, str]]:
    """User name and display name of each row, either empty where the row has none.

    The address tells the user name, else the one label whose values all look like user names. DriftError where two
    labels do so and tell different names, or where none does.
    """
    by_address: dict[str, list[str]] = {}
    plain: dict[str, list[str]] = {}
    labels_of_all = dict.fromkeys(label for row in rows for label, _ in row)
    if len(labels_of_all) > _MOST_LABELS:
        raise _drift("its entries have no labels in common", place)
    for label in labels_of_all:
        values = [next((value for name, value in row if name == label), "") for row in rows]
        users = [user_in(value) for value in values]
        if _all_tell(values, users):
            by_address[label] = users
        users = [value if _USER.fullmatch(value) else "" for value in values]
        if _all_tell(values, users):
            plain[label] = users
    found = _distinct(list(by_address.values()))
    if len(found) > 1:
        found = [one for one in found if any(_agree(one, other) for other in plain.values())]
    if not by_address:
        found = _distinct(list(plain.values()))
    if len(found) != 1:
        labels = " and ".join(f"`{clean_line(one, 40)}`" for one in list(by_address or plain)[:4])
        which = f"it cannot be told which of {labels} is the user name"
        raise _drift(which if labels else "no value in it is a user name", place)
    names = [next((name_of(value) for label, value in row if label.strip().casefold() in NAMES), "") for row in rows]
    return list(zip(found[0], names, strict=True))


def _all_tell(values: list[str], users: list[str]) -> bool:
    return any(values) and all(user or not value for user, value in zip(users, values, strict=True))


def _agree(one: list[str], other: list[str]) -> bool:
    return all(a == b or not a or not b for a, b in zip(one, other, strict=True))


def _distinct(columns: list[list[str]]) -> list[list[str]]:
    """The columns that tell different users; of those that agree the fullest."""
    found: list[list[str]] = []
    for column in sorted(columns, key=lambda one: one.count("")):
        if not any(_agree(column, other) for other in found):
            found.append(column)
    return found


def _drift(why: str, place: str) -> DriftError:
    return DriftError(
        why,
        place=place,
        next_step="Nobody was guessed at. If the file is as Instagram made it, please report it.",
    )
