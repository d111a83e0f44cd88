"""What every command shares: the folder, the day, errors as sentences, output as text or JSON."""

import functools
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Any, ParamSpec, TextIO, TypeVar

import click

from ..errors import DoorstepError, UsageError
from ..facts.text import clean

if TYPE_CHECKING:
    from ..desk.home import Desk

MAX_REMARK = 100_000
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class App:
    """The options that stand before the command."""

    home: str | None = None
    today: date | None = None

    def now(self) -> datetime:
        """The local time; at noon of the day that `--today` names, where it does."""
        if self.today is not None:
            return datetime(self.today.year, self.today.month, self.today.day, 12)  # noqa: DTZ001  (local wall time)
        return datetime.now()  # noqa: DTZ005  (local wall time is meant)

    def folder(self) -> Path:
        """The user's folder."""
        from ..desk.home import home_folder

        return home_folder(self.home)

    @contextmanager
    def desk(self) -> "Iterator[Desk]":
        """The desk, for the length of a command; at its end the mistakes in the user's own words for replies."""
        from ..desk.home import Desk

        with Desk(self.folder(), self.now) as desk:
            yield desk
            for mistake in desk.mistakes:
                remark(f"{mistake}\nthis text stays as it comes along, until yours is mended")


class Day(click.ParamType["date"]):
    """A day as an option takes it: 2026-11-30."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
            if not 1970 <= day.year <= 9000:
                raise ValueError
            return day
        except ValueError:
            self.fail(f"`{value}` is no day; write it like 2026-11-30", param, ctx)


DAY = Day()
# What JSON need not escape and a terminal obeys: controls above ASCII, and signs that turn a line round.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
pass_app = click.make_pass_decorator(App, ensure=True)
as_json = click.option("--json", "json_", is_flag=True, help="Give JSON, for other programs.")
dry_run = click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing.")
yes = click.option("--yes", "-y", is_flag=True, help="Do not ask.")


def give_json(thing: object) -> None:
    """Prints a thing as JSON; a list with one line an element, which is written many times faster than indented."""
    if isinstance(thing, list) and thing:
        text = "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False, default=str) for one in thing) + "\n]"
    else:
        text = json.dumps(thing, ensure_ascii=False, indent=1, default=str)
    click.echo(_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def say(*lines: str) -> None:
    """Prints lines of text; on a terminal long ones are folded between words."""
    for line in lines:
        click.echo(folded(clean(line, MAX_REMARK), sys.stdout))


def remark(text: str) -> None:
    """Says something beside the result, where it does not get into it; nothing in it moves the cursor."""
    for line in clean(text, MAX_REMARK).split("\n"):
        click.echo(folded(line, sys.stderr), err=True)


def folded(line: str, to: TextIO) -> str:
    """The line, on a terminal in as many as it is wide, those that follow indented as far as the first."""
    if not to.isatty():
        return line
    width = get_terminal_size().columns
    indent = line[: len(line) - len(line.lstrip(" -"))].replace("-", " ")
    return "\n".join(wrap(line, width, subsequent_indent=indent, break_on_hyphens=False)) if len(line) > width else line


def ask_first(question: str, is_sure: bool) -> None:
    """Asks before something that cannot be undone; UsageError where nobody can be asked."""
    if is_sure:
        return
    try:
        agreed = click.confirm(question, default=False, err=True)
    except click.Abort:
        remark("")
        raise UsageError("this asks first, and nobody answered", next_step="add --yes to go ahead") from None
    if not agreed:
        raise UsageError("nothing was done")


def reported(command: Callable[P, R]) -> Callable[P, R]:
    """The command with doorstep's errors told as sentences, and their exit code."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except DoorstepError as error:
            remark(str(error))
            raise SystemExit(error.exit_code) from None
        except BrokenPipeError:
            sys.stderr.close()
            raise SystemExit(0) from None
        except OSError as error:
            remark(f"{error.filename or 'this'}: {error.strerror or error}")
            raise SystemExit(1) from None

    return run
