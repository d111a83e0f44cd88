"""Which column of a table holds what, as the user confirmed it once; and the user's own table of stages."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..errors import SourceError, UsageError
from ..sources import Given
from .home import MAX_FILE, Desk
from .me import MAPPING

Mappings = Mapping[str, Mapping[str, str]]
WISH = "*"
_BETWEEN = re.compile(r",(?=\s*\w+\s*=)")


def remembered(desk: Desk) -> dict[str, dict[str, str]]:
    """The mappings that the user confirmed, by the print of the header."""
    try:
        held = json.loads(desk.ledger.setting(MAPPING) or "{}")
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def remember(desk: Desk, agreed: Mappings) -> None:
    """Keeps what was confirmed, beside what is remembered already."""
    held = remembered(desk)
    now = held | {
        name: {field: heading for field, heading in mapping.items() if field != WISH}
        for name, mapping in agreed.items()
        if name != WISH
    }
    if now != held:
        desk.ledger.set_setting(MAPPING, json.dumps(now, ensure_ascii=False, sort_keys=True))


def with_mapping(desk: Desk, given: Given, mapping: Mappings | None) -> Given:
    """What sources are told, with the mappings of this import and the user's own stages."""
    return replace(given, mapping={**given.mapping, **(mapping or {})}, stages=own_stages(desk))


def wish_of(words: Iterable[str]) -> dict[str, str]:
    """`email=Mail,name=Contact` as fields with their headings; UsageError where it is not of that form."""
    found: dict[str, str] = {}
    for word in words:
        for part in _BETWEEN.split(word):
            field, sign, heading = part.partition("=")
            if not sign or not field.strip():
                raise UsageError(
                    f"`{part.strip()}` does not say which column holds what",
                    next_step="Write: --map email=Mail,name=Who",
                )
            found[field.strip().casefold()] = heading.strip()
    return found


def own_stages(desk: Desk) -> str:
    """The text of the user's own stages.toml, or nothing; SourceError where it cannot be read."""
    path = desk.home / "stages.toml"
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE).decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=str(path)) from error
    except UnicodeDecodeError as error:
        raise SourceError("is no UTF-8 text", place=str(path), next_step="Save it as UTF-8.") from error
