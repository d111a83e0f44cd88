"""Addresses of profiles in the one form in which they are compared: which network, and who is meant there."""

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import quote, unquote

_LINKEDIN = "https://www.linkedin.com/in/"
_UNFIT = frozenset(" /\\<>\"'")
_PLAIN = re.compile(r"[A-Za-z0-9_.~%-]+")
_NUMBER = re.compile(r"[0-9]{1,20}")
_HOST = re.compile(r"(?=.{4,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_DID = re.compile(r"did:(?:plc:[a-z2-7]{24}|web:[A-Za-z0-9.:%_-]{1,200})")
_FEDIVERSE = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,98}[a-z0-9_])?")
_ON_A_SERVER = re.compile(r"(?:@|users/)([^/?#@]+)/?")
# What each network lets a handle be. A handle of digits alone could be taken for a number, and is left out.
_HANDLES = {
    "x": re.compile(r"(?![0-9]+\Z)[a-z0-9_]{1,15}"),
    "facebook": re.compile(r"(?![0-9]+\Z)[a-z0-9.]{5,60}"),
    "instagram": re.compile(r"[a-z0-9._]{1,30}"),
}
_HOSTS = {
    "x.com": "x",
    "twitter.com": "x",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "instagram.com": "instagram",
}
_PAGES = {
    "x": "home i intent search hashtag share explore settings messages notifications login signup compose tos privacy",
    "facebook": "groups pages events watch marketplace people public profile.php photo photo.php share sharer "
    "sharer.php story.php permalink.php gaming login login.php help hashtag",
    "instagram": "p reel reels explore stories accounts direct tv about legal developer",
}
_NO_PERSON = {network: frozenset(names.split()) for network, names in _PAGES.items()}
# What address books call a network.
SERVICES: Mapping[str, str] = {
    "linkedin": "linkedin",
    "twitter": "x",
    "x": "x",
    "facebook": "facebook",
    "instagram": "instagram",
    "mastodon": "mastodon",
    "fediverse": "mastodon",
    "bluesky": "bluesky",
    "xmpp": "xmpp",
    "jabber": "xmpp",
}


def profile_at(url: str) -> tuple[str, str] | None:
    """The network and its key for the person whose profile this is; None where it is no profile's address.

    The address of a Mastodon profile looks like those of other sites: `profile_on` takes it, where the service is told.
    """
    slug = linkedin_slug(url)
    if slug:
        return ("linkedin", slug)
    host, path, query = _split(url)
    network = _HOSTS.get(host, "")
    parts = [part for part in path.split("/") if part]
    if host == "bsky.app" and len(parts) >= 2 and parts[0] == "profile":
        key = bluesky_key(parts[1])
        return ("bluesky", key) if key else None
    if not network or not (parts or query):
        return None
    key = _numbered(network, parts, query) or _handle(network, parts)
    return (network, key) if key else None


def profile_on(service: str, text: str) -> tuple[str, str] | None:
    """As `profile_at`, where it is told which service the address or bare handle is of."""
    network = SERVICES.get(service.strip().casefold(), "")
    text = text.strip()
    if not network or not text or len(text) > 1000:
        return None
    if network == "mastodon":
        key = fediverse_key(text)
    elif "://" in text:
        return profile_at(text)
    elif network == "xmpp":
        key = text.casefold().removeprefix("xmpp:").partition("?")[0].partition("/")[0]
        key = key if key.count("@") == 1 and host_of(key.partition("@")[2]) and key.isprintable() else ""
    elif network == "bluesky":
        key = bluesky_key(text.removeprefix("@"))
    elif network == "linkedin":
        key = linkedin_slug(text) or linkedin_slug(_LINKEDIN + text)
    else:
        key = profile[1] if (profile := profile_at(text)) else handle_key(network, text)
    return (network, key) if key else None


def handle_key(network: str, text: str) -> str:
    """A handle as X, Facebook and Instagram compare it, or nothing where it cannot be one."""
    handle = text.strip().removeprefix("@").casefold()
    return handle if _HANDLES[network].fullmatch(handle) else ""


def bluesky_key(text: str) -> str:
    """A DID as it is, else a handle (a host name) in lower case; nothing where it is neither."""
    return text if _DID.fullmatch(text) else host_of(text)


