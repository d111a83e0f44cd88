"""Lists that were exported as web pages: one entry for each box, without regard to the language of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...errors import SourceError
from ...facts.text import clean_line
from ..members import Limits, Member

_TEXT_LIMIT = 1000
_BOXES = frozenset({"uiBoxWhite", "_a6-g"})
_HEADINGS = frozenset({"_a6-h", "_2lel"})
_LABEL, _VALUE = "_a6_q", "_a6_r"
_MOST_TEXTS = 40


@dataclass(slots=True)
class Entry:
    """One box of a page: its heading, its links as (address, words), its rows as (label, value), all its other text."""

    heading: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    rows: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def entries(member: Member, limits: Limits) -> list[Entry]:
    """The boxes of a page, in its order; SourceError where it is no UTF-8 text or too large."""
    from lxml import etree  # seldom needed

    page = _Page()
    with member.open(limits.member_bytes) as file:
        raw = file.read(limits.member_bytes + 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"is not UTF-8 text: it breaks off or is damaged at byte {error.start:,} of {len(raw):,}",
            place=member.path,
            next_step="Use the file as the network made it, not a changed copy.",
        ) from error
    parser = etree.HTMLParser(target=page, remove_comments=True, remove_pis=True)
    try:
        # the parser would end at a zero byte
        parser.feed(text.replace("\0", " "))
        parser.close()
    except (etree.XMLSyntaxError, AssertionError):  # of an empty page, or of what is none
        return page.found
    return page.found


class _Page:
    """Gathers the boxes; what is inside of scripts and styles is no text of the page."""

    def __init__(self) -> None:
        self.found: list[Entry] = []
        self._entry: Entry | None = None
        self._into = ""  # what the text belongs to now: heading, link, label, value; empty for other text
        self._until = ""  # the tag that ends it
        self._depth = 0
        self._words: list[str] = []
        self._loose: list[str] = []
        self._href = ""
        self._label = ""
        self._is_code = False

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins."""
        self._end_text()
        classes = frozenset(given.get("class", "").split())
        self._is_code = tag in ("script", "style")
        if tag in ("div", "section") and not classes.isdisjoint(_BOXES):
            self._finish()
            self._entry = Entry()
            self.found.append(self._entry)
        if self._entry is None:
            return
        if self._into:
            self._depth += tag == self._until
            if tag == "a":
                self._entry.links.append((given.get("href", ""), ""))
        elif not classes.isdisjoint(_HEADINGS) or tag == "h2":
            if self._entry.heading:  # a second one in one box is the next person
                self._entry = Entry()
                self.found.append(self._entry)
            self._begin("heading", tag)
        elif tag == "a":
            self._href = given.get("href", "")
            self._begin("link", tag)
        elif tag == "td" and (_LABEL in classes or _VALUE in classes):
            self._begin("label" if _LABEL in classes else "value", tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._end_text()
        self._is_code = False
        if self._into and tag == self._until:
            self._depth -= 1
            if not self._depth:
                self._finish()

    def data(self, data: str) -> None:
        """Text, perhaps only a part of it."""
        if self._entry is None or self._is_code:
            return
        (self._words if self._into else self._loose).append(data)

    def close(self) -> None:
        """The page ends."""
        self._end_text()
        self._finish()

    def _end_text(self) -> None:
        if self._loose and self._entry is not None:
            text = clean_line("".join(self._loose), _TEXT_LIMIT)
            if text and len(self._entry.texts) < _MOST_TEXTS:
                self._entry.texts.append(text)
        self._loose = []

    def _begin(self, into: str, tag: str) -> None:
        self._into, self._until, self._depth, self._words = into, tag, 1, []

    def _finish(self) -> None:
        into, self._into = self._into, ""
        if not into or self._entry is None:
            return
        text = clean_line("".join(self._words), _TEXT_LIMIT)
        match into:
            case "heading":
                self._entry.heading = text
            case "link":
                self._entry.links.append((self._href, text))
            case "label":
                self._label = text
            case _:
                self._entry.rows.append((self._label, text))
