"""Figures as a table on a terminal: units, the bar beside each figure, and whether it is met."""

from collections.abc import Sequence
from dataclasses import dataclass, field

MISSED: list[str] = []


@dataclass(slots=True)
class Table:
    """A titled table: the first column to the left, all others to the right."""

    title: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def row(self, *cells: object) -> None:
        """Adds a row; numbers with three or more digits in sight, None as nothing."""
        self.rows.append(tuple(_text(cell) for cell in cells))

    def show(self) -> None:
        """Prints the table."""
        widths = [max(len(row[spot]) for row in (self.header, *self.rows)) for spot in range(len(self.header))]
        print(f"\n{self.title}\n")
        for row in (self.header, tuple("-" * width for width in widths), *self.rows):
            print("  " + "  ".join(_fit(row, widths)).rstrip())
        for note in self.notes:
            print(f"  {note}")


def at_most(bar: float, figure: float, unit: str, what: str) -> str:
    """The bar beside a figure that has to stay below it."""
    return _judged(f"<= {bar:g} {unit}", figure <= bar, what, f"{_text(figure)} {unit}")


def at_least(bar: float, figure: float, what: str) -> str:
    """The bar beside a ratio that has to reach it."""
    return _judged(f">= {bar:g} x", figure >= bar, what, f"{_text(figure)} x")


def at_least_part(bar: float, figure: float, what: str) -> str:
    """The bar beside a share that has to reach it."""
    return _judged(f">= {bar:.0%}", figure >= bar, what, f"{figure:.1%}")


def at_most_part(bar: float, figure: float, what: str) -> str:
    """The bar beside a share that has to stay below it."""
    return _judged(f"<= {bar:.0%}", figure <= bar, what, f"{figure:.1%}")


def _judged(bar: str, is_met: bool, what: str, figure: str) -> str:
    if not is_met:
        MISSED.append(f"{what}: {figure}, wanted {bar}")
    return f"{bar}  {'ok' if is_met else 'MISS'}"


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, float):
        return f"{cell:,}" if isinstance(cell, int) else str(cell)
    size = abs(cell)
    return f"{cell:,.0f}" if size >= 100 else f"{cell:.1f}" if size >= 10 else f"{cell:.2f}"


def _fit(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.ljust(width) if spot == 0 or spot == len(row) - 1 else cell.rjust(width)
        for spot, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
