"""Whose export it is: name, address and e-mail addresses of the owner."""

import re
from dataclasses import dataclass

from ...facts.seen import SeenFile
from ..meta.letters import name_of

_ADDRESS = re.compile(
    r"https?://(?:[a-z-]+\.)?facebook\.com/(?:profile\.php\?id=(?P<id>\d{1,20})|(?P<name>[A-Za-z0-9.]{5,60}))/?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner's name, and the key (number or name) in the address of their profile; empty where it is not told."""

    name: str = ""
    key: str = ""
    emails: tuple[str, ...] = ()


def owner(document: object, seen: SeenFile) -> Owner:
    """The owner as `profile_information.json` tells."""
    told = document if isinstance(document, dict) else {}
    one = next((found for key in ("profile_v2", "profile") if isinstance(found := told.get(key), dict)), {})
    name = one.get("name")
    full = name_of(name.get("full_name") if isinstance(name, dict) else name)
    address = one.get("profile_uri")
    found = _ADDRESS.fullmatch(address.strip()) if isinstance(address, str) else None
    key = (found["id"] or found["name"].casefold()) if found else ""
    emails = one.get("emails")
    mails = emails.get("emails") if isinstance(emails, dict) else None
    seen.rows = 1
    seen.kept = int(bool(full))
    return Owner(
        full, key, tuple(name_of(mail).casefold() for mail in mails if name_of(mail)) if isinstance(mails, list) else ()
    )