def fediverse_key(text: str, home: str = "") -> str:
    """`user@host` of `@user@host`, `acct:user@host`, `https://host/@user`; nothing where it is none of these.

    `home` is the host of those who are named without one.
    """
    text = text.strip()
    if "://" in text:
        host, path, _ = _split(text, bare=False)
        found = _ON_A_SERVER.fullmatch(path)
        user = found[1] if found else ""
    else:
        user, _, host = text.removeprefix("acct:").removeprefix("@").partition("@")
    user, host = user.lower(), host_of(host or home)
    return f"{user}@{host}" if host and _FEDIVERSE.fullmatch(user) else ""


def host_of(text: str) -> str:
    """A server's name in plain lower case (punycode), or nothing where it names no public server."""
    name = text.strip().rstrip(".").lower()
    if not name.isascii() and len(name) <= 253:
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return name if _HOST.fullmatch(name) else ""


def linkedin_slug(url: str) -> str:
    """The part after /in/ of an address on linkedin.com, decoded, in lower case; else nothing."""
    return _segment(url).lower()


def linkedin_url(url: str) -> str:
    """The address in its plain form, or nothing where it is not a LinkedIn profile's."""
    if url.startswith(_LINKEDIN) and _PLAIN.fullmatch(url, len(_LINKEDIN)):
        return url
    segment = _segment(url)
    return _LINKEDIN + quote(segment, safe="-._~") if segment else ""


def _split(url: str, *, bare: bool = True) -> tuple[str, str, str]:
    """Host, path and query of a web address, with or without its scheme; the host `bare` of www. and m."""
    text = url.strip()
    if len(text) > 1000:
        return "", "", ""
    scheme, found, rest = text.partition("://")
    if found and scheme.casefold() not in ("http", "https"):
        return "", "", ""
    host, _, path = (rest if found else text).partition("/")
    host = host.casefold().partition(":")[0]
    if bare:
        for start in ("www.", "m.", "mobile."):
            host = host.removeprefix(start)
    path, _, query = path.partition("#")[0].partition("?")
    return host, path, query


def _numbered(network: str, parts: list[str], query: str) -> str:
    """The number by which X and Facebook know a person, where the address tells it."""
    told = {name: value for name, _, value in (one.partition("=") for one in query.split("&"))}
    match network, [part.casefold() for part in parts]:
        case "facebook", ["profile.php"]:
            number = told.get("id", "")
        case "facebook", ["people", _, number]:
            pass
        case "facebook", [number]:
            pass
        case "x", ["intent", "user"]:
            number = told.get("user_id", "")
        case "x", ["i", "user", number]:
            pass
        case _:
            return ""
    return number if _NUMBER.fullmatch(number) else ""


def _handle(network: str, parts: list[str]) -> str:
    if network == "instagram" and len(parts) > 1 and parts[0] in ("_u", "_n"):
        parts = parts[1:]
    if not parts or parts[0].casefold() in _NO_PERSON[network]:
        return ""
    return handle_key(network, parts[0])


def _segment(url: str) -> str:
    """The decoded path segment after /in/ of an address on linkedin.com, as written; else nothing."""
    if url.startswith(_LINKEDIN) and _PLAIN.fullmatch(url, len(_LINKEDIN)):
        return _decoded(url[len(_LINKEDIN) :])
    text = url.strip()
    scheme, found, rest = text.partition("://")
    if found and scheme.casefold() not in ("http", "https"):
        return ""
    host, _, path = (rest if found else text).partition("/")
    host = host.casefold().partition(":")[0]
    if host != "linkedin.com" and not host.endswith(".linkedin.com"):
        return ""
    lowered = path.casefold()
    for start in ("in/", "comm/in/"):
        if lowered.startswith(start):
            return _decoded(path[len(start) :].partition("/")[0].partition("?")[0].partition("#")[0])
    return ""


def _decoded(raw: str) -> str:
    if "%" not in raw and raw.isascii():
        slug = raw
    else:
        try:
            slug = unicodedata.normalize("NFC", unquote(raw, errors="strict"))
        except UnicodeDecodeError:  # two that cannot be decoded are not the same
            slug = raw
    return slug if slug.isprintable() and _UNFIT.isdisjoint(slug) else ""
