"""The files of a Mastodon account: lists as tables, the archive's two documents; which is which."""

from ..lines import first_lines
from ..tables import header_form

READ = {
    "following": "accounts you follow",
    "blocks": "accounts you blocked",
    "mutes": "accounts you muted",
    "lists": "your lists",
    "actor": "your account",
    "outbox": "your posts",
}
_NAMED = {
    "following_accounts.csv": "following",
    "blocked_accounts.csv": "blocks",
    "muted_accounts.csv": "mutes",
    "lists.csv": "lists",
    "actor.json": "actor",
    "outbox.json": "outbox",
}
LEFT_ALONE = {
    "blocked_domains.csv": "not read: names servers, not people",
    "domain_blocks.csv": "not read: names servers, not people",
    "bookmarks.csv": "not read: tells nothing about a request",
    "bookmarks.json": "not read: tells nothing about a request",
    "likes.json": "not read: tells nothing about a request",
}
# Other programs name files like these too.
_TOO_COMMON = {"lists.csv", "bookmarks.csv", "bookmarks.json", "likes.json"}


def tail_of(key: str) -> str | None:
    """The file's own name where it is one by which Mastodon's files are known, else None."""
    name = key.rpartition("/")[2]
    return name if (name in _NAMED or name in LEFT_ALONE) and name not in _TOO_COMMON else None


def claims(key: str, head: bytes) -> bool:
    """True for a list of accounts by its heading, whatever it is called."""
    return key.endswith((".csv", ".txt")) and bool(_headed(head)[0])


def kind_of(key: str, head: bytes) -> str:
    """What a file holds, as in `READ`: by its name, else by its heading; nothing where neither tells."""
    name = key.rpartition("/")[2]
    if name in _NAMED:
        return _NAMED[name]
    if name in LEFT_ALONE or not name.endswith((".csv", ".txt")):
        return ""
    first, others = _headed(head)
    if first == "listname":
        return "lists"
    if not first:
        return ""
    if "hidenotifications" in others:
        return "mutes"
    if "showboosts" in others:
        return "following"
    return next(
        (kind for mark, kind in (("block", "blocks"), ("mute", "mutes"), ("follow", "following")) if mark in name), ""
    )


def _headed(head: bytes) -> tuple[str, list[str]]:
    """The heading of a list of accounts, its first cell and the others; nothing where there is none."""
    cells = [header_form(cell.strip('"').lstrip("#")) for cell in first_lines(head, 1).replace(";", ",").split(",")]
    is_one = cells[0] == "accountaddress" or cells[:2] == ["listname", "accountaddress"]
    return (cells[0], cells[1:]) if is_one else ("", [])
