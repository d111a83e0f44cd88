"""The user's folder: the ledger, the policy and the reply templates in it, opened when first needed."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from types import TracebackType

from .. import Policy
from ..errors import LedgerError, Mistake, PolicyError
from ..facts.catalogue import CATALOGUE, Catalogue
from ..ledger import Ledger
from ..ledger.opening import FILE as LEDGER
from ..networks import Network, load
from ..replies import Templates, parse

MAX_FILE = 1_000_000


def home_folder(given: str | None = None) -> Path:
    """The folder to work in: the one given, else DOORSTEP_HOME, else the platform's data folder."""
    if given:
        return Path(given).expanduser()
    if os.environ.get("DOORSTEP_HOME"):
        return Path(os.environ["DOORSTEP_HOME"]).expanduser()
    from platformdirs import user_data_path

    return user_data_path("doorstep", appauthor=False)


class Desk:
    """Everything that one user works with. Close it, or use it in a `with`.

    `now` gives the local time without a zone; `today` follows from it.
    """

    def __init__(self, home: Path, now: Callable[[], datetime]) -> None:
        if os.environ.get("DOORSTEP_DATABASE"):
            raise LedgerError(
                "DOORSTEP_DATABASE is set, but this doorstep keeps its ledger in the user's folder only",
                next_step="unset DOORSTEP_DATABASE, or point DOORSTEP_HOME at the folder to use",
            )
        self.home = home
        self.now = now
        self.mistakes: tuple[Mistake, ...] = ()
        self._opened: Ledger | None = None
        # what takes long to count, by network, each with what it was counted for
        self.counted: dict[str, tuple[object, object]] = {}

    def __enter__(self) -> "Desk":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    @property
    def today(self) -> date:
        """The day it is."""
        return self.now().date()

    @property
    def ledger(self) -> Ledger:
        """What is remembered; opened, or made, when first asked for."""
        if self._opened is None:
            self._opened = Ledger.open(self.home, now=self.now)
        return self._opened

    @property
    def has_ledger(self) -> bool:
        """True where something is remembered already."""
        return (self.home / LEDGER).exists()

    def reopen(self) -> None:
        """Closes the ledger, so that the next question opens it anew (after a restore)."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None
        self.counted.clear()

    @property
    def policy_path(self) -> Path:
        """Where the policy is, or will be."""
        return self.home / "policy.toml"

    @property
    def policy_file(self) -> Path:
        """The file itself, where the policy's place is a link to it: who keeps settings elsewhere goes on doing so."""
        try:
            return self.policy_path.resolve()
        except (OSError, RuntimeError):  # a link to itself
            return self.policy_path

    @cached_property
    def policy(self) -> Policy | None:
        """The user's policy, or None where there is none yet; PolicyError where it has a mistake."""
        if not self.policy_path.exists():
            return None
        ensure_plain(self.policy_path)
        found = Policy.read(str(self.policy_path))
        self._keep(found)
        return found

    def forget_policy(self) -> None:
        """Has the policy read again when it is next asked for."""
        for name in ("policy", "print_of_policy"):
            self.__dict__.pop(name, None)

    def _keep(self, policy: Policy) -> None:
        """Keeps the policy's text as a version where it is a new one; that it cannot be kept is no reason to stop."""
        if self.has_ledger:
            with suppress(LedgerError):
                self.ledger.keep_policy(policy.text, print_of(policy.text))

    @property
    def catalogue(self) -> Catalogue:
        """The facts that can be known, with the policy's own."""
        return self.policy.catalogue if self.policy else CATALOGUE

    @cached_property
    def print_of_policy(self) -> str:
        """A short print of the policy's text, kept beside decisions; empty where there is none."""
        return print_of(self.policy.text) if self.policy else ""

    @cached_property
    def owner(self) -> str:
        """The user's own name, as the exports tell it or as it was set; empty where it is not known."""
        own = self.ledger.setting("name")
        told = (one.coverage.get("owner") for one in reversed(self.ledger.imports()))
        return own or next((str(owner[2]) for owner in told if owner), "")

    @property
    def networks(self) -> dict[str, Network]:
        """The networks that doorstep knows, by key."""
        return dict(load())

    @property
    def replies_path(self) -> Path:
        """Where the user's own words for replies are, or will be."""
        return self.home / "replies.toml"

    @cached_property
    def replies(self) -> Templates:
        """The words for replies, the user's own first; mistakes in them are kept in `mistakes`."""
        own, unread = "", []
        if self.replies_path.exists():
            try:
                ensure_plain(self.replies_path)
                own = self.replies_path.read_text(encoding="utf-8-sig")
            except PolicyError as error:
                unread = list(error.mistakes)
            except OSError as error:
                unread = [Mistake("replies.toml", f"cannot be read: {error.strerror}")]
            except UnicodeDecodeError:
                unread = [Mistake("replies.toml", "this is not UTF-8 text", hint="save it as UTF-8")]
        templates, mistakes = parse(shipped_replies(), own, "replies.toml")
        self.mistakes = (*unread, *mistakes)
        return templates

    def display(self, network: str) -> str:
        """The network's name as people write it."""
        known = load().get(network)
        return known.name if known else network


def print_of(text: str) -> str:
    """A short print of a policy's text."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def ensure_plain(path: Path) -> None:
    """PolicyError where a file of standards or texts is none, or is far too large to be one."""
    if not path.is_file() or path.stat().st_size > MAX_FILE:
        raise PolicyError([Mistake(path.name, "this is not a text file of some pages", hint="put a plain file there")])


def shipped_replies() -> str:
    """The words for replies that come along."""
    return files("doorstep.replies").joinpath("templates.toml").read_text(encoding="utf-8")


def write_private(path: Path, text: str) -> None:
    """Writes a file of the user's whole or not at all, readable by the user alone; LedgerError where it cannot be."""
    staged = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(staged, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            staged.replace(path)
        finally:
            staged.unlink(missing_ok=True)
    except OSError as problem:
        raise LedgerError(
            f"`{path}` cannot be written: {problem.strerror}", next_step="pick another folder with --home DIR"
        ) from problem
