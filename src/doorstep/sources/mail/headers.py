"""The head of a mail: who wrote to whom and when, whatever is broken about it."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime
from functools import lru_cache
from hashlib import blake2b

from ...facts.text import clean_line
from .boxes import Mail, unfolded

NAME_LIMIT = 1000
_LONGEST = 20_000
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_SEPARATED = re.compile(
    r"([A-Z][a-z]{2}) ([ \d]?\d) (\d\d?):(\d\d)(?::(\d\d))? (?:([+-]\d{4}) )?(?:[A-Z]{3,5} )?(\d{4})", re.ASCII
)
WANTED = frozenset(
    b"from to cc date message-id subject received list-unsubscribe list-id list-post precedence auto-submitted "
    b"x-gmail-labels x-spam-flag x-mozilla-status content-type x-autoreply authentication-results x-linkedin-template "
    b"x-linkedin-class x-facebook-notify return-path".split()
)
_ONLY_ONE = (b"from", b"subject", b"date")


@dataclass(slots=True)
class Head:
    """What a mail's head says: the first of each header, raw; `repeated` are those that may stand there only once."""

    values: dict[bytes, bytes] = field(default_factory=dict)
    repeated: set[bytes] = field(default_factory=set)

    def text(self, name: bytes) -> str:
        """A header as text on one line, encoded words and all."""
        raw = self.values.get(name)
        return decoded(raw[:_LONGEST]) if raw else ""

    def people(self, name: bytes) -> tuple[tuple[str, str], ...]:
        """The (address, name) pairs of a header; what is no address is left out."""
        raw = self.values.get(name)
        return _people(raw[:_LONGEST]) if raw else ()


def head_of(mail: Mail) -> Head:
    """The headers that are looked at."""
    head = Head()
    for line in unfolded(mail.head):
        name, _, value = line.partition(b":")
        name = name.strip().lower()
        if name in WANTED:
            if name not in head.values:
                head.values[name] = value.strip()
            elif name in _ONLY_ONE:
                head.repeated.add(name)
    return head


def sent_at(head: Head, mail: Mail) -> datetime | None:
    """When it was sent (UTC, without a zone): its date, else the mail box's, else the last `Received`."""
    raw = head.values.get(b"date", b"").decode("latin-1")[:200]
    received = head.values.get(b"received", b"").decode("latin-1")[-200:].rpartition(";")[2]
    return _stamp(raw) or _separated(mail.separator.decode("latin-1")) or _stamp(received)


def mark_of(head: Head, at: datetime | None) -> int:
    """A number that is the same for every copy of a mail: of its id, else of who wrote what when."""
    known = head.values.get(b"message-id", b"").strip()
    if not known:
        known = b"\0".join((head.values.get(b"from", b""), str(at).encode(), head.values.get(b"subject", b"")))
    return int.from_bytes(blake2b(known, digest_size=8).digest())


def decoded(raw: bytes) -> str:
    """A header's text on one line: encoded words joined before they are decoded, 8-bit text as UTF-8, else Latin."""
    text = _plain(raw)
    if "=?" in text:
        with suppress(ValueError, LookupError, AssertionError):
            # words of one charset are joined by the library, since a character may be cut in two between them
            text = "".join(_word(part, charset) for part, charset in decode_header(text))
    return clean_line(text, _LONGEST)


def address_of(text: str) -> str:
    """An address in lower case, or nothing where it is none."""
    address = clean_line(text, 321).casefold()
    user, _, host = address.rpartition("@")
    is_one = user and "." in host and len(address) <= 320 and not set(' <>,;:"\\') & set(address)
    return address if is_one and host.strip(".-") == host else ""


@lru_cache(maxsize=20_000)
def _people(raw: bytes) -> tuple[tuple[str, str], ...]:
    text = _plain(raw)
    try:
        found = getaddresses([text])
    except (ValueError, IndexError, RecursionError):
        return ()
    made = []
    for name, address in found:
        if plain := address_of(address):
            shown = decoded(name.encode("utf-8", "surrogatepass")) if "=?" in name else clean_line(name, NAME_LIMIT)
            shown = shown.strip("'\" ")[:NAME_LIMIT]
            made.append((plain, "" if shown.casefold() == plain else shown))
    return tuple(made)


def _plain(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _word(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError):
        return _plain(part)


def _stamp(text: str) -> datetime | None:
    if not text:
        return None
    try:
        at = parsedate_to_datetime(text)
        return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo is not None else at
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _separated(line: str) -> datetime | None:
    """The time of an mbox's `From ` line; with an offset only where it says one."""
    found = _SEPARATED.search(line)
    if found is None:
        return None
    month, day, hour, minute, second, offset, year = found.groups()
    written = f"{int(day):02} {month} {year} {int(hour):02}:{minute}:{second or '00'} {offset or '+0000'}"
    return _stamp(written) if month.casefold() in _MONTHS else None
