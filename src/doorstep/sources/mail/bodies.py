"""What a notification's body holds: its text and its links; nothing in it is run, and no link is followed."""

import re
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from html.parser import HTMLParser

from ...facts.text import clean, clean_line
from ..members import MIB
from .boxes import Mail

_MOST_PARTS, _LONGEST = 50, 400_000
_MOST_WHOLES = 20  # the library takes minutes for hundreds of parts within parts
_MOST_BYTES = MIB // 2
_WHOLE = re.compile(rb"boundary", re.IGNORECASE)
_BARE = re.compile(r"https?://[^\s<>\"')\]]{4,2000}")


def text_of(mail: Mail) -> tuple[str, list[tuple[str, str]]]:
    """The plain text (empty where there is none) and the (words, address) of every link in the web page part."""
    raw = mail.head + mail.body[:_MOST_BYTES]
    if len(_WHOLE.findall(raw)) > _MOST_WHOLES:
        return "", []
    try:
        message = BytesParser(policy=compat32).parsebytes(raw)
        return _parts(message)
    except (RecursionError, ValueError, LookupError, AssertionError):
        return "", []


def links_in(text: str) -> list[str]:
    """The addresses that stand in plain text."""
    return [found[0].rstrip(".,;") for found in _BARE.finditer(text)]


def _parts(message: Message) -> tuple[str, list[tuple[str, str]]]:
    text, links = "", list[tuple[str, str]]()
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html"):
            continue
        raw = part.get_payload(decode=True)
        if not isinstance(raw, bytes):
            continue
        if kind == "text/plain" and not text:
            text = clean(_decoded(raw, part.get_content_charset()), _LONGEST)
        elif kind == "text/html" and not links:
            reader = _Links()
            reader.feed(_decoded(raw, part.get_content_charset())[:_LONGEST])
            links = reader.found
    return text, links


def _decoded(raw: bytes, charset: str | None) -> str:
    for one in (charset, "utf-8"):
        try:
            return raw.decode(one or "utf-8")
        except (LookupError, ValueError):
            continue
    return raw.decode("latin-1")


class _Links(HTMLParser):
    """Gathers the links of a page: the words between `<a …>` and `</a>`, and where they lead."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._to: str | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._close()
            self._to = next((value for name, value in attrs if name == "href" and value), None)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._close()

    def handle_data(self, data: str) -> None:
        if self._to is not None:
            self._words.append(data)

    def _close(self) -> None:
        if self._to is not None and len(self.found) < 1000:
            self.found.append((clean_line("".join(self._words), 1000), self._to))
        self._to, self._words = None, []
