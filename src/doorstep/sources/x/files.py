"""The files of an X archive: which are read, which are known and left alone, and what each says that it holds."""

import re
from collections.abc import Mapping

from ..members import Member

# What a file holds is told by its first words, `window.YTD.follower.part0 = [`; its name is only a fallback.
_GLOBAL = re.compile(rb"\bwindow\.YTD\.([A-Za-z0-9_]{1,60})\.part(\d{1,4})\b")
_NAMED = re.compile(r"([a-z0-9-]+?)(?:-part(\d{1,4}))?\.js")
MANIFEST = "data/manifest.js"
READ = {
    "account": "your account",
    "protectedhistory": "when your account was protected",
    "follower": "followers",
    "following": "those you follow",
    "block": "those you blocked",
    "mute": "those you muted",
    "tweets": "your posts",
    "directmessages": "direct messages",
    "directmessagesgroup": "group messages",
}
_ALSO_CALLED = {
    "followers": "follower",
    "followings": "following",
    "blocking": "block",
    "muting": "mute",
    "tweet": "tweets",
    "directmessage": "directmessages",
    "directmessagegroup": "directmessagesgroup",
}
LEFT_ALONE = {
    "contact": "not read: an address book uploaded earlier holds other people's data; it is opt-in",
    "directmessageheaders": "not read: the messages themselves are",
    "directmessagegroupheaders": "not read: the messages themselves are",
    "deletedtweets": "not read: you deleted them",
    "like": "not read: tells nothing about a request",
}
# Names that would not make a loose file X's: other programs have them too.
_TOO_COMMON = {"account", "contact", "like", "block", "mute"}
_OLD = ("data/js/user_details.js", "data/js/tweet_index.js", "data/js/payload_details.js")


def kind_of(name: str) -> str:
    """What a global name or the stem of a file's name stands for, as in `READ`."""
    plain = name.casefold().replace("_", "").replace("-", "")
    return _ALSO_CALLED.get(plain, plain)


def tail_of(key: str) -> str | None:
    """The part below the archive's root of a path by which an X archive is known, else None."""
    for old in (*_OLD, MANIFEST):
        if key == old or key.endswith("/" + old):
            return old
    folder, _, name = key.rpartition("/")
    found = _NAMED.fullmatch(name)
    if found is None:
        return None
    kind = kind_of(found[1])
    if kind not in READ and kind not in LEFT_ALONE:
        return None
    if folder == "data" or folder.endswith("/data"):
        return f"data/{name}"
    return name if kind not in _TOO_COMMON else None


def is_read(name: str) -> bool:
    """True for the name of a file, as the manifest gives it, that is read."""
    found = _NAMED.fullmatch(name.removeprefix("data/"))
    return found is not None and kind_of(found[1]) in READ


def is_old(members: Mapping[str, Member]) -> bool:
    """True for an archive from before 2019, which holds posts alone."""
    return any(key in members for key in _OLD) and MANIFEST not in members


def parts(members: Mapping[str, Member]) -> dict[str, list[tuple[int, Member]]]:
    """The files that say something by what they hold, their parts in order; each with its number from 0."""
    found: dict[str, list[tuple[int, Member]]] = {}
    for key, member in members.items():
        name = key.removeprefix("data/")
        named = _NAMED.fullmatch(name)
        if "/" in name or named is None or key == MANIFEST:
            continue
        told = _GLOBAL.search(member.head(512))
        kind = kind_of(told[1].decode("ascii") if told else named[1])
        found.setdefault(kind, []).append((int(told[2] if told else named[2] or 0), member))
    return {kind: sorted(several, key=lambda one: (one[0], one[1].path)) for kind, several in found.items()}
