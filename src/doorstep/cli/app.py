"""What every command shares: the folder, the day, errors as sentences, output as text or JSON."""

import functools
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from ..errors import DoorstepError, UsageError

if TYPE_CHECKING:
    from ..desk.home import Desk

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

    def desk(self) -> "Desk":
        """The desk, to be used in a `with`."""
        from ..desk.home import Desk

        return Desk(self.folder(), self.now)


class Day(click.ParamType["date"]):
    """A day as an option takes it: 2026-11-30."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"`{value}` is no day; write it like 2026-11-30", param, ctx)


DAY = Day()
pass_app = click.make_pass_decorator(App, ensure=True)
as_json = click.option("--json", "json_", is_flag=True, help="Give JSON, for other programs.")
dry_run = click.option("--dry-run", is_flag=True, help="Show what would happen; write nothing.")
yes = click.option("--yes", "-y", is_flag=True, help="Do not ask.")


def give_json(thing: object) -> None:
    """Prints a thing as JSON; a list with one line an element, which is written many times faster than indented."""
    if isinstance(thing, list):
        click.echo("[\n" + ",\n".join(json.dumps(one, ensure_ascii=False, default=str) for one in thing) + "\n]")
    else:
        click.echo(json.dumps(thing, ensure_ascii=False, indent=1, default=str))


def say(*lines: str) -> None:
    """Prints lines of text."""
    for line in lines:
        click.echo(line)


def remark(text: str) -> None:
    """Says something beside the result, where it does not get into it."""
    click.echo(text, err=True)


def is_terminal() -> bool:
    """True where a person looks at what is printed."""
    return sys.stdout.isatty()


def ask_first(question: str, is_sure: bool) -> None:
    """Asks before something that cannot be undone; UsageError where nobody can be asked."""
    if is_sure:
        return
    try:
        agreed = click.confirm(question, default=False, err=True)
    except click.Abort:
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
            click.echo(str(error), err=True)
            raise SystemExit(error.exit_code) from None
        except BrokenPipeError:
            sys.stderr.close()
            raise SystemExit(0) from None

    return run
