"""Which network an export is of, by the tails of its paths, so that a wrong one gets a proper answer."""

from collections import Counter
from collections.abc import Collection, Iterable

from ..errors import HtmlExportError, SourceError, WrongPlatformError

# Tail of a path key (see `path_key`) and how much it tells.
_TAILS: dict[str, dict[str, int]] = {
    "Facebook": {
        "friends/friends.json": 3,
        "friends_and_followers/friends.json": 3,
        "connections/friends/your_friends.json": 3,
        "received_friend_requests.json": 3,
        "friend_requests_received.json": 3,
        "sent_friend_requests.json": 2,
        "rejected_friend_requests.json": 2,
        "profile_information/profile_information.json": 2,
        "people_you_may_know.json": 1,
    },
    "Instagram": {
        "followers_and_following/followers_1.json": 3,
        "followers_and_following/followers.json": 3,
        "followers_and_following/following.json": 3,
        "follow_requests_you_ve_received.json": 3,
        "pending_follow_requests.json": 2,
        "recent_follow_requests.json": 2,
        "followers_1.json": 2,
        "personal_information/personal_information.json": 1,
    },
    "X": {
        "data/manifest.js": 3,
        "data/account.js": 3,
        "data/follower.js": 3,
        "data/following.js": 2,
        "data/tweets.js": 2,
        "data/tweet.js": 2,
        "data/direct-messages.js": 2,
        "your archive.html": 1,
    },
    "Mastodon": {
        "actor.json": 2,
        "outbox.json": 2,
        "following_accounts.csv": 3,
        "muted_accounts.csv": 3,
        "blocked_accounts.csv": 3,
        "blocked_domains.csv": 3,
    },
    "Bluesky": {"repo.car": 3},
}
_FORMATS = {"Facebook": "JSON", "Instagram": "JSON", "X": "the archive as it comes"}
_PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")


def platform_of(keys: Iterable[str]) -> tuple[str, bool]:
    """The network that the paths speak of and whether its lists are web pages; `("", False)` for none."""
    scores: Counter[tuple[str, bool]] = Counter()
    for key in keys:
        is_page = key.endswith(_PAGES)
        plain = key.rpartition(".")[0] + ".json" if is_page and not key.endswith("your archive.html") else key
        for network, tails in _TAILS.items():
            for tail, score in tails.items():
                if plain == tail or plain.endswith("/" + tail):
                    scores[network, is_page and plain != key] += score
    return scores.most_common(1)[0][0] if scores else ("", False)


def refusal(name: str, keys: list[str], readable: Collection[str]) -> SourceError:
    """The error for what no source reads: another network's, web pages, a file that came alone, or no export at all.

    `readable` are the networks whose exports can be read.
    """
    network, is_page = platform_of(keys)
    if network and is_page:
        return HtmlExportError(
            f"this is an export of {network} made as web pages, which do not tell enough",
            place=name,
            next_step=f"Ask {network} for the export again and choose {_FORMATS.get(network, 'JSON')}.",
        )
    if network:
        article = "an" if network[0] in "IX" else "a"
        return WrongPlatformError(
            f"this is {article} {network} export: doorstep cannot read "
            + ("this one" if network.casefold() in readable else "these yet"),
            place=name,
            next_step="`doorstep sources` lists what can be read, and how to get it. "
            f'A request can be added by hand: doorstep add {network.casefold()} "NAME"',
        )
    if keys and all(key.endswith(_PAGES) for key in keys):
        return HtmlExportError(
            "this is a saved web page, not an export",
            place=name,
            next_step="`doorstep sources` tells how to get one. Give doorstep the file as it comes.",
        )
    if "xl/workbook.xml" in keys:
        return WrongPlatformError(
            "this is a spreadsheet, which doorstep cannot open",
            place=name,
            next_step="Save it as CSV (comma separated values), and give doorstep that.",
        )
    held = ", ".join(sorted(keys)[:3]) + (", …" if len(keys) > 3 else "")
    return WrongPlatformError(
        "this is not an export that doorstep knows" + (f"; it holds {held}" if held else ": there is nothing in it"),
        place=name,
        next_step="Give doorstep the archive as the network sent it: the zip, the unpacked folder, or a file of it. "
        "`doorstep sources` lists what can be read.",
    )
