"""The versions of the standards: those that were kept, what changed between them, and the way back to one."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .. import Policy
from ..errors import ConflictError, FactError, Mistake, NotFoundError, PolicyError
from ..ledger import PolicyVersion
from .home import Desk, ensure_plain, print_of, write_private
from .standards import required

NOW = "now"


@dataclass(frozen=True, slots=True)
class Standing:
    """A version, what changed with it in one line, and whether these are the standards of today."""

    version: PolicyVersion
    changed: str
    is_now: bool

    def as_dict(self) -> dict[str, object]:
        """The version as `policy history --json` gives it."""
        one = self.version
        return {"number": one.number, "at": one.at.isoformat(), "print": one.print, "changed": self.changed,
                "decisions": one.decisions, "now": self.is_now}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Restored:
    """The version that is put back, and the number under which what stood before is kept."""

    version: PolicyVersion
    before: int | None


def history(desk: Desk, limit: int | None = None) -> list[Standing]:
    """The versions, the newest first; what stands in the file today is among them."""
    _look(desk)
    found = desk.ledger.policy_versions()
    wanted = found[-limit:] if limit else found
    today = ""
    with suppress(PolicyError):
        today = print_of(text_now(desk)) if desk.policy_path.exists() else ""
    made = []
    for version in wanted:
        before = next((one for one in reversed(found) if one.number < version.number), None)
        same = next((one for one in found if one.number < version.number and one.print == version.print), None)
        changed = (f"version {same.number} again" if same else
                   change_in_words(before.text, version.text) if before else "the first")  # fmt: skip
        made.append(Standing(version, changed, version is found[-1] and version.print == today))
    return made[::-1]


def change_in_words(old: str, new: str) -> str:
    """What changed between two texts of standards, in one line."""
    try:
        was, now = Policy.parse(old), Policy.parse(new)
        differences = was.compare(now)
    except PolicyError:
        return "one of the two holds a mistake"
    except FactError as error:
        return error.message
    if not differences:
        return "nobody is answered differently"
    more = f"; and {len(differences) - 1} more" if len(differences) > 1 else ""
    return differences[0].message + more


def version(desk: Desk, wanted: str) -> PolicyVersion:
    """The version of this number, or the one that stood at the end of this day; NotFoundError where there is none."""
    _look(desk)
    found = desk.ledger.policy_versions()
    day = _day(wanted)
    if day is not None:
        match = [one for one in found if one.at.date() <= day][-1:]
    else:
        match = [one for one in found if str(one.number) == wanted.lstrip("#")]
    if not match:
        raise NotFoundError(f"there is no version `{wanted}` of your standards",
                            next_step="`doorstep policy history` lists them")  # fmt: skip
    return match[0]


def named(desk: Desk, wanted: str) -> tuple[Policy, str]:
    """A policy and what to call it: `now`, the number or the day of a version, or a file."""
    if wanted == NOW:
        return required(desk), "now"
    if wanted.lstrip("#").isdecimal() or _day(wanted) is not None:
        kept = version(desk, wanted)
        return Policy.parse(kept.text, f"version {kept.number}"), f"version {kept.number}, of {kept.at:%Y-%m-%d}"
    path = Path(wanted)
    try:
        is_there = path.exists()
    except (OSError, ValueError):
        is_there = False
    if not is_there:
        raise NotFoundError(f"there is no file and no version `{wanted}`",
                            next_step="give a file, the number of a version, a day, or `now`")  # fmt: skip
    ensure_plain(path)
    return Policy.read(str(path)), path.name


def before_now(desk: Desk) -> str:
    """The number of the version that stood before the standards of today; NotFoundError where there is none."""
    required(desk)
    found = desk.ledger.policy_versions()
    if len(found) < 2:
        raise NotFoundError("there is no version before the one of today",
                            next_step="doorstep policy compare FILE compares with another file")  # fmt: skip
    return str(found[-2].number)


def restore(desk: Desk, wanted: str, *, dry_run: bool = False) -> Restored:
    """Puts a version back in the place of the standards of today, which are kept as a version, mistakes and all.

    ConflictError where they are the same already; PolicyError where the version cannot be read any more.
    """
    kept = version(desk, wanted)
    Policy.parse(kept.text, f"version {kept.number}")
    today = text_now(desk) if desk.policy_path.exists() else None
    if today == kept.text:
        raise ConflictError(f"version {kept.number} is what stands there already", next_step="doorstep policy history")
    if dry_run:
        return Restored(kept, None)
    ledger = desk.ledger
    if today is not None:
        ledger.keep_policy(today, print_of(today))
    before = ledger.policy_versions()[-1].number if today is not None else None
    write_private(desk.policy_file, kept.text)
    ledger.keep_policy(kept.text, kept.print)
    desk.forget_policy()
    return Restored(kept, before)


def _look(desk: Desk) -> None:
    """Has the standards of today kept, where they can be read."""
    with suppress(PolicyError):
        _ = desk.ledger, desk.policy


def text_now(desk: Desk) -> str:
    """What stands in the policy's file; PolicyError where it is no text."""
    ensure_plain(desk.policy_path)
    try:
        return desk.policy_path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        mistake = Mistake(desk.policy_path.name, "this is not UTF-8 text", hint="save it as UTF-8, or move it away")
        raise PolicyError([mistake]) from None


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text) if "-" in text else None
    return None
