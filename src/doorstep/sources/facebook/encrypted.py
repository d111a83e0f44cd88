"""The separate export of end-to-end encrypted conversations, and the gap that it leaves in the other one."""

from collections.abc import Iterable
from datetime import date

from ...facts.seen import SeenFile
from ..members import Member
from ..meta.reader import Reader
from ..meta.threads import Thread, part

# From December 2023 on, conversations of two are encrypted by default and stand in an export of their own.
COMPLETE_UNTIL = date(2023, 11, 30)
GAP = (
    "Facebook's export leaves out encrypted messages, which since December 2023 most are: no message after that does "
    "not mean no contact. Messenger's settings, under encrypted chats, give them as a file of their own: add that"
)


def threads(reader: Reader, members: Iterable[Member]) -> list[Thread]:
    """The conversations in these files, one each: of two files of one name nobody can say that they are one."""
    found = []
    for member in sorted(members, key=lambda one: one.key):
        seen = SeenFile(member.path, "encrypted messages", unit="entry")
        reader.files.append(seen)
        thread = Thread(f"encrypted {member.key.rpartition('/')[2]}", "inbox")
        part(reader, member, seen, thread)
        found.append(thread)
    return found
