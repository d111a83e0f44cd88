"""From the bytes of a file of contact cards (vCard 2.1, 3.0, 4.0) to the lines of each card that anybody needs."""

import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from ...errors import SourceError
from ...facts.seen import SeenFile
from ..lines import LONGEST_LINE, Progress
from ..members import MIB, Member
from ..tables import skip

# All others are never decoded: pictures, birthdays, addresses, notes, relations of theirs.
_NAMES = (
    "FN N ORG EMAIL TEL URL NICKNAME CATEGORIES UID KIND MEMBER X-ADDRESSBOOKSERVER-KIND X-ADDRESSBOOKSERVER-MEMBER "
    "X-SOCIALPROFILE SOCIALPROFILE IMPP X-ABSHOWAS X-ABLABEL X-TWITTER X-JABBER"
)
_WANTED = frozenset(_NAMES.split())
_LARGEST_CARD = 256 * 1024  # bytes of wanted lines
_LONGEST_HEAD, _MOST_HEADS = 1000, 5000
_FOLD = b"\0"
_CHARSETS = re.compile(
    r"utf-?8|us-ascii|iso-8859-\d\d?|windows-125\d|cp125\d|shift_jis|euc-jp|iso-2022-jp|gb2312|gbk|gb18030|big5|euc-kr|koi8-r"
)
_WRONG = "some of it is not UTF-8 and was read as Windows-1252: accents may be wrong"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a line's colon: the name in capitals, the group (`item1`), the parameters by name."""

    name: str = ""
    group: str = ""
    types: frozenset[str] = frozenset()
    parameters: Mapping[str, str] = field(default_factory=dict)
    is_wanted: bool = False
    is_quoted: bool = False

    def parameter(self, name: str) -> str:
        """A parameter's value, or nothing."""
        return self.parameters.get(name, "")


# One line of a card: what stands before the colon, and after it as text.
Property = tuple[Head, str]


class _Heads(dict[bytes, Head]):
    """From the bytes before a colon to what they say. Remembers it: a file has a few of them, again and again."""

    def __missing__(self, raw: bytes) -> Head:
        if len(raw) > _LONGEST_HEAD:
            return _NONE
        if len(self) > _MOST_HEADS:
            self.clear()
        self[raw] = head = _head(raw.decode("utf-8", "replace"))
        return head


_NONE = Head()


def cards(
    file: IO[bytes], member: Member, seen: SeenFile, warnings: list[str], progress: Progress | None
) -> Iterator[tuple[int, list[Property]]]:
    """Each whole card, as the line where it begins and its properties. A card that is not whole becomes a problem.

    `seen` counts the cards, whole or not. Cards in cards (an AGENT in 2.1) are passed over with what they hold.
    """
    begun = depth = size = 0
    lines: list[tuple[Head, bytes]] = []
    last = _NONE
    for number, head, value in _logical(file, member, progress):
        if head.name == "BEGIN":
            if value.strip().upper() != b"VCARD":
                seen.rows += not depth
                skip(seen, number, "does not begin with BEGIN:VCARD: this card was left out")
                continue
            if depth and last.name == "AGENT":
                depth += 1
                continue
            if depth:
                skip(seen, begun, "has no end: this card was left out")
            begun, depth, size, lines = number, 1, 0, []
            seen.rows += 1
        elif head.name == "END" and depth and value.strip().upper() == b"VCARD":
            depth -= 1
            if not depth and size <= _LARGEST_CARD:
                yield begun, [(one, _text(one, raw, warnings)) for one, raw in lines]
            elif not depth:
                skip(seen, begun, f"more than {_LARGEST_CARD // 1024} KiB of names and addresses: it was left out")
        elif depth == 1:
            if head.is_wanted:
                size += len(value)
                if size <= _LARGEST_CARD:
                    lines.append((head, value))
            elif not head.name and last.is_wanted and value.strip():
                skip(seen, number, "a line without a name; the rest of the card was kept")
        last = head if head.name else last
    if depth:
        skip(seen, begun, "has no end: this card was left out")


