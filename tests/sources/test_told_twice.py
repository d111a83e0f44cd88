"""What an archive and the notification mails both tell of one request, from the files to the ledger."""

import itertools
import json
from datetime import UTC, datetime
from pathlib import Path

from doorstep.ledger import Ledger
from doorstep.sources import read_export

from .helpers import INVITATIONS, zipped
from .test_mail import FRED, INVITES, LINKEDIN, PROVED, TOLD, both, mail

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NADIA = "https://www.linkedin.com/in/nadia-quill"
SEEN_BY_MAIL = "View profile: https://www.linkedin.com/comm/in/nadia-quill?x=1"


def requests_after(folder: Path, paths: tuple[Path, ...]) -> list[tuple[str, str, str, str]]:
    """The requests that a new ledger holds after each of these was taken in."""
    with Ledger.open(folder, now=lambda: NOW) as ledger:
        for path in paths:
            for reading in read_export([path], TOLD):
                ledger.record_import(reading, file_name=path.name, file_hash=path.name)
        return [(one.direction, one.key, str(one.asked_at), one.state) for one in ledger.requests()]


def in_any_order(folder: Path, *paths: Path) -> list[tuple[str, str, str, str]]:
    """The same, where every order gives the same."""
    first, *others = [
        requests_after(folder / f"{number}", some) for number, some in enumerate(itertools.permutations(paths))
    ]
    assert all(one == first for one in others)
    return first


def test_an_invitation_of_linkedin_and_its_mail_are_one_request(tmp_path: Path) -> None:
    # 5 October 23:30 in New York is the 6th in UTC
    row = f'Nadia Quill,Fred Doorman,"10/4/26, 11:30 PM",,INCOMING,{NADIA},https://www.linkedin.com/in/fred\n'
    archive = zipped(tmp_path, {"Invitations.csv": INVITATIONS + row})
    proved = PROVED.format("linkedin.com")
    asks = mail(
        f"From: {INVITES}", LINKEDIN, "Subject: Nadia Quill wants to connect", proved, f"To: {FRED}",
        body=f"Hi Fred,\nWe met.\nNadia Quill\nPartner at Acme\n\n{SEEN_BY_MAIL}",
    )  # fmt: skip
    box = tmp_path / "Inbox.mbox"
    box.write_text("".join([*both(), asks]))
    assert in_any_order(tmp_path, archive, box) == [("incoming", "nadia-quill", "2026-10-04 23:30:00", "open")]


def test_an_acceptance_by_mail_and_the_invitation_in_the_archive_are_one(tmp_path: Path) -> None:
    row = f'Fred Doorman,Nadia Quill,"10/1/26, 9:30 AM",,OUTGOING,https://www.linkedin.com/in/fred,{NADIA}\n'
    archive = zipped(tmp_path, {"Invitations.csv": INVITATIONS + row})
    accepts = mail(
        f"From: {INVITES}", LINKEDIN.replace("invite", "invite_accept"),
        "Subject: Nadia Quill accepted your invitation, explore their network", PROVED.format("linkedin.com"),
        f"To: {FRED}", body=f"Nadia Quill\n\n{SEEN_BY_MAIL}",
    )  # fmt: skip
    box = tmp_path / "Inbox.mbox"
    box.write_text("".join([*both(), accepts]))
    assert in_any_order(tmp_path, archive, box) == [("outgoing", "nadia-quill", "2026-10-01 09:30:00", "accepted")]


def test_a_request_on_facebooks_list_and_its_mail_are_one(tmp_path: Path) -> None:
    at = int(datetime(2026, 10, 5, 8, 59, 48, tzinfo=UTC).timestamp())
    lists = {"received_requests_v2": [{"name": "Nadia Quill", "timestamp": at}]}
    archive = zipped(
        tmp_path, {"connections/friends/received_friend_requests.json": json.dumps(lists)},
        "facebook-fred-2026-10-20-a.zip",
    )  # fmt: skip
    asks = mail(
        "From: Facebook <notification@facebookmail.com>", "X-Facebook-Notify: friend_request; mailid=x",
        "Subject: Nadia Quill wants to be friends on Facebook", PROVED.format("facebookmail.com"), f"To: {FRED}",
    )  # fmt: skip
    box = tmp_path / "Inbox.mbox"
    box.write_text("".join([*both(), asks]))
    told = [("incoming", "?nadia quill|asked on 2026-10-05", "2026-10-05 08:59:48", "open")]
    assert in_any_order(tmp_path, archive, box) == told
