"""Printing for people: one line a request, cards, tables; colour on a terminal only, never wider than it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as RichText

from ..desk.words import SHAPES, WORDS
from ..facts.text import clean

if TYPE_CHECKING:
    from ..desk.inbox import Item

__all__ = ["Text", "answer_text", "card", "console", "counts", "lines", "plain_table", "verdict_text"]

COLOURS = {"accept": "green", "not_yet": "yellow", "ask": "blue", "decline": "bright_black"}
WIDE = 10_000
MAX_SHOWN = 100_000
GAP = 2
FLEXIBLE = 20  # cells that the flexible column keeps while others can give way
LEAST = 12  # cells of it without which a spare column goes altogether


class Text(RichText):
    """A text for the screen. Whatever comes from outside is data: nothing in it moves the cursor or turns the line."""

    def __init__(self, text: str = "", *args: Any, **named: Any) -> None:
        super().__init__(clean(text, MAX_SHOWN), *args, **named)

    def append(self, text: RichText | str, style: Any = None) -> Self:
        """Adds to the text, cleaned alike."""
        super().append(clean(text, MAX_SHOWN) if isinstance(text, str) else text, style)
        return self


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


def answer_text(item: "Item", *, wide: bool = True) -> Text:
    """The verdict of a request, or that the user's own view comes first."""
    return Text("· your view first", style="dim") if item.hidden else verdict_text(item.verdict, wide=wide)


def lines(texts: Iterable[str | Text]) -> None:
    """Prints lines; long ones are folded between words on a terminal."""
    for text in texts:
        console().print(text if isinstance(text, Text) else Text(text))


def plain_table(
    rows: Iterable[Iterable[object]], flexible: int, *, folds: bool = False, spare: Sequence[int] = ()
) -> None:
    """Prints rows in columns, one line a row; the column at `flexible` gives way first where the screen is narrow.

    What does not fit ends in `…`; with `folds` the flexible column goes on in the lines below. Where the screen is so
    narrow that nothing would be readable, the `spare` columns are left out, the first named first.
    """
    made: list[list[RichText]] = [
        [cell if isinstance(cell, Text) else Text(" ".join(str(cell).split("\n"))) for cell in row] for row in rows
    ]
    widths = [max(cell.cell_len for cell in column) for column in zip(*made)]
    if console().is_terminal:
        room = console().width
        left = _left(widths, flexible, spare, room)
        made, widths = [[row[at] for at in left] for row in made], [widths[at] for at in left]
        flexible = left.index(flexible) if flexible in left else len(left) - 1
        _narrow(widths, flexible, room - GAP * (len(widths) - 1))
    for row in made:
        below: list[RichText] = []
        if folds and row[flexible].cell_len > widths[flexible]:
            row[flexible], *below = row[flexible].wrap(console(), widths[flexible])
        indent = " " * (sum(widths[:flexible]) + GAP * flexible)
        for line in (_joined(row, widths), *(Text(indent).append_text(one) for one in below)):
            line.rstrip()
            console().print(line, soft_wrap=True)


def _joined(row: list[RichText], widths: list[int]) -> RichText:
    """The cells side by side, each cut or filled to its width."""
    for cell, width in zip(row, widths):
        cell.truncate(width, overflow="ellipsis", pad=cell.justify != "right")
        cell.pad_left(width - cell.cell_len)
    return Text(" " * GAP).join(row)


def _left(widths: list[int], flexible: int, spare: Sequence[int], room: int) -> list[int]:
    """The columns that are shown: all, or without as many of the spare ones as it takes."""
    left = list(range(len(widths)))
    for column in spare:
        if sum(min(widths[at], LEAST) if at == flexible else widths[at] for at in left) + GAP * (len(left) - 1) <= room:
            break
        left.remove(column)
    return left


def _narrow(widths: list[int], flexible: int, room: int) -> None:
    """Makes columns narrower until they fit: the flexible one, then whichever is widest, never the first."""
    spare = min(max(0, sum(widths) - room), max(0, widths[flexible] - FLEXIBLE))
    widths[flexible] -= spare
    while sum(widths) > room:
        widest = max(range(1, len(widths)), key=widths.__getitem__)
        if widths[widest] <= 1:
            break
        widths[widest] -= 1


def counts(numbers: Mapping[str, int]) -> None:
    """Prints how many requests have each verdict: in one line, or a line each where the screen is too narrow."""
    parts = [verdict_text(verdict, wide=False).append(f" {number:,}") for verdict, number in numbers.items()]
    line = Text("  ").append_text(Text("   ").join(parts))
    shown = [line] if line.cell_len <= console().width else [Text("  ").append_text(part) for part in parts]
    for one in shown:
        console().print(one)


def card(title: Text, body: Iterable[str | Text]) -> None:
    """Prints a title and what belongs to it, indented."""
    console().print(title)
    for text in body:
        line = text if isinstance(text, Text) else Text(text)
        for part in line.split("\n", allow_blank=True):
            console().print(Padding(part, (0, 0, 0, 2), expand=False) if part.plain.strip() else Text(""))
