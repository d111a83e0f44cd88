"""Pages to print and to file: one HTML file without a script or anything from elsewhere, every word escaped."""

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from secrets import token_hex

from ..errors import ConflictError, UsageError
from ..facts.text import clean

MAX_TEXT = 20_000
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STYLE = """
:root { color-scheme: light dark; --paper: #fff; --ink: #1d1d1b; --soft: #5c5c57; --line: #d8d6cf; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b1b19; --ink: #ecebe6; --soft: #a9a79f; --line: #45443f; } }
@media print { :root { --paper: #fff; --ink: #000; --soft: #444; --line: #999; } tr, h2 { break-inside: avoid; } }
body { font: 17px/1.5 system-ui, sans-serif; background: var(--paper); color: var(--ink);
       max-width: 60rem; margin: 40px auto; padding: 0 24px; font-variant-numeric: tabular-nums; }
h1 { font-size: 28px; line-height: 1.2; } h2 { font-size: 20px; margin-top: 40px; }
p, li { max-width: 68ch; } .soft { color: var(--soft); }
table { border-collapse: collapse; width: 100%; margin: 16px 0; }
th, td { text-align: left; vertical-align: top; padding: 8px 16px 8px 0; border-bottom: 1px solid var(--line); }
p, li { overflow-wrap: anywhere; } td { overflow-wrap: anywhere; min-width: 4rem; } .still { white-space: nowrap; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 14px; }
@page { margin: 18mm 15mm; }
@media print { body { font-size: 11pt; margin: 0; max-width: none; padding: 0; } td, th { font-size: 9.5pt; }
  thead { display: table-header-group; } h2 { break-after: avoid; } }
@media screen and (max-width: 44rem) { thead { display: none; }
  table, tbody, tr { display: block; } tr { border-bottom: 1px solid var(--line); padding: 8px 0; }
  td { display: flex; gap: 16px; border: 0; padding: 2px 0; overflow-wrap: anywhere; } td:empty { display: none; }
  td::before { content: attr(data-of); color: var(--soft); flex: 0 0 9rem; } }
"""
_RULES = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page under its heading: paragraphs, then a table with its head, then a text as it is written."""

    heading: str
    paragraphs: Sequence[str] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[object]] = ()
    text: str = ""


def page(title: str, lead: Sequence[str], parts: Iterable[Part]) -> str:
    """The page as HTML; nothing that it is given can become a tag, a script or an address that is fetched."""
    body = [f"<h1>{_safe(title)}</h1>", *(f'<p class="soft">{_safe(one)}</p>' for one in lead)]
    for part in parts:
        body.append(f"<h2>{_safe(part.heading)}</h2>")
        body += [f"<p>{_safe(one)}</p>" for one in part.paragraphs]
        if part.rows:
            head = "".join(f'<th scope="col">{_safe(cell)}</th>' for cell in part.head)
            rows = "\n".join(f"<tr>{''.join(map(_cell, part.head, row))}</tr>" for row in part.rows)
            body.append(f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>")
        if part.text:
            body.append(f"<pre>{_safe(part.text)}</pre>")
    return _whole(title, "\n".join(body))


def published(markdown: str, title: str = "") -> str:
    """A text in Markdown as HTML; a page of its own where it has a title. No tag, link or picture of the text's own."""
    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "autolink"]).render(markdown)
    return _whole(title, body) if title else body


def _whole(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_RULES}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _cell(head: str, value: object) -> str:
    """A cell that knows its heading, for screens on which the row stands upright; days are not broken."""
    still = ' class="still"' if _DAY.fullmatch(str(value)) else ""
    return f'<td data-of="{_safe(head)}"{still}>{_safe(value)}</td>'


def _safe(thing: object) -> str:
    return escape(clean(str(thing), MAX_TEXT))


def ensure_new(path: Path, home: Path) -> str:
    """How the file is to be written, `html` or `json`, by its ending; an error where it cannot be, before any work.

    It must be new, and outside of doorstep's own folder: what is written there may not come back by a backup.
    """
    kind = {".html": "html", ".htm": "html", ".json": "json"}.get(path.suffix.casefold(), "")
    if not kind:
        raise UsageError(f"`{path.name}` tells no kind of file", next_step="name a file that ends in .html or .json")
    if path.exists() or path.is_symlink():
        raise ConflictError("there is such a file already", place=str(path), next_step="give a new name")
    if path.resolve().is_relative_to(home.resolve()):
        raise UsageError("this is doorstep's own folder", place=str(path), next_step="keep reports somewhere else")
    return kind


def write_new(path: Path, text: Iterable[str]) -> None:
    """Writes a new file, piece by piece, readable by the user alone; never over another, and never half of it."""
    part = path.with_name(f".{path.name[:100]}-{token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            for piece in text:
                file.write(piece)
            file.flush()
            os.fsync(handle)
        _named(part, path)
    except FileExistsError:
        raise ConflictError("there is such a file already", place=str(path), next_step="give a new name") from None
    except OSError as error:
        raise UsageError(f"it cannot be written: {error.strerror}", place=str(path)) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _named(part: Path, path: Path) -> None:
    """Gives the whole file its name; FileExistsError where another has it."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a disk without links
        if path.exists():
            raise FileExistsError(path) from None
        part.rename(path)
