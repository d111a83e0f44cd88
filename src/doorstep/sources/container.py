"""Opens what the user dropped (zips, folders, loose files) as a flat list of members; extracts nothing."""

import io
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import IO

from ..errors import SourceError, UnsafeArchiveError
from .members import MIB, Limits, Member
from .paths import is_leftover, is_mail_box, is_media, path_key, safe_path
from .zips import check_bomb, check_directory, day_in, entry_name, is_encrypted, opened_zip


@dataclass(frozen=True, slots=True)
class Bundle:
    """What one archive, one folder, or loose files from one folder hold. `name` may tell the export's date.

    `dropped` is the same for all bundles that come from one thing that the user gave; `is_loose` holds for files that
    were given one by one.
    """

    name: str
    dropped: str
    members: tuple[Member, ...]
    is_loose: bool = False


@contextmanager
def opened(paths: Sequence[Path], limits: Limits) -> Iterator[list[Bundle]]:
    """The bundles in what was dropped, an inner archive as one of its own; open within the block."""
    with ExitStack() as stack:
        bundles: list[Bundle] = []
        loose: dict[Path, list[Path]] = {}
        for path in dict.fromkeys(paths):
            if path.is_dir():
                bundles += _folder(path, limits, stack)
            elif not path.exists():
                raise SourceError("there is no such file", place=str(path), next_step="Check the path.")
            elif _is_zip(path):
                bundles += _zip(path, path.name, path.name, 0, limits, stack)
            else:
                loose.setdefault(path.parent, []).append(path)
        for files in loose.values():
            members = tuple(_plain(path, path.name) for path in files)
            bundles.append(Bundle(files[0].name, files[0].name, members, is_loose=True))
        yield bundles


def _folder(folder: Path, limits: Limits, stack: ExitStack) -> list[Bundle]:
    bundles: list[Bundle] = []
    members: list[Member] = []
    try:
        next(folder.iterdir(), None)  # a folder that may not be read would seem to be empty
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=str(folder)) from error
    for path in sorted(folder.rglob("*")):
        shown = path.relative_to(folder).as_posix()
        if path.is_symlink():
            raise UnsafeArchiveError(
                f"not opened: `{shown}` is a link to another place",
                place=str(folder),
                next_step="Remove the link, or give doorstep the export's own folder.",
            )
        if not path.is_file() or is_leftover(shown):
            continue
        if shown.casefold().endswith(".zip") and _is_zip(path):
            bundles += _zip(path, f"{folder.name}/{shown}", str(folder), 0, limits, stack)
        else:
            members.append(_plain(path, shown))
        if len(members) > limits.members:
            raise _too_many(str(folder), limits)
    if bundles and not members:
        return bundles
    return [Bundle(folder.resolve().name, str(folder), tuple(members)), *bundles]


def _plain(path: Path, shown: str) -> Member:
    about = path.stat()
    return Member(shown, path_key(shown), about.st_size, partial(io.FileIO, path), _day_of(about.st_mtime))


def _day_of(seconds: float) -> date | None:
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None


def _is_zip(path: Path) -> bool:
    """True by the first bytes, whatever the name; SourceError where only the name says zip."""
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", place=str(path)) from error
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return True
    if path.name.casefold().endswith(".zip"):
        is_page = b"<html" in head.lower() or b"<!doctype" in head.lower()
        what = "a web page (perhaps a sign-in page)" if is_page else "no zip archive"
        raise SourceError(
            f"is {what}, although its name says zip",
            place=path.name,
            next_step="Download the export again and give doorstep the file as it comes.",
        )
    return False


def _zip(
    source: Path | IO[bytes],
    name: str,
    dropped: str,
    depth: int,
    limits: Limits,
    stack: ExitStack,
    spent: int = 0,
) -> list[Bundle]:
    check_directory(source, name, limits.members)
    archive = opened_zip(source, name, stack)
    entries = archive.infolist()
    if len(entries) > limits.members:
        raise _too_many(name, limits)
    bundles: list[Bundle] = []
    members: list[Member] = []
    for entry in entries:
        path = safe_path(entry_name(entry), name)
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise UnsafeArchiveError(
                f"not opened: `{path}` is a link to another place",
                place=name,
                next_step="Download the export again, from the network itself.",
            )
        if not path or path.endswith("/") or is_leftover(path):
            continue
        spent += 0 if is_media(path) or is_mail_box(path) else entry.file_size
        check_bomb(entry, path, name, spent, limits.total_bytes, limits.ratio)
        if is_encrypted(entry):
            raise SourceError(
                f"`{path}` is locked with a password",
                place=name,
                next_step="Unpack it with the password and give doorstep the folder.",
            )
        member = Member(path, path_key(path), entry.file_size, partial(archive.open, entry), day_in(entry))
        if path.casefold().endswith(".zip"):
            if depth >= limits.nesting:
                raise UnsafeArchiveError(
                    f"not opened: `{path}` is an archive in an archive in an archive",
                    place=name,
                    next_step="Unpack the outer archive and give doorstep the export itself.",
                )
            inner = _copied(member, limits, stack)
            bundles += _zip(inner, f"{name}/{path}", dropped, depth + 1, limits, stack, spent)
        else:
            members.append(member)
    return bundles if bundles and not members else [Bundle(name, dropped, tuple(members)), *bundles]


def _copied(member: Member, limits: Limits, stack: ExitStack) -> IO[bytes]:
    """An inner archive in memory, or where it is large in a nameless file that goes when closed."""
    copy = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=32 * MIB))  # noqa: SIM115  the stack closes it
    with member.open(limits.stream_bytes) as file:
        while chunk := file.read(MIB):
            copy.write(chunk)
    copy.seek(0, io.SEEK_SET)
    return copy


def _too_many(name: str, limits: Limits) -> UnsafeArchiveError:
    return UnsafeArchiveError(
        f"not opened: it holds more than {limits.members:,} files",
        place=name,
        next_step="Give doorstep the export itself, not the folder around it.",
    )
