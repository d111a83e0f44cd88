"""How each network's notifications are known: who sends them, what they say, where a profile's link leads."""

import re
from dataclasses import dataclass

REQUEST, ACCEPTED, OTHER = "request", "accepted", "other"


@dataclass(frozen=True, slots=True)
class Sender:
    """One network: the hosts that its mails come from, and how a subject or a first line reads.

    `asks` and `accepts` are patterns with the groups `name` or `handle`.
    """

    network: str
    shown: str
    hosts: tuple[str, ...]
    asks: tuple[re.Pattern[str], ...]
    accepts: tuple[re.Pattern[str], ...]


def _patterns(*texts: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.IGNORECASE) for text in texts)


_X_NAME = r"(?P<name>[^(]{1,200}?) ?\(@(?P<handle>\w{1,15})\)"
_IG = r"@?(?P<handle>[\w.]{1,30})"

SENDERS = (
    Sender(
        "linkedin", "LinkedIn", ("linkedin.com",),
        _patterns(
            r"(?:reminder: )?(?P<name>.{1,200}?) (?:wants|would like) to connect\b.*",
            r"(?P<name>.{1,200}?)['’]s invitation (?:is|expires|to connect).*",
            r".{0,200}please add me to your linkedin network", r"i want to connect", r"you have an invitation",
            r"voglio collegarmi", r".{0,200}pozvánk.*",
        ),
        _patterns(
            r".{1,200}start a conversation with your new connection, (?P<name>.{1,200})",
            r"(?P<name>.{1,200}?) (?:has )?accepted your (?:linkedin )?invitation\b.*",
        ),
    ),
    Sender(
        "facebook", "Facebook", ("facebookmail.com",),
        _patterns(
            r"(?P<name>.{1,200}?) wants to be friends (?:with you )?on facebook\b.*",
            r"(?P<name>.{1,200}?) sent you a friend request\b.*",
            r"you have a (?:new )?friend request from (?P<name>.{1,200})",
        ),
        _patterns(
            r"(?P<name>.{1,200}?) (?:has )?(?:accepted|confirmed) your (?:facebook )?friend request\b.*",
            r"(?P<name>.{1,200}?) (?:has )?confirmed you as a friend\b.*",
        ),
    ),
    Sender(
        "instagram", "Instagram", ("mail.instagram.com",),
        _patterns(
            rf"{_IG} (?:wants|has requested|requested|has asked) to follow you\b.*",
            rf"{_IG} sent you a follow request\b.*",
        ),
        _patterns(rf"{_IG} (?:has )?accepted your (?:follow request|request to follow)\b.*"),
    ),
    Sender(
        "x", "X", ("twitter.com", "x.com"),
        _patterns(rf"{_X_NAME} (?:wants|has requested|requested|has asked) to follow you\b.*"),
        _patterns(rf"{_X_NAME} (?:has )?accepted your (?:follow request|request to follow)\b.*"),
    ),
)  # fmt: skip
_LOOKS = str.maketrans(
    {"0": "o", "1": "l", "3": "e", "5": "s", "!": "l", "і": "i", "ı": "i", "е": "e", "а": "a", "о": "o", "с": "c"}
)
# of Mastodon's mails: `<follow_request.user.server>`; the address of the sender is that of any server
_LIST = re.compile(r"<?(?P<kind>[a-z_]+)\.(?P<user>\w+)\.(?P<server>[a-z0-9.-]+\.[a-z0-9-]{2,})>?", re.IGNORECASE)
MASTODON = Sender(
    "mastodon",
    "Mastodon",
    (),
    _patterns(r"(?P<handle>@?\w[\w.-]{0,98}(?:@[\w.-]{4,253})?) has requested to follow you\b.*"),
    (),
)


def sender_of(host: str) -> Sender | None:
    """The network whose mails come from this host."""
    for one in SENDERS:
        if any(host == known or host.endswith(f".{known}") for known in one.hosts):
            return one
    return None


def mastodon_list(list_id: str) -> tuple[str, str] | None:
    """What a Mastodon server's mail is about (`follow_request`) and the server; None where it is no such mail."""
    found = _LIST.fullmatch(list_id.strip())
    return (found["kind"].casefold(), found["server"].casefold()) if found and len(list_id) < 500 else None


def looks_like(host: str) -> str:
    """The network for whose host this one may be taken by a glance, or nothing where it is really that network's."""
    if sender_of(host) is not None:
        return ""
    try:
        shown = host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        shown = host
    plain = shown.casefold().replace("rn", "m").translate(_LOOKS)
    plain = re.sub(r"[^a-z]", "", plain)
    for one in ("linkedin", "facebook", "instagram", "twitter"):
        # i, l and 1 look alike, and so both read as one letter
        if one.replace("i", "l") in plain.replace("i", "l"):
            return next(sender.shown for sender in SENDERS if sender.network == one.replace("twitter", "x"))
    return ""
