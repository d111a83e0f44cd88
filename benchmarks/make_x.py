"""Archives of X with as many rows as wanted; everybody in them is invented."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

OWNER, FIRST = 1_100_000_000_000_000_001, 1_200_000_000_000_000_000
A_TALK = 40  # so many messages a conversation has


def posts(folder: Path, rows: int) -> Path:
    """An archive with so many posts, each of which mentions somebody."""
    return _zipped(folder, {"tweets": ("tweets", (_post(number) for number in range(rows)))})


def messages(folder: Path, rows: int) -> Path:
    """An archive with so many messages, in conversations of two."""
    talks = (_talk(number) for number in range(rows // A_TALK))
    return _zipped(folder, {"direct-messages": ("direct_messages", talks)})


def lists(folder: Path, rows: int) -> Path:
    """An archive with so many followers, half of whom are followed."""
    followers = ({"follower": _account(number)} for number in range(rows))
    following = ({"following": _account(number * 2)} for number in range(rows // 2))
    return _zipped(folder, {"follower": ("follower", followers), "following": ("following", following)})


def _account(number: int) -> dict[str, str]:
    return {"accountId": str(FIRST + number), "userLink": f"https://twitter.com/intent/user?user_id={FIRST + number}"}


def _post(number: int) -> dict[str, object]:
    who = FIRST + number % 20_000
    mention = {
        "name": f"Nadia Quill {who % 977}",
        "screen_name": f"nadia_{who % 20_000}",
        "id_str": str(who),
        "id": who,
    }
    post = {
        "edit_info": {"initial": {"editTweetIds": [str(number)], "editsRemaining": "5", "isEditEligible": True}},
        "retweeted": False,
        "source": '<a href="https://x.example" rel="nofollow">Web</a>',
        "entities": {"hashtags": [], "symbols": [], "user_mentions": [mention], "urls": []},
        "display_text_range": ["0", "80"],
        "favorite_count": "1",
        "id_str": str(1_900_000_000_000_000_000 + number),
        "full_text": f"@nadia_{who % 20_000} tea &amp; maps on Friday, number {number}? " + "Bring the old one. " * 4,
        "created_at": f"Tue Oct {number % 28 + 1:02} 07:00:00 +0000 2025",
        "in_reply_to_user_id_str": str(who),
        "in_reply_to_screen_name": f"nadia_{who % 20_000}",
        "lang": "en",
    }
    return {"tweet": post}


def _talk(number: int) -> dict[str, object]:
    other = str(FIRST + number)
    sides = (str(OWNER), other), (other, str(OWNER))
    said = [
        {
            "messageCreate": {
                "recipientId": sides[at % 2][1],
                "reactions": [],
                "urls": [],
                "text": "Friday then, by the harbour. " * 3,
                "mediaUrls": [],
                "senderId": sides[at % 2][0],
                "id": str(1_800_000_000_000_000_000 + number * A_TALK + at),
                "createdAt": f"2025-10-{at % 28 + 1:02}T09:00:00.000Z",
            }
        }
        for at in range(A_TALK)
    ]
    return {"dmConversation": {"conversationId": f"{OWNER}-{other}", "messages": said}}


def _zipped(folder: Path, files: Mapping[str, tuple[str, Iterator[object]]]) -> Path:
    path = folder / "twitter-2026-11-02-0a1b2c.zip"
    account = {"email": "fred@door.example", "username": "fred_doorman", "accountId": str(OWNER)}
    own = {"account": ("account", iter([{"account": account}]))}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, (kind, entries) in {**own, **files}.items():
            text = ",\n".join(json.dumps(entry, indent=2) for entry in entries)
            archive.writestr(f"data/{name}.js", f"window.YTD.{kind}.part0 = [\n{text}\n]")
    return path


FORMATS: Mapping[str, Callable[[Path, int], Path]] = {
    "X posts": posts,
    "X messages": messages,
    "X followers": lists,
}
