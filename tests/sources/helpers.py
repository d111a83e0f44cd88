"""Builds archives from plain files, and writes a reading down as plain text."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from doorstep.facts.seen import Reading
from doorstep.sources import LIMITS, Given, Limits, Progress, read_export

TODAY = date(2026, 12, 31)
SAMPLES = Path(__file__).parent / "samples"
NAME = "Complete_LinkedInDataExport_11-01-2026.zip"
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,"
    "FOLDER,IS MESSAGE DRAFT\n"
)
NADIA = "Nadia,Quill,https://www.linkedin.com/in/nadia-quill,,,,20 Oct 2026\n"


def zipped(folder: Path, files: Mapping[str, str | bytes], name: str = NAME) -> Path:
    """A zip in the folder with these members."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            archive.writestr(zipfile.ZipInfo(member), content, zipfile.ZIP_DEFLATED)
    return path


def read(paths: Sequence[Path], limits: Limits = LIMITS, progress: Progress | None = None) -> list[Reading]:
    """What these files tell on a day that stands still."""
    return read_export(paths, Given(today=TODAY, limits=limits, progress=progress))


def reading(folder: Path, files: Mapping[str, str | bytes], name: str = NAME) -> Reading:
    """What a zip of these files tells."""
    (found,) = read([zipped(folder, files, name)])
    return found


def connections(folder: Path, rows: str | bytes) -> Reading:
    """What an archive of only Connections.csv tells; text gets today's header in front."""
    return reading(folder, {"Connections.csv": rows if isinstance(rows, bytes) else CONNECTIONS + rows})


def names(found: Reading) -> list[str]:
    """The connections' names."""
    return [one.who.name for one in found.profiles if one.is_connection]


def shown(found: Reading) -> str:
    """The reading as plain text, one line an item."""
    lines = [f"{found.source} as of {found.exported_on}", f"owner {found.owner.key if found.owner else '-'}", ""]
    for file in found.files:
        lines.append(f"{file.name}: {file.read_as}; {file.kept} of {file.rows}, {file.first} to {file.last}")
        lines += [f"  {one.unit} {one.row}: {one.reason}" for one in file.skipped]
    lines += ["", *(f"! {warning}" for warning in found.warnings), ""]
    for profile in found.profiles:
        since: date | str = profile.connected_since or "unknown"
        mark = f"connected {since}" if profile.is_connection else "not connected"
        facts = "; ".join(f"{one.fact} {_value(one.value)} ({one.said_by})" for one in profile.observations)
        who = profile.who
        lines.append(f"{who.key} | {who.name} | {who.url} | {' '.join(who.emails)} | {mark} | {facts}")
    lines.append("")
    for request in found.requests:
        facts = "; ".join(f"{one.fact} {_value(one.value)}" for one in request.observations)
        lines.append(f"{request.direction} {request.who.key} {request.asked_at} {request.state} {request.answered_on}")
        lines.append(f"  {request.note!r} {facts} ({request.note_reason})")
    lines.append("")
    lines += [f"{one.who.key} {one.kind} {one.direction} {one.at}" for one in found.interactions]
    lines.append("")
    for suggestion in found.suggestions:
        what = suggestion.other.key if suggestion.other else ""
        what = suggestion.observation.fact if suggestion.observation else what
        lines.append(f"{suggestion.kind} {suggestion.who.key}: {what} ({suggestion.reason})")
    lines += [f"post {one.key} {one.at} {one.audience!r} {one.text!r}" for one in found.posts]
    lines += [f"{one.who.key} was {' '.join(one.who.former)}" for one in found.profiles if one.who.former]
    if found.contact_until is not None:
        lines.append(f"contact until {found.contact_until}")
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    return ",".join(sorted(value)) if isinstance(value, frozenset) else str(value)
