"""The files of an Instagram export by their paths and by the keys in them."""

import re

from ..meta.threads import TALK

_LONGEST = 1000
_OURS = re.compile(
    r"(?:.*?/)??(?P<tail>(?:connections/)?followers_and_following/[^/]+\.(?:json|html?)"
    rf"|your_(?:instagram_activity|activity_across_instagram[^/]*)/{TALK}"
    r"|(?:personal_information/){1,2}personal_information\.(?:json|html?))"
)
# A page by itself is known by its name, a loose list by what is in it (see `claims`).
_LOOSE = re.compile(
    r"(?:followers_\d+|follow_requests_you_ve_received|pending_follow_requests|blocked_(?:profiles|accounts)"
    r"|restricted_(?:profiles|accounts)|close_friends)\.html?"
)
# Only where a folder around them says Instagram: Facebook's lie at the same place.
_OLD_TALK = re.compile(rf".*instagram[^/]*/(?P<tail>{TALK})")
_THREADS = re.compile(r"(?:.*/)?threads/[^/]+")
_PROFILE = re.compile(r"(?:.*/)?(?:personal_information/personal_information|profile)\.json")
_NUMBER = re.compile(r"_(\d+)$")

# The name of a file without ending and number, and the list that it holds.
_LISTS = {
    "followers": "followers",
    "following": "following",
    "follow_requests_you_ve_received": "received",
    "pending_follow_requests": "sent",
    "blocked_profiles": "blocked",
    "blocked_accounts": "blocked",
    "restricted_profiles": "restricted",
    "restricted_accounts": "restricted",
    "close_friends": "close",
    "recent_follow_requests": "recent",
    "recently_unfollowed_profiles": "unfollowed",
    "recently_unfollowed_accounts": "unfollowed",
    "hide_story_from": "hidden",
    "removed_suggestions": "suggestions",
    "profiles_you_ve_favorited": "favourites",
    "following_hashtags": "hashtags",
}
# The key at the top of a list, without `relationships_`, or that in `connections.json`.
KEYS = {
    "followers": "followers",
    "following": "following",
    "follow_requests_received": "received",
    "follow_requests_sent": "sent",
    "blocked_users": "blocked",
    "restricted_users": "restricted",
    "close_friends": "close",
    "permanent_follow_requests": "recent",
    "unfollowed_users": "unfollowed",
    "hide_stories_from": "hidden",
    "dismissed_suggested_users": "suggestions",
    "feed_favorites": "favourites",
    "following_hashtags": "hashtags",
}
READ_AS = {
    "followers": "followers",
    "following": "accounts you follow",
    "received": "requests received",
    "sent": "requests sent",
    "blocked": "accounts you blocked",
    "restricted": "accounts you restricted",
    "close": "close friends",
}
THREADS = "of Threads, which is another network"
LEFT_ALONE = {
    "recent": "requests that you sent some time; some of them were accepted, and the file does not tell which",
    "unfollowed": "whom you no longer follow asks for nothing",
    "hidden": "from whom you hide your story says nothing about a request",
    "suggestions": "these were Instagram's guesses, nobody of them asked",
    "favourites": "whose posts you see first says nothing about a request",
    "hashtags": "these are no people",
}


def tail_of(key: str) -> str | None:
    """The part of a path key below the export's root where Instagram alone has such a path, else None."""
    if len(key) > _LONGEST or is_of_threads(key):
        return None
    if _LOOSE.fullmatch(key):
        return key
    found = _OURS.fullmatch(key) or _OLD_TALK.fullmatch(key)
    return found["tail"] if found else None


def claims(key: str, head: bytes) -> bool:
    """True for a loose list, and for the two files that told of people until 2020: their names alone say nothing."""
    match key.rpartition("/")[2]:
        case "connections.json":
            return any(mark in head for mark in (b'"followers"', b'"following"', b'"follow_requests_sent"'))
        case "profile.json":
            return b'"username"' in head and (b'"date_joined"' in head or b'"private_account"' in head)
    if not key.endswith(".json") or not list_of(key) or is_of_threads(key):
        return False
    is_list = b'"relationships_' in head or b'"string_list_data"' in head or b'"label_values"' in head
    return is_list and b"instagram.com/" in head


def is_of_threads(key: str) -> bool:
    """True for the lists of Threads that come in the same export under the same names."""
    return _THREADS.fullmatch(key) is not None


def list_of(key: str) -> str:
    """Which list the file's name says that it is; empty for none."""
    return _LISTS.get(_NUMBER.sub("", key.rpartition("/")[2].rpartition(".")[0]), "")


def number_of(key: str) -> int:
    """The number of a list in several files, 0 where it has none."""
    found = _NUMBER.search(key.rpartition(".")[0])
    return int(found[1][:6]) if found else 0


def is_profile(key: str) -> bool:
    """True for the file that says whose export it is."""
    return _PROFILE.fullmatch(key) is not None
