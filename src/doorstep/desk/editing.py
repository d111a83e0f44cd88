"""The text of the standards while it is edited: what the editor begins from, and saving it without losing another's."""

from dataclasses import dataclass

from .. import Policy
from ..errors import ConflictError, LedgerError, NotFoundError
from .home import Desk, print_of, write_private
from .rewording import Change, reworded
from .versions import change_in_words, restore, text_now

MEANWHILE = "your standards were changed meanwhile, in another window, an editor or on the command line"


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands in the file now, and its print, by which saving knows whether it still does; empty without a file."""

    text: str
    print: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The standards as they stand now, the number of their version, and that of what stood before; None where the
    ledger could not be written, or where nothing stood."""

    policy: Policy
    version: int | None
    before: int | None


def opened(desk: Desk) -> Opened:
    """What an editor begins from, mistakes and all. PolicyError where the file is no text."""
    if not desk.policy_path.exists():
        return Opened("", "")
    text = text_now(desk)
    return Opened(text, print_of(text))


def same_lines(text: str) -> str:
    """The text with line ends as the file has them; a form of a browser sends others."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def save(desk: Desk, text: str, began: str) -> Saved:
    """Writes the standards: whole or not at all, readable by the user alone, both texts kept as versions.

    `began` is the print of what the editor began from. ConflictError where something else stands there by now;
    PolicyError, with every mistake, where the text has one. In both cases nothing is written.
    """
    text = same_lines(text)
    policy = Policy.parse(text)
    before = opened(desk)
    if before.print != began:
        raise ConflictError(MEANWHILE, next_step="Look at what stands there now; yours is not saved yet.")
    kept = _keep(desk, before.text) if before.print else None
    if text != before.text:
        write_private(desk.policy_file, text)
        desk.forget_policy()
    return Saved(policy, _keep(desk, text), kept)


def restored(desk: Desk, number: int, began: str) -> Saved:
    """Puts a version back, which makes it the newest one. ConflictError where another text stands there than the one
    with the print `began`, or this one does already."""
    if opened(desk).print != began:
        raise ConflictError(MEANWHILE, next_step="Look at what stands there now, and choose again.")
    done = restore(desk, str(number))
    return Saved(Policy.parse(done.version.text), desk.ledger.policy_versions()[-1].number, done.before)


def drafted(desk: Desk, change: Change) -> str:
    """What stands there with one change made by form; its errors are those of `reworded`."""
    return reworded(opened(desk).text, change)


def changed_meanwhile(desk: Desk, began: str) -> str:
    """What is different now from what the editor began from, in one line."""
    try:
        old = next(one for one in desk.ledger.policy_versions() if one.print == began)
    except (StopIteration, LedgerError):
        return ""
    return change_in_words(old.text, opened(desk).text)


def _keep(desk: Desk, text: str) -> int | None:
    """The number of the version with this text, which is the newest from now on; None where it cannot be kept."""
    try:
        made = desk.ledger.keep_policy(text, print_of(text))
        return made if made is not None else desk.ledger.policy_versions()[-1].number
    except (LedgerError, NotFoundError):
        return None