def _logical(file: IO[bytes], member: Member, progress: Progress | None) -> Iterator[tuple[int, Head, bytes]]:
    """The lines put together again, as (line, what stands before the colon, what after it): folded ones, and those
    that quoted-printable text continues."""
    heads = _Heads()
    number = folds = 0
    begun, head, value = 1, _NONE, b""
    for line in _lines(file, member, progress):
        number, folds = number + 1 + folds, line.count(_FOLD)
        whole = line.replace(_FOLD, b"") if folds else line
        if head.is_quoted and value.endswith(b"="):
            value = value[:-1] + whole
        elif whole[:1] in (b" ", b"\t"):  # a fold at the end of what was read at once
            value = value + whole[1:] if head.is_wanted else value
        else:
            if head is not _NONE or value:
                yield begun, head, value
            begun = number
            head, value = _parted(whole, heads)
    yield begun, head, value


def _parted(line: bytes, heads: _Heads) -> tuple[Head, bytes]:
    """What the first colon outside of quotation marks parts; a line without one is all value."""
    before, colon, value = line.partition(b":")
    while colon and b'"' in before and before.count(b'"') % 2 and len(before) <= _LONGEST_HEAD:
        more, colon, value = value.partition(b":")
        before += b":" + more
    return (heads[before], value) if colon else (_NONE, line)


def _lines(file: IO[bytes], member: Member, progress: Progress | None) -> Iterator[bytes]:
    """The lines without their ends; where a line was folded there is a mark."""
    rest, done = b"", 0
    chunk = file.read(MIB)
    if chunk[:2] in (b"\xff\xfe", b"\xfe\xff"):
        whole = (chunk + file.read(LONGEST_LINE)).decode("utf-16", "replace").encode("utf-8", "replace")
        yield from _unfolded(whole)
        return
    chunk = chunk.removeprefix(b"\xef\xbb\xbf")
    while chunk:
        done += len(chunk)
        rest += chunk
        if len(rest) > LONGEST_LINE:
            raise SourceError(f"no cards: a line of more than {LONGEST_LINE // MIB} MiB", place=member.path)
        end = b"\n" if b"\n" in rest else b"\r"
        cut = rest.rfind(end, 0, -1) + 1
        while cut and rest[cut : cut + 1] in (b" ", b"\t") and len(rest) - cut < MIB:
            cut = rest.rfind(end, 0, cut - 1) + 1
        if cut:
            yield from _unfolded(rest[:cut])
            rest = rest[cut:]
        if progress is not None:
            progress(member.path, done, max(done, member.size))
        chunk = file.read(MIB)
    yield from _unfolded(rest)


def _unfolded(block: bytes) -> list[bytes]:
    plain = block.replace(_FOLD, b"").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    plain = plain.removesuffix(b"\n")
    return plain.replace(b"\n ", _FOLD).replace(b"\n\t", _FOLD).split(b"\n")


def _head(text: str) -> Head:
    first, *given = re.findall(r'(?:[^;"]|"[^"]*"?)+', text) or [""] if '"' in text else text.split(";")
    group, _, name = first.strip().upper().rpartition(".")
    types: set[str] = set()
    parameters: dict[str, str] = {}
    for one in given:
        key, is_named, value = one.partition("=")
        key, value = key.strip().upper(), value.strip().strip('"')
        if not is_named:
            types.add(key)
        elif key == "TYPE":
            types.update(part.strip().upper() for part in value.split(","))
        else:
            parameters.setdefault(key, value)
    encoding = parameters.get("ENCODING", "").upper()
    is_binary = encoding in ("B", "BASE64") or "BASE64" in types
    is_quoted = encoding == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in types
    return Head(name, group, frozenset(types), parameters, name in _WANTED and not is_binary, is_quoted)


def _text(head: Head, value: bytes, warnings: list[str]) -> str:
    if head.is_quoted:
        value = quopri.decodestring(value)
    charset = head.parameters.get("CHARSET", "") if head.parameters else ""
    if charset and not value.isascii() and _CHARSETS.fullmatch(charset.casefold()):
        return value.decode(charset, "replace")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        if _WRONG not in warnings:
            warnings.append(_WRONG)
        return value.decode("cp1252", "replace")
