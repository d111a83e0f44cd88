"""Mail boxes: who writes with the user, and which networks say that somebody asks; no word of any mail is kept."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from ...errors import EmptyArchiveError, SourceError
from ...facts.seen import Problem, Reading, SeenFile
from ...facts.text import clean_line
from ..members import Member
from ..roots import Root
from ..source import Given, Source, no_tail
from ..tables import skip
from .boxes import Mail, is_apple, is_box, is_mail, mails, single
from .headers import head_of, mark_of, sent_at
from .letters import EMAIL, Letters, is_aside, is_aside_folder
from .notices import Notice, Refused, notice_of
from .requests import add_requests

__all__ = ["SOURCE"]

NAME = "Mail"
_MANY = 50
_OUTLOOK = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"!BDN")
_FLAGS = frozenset("DT")  # of Maildir: a draft, thrown away
_COUNTED = {
    "forged": "forged or not from the network at all: refused",
    "unproved": "as if from a network, but nothing proves the sender; a request that you know of can be added by hand",
    "unclear": "from a network, but about nobody or several at once",
}


@dataclass(slots=True)
class _Reader:
    """What was gathered so far from all boxes."""

    given: Given
    letters: Letters = field(default_factory=Letters)
    notices: list[Notice] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    newest: date | None = None
    own: frozenset[str] = frozenset()

    def box(self, member: Member, seen: SeenFile) -> None:
        """Reads an mbox mail by mail."""
        done = 0
        with member.open(self.given.limits.mail_bytes) as file:
            for mail in mails(file):
                self.mail(mail, seen, mail.number)
                done += len(mail.head) + mail.size
                if self.given.progress is not None and mail.number % 500 == 0:
                    self.given.progress(member.path, min(done, member.size), member.size)

    def mail(self, mail: Mail, seen: SeenFile, number: int) -> None:
        """Takes one mail in, unless it is a copy of one that was read."""
        seen.rows += 1
        head = head_of(mail)
        at = sent_at(head, mail)
        if not head.values or at is None:
            skip(seen, number, "no mail: it has no head" if not head.values else "nothing tells when it was sent")
            return
        if at.date() > self.given.today or at.year < 1980:
            skip(seen, number, f"its date, {at.date()}, cannot be right")
            return
        if is_aside(head):
            return
        if not self.letters.is_new(mark_of(head, at)):
            return
        told = notice_of(head, mail, at)
        if isinstance(told, Refused):
            self.refused[told.why] += 1
            skip(seen, number, told.reason)
            return
        if isinstance(told, Notice):
            self.notices.append(told)
        self.letters.add(head, mark_of(head, at), at)
        self.newest = max(self.newest or at.date(), at.date())
        seen.kept += 1
        seen.saw(at.date())


def _claims(key: str, head: bytes) -> bool:
    return is_box(head) or is_mail(head) or is_apple(head) or head.startswith(_OUTLOOK)


def _read(root: Root, given: Given) -> Reading:
    """What the boxes tell. EmptyArchiveError where there is no correspondence and no request in them."""
    reader, files, errors = _Reader(given), list[SeenFile](), list[SourceError]()
    folders: dict[str, SeenFile] = {}
    for key, member in root.members.items():
        if is_aside_folder(key.rpartition("/")[2]) or is_aside_folder(key.rpartition("/")[0]):
            files.append(SeenFile(member.path, "not read: spam, drafts or what was thrown away"))
            continue
        start = member.head()
        seen = _seen(member, is_box(start), len(root.members), folders, files)
        try:
            if start.startswith(_OUTLOOK):
                raise SourceError(
                    "is in Outlook's own format, which is not read",
                    place=member.path,
                    next_step="In Outlook, save mails as .eml, or export the folder as mbox with another mail program.",
                )
            if is_box(start):
                reader.box(member, seen)
            elif not _FLAGS & set(key.upper().rpartition(":2,")[2] if ":2," in key else ""):
                with member.open(given.limits.mail_bytes) as file:
                    reader.mail(single(file, member.size), seen, 0)
        except SourceError as error:
            errors.append(error)
            skip(seen, 0, f"{member.path}: {error.message}")
    if reader.newest is None:
        raise _nothing(root, errors, files)
    reading = Reading(NAME, reader.newest, files=files)
    for why, count in sorted(reader.refused.items()):
        reading.warnings.append(f"{count:,} {'mail' if count == 1 else 'mails'} {_COUNTED[why]}")
    _correspondence(reader, reading, given.own)
    add_requests(_sent_to_the_owner(reader, reading), reading)
    if not (reading.profiles or reading.requests or reading.suggestions):
        raise _nothing(root, errors, files, reading.warnings)
    return reading


def _sent_to_the_owner(reader: _Reader, reading: Reading) -> list[Notice]:
    """The notices that the networks sent to the owner, all where it is not known who that is.

    What a network wrote to somebody else still bears its proof when it is passed on, and tells of their contacts.
    """
    own = reader.given.own | reader.own
    mine = {_plain(one) for one in own}
    found = [one for one in reader.notices if not mine or not mine.isdisjoint(map(_plain, one.to))]
    if others := len(reader.notices) - len(found):
        to = sorted({to for one in reader.notices if one not in found for to in one.to})
        shown = ", ".join(clean_line(one, 80) for one in to[:3]) + (", …" if len(to) > 3 else "")
        reading.warnings.append(
            f"{others:,} {'mail' if others == 1 else 'mails'} of a network left out: sent to {shown or 'nobody'}, "
            "which is not known as yours; if it is, doorstep me ADDRESS says so"
        )
    return found


def _plain(address: str) -> str:
    """An address without what its owner puts behind a plus, as in `fred+linkedin@…`."""
    user, _, host = address.rpartition("@")
    return f"{user.partition('+')[0]}@{host}"


def _correspondence(reader: _Reader, reading: Reading, known: frozenset[str]) -> None:
    """Adds who writes with the owner; says so where it cannot be told who that is, or where one side is missing."""
    own = reader.own = reader.letters.owner(known)
    if not own:
        reading.warnings.append(
            ("none of your addresses is in these mails" if known else "it cannot be told which address is yours")
            + ", so nobody in them counts as somebody you write with: doorstep me ADDRESS says it"
        )
        return
    if not known:
        reading.warnings.append(f"{', '.join(sorted(own))} is taken for you: that address is in most mails")
    reading.profiles, reading.interactions, reading.suggestions = reader.letters.judged(own)
    if not reading.profiles:
        reading.warnings.append(
            "nobody here both wrote to you and had mail from you: give the folder of sent mail together with the others"
        )


def _seen(
    member: Member, is_whole: bool, members: int, folders: dict[str, SeenFile], files: list[SeenFile]
) -> SeenFile:
    """The line of the report for a box, or for single mails that of their folder where there are many."""
    folder = member.path.rpartition("/")[0]
    if is_whole or members <= _MANY or not folder:
        files.append(SeenFile(member.path, "mail box" if is_whole else "mail", unit="mail"))
        return files[-1]
    if folder not in folders:
        folders[folder] = SeenFile(f"{folder}/", "mails", unit="mail")
        files.append(folders[folder])
    return folders[folder]


def _nothing(
    root: Root, errors: list[SourceError], files: list[SeenFile], warnings: list[str] | None = None
) -> SourceError:
    """The error for boxes that tell of nobody, with the reasons."""
    if errors and len(root.members) == 1:
        return errors[0]
    problems: list[Problem] = [one for seen in files for one in seen.skipped[:1]]
    why = [f"{one.place}: {one.reason}" if one.row else one.reason for one in problems[:3]]
    why += warnings or []
    return EmptyArchiveError(
        "this is mail, but it tells of nobody" + (f": {'; '.join(why)}" if why else ""),
        place=root.name,
        next_step="Give doorstep the inbox and the folder of sent mail together.",
    )


SOURCE = Source(
    name=NAME,
    networks=(EMAIL, "linkedin", "facebook", "instagram", "x", "mastodon"),
    tail_of=no_tail,
    claims=_claims,
    read=_read,
)
