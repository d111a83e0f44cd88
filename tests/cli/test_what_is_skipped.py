"""What an import could not use is told by lines only where a file has lines."""

from pathlib import Path

from ..sources.test_mail import FRED, INVITES, LINKEDIN, both, mail
from .runner import Doorstep


def test_a_mail_that_is_refused_is_told_as_a_mail_and_not_as_a_line(fred: Doorstep, tmp_path: Path) -> None:
    box = tmp_path / "Inbox.mbox"
    forged = mail(
        f"From: {INVITES}", LINKEDIN, "Subject: Nadia Quill wants to connect", f"To: {FRED}",
        "Authentication-Results: mx.example; dmarc=fail header.from=linkedin.com",
    )  # fmt: skip
    box.write_text("".join([*both(), forged]))
    fred("me", FRED)
    said = fred("import", str(box), "--dry-run")
    assert "Inbox.mbox, mail 3: it says that it is from LinkedIn" in said
    assert ", line" not in said


def test_an_entry_of_a_json_list_is_told_as_an_entry(fred: Doorstep, tmp_path: Path) -> None:
    path = tmp_path / "received_friend_requests.json"
    path.write_text('{"received_requests_v2": [{"name": "Nadia", "timestamp": 1790000000}, {"name": "Otto"}]}')
    said = fred("import", str(path), "--dry-run")
    assert ", entry 2: no date that can be read" in said
    assert ", line" not in said
