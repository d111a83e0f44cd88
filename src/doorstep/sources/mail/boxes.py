"""Mail boxes cut into mails: mbox mail by mail with little in memory, single mails, Apple's own files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from ..members import MIB

CHUNK = 1 * MIB
LONGEST_HEAD = MIB // 2
LONGEST_BODY = 2 * MIB  # of a mail no more is looked at
_DAYS, _MONTHS = "Mon|Tue|Wed|Thu|Fri|Sat|Sun", "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
SEPARATOR = re.compile(
    rf"From (?:\S.{{0,400}}? )? ?(?:{_DAYS}),? (?:{_MONTHS}) [ \d]?\d \d\d?:\d\d.{{0,60}}".encode(), re.ASCII
)
_NAMED = re.compile(rb"[!-9;-~]+[ \t]*:|>?From |\r?\n")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_APPLE = re.compile(rb"[ \t]*(\d{1,10})[ \t]*\r?\n")
_OF_MAIL = frozenset(
    b"from to cc bcc date subject received message-id return-path delivered-to mime-version reply-to sender "
    b"content-type x-gm-thrid x-mozilla-status x-original-to authentication-results dkim-signature".split()
)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: which it is in its file (from 1), the line that parts it from the one before, head and body."""

    number: int
    separator: bytes
    head: bytes
    _rest: bytes = field(repr=False)
    _span: tuple[int, int] = (0, 0)

    @property
    def size(self) -> int:
        """The bytes of its body."""
        return self._span[1] - self._span[0]

    @property
    def body(self) -> bytes:
        """The body as far as it is looked at, without the `>` that mail boxes put before `From`."""
        begin, end = self._span
        part = self._rest[begin : min(end, begin + LONGEST_BODY)]
        return _QUOTED.sub(rb"\1", part) if self.separator and b">From " in part else part


def is_box(head: bytes) -> bool:
    """True for the beginning of an mbox."""
    line, _, rest = head.partition(b"\n")
    return bool(SEPARATOR.match(line)) and (not rest or bool(_NAMED.match(rest)))


def is_mail(head: bytes) -> bool:
    """True for the beginning of a single mail: lines of a mail's head, at least two of them well known."""
    known = 0
    for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[:-1]:
        if not line.strip():
            break
        if line[:1] in (b" ", b"\t"):
            continue
        name, colon, _ = line.partition(b":")
        if not colon or b" " in name.rstrip():
            return False
        known += name.strip().lower() in _OF_MAIL
    return known >= 2


def is_apple(head: bytes) -> bool:
    """True for an .emlx: a number of bytes, then a mail."""
    found = _APPLE.match(head)
    return found is not None and is_mail(head[found.end() :])


def single(file: IO[bytes], size: int) -> Mail:
    """The one mail of a file (.eml, a Maildir's, .emlx)."""
    raw = file.read(LONGEST_HEAD + LONGEST_BODY) or b""
    if (found := _APPLE.match(raw)) and is_mail(raw[found.end() : found.end() + 4096]):
        raw = raw[found.end() : found.end() + int(found[1])]
    elif SEPARATOR.match(raw):
        raw = raw.partition(b"\n")[2]
    begin = _body_at(raw, 0, len(raw))
    return Mail(1, b"", raw[:begin], raw, (begin, len(raw)))


def mails(file: IO[bytes]) -> Iterator[Mail]:
    """The mails of an mbox in its order; a new one begins at a blank line and a `From ` line with a date, only there.

    Of a mail larger than what is looked at the rest is passed over, so that memory does not grow with it.
    """
    number, buffer, separator, is_over = 0, b"", b"", False
    while True:
        chunk = b"" if is_over else file.read(CHUNK) or b""
        is_over = not chunk
        buffer = buffer + chunk if buffer else chunk
        begin = 0
        search = max(0, len(buffer) - len(chunk) - 1024)  # what was kept has been searched
        if not separator:
            if not is_over and len(buffer) < 1000:
                continue  # the first line may not be there as a whole
            separator, begin = _line(buffer, 0)
            search = begin
        while (at := _next(buffer, search, is_over)) >= 0:
            number += 1
            yield _mail(number, separator, buffer, begin, at)
            separator, begin = _line(buffer, at)
            search = begin
        if is_over:
            if buffer[begin:].strip():
                yield _mail(number + 1, separator, buffer, begin, len(buffer))
            return
        buffer = buffer[begin:]
        if len(buffer) > LONGEST_HEAD + LONGEST_BODY + CHUNK:
            # the end of what is kept may be half a separator
            buffer = buffer[: LONGEST_HEAD + LONGEST_BODY] + buffer[-1024:]


def _mail(number: int, separator: bytes, buffer: bytes, begin: int, end: int) -> Mail:
    body = _body_at(buffer, begin, end)
    return Mail(number, separator, buffer[begin : min(body, begin + LONGEST_HEAD)], buffer, (body, end))


def _body_at(buffer: bytes, begin: int, end: int) -> int:
    """Where the body begins: after the first blank line, or at the end."""
    if buffer[begin : begin + 1] == b"\n" or buffer[begin : begin + 2] == b"\r\n":
        return begin
    plain, dos = buffer.find(b"\n\n", begin, end), buffer.find(b"\n\r\n", begin, end)
    found = min((at for at in (plain + 2 if plain >= 0 else -1, dos + 3 if dos >= 0 else -1) if at >= 0), default=end)
    return min(found, end)


def _next(buffer: bytes, search: int, is_over: bool) -> int:
    """Where the next separator begins, or -1; where the buffer ends within one more has to be read first."""
    at = search
    while (at := buffer.find(b"\nFrom ", at)) >= 0:
        at += 1
        if buffer[at - 2 : at - 1] != b"\n" and buffer[at - 3 : at - 1] != b"\n\r":
            continue
        line, after = _line(buffer, at)
        if not is_over and len(buffer) - after < 200 and b"\n" not in buffer[after:]:
            return -1
        if SEPARATOR.match(line) and _NAMED.match(buffer, after):
            return at
    return -1


def _line(buffer: bytes, at: int) -> tuple[bytes, int]:
    """The line that begins here, and where the next one does."""
    end = buffer.find(b"\n", at, at + 1000)
    return (buffer[at:end], end + 1) if end >= 0 else (buffer[at : at + 1000], min(at + 1000, len(buffer)))


def unfolded(head: bytes) -> list[bytes]:
    """The head's lines, each whole again."""
    return head.replace(b"\r\n", b"\n").replace(b"\n ", b" ").replace(b"\n\t", b"\t").split(b"\n")
