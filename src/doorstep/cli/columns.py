"""Asks which column of an unknown table holds what, once, and goes on with the import."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from .app import ask_first, remark

if TYPE_CHECKING:
    from ..desk.home import Desk
    from ..desk.importing import Report
    from ..desk.mapping import Mappings
    from ..errors import ColumnsError


def with_columns(
    desk: "Desk", take: Callable[["Mappings"], "Report"], wishes: Sequence[str], is_sure: bool, dry_run: bool
) -> "Report":
    """What `take` gives once the columns of every table are confirmed; remembered unless it is a dry run.

    `wishes` are the words of `--map`; what they leave open is guessed, shown and asked about.
    """
    from ..desk.mapping import WISH, remember, wish_of
    from ..errors import ColumnsError

    wish = wish_of(wishes)
    agreed: dict[str, dict[str, str]] = {WISH: wish} if wish else {}
    while True:
        try:
            report = take(agreed)
            break
        except ColumnsError as error:
            if error.print_of_header in agreed or not error.guess:
                raise
            if not wish:
                _show(error)
                ask_first("Is that so?", is_sure)
            agreed[error.print_of_header] = error.guess | {WISH: ""}
    if not dry_run:
        remember(desk, agreed)
    return report


def _show(error: "ColumnsError") -> None:
    """Says what each column is taken for, on the error channel, so that no result is mixed with it."""
    from ..facts.text import clean_line
    from ..sources import crm

    remark(f"{error.place}: what its columns seem to be. It is asked once, and remembered for tables like it.")
    for field, heading in error.guess.items():
        remark(f"  {clean_line(heading, 40):<24} {crm.FIELDS.get(field, field)}")
    left = [clean_line(one, 40) for one in error.header if one.strip() and one not in error.guess.values()]
    if left:
        remark(f"  not used: {', '.join(left[:20])}{', …' if len(left) > 20 else ''}")
    remark('  to say it otherwise: --map "email=COLUMN,name=COLUMN"')
