"""Builds exports of Facebook and Instagram from a few rows, with Meta's broken letters."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from doorstep.facts.seen import Reading

from .helpers import read, zipped

FACEBOOK = "facebook-fred.doorman-2026-11-01-AbCdE.zip"
INSTAGRAM = "instagram-fred.doorman-2026-11-01-AbCdE.zip"
FRIENDS = "connections/friends/your_friends.json"
RECEIVED = "connections/friends/received_friend_requests.json"
LISTS = "connections/followers_and_following/"
ASKED = LISTS + "follow_requests_you've_received.json"
FOLLOWERS = LISTS + "followers_1.json"
FOLLOWING = LISTS + "following.json"
CLOSE = LISTS + "close_friends.json"
INFO = "personal_information/personal_information/personal_information.json"
TALK = "your_instagram_activity/messages/inbox/nadia_1/message_1.json"
PAGE = '<div class="pam uiBoxWhite"><div><a href="https://www.instagram.com/{0}">{0}</a></div><div>{1}</div></div>'
PROFILE = "personal_information/profile_information/profile_information.json"
FRED = {"profile_v2": {"name": {"full_name": "Fred Doorman"}, "profile_uri": "https://www.facebook.com/fred.doorman"}}
TIME = 1_700_000_000  # 14 November 2023, 22:13 UTC


def broken(value: Any) -> Any:
    """The same with every byte of UTF-8 as a letter of its own, as Meta writes it."""
    match value:
        case str():
            return value.encode().decode("latin-1")
        case dict():
            return {broken(key): broken(inner) for key, inner in value.items()}
        case list():
            return [broken(inner) for inner in value]
    return value


def export(folder: Path, files: Mapping[str, Any], name: str = FACEBOOK) -> list[Reading]:
    """What a zip of these documents tells; text and bytes are taken as they are."""
    return read([zipped(folder, written(files), name)])


def written(files: Mapping[str, Any]) -> dict[str, str | bytes]:
    """The documents as Meta writes them."""
    return {
        path: content if isinstance(content, str | bytes) else json.dumps(broken(content))
        for path, content in files.items()
    }


def facebook(folder: Path, files: Mapping[str, Any], name: str = FACEBOOK) -> Reading:
    """What one Facebook export of these documents tells."""
    (found,) = export(folder, files, name)
    assert found.source == "Facebook export"
    return found


def instagram(folder: Path, files: Mapping[str, Any], name: str = INSTAGRAM) -> Reading:
    """What one Instagram export of these documents tells."""
    (found,) = export(folder, files, name)
    assert found.source == "Instagram export"
    return found


def named(*names: str, key: str = "friends_v2", at: int = TIME) -> dict[str, Any]:
    """One of Facebook's lists; each name a day after the one before."""
    return {key: [{"name": name, "timestamp": at + 86_400 * nth} for nth, name in enumerate(names)]}


def followers(*users: str, at: int = TIME) -> list[Any]:
    """One of Instagram's lists, each user a day after the one before."""
    return [
        {
            "title": "",
            "media_list_data": [],
            "string_list_data": [
                {"href": f"https://www.instagram.com/{user}", "value": user, "timestamp": at + 86_400 * nth}
            ],
        }
        for nth, user in enumerate(users)
    ]


def moved(*users: str) -> list[Any]:
    """One of Instagram's lists from 2024 on: the name in the title, no value, `_u` in the address."""
    return [
        {"title": user, "string_list_data": [{"href": f"https://www.instagram.com/_u/{user}", "timestamp": TIME}]}
        for user in users
    ]


def info(private: str = "True", name: str = "Fred Doorman", label: str = "Username") -> Any:
    """What Instagram says of the account itself."""
    values = {label: "fred.doorman", "Name": name, "Private Account": private}
    return {"profile_user": [{"string_map_data": {key: {"href": "", "value": one} for key, one in values.items()}}]}


def labelled(rows: list[dict[str, str]], at: int = TIME) -> list[Any]:
    """A list in the form of labels and values."""
    return [
        {"timestamp": at, "media": [], "label_values": [{"label": one, "value": row[one]} for one in row]}
        for row in rows
    ]


def talk(*said: tuple[str, int], people: tuple[str, ...] = ("Nadia Quill", "Fred Doorman"), **more: Any) -> Any:
    """A conversation: who wrote, so many minutes after the start; the newest first."""
    messages = [
        {"sender_name": who, "timestamp_ms": (TIME + minutes * 60) * 1000, "content": "Hello"} for who, minutes in said
    ]
    return {"participants": [{"name": one} for one in people], "messages": messages[::-1], "title": people[0]} | more


def talks(found: Reading) -> list[tuple[str, str, str]]:
    """The contacts: with whom, what, in which direction."""
    return [(one.who.name, one.kind, one.direction) for one in found.interactions]


def asking(found: Reading) -> list[tuple[str, str, str]]:
    """The requests: of whom, in which direction, in which state."""
    return [(one.who.key, one.direction, one.state) for one in found.requests]
