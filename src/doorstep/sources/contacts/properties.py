"""From the bytes of a file of contact cards (vCard 2.1, 3.0, 4.0) to the lines of each card that anybody needs."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from ...errors import SourceError
from ...facts.seen import SeenFile
from ..lines import LONGEST_LINE, Progress
from ..members import MIB, Member
from ..tables import skip

# All others are never decoded: pictures, birthdays, addresses, notes, relations of theirs.
_WANTED = frozenset(
    b"FN N ORG EMAIL TEL URL NICKNAME CATEGORIES UID KIND MEMBER X-ADDRESSBOOKSERVER-KIND X-ADDRESSBOOKSERVER-MEMBER "
    b"X-SOCIALPROFILE SOCIALPROFILE IMPP X-ABSHOWAS X-ABLABEL X-TWITTER X-JABBER".split()
)
_LARGEST_CARD = 256 * 1024  # bytes of wanted lines
_CHARSETS = re.compile(
    r"utf-?8|us-ascii|iso-8859-\d\d?|windows-125\d|cp125\d|shift_jis|euc-jp|iso-2022-jp|gb2312|gbk|gb18030|big5|euc-kr|koi8-r"
)
_WRONG = "some of it is not UTF-8 and was read as Windows-1252: accents may be wrong"


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a card: its name in capitals, its group (`item1`), its parameters by name, its value as text."""

    name: str
    group: str
    types: frozenset[str]
    parameters: dict[str, str]
    value: str


def cards(
    file: IO[bytes], member: Member, seen: SeenFile, warnings: list[str], progress: Progress | None
) -> Iterator[tuple[int, list[Property]]]:
    """Each whole card, as the line where it begins and its properties. A card that is not whole becomes a problem.

    `seen` counts the cards, whole or not. Cards in cards (an AGENT in 2.1) are passed over with what they hold.
    """
    begun = depth = size = 0
    lines: list[bytes] = []
    last = b""
    for number, line in _logical(file, member, progress):
        name = _name(line)
        if name == b"BEGIN":
            if line[6:].strip().upper() != b"VCARD":
                seen.rows += not depth
                skip(seen, number, "does not begin with BEGIN:VCARD: this card was left out")
                continue
            if depth and last == b"AGENT":
                depth += 1
                continue
            if depth:
                skip(seen, begun, "has no end: this card was left out")
            begun, depth, size, lines = number, 1, 0, []
            seen.rows += 1
        elif name == b"END" and depth and line[4:].strip().upper() == b"VCARD":
            depth -= 1
            if not depth and size <= _LARGEST_CARD:
                yield begun, [made for one in lines if (made := _property(one, warnings)) is not None]
            elif not depth:
                skip(seen, begun, f"more than {_LARGEST_CARD // 1024} KiB of names and addresses: it was left out")
        elif depth == 1:
            if name in _WANTED:
                size += len(line)
                if size <= _LARGEST_CARD:
                    lines.append(line)
            elif not name and line.strip() and last in _WANTED:
                skip(seen, number, "a line without a name; the rest of the card was kept")
        last = name or last
    if depth:
        skip(seen, begun, "has no end: this card was left out")


def _logical(file: IO[bytes], member: Member, progress: Progress | None) -> Iterator[tuple[int, bytes]]:
    """The lines put together again: folded ones, and those that quoted-printable text continues. Long ones that
    nobody needs are cut short."""
    begun, parts, is_quoted, is_wanted = 0, list[bytes](), False, True
    for number, line in enumerate(_lines(file, member, progress), 1):
        if parts and line[:1] in (b" ", b"\t"):
            if is_wanted:
                parts.append(line[1:])
            continue
        if is_quoted and parts and parts[-1].endswith(b"="):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
            continue
        if parts:
            yield begun, b"".join(parts)
        begun, parts = number, [line]
        is_quoted = b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()
        is_wanted = _name(line) in _WANTED
    if parts:
        yield begun, b"".join(parts)


def _lines(file: IO[bytes], member: Member, progress: Progress | None) -> Iterator[bytes]:
    rest, done = b"", 0
    chunk = file.read(MIB)
    if chunk[:2] in (b"\xff\xfe", b"\xfe\xff"):
        whole = chunk + file.read(LONGEST_LINE)
        yield from whole.decode("utf-16", "replace").encode("utf-8", "replace").splitlines()
        return
    chunk = chunk.removeprefix(b"\xef\xbb\xbf")
    while chunk:
        done += len(chunk)
        rest += chunk
        if len(rest) > LONGEST_LINE:
            raise SourceError(f"no cards: a line of more than {LONGEST_LINE // MIB} MiB", place=member.path)
        # what follows the last end of a line may go on in the next chunk, and its CR may have an LF there
        cut = max(rest.rfind(b"\n"), rest.rfind(b"\r", 0, len(rest) - 1)) + 1
        yield from rest[:cut].splitlines()
        rest = rest[cut:]
        if progress is not None:
            progress(member.path, done, max(done, member.size))
        chunk = file.read(MIB)
    yield from rest.splitlines()


def _name(line: bytes) -> bytes:
    """The property's name in capitals, without its group; nothing where the line has none."""
    head, colon, _ = line.partition(b":")
    return head.partition(b";")[0].rpartition(b".")[2].strip().upper() if colon else b""


def _property(line: bytes, warnings: list[str]) -> Property | None:
    head, value = _split(line)
    if head is None:
        return None
    first, *given = _parameters(head)
    group, _, name = first.rpartition(".")
    types: set[str] = set()
    parameters: dict[str, str] = {}
    for one in given:
        key, is_named, text = one.partition("=")
        key, text = key.strip().upper(), text.strip().strip('"')
        if not is_named:
            types.add(key)
        elif key == "TYPE":
            types.update(part.strip().upper() for part in text.split(","))
        else:
            parameters.setdefault(key, text)
    encoding = parameters.get("ENCODING", "").upper()
    if encoding == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in types:
        value = quopri.decodestring(value)
    elif encoding in ("B", "BASE64") or "BASE64" in types:
        return None
    text = _text(value, parameters.get("CHARSET", ""), warnings)
    return Property(name.strip().upper(), group.strip().casefold(), frozenset(types), parameters, text)


def _split(line: bytes) -> tuple[str | None, bytes]:
    """What stands before the first colon outside of quotation marks, and what after it."""
    head, colon, value = line.partition(b":")
    while head.count(b'"') % 2 and colon:
        more, colon, value = value.partition(b":")
        head += b":" + more
    return (head.decode("utf-8", "replace"), value) if colon else (None, b"")


def _parameters(head: str) -> list[str]:
    return re.findall(r'(?:[^;"]|"[^"]*"?)+', head) if '"' in head else head.split(";")


def _text(value: bytes, charset: str, warnings: list[str]) -> str:
    if charset and _CHARSETS.fullmatch(charset.casefold()) and not value.isascii():
        return value.decode(charset, "replace")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        if _WRONG not in warnings:
            warnings.append(_WRONG)
        return value.decode("cp1252", "replace")
