"""Exports of Instagram's with as many rows as wanted; everybody in them is invented."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from make_facebook import START, talks, zipped

LISTS = "connections/followers_and_following"


def followers(folder: Path, rows: int) -> Path:
    """An export with so many followers, ten thousand a file."""
    people = [_row(number) for number in range(rows)]
    parts = {
        f"{LISTS}/followers_{number}.json": json.dumps(people[start : start + 10_000], indent=2)
        for number, start in enumerate(range(0, rows, 10_000), 1)
    }
    return _zipped(folder, parts)


def labelled(folder: Path, rows: int) -> Path:
    """An export with so many open requests in the newest form."""
    people = [
        {
            "timestamp": START + number * 1000,
            "media": [],
            "label_values": [
                {"label": "URL", "value": _address(number), "href": _address(number)},
                {"label": "Name", "value": f"Nadia Quill {number}"},
                {"label": "Nom d\u00e2\u0080\u0099utilisateur", "value": f"nadia.{number}"},
            ],
        }
        for number in range(rows)
    ]
    return _zipped(folder, {f"{LISTS}/follow_requests_you've_received.json": json.dumps(people, indent=2)})


def pages(folder: Path, rows: int) -> Path:
    """An export with so many followers as a web page."""
    boxes = (
        '<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder"><div class="_a6-p"><div><div>'
        f'<a target="_blank" href="{_address(number)}">nadia.{number}</a></div>'
        f"<div>Nov {number % 28 + 1}, 2023 10:13 pm</div></div></div></div>"
        for number in range(rows)
    )
    return _zipped(folder, {f"{LISTS}/followers_1.html": f"<html><body>{''.join(boxes)}</body></html>"})


def messages(folder: Path, rows: int) -> Path:
    """An export in which every conversation has a hundred messages."""
    return _zipped(folder, dict(talks("your_instagram_activity/messages/inbox", rows, 100)))


def _row(number: int) -> dict[str, object]:
    one = {"href": _address(number), "value": f"nadia.{number}", "timestamp": START + number * 1000}
    return {"title": "", "media_list_data": [], "string_list_data": [one]}


def _address(number: int) -> str:
    return f"https://www.instagram.com/_u/nadia.{number}"


def _zipped(folder: Path, files: Mapping[str, str]) -> Path:
    return zipped(folder / "instagram-fred.doorman-2026-11-01-AbCdE.zip", files)


FORMATS: dict[str, Callable[[Path, int], Path]] = {
    "Instagram, followers": followers,
    "Instagram, requests with labels": labelled,
    "Instagram, followers as a web page": pages,
    "Instagram, messages": messages,
}
