"""A large archive is read within seconds, and the next month's tells the same and what has changed."""

import subprocess
import sys
import time
from pathlib import Path

from doorstep.facts.seen import Reading

from .helpers import MESSAGES, read, reading

MAKER = Path(__file__).parents[2] / "benchmarks" / "make_archive.py"


def made(folder: Path, *options: str) -> Reading:
    size = ["--connections", "300", "--invitations", "120", "--messages", "900"]
    before = set(folder.iterdir())
    subprocess.run([sys.executable, str(MAKER), *size, *options, str(folder)], check=True, capture_output=True)
    (path,) = set(folder.iterdir()) - before
    (found,) = read([path])
    return found


def test_the_archive_of_a_month_later_knows_who_was_accepted_and_doubles_nobody(tmp_path: Path) -> None:
    first, later = made(tmp_path), made(tmp_path, "--later", "30")
    assert (later.exported_on - first.exported_on).days == 30
    assert {one.who.key for one in first.profiles} <= {one.who.key for one in later.profiles}
    assert {one.key for one in first.interactions} < {one.key for one in later.interactions}
    was = {(one.who.key, one.asked_at): one for one in first.requests}
    now = {(one.who.key, one.asked_at): one for one in later.requests}
    changed = {key: now[key] for key, one in was.items() if now[key].state != one.state}
    assert 0 < len(changed) < 30
    assert {one.state for one in changed.values()} == {"accepted"}
    assert all(first.exported_on < one.answered_on <= later.exported_on for one in changed.values() if one.answered_on)
    assert was.keys() < now.keys()


def test_a_hundred_thousand_messages_are_read_without_blowing_up(tmp_path: Path) -> None:
    sides = "Nadia Quill,https://www.linkedin.com/in/nadia-q,Fred Doorman,https://www.linkedin.com/in/fred-doorman"
    rows = "".join(
        f't{n % 9000},,{sides},2026-10-{n % 28 + 1:02} 10:00:00 UTC,,"{n}\nlines",INBOX,No\n' for n in range(100_000)
    )
    files = {"messages.csv": MESSAGES + rows, "Profile.csv": "First Name,Last Name\nFred,Doorman"}
    start = time.process_time()
    found = reading(tmp_path, files)
    assert time.process_time() - start < 60  # a loop gone quadratic takes far longer
    assert found.owner is not None
