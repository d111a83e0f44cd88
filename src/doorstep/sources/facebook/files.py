"""The files of a Facebook export by their paths: where the layouts since 2018 put each list."""

import re
from collections.abc import Callable

from ..meta.threads import TALK

_WRAPPED = r"(?:your_(?:facebook_activity|activity_across_facebook)/)?"
_LIST = (
    r"your_friends|received_friend_requests|friend_requests_received|sent_friend_requests|friend_requests_sent"
    r"|rejected_friend_requests|removed_friends|people_you_may_know"
)
_LONGEST = 1000
_OURS = re.compile(
    rf"(?:.*?/)??(?P<tail>{_WRAPPED}(?:connections/friends|friends_and_followers|friends)/(?:{_LIST}|friends)\.(?:json|html?)"
    r"|(?:personal_information/)?profile_information/profile_information\.(?:json|html?)"
    rf"|{_WRAPPED}posts/your_posts[^/]*\.json"
    rf"|your_(?:facebook_activity|activity_across_facebook)/{TALK}"
    rf"|(?:{_LIST})\.(?:json|html?))"
)
# Only where a folder around them says Facebook: Instagram's lie at the same place.
_OLD_TALK = re.compile(rf".*facebook[^/]*/(?P<tail>{TALK})")
_POSTS = re.compile(r"(?:.*/)?posts/your_posts(?:_\d+|__check_ins__photos_and_videos_\d+)\.json")
_PROFILE = re.compile(r"(?:.*/)?profile_information/profile_information\.json")
_ENCRYPTED = re.compile(r"_\d+\.json$")

# The name of a file without its ending, and the list that it holds.
LISTS = {
    "your_friends": "friends",
    "friends": "friends",
    "received_friend_requests": "received",
    "friend_requests_received": "received",
    "sent_friend_requests": "sent",
    "friend_requests_sent": "sent",
    "rejected_friend_requests": "rejected",
    "removed_friends": "removed",
}
_FOLLOWS = "following somebody does not say that you know each other"
LEFT_ALONE = {
    "people_you_may_know": "these are Facebook's guesses, nobody of them asked",
    "who_you_ve_followed": _FOLLOWS,
    "following": _FOLLOWS,
    "people_who_followed_you": _FOLLOWS,
    "followers": _FOLLOWS,
    "autofill_information": "what your browser filled in says nothing about people",
    "secret_conversations": "holds devices, not conversations",
}
_NUMBER = re.compile(r"_\d+$")


def tail_of(key: str) -> str | None:
    """The part of a path key below the export's root where Facebook alone has such a path, else None."""
    found = (_OURS.fullmatch(key) or _OLD_TALK.fullmatch(key)) if len(key) <= _LONGEST else None
    return found["tail"] if found else None


def claims(key: str, head: bytes) -> bool:
    """True for a loose file of Facebook's: a list, or a conversation of the export of encrypted ones."""
    if not key.endswith(".json"):
        return False
    if stem_of(key) == "friends":
        return b'"friends"' in head or b'"friends_v2"' in head
    return is_encrypted_talk(key, lambda: head)


def stem_of(key: str) -> str:
    """The file's name without folders, ending and number."""
    return _NUMBER.sub("", key.rpartition("/")[2].rpartition(".")[0])


def list_of(key: str) -> str:
    """Which list of people the file holds; empty for none."""
    return LISTS.get(stem_of(key), "")


def is_profile(key: str) -> bool:
    """True for the file that says whose export it is."""
    return _PROFILE.fullmatch(key) is not None


def is_posts(key: str) -> bool:
    """True for what the owner published."""
    return _POSTS.fullmatch(key) is not None


def is_encrypted_talk(key: str, head: Callable[[], bytes]) -> bool:
    """True for a conversation of the separate export of encrypted ones; its first bytes are asked for if need be."""
    if _ENCRYPTED.search(key) is None or "/messages/" in f"/{key}":
        return False
    first = head()
    return b'"threadName"' in first or b'"senderName"' in first
