"""Printing for people: one line a request, cards, tables; colour on a terminal only, never wider than it."""

from collections.abc import Iterable
from functools import cache

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .words import COLOURS, SHAPES, WORDS

__all__ = ["Text", "card", "console", "lines", "plain_table", "verdict_text"]

WIDE = 10_000


@cache
def console() -> Console:
    """The terminal, or a page without end or colour where the output goes elsewhere."""
    terminal = Console(highlight=False, emoji=False, markup=False)
    if terminal.is_terminal:
        return terminal
    return Console(highlight=False, emoji=False, markup=False, width=WIDE, color_system=None)


def verdict_text(verdict: str, *, wide: bool = True) -> Text:
    """A verdict as word, shape and hue."""
    word = WORDS[verdict].ljust(7) if wide else WORDS[verdict]
    return Text(f"{SHAPES[verdict]} {word}", style=COLOURS[verdict])


def lines(texts: Iterable[str | Text]) -> None:
    """Prints lines; long ones are folded between words on a terminal."""
    for text in texts:
        console().print(text if isinstance(text, Text) else Text(text))


def plain_table(rows: Iterable[Iterable[object]], flexible: int) -> None:
    """Prints rows in columns, one line a row; the column at `flexible` gives way where the screen is narrow."""
    made = [[cell if isinstance(cell, Text) else Text(str(cell)) for cell in row] for row in rows]
    if not made:
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for number in range(len(made[0])):
        is_flexible = number == flexible
        table.add_column(no_wrap=True, overflow="ellipsis", ratio=1 if is_flexible and console().is_terminal else None)
    for row in made:
        table.add_row(*row)
    if console().is_terminal:
        console().print(table)
        return
    with console().capture() as caught:
        console().print(table)
    for line in caught.get().splitlines():
        console().file.write(line.rstrip() + "\n")


def card(title: Text, body: Iterable[str | Text]) -> None:
    """Prints a title and what belongs to it, indented."""
    console().print(title)
    for text in body:
        line = text if isinstance(text, Text) else Text(text)
        for part in line.split("\n", allow_blank=True):
            padded = Text("  ")
            padded.append_text(part)
            console().print(padded if part.plain.strip() else Text(""))
