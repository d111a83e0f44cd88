"""Lists of followers, requests and the like: a user name and a moment each, in all five forms since 2018."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from ...errors import DriftError
from ...facts.seen import SeenFile
from ..members import MOST_ROWS
from ..meta.labels import label_values
from ..meta.letters import name_of, repaired
from ..meta.moments import moment, written_moment
from ..meta.pages import Entry
from ..tables import cut_off, skip, too_many
from .files import KEYS
from .shapes import Pairs, users_and_names
from .users import user_in, user_of

_OLD = {"follow_requests_sent": "sent", "follow_requests_received": "received"}
THREADS = "text_post_app_"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody on a list. `former` is another name of the same account that the row tells."""

    user: str
    at: datetime | None
    name: str = ""
    former: str = ""


def part_in(document: object) -> str:
    """Which list the key at the top says that it is; empty where there is none that is known."""
    if isinstance(document, dict):
        for key, value in document.items():
            if isinstance(value, list) and key.startswith(THREADS):
                return THREADS
            if isinstance(value, list) and key.startswith("relationships_"):
                return KEYS.get(key.removeprefix("relationships_"), "")
    return ""


def rows(document: object, seen: SeenFile) -> list[Row]:
    """The people on a list. DriftError where it is of a form that is not known, or no entry of it can be read."""
    found: list[Row] = []
    labelled: list[tuple[int, datetime | None, Pairs]] = []
    entries = _entries(document, seen.name)
    cut_off(entries, seen)
    for number, one in enumerate(entries, 1):
        entries[number - 1] = None  # what was read need not stay in memory
        seen.rows += 1
        if isinstance(one, dict) and (pairs := label_values(one)):
            labelled.append((number, moment(one.get("timestamp")), pairs))
        else:
            _keep(found, _row(one), number, seen)
    if labelled:
        told = users_and_names([pairs for _, _, pairs in labelled], seen.name)
        for (number, at, _), (user, name) in zip(labelled, told, strict=True):
            _keep(found, Row(user, at, name) if user else None, number, seen)
    if seen.rows and not found:
        raise _drift(seen.name, "no entry with a user name")
    return found


def page_rows(entries: list[Entry], seen: SeenFile) -> list[Row]:
    """The people on a list that is a web page. DriftError where there is none."""
    found: list[Row] = []
    tables = [(one, one.rows) for one in entries if one.rows]
    told = users_and_names([pairs for _, pairs in tables], seen.name) if tables else []
    for (one, pairs), (user, name) in zip(tables, told, strict=True):
        seen.rows += 1
        at = _first_moment([*one.texts, *(value for _, value in pairs)])
        _keep(found, Row(user, at, name) if user else None, seen.rows, seen)
    for one in entries:
        if one.rows:
            continue
        linked = dict.fromkeys(filter(None, (user_in(address) for address, _ in one.links)))
        users = list(linked) or list(filter(None, [user_of(one.heading)]))
        moments = [at for at in map(written_moment, one.texts) if at is not None]
        if len(moments) != len(users):
            moments = moments[:1] if len(users) == 1 else []
        for nth, user in enumerate(users):
            seen.rows += 1
            _keep(found, Row(user, moments[nth] if moments else None), seen.rows, seen)
    if not found:
        raise _drift(seen.name, "no box with a user name on this page")
    return found


def old_rows(document: object, seen: SeenFile) -> dict[str, list[Row]]:
    """The lists of `connections.json` (until 2020) by what they are. DriftError where none of them is known."""
    found: dict[str, list[Row]] = {}
    number, is_known = 0, False
    for key, value in document.items() if isinstance(document, dict) else ():
        part = _OLD.get(key) or KEYS.get(key, "")
        is_known |= bool(part) and isinstance(value, dict | list)
        if not isinstance(value, dict) or part not in WANTED:
            continue
        for user, on in value.items():
            number += 1
            if number > MOST_ROWS:
                too_many(seen, number)
                break
            seen.rows += 1
            row = Row(user_of(user), _iso(on)) if user_of(user) else None
            _keep(found.setdefault(part, []), row, number, seen)
    if not is_known or (seen.rows and not any(found.values())):
        raise _drift(seen.name, "none of the lists that Instagram had in it")
    return found


WANTED = frozenset({"followers", "following", "received", "sent", "blocked", "restricted", "close"})


def _keep(found: list[Row], row: Row | None, number: int, seen: SeenFile) -> None:
    if row is None:
        skip(seen, number, "no user name that can be told from its other values")
        return
    if row.at is None:
        skip(seen, number, "no date that can be read; kept without one")
    else:
        seen.saw(row.at.date())
    seen.kept += 1
    found.append(row)


def _entries(document: object, place: str) -> list[object]:
    if isinstance(document, list):
        return document
    if isinstance(document, dict):
        for key, value in document.items():
            if key.startswith(("relationships_", THREADS)) and isinstance(value, list):
                return value
    raise _drift(place, "neither a list nor `relationships_…` at the top")


def _row(one: object) -> Row | None:
    """The form from 2021 to now: the user name in `value`, later in `title`, always in the address."""
    if not isinstance(one, dict):
        return None
    listed = one.get("string_list_data")
    inner = next((part for part in _dicts(listed)), {})
    linked = user_in(inner.get("href"))
    title = one.get("title")
    user = user_of(inner.get("value")) or user_of(title) or linked
    if not user:
        return None
    shown = repaired(title) if isinstance(title, str) else ""
    name = "" if user_of(shown) else name_of(shown)
    return Row(user, moment(inner.get("timestamp")), name, linked if linked != user else "")


def _dicts(value: object) -> Iterator[dict[str, object]]:
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def _first_moment(texts: list[str]) -> datetime | None:
    return next((at for text in texts if (at := written_moment(text)) is not None), None)


def _iso(text: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(text) if isinstance(text, str) else None
        return at.astimezone(UTC).replace(tzinfo=None) if at is not None and at.tzinfo else at
    except (ValueError, OverflowError):
        return None


def _drift(place: str, why: str) -> DriftError:
    return DriftError(
        f"is no list of a form that is known: {why}",
        place=place,
        next_step="If the file is as Instagram made it, the format has changed: please report it.",
    )
