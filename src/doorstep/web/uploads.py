"""Files that a browser sends: written to a private folder while they arrive, within limits, never held in memory."""

import os
import re
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from ..errors import UsageError
from ..facts.text import clean_line
from .forms import MAX_FIELD, TOKEN, WrongFormError, ensure_own

PREFIX = ".upload-"
MOST_FILES = 200
MOST_FIELDS = 20  # beside the files
MOST_NAME = 120
TOO_MUCH = "this form holds more than it can"
LEFT_OVER = 60 * 60  # seconds after which a folder that nobody has cleared belongs to no server that runs
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


class Upload:
    """What was sent: the files, in a folder of their own that `clear` removes, and the other fields."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = Path(mkdtemp(prefix=PREFIX, dir=home))
        self.files: list[Path] = []
        self.fields: dict[str, str] = {}

    def clear(self) -> None:
        """Removes the files."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def place_for(self, name: str) -> Path:
        """A free path for a file of this name, of which only what is a plain name is kept."""
        plain = _UNSAFE.sub("_", clean_line(name.replace("\\", "/").rpartition("/")[2], MOST_NAME)).lstrip(".")
        folder = self.folder
        while (folder / (plain or "file")).exists():
            folder = folder / "more"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / (plain or "file")


@dataclass(slots=True)
class _Parts:
    """The parts of a form as they come in."""

    upload: Upload
    headers: dict[bytes, bytes] = field(default_factory=dict)
    name: bytes = b""
    header: tuple[bytearray, bytearray] = field(default_factory=lambda: (bytearray(), bytearray()))
    file: BinaryIO | None = None
    text: bytearray = field(default_factory=bytearray)
    is_file: bool = False
    count: int = 0

    def callbacks(self) -> dict[str, object]:
        """What the parser calls."""
        return {
            "on_part_begin": self.begin, "on_header_field": self.header_field, "on_header_value": self.header_value,
            "on_header_end": self.header_end, "on_headers_finished": self.open, "on_part_data": self.take,
            "on_part_end": self.close,
        }  # fmt: skip

    def begin(self) -> None:
        self.count += 1
        if self.count > MOST_FILES + MOST_FIELDS + 1:
            raise UsageError(TOO_MUCH)
        self.headers, self.text = {}, bytearray()

    def header_field(self, data: bytes, start: int, end: int) -> None:
        self.header[0].extend(data[start:end])

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self.header[1].extend(data[start:end])

    def header_end(self) -> None:
        self.headers[bytes(self.header[0]).lower()] = bytes(self.header[1])
        self.header = (bytearray(), bytearray())

    def open(self) -> None:
        _, options = parse_options_header(self.headers.get(b"content-disposition"))
        self.name, given = options.get(b"name", b""), options.get(b"filename")
        self.is_file = given is not None
        if given:  # a field of files that was left empty comes as a file without a name
            if len(self.upload.files) >= MOST_FILES:
                raise UsageError(f"more than {MOST_FILES} files at once", next_step="Give the archive as one zip.")
            path = self.upload.place_for(given.decode("utf-8", "replace"))
            self.file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
            self.upload.files.append(path)

    def take(self, data: bytes, start: int, end: int) -> None:
        if self.file is not None:
            self.file.write(data[start:end])
        elif not self.is_file:
            self.text.extend(data[start:end])
            if len(self.text) > MAX_FIELD or len(self.upload.fields) > MOST_FIELDS:
                raise UsageError(TOO_MUCH)

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
            self.file = None
        elif not self.is_file:
            self.upload.fields[self.name.decode("utf-8", "replace")] = self.text.decode("utf-8", "replace")


async def uploaded(request: Request, home: Path, *, needs_token: bool = True) -> Upload:
    """The files of a form. WrongFormError where it does not carry the session's token before the first file;
    UsageError where it is no such form. Whoever gets it has to `clear` it."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise UsageError("this holds no files", next_step="Choose the files, then send them.")
    upload = Upload(home)
    parts = _Parts(upload)
    try:
        parser = MultipartParser(options[b"boundary"], parts.callbacks())  # type: ignore[arg-type]  # by their names
        is_own = not needs_token
        async for chunk in request.stream():
            await run_in_threadpool(parser.write, chunk)
            if not is_own and (upload.files or TOKEN in upload.fields):
                ensure_own(request, upload.fields.get(TOKEN, ""))
                is_own = True
        parser.finalize()
        if not is_own:
            raise WrongFormError
    except MultipartParseError as wrong:
        _drop(parts)
        raise UsageError("the files were cut short on their way", next_step="Send them once more.") from wrong
    except BaseException:
        _drop(parts)
        raise
    return upload


def _drop(parts: _Parts) -> None:
    if parts.file is not None:
        parts.file.close()
    parts.upload.clear()


def sweep(home: Path) -> None:
    """Removes what an earlier server, ended in the middle of an upload, has left behind."""
    if not home.is_dir():
        return
    for one in home.glob(PREFIX + "*"):
        if one.is_dir() and not one.is_symlink() and time.time() - one.stat().st_mtime > LEFT_OVER:
            shutil.rmtree(one, ignore_errors=True)
