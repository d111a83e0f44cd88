"""Tables of account addresses: with the heading of today, with that of some years ago, or with none at all."""

import csv
from collections.abc import Iterator
from itertools import chain

from ...errors import DriftError
from ...facts.seen import SeenFile
from ...facts.text import clean_line
from ..addresses import fediverse_key
from ..lines import LONGEST_LINE, lines_of
from ..members import Member
from ..source import Given
from ..tables import header_form, skip

ADDRESS_LIMIT = 400
_HEADINGS = frozenset({"accountaddress", "listname"})


def accounts(member: Member, seen: SeenFile, given: Given, home: str, *, named: bool) -> list[tuple[str, str, str]]:
    """Each account as (key, address as written, list's name); `named` where the list's name stands before it.

    The key is empty for somebody on the owner's own server while `home`, that server, is not known.
    DriftError where no row holds an address.
    """
    found: dict[tuple[str, str], str] = {}
    for line, cells in _rows(member, seen, given):
        written = clean_line(cells[1] if named and len(cells) > 1 else "" if named else cells[0], ADDRESS_LIMIT)
        address = written.removeprefix("@")
        key = fediverse_key(address, home)
        is_local = "@" not in address and bool(fediverse_key(address, "server.example"))
        if not key and not is_local:
            skip(seen, line, f"no account address in `{clean_line(','.join(cells), 60)}`")
            continue
        found.setdefault((key or address, clean_line(cells[0], 100) if named else ""), key)
    seen.kept = len(found)
    if seen.rows and not found:
        raise DriftError(
            f"none of its {seen.rows:,} rows holds the address of an account",
            place=member.path,
            next_step="Use the file as Mastodon made it: Preferences, Import and export, Data export.",
        )
    return [(key, written, label) for (written, label), key in found.items()]


def _rows(member: Member, seen: SeenFile, given: Given) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, without the heading; each with its line. No cell holds a line break here."""
    with member.open(given.limits.member_bytes) as file:
        lines = lines_of(file, member, [], given.progress)
        first = next(lines, "")
        csv.field_size_limit(LONGEST_LINE)
        delimiter = next((one for one in ",;\t" if one in first), ",")
        for number, line in enumerate(chain([first], lines), 1):
            cells = next(csv.reader([line], delimiter=delimiter), [])
            if not any(cell.strip() for cell in cells):
                continue
            if not seen.rows and header_form(cells[0].lstrip("\ufeff#")) in _HEADINGS:
                continue
            seen.rows += 1
            yield number, cells
