"""The small files of an X archive: the owner's account, when it was protected, and lists of numbers."""

from collections.abc import Mapping

from ...errors import DriftError
from ...facts.seen import SeenFile, Who
from ...facts.text import clean_line
from ..addresses import handle_key
from ..json_rows import JsonRows
from ..tables import skip
from ..times import utc_of
from .people import NAME_LIMIT, NETWORK, number_of

# Each list, and the key in which its entries stand.
LISTS: Mapping[str, str] = {"follower": "follower", "following": "following", "block": "blocking", "mute": "muting"}


def account(rows: JsonRows, seen: SeenFile) -> Who | None:
    """The owner: number, name, handle, e-mail."""
    found = None
    for _ in rows.entries():
        seen.rows += 1
        entry = rows.value()
        about = entry.get("account") if isinstance(entry, dict) else None
        number = number_of(about.get("accountId")) if isinstance(about, dict) else ""
        if not isinstance(about, dict) or not number:
            continue
        name = str(about.get("accountDisplayName") or "")
        found = owner(number, str(about.get("username") or ""), name, str(about.get("email") or ""))
        seen.kept += 1
    return found


def owner(number: str, handle: str, name: str, email: str = "") -> Who:
    """The owner as the rest of the archive needs it; whatever is no handle or address is left out."""
    key, address = handle_key(NETWORK, handle), clean_line(email, 320).casefold()
    shown = clean_line(name, NAME_LIMIT) or key
    return Who(NETWORK, number, shown, True, "", (address,) if "@" in address else (), former=(key,) if key else ())


def protections(rows: JsonRows, seen: SeenFile) -> list[tuple[str, bool]]:
    """When the account was protected (True) or opened, as ISO text."""
    found: list[tuple[str, bool]] = []
    for _ in rows.entries():
        seen.rows += 1
        entry = rows.value()
        one = entry.get("protectedHistory") if isinstance(entry, dict) else None
        at = utc_of(one.get("protectedAt")) if isinstance(one, dict) else None
        if isinstance(one, dict) and at is not None:
            found.append((at.isoformat(), str(one.get("action")).casefold() == "protect"))
            seen.kept += 1
    return found


def numbers(rows: JsonRows, seen: SeenFile, kind: str) -> list[str]:
    """The accounts of a list, each once; DriftError where there are entries and none of them names an account."""
    found: dict[str, None] = {}
    for line in rows.entries():
        seen.rows += 1
        entry = rows.value()
        one = entry.get(LISTS[kind], entry) if isinstance(entry, dict) else None
        number = number_of(one.get("accountId")) if isinstance(one, dict) else ""
        if number:
            found[number] = None
        else:
            skip(seen, line, "no `accountId`")
    if seen.rows and not found:
        raise DriftError(
            f"none of its {seen.rows:,} entries names an account",
            place=seen.name,
            next_step="The format may have changed: please report it.",
        )
    seen.kept = len(found)
    return list(found)
