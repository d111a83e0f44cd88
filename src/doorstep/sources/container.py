"""Opens what the user dropped (archives, folders, loose files) as a flat list of members; extracts nothing."""

import io
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from ..errors import SourceError, UnsafeArchiveError
from .bundles import Bundle, put_together
from .folders import files_below, head_of, plain, too_many
from .members import MIB, Limits, Member
from .paths import is_leftover, is_mail_box, is_media, path_key, safe_path
from .tars import is_tar, tar_members
from .zips import check_bomb, check_directory, day_in, entry_name, is_encrypted, opened_zip

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz")


@contextmanager
def opened(paths: Sequence[Path], limits: Limits) -> Iterator[list[Bundle]]:
    """The bundles in what was dropped, an inner archive as one of its own, parts put together; open in the block."""
    with ExitStack() as stack:
        bundles: list[Bundle] = []
        loose: dict[Path, list[Path]] = {}
        for path in dict.fromkeys(paths):
            if path.is_dir():
                bundles += _folder(path, limits, stack)
            elif not path.exists():
                raise SourceError("there is no such file", place=str(path), next_step="Check the path.")
            elif found := _archive(path, path.name, str(path), limits, stack):
                bundles += found
            else:
                loose.setdefault(path.parent, []).append(path)
        for files in loose.values():
            members = tuple(plain(path, path.name) for path in files)
            bundles.append(Bundle(files[0].name, str(files[0]), members, is_loose=True))
        yield put_together(bundles)


def _folder(folder: Path, limits: Limits, stack: ExitStack) -> list[Bundle]:
    bundles: list[Bundle] = []
    members: list[Member] = []
    for path, shown in files_below(folder, limits):
        is_packed = shown.casefold().endswith(_ARCHIVES)
        found = _archive(path, f"{folder.name}/{shown}", str(folder), limits, stack) if is_packed else []
        bundles += found
        members += [] if found else [plain(path, shown)]
    if bundles and not members:
        return bundles
    return [Bundle(folder.resolve().name, str(folder), tuple(members)), *bundles]


def _archive(path: Path, name: str, dropped: str, limits: Limits, stack: ExitStack) -> list[Bundle]:
    """What an archive holds, by the first bytes whatever the name; nothing where it is none.

    SourceError where only the name says zip.
    """
    head = head_of(path)
    if head.startswith(_ZIP):
        return _zip(path, name, dropped, 0, limits, stack)
    if is_tar(head):
        return [Bundle(name, dropped, tuple(tar_members(path, limits, stack)))]
    if path.name.casefold().endswith(".zip"):
        is_page = b"<html" in head.lower() or b"<!doctype" in head.lower()
        what = "a web page (perhaps a sign-in page)" if is_page else "no zip archive"
        raise SourceError(
            f"is {what}, although its name says zip",
            place=path.name,
            next_step="Download the export again and give doorstep the file as it comes.",
        )
    return []


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
        raise too_many(name, limits)
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
