"""The floor: reading the same files and writing as many rows with Python's own modules alone.

python benchmarks/floor.py read  ARCHIVE.zip              reads every CSV
python benchmarks/floor.py write ARCHIVE.zip ROWS OUT.db  reads them and writes ROWS rows in one transaction
python benchmarks/floor.py json  LEDGER.db                open requests with their people, printed as JSON
"""

import csv
import io
import json
import sqlite3
import sys
import zipfile
from itertools import cycle, islice

COLUMNS = 6  # as many as an interaction or an observation has that are not empty


def rows_of(path: str) -> list[list[str]]:
    """The rows of every CSV in the archive."""
    csv.field_size_limit(1 << 30)
    found: list[list[str]] = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                with archive.open(name) as file:
                    found += csv.reader(io.TextIOWrapper(file, "utf-8", newline=""))
    return found


def write(rows: list[list[str]], count: int, out: str) -> None:
    """Writes the rows, from the start again until there are as many as wanted, into one indexed table."""
    base = sqlite3.connect(out)
    base.execute("pragma journal_mode = wal")
    base.execute("create table fact (id integer primary key, a text, b text, c text, d text, e text, f text)")
    base.execute("create index ix_fact_a on fact (a)")
    filled = [(row + [""] * COLUMNS)[:COLUMNS] for row in rows]
    with base:
        base.executemany("insert into fact (a, b, c, d, e, f) values (?, ?, ?, ?, ?, ?)", islice(cycle(filled), count))
    base.close()


def print_requests(path: str) -> None:
    """The open requests with their people."""
    base = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    query = "select * from request left join person on person.id = request.person_id where state = 'open'"
    query += " and direction = 'incoming'"
    print(json.dumps([dict(row) for row in base.execute(query)]))


def main() -> None:
    """Does what the first word says."""
    match sys.argv[1:]:
        case ["read", archive]:
            print(len(rows_of(archive)))
        case ["write", archive, count, out]:
            write(rows_of(archive), int(count), out)
        case ["json", base]:
            print_requests(base)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
