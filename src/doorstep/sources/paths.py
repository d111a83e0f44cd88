"""The paths of an archive's members: made safe, made comparable, rid of what systems leave behind."""

import re
import unicodedata
from urllib.parse import unquote

from ..errors import UnsafeArchiveError

# Never worth opening for what doorstep reads; not counted against the size of an archive.
_ENDINGS = (
    "jpg jpeg png gif webp heic heif bmp tif tiff svg ico mp4 mov m4v avi mkv webm mp3 m4a aac wav ogg opus "
    "srt pdf woff woff2 ttf otf"
)
_MEDIA = frozenset(_ENDINGS.split())
_LEFTOVERS = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_COPY = re.compile(r"(?: ?\(\d{1,3}\)| - copy| copy| - kopie)+(?=(?:\.[a-z0-9]{1,5}){0,2}$)")
_COPY_AT_END = re.compile(_COPY.pattern.partition("(?=")[0] + "$", re.IGNORECASE)
_DRIVE = re.compile(r"^[A-Za-z]:")


def safe_path(raw: str, archive: str) -> str:
    """The member's path with forward slashes; UnsafeArchiveError where it would climb out of its folder."""
    path = raw.replace("\\", "/")
    while path.startswith("./"):
        path = path[2:]
    if path.startswith("/") or _DRIVE.match(path):
        raise _unsafe(archive, f"it holds `{raw[:200]!a}`, a path from the root of a disk")
    if ".." in path.split("/"):
        raise _unsafe(archive, f"it holds `{raw[:200]!a}`, a path that climbs out of the archive")
    return path


def is_leftover(path: str) -> bool:
    """True for what macOS and Windows add to folders by themselves."""
    parts = path.casefold().split("/")
    return "__macosx" in parts or parts[-1] in _LEFTOVERS or parts[-1].startswith("._")


def is_media(path: str) -> bool:
    """True for pictures, sound and film by their ending: never opened, whatever their size."""
    return path.rpartition(".")[2].casefold() in _MEDIA


def is_mail_box(path: str) -> bool:
    """True for a mail box by its ending: read mail by mail, so its size does not matter."""
    return path.casefold().endswith(".mbox")


def path_key(path: str) -> str:
    """The form in which paths are compared: case, Unicode form, apostrophes, copy suffixes make no odds."""
    key = unicodedata.normalize("NFC", unquote(path) if "%" in path else path).casefold()
    key = key.replace("\u2019", "_").replace("'", "_")
    return key[:-80] + _COPY.sub("", key[-80:]) if "(" in key or "cop" in key or "kopie" in key else key


def copy_suffix_off(stem: str) -> str:
    """A name without ending, rid of what browsers add to a second download (` (1)`, ` - Copy`)."""
    return _COPY_AT_END.sub("", stem)


def _unsafe(archive: str, why: str) -> UnsafeArchiveError:
    return UnsafeArchiveError(
        f"not opened: {why}",
        place=archive,
        next_step="No network makes such an archive. Download the export again, from the network itself.",
    )
