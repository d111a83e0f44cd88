"""Lists of friends and requests: a name and a moment each, in every form that Facebook gave them."""

import re
from dataclasses import dataclass
from datetime import datetime

from ...errors import DriftError
from ...facts.seen import SeenFile
from ..meta.labels import label_values, name_among
from ..meta.letters import name_of, repaired
from ..meta.moments import moment, written_moment
from ..meta.pages import Entry
from ..tables import cut_off, skip

_TOP = {
    "friends": "friends",
    "received": "received_requests",
    "sent": "sent_requests",
    "rejected": "rejected_requests",
    "removed": "deleted_friends",
}
_VERSION = re.compile(r"_v\d+$")


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on a list: a name, and since when or when, in UTC (on a web page: the account's own time)."""

    name: str
    at: datetime | None


def rows(document: object, what: str, seen: SeenFile, warnings: list[str]) -> list[Row]:
    """The people on a list. DriftError where it is of a form that is not known, or no entry of it can be read."""
    found: list[Row] = []
    known = 0
    entries = _entries(document, what, seen.name)
    cut_off(entries, seen)
    for number, one in enumerate(entries, 1):
        seen.rows += 1
        name = _name(one)
        if name is None:
            skip(seen, number, "no name that can be told from its other values")
            continue
        known += 1
        if name:
            _keep(found, name, moment(one.get("timestamp")) if isinstance(one, dict) else None, number, seen)
    if seen.rows and not known:
        raise _drift(seen.name, "no entry with a name")
    _nameless(known - len(found), seen, warnings)
    return found


def page_rows(entries: list[Entry], seen: SeenFile) -> list[Row]:
    """The people on a list that is a web page. DriftError where there is none."""
    found: list[Row] = []
    for number, one in enumerate((one for one in entries if one.heading), 1):
        seen.rows += 1
        at = next((at for text in one.texts if (at := written_moment(text)) is not None), None)
        _keep(found, one.heading, at, number, seen)
    if not found:
        raise _drift(seen.name, "no box with a name on this page")
    return found


def _keep(found: list[Row], name: str, at: datetime | None, number: int, seen: SeenFile) -> None:
    if at is None:
        skip(seen, number, "no date that can be read; kept without one")
    else:
        seen.saw(at.date())
    seen.kept += 1
    found.append(Row(name, at))


def _entries(document: object, what: str, place: str) -> list[object]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        for key, value in document.items():
            if _VERSION.sub("", repaired(key)) == _TOP[what] and isinstance(value, list):
                return value
    raise _drift(place, f"no `{_TOP[what]}` at the top")


def _name(one: object) -> str | None:
    """The name, empty for an account that was closed; None where the entry is of no known form."""
    if not isinstance(one, dict):
        return None
    if isinstance(one.get("name"), str):
        return name_of(one["name"])
    return name_among(label_values(one))


def _nameless(count: int, seen: SeenFile, warnings: list[str]) -> None:
    if count:
        warnings.append(f"{seen.name}: {count} without a name: accounts that were closed; no people were made of them")


def _drift(place: str, why: str) -> DriftError:
    return DriftError(
        f"is no list of a form that is known: {why}",
        place=place,
        next_step="If the file is as Facebook made it, the format has changed: please report it.",
    )
