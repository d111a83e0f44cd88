"""Exports of Facebook's with as many rows as wanted; everybody in them is invented."""

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

OWNER = "Fred Doorman"
A_PART = 10_000  # so many messages Facebook puts into one file
START = 1_500_000_000
_NAMES = ("J\u00c3\u00bcrgen", "Nadia", "Zo\u00c3\u00ab", "Otto", "In\u00c3\u00aas", "Petra", "Tomas", "Dora")


def name(number: int) -> str:
    """Somebody's name, with Meta's broken letters."""
    return f"{_NAMES[number % len(_NAMES)]} Quill {number // 3}"


def friends(folder: Path, rows: int) -> Path:
    """An export with so many friends."""
    people = [{"name": name(number), "timestamp": START + number * 1000} for number in range(rows)]
    return _zipped(folder, {"connections/friends/your_friends.json": json.dumps({"friends_v2": people}, indent=2)})


def pages(folder: Path, rows: int) -> Path:
    """The same as a web page."""
    boxes = (
        '<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_2ph_ _a6-h">'
        f'Nadia Quill {number}</div><div class="_a6-p"></div><div class="_3-94 _a6-o">'
        f'<div class="_a72d">Nov {number % 28 + 1}, 2023 10:13:20 pm</div></div></div>'
        for number in range(rows)
    )
    return _zipped(folder, {"connections/friends/your_friends.html": f"<html><body>{''.join(boxes)}</body></html>"})


def one_talk(folder: Path, rows: int) -> Path:
    """An export in which so many messages are those of a single conversation."""
    return _talks(folder, rows, rows)


def many_talks(folder: Path, rows: int) -> Path:
    """An export in which every conversation has a hundred messages."""
    return _talks(folder, rows, 100)


def one_file(folder: Path, rows: int) -> Path:
    """The same in a single file, which Facebook does not make."""
    return _talks(folder, rows, rows, rows)


def _talks(folder: Path, rows: int, each: int, a_part: int = A_PART) -> Path:
    return _zipped(folder, dict(talks("your_facebook_activity/messages/inbox", rows, each, a_part)))


def talks(below: str, rows: int, each: int, a_part: int = A_PART) -> Iterator[tuple[str, str]]:
    """The files of conversations with `each` messages, by their paths."""
    for talk in range(rows // each):
        other = name(talk)
        messages = [_message(talk * each + nth, other if nth % 2 else OWNER) for nth in range(each)][::-1]
        for number, start in enumerate(range(0, each, a_part), 1):
            document = {
                "participants": [{"name": other}, {"name": OWNER}],
                "messages": messages[start : start + a_part],
                "title": other,
                "is_still_participant": True,
                "thread_path": f"inbox/talk_{talk}",
            }
            yield f"{below}/talk_{talk}/message_{number}.json", json.dumps(document, indent=2)


def _message(number: int, sender: str) -> dict[str, object]:
    words = f"{number} words of a message that is neither long nor short \u00f0\u009f\u008c\u00b8 " * (1 + number % 3)
    return {
        "sender_name": sender,
        "timestamp_ms": (START + number * 600) * 1000 + number % 1000,
        "content": words,
        "reactions": [{"reaction": "\u00f0\u009f\u0098\u0086", "actor": sender}] if number % 5 == 0 else [],
        "is_geoblocked_for_viewer": False,
        "is_unsent_image_by_messenger_kid_parent": False,
    }


def _zipped(folder: Path, files: Mapping[str, str]) -> Path:
    profile = {"profile_v2": {"name": {"full_name": OWNER}}}
    info = {"personal_information/profile_information/profile_information.json": json.dumps(profile)}
    return zipped(folder / "facebook-fred.doorman-2026-11-01-AbCdE.zip", info | dict(files))


def zipped(path: Path, files: Mapping[str, str]) -> Path:
    """A zip with these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for member, content in files.items():
            archive.writestr(member, content)
    return path


FORMATS: dict[str, Callable[[Path, int], Path]] = {
    "Facebook, friends": friends,
    "Facebook, friends as a web page": pages,
    "Facebook, messages of one conversation": one_talk,
    "Facebook, messages of many conversations": many_talks,
    "Facebook, messages in a single file": one_file,
}
