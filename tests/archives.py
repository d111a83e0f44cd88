"""LinkedIn archives for the tests: small ones from rows, and the generated one of `benchmarks/make_archive.py`."""

import csv
import io
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

NAME = "Complete_LinkedInDataExport_11-16-2026.zip"
CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
INVITATIONS = ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
MESSAGES = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE",
    "SUBJECT", "CONTENT", "FOLDER", "IS MESSAGE DRAFT",
)  # fmt: skip
BASE = "https://www.linkedin.com/in/"
FRED = ("Fred Doorman", BASE + "fred-doorman")
MAKE = Path(__file__).parents[1] / "benchmarks" / "make_archive.py"


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """The rows as a file of LinkedIn's."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def asks(name: str, note: str = "", at: str = "11/10/26, 9:00 AM", slug: str = "") -> list[str]:
    """A row of Invitations.csv: somebody asks Fred."""
    return [name, FRED[0], at, note, "INCOMING", BASE + (slug or name.lower().replace(" ", "-")), FRED[1]]


def connection(name: str, on: str = "20 Oct 2024", company: str = "") -> list[str]:
    """A row of Connections.csv."""
    first, _, last = name.partition(" ")
    return [first, last, BASE + name.lower().replace(" ", "-"), "", company, "", on]


def writes(name: str, at: str, to_fred: bool = True, text: str = "Hello") -> list[str]:
    """A row of messages.csv between somebody and Fred."""
    slug = name.lower().replace(" ", "-")
    them = (name, BASE + slug)
    sender, receiver = (them, FRED) if to_fred else (FRED, them)
    return [f"2-{slug}", "", *sender, *receiver, f"{at} UTC", "", text, "INBOX", "No"]


def zipped(folder: Path, files: Mapping[str, str | bytes], name: str = NAME) -> Path:
    """A zip in the folder with these members."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in files.items():
            archive.writestr(zipfile.ZipInfo(member), content, zipfile.ZIP_DEFLATED)
    return path


def archive(
    folder: Path,
    invitations: Iterable[Iterable[str]] = (),
    connections: Iterable[Iterable[str]] = (),
    messages: Iterable[Iterable[str]] = (),
    name: str = NAME,
) -> Path:
    """Fred's archive with these rows."""
    profile = "First Name,Last Name\nFred,Doorman\n"
    return zipped(
        folder,
        {
            "Profile.csv": profile,
            "Connections.csv": table(CONNECTIONS, connections),
            "Invitations.csv": table(INVITATIONS, invitations),
            "messages.csv": table(MESSAGES, messages),
        },
        name,
    )


def generated(folder: Path, later: int = 0) -> Path:
    """The archive of 3,000 connections, 500 invitations and 10,000 messages, or the one so many days later."""
    size = ["--connections", "3000", "--invitations", "500", "--messages", "10000", "--later", str(later)]
    subprocess.run([sys.executable, str(MAKE), *size, str(folder)], check=True, capture_output=True)
    (made,) = folder.glob("*.zip")
    return made
