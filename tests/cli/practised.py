"""A folder in which Fred has decided: thirty askers on three networks, in October, one by one."""

from pathlib import Path

from ..archives import NAME, archive, asks
from .runner import Doorstep

FIRST = ("Nadia", "Otto", "Petra", "Dora", "Ines", "Tomas", "Mila", "Ugo", "Vera", "Zora")
LAST = ("Lindqvist", "Reiter", "Novak")
NAMES = [f"{first} {last}" for last in LAST for first in FIRST]
DECIDED = "2026-10-01"


def practised(door: Doorstep, folder: Path) -> Doorstep:
    """The folder, on the day of the tests; every third note is signed with the asker's name and an address."""
    rows = []
    for number, name in enumerate(NAMES):
        note = f"Hello Fred, this is {name}, see www.{name.split()[0].lower()}.example" if number % 3 == 0 else ""
        rows.append(asks(name, note, f"9/{number % 28 + 1}/26, 9:00 AM"))
    then = door.at(DECIDED)
    then("import", str(archive(folder, rows, name=NAME.replace("11-16", "09-30"))))
    for number, name in enumerate(NAMES):
        facts = [f"spoken={'yes' if number % 2 else 'no'}", f"role={'client' if number % 5 else 'recruiter'}"]
        then("set", name, *facts, f"company={LAST[number % 3]} Works")
    ids = [str(row["id"]) for row in then.json("inbox")]
    for number, request in enumerate(ids):
        action = ("accept", "decline", "accept", "wait", "decline")[number % 5]
        then(action, request, "--because", f"REASON-{number}")
    return door
