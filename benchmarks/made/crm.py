"""A table of contacts of any length, as HubSpot gives it."""

import csv
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

_HEAD = "Record ID,First Name,Last Name,Email,Phone Number,Company Name,Lifecycle Stage,Lead Status,Last Contacted"
_STAGES = ("Lead", "Customer", "Opportunity", "Subscriber", "")


def make(path: Path, rows: int, seed: int = 7) -> None:
    """Writes a table of so many contacts."""
    random = Random(seed)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEAD.split(","))
        for number in range(rows):
            day = f"{random.randrange(1, 13)}/{random.randrange(1, 29)}/2025"
            writer.writerow([
                number, f"Person{number}", f"Family{number % 977}", f"person{number}@firm-beispiel.example",
                f"+49 30 {9_000_000 + number}", f"Firm {number % 997}", random.choice(_STAGES), "", day,
            ])  # fmt: skip


def contacts(folder: Path, rows: int) -> Path:
    """So many in a file of that folder."""
    make(folder / "contacts.csv", rows)
    return folder / "contacts.csv"


FORMATS: Mapping[str, Callable[[Path, int], Path]] = {"CRM, contacts of HubSpot": contacts}


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
