"""Links to a profile and to the page of open requests: always https, never to another place than meant."""

import re
from urllib.parse import quote, unquote

from .known import Network, load

_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


def profile_link(network: str, key: str) -> str:
    """The https address of a profile, or nothing where the key cannot be one there.

    `key` is what the network calls the person: a handle with or without @, `user@server` on Mastodon,
    a number on X and Facebook. A person's display name is not a key.
    """
    known = load().get(network)
    if known is None or not known.profile:
        return ""
    handle = _plain(key)
    if known.profile_by_id and _is_number(handle):
        return known.profile_by_id.replace("{id}", handle)
    host = ""
    if "{host}" in known.profile:
        handle, _, host = handle.rpartition("@")
        host = safe_host(host)
        if not host:
            return ""
    if not _is_handle(known, handle):
        return ""
    return known.profile.replace("{host}", host).replace("{handle}", quote(handle, safe=":"))


def requests_link(network: str, host: str = "") -> str:
    """The https address of the page of open requests, or nothing; `host` is the owner's own server."""
    known = load().get(network)
    if known is None:
        return ""
    if "{host}" not in known.requests:
        return known.requests
    host = safe_host(host)
    return known.requests.replace("{host}", host) if host else ""


def safe_host(host: str) -> str:
    """The server's name in plain lower case (punycode), or nothing where it names no public server."""
    try:
        name = host.strip().rstrip(".").lower().encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return name if _HOST.fullmatch(name) else ""


def _plain(key: str) -> str:
    """The key without a leading @ and with its percent escapes undone, so that none is escaped twice."""
    return unquote(key.strip()).removeprefix("@")


def _is_number(handle: str) -> bool:
    return handle.isascii() and handle.isdigit() and len(handle) <= 20


def _is_handle(network: Network, handle: str) -> bool:
    """True where the handle fits the network's pattern, can be printed, and does not climb (`.`, `..`)."""
    if not handle.isprintable() or not handle.strip("."):
        return False
    return re.fullmatch(network.handle, handle) is not None
