"""The archive: whose it is (actor.json), and what they published for whom, naming whom (outbox.json)."""

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from html import unescape
from typing import cast

from ...errors import DriftError
from ...facts.seen import SeenFile, SeenPost, Who
from ...facts.text import clean, clean_line
from ..addresses import fediverse_key, host_of
from ..json_rows import JsonRows
from ..tables import skip
from ..times import utc_of

NETWORK = "mastodon"
NAME_LIMIT, TEXT_LIMIT = 200, 20_000
_PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
_BREAK, _TAG = re.compile(r"<br[^<>]*>|</p>\s*<p[^<>]*>", re.IGNORECASE), re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class Outbox:
    """The posts, and whom they name: by key, in the order in which they were met."""

    posts: list[SeenPost] = field(default_factory=list)
    named: dict[str, None] = field(default_factory=dict)
    boosts: int = 0
    letters: int = 0


def owner_of(actor: object) -> Who | None:
    """Whose archive it is, or None where the document names nobody."""
    about = cast(dict[str, object], actor) if isinstance(actor, dict) else {}
    address, user = about.get("id"), about.get("preferredUsername")
    if not isinstance(address, str) or not isinstance(user, str):
        return None
    host = host_of(address.partition("://")[2].partition("/")[0].partition(":")[0])
    key = fediverse_key(user, host)
    name = about.get("name")
    shown = clean_line(name, NAME_LIMIT) if isinstance(name, str) else ""
    return Who(NETWORK, key, shown or user, True, profile_url(key)) if key else None


def profile_url(key: str) -> str:
    """The address of somebody's profile."""
    user, _, host = key.partition("@")
    return f"https://{host}/@{user}"


def outbox(rows: JsonRows, seen: SeenFile, me: str) -> Outbox:
    """What the owner `me` published. Messages to somebody alone are no posts: of them only who was named is kept."""
    found, is_known = Outbox(), False
    if rows.peek() != "{":
        raise _drift(seen)
    for key in rows.keys():  # noqa: SIM118  no dict: each key stops before its value
        if key != "orderedItems" or rows.peek() != "[":
            rows.value()
            continue
        is_known = True
        for number in rows.entries():
            seen.rows += 1
            _take(rows.value(), number, seen, found, me)
    if not is_known:
        raise _drift(seen)
    seen.kept = len(found.posts)
    return found


def _take(item: object, number: int, seen: SeenFile, found: Outbox, me: str) -> None:
    activity = cast(dict[str, object], item) if isinstance(item, dict) else {}
    if activity.get("type") == "Announce":
        found.boosts += 1
        return
    post = activity.get("object")
    if activity.get("type") != "Create" or not isinstance(post, dict):
        skip(seen, number, "neither a post nor a boost")
        return
    address, content = post.get("id"), post.get("content")
    if not isinstance(address, str) or not isinstance(content, str):
        skip(seen, number, "a post without address or text")
        return
    at = utc_of(post.get("published") or activity.get("published"))
    if at is None:
        skip(seen, number, "no date in `published`; kept without one")
    seen.saw(at.date() if at else None)
    for who in _mentioned(post.get("tag"), me):
        found.named[who] = None
    audience = _audience(post if "to" in post else activity)
    if audience == "direct":
        found.letters += 1
        return
    summary = post.get("summary")
    text = f"{summary}\n{_plain(content)}" if isinstance(summary, str) and summary else _plain(content)
    key = blake2b(address.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    found.posts.append(SeenPost(NETWORK, key, at, clean(text, TEXT_LIMIT), audience))


def _mentioned(tags: object, me: str) -> list[str]:
    """Who is named; those of the owner's own server are named without it."""
    found = []
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, dict) and tag.get("type") == "Mention" and isinstance(tag.get("name"), str):
            href = tag.get("href")
            home = host_of(href.partition("://")[2].partition("/")[0]) if isinstance(href, str) else ""
            key = fediverse_key(tag["name"], home)
            if key and key != me:
                found.append(key)
    return found


def _audience(post: dict[str, object]) -> str:
    """For whom it is, in Mastodon's words: public, unlisted, followers, direct."""
    to, cc = _names(post.get("to")), _names(post.get("cc"))
    if not _PUBLIC.isdisjoint(to):
        return "public"
    if not _PUBLIC.isdisjoint(cc):
        return "unlisted"
    return "followers" if any(one.endswith("/followers") for one in (*to, *cc)) else "direct"


def _names(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def _plain(content: str) -> str:
    return unescape(_TAG.sub("", _BREAK.sub("\n", content))).strip()


def _drift(seen: SeenFile) -> DriftError:
    return DriftError(
        "there is no list of posts (`orderedItems`) in it",
        place=seen.name,
        next_step="Use the file as Mastodon made it. If it is that, the format has changed: please report it.",
    )
