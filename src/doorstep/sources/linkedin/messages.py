"""messages.csv: who wrote to whom and when. Never what: of the text only a short hash is kept, as a key."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from ...facts.text import clean_line
from ..tables import Shape, Table, skip
from .dates import stamp_of
from .names import NAME_LIMIT, Slugs

SHAPE = Shape(
    "LinkedIn messages",
    {
        "conversation": ("CONVERSATION ID",),
        "title": ("CONVERSATION TITLE",),
        "from": ("FROM",),
        "sender": ("SENDER PROFILE URL",),
        "to": ("TO",),
        "recipients": ("RECIPIENT PROFILE URLS",),
        "date": ("DATE",),
        "content": ("CONTENT",),
        "folder": ("FOLDER",),
        "draft": ("IS MESSAGE DRAFT",),
        "draft_thread": ("IS CONVERSATION DRAFT",),
    },
    must=("conversation", "from", "date"),
)
_NEVER_SENT = frozenset({"DRAFT", "DRAFTS"})
_YES = frozenset({"YES", "TRUE", "1"})
_ADVERT_MARKS = ("spinmail-quill-editor", "%FIRSTNAME%", "%LASTNAME%")


@dataclass(slots=True)
class Message:
    """One message as it is kept: no text. `recipients` is the file's own list of addresses."""

    sender_name: str
    sender: str
    to: str
    recipients: str
    at: datetime
    key: str


@dataclass(slots=True)
class Thread:
    """One conversation. `is_group` by its title, `has_advert` where a message in it is sponsored mail."""

    messages: list[Message]
    is_group: bool = False
    has_advert: bool = False
    is_spam: bool = False


def threads(table: Table, slugs: Slugs) -> dict[str, Thread]:
    """The conversations by their id, without drafts and adverts."""
    seen = table.seen
    found: dict[str, Thread] = {}
    names: dict[str, str] = {}
    same: dict[str, str] = {}
    drafts = adverts = kept = 0
    for line, cells in table:
        conversation, title, sender_name, url, to, recipients, on, content, folder, draft, draft_thread, _ = cells
        if folder.upper() in _NEVER_SENT or draft.upper() in _YES or draft_thread.upper() in _YES:
            drafts += 1
            continue
        at = stamp_of(on)
        if at is None or not conversation:
            skip(seen, line, f"no date in `{clean_line(on, 40)}`" if at is None else "no `CONVERSATION ID`")
            continue
        thread = found.get(conversation)
        if thread is None:
            thread = found[conversation] = Thread([])
        if title:
            thread.is_group = True
        if folder == "SPAM":
            thread.is_spam = True
        if ("<" in content or "%" in content) and any(mark in content for mark in _ADVERT_MARKS):
            thread.has_advert = True
            adverts += 1
            continue
        name = names.get(sender_name)
        if name is None:
            name = names[sender_name] = clean_line(sender_name, NAME_LIMIT)
        if "\r" in content:
            content = content.replace("\r\n", "\n")
        text = f"{conversation}\0{on}\0{content}".encode("utf-8", "surrogatepass")
        key = blake2b(text, digest_size=8).hexdigest()
        recipients = same.setdefault(recipients, recipients)
        thread.messages.append(Message(name, slugs[url], same.setdefault(to, to), recipients, at, key))
        kept += 1
    seen.kept = kept
    for count, what in ((drafts, "draft"), (adverts, "advert")):
        if count:
            table.warnings.append(f"{count} {what}{'s' if count > 1 else ''} left out")
    return found
