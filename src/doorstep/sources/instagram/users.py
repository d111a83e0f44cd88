"""Instagram's user names, alone and in addresses, in the one form in which they are compared."""

import re

_USER = re.compile(r"[a-z0-9._]{1,30}")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.|m\.)?instagram\.com/(?P<path>[^?#]*)(?:[?#].*)?", re.IGNORECASE)
_NAMED = re.compile(r"instagram-([a-z0-9._]{1,30})-20\d\d-\d\d-\d\d", re.IGNORECASE)
# What stands before a name in newer addresses, and what stands where a name would and is none.
_BEFORE = frozenset({"_u", "_n"})
_NOBODY = frozenset(
    {
        "about", "accounts", "ads", "api", "challenge", "developer", "developers", "direct", "directory", "explore",
        "help", "legal", "lite", "p", "privacy", "reel", "reels", "safety", "session", "stories", "terms", "topics",
        "tv", "web",
    }
)  # fmt: skip


def user_of(text: object) -> str:
    """The user name in lower case; empty where the text cannot be one."""
    if not isinstance(text, str):
        return ""
    user = text.strip().casefold().removeprefix("@")
    return user if _USER.fullmatch(user) and user.strip(".") else ""


def user_in(address: object) -> str:
    """The user name in an address of a profile on Instagram; empty where it is none."""
    found = _ADDRESS.fullmatch(address.strip()) if isinstance(address, str) else None
    parts = [part for part in found["path"].split("/") if part not in _BEFORE] if found else []
    user = user_of(parts[0]) if parts else ""
    return "" if user in _NOBODY else user


def user_in_name(name: str) -> str:
    """The owner's user name in the name of an export (`instagram-fred.doorman-2026-05-01-x`), or nothing."""
    found = _NAMED.search(name)
    return user_of(found[1]) if found else ""


def profile_url(user: str) -> str:
    """The https address of a user's profile."""
    return f"https://www.instagram.com/{user}/"
